"""Every word of a reply as the leader will read it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.conversation import KIND_WORDS, framework_words
from app.domain.sharing import BundleComment, ProposedAction, ReviewReply, SessionNote, ShareBundle
from app.domain.written_dates import written
from app.ui.coach.in_pages import Piece
from app.ui.coach.making import OWNER_WORDS
from app.ui.coach.words import short
from app.ui.decision.conversation import Quote
from app.ui.decision.sheet_view import LongText
from app.ui.widgets import Body, Heading, Muted, column_of
from app.ui.widgets.accessible import Group


def reply_pieces(reply: ReviewReply, bundle: ShareBundle, frameworks: Mapping[str, str]) -> tuple[Piece, ...]:
    """Every part of a reply, read back from its bytes, in the order the leader will read it."""
    card = f"What {bundle.from_name} will read"
    made: list[Callable[[], QWidget]] = [
        partial(Muted, f"From {reply.from_name}, {written(reply.made_on)}"),
        *(partial(_said, comment, bundle, frameworks) for comment in reply.comments),
    ]
    if reply.actions:
        made.append(partial(Heading, "Proposed actions", 3))
        made += [partial(_action, action) for action in reply.actions]
    if reply.session is not None:
        made.append(partial(_session, reply.session))
    return tuple(Piece(card, make) for make in made)


def _about(comment: BundleComment, bundle: ShareBundle) -> str:
    entry = bundle.entry(comment.share_id)
    field = entry.field(comment.field_id) if entry else None
    if field is not None:
        return short(field.question or field.label, 200)
    if entry is not None:
        title = entry.field("title")
        return f"all of: {short(title.value, 200)}" if title else f"all of the entry of {entry.when}"
    return "their answer to an earlier remark" if comment.in_reply_to else "all that was shared"


def _said(comment: BundleComment, bundle: ShareBundle, frameworks: Mapping[str, str]) -> Group:
    part = Group(KIND_WORDS[comment.kind])
    column = column_of(part, spacing=4)
    column.addWidget(Heading(KIND_WORDS[comment.kind], 3))
    column.addWidget(Muted(f"On: {_about(comment, bundle)}"))
    if comment.anchor is not None:
        column.addWidget(Quote(comment.anchor.exact))
    if comment.framework:
        column.addWidget(Body(framework_words(comment.framework, frameworks)))
    if comment.body:
        column.addWidget(LongText(comment.body))
    return part


def _action(action: ProposedAction) -> QWidget:
    by = f", by {written(action.by)}" if action.by else ""
    return Body(f"{action.text} (for {OWNER_WORDS[action.owner]}{by})", selectable=True)


def _session(note: SessionNote) -> QWidget:
    title = f"The session of {written(note.on)}"
    part = Group(title)
    column = column_of(part, spacing=4)
    column.addWidget(Heading(title, 3))
    if note.summary:
        column.addWidget(LongText(note.summary))
    if note.take_away:
        column.addWidget(Muted("What the leader takes away"))
        column.addWidget(LongText(note.take_away))
    return part
