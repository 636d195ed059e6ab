"""The course of one coaching: what was shared and asked, what was answered, what is agreed and taken away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.coaching import Session
from app.domain.written_dates import written
from app.ui.coach.words import MOST_SHOWN, named
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steady import laid_out_once
from app.ui.theme import GRID
from app.ui.widgets import Body, Disclosure, Heading, Muted, column_of
from app.ui.widgets.accessible import Group

ONLY_THIS = "Built from what they shared and what you sent, and from nothing else."
_AT_ONCE = 30
_MOST_TOPICS = 30


class SessionView(Group):
    """One round of it."""

    def __init__(self, session: Session) -> None:
        title = f"Shared on {written(session.made_on)}"
        super().__init__(title)
        column = column_of(self, spacing=4)
        column.addWidget(Heading(title, 3))
        if session.purpose:
            column.addWidget(LongText(session.purpose, most=MOST_SHOWN))
        if session.topics:
            column.addWidget(Muted(f"Topics: {_topics(session.topics)}"))
        for question, answer in session.questions:
            column.addWidget(Body(f"You asked: {question}", selectable=True))
            column.addWidget(
                LongText(f"They answered: {answer}", most=MOST_SHOWN)
                if answer
                else Muted("Not answered yet.")
            )
        for action in session.actions:
            by = f", by {written(action.by)}" if action.by else ""
            column.addWidget(Body(f"Proposed for the {action.owner}{by}: {action.text}", selectable=True))
        for note in session.notes:
            column.addWidget(Muted(f"Session of {written(note.on)}"))
            if note.summary:
                column.addWidget(Body(note.summary, selectable=True))
            if note.take_away:
                column.addWidget(Body(f"Taken away: {note.take_away}", selectable=True))


def _topics(topics: Sequence[str]) -> str:
    told, more = "; ".join(map(named, topics[:_MOST_TOPICS])), len(topics) - _MOST_TOPICS
    return f"{told}; and {more} more" if more > 0 else told


class HistoryFold(Disclosure):
    """Every session, the latest first; made when it is unfolded."""

    def __init__(self) -> None:
        super().__init__("Session history")
        self._sessions: tuple[Session, ...] = ()
        self._shown: object = None
        self._rows = QWidget()
        self._column = column_of(self._rows, spacing=2 * GRID)
        self.add(Muted(ONLY_THIS))
        self.add(self._rows)
        self._held: list[QWidget] = []
        self.toggled.connect(self._lay_out)

    def show_sessions(self, sessions: Sequence[Session]) -> None:
        """Show these."""
        self._sessions = tuple(sessions)
        self._lay_out()

    def _lay_out(self, *_: object) -> None:
        if not self.is_unfolded or self._shown == self._sessions:
            return
        self._shown = self._sessions
        with laid_out_once(self._rows):
            for row in self._held:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            latest = self._sessions[::-1][:_AT_ONCE]
            self._held = [SessionView(one) for one in latest]
            if len(self._sessions) > _AT_ONCE:
                self._held.append(Muted("Earlier ones are in the export below."))
            for row in self._held:
                self._column.addWidget(row)
