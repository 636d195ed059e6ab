"""Moving an entry to the bin, at once since it can be undone; and the ways to what cannot: distil, erase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.entry_words import HOLD_WARNING
from app.ui.widgets import Card, Flow, Muted, QuietButton, Told, announce, column_of

_TO_THE_BIN = "It goes to the bin and stays there for 30 days. Ctrl+Z brings it back."
_HELD_THERE = "It goes to the bin and stays there while it is on hold. Ctrl+Z brings it back."

_FOR_GOOD = (
    "Distilling keeps what you learned and removes the story. Erasing removes all of it. Both are for good: you "
    "read first what goes, then type a word."
)

_IN_BIN = "Erasing removes all of it now, for good. You read first what goes, then type a word."


class RemoveCard(Card):
    """Delete, distil, erase. `removed` when the entry lies in the bin."""

    removed = Signal()
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Delete", parent)
        self._desk = desk
        self._reading: Reading | None = None
        self._what_happens = Muted(_TO_THE_BIN)
        self.add(self._what_happens)
        self.delete = QuietButton("Delete this entry")
        self.delete.clicked.connect(self._pressed)
        self.add_row(self.delete)
        self._held = QWidget()
        column = column_of(self._held)
        self.warning = Told(HOLD_WARNING, problem=False)
        self.all_the_same, self.keep = QuietButton("Delete it all the same"), QuietButton("Keep it")
        self.all_the_same.clicked.connect(self._remove)
        self.keep.clicked.connect(self._fold)
        column.addWidget(self.warning)
        column.addWidget(Flow(self.keep, self.all_the_same))
        self.add(self._held)
        self._held.hide()
        self.distil, self.erase = QuietButton("Distil it…"), QuietButton("Erase it for good…")
        self.distil.clicked.connect(self._go_distil)
        self.erase.clicked.connect(self._go_erase)
        self._for_good = Muted(_FOR_GOOD)
        self.add(self._for_good)
        self.add_row(self.distil, self.erase)

    def show_reading(self, reading: Reading) -> None:
        """Belong to an entry."""
        self._reading = reading
        self._held.hide()
        self._what_happens.setText(_HELD_THERE if reading.on_hold else _TO_THE_BIN)
        here = reading.entry.deleted_at is None
        self.set_title("Delete" if here else "Erase")
        self._for_good.setText(_FOR_GOOD if here else _IN_BIN)
        for part in (self._what_happens, self.delete, self.distil):
            part.setVisible(here)

    def _pressed(self) -> None:
        if self._reading is not None and self._reading.on_hold:
            self._held.show()
            announce(self, HOLD_WARNING)
            self.keep.setFocus()
        else:
            self._remove()

    def _fold(self) -> None:
        self._held.hide()
        self.delete.setFocus()

    def _remove(self) -> None:
        if self._reading is None:
            return
        entry_id = self._reading.entry.id
        how_long = "while it is on hold" if self._reading.on_hold else "for 30 days"
        self._desk.act(
            lambda journal: journal.writing.delete([entry_id]),
            self, self._gone, failed=self.problem.emit,
            said=f"Moved to the bin, where it stays {how_long}. Ctrl+Z brings it back.",
        )  # fmt: skip

    def _go_distil(self) -> None:
        if self._reading is not None:
            self._desk.go("distil", entry=self._reading.entry.id)

    def _go_erase(self) -> None:
        if self._reading is not None:
            self._desk.go("erase", entries=(self._reading.entry.id,))

    def _gone(self, _done: object) -> None:
        self.removed.emit()
