"""Short sections that lead to another page or do one thing."""

from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import Body, QuietButton


class ExchangeSection(Section):
    """Import and export have a page of their own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "Take in entries from Day One, jrnl, Markdown files or another Balcony journal. Take all of "
                "yours out as a file that other programs can read."
            )
        )
        button = QuietButton("Import and export…")
        button.clicked.connect(self._go)
        self.add_row(button)

    def _go(self) -> None:
        self.desk.go("exchange")


class BinSection(Section):
    """What was removed waits for thirty days."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "Entries that were removed wait here for 30 days, longer while they are on hold, and can be taken out again."
            )
        )
        button = QuietButton("Look into the bin")
        button.clicked.connect(self._go)
        self.add_row(button)

    def _go(self) -> None:
        self.desk.go("journal", bin=True)


class DemoSection(Section):
    """Demo entries that came into a journal of one's own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._told = Body()
        button = QuietButton("Move the demo entries to the bin")
        button.clicked.connect(self._remove)
        self.add(self._told)
        self.add_row(button)

    def refresh(self) -> None:
        """Ask how many there are."""
        self.desk.read(lambda journal: journal.writing.demo_entries(), self._show, self, key="demo-entries")

    def _show(self, entries: int) -> None:
        many = "1 entry is" if entries == 1 else f"{entries} entries are"
        self._told.setText(f"{many} marked as demo: fiction, and left out of Patterns.")

    def _remove(self) -> None:
        self.desk.act(
            lambda journal: journal.writing.remove_demo(),
            self,
            failed=self.tell,
            said="The demo entries are in the bin, and the demo’s rounds are gone. Undo brings them back.",
        )


def has_demo_entries(desk: Desk, journal: Journal) -> bool:
    """Whether a journal of one's own holds entries marked as demo."""
    return not desk.is_demo and journal.writing.demo_entries() > 0
