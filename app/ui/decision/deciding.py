"""A decision still open is decided: on which day."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidInput, JournalError
from app.services.ledger import Done
from app.ui.decision.reading import Reading
from app.ui.decision.thought import save_shortcut
from app.ui.desk import Desk
from app.ui.widgets import Card, DatePick, Muted, QuietButton


class DecideCard(Card):
    """The day of the decision, and the button that makes it count. `decided` carries its id when it is saved."""

    decided = Signal(object)  # EntryId
    left = Signal()
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("It is decided", parent)
        self._desk = desk
        self._reading: Reading | None = None
        self.day = DatePick("On which day did you decide?", today=desk.today, most=desk.today)
        self.save, self.leave = QuietButton("Decided"), QuietButton("Not yet")
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._leave)
        self.add(self.day)
        self.add(Muted("It counts from that day. Next you can write what you chose and how sure you are."))
        self.add_row(self.save, self.leave)
        save_shortcut(self).activated.connect(self._save)
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Belong to an entry."""
        if self._reading is None or self._reading.entry.id != reading.entry.id or not reading.entry.undecided:
            self.hide()
        self._reading = reading

    def open(self) -> None:
        """Ask for the day, today at first."""
        self.day.set_value(self._desk.today)
        self.show()
        self.day.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        if self._reading is None:
            return
        entry_id, day = self._reading.entry.id, self.day.value() or date.max
        if day == date.max:
            self.day.set_problem("Choose the day you decided.")
            return
        self._desk.act(
            lambda journal: journal.writing.decide(entry_id, day),
            self, self._saved, failed=self._failed, said="Decided. It counts from that day.",
        )  # fmt: skip

    def _saved(self, done: Done) -> None:
        self.hide()
        self.decided.emit(done.entry_id)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _failed(self, error: JournalError) -> None:
        if isinstance(error, InvalidInput):
            self.day.set_problem(str(error))
        else:
            self.problem.emit(error)
