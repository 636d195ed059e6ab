"""Charts that go along as pictures with their tables: none is ticked at first."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Body, CheckChoice, Disclosure, Flow, Muted, column_of

if TYPE_CHECKING:
    from app.patterns.series import Series
    from app.services.dashboard import PatternsPage


class ChartTick(QWidget):
    """One chart to tick, and what it rests on."""

    changed = Signal()

    def __init__(self, series: Series, count: str, reason: str) -> None:
        super().__init__()
        self.series = series
        column = column_of(self, spacing=0)
        self.tick = CheckChoice(f"Chart: {series.title}")
        self.tick.clicked.connect(self.changed)
        column.addWidget(Flow(self.tick))
        below = QWidget()
        inside = column_of(below, spacing=0)
        inside.setContentsMargins(4 * GRID, 0, 0, 0)
        inside.addWidget(Muted(f"{series.question} {count}. {reason}".strip()))
        column.addWidget(below)


class ChartsFold(Disclosure):
    """The charts of the page of patterns, asked for when this is first unfolded."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Charts to send along", parent)
        self._desk = desk
        self._told = Body(
            "A chart goes as a picture with its table. Lines in your own words never go with it."
        )
        self.add(self._told)
        self.rows: list[ChartTick] = []
        self._words = ""
        self._wanted: frozenset[str] = frozenset()
        self.toggled.connect(self._unfolded)

    def _unfolded(self, unfolded: object) -> None:
        if unfolded and not self.rows:
            self._desk.read(_shown, self._list, self, key="share-charts")

    def _list(self, shown: PatternsPage) -> None:
        if self.rows:
            return
        from app.patterns import PATTERNS
        from app.patterns.report import count_words

        self._words = shown.words
        reasons = {one.chart: one.kept_back for one in PATTERNS}
        for series in (*shown.series, *shown.more):
            if series.table.rows or series.pictures:
                row = ChartTick(series, count_words(series), reasons.get(series.chart, ""))
                row.changed.connect(self.changed)
                row.tick.setChecked(series.chart in self._wanted)
                self.rows.append(row)
                self.add(row)
        if not self.rows:
            self._told.setText("There is nothing to chart yet.")
        if self._wanted:
            self.changed.emit()

    def tick(self, names: Collection[str]) -> None:
        """Tick these charts and no others; they are asked for where they are not listed yet."""
        self._wanted = frozenset(names)
        for row in self.rows:
            row.tick.setChecked(row.series.chart in self._wanted)
        if names and not self.rows:
            self.set_unfolded(True)
            self._unfolded(True)

    def chosen(self) -> tuple[Series, ...]:
        """What is ticked."""
        return tuple(row.series for row in self.rows if row.tick.isChecked())

    @property
    def names(self) -> tuple[str, ...]:
        """What is ticked, by name; also while the charts are not listed yet."""
        return tuple(one.chart for one in self.chosen()) if self.rows else tuple(sorted(self._wanted))

    @property
    def range_words(self) -> str:
        """Over what time the charts look."""
        return self._words


def _shown(journal: Journal) -> PatternsPage:
    return journal.patterns.page(journal.patterns.kept())
