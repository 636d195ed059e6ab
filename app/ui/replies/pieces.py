"""What a reply holds, piece by piece in reading order, so that a long one is never made in one turn."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.conversation import KIND_WORDS, framework_words
from app.domain.merging import STANDING_WORDS, ArrivingAction, ArrivingComment, MergePreview, Standing
from app.domain.written_dates import written
from app.ui.coach.in_pages import Piece
from app.ui.coach.words import MOST_SHOWN, short
from app.ui.decision.conversation import Quote
from app.ui.decision.sheet_view import LongText
from app.ui.widgets import Heading, Muted, column_of
from app.ui.widgets.accessible import Group

_ACCEPTED = "An action you accept becomes yours. What you do not accept is left out."
_LEFT_OUT = "You can still accept what you left out when this reply was taken in."


def pieces(
    preview: MergePreview, frameworks: Mapping[str, str], row: Callable[[ArrivingAction], QWidget]
) -> Iterator[Piece]:
    """Actions first (`row` makes each), since they are decided here; then the session, then comments by their entry."""
    if preview.actions:
        told = _LEFT_OUT if preview.already and preview.undecided else _ACCEPTED
        yield Piece("Proposed actions", partial(Muted, told))
    for action in preview.actions:
        yield Piece("Proposed actions", partial(row, action))
    note = preview.session
    if note is not None:
        for title, words in (("The session", note.summary), ("What you take away", note.take_away)):
            if words:
                yield Piece(f"The session of {written(note.on)}", partial(_said, title, words))
    for title, comments in _by_entry(preview):
        for one in comments:
            yield Piece(title, partial(_comment, one, frameworks))


def _by_entry(preview: MergePreview) -> Iterator[tuple[str, list[ArrivingComment]]]:
    """Comments under the entry they speak of, in the order those are first met; those without a place at the end."""
    found: dict[object, list[ArrivingComment]] = {}
    for one in preview.comments:
        if not one.is_lost:
            found.setdefault(one.place.entry_id, []).append(one)
    for comments in found.values():
        title = short(comments[0].title)
        yield f"About {title}" if title else "About everything you shared", comments
    if preview.unplaced:
        yield "Comments without their place", list(preview.unplaced)


def _said(title: str, words: str) -> QWidget:
    part = Group(title)
    column = column_of(part, spacing=4)
    column.addWidget(Heading(title, 3))
    column.addWidget(LongText(words, most=MOST_SHOWN))
    return part


def _comment(one: ArrivingComment, frameworks: Mapping[str, str]) -> QWidget:
    said = one.comment
    part = Group(KIND_WORDS[said.kind])
    column = column_of(part, spacing=4)
    column.addWidget(Heading(KIND_WORDS[said.kind], 3))
    column.addWidget(Muted(_where(one)))
    if one.quote:
        column.addWidget(Quote(one.quote))
    if said.framework:
        column.addWidget(Muted(framework_words(said.framework, frameworks)))
    if said.body:
        column.addWidget(LongText(said.body, most=MOST_SHOWN))
    if one.here:
        column.addWidget(Muted("This comment is here already."))
    return part


def _where(one: ArrivingComment) -> str:
    where, stands = short(one.label or one.title), STANDING_WORDS[one.place.standing]
    words = f"{stands[0].upper()}{stands[1:]}"
    if one.is_lost:
        return f"{words} (“{where}”)" if where else words
    whole = {Standing.ENTRY, Standing.SHARE, Standing.THREAD}
    return words if one.place.standing in whole or not where else f"On: {where}"


def counted(preview: MergePreview) -> str:
    """How many comments would come in, how many are here, and how many have no place."""
    fresh, here = len(preview.fresh), sum(one.here for one in preview.comments)
    parts = ["1 comment is new" if fresh == 1 else f"{fresh or 'No'} comments are new"]
    parts += [f"{here} already here"] if here else []
    lost = len(preview.unplaced)
    if lost:
        parts.append(f"{lost} without their place in your words, shown with what they quote")
    return f"{'; '.join(parts)}."
