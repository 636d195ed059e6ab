"""The end of the page: what was put away, and the pages that belong to it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.patterns import PATTERNS
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Columns, Flow, Heading, LinkButton, Muted, QuietButton, column_of

_KNOWN = {pattern.chart: pattern for pattern in PATTERNS}
QUARTERLY, MAP, BRIEF, HELP = "quarterly", "map", "brief", "help"


class HiddenCharts(Card):
    """The charts put away, each with its way back. `show_wanted` gives the chart's id."""

    show_wanted = Signal(str)
    order_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hidden charts", parent)
        self._rows: list[QWidget] = []
        self._order = LinkButton("Put the charts back in their usual order")
        self._order.clicked.connect(self.order_wanted)
        self._order_row = Flow(self._order)
        self.hide()

    def show_charts(self, charts: Sequence[str], *, own_order: bool) -> None:
        """List these charts; none, in the usual order, takes the card away."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()
        for chart in (chart for chart in charts if chart in _KNOWN):
            row = self._row(chart)
            self._rows.append(row)
            self.add(row)
        self.set_title("Hidden charts" if self._rows else "The order of the charts")
        self.body.removeWidget(self._order_row)
        self.add(self._order_row)
        self._order_row.setVisible(own_order)
        self.setVisible(bool(self._rows) or own_order)

    def _row(self, chart: str) -> QWidget:
        words = QWidget()
        column = column_of(words, spacing=0)
        column.addWidget(Body(_KNOWN[chart].title))
        column.addWidget(Muted(_KNOWN[chart].question))
        button = QuietButton("Show")
        button.setObjectName(chart)
        button.setAccessibleName(f"Show: {_KNOWN[chart].title}")
        button.clicked.connect(self._pressed)
        return Columns(words, Flow(button, to_right=True), stack_below_em=24, weights=(4, 1), spacing=GRID)

    def _pressed(self) -> None:
        pressed: QObject = self.sender()
        self.show_wanted.emit(pressed.objectName())


class ReadMore(Card):
    """The pages that belong to this one. `lines_wanted` names whose lines; the other signals ask for one page."""

    lines_wanted = Signal(str)
    map_wanted = Signal()
    brief_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_brief: bool = True) -> None:
        super().__init__("To read as a page", parent)
        lines = (
            ("C5", "Beliefs I rewrote", "Everything you used to think and now think, by its day."),
            ("C22", "What nobody intended", "What followed that no one meant, by its day."),
            (QUARTERLY, "The quarterly questions", "Your answers to the three, one after another."),
        )
        for key, title, words in lines:
            self._add(key, title, words)
        self._add(MAP, "Where every framework shows up", "Each model of the paper, and the charts it feeds.")
        self._add(HELP, "How to read this page", "What each chart can say, and what it cannot.")
        if with_brief:
            self._add(
                BRIEF,
                "Get ready for a meeting",
                "What is new since you last met, to take to a coach or mentor.",
                "Open…",
            )

    def _add(self, key: str, title: str, words: str, act: str = "Read") -> None:
        pair = QWidget()
        column = column_of(pair, spacing=0)
        column.addWidget(Heading(title, 3))
        column.addWidget(Muted(words))
        button = QuietButton(act)
        button.setObjectName(key)
        button.setAccessibleName(f"{act.removesuffix('…')}: {title}")
        button.clicked.connect(self._pressed)
        row = Columns(pair, Flow(button, to_right=True), stack_below_em=24, weights=(4, 1), spacing=GRID)
        self.add(row)

    def _pressed(self) -> None:
        pressed: QObject = self.sender()
        if pressed.objectName() == MAP:
            self.map_wanted.emit()
        elif pressed.objectName() == BRIEF:
            self.brief_wanted.emit()
        elif pressed.objectName() == HELP:
            self.help_wanted.emit()
        else:
            self.lines_wanted.emit(pressed.objectName())
