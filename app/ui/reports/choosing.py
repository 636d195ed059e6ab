"""Which charts go along: nothing is ticked at first, and own words need a tick of their own."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.patterns.pattern import Pattern
from app.patterns.report import Chosen, count_words, has_lines
from app.patterns.series import Series
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, CheckChoice, Flow, Heading, LinkButton, Muted, column_of


class ChartRow(QWidget):
    """One chart to tick, what it rests on, and its lines in a person's own words."""

    changed = Signal()

    def __init__(self, series: Series, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.series = series
        column = column_of(self, spacing=0)
        self.tick = CheckChoice(series.title)
        words = f"{series.question} {count_words(series)}."
        self.tick.setAccessibleDescription(f"{words} {reason}".strip())
        self.tick.toggled.connect(self._ticked)
        column.addWidget(Flow(self.tick))
        inside = QWidget()
        below = column_of(inside, spacing=0)
        below.setContentsMargins(4 * GRID, 0, 0, GRID)
        below.addWidget(Muted(words))
        if reason:
            below.addWidget(Muted(reason))
        open_lines = sum(not line.never_share for line in series.lines)
        many = "1 line" if open_lines == 1 else f"{open_lines} lines"
        self.lines = CheckChoice(f"With {many} in my own words")
        self.lines.setAccessibleName(f"With {many} in my own words: {series.title}")
        self.lines.toggled.connect(self.changed)
        self._lines_row = Flow(self.lines)
        below.addWidget(self._lines_row)
        self._lines_row.hide()
        column.addWidget(inside)

    def _ticked(self) -> None:
        offered = self.tick.isChecked() and has_lines(self.series)
        self._lines_row.setVisible(offered)
        if not offered:
            self.lines.setChecked(False)
        self.changed.emit()

    def chosen(self) -> Chosen | None:
        """The chart as it would go along, or None where it is not ticked."""
        return Chosen(self.series, self.lines.isChecked()) if self.tick.isChecked() else None


class ChartChoices(Card):
    """Every chart of the page. `changed` follows each tick; only a person ticks."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Which charts", parent)
        self.add(Body("Nothing is ticked until you tick it, and nothing else leaves."))
        self.all_button = LinkButton("Tick all of these")
        self.none_button = LinkButton("Tick none")
        self.all_button.clicked.connect(self._all)
        self.none_button.clicked.connect(self._none)
        self.add_row(self.all_button, self.none_button)
        self._usual, self._kept = QWidget(), QWidget()
        self._usual_column, self._kept_column = column_of(self._usual), column_of(self._kept)
        self._kept_column.addWidget(Heading("Kept with you unless you tick them one by one", 3))
        self.add(self._usual)
        self.add(self._kept)
        self._rows: list[ChartRow] = []
        self._reasons: dict[str, str] = {}

    def show_series(self, every: Sequence[Series], patterns: Sequence[Pattern]) -> None:
        """List these charts; what was ticked stays ticked where the chart is still there."""
        before = {row.series.chart: row.chosen() for row in self._rows}
        for row in self._rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._reasons = {one.chart: one.kept_back for one in patterns}
        self._rows = [self._row(series) for series in every]
        for row in self._rows:
            old = before.get(row.series.chart)
            if old is not None:
                row.tick.setChecked(True)
                row.lines.setChecked(old.with_lines and has_lines(row.series))
        self._kept.setVisible(any(self._reasons.get(series.chart) for series in every))
        self.changed.emit()

    def _row(self, series: Series) -> ChartRow:
        reason = self._reasons.get(series.chart, "")
        row = ChartRow(series, reason)
        row.changed.connect(self.changed)
        (self._kept_column if reason else self._usual_column).addWidget(row)
        return row

    def chosen(self) -> tuple[Chosen, ...]:
        """What is ticked, in page order."""
        return tuple(one for row in self._rows if (one := row.chosen()) is not None)

    def tick(self, charts: Sequence[str]) -> None:
        """Tick these charts: the person asked for them on the page before."""
        for row in self._rows:
            if row.series.chart in charts:
                row.tick.setChecked(True)

    def focus_first(self) -> None:
        """Put the focus on the first chart."""
        if self._rows:
            self._rows[0].tick.setFocus()

    def _all(self) -> None:
        for row in self._rows:
            if not self._reasons.get(row.series.chart):
                row.tick.setChecked(True)

    def _none(self) -> None:
        for row in self._rows:
            row.tick.setChecked(False)
