"""What is asked of a chart less often: what it is, where it stands on the page, and taking it out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.patterns.series import Series
from app.ui.theme import GRID
from app.ui.widgets import Body, Flow, Group, Heading, LinkButton, Muted, column_of


class MorePart(Group):
    """The words about a chart and its rarer buttons. `moved` carries -1 or 1."""

    moved = Signal(int)
    hide_wanted = Signal()
    out_wanted = Signal()

    def __init__(self, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(f"More for this chart: {series.title}", parent)
        column = column_of(self, spacing=GRID // 2)
        column.addWidget(Heading("What is this?", 3))
        self._about, self._source = Body(), Muted()
        column.addWidget(self._about)
        column.addWidget(self._source)
        self.earlier, self.later = LinkButton("Earlier on this page"), LinkButton("Later on this page")
        self.hide_button = LinkButton("Hide this chart")
        self.out_button = LinkButton("Take this chart out…")
        self.earlier.clicked.connect(self._earlier)
        self.later.clicked.connect(self._later)
        self.hide_button.clicked.connect(self.hide_wanted)
        self.out_button.clicked.connect(self.out_wanted)
        buttons = (self.earlier, self.later, self.hide_button, self.out_button)
        for button in buttons:
            button.setAccessibleName(f"{button.text()}: {series.title}")
        column.addWidget(Flow(*buttons, spacing=GRID))
        self.show_series(series)

    def show_series(self, series: Series) -> None:
        """The words about a chart."""
        self._about.setText(series.about)
        self._source.setText(f"Where it comes from: {series.source}.")

    def set_place(self, *, first: bool, last: bool) -> None:
        """Which ways it can still move; the focus stays within."""
        had = next((one for one in (self.earlier, self.later) if one.hasFocus()), None)
        if had is not None and (first if had is self.earlier else last):
            other = (
                self.hide_button if first and last else self.later if had is self.earlier else self.earlier
            )
            other.setEnabled(True)
            other.setFocus()
        self.earlier.setEnabled(not first)
        self.later.setEnabled(not last)

    def _earlier(self) -> None:
        self.moved.emit(-1)

    def _later(self) -> None:
        self.moved.emit(1)
