"""One shared entry: its answers in the order they were shared, each with the remarks on it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.sharing import SharedChart, SharedEntry
from app.patterns.series import Table
from app.ui.charts.table import SeriesTable
from app.ui.coach.place_view import FieldView, PlaceView
from app.ui.coach.words import MOST_SHOWN, named
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steady import laid_out_once
from app.ui.share.words_view import Drawing
from app.ui.theme import GRID
from app.ui.widgets import Card, Disclosure, Muted

WHOLE_ENTRY = "Comment on the whole entry"
_LARGE_PICTURE = 200_000
"""Characters; a chart of ten years of our own takes a quarter of it."""
_LARGE_TABLE = 4_000
"""Cells."""


class EntryCard(Card):
    """An entry; its places are made one at a time and put in a few at a time."""

    def __init__(self, entry: SharedEntry, title: str) -> None:
        super().__init__(title)
        self.entry = entry
        self.body.setSpacing(3 * GRID)
        self.places: list[PlaceView] = []

    def make(self) -> Iterator[PlaceView]:
        """Make every place, without putting it in yet."""
        for field in self.entry.fields:
            yield FieldView(self.entry.share_id, field)
        title = self.entry.field("title")
        about = named(title.value) if title else self.accessibleName()
        whole = PlaceView(self.accessibleName(), (self.entry.share_id, ""), WHOLE_ENTRY, f"all of: {about}")
        whole.finish()
        yield whole

    def put(self, views: Sequence[PlaceView]) -> None:
        """Put some of them in, laid out once."""
        with laid_out_once(self):
            for view in views:
                self.places.append(view)
                self.add(view)
                view.show()


class ChartCard(Card):
    """A chart as a picture, with what it says and the same figures in a table."""

    def __init__(self, chart: SharedChart) -> None:
        super().__init__(chart.name)
        told = f"{chart.range_words}. " if chart.range_words else ""
        self.add(Muted(f"{told}n = {chart.n}"))
        if chart.words:
            self.add(LongText(chart.words, most=MOST_SHOWN))
        if chart.svg:
            self.add(_on_demand(len(chart.svg) > _LARGE_PICTURE, "Show the picture", partial(_drawn, chart)))
        if chart.rows:
            cells = len(chart.rows) * len(chart.headers)
            self.add(_on_demand(cells > _LARGE_TABLE, "Show the table", partial(_table, chart)))


def _on_demand(large: bool, words: str, make: Callable[[], QWidget]) -> QWidget:  # noqa: FBT001 - reads as a sentence
    """Something that takes long to draw waits until it is asked for."""
    if not large:
        return make()
    fold = Disclosure(words)

    def unfold(_unfolded: object) -> None:
        fold.toggled.disconnect(unfold)
        fold.add(make())

    fold.toggled.connect(unfold)
    return fold


def _drawn(chart: SharedChart) -> QWidget:
    return Drawing(chart.svg, chart.name)


def _table(chart: SharedChart) -> QWidget:
    return SeriesTable(Table(chart.headers, chart.rows), name=chart.name)
