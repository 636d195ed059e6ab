"""The page Compare: every pair round, by what it waits for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.pairing import RoundStep
from app.domain.rounds_held import RoundHeld
from app.services.journal import Journal
from app.ui.coach.alone import only_leader
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.coach.one_only import OneOnly, set_only
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.pairs.practice import PracticeCard
from app.ui.pairs.shown import rounds_shown
from app.ui.pairs.words import (
    GROUPS,
    closing_words,
    group_of,
    is_to_send,
    next_words,
    state_words,
    who_and_when,
)
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    EmptyState,
    Flow,
    Heading,
    LinkButton,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    column_of,
)
from app.ui.widgets.accessible import Group
from app.ui.widgets.reading_order import ReadingOrder

_SUBTITLE = "Two answer the same questions apart, seal, swap, and only then look at both together."
_EMPTY = (
    "Answer the same questions as another leader, each of you alone. Both answers are sealed before either is "
    "opened, so nobody reads first. A round appears here once you start one, or open an invitation with Ctrl+O."
)
_AT_FIRST, _MORE_AT_ONCE = 8, 12


@dataclass(frozen=True)
class Rounds:
    """The rounds to be shown; `only` while those with anybody but one leader are left out."""

    rounds: tuple[RoundHeld, ...]
    only: bool


class RoundRow(Group):
    """One round. `opened` carries its uid and whether both answers are open."""

    opened = Signal(str, bool)

    def __init__(self, held: RoundHeld, late: str) -> None:
        super().__init__(held.round.topic)
        self.held = held
        column = column_of(self, spacing=2)
        column.addWidget(Heading(held.round.topic, 3))
        column.addWidget(Body(f"{state_words(held)}."))
        column.addWidget(Muted(who_and_when(held)))
        if is_to_send(held):
            column.addWidget(Muted(next_words(held)))
        if late:
            column.addWidget(Muted(late))
        is_open = held.step is RoundStep.REVEALED and held.held.words_removed_on is None
        self.open = QuietButton("Open")
        self.open.setAccessibleName(f"Open the round: {held.round.topic}")
        self.open.clicked.connect(self._open)
        self.first, buttons = self.open, [self.open]
        if is_open:
            self.first = QuietButton("Look at both answers")
            self.first.setAccessibleName(f"Look at both answers: {held.round.topic}")
            self.first.clicked.connect(self._look)
            buttons.insert(0, self.first)
        column.addWidget(Flow(*buttons, spacing=GRID))

    def _open(self) -> None:
        self.opened.emit(self.held.uid, False)

    def _look(self) -> None:
        self.opened.emit(self.held.uid, True)


class GroupCard(Card):
    """Rounds that wait for the same; a long list unfolds on demand."""

    opened = Signal(str, bool)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.body.setSpacing(3 * GRID)
        self.rows: list[RoundRow] = []
        self._left: list[tuple[RoundHeld, str]] = []
        self.more = LinkButton("Show more")
        self.more.clicked.connect(self._show_more)
        self._row = self.add_row(self.more)

    def show_rounds(self, rounds: list[tuple[RoundHeld, str]]) -> None:
        """Show these."""
        self._left = rounds
        self._add(_AT_FIRST)

    def _add(self, many: int) -> None:
        shown, self._left = self._left[:many], self._left[many:]
        for held, late in shown:
            row = RoundRow(held, late)
            row.opened.connect(self.opened)
            self.rows.append(row)
            self.body.insertWidget(self.body.count() - 1, row)
        self.more.setText(f"Show more ({len(self._left)} left)")
        self.more.setAccessibleName(f"{self.more.text()}: {self.accessibleName()}")
        self._row.setVisible(bool(self._left))

    def _show_more(self) -> None:
        first = len(self.rows)
        with laid_out_once(self):
            self._add(_MORE_AT_ONCE)
        self.rows[first].first.setFocus()


class RoundsPage(QObject):
    """`arrive` takes nothing."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Compare", _SUBTITLE)
        super().__init__(self.page)
        self._desk = desk
        self._found: Rounds | None = None
        self._lands = False
        self.file, self.start = QuietButton("Open a Balcony file…"), PrimaryButton("Start a pair round")
        self.file.clicked.connect(self._open_file)
        self.start.clicked.connect(self._start)
        self.page.add_action(self.file)
        self.page.add_action(self.start)
        self.trouble = Banner("", BannerKind.PROBLEM, "Try again")
        self.trouble.acted.connect(self._ask)
        self.nothing = EmptyState(_EMPTY, "Start a pair round")
        self.nothing.acted.connect(self._start)
        self.every = OneOnly()
        self.every.acted.connect(self._show_every)
        self._cards = QWidget()
        self._column = column_of(self._cards, spacing=2 * GRID)
        self.cards: list[GroupCard] = []
        self._turns = InTurns(self)
        for part in (self.trouble, self.nothing, self.every, self._cards):
            self.page.add(part)
            part.hide()
        if desk.is_demo:
            self.page.add(self._practice())
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Nothing is written here."""
        return True

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Ask which rounds there are."""
        self._lands = True
        self._ask()

    @property
    def is_building(self) -> bool:
        """Whether cards are still being made."""
        return self._turns.is_building

    def _ask(self) -> None:
        self._desk.read(_rounds, self._show, self, failed=self._problem, key="compare")

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    # ---- showing

    def _show(self, found: Rounds) -> None:
        if found != self._found:
            self._found = found
            self._lay_out(found)
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _lay_out(self, found: Rounds) -> None:
        self.trouble.hide()
        self.nothing.setVisible(not found.rounds and not found.only)
        self.every.setVisible(found.only)
        self.start.setVisible(bool(found.rounds) or found.only)
        self.file.setVisible(bool(found.rounds) and not found.only)
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self._cards.setVisible(bool(found.rounds))
        self._turns.begin(self._steps(found.rounds))

    def _steps(self, found: tuple[RoundHeld, ...]) -> Iterator[object]:
        """A group in a turn; inside it a few rounds at once."""
        for title, _steps in GROUPS:
            rounds = [(one, closing_words(one, self._desk.today)) for one in found if group_of(one) == title]
            if rounds:
                with laid_out_once(self._cards):
                    card = GroupCard(title)
                    card.show_rounds(rounds)
                    card.opened.connect(self._open)
                    self.cards.append(card)
                    self._column.addWidget(card)
                    card.show()
                yield BREATHE

    def _land(self) -> None:
        if self.page.isVisible():
            self.page.verticalScrollBar().setValue(0)
            rows = [row for card in self.cards for row in card.rows]
            ways_on = (self.nothing.button, self.every.button)
            stop = rows[0].first if rows else next((one for one in ways_on if one.isVisible()), self.start)
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _practice(self) -> PracticeCard:
        card = PracticeCard(self._desk)
        card.offer_invitation()
        card.problem.connect(self._problem)
        return card

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error)

    # ---- elsewhere

    def _open(self, uid: str, look: bool) -> None:  # noqa: FBT001 - a signal's payload
        self._desk.go("round-compare" if look else "round", round=uid)

    def _open_file(self) -> None:
        self._desk.go("open-file")

    def _start(self) -> None:
        self._desk.go("round-start")

    def _show_every(self) -> None:
        self._lands = True
        set_only(self._desk, "", self, self._problem)


def _rounds(journal: Journal) -> Rounds:
    return Rounds(rounds_shown(journal), only_leader(journal) is not None)
