"""A neutral reminder for a person's own calendar, as a file."""

from datetime import time
from pathlib import Path

from app.domain.errors import JournalError
from app.domain.written_dates import WEEKDAYS
from app.exporters.reminder import TITLE, weekly_reminder
from app.services.clock import Clock
from app.storage.files import file_errors, write_whole
from app.ui.desk import Desk
from app.ui.settings.files import ask_where
from app.ui.settings.section import Section
from app.ui.widgets import Body, Columns, Muted, PickLine, QuietButton

_FRIDAY, _HALF_PAST_FOUR = "4", "16:30"
_TIMES = [f"{hour:02}:{minute:02}" for hour in range(6, 23) for minute in (0, 30)]


class RemindersSection(Section):
    """One event a week that says nothing but its title; what it is for stays here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                f"Balcony can make a file for your calendar: one event a week called “{TITLE}”, half an hour "
                "long. Open the file with your calendar to add it."
            )
        )
        self.add(
            Muted(
                "Others may see your calendar. The event holds no word of the journal and no date of any entry."
            )
        )
        self._day = PickLine("On", [(str(at), name) for at, name in enumerate(WEEKDAYS)])
        self._time = PickLine("At", [(at, at) for at in _TIMES])
        self._day.set_value(_FRIDAY)
        self._time.set_value(_HALF_PAST_FOUR)
        self.add(Columns(self._day, self._time, stack_below_em=30))
        save = QuietButton("Save a calendar file…")
        save.clicked.connect(self._choose)
        self.add_row(save)

    def _choose(self) -> None:
        ask_where(
            self,
            "Where should the calendar file be saved?",
            "thinking-time.ics",
            "Calendar (*.ics)",
            self.save,
        )

    def save(self, chosen: str) -> None:
        """Write the file where it was chosen, for this account alone."""
        weekday, at = int(self._day.value()), time.fromisoformat(self._time.value())
        today, stamp = self.desk.today, Clock().now()

        def write(_job: object) -> None:
            text = weekly_reminder(weekday, at, today=today, stamp=stamp)
            with file_errors():
                write_whole(Path(chosen), text.encode())

        self.clear_problem()
        self.desk.jobs.run(write, self._saved, owner=self, failed=self._refused, beside=True)

    def _saved(self, _nothing: None) -> None:
        self.desk.say("Saved. Open the file with your calendar to add the reminder.")
        self.desk.read(
            lambda journal: journal.lists.note("reminder_offered", value=True), _nothing_more, self
        )

    def _refused(self, error: JournalError) -> None:
        self.tell(error)


def _nothing_more(_none: None) -> None:
    """The stamp is kept; nothing on the page shows it."""
