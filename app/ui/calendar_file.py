"""A weekly time to think, chosen on a page and written as a file for a person's own calendar."""

from collections.abc import Callable
from datetime import time
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.written_dates import WEEKDAYS
from app.exporters.reminder import weekly_reminder
from app.services.clock import Clock
from app.storage.files import file_errors, write_whole
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.widgets import PickLine

FILE_NAME = "thinking-time.ics"
FILTER = "Calendar files (*.ics)"
_TIMES = [f"{hour:02}:{minute:02}" for hour in range(6, 23) for minute in (0, 30)]
_FRIDAY, _FOUR = "4", "16:00"


class WeeklyTime:
    """The two choices, day and time, to be put where a page wants them."""

    def __init__(self) -> None:
        self.day = PickLine("Day", [(str(at), name) for at, name in enumerate(WEEKDAYS)])
        self.time = PickLine("Time", [(at, at) for at in _TIMES])
        self.day.set_value(_FRIDAY)
        self.time.set_value(_FOUR)

    def write(
        self,
        path: Path,
        desk: Desk,
        then: Callable[[object], None],
        owner: QWidget,
        failed: Callable[[JournalError], None],
    ) -> None:
        """Write the file, for this account alone, beside the journal's thread."""
        weekday, at = int(self.day.value()), time.fromisoformat(self.time.value())
        today, stamp = desk.today, Clock().now()

        def work(_job: Job) -> None:
            text = weekly_reminder(weekday, at, today=today, stamp=stamp)
            with file_errors():
                write_whole(path, text.encode())

        desk.jobs.run(work, then, owner=owner, failed=failed, beside=True)
