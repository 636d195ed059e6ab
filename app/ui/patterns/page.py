"""The page of patterns: the charts, the lines of one of them as a page, or the map of frameworks."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.ui.desk import Desk
from app.ui.patterns.charts_page import ChartsPage
from app.ui.patterns.lines_page import LinesPage
from app.ui.patterns.map_page import MapPage


class PatternsView:
    """Shows what `where` asks for.

    `lines` is a chart's id or "quarterly", `map` the map of frameworks; else the charts, where `chart` is one
    to go to, `selection` what to show and `more` unfolds those under "More".
    """

    def __init__(self, desk: Desk) -> None:
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.setAccessibleName("Patterns")
        self._desk = desk
        self.charts = ChartsPage(desk)
        self.lines: LinesPage | None = None
        self.map: MapPage | None = None
        self._stack.addWidget(self.charts.page)

    @property
    def widget(self) -> QWidget:
        """The pages, one of them shown."""
        return self._stack

    def arrive(self, where: Mapping[str, object]) -> None:
        """Show what is asked for."""
        lines = where.get("lines")
        if isinstance(lines, str):
            if self.lines is None:
                self.lines = LinesPage(self._desk)
                self._stack.addWidget(self.lines.page)
            self._stack.setCurrentWidget(self.lines.page)
            self.lines.arrive(lines, self.charts.selection)
        elif where.get("map"):
            if self.map is None:
                self.map = MapPage(self._desk)
                self._stack.addWidget(self.map.page)
            self._stack.setCurrentWidget(self.map.page)
            self.map.arrive(self.charts.selection)
        else:
            self._stack.setCurrentWidget(self.charts.page)
            self.charts.arrive(where)

    def toggle_table(self) -> None:
        """Show or put away the table of the chart at hand, where charts are shown; the menu asks for it."""
        if self._stack.currentWidget() is self.charts.page:
            self.charts.toggle_table()

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    @property
    def is_drawing(self) -> bool:
        """Whether something is still to be drawn."""
        return self.charts.is_drawing or (self.map is not None and self.map.is_drawing)
