"""The charts of one selection, and everything that is asked of them."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app.domain.errors import JournalError
from app.domain.selection import Selection
from app.domain.written_dates import MONTHS
from app.patterns.page import CAVEAT
from app.ui.desk import Desk
from app.ui.patterns.card import ChartCard
from app.ui.patterns.cards import Cards, pattern_of
from app.ui.patterns.foot import HiddenCharts, ReadMore
from app.ui.patterns.gather import QUIET, Gathered, gather, gather_opening
from app.ui.patterns.quiet import QuietSheet
from app.ui.patterns.selection_bar import SelectionBar
from app.ui.patterns.stack import leave_the_rest_free, stay_painted
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Muted, Page, QuietButton, announce
from app.ui.widgets.reading_order import ReadingOrder

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class ChartsPage(QObject):
    """The charts. What the page opens with is asked and drawn first; the whole follows, and what changed is redrawn."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Patterns")
        self.setParent(self.page)
        self.selection: Selection | None = None
        self._gathered: Gathered | None = None
        self._stale = True
        self._waits = False  # whether the whole is to be asked for once what is shown is drawn
        self._keeps = False  # whether the selection is to be kept when it is
        self._wanted = ""  # the chart to go to once it is drawn
        self._unhidden = ""  # the chart that was brought back for that
        self._opened = ""  # the chart whose rarer buttons were unfolded last
        self._problem = ProblemAbove(self.page.body, 1)
        self._quiet: QuietSheet | None = None
        self.cards = Cards(desk)
        self.cards.setParent(self)
        self.cards.made.connect(self._listen)
        self.cards.drawn.connect(self._drawn)
        self._lay_out()
        # Tables and lists are made when they are asked for.
        self._order = ReadingOrder(self.page, lambda: self.cards.is_drawing)
        desk.changed.connect(self._journal_changed)
        keys = QShortcut(QKeySequence("Ctrl+T"), self.page)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.toggle_table)

    def _lay_out(self) -> None:
        known = _known_pages()
        if "report" in known:
            out = QuietButton("Take charts out…")
            out.clicked.connect(self._take_any_out)
            self.page.add_action(out)
        self.bar = SelectionBar(self._desk.today)
        self.bar.chosen.connect(self._choose)
        self.bar.year_chosen.connect(self._choose_year)
        self._hidden, self._read = HiddenCharts(), ReadMore(with_brief="brief" in known)
        self._hidden.show_wanted.connect(self._show_again)
        self._hidden.order_wanted.connect(self._reset_order)
        self._read.lines_wanted.connect(self._read_lines)
        self._read.map_wanted.connect(self._read_map)
        self._read.brief_wanted.connect(self._get_ready)
        self._read.help_wanted.connect(self._read_help)
        self._caveat = Muted(CAVEAT)
        self.page.add(self.bar)
        for part in (self.cards.first, self.cards.more, self._hidden, self._read, self._caveat):
            self.page.add(part)
            part.hide()
        leave_the_rest_free(self.page.body)
        stay_painted(self.page.widget())

    # ---- as the window asks

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask for what changed meanwhile; the focus goes where it was left, or to the `chart` that is asked for."""
        wanted, asked = where.get("selection"), where.get("chart")
        if where.get("more"):
            self.cards.unfold()
        if isinstance(wanted, Selection):
            self.selection, self._stale = wanted, True
        last = self.page.focusWidget()
        if self._gathered is not None and last is not None and last.isVisible():
            last.setFocus()
        else:
            self.bar.focus_windows()
        if self._stale:
            self._ask()
        if isinstance(asked, str):
            self.go_to(asked)

    # ---- asking

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        self._stale = True
        if self.page.isVisible():
            self._ask()

    def _choose(self, selection: object) -> None:
        if isinstance(selection, Selection):
            self.selection = selection
            self._ask(keep=True)

    def _ask(self, *, keep: bool = False) -> None:
        self._stale = False
        self._keeps = self._keeps or keep
        selection, before = self.selection, self._gathered
        if before is not None and before.selection == selection:
            self._ask_whole()
            return
        self._desk.read(
            lambda journal: gather_opening(journal, selection),
            self._show_opening,
            self,
            failed=self._tell,
            key="patterns-opening",
        )

    def _ask_whole(self) -> None:
        """Ask for all of the page; where it opens anew, once what it opens with is drawn: both would come later."""
        selection, keep = self.selection, self._keeps
        self._keeps = self._waits = False
        self._desk.read(
            lambda journal: gather(journal, selection, keep=keep),
            self._show,
            self,
            failed=self._tell,
            key="patterns",
        )

    def _tell(self, error: JournalError) -> None:
        self._stale = True
        self._problem.tell(error, "Try again", self._ask_again)

    def _ask_again(self) -> None:
        self._ask()

    # ---- showing

    def _show_opening(self, gathered: Gathered | None) -> None:
        if gathered is not None:
            self._show_head(gathered)
            self.cards.show_gathered(gathered)
        self._waits = self.cards.is_drawing
        if not self._waits:
            self._ask_whole()

    def _drawn(self) -> None:
        if self._waits:
            self._ask_whole()
        self._go_to_wanted()

    def _show(self, gathered: Gathered) -> None:
        before, self._gathered = self._gathered, gathered
        self._show_head(gathered)
        self._show_quiet(before)
        self.cards.show_gathered(gathered)
        self._hidden.show_charts(gathered.page.hidden, own_order=gathered.own_order)
        self._read.show()
        self._caveat.show()
        if before is not None and before.page.words != gathered.page.words:
            announce(self.page, gathered.page.words)
        if not self.cards.is_drawing:
            self._go_to_wanted()

    def _show_head(self, gathered: Gathered) -> None:
        self._problem.clear()
        is_first = self.selection is None
        self.selection = gathered.selection
        focused = QApplication.focusWidget()
        within = focused is not None and self.bar.windows.isAncestorOf(focused)
        self.bar.show_selection(gathered.selection, gathered.offered)
        if is_first and within:
            self.bar.focus_windows()
        self.page.set_title("Patterns", gathered.page.words)

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
            self.page.body.insertWidget(self.page.body.indexOf(self.cards.first), self._quiet)

    def _listen(self, card: ChartCard) -> None:
        card.hide_wanted.connect(self._hide)
        card.move_wanted.connect(self._move)
        card.out_wanted.connect(self._take_out)
        card.page_wanted.connect(self._read_lines)
        card.answer_wanted.connect(self._answer)
        card.leave_wanted.connect(self._leave)
        card.unfolded.connect(self._unfolded)

    @property
    def is_drawing(self) -> bool:
        """Whether some charts are still to be drawn."""
        return self.cards.is_drawing

    # ---- going to a chart

    def go_to(self, chart: str) -> None:
        """Put the focus on a chart: unhidden, unfolded, and without a framework that leaves it out."""
        self._wanted = chart
        if not self._desk.jobs.is_busy and not self.cards.is_drawing:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        chart, now = self._wanted, self._gathered
        if not chart or now is None:
            return
        opening, more = self.cards.shown()
        if chart in now.page.hidden:
            self._show_again(chart)
        elif chart in more and not self.cards.more.is_unfolded:
            self.cards.unfold()
        elif chart not in (*opening, *more) and now.selection.framework is not None:
            self._choose(replace(now.selection, framework=None))
        else:
            self._wanted = self._unhidden = ""
            card = self.cards.card(chart)
            if card is not None and card.isVisible():
                self.page.body.activate()  # a new card has no place before that
                card.begin()
                self.page.scroll_to(card)

    def _unfolded(self, chart: str) -> None:
        """What came in sight below the window's edge would look like nothing at all."""
        self._opened = chart
        QTimer.singleShot(0, self, self._show_unfolded)

    def _show_unfolded(self) -> None:
        card = self.cards.card(self._opened)
        if card is not None and card.more is not None:
            self.page.body.activate()
            self.page.scroll_to(card.more)
            self.page.scroll_to(card.more_button)

    # ---- what a person does

    def toggle_table(self) -> None:
        """Show or put away the table of the chart with the focus, else of the first chart in view."""
        focused = QApplication.focusWidget()
        shown = [card for card in self.cards.in_view() if not card.table_button.isHidden()]
        within = [card for card in shown if focused is not None and card.isAncestorOf(focused)]
        in_view = [card for card in shown if not card.visibleRegion().isEmpty()]
        for card in (within or in_view or shown)[:1]:
            card.toggle_table()

    def _hide(self, chart: str) -> None:
        title = _title(chart)
        self._desk.act(
            lambda journal: journal.patterns.hide(chart),
            self,
            said=f"“{title}” is hidden. Undo brings it back; so does the end of this page.",
        )
        shown = [card.series.chart for card in self.cards.in_view()]
        at = shown.index(chart)
        beside = [*shown[at + 1 : at + 2], *shown[max(0, at - 1) : at]]
        card = self.cards.card(beside[0]) if beside else None
        if card is not None:
            card.more_button.setFocus()
        else:
            self.bar.focus_windows()

    def _move(self, chart: str, by: int) -> None:
        group = next(group for group in self.cards.shown() if chart in group)
        place = group.index(chart) + by
        if not 0 <= place < len(group):
            return
        where = (
            f"{_PLACES[place]} of {len(group)}" if place < len(_PLACES) else f"{place + 1} of {len(group)}"
        )
        self._desk.act(
            lambda journal: journal.patterns.move(chart, by),
            self,
            said=f"“{_title(chart)}” comes {where} now.",
        )

    def _reset_order(self) -> None:
        self._desk.act(
            lambda journal: journal.patterns.reset_order(),
            self,
            said="The charts stand in their usual order. Undo brings yours back.",
        )
        self.bar.focus_windows()

    def _show_again(self, chart: str) -> None:
        self._wanted = chart
        if self._unhidden == chart:
            return  # it is on its way
        self._unhidden = chart
        self._desk.act(
            lambda journal: journal.patterns.hide(chart, hidden=False),
            self,
            said=f"“{_title(chart)}” is shown again.",
        )

    def _choose_year(self, month: int) -> None:
        self._desk.act(
            lambda journal: journal.patterns.set_year_start(month),
            self,
            said=f"The year begins in {MONTHS[month - 1]}.",
        )

    def _leave(self, prompt: str, title: str) -> None:
        self._desk.act(
            lambda journal: journal.prompts.turn(prompt, on=False),
            self,
            said=f"“{title}” is asked no more. Undo brings it back, and so do the settings.",
        )

    # ---- other pages

    def _answer(self, prompt: str) -> None:
        way = self._gathered.ways.get(prompt) if self._gathered is not None else None
        if way is None:
            return
        self._desk.go(way.page, **way.where)
        if way.page == "look-again":
            self._desk.say("Choose a decision: the question is offered once you say what happened.")

    def _take_any_out(self) -> None:
        self._desk.go("report")

    def _read_help(self) -> None:
        self._desk.go("help", topic="reading-patterns")

    def _get_ready(self) -> None:
        self._desk.go("brief")

    def _take_out(self, chart: str) -> None:
        self._desk.go("report", charts=(chart,))

    def _read_lines(self, chart: str) -> None:
        self._desk.go("patterns", lines=chart)

    def _read_map(self) -> None:
        self._desk.go("patterns", map=True)

    def _open(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _start(self) -> None:
        self._desk.go("today", start="decision")


def _known_pages() -> set[str]:
    from app.ui.registry import PAGES  # it knows this page too

    return {kind.id for kind in PAGES}


def _quiet_of(gathered: Gathered) -> object:
    return gathered.quiet, gathered.listed.get(QUIET, ()) if gathered.quiet is not None else ()


def _title(chart: str) -> str:
    pattern = pattern_of(chart)
    return pattern.title if pattern is not None else chart
