"""The page while there is too little for a pattern, and the charts that were put away."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.readings import EntryLine
from app.patterns import PATTERNS
from app.patterns.page import QuietPage
from app.ui.patterns.entry_list import EntryList, entry_rows
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Flow, Heading, LinkButton, PrimaryButton, column_of

_TITLES = {pattern.chart: pattern.title for pattern in PATTERNS}


class QuietSheet(QWidget):
    """One list of entries, and what appears later. `opened` gives an entry's id."""

    opened = Signal(object)  # EntryId
    start_wanted = Signal()

    def __init__(self, quiet: QuietPage, entries: Sequence[EntryLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = column_of(self, spacing=2 * GRID)
        here = Card()
        here.add(Body(quiet.sentence))
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


class HiddenCharts(Card):
    """The charts put away, each with its way back. `show_wanted` gives the chart's id."""

    show_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hidden charts", parent)
        self._rows: list[QWidget] = []
        self.hide()

    def show_charts(self, charts: Sequence[str]) -> None:
        """List these charts; none takes the card away."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()
        for chart in (chart for chart in charts if chart in _TITLES):
            button = LinkButton("Show again")
            button.setObjectName(chart)
            button.setAccessibleName(f"Show again: {_TITLES[chart]}")
            button.clicked.connect(self._pressed)
            row = Flow(Body(_TITLES[chart]), button, spacing=GRID)
            self._rows.append(row)
            self.add(row)
        self.setVisible(bool(self._rows))

    def _pressed(self) -> None:
        pressed: QObject = self.sender()
        self.show_wanted.emit(pressed.objectName())
