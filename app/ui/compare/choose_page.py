"""Choosing what to set beside an own entry, or beside something shared."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId
from app.domain.errors import JournalError
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.compare.candidates import Candidate, Choice, for_entry, for_shared
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Card,
    EmptyState,
    Flow,
    LinkButton,
    Muted,
    Page,
    PickLine,
    QuietButton,
    column_of,
)
from app.ui.widgets.accessible import Group
from app.ui.widgets.reading_order import ReadingOrder

_AT_ONCE = 6
_NOTHING = (
    "Nothing here answers the same questions yet. What does will be listed here, so that the two can be read "
    "beside each other."
)


class CandidateRow(Group):
    """One thing that can be chosen. `chosen` carries it."""

    chosen = Signal(object)  # Candidate

    def __init__(self, candidate: Candidate) -> None:
        title = f"{candidate.name}: {candidate.title}" if candidate.title else candidate.name
        super().__init__(title)
        self.candidate = candidate
        column = column_of(self, spacing=2)
        self.link = LinkButton(title.replace("&", "&&"))
        self.link.setAccessibleName(f"Set beside it: {title}")
        self.link.clicked.connect(self._pressed)
        column.addWidget(Flow(self.link))
        many = "1 question" if candidate.many == 1 else f"{candidate.many} questions"
        differing = candidate.left.until is not None
        column.addWidget(Muted(f"{many} {'with other words' if differing else 'answered by both'}"))

    def _pressed(self) -> None:
        self.chosen.emit(self.candidate)


class ChoosePage(QObject):
    """Lists what both answered the same questions. Something chosen is shown beside the first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Then and now")
        self.setParent(self.page)
        self._entry: EntryId | None = None
        self._bundle = ""
        self._lands = False
        self.back = QuietButton("Back")
        self.back.clicked.connect(desk.went_back)
        self.page.add_action(self.back)
        self.trouble = Banner("", BannerKind.PROBLEM, "Back")
        self.trouble.acted.connect(desk.went_back)
        self.one = PickLine("What they shared")
        self.one.changed.connect(self._one_chosen)
        self.nothing = EmptyState(_NOTHING, "Back")
        self.nothing.acted.connect(desk.went_back)
        self._cards = QWidget()
        self._column = column_of(self._cards, spacing=2 * GRID)
        self._held: list[Card] = []
        self.rows: list[CandidateRow] = []
        self._turns = InTurns(self)
        for part in (self.trouble, self.one, self.nothing, self._cards):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)

    @property
    def is_building(self) -> bool:
        """Whether rows are still being made."""
        return self._turns.is_building

    def arrive(self, entry: EntryId | None, bundle: str) -> None:
        """Offer what can be set beside an entry, or beside what a bundle holds."""
        self._entry, self._bundle, self._lands = entry, bundle, True
        self._clear()
        self._ask()

    def _ask(self, one: str = "") -> None:
        entry, bundle = self._entry, self._bundle
        self._desk.read(
            lambda journal: for_entry(journal, entry) if entry is not None else for_shared(journal, bundle, one),
            self._show, self, failed=self._problem, key="compare-choose",
        )  # fmt: skip

    def _show(self, choice: Choice) -> None:
        self.trouble.hide()
        kind = "Then and now" if self._entry is not None else "Compare two"
        self.page.set_title(choice.title or kind, choice.told)
        self.page.setAccessibleName(kind)
        self.one.setVisible(len(choice.ones) > 1)
        self.one.set_options(choice.ones)
        self.one.set_value(choice.one)
        self._clear()
        self.nothing.setVisible(not choice.offers)
        self._cards.setVisible(bool(choice.offers))
        self._turns.begin(self._steps(choice))
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _clear(self) -> None:
        self._turns.stop()
        with laid_out_once(self._cards):
            for card in self._held:
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        self._held, self.rows = [], []

    def _steps(self, choice: Choice) -> Iterator[object]:
        for offer in choice.offers:
            card = Card(offer.title)
            card.body.setSpacing(2 * GRID)
            self._held.append(card)
            self._column.addWidget(card)
            card.show()
            yield BREATHE
            for at in range(0, len(offer.candidates), _AT_ONCE):
                with laid_out_once(card):
                    for candidate in offer.candidates[at : at + _AT_ONCE]:
                        self._add(card, candidate)
                yield BREATHE

    def _add(self, card: Card, candidate: Candidate) -> None:
        row = CandidateRow(candidate)
        row.chosen.connect(self._chosen)
        self.rows.append(row)
        card.add(row)
        row.show()

    def _land(self) -> None:
        if self.page.isVisible():
            self.page.verticalScrollBar().setValue(0)
            stop = self.one.field if self.one.isVisible() else self.back
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _problem(self, error: JournalError) -> None:
        self._clear()
        self.one.hide()
        self.nothing.hide()
        self.page.set_title("Side by side")
        self.trouble.tell(error)
        self.trouble.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- acts

    def _one_chosen(self, one: object) -> None:
        self._ask(str(one))

    def _chosen(self, candidate: object) -> None:
        if isinstance(candidate, Candidate):
            self._desk.go("round-compare", left=candidate.left, right=candidate.right)
