"""What one person sent back after one session: the note of it, the comments by entry, and those on no entry."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.conversation import Comment, Reply, framework_words
from app.domain.merging import Place, Standing
from app.domain.written_dates import written
from app.ui.coach.in_pages import InPages, Piece
from app.ui.coach.words import short
from app.ui.decision.conversation import CommentView, about_words, goes_on
from app.ui.decision.sheet_view import LongText
from app.ui.decision.threads import ThreadView
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Flow, Heading, LinkButton, Muted, column_of
from app.ui.widgets.accessible import Group
from app.ui.with_others.gathering import Gathered

_FEW = 4
"""Comments in one piece: more of them would be too much for one turn of the window."""
_PIECES = 14


class SpokenOf(Group):
    """The comments on one entry below the way to it."""

    opened = Signal(object)  # EntryId

    def __init__(self, comments: Sequence[Comment], found: Gathered) -> None:
        entry = found.entries[comments[0].entry_id or next(iter(found.entries))]
        title = short(entry.title)
        super().__init__(f"About {title}")
        self._entry_id = entry.id
        column = column_of(self, spacing=2 * GRID)
        self.link = LinkButton((title or "Without a title").replace("&", "&&"))
        self.link.setAccessibleName(f"Open {title or 'the entry'}")
        self.link.clicked.connect(self._pressed)
        column.addWidget(Flow(Muted("About"), self.link))
        for comment in comments:
            framework = framework_words(comment.framework, found.frameworks)
            about = about_words(comment, entry, found.questions)
            column.addWidget(CommentView(comment, about, framework=framework))

    def _pressed(self) -> None:
        self.opened.emit(self._entry_id)


class OnNoEntry(Group):
    """Comments on everything that was shared, or on what is no longer here, each with its thread."""

    def __init__(self, comments: Sequence[Comment], reply: Reply, found: Gathered, desk: Desk) -> None:
        super().__init__("About everything you shared")
        self.threads: list[ThreadView] = []
        column = column_of(self, spacing=2 * GRID)
        said = {one.uid: one for each in found.replies for one in (*each.comments, *each.loose)}
        for comment in comments:
            framework = framework_words(comment.framework, found.frameworks)
            before = said.get(comment.in_reply_to or "")
            column.addWidget(CommentView(comment, goes_on(before) or _on(comment), framework=framework))
            place = Place(Standing.GONE) if comment.share_id else None
            thread = ThreadView(desk, comment, reply, place, found.typed_answers.get(comment.uid))
            self.threads.append(thread)
            column.addWidget(thread)


def _on(comment: Comment) -> str:
    return "" if comment.share_id else "everything you shared"


class Sessions(InPages):
    """Every reply, the latest first, a few comments in a piece. `opened` carries the entry that is to be read."""

    opened = Signal(object)  # EntryId
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk) -> None:
        super().__init__(_PIECES)
        self._desk = desk
        self.spoken_of: list[SpokenOf] = []
        self.threads: list[ThreadView] = []

    def show_found(self, found: Gathered) -> None:
        """Show these; an answer that is being typed stays."""
        typed = {one.comment.uid: one.typed for one in self.threads}
        for thread in self.threads:
            thread.let_go()
        self.spoken_of, self.threads = [], []
        found = replace(found, typed_answers={**found.typed_answers, **typed})
        self.show_pieces(tuple(self._pieces_of(found)), stay=True)

    def _pieces_of(self, found: Gathered) -> Iterator[Piece]:
        for reply in found.replies:
            title = f"{reply.from_name}, {written(reply.on)}"
            for make in self._parts(reply, found):
                yield Piece(title, make, reply.uid)

    def _parts(self, reply: Reply, found: Gathered) -> Iterator[Callable[[], QWidget]]:
        if reply.typed_in:
            yield partial(Muted, "Typed in by you.")
        for title, text in (("The session", reply.session_summary), ("What I take away", reply.take_away)):
            if text:
                yield partial(_note, title, text)
        for _, comments in groupby(reply.comments, key=lambda comment: comment.entry_id):
            for few in _in_fews(list(comments)):
                yield partial(self._spoken_of, few, found)
        for few in _in_fews(reply.loose):
            yield partial(self._on_no_entry, few, reply, found)
        if not (reply.session_summary or reply.take_away or reply.comments or reply.loose):
            yield partial(Muted, "Without comments: what you accepted of it stands under “Agreed actions”.")

    def _spoken_of(self, comments: Sequence[Comment], found: Gathered) -> SpokenOf:
        view = SpokenOf(comments, found)
        view.opened.connect(self.opened)
        self.spoken_of.append(view)
        return view

    def _on_no_entry(self, comments: Sequence[Comment], reply: Reply, found: Gathered) -> OnNoEntry:
        part = OnNoEntry(comments, reply, found, self._desk)
        for thread in part.threads:
            thread.problem.connect(self.problem)
        self.threads += part.threads
        return part


def _in_fews(comments: Sequence[Comment]) -> Iterator[Sequence[Comment]]:
    for at in range(0, len(comments), _FEW):
        yield comments[at : at + _FEW]


def _note(title: str, text: str) -> Group:
    note = Group(title)
    column = column_of(note, spacing=4)
    column.addWidget(Heading(title, 3))
    column.addWidget(LongText(text))
    return note
