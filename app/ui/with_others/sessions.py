"""What one person sent back after one session: the note of it, and the comments by entry."""

from itertools import groupby

from PySide6.QtCore import Signal

from app.domain.conversation import Comment, Reply
from app.domain.written_dates import written
from app.ui.decision.conversation import CommentView, about_words
from app.ui.decision.sheet_view import LongText
from app.ui.theme import GRID
from app.ui.widgets import Card, Flow, Heading, LinkButton, Muted, column_of
from app.ui.widgets.accessible import Group
from app.ui.with_others.gathering import Gathered


class SpokenOf(Group):
    """The comments on one entry below the way to it."""

    opened = Signal(object)  # EntryId

    def __init__(self, comments: list[Comment], found: Gathered) -> None:
        entry = found.entries[comments[0].entry_id or next(iter(found.entries))]
        super().__init__(f"About {entry.title}")
        self._entry_id = entry.id
        column = column_of(self, spacing=2 * GRID)
        self.link = LinkButton((entry.title or "Without a title").replace("&", "&&"))
        self.link.setAccessibleName(f"Open {entry.title or 'the entry'}")
        self.link.clicked.connect(self._pressed)
        column.addWidget(Flow(Muted("About"), self.link))
        for comment in comments:
            column.addWidget(CommentView(comment, about_words(comment, entry, found.questions)))

    def _pressed(self) -> None:
        self.opened.emit(self._entry_id)


class SessionCard(Card):
    """One reply. `opened` carries the entry that is to be read."""

    opened = Signal(object)  # EntryId

    def __init__(self, reply: Reply, found: Gathered) -> None:
        super().__init__(f"{reply.from_name}, {written(reply.on)}")
        self.body.setSpacing(2 * GRID)
        for title, text in (("The session", reply.session_summary), ("What I take away", reply.take_away)):
            if text:
                note = Group(title)
                column = column_of(note, spacing=4)
                column.addWidget(Heading(title, 3))
                column.addWidget(LongText(text))
                self.add(note)
        self.spoken_of: list[SpokenOf] = []
        for _, comments in groupby(reply.comments, key=lambda comment: comment.entry_id):
            view = SpokenOf(list(comments), found)
            view.opened.connect(self.opened)
            self.spoken_of.append(view)
            self.add(view)
