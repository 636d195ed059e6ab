"""What one person sent back after one session: the note of it, the comments by entry, and those on no entry."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.conversation import Comment, Reply, framework_words
from app.domain.merging import Place, Standing
from app.domain.written_dates import written
from app.ui.coach.words import short
from app.ui.decision.conversation import CommentView, about_words, goes_on
from app.ui.decision.sheet_view import LongText
from app.ui.decision.threads import ThreadView
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Card, Flow, Heading, LinkButton, Muted, column_of
from app.ui.widgets.accessible import Group
from app.ui.with_others.gathering import Gathered

_FEW = 8
"""Comments in one group: more of them would be too much for one turn of the window."""


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


class SessionCard(Card):
    """One reply; its parts are made one at a time. `opened` carries the entry that is to be read."""

    opened = Signal(object)  # EntryId
    problem = Signal(object)  # JournalError

    def __init__(self, reply: Reply, found: Gathered, desk: Desk) -> None:
        super().__init__(f"{reply.from_name}, {written(reply.on)}")
        self.body.setSpacing(2 * GRID)
        self.reply, self._found, self._desk = reply, found, desk
        self.spoken_of: list[SpokenOf] = []
        self.loose: list[OnNoEntry] = []

    @property
    def threads(self) -> list[ThreadView]:
        """Every thread on this card."""
        return [thread for part in self.loose for thread in part.threads]

    def make(self) -> Iterator[QWidget]:
        """Make every part, without putting it in yet."""
        reply = self.reply
        if reply.typed_in:
            yield Muted("Typed in by you.")
        for title, text in (("The session", reply.session_summary), ("What I take away", reply.take_away)):
            if text:
                yield _note(title, text)
        for _, comments in groupby(reply.comments, key=lambda comment: comment.entry_id):
            for few in _in_fews(list(comments)):
                view = SpokenOf(few, self._found)
                view.opened.connect(self.opened)
                self.spoken_of.append(view)
                yield view
        for few in _in_fews(reply.loose):
            part = OnNoEntry(few, reply, self._found, self._desk)
            for thread in part.threads:
                thread.problem.connect(self.problem)
            self.loose.append(part)
            yield part
        if not (reply.session_summary or reply.take_away or reply.comments or reply.loose):
            yield Muted("Without comments: what you accepted of it stands under “Agreed actions”.")


def _in_fews(comments: Sequence[Comment]) -> Iterator[Sequence[Comment]]:
    for at in range(0, len(comments), _FEW):
        yield comments[at : at + _FEW]


def _note(title: str, text: str) -> Group:
    note = Group(title)
    column = column_of(note, spacing=4)
    column.addWidget(Heading(title, 3))
    column.addWidget(LongText(text))
    return note
