"""The third step of moving: what is done on the other computer, to read here and to take along on paper."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.moving import THERE
from app.exporters.writing.moving_page import html_of
from app.storage.files import file_errors, write_whole
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_where
from app.ui.forms.filled import Fields
from app.ui.moving.ground import Ground
from app.ui.walks.part import Part
from app.ui.widgets import Body, Card, Muted, QuietButton, Told

_FIRST = "Make the file first: the page names it. You find the way to it above."
_HOW = "A web page to print, or to open there. It holds no word of an entry, and neither the passphrase nor the code."


class TherePart(Part):
    """The steps in order, and a page of them."""

    def __init__(self, desk: Desk, ground: Ground) -> None:
        super().__init__("On the other computer")
        self._desk, self._ground = desk, ground
        card, paper = Card("What to do there"), Card("Take these steps along")
        for number, line in enumerate(THERE, 1):
            card.add(Body(f"{number}.  {line}"))
        self.save = QuietButton("Save these steps as a page to print…")
        self.save.clicked.connect(self._ask)
        self.told = Told(problem=False)
        paper.add(Muted(_HOW))
        paper.add_row(self.save)
        paper.add(self.told)
        self.told.hide()
        self.column.addWidget(card)
        self.column.addWidget(paper)

    def start(self) -> QWidget:
        return self.save

    def arrive(self) -> None:
        self.told.hide()
        self.touched.emit()  # the file is kept with this step too, for whoever takes the walk up here

    def fields(self) -> Fields:
        return self._ground.fields()

    def put_back(self, fields: Fields) -> None:
        self._ground.put_back(fields)

    def _ask(self) -> None:
        if self._ground.file is None:
            self._tell(_FIRST)
        else:
            name = f"moving-my-journal-{self._desk.today.isoformat()}.html"
            ask_where(self, "Save these steps", name, "Web pages (*.html)", self.save_to)

    def save_to(self, chosen: str) -> None:
        """Write the page where it was chosen, beside the journal's thread."""
        file, where = self._ground.file, Path(chosen)
        if file is None:
            return

        def write() -> None:
            with file_errors():
                write_whole(where, html_of(file.path, file.made_at))

        def saved(_none: None) -> None:
            self._tell(f"Saved: {where}")

        self._desk.jobs.run(lambda _job: write(), saved, owner=self, failed=self._not_saved, beside=True)

    def _not_saved(self, error: JournalError) -> None:
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        self._desk.say(words)
