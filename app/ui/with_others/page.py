"""The page of what came from and with others: actions, sessions with their comments, finished rounds."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.conversation import ActionStatus
from app.domain.errors import JournalError
from app.ui.coach.one_only import OneOnly, set_only
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.widgets import Banner, BannerKind, EmptyState, Page, column_of
from app.ui.widgets.reading_order import ReadingOrder
from app.ui.with_others.actions import SAID, ActionsCard
from app.ui.with_others.gathering import Gathered, gather
from app.ui.with_others.rounds import RoundsCard
from app.ui.with_others.sessions import Sessions

_SUBTITLE = "What came back from a coach, what you agreed to do, and rounds with another leader."
_EMPTY = (
    "Comments of a coach, the actions you agreed, and rounds with another leader appear here once your "
    "journal holds any."
)


class WithOthersPage(QObject):
    """Everything to read; agreed actions can be marked. `arrive` takes nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("With others", _SUBTITLE)
        self.setParent(self.page)  # what comes back from the journal after the page is gone is dropped
        self._found: Gathered | None = None
        self._lands = False
        self.trouble = Banner("", BannerKind.PROBLEM, "Try again")
        self.trouble.acted.connect(self._ask)
        self.nothing = EmptyState(_EMPTY, "Open the journal")
        self.nothing.acted.connect(self._open_journal)
        self.every = OneOnly()
        self.every.acted.connect(self._show_every)
        self.actions = ActionsCard()
        self.actions.wanted.connect(self._set_action)
        self._cards = QWidget()
        self._column = column_of(self._cards, spacing=self.page.body.spacing())
        self.sessions = Sessions(desk)
        self.sessions.opened.connect(self._open)
        self.sessions.problem.connect(self._problem)
        self.sessions.whole.connect(self._built)
        self._column.addWidget(self.sessions)
        self.rounds: RoundsCard | None = None
        for part in (self.trouble, self.nothing, self.every, self.actions, self._cards):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    @property
    def widget(self) -> QWidget:
        return self.page

    def arrive(self, _where: Mapping[str, object]) -> None:
        self._lands = True
        self.trouble.hide()
        self._ask()

    def may_leave(self) -> bool:
        return True

    # ---- showing

    def _ask(self) -> None:
        self._desk.read(gather, self._show, self, failed=self._problem, key="with-others")

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _show(self, found: Gathered) -> None:
        with laid_out_once(self._cards):
            self.trouble.hide()
            self.nothing.setVisible(not found and not found.only)
            self.every.setVisible(found.only)
            self.actions.show_actions(found.actions)
            self._show_cards(found)
        if self._lands and not self.sessions.is_building:
            QTimer.singleShot(0, self._built)

    def _show_cards(self, found: Gathered) -> None:
        """Sessions and rounds are made anew only where one of them changed."""
        before, self._found = self._found, found
        if before is not None and _read_only(before) == _read_only(found):
            return
        self.sessions.setVisible(bool(found.replies))
        self.sessions.show_found(found)
        if self.rounds is not None:
            self._column.removeWidget(self.rounds)
            self.rounds.hide()
            self.rounds.deleteLater()
        self.rounds = RoundsCard(found.rounds) if found.rounds else None
        if self.rounds is not None:
            self.rounds.opened.connect(self._open_round)
            self._column.addWidget(self.rounds)
            self.rounds.show()
        self._cards.setVisible(bool(found.replies or found.rounds))

    def _built(self) -> None:
        if self._lands:
            self._lands = False
            self._land()

    def _land(self) -> None:
        if not self.page.isVisible():
            return
        self.page.verticalScrollBar().setValue(0)
        stop = next((stop for stop in self._stops() if stop.isVisible()), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stops(self) -> Sequence[QWidget]:
        """Where the focus may land: an action, the first entry spoken of, or the way out of an empty page."""
        links = [view.link for view in self.sessions.spoken_of]
        rounds = [row.link for row in self.rounds.rows] if self.rounds is not None else []
        return [
            *(row.buttons[0] for row in self.actions.rows),
            *links,
            *rounds,
            self.nothing.button,
            self.every.button,
        ]

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- acts

    def _set_action(self, uid: str, status: ActionStatus) -> None:
        self._desk.act(
            lambda journal: journal.conversation.set_action(uid, status),
            self,
            failed=self._problem,
            said=SAID[status],
        )

    def _open(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _open_round(self, uid: str) -> None:
        self._desk.go("round-compare", round=uid)

    def _show_every(self) -> None:
        self._lands = True
        set_only(self._desk, "", self, self._problem)

    def _open_journal(self) -> None:
        self._desk.go("journal")


def _read_only(found: Gathered) -> object:
    titles = {entry_id: entry.title for entry_id, entry in found.entries.items()}
    return found.replies, found.rounds, titles
