"""Every word of a reply as the leader will read it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.domain.conversation import KIND_WORDS, framework_words
from app.domain.sharing import BundleComment, ReviewReply, ShareBundle
from app.domain.written_dates import written
from app.ui.coach.making import OWNER_WORDS
from app.ui.coach.words import short
from app.ui.decision.conversation import Quote
from app.ui.decision.sheet_view import LongText
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Heading, Muted, column_of
from app.ui.widgets.accessible import Group


class ReplyWords(Card):
    """The reply, read back from its bytes."""

    def __init__(self, reply: ReviewReply, bundle: ShareBundle, frameworks: dict[str, str]) -> None:
        super().__init__(f"What {bundle.from_name} will read")
        self.body.setSpacing(2 * GRID)
        self.add(Muted(f"From {reply.from_name}, {written(reply.made_on)}"))
        self._reply, self._bundle, self._frameworks = reply, bundle, frameworks

    def make(self) -> Iterator[QWidget]:
        """Make every part, without putting it in yet."""
        for comment in self._reply.comments:
            yield _said(comment, self._bundle, self._frameworks)
        yield from _rest(self._reply)


def _about(comment: BundleComment, bundle: ShareBundle) -> str:
    entry = bundle.entry(comment.share_id)
    field = entry.field(comment.field_id) if entry else None
    if field is not None:
        return short(field.question or field.label, 200)
    if entry is not None:
        title = entry.field("title")
        return f"all of: {short(title.value, 200)}" if title else f"all of the entry of {entry.when}"
    return "their answer to an earlier remark" if comment.in_reply_to else "all that was shared"


def _said(comment: BundleComment, bundle: ShareBundle, frameworks: dict[str, str]) -> Group:
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


def _rest(reply: ReviewReply) -> Iterator[QWidget]:
    if reply.actions:
        part = Group("Proposed actions")
        column = column_of(part, spacing=4)
        column.addWidget(Heading("Proposed actions", 3))
        for action in reply.actions:
            by = f", by {written(action.by)}" if action.by else ""
            column.addWidget(Body(f"{action.text} (for {OWNER_WORDS[action.owner]}{by})", selectable=True))
        yield part
    if reply.session is not None:
        title = f"The session of {written(reply.session.on)}"
        part = Group(title)
        column = column_of(part, spacing=4)
        column.addWidget(Heading(title, 3))
        if reply.session.summary:
            column.addWidget(LongText(reply.session.summary))
        if reply.session.take_away:
            column.addWidget(Muted("What the leader takes away"))
            column.addWidget(LongText(reply.session.take_away))
        yield part
