"""The cards of the page in their order, made and repainted one in a turn of the event loop."""

from collections import deque
from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.patterns import PATTERNS
from app.patterns.pattern import Pattern
from app.patterns.series import Series
from app.ui.desk import Desk
from app.ui.patterns.beside import short_span
from app.ui.patterns.card import ChartCard, Shows
from app.ui.patterns.gather import Gathered
from app.ui.patterns.stack import leave_the_rest_free, stay_painted
from app.ui.theme import GRID
from app.ui.widgets import Disclosure, column_of

_TURN_SECONDS = 0.002
READ_AS_PAGE = ("C5", "C22")
"""The charts whose lines can be read as a page."""


class Cards(QObject):
    """The charts the page opens with in `first`, the others in `more` once it is unfolded. `made` gives each new card."""

    made = Signal(object)  # ChartCard
    drawn = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._gathered: Gathered | None = None
        self._cards: dict[str, ChartCard] = {}
        self._due: deque[Series] = deque()
        self._begun: ChartCard | None = None
        self.first, inside = QWidget(), QWidget()
        self._columns = (column_of(self.first, spacing=2 * GRID), column_of(inside, spacing=2 * GRID))
        self.more = Disclosure("More charts")
        self.more.add(inside)
        for column in (*self._columns, self.more.body):
            leave_the_rest_free(column)
        stay_painted(self.more)
        self.more.body.setContentsMargins(0, GRID, 0, 0)  # its cards stand in line with the others
        self.more.toggled.connect(self._draw_more)
        self._drawing = QTimer(self)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw_next)

    def show_gathered(self, gathered: Gathered) -> None:
        """Show these charts; one that changed is redrawn in a turn of its own."""
        self._gathered = gathered
        opening, more = self.shown()
        for chart, card in self._cards.items():
            if gathered.opening and chart not in opening:
                continue  # the rest follows at once
            card.setVisible(chart in opening or chart in more)
        for column, charts in zip(self._columns, (opening, more), strict=True):
            self._place(column, charts)
        self.first.setVisible(bool(opening))
        if not gathered.opening:
            self.more.setVisible(bool(more))
        due = gathered.page.series if opening else ()
        self._due = deque(one for one in due if not (gathered.opening and one.listing is not None))
        self._draw_more()

    def unfold(self) -> None:
        """Show the charts under "More"."""
        if not self.more.is_unfolded:
            self.more.set_unfolded(True)
            self._draw_more()

    def shown(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The charts of the page as it was gathered, by id: those it opens with, and the others."""
        now = self._gathered
        if now is None or now.quiet is not None:
            return (), ()
        return tuple(one.chart for one in now.page.series), tuple(one.chart for one in now.page.more)

    def in_view(self) -> list[ChartCard]:
        """The cards that are made and shown, in the order of the page."""
        found = (self._cards.get(chart) for group in self.shown() for chart in group)
        return [card for card in found if card is not None and card.isVisible()]

    def card(self, chart: str) -> ChartCard | None:
        """A card that was made."""
        return self._cards.get(chart)

    @property
    def is_drawing(self) -> bool:
        """Whether some cards are still to be drawn."""
        return bool(self._due) or self._begun is not None

    def _draw_more(self) -> None:
        """The charts under "More" are drawn once it is open."""
        now = self._gathered
        if now is not None and now.quiet is None and self.more.is_unfolded:
            self._due.extend(series for series in now.page.more if series not in self._due)
        if self._due:
            self._drawing.start()

    def _draw_next(self) -> None:
        """A turn for a changed card, and the unchanged ones before it: laying one out takes most of a frame."""
        now, began = self._gathered, perf_counter()
        if self._begun is not None:
            begun, self._begun = self._begun, None
            begun.show_rest()
        while self._due and now is not None and perf_counter() - began < _TURN_SECONDS:
            series = self._due.popleft()
            card = self._cards.get(series.chart) or self._made(series)
            card.show_series(_shows(now, series))
            self._tell_place(card)
            if not card.is_whole:
                self._begun = card
                break
        if not self.is_drawing:
            self._drawing.stop()
            self.drawn.emit()

    def _made(self, series: Series) -> ChartCard:
        card = self._cards[series.chart] = ChartCard(self._desk, series)
        card.unfolded.connect(self._tell_place_of)
        opening, more = self.shown()
        column, charts = (self._columns[0], opening) if series.chart in opening else (self._columns[1], more)
        column.addWidget(card)
        self._place(column, charts)
        self.made.emit(card)
        return card

    def _place(self, column: QVBoxLayout, charts: Sequence[str]) -> None:
        """Put the cards that are made into the order of the charts; one with the focus keeps it."""
        cards = [card for chart in charts if (card := self._cards.get(chart)) is not None]
        if all(column.indexOf(card) == at for at, card in enumerate(cards)):
            return
        focused = QApplication.focusWidget()
        for at, card in enumerate(cards):
            if column.indexOf(card) != at:
                column.removeWidget(card)
                column.insertWidget(at, card)
        if focused is not None and any(card.isAncestorOf(focused) for card in cards):
            focused.setFocus()

    def _tell_place_of(self, chart: str) -> None:
        self._tell_place(self._cards[chart])

    def _tell_place(self, card: ChartCard) -> None:
        for group in self.shown():
            if card.more is not None and card.series.chart in group:
                chart = card.series.chart
                card.more.set_place(first=chart == group[0], last=chart == group[-1])


def _shows(now: Gathered, series: Series) -> Shows:
    way, beside = now.ways.get(series.empty_prompt or series.chart), now.selection.compare_span
    return Shows(
        series,
        now.page.window,
        now.selection.theme,
        tuple(now.listed.get(series.chart, ())),
        way.words if way is not None else "",
        now.page.compared.get(series.chart),
        None if beside is None else (short_span(now.page.window), short_span(beside)),
        series.chart in READ_AS_PAGE,
    )


def pattern_of(chart: str) -> Pattern | None:
    """A chart of this version."""
    return next((one for one in PATTERNS if one.chart == chart), None)
