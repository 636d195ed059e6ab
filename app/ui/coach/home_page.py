"""The list of leaders, each apart, with what waits for them; or one of them alone (ruling 54)."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.coaching import Leader
from app.domain.errors import JournalError
from app.ui.coach.gathering import Home, home
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.coach.one_only import OneOnly, set_only
from app.ui.coach.words import waiting_words
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    EmptyState,
    Muted,
    Page,
    QuietButton,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_SUBTITLE = "What leaders shared with you, each apart from the others."
_EMPTY = (
    "A leader you coach or mentor appears here once you keep a file they shared with you. "
    "Open the file, or paste its text."
)
_AT_ONCE = 4


class LeaderCard(Card):
    """One leader. `opened` and `alone` carry the contact's uid."""

    opened = Signal(str)
    alone = Signal(str)

    def __init__(self, leader: Leader, *, only: bool) -> None:
        super().__init__(leader.name)
        self.leader = leader
        self.add(Body("\n".join(waiting_words(leader))))
        many = "1 shared file" if leader.bundles == 1 else f"{leader.bundles} shared files"
        self.add(Muted(many))
        self.open = QuietButton("Open")
        self.open.setAccessibleName(f"Open what {leader.name} shared")
        self.open.clicked.connect(self._open)
        buttons = [self.open]
        if not only:
            hide = QuietButton("This leader only")
            hide.setAccessibleName(f"This leader only: {leader.name}")
            hide.clicked.connect(self._alone)
            buttons.append(hide)
        self.add_row(*buttons)

    def _open(self) -> None:
        self.opened.emit(self.leader.contact)

    def _alone(self) -> None:
        self.alone.emit(self.leader.contact)


class HomePage(QObject):
    """The first page of the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Coach's desk", _SUBTITLE)
        self.setParent(self.page)
        self._found: Home | None = None
        self._lands = False
        self.trouble = Banner("", BannerKind.PROBLEM, "Try again")
        self.trouble.acted.connect(self._ask)
        self.nothing = EmptyState(_EMPTY, "Open a Balcony file…")
        self.nothing.acted.connect(self._open_file)
        self.file = QuietButton("Open a Balcony file…")
        self.file.clicked.connect(self._open_file)
        self.page.add_action(self.file)
        self.every = OneOnly()
        self.every.acted.connect(self._show_every)
        self._cards = QWidget()
        self._column = column_of(self._cards, spacing=2 * GRID)
        self.cards: list[LeaderCard] = []
        self._turns = InTurns(self)
        for part in (self.trouble, self.nothing, self.every, self._cards):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def arrive(self) -> None:
        """Ask who is there."""
        self._lands = True
        self._ask()

    @property
    def is_building(self) -> bool:
        """Whether cards are still being made."""
        return self._turns.is_building

    def _ask(self) -> None:
        self._desk.read(home, self._show, self, failed=self._problem, key="coach-home")

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _show(self, found: Home) -> None:
        if found != self._found:
            self._found = found
            self._lay_out(found)
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _lay_out(self, found: Home) -> None:
        self.trouble.hide()
        self.nothing.setVisible(not found.leaders)
        self.file.setVisible(bool(found.leaders) and not found.only)
        self.every.setVisible(bool(found.only))
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self._cards.setVisible(bool(found.leaders))
        self._turns.begin(self._steps(found))

    def _steps(self, found: Home) -> Iterator[object]:
        """Some cards in a turn: a coach can have fifty leaders."""
        for at in range(0, len(found.leaders), _AT_ONCE):
            with laid_out_once(self._cards):
                for leader in found.leaders[at : at + _AT_ONCE]:
                    card = LeaderCard(leader, only=bool(found.only))
                    card.opened.connect(self._open)
                    card.alone.connect(self._alone)
                    self.cards.append(card)
                    self._column.addWidget(card)
                    card.show()
            yield BREATHE

    def _land(self) -> None:
        if self.page.isVisible():
            self.page.verticalScrollBar().setValue(0)
            stop = self.cards[0].open if self.cards else self.nothing.button
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error)

    # ---- acts

    def _open(self, contact: str) -> None:
        self._desk.go("desk", leader=contact)

    def _open_file(self) -> None:
        self._desk.go("open-file")

    def _alone(self, contact: str) -> None:
        self._set_only(contact)

    def _show_every(self) -> None:
        self._set_only("")

    def _set_only(self, contact: str) -> None:
        self._lands = True
        set_only(self._desk, contact, self, self._problem)
