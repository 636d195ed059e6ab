"""Many pieces to read, under their headings: made a few in a turn, and no more on the page than it can lay out at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.decision.steady import laid_out_once
from app.ui.theme import GRID
from app.ui.widgets import Card, Flow, Muted, QuietButton, announce, column_of

AT_A_TIME = 40
"""Pieces on one page: with three hundred, every turn of the window would take a sixth of a second."""


@dataclass(frozen=True)
class Piece:
    """One part: the card it stands in, and how it is made. Cards of one title are apart where `group` differs."""

    card: str
    make: Callable[[], QWidget]
    group: str = ""


class InPages(QWidget):
    """`whole` once a page is made; pages that were made stay as they are while others are shown."""

    whole = Signal()

    def __init__(self, at_a_time: int = AT_A_TIME) -> None:
        super().__init__()
        self._at_a_time = at_a_time
        self._pieces: Sequence[Piece] = ()
        self._pages: dict[int, QWidget] = {}
        self._here = 0
        self._column = column_of(self, spacing=2 * GRID)
        self._where = Muted()
        self.before, self.after = QuietButton("What comes before"), QuietButton("What comes next")
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self._pager = Flow(self._where, self.before, self.after, spacing=GRID)
        self._column.addWidget(self._pager)
        self._pager.hide()
        self._turns = InTurns(self, self.whole.emit)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self._pieces) // self._at_a_time))

    @property
    def was_all_shown(self) -> bool:
        """Whether every page was looked at."""
        return len(self._pages) == self.count and not self._turns.is_building

    @property
    def is_building(self) -> bool:
        """Whether a page is still being made."""
        return self._turns.is_building

    def show_pieces(self, pieces: Sequence[Piece], *, stay: bool = False) -> None:
        """Show these from their beginning, or stay where one is."""
        here = self._here if stay else 0
        self.clear()
        self._pieces = pieces
        self._turn_to(min(here, self.count - 1))

    def clear(self) -> None:
        """Hold nothing."""
        self._turns.stop()
        with laid_out_once(self):
            for page in self._pages.values():
                self._column.removeWidget(page)
                page.hide()
                page.deleteLater()
        self._pages, self._pieces = {}, ()
        self._pager.hide()

    def _go_before(self) -> None:
        self._turn_by_hand(self._here - 1)

    def _go_after(self) -> None:
        self._turn_by_hand(self._here + 1)

    def _turn_by_hand(self, page: int) -> None:
        self._turn_to(page)
        stop = self.after if self.after.isEnabled() else self.before
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._where.text())

    def _turn_to(self, number: int) -> None:
        self._here = number
        self._pager.setVisible(self.count > 1)
        self._where.setText(f"Part {number + 1} of {self.count}")
        self.before.setEnabled(number > 0)
        self.after.setEnabled(number + 1 < self.count)
        with laid_out_once(self):
            for at, page in self._pages.items():
                page.setVisible(at == number)
        if number not in self._pages:
            self._turns.begin(self._steps(number))

    def _steps(self, number: int) -> Iterator[object]:
        page = QWidget()
        column = column_of(page, spacing=2 * GRID)
        self._pages[number] = page
        self._column.insertWidget(0, page)
        card: Card | None = None
        before: Piece | None = None
        first = number * self._at_a_time
        for piece in self._pieces[first : first + self._at_a_time]:
            with laid_out_once(page):
                if card is None or before is None or (piece.card, piece.group) != (before.card, before.group):
                    card = Card(piece.card)
                    card.body.setSpacing(2 * GRID)
                    column.addWidget(card)
                    card.show()
                before, made = piece, piece.make()
                card.add(made)
                made.show()
            yield BREATHE
