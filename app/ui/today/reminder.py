"""The one offer of a reminder in a person's own calendar (ruling 48)."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.exporters.reminder import TITLE
from app.ui.calendar_file import FILE_NAME, FILTER, WeeklyTime
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_where
from app.ui.widgets import Body, Card, Flow, LinkButton, Muted, QuietButton, Told, announce


class ReminderCard(Card):
    """Offers a weekly half hour as a calendar file. `answered` once it was saved or declined."""

    answered = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("A regular time to think", parent)
        self._desk = desk
        self.add(
            Body(
                "Would half an hour each week help? Balcony can write a small file for your own calendar. "
                f"The event is called “{TITLE}” and says nothing of this journal."
            )
        )
        self.add(Muted("Other people may be able to see your calendar."))
        self._weekly = WeeklyTime()
        self.add(Flow(self._weekly.day, self._weekly.time, spacing=16))
        self.save = QuietButton("Save the calendar file…")
        self.no = LinkButton("No, thank you")
        self.save.clicked.connect(self._choose)
        self.no.clicked.connect(self._decline)
        self.add_row(self.save, self.no)
        self._problem = Told()
        self._problem.hide()
        self.add(self._problem)
        self.hide()

    def _decline(self) -> None:
        self.hide()
        self.answered.emit()

    def _choose(self) -> None:
        ask_where(self, "Save the calendar file", FILE_NAME, FILTER, self.write)

    def write(self, path: str) -> None:
        """Write the file where a person chose."""
        self._weekly.write(Path(path), self._desk, self._written, self, self._failed)

    def _written(self, _result: object) -> None:
        self.hide()
        self._desk.say("The calendar file is saved. Open it to add the event to your calendar.")
        self.answered.emit()

    def _failed(self, problem: JournalError) -> None:
        self._problem.setText(f"{problem.message} {problem.advice}")
        self._problem.show()
        announce(self, self._problem.accessibleName())
