"""The page while there is too little for a pattern."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.readings import EntryLine
from app.patterns.page import NOTHING_YET, QuietPage
from app.ui.patterns.entry_list import EntryList, entry_rows
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Heading, PrimaryButton, column_of


class QuietSheet(QWidget):
    """One list of entries, and what appears later. `opened` gives an entry's id."""

    opened = Signal(object)  # EntryId
    start_wanted = Signal()

    def __init__(self, quiet: QuietPage, entries: Sequence[EntryLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = column_of(self, spacing=2 * GRID)
        here = Card()
        here.add(Body(quiet.sentence if entries else NOTHING_YET))
        if entries:
            listed = EntryList("Entries in this period", entry_rows(entries))
            listed.opened.connect(self.opened)
            here.add(listed)
        else:
            start = PrimaryButton("Log a decision")
            start.clicked.connect(self.start_wanted)
            here.add_row(start)
        column.addWidget(here)
        later = Card(quiet.later_title)
        for one in quiet.later:
            pair = QWidget()
            words = column_of(pair, spacing=2)
            words.addWidget(Heading(one.title, 3))
            words.addWidget(Body(one.text))
            later.add(pair)
        column.addWidget(later)
