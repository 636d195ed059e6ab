"""The one offer of a reminder in a person's own calendar (ruling 48)."""

from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import ExportProblem, JournalError
from app.domain.written_dates import WEEKDAYS
from app.exporters.reminder import TITLE, weekly_reminder
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.widgets import Body, Card, Flow, LinkButton, Muted, PickLine, QuietButton, Told, announce

_HOURS = tuple(f"{hour:02d}:{minute:02d}" for hour in range(7, 21) for minute in (0, 30))
FILE_NAME = "thinking-time.ics"


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
        self._day = PickLine("Day", [(str(at), name) for at, name in enumerate(WEEKDAYS)])
        self._time = PickLine("Time", [(hour, hour) for hour in _HOURS])
        self._day.set_value("4")
        self._time.set_value("16:00")
        self.add(Flow(self._day, self._time, spacing=16))
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
        dialog = QFileDialog(self, "Save the calendar file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Calendar files (*.ics)")
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: str) -> None:
        """Write the file where a person chose."""
        today, weekday, at = self._desk.today, int(self._day.value()), time.fromisoformat(self._time.value())

        def work(_job: Job) -> None:
            _write(Path(path), weekday, at, today)

        self._desk.jobs.run(work, self._written, owner=self, failed=self._failed, beside=True)

    def _written(self, _result: object) -> None:
        self.hide()
        self._desk.say("The calendar file is saved. Open it to add the event to your calendar.")
        self.answered.emit()

    def _failed(self, problem: JournalError) -> None:
        self._problem.setText(f"{problem.message} {problem.advice}")
        self._problem.show()
        announce(self, self._problem.accessibleName())


def _write(path: Path, weekday: int, at: time, today: date) -> None:
    text = weekly_reminder(weekday, at, today=today, stamp=datetime.now().astimezone())
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise ExportProblem(
            "The calendar file could not be written.", "Choose another folder and try again."
        ) from error
