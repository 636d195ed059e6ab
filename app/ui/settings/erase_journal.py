"""The way to erasing the whole journal."""

from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import Body, QuietButton


class EraseJournalSection(Section):
    """Says what it is, and leads to the page that shows what goes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "This removes the journal, its keys and its settings from this computer for good, and its backups "
                "here if you choose so. You see first what goes, then type a word."
            )
        )
        button = QuietButton("Erase this journal…")
        button.clicked.connect(self._go)
        self.add_row(button)

    def _go(self) -> None:
        self.desk.go("erase-journal")
