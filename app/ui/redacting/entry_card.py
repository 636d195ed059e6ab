"""On the page of an entry: the ways to take words out of it, and to swap a name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId
from app.ui.decision.passage import Passages
from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.widgets import Card, Muted, QuietButton


class TakeOutCard(Card):
    """`passages` are the texts of the entry: what is selected there is looked for at once."""

    def __init__(self, desk: Desk, passages: Passages, parent: QWidget | None = None) -> None:
        super().__init__("Take words out", parent)
        self._desk = desk
        self._passages = passages
        self._entry: EntryId | None = None
        passages.offers_taking_out = True
        passages.take_out_wanted.connect(self._take_out)
        self.add(
            Muted("Select words in the text first, or type them. You see what goes before anything does.")
        )
        self.take_out, self.swap = QuietButton("Take words out…"), QuietButton("Swap a name for a role…")
        # A click would else take the focus, and with it the selection, from the text.
        self.take_out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take_out.clicked.connect(self._pressed)
        self.swap.clicked.connect(self._go_swap)
        self.add_row(self.take_out, self.swap)

    def show_reading(self, reading: Reading) -> None:
        """Belong to an entry."""
        self._entry = reading.entry.id

    def _pressed(self) -> None:
        self._take_out(self._passages.selected)

    def _take_out(self, words: str) -> None:
        if self._entry is not None:
            self._desk.go("take-out", entry=self._entry, text=words)

    def _go_swap(self) -> None:
        if self._entry is not None:
            self._desk.go("swap-name", entry=self._entry)
