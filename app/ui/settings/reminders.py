"""A neutral reminder for a person's own calendar, as a file."""

from pathlib import Path

from app.domain.errors import JournalError
from app.exporters.reminder import TITLE
from app.ui.calendar_file import FILE_NAME, FILTER, WeeklyTime
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_where
from app.ui.settings.section import Section
from app.ui.widgets import Body, Columns, Muted, QuietButton


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
        self._weekly = WeeklyTime()
        self.add(Columns(self._weekly.day, self._weekly.time, stack_below_em=30))
        save = QuietButton("Save a calendar file…")
        save.clicked.connect(self._choose)
        self.add_row(save)

    def _choose(self) -> None:
        ask_where(
            self,
            "Where should the calendar file be saved?",
            FILE_NAME,
            FILTER,
            self.save,
        )

    def save(self, chosen: str) -> None:
        """Write the file where it was chosen, for this account alone."""
        self.clear_problem()
        self._weekly.write(Path(chosen), self.desk, self._saved, self, self._refused)

    def _saved(self, _nothing: object) -> None:
        self.desk.say("Saved. Open the file with your calendar to add the reminder.")
        self.desk.read(
            lambda journal: journal.lists.note("reminder_offered", value=True), _nothing_more, self
        )

    def _refused(self, error: JournalError) -> None:
        self.tell(error)


def _nothing_more(_none: None) -> None:
    """The stamp is kept; nothing on the page shows it."""
