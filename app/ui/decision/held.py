"""The hold of one entry: whether there is one, where it lies, and putting it there or lifting it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Sensitivity
from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.entry_words import HOLD_NOTE, MARKS_MEAN
from app.ui.widgets import Body, Card, Disclosure, LinkButton, Muted, QuietButton

PUT, LIFT = "Put this entry on hold", "Lift the hold"
_PUT_SAID = "The entry is on hold. Ctrl+Z takes this back."
_LIFT_SAID = "The hold of this entry was lifted. Ctrl+Z brings it back."


class HoldCard(Card):
    """One button that puts the entry on hold, or lifts every hold on it and its parts."""

    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Hold", parent)
        self._desk = desk
        self._reading: Reading | None = None
        self._said, self._why = Body(), Muted(MARKS_MEAN[Sensitivity.HOLD])
        self.turn, self.whole = QuietButton(PUT), LinkButton("The hold on the whole journal")
        self.turn.clicked.connect(self._turn)
        self.whole.clicked.connect(self._go_settings)
        self._more = Disclosure("What a hold does")
        self._more.add(self._why)
        self._more.add(Muted(HOLD_NOTE))
        self.add(self._said)
        self.add_row(self.turn, self.whole)
        self.add(self._more)

    def show_reading(self, reading: Reading) -> None:
        """Say whether this entry is on hold, and by what."""
        self._reading = reading
        own = reading.entry.is_on_hold
        self._said.setText(_said(reading))
        self.turn.setText(LIFT if own else PUT)
        self.whole.setVisible(reading.journal_on_hold)

    def _turn(self) -> None:
        if self._reading is None:
            return
        entry_id, on = self._reading.entry.id, not self._reading.entry.is_on_hold
        self._desk.act(
            lambda journal: journal.removal.holding.put(entry_id, on=on),
            self,
            failed=self.problem.emit,
            said=_PUT_SAID if on else _LIFT_SAID,
        )

    def _go_settings(self) -> None:
        self._desk.go("settings", section="hold")


def _said(reading: Reading) -> str:
    lines = ["The whole journal is on hold, and this entry with it."] if reading.journal_on_hold else []
    if Sensitivity.HOLD in reading.entry.marks:
        lines.append("This entry is on hold.")
    elif reading.entry.is_on_hold:
        lines.append("A part of this entry is on hold, and so it is not removed.")
    return "\n".join(lines) or "Not on hold."
