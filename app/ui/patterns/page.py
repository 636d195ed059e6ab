"""The page of patterns: a window of months, and the charts that look back over it."""

from collections import deque
from collections.abc import Mapping
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.days import Span
from app.domain.errors import JournalError
from app.patterns import MORE, PAGE_ORDER
from app.patterns.page import CAVEAT
from app.patterns.series import Series
from app.services.dashboard import Window
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.patterns.card import ChartCard
from app.ui.patterns.gather import QUIET, Gathered, gather, keep_window
from app.ui.patterns.quiet import HiddenCharts, QuietSheet
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    ChoiceChips,
    Disclosure,
    Muted,
    Page,
    RadioChoice,
    column_of,
    written,
)
from app.ui.widgets.reading_order import ReadingOrder

_WINDOWS = (
    (Window.THREE.value, "3 months"),
    (Window.SIX.value, "6 months"),
    (Window.TWELVE.value, "12 months"),
    (Window.ALL.value, "Everything"),
)
_TURN_SECONDS = 0.002


class PatternsView(QObject):
    """The charts of one window.

    Cards are made and repainted one in a turn of the event loop, so that nothing waits for all of them.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page = Page("Patterns")
        self._window: Window | None = None
        self._gathered: Gathered | None = None
        self._stale = True
        self._cards: dict[str, ChartCard] = {}
        self._due: deque[Series] = deque()
        self._problem: Banner | None = None
        self._quiet: QuietSheet | None = None
        self._drawing = QTimer(self)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw_next)
        self._lay_out()
        self._order = ReadingOrder(self._page)  # tables and lists are made when they are asked for
        desk.changed.connect(self._journal_changed)
        keys = QShortcut(QKeySequence("Ctrl+T"), self._page)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.toggle_table)

    def _lay_out(self) -> None:
        self._windows = ChoiceChips("Period", _WINDOWS, clearable=False, show_name=False)
        self._windows.changed.connect(self._window_chosen)
        self._page.add(self._windows)
        self._first, inside = QWidget(), QWidget()
        first, more = column_of(self._first, spacing=2 * GRID), column_of(inside, spacing=2 * GRID)
        self._columns = {**dict.fromkeys(PAGE_ORDER, first), **dict.fromkeys(MORE, more)}
        self._more = Disclosure("More charts")
        self._more.toggled.connect(self._draw_more)
        self._more.add(inside)
        self._hidden = HiddenCharts()
        self._hidden.show_wanted.connect(self._show_again)
        self._caveat = Muted(CAVEAT)
        for part in (self._first, self._more, self._hidden, self._caveat):
            self._page.add(part)
            part.hide()

    # ---- as the window asks

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self._page

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Ask for what changed meanwhile; the focus goes back to where it was left."""
        last = self._page.focusWidget()
        if last is not None and last.isVisible():
            last.setFocus()
        else:
            self._focus_windows()
        if self._stale:
            self._ask()

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    # ---- asking

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        self._stale = True
        if self._page.isVisible():
            self._ask()

    def _window_chosen(self, key: object) -> None:
        self._window = Window(str(key))
        self._ask(keep=True)

    def _ask(self, *, keep: bool = False) -> None:
        self._stale = False
        window = self._window

        def ask(journal: Journal) -> Gathered:
            if keep and window is not None:
                keep_window(journal, window)
            return gather(journal, window)

        self._desk.read(ask, self._show, self, failed=self._tell, key="patterns")

    def _tell(self, error: JournalError) -> None:
        self._stale = True
        self._drop_problem()
        self._problem = Banner(error.advice, BannerKind.PROBLEM, "Try again", title=error.message)
        self._problem.acted.connect(self._ask_again)
        self._page.body.insertWidget(1, self._problem)
        self._problem.set_text(error.advice)

    def _ask_again(self) -> None:
        self._ask()

    def _drop_problem(self) -> None:
        if self._problem is not None:
            self._problem.hide()
            self._problem.deleteLater()
            self._problem = None

    # ---- showing

    def _show(self, gathered: Gathered) -> None:
        self._drop_problem()
        before, self._gathered = self._gathered, gathered
        self._window = gathered.window
        self._windows.set_value(gathered.window.value)
        focused = QApplication.focusWidget()
        if before is None and focused is not None and self._windows.isAncestorOf(focused):
            self._focus_windows()
        self._page.set_title("Patterns", _subtitle(gathered.page.window))
        self._show_quiet(before)
        page = gathered.page
        shown = {series.chart for series in (*page.series, *page.more)} if gathered.quiet is None else set()
        for chart, card in self._cards.items():
            card.setVisible(chart in shown)
        self._first.setVisible(bool(shown))
        self._more.setVisible(bool(page.more) and bool(shown))
        self._hidden.show_charts(page.hidden)
        self._caveat.show()
        self._due = deque(page.series if shown else ())
        self._draw_more()

    def _show_quiet(self, before: Gathered | None) -> None:
        now = self._gathered
        if now is None or (before is not None and _quiet_of(before) == _quiet_of(now)):
            return
        if self._quiet is not None:
            self._quiet.hide()
            self._quiet.deleteLater()
            self._quiet = None
        if now.quiet is not None:
            self._quiet = QuietSheet(now.quiet, now.listed.get(QUIET, ()))
            self._quiet.opened.connect(self._open)
            self._quiet.start_wanted.connect(self._start)
            self._page.body.insertWidget(self._page.body.indexOf(self._first), self._quiet)

    def _draw_more(self) -> None:
        """The charts under "More" are drawn once it is open."""
        now = self._gathered
        if now is not None and now.quiet is None and self._more.is_unfolded:
            self._due.extend(series for series in now.page.more if series not in self._due)
        if self._due:
            self._drawing.start()

    def _draw_next(self) -> None:
        """One changed card a turn, and the unchanged ones before it: laying one out takes most of a frame."""
        now, began = self._gathered, perf_counter()
        while self._due and now is not None and perf_counter() - began < _TURN_SECONDS:
            series = self._due.popleft()
            card = self._cards.get(series.chart) or self._made(series)
            way = now.ways.get(series.empty_prompt, "")
            card.show_series(series, now.page.window, now.listed.get(series.chart, ()), way)
        if not self._due:
            self._drawing.stop()

    def _made(self, series: Series) -> ChartCard:
        order = (*PAGE_ORDER, *MORE)
        column = self._columns[series.chart]
        before = order[: order.index(series.chart)]
        place = sum(1 for chart in self._cards if chart in before and self._columns[chart] is column)
        card = self._cards[series.chart] = ChartCard(self._desk, series)
        card.hide_wanted.connect(self._hide)
        card.answer_wanted.connect(self._answer)
        column.insertWidget(place, card)
        return card

    @property
    def is_drawing(self) -> bool:
        """Whether some charts are still to be drawn."""
        return bool(self._due)

    # ---- what a person does

    def toggle_table(self) -> None:
        """Show or put away the table of the chart with the focus, else of the first chart in view."""
        focused = QApplication.focusWidget()
        shown = [self._cards[chart] for chart in (*PAGE_ORDER, *MORE) if chart in self._cards]
        shown = [card for card in shown if card.isVisible() and not card.table_button.isHidden()]
        within = [card for card in shown if focused is not None and card.isAncestorOf(focused)]
        in_view = [card for card in shown if not card.visibleRegion().isEmpty()]
        for card in (within or in_view or shown)[:1]:
            card.toggle_table()

    def _hide(self, chart: str) -> None:
        title = self._cards[chart].series.title
        self._desk.act(
            lambda journal: journal.patterns.hide(chart),
            self,
            said=f"“{title}” is hidden. Undo brings it back; so does the end of this page.",
        )
        self._focus_beside(chart)

    def _focus_beside(self, chart: str) -> None:
        shown = [one for one in (*PAGE_ORDER, *MORE) if one in self._cards and self._cards[one].isVisible()]
        at = shown.index(chart)
        beside = [*shown[at + 1 : at + 2], *shown[max(0, at - 1) : at]]
        if beside:
            self._cards[beside[0]].hide_button.setFocus()
        else:
            self._focus_windows()

    def _show_again(self, chart: str) -> None:
        self._desk.act(lambda journal: journal.patterns.hide(chart, hidden=False), self)
        self._focus_windows()

    def _answer(self, prompt: str) -> None:
        way = self._gathered.ways.get(prompt, "") if self._gathered is not None else ""
        if way == "look-again":
            self._desk.go("look-again")
        elif way:
            self._desk.go("write", form="standard", prompt=prompt)

    def _open(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _start(self) -> None:
        self._desk.go("today", start="decision")

    def _focus_windows(self) -> None:
        for choice in self._windows.findChildren(RadioChoice):
            if choice.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                choice.setFocus()


def _quiet_of(gathered: Gathered) -> object:
    return gathered.quiet, gathered.listed.get(QUIET, ()) if gathered.quiet is not None else ()


def _subtitle(window: Span) -> str:
    last = written(window.last) if window.last else "today"
    return f"From {written(window.first)} to {last}" if window.first else f"Everything up to {last}"
