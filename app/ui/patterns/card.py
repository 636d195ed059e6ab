"""One chart as a card: its sentence first, then its pictures, its table, and the entries behind it."""

from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.readings import Behind, EntryLine
from app.patterns.comparing import Compared
from app.patterns.series import Mark, Series, Shown
from app.ui.charts import ChartCanvas, SeriesTable
from app.ui.desk import Desk
from app.ui.patterns.behind import BehindPanel
from app.ui.patterns.beside import BesidePart
from app.ui.patterns.entry_list import EntryList, entry_rows, line_rows
from app.ui.patterns.gather import MOST_LISTED
from app.ui.patterns.more_part import MorePart
from app.ui.patterns.offers import OfferList
from app.ui.patterns.searched_list import SearchedList
from app.ui.patterns.stack import Stack, at_once, say
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Heading, LinkButton, Muted, QuietButton


@dataclass(frozen=True, slots=True)
class Shows:
    """What a card is about. `start` are the words that lead to the question of an empty chart, or nothing."""

    series: Series
    span: Span = field(default_factory=Span)
    theme: ThemeId | None = None
    listed: tuple[EntryLine, ...] = ()
    start: str = ""
    compared: Compared | None = None
    short: tuple[str, str] | None = None
    """Shorter names of the two that are compared, where they have some."""
    as_page: bool = False
    """Whether its lines can be read as a page of their own."""


class ChartCard(Card):
    """Shows a series and only redraws what a newer one changed. Its signals begin with the chart's id."""

    hide_wanted = Signal(str)
    move_wanted = Signal(str, int)
    out_wanted = Signal(str)
    page_wanted = Signal(str)
    unfolded = Signal(str)
    answer_wanted = Signal(str)  # prompt id; the chart where none feeds it
    leave_wanted = Signal(str, str)  # prompt id, its title

    def __init__(self, desk: Desk, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(series.title, parent)
        self._desk = desk
        self.shows = Shows(series)
        self._is_drawn = False
        self._canvases: list[ChartCanvas] = []
        self._table: SeriesTable | None = None
        self._table_from: ChartCanvas | None = None
        self._panel: BehindPanel | None = None
        self.more: MorePart | None = None
        self._asked_from: QWidget | None = None
        self._asked = ("", Behind(""))
        self._lines: SearchedList | None = None
        self._offers: OfferList | None = None
        self._lay_out()

    @property
    def series(self) -> Series:
        """The chart as it is shown."""
        return self.shows.series

    def _lay_out(self) -> None:
        title = self.series.title
        self.add(Muted(self.series.question))
        self._sentence = Body()
        self.beside = BesidePart(title)
        self._pictures = Stack(2 * GRID)
        self._caption = Muted()
        self._notes = Stack()
        self._lines_title, self._lines_place = Heading(level=3), Stack()
        self._listing_title, self._listing = Heading(level=3), EntryList(f"Entries: {title}")
        self._listing.opened.connect(self._open)
        self._offers_title, self._offers_place = Heading(level=3), Stack()
        self._below, self._folded = Stack(2 * GRID), Stack()
        for part in (
            self._sentence, self.beside, self._pictures, self._listing_title, self._listing,
            self._lines_title, self._lines_place, self._caption, self._notes, self._offers_title,
            self._offers_place, self._below,
        ):  # fmt: skip
            self.add(part)
        self._add_buttons(title)
        self.add(self._folded)

    def _add_buttons(self, title: str) -> None:
        self._start, self._answer = QuietButton(""), LinkButton("Answer this on a new decision")
        self.table_button = LinkButton("Show as table")
        self.table_button.setToolTip("Ctrl+T")
        self.entries_button = LinkButton("List the entries")
        self.page_button = LinkButton("Read as a page")
        self.more_button = LinkButton("More for this chart")
        pairs = (
            (self._start, self._answer_empty),
            (self._answer, self._answer_linked),
            (self.table_button, self.toggle_table),
            (self.entries_button, self._list_everything),
            (self.page_button, self._read_as_page),
            (self.more_button, self.toggle_more),
        )
        for button, act in pairs:
            button.setAccessibleName(f"{button.text()}: {title}")
            button.clicked.connect(act)
        self.more_button.setAccessibleDescription("Folded away")
        self.add_row(*(button for button, _ in pairs))

    # ---- what it shows

    def show_series(self, shows: Shows) -> bool:
        """Show figures of a window, but for what `show_rest` adds; False where nothing had to change."""
        if self._is_drawn and shows == self.shows:
            return False
        self._is_drawn, self.shows = True, shows
        with at_once(self):
            self._show_parts(shows)
        return True

    @property
    def is_whole(self) -> bool:
        """Whether all of what was asked for is shown."""
        return not self.beside.lacks_table

    def show_rest(self) -> None:
        """Show what `show_series` left for another turn."""
        with at_once(self):
            self.beside.add_table()

    def _show_parts(self, shows: Shows) -> None:
        series = shows.series
        self.close_panel()
        self._sentence.setText(series.sentence)
        self._sentence.setVisible(shows.compared is None)
        self.beside.show_compared(shows.compared, shows.short)
        self._show_pictures()
        say(self._caption, series.caption)
        self._notes.show_words(series.notes)
        self._show_lines()
        led_in = series.shown is Shown.LIST and shows.compared is None  # its sentence leads to the list
        say(self._listing_title, "" if led_in else series.listing_title)
        self._listing.set_rows(entry_rows(shows.listed))
        self._listing.setVisible(bool(shows.listed))
        self._show_offers()
        if self._table is not None:
            self._table.set_table(series.table)
        if self.more is not None:
            self.more.show_series(series)
        self._show_buttons()

    def _show_lines(self) -> None:
        series = self.series
        say(self._lines_title, series.lines_title)
        if self._lines is None and series.lines:
            self._lines = SearchedList(f"Lines: {series.title}")
            self._lines.opened.connect(self._open)
            self._lines_place.add(self._lines)
        if self._lines is not None:
            self._lines.set_rows(line_rows(series.lines))
        self._lines_place.setVisible(bool(series.lines))

    def _show_offers(self) -> None:
        series = self.series
        say(self._offers_title, series.offers_title)
        if self._offers is None and series.offers:
            self._offers = OfferList(series.offers_title)
            self._offers.tried.connect(self.answer_wanted)
            self._offers.left.connect(self._leave)
            self._offers_place.add(self._offers)
        if self._offers is not None:
            self._offers.set_offers(series.offers_title, series.offers)
            self._offers.setVisible(bool(series.offers))
        self._offers_place.setVisible(bool(series.offers))

    def _show_buttons(self) -> None:
        series = self.series
        empty, listed = series.shown is Shown.NOTHING, series.shown is Shown.LIST
        self._answer.setVisible(bool(series.linked_prompt))
        self._start.setVisible(empty and bool(self.shows.start))
        _name(self._start, self.shows.start, series.title)
        self.table_button.setVisible(not empty)
        self.entries_button.setVisible(not empty and not listed and series.everything is not None)
        self.page_button.setVisible(self.shows.as_page and bool(series.lines))
        if empty and self._table is not None:
            self.toggle_table()

    def _show_pictures(self) -> None:
        pictures = self.series.pictures
        while len(self._canvases) > len(pictures):
            self._table_from = None  # it may be the one that goes
            self._pictures.drop(self._canvases.pop())
        for at, picture in enumerate(pictures):
            if at < len(self._canvases):
                if self._canvases[at].picture != picture:
                    self._canvases[at].set_picture(picture)
                continue
            canvas = ChartCanvas(picture, name=self._name_of(picture.title))
            canvas.mark_chosen.connect(self._mark_chosen)
            self._canvases.append(canvas)
            self._pictures.add(canvas)
        self._pictures.setVisible(bool(pictures))

    def _name_of(self, title: str) -> str:
        return f"{self.series.title}: {title}" if title else self.series.title

    # ---- table and words behind a press

    def toggle_table(self) -> None:
        """Show the same figures as a table, or put it away."""
        if self._table is None:
            self._table_from = self._focused_within()
            self._table = SeriesTable(self.series.table, name=self.series.title)
            self._table.activated.connect(self._row_chosen)
            self._below.add(self._table)
            self._table.selectRow(0)
            self._table.setFocus()
        else:
            had_focus = self._table.hasFocus()
            self._below.drop(self._table)
            self._table = None
            if had_focus:
                (self._table_from or self.table_button).setFocus()
        words = "Hide the table" if self._table is not None else "Show as table"
        _name(self.table_button, words, self.series.title)

    def _focused_within(self) -> ChartCanvas | None:
        """The picture the table was asked from, to go back to."""
        focused = QApplication.focusWidget()
        return next((canvas for canvas in self._canvases if canvas is focused), None)

    @property
    def table(self) -> SeriesTable | None:
        """The table while it is shown."""
        return self._table

    def toggle_more(self) -> None:
        """Show what is asked of a chart less often, or put it away."""
        if self.more is None:
            self.more = MorePart(self.series)
            self.more.hide_wanted.connect(self._ask_to_hide)
            self.more.out_wanted.connect(self._ask_out)
            self.more.moved.connect(self._ask_to_move)
            self._folded.add(self.more)
            self.unfolded.emit(self.series.chart)
        else:
            self._folded.drop(self.more)
            self.more = None
        is_open = self.more is not None
        _name(
            self.more_button, "Less for this chart" if is_open else "More for this chart", self.series.title
        )
        self.more_button.setAccessibleDescription("Open" if is_open else "Folded away")

    # ---- the entries behind

    def _mark_chosen(self, mark: Mark) -> None:
        if mark.behind is not None:
            self._ask(mark.label, mark.behind)

    def _row_chosen(self, index: QModelIndex) -> None:
        table = self.series.table
        behind = table.behind[index.row()] if index.row() < len(table.behind) else None
        if behind is not None:
            self._ask(f"{table.headers[0]}: {table.rows[index.row()][0]}", behind)

    def _list_everything(self) -> None:
        if self.series.everything is not None:
            self._ask(f"Everything counted in “{self.series.title}”", self.series.everything)

    def _ask(self, label: str, behind: Behind) -> None:
        source = self.sender()
        self._asked_from = source if isinstance(source, QWidget) else None
        self._asked = (label, behind)
        span, theme = self.shows.span, self.shows.theme
        self._desk.read(
            lambda journal: journal.patterns.behind(behind, span, theme, MOST_LISTED),
            self._show_behind,
            self,
            key=f"behind-{self.series.chart}",
        )

    def _show_behind(self, entries: tuple[EntryLine, ...]) -> None:
        label, _ = self._asked
        before, self._panel = self._panel, BehindPanel(label, entries)
        if before is not None:
            self._below.drop(before)
        self._panel.opened.connect(self._open)
        self._panel.closed.connect(self.close_panel)
        self._below.add(self._panel)
        self._panel.begin()

    @property
    def panel(self) -> BehindPanel | None:
        """The list behind a mark while it is shown."""
        return self._panel

    def close_panel(self) -> None:
        """Put the list away; the focus goes back to where it was asked for."""
        if self._panel is None:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._panel.isAncestorOf(focused)
        self._below.drop(self._panel)
        self._panel = None
        if had_focus and self._asked_from is not None:
            self._asked_from.setFocus()

    def begin(self) -> None:
        """Put the focus on the first picture, else on the first button."""
        buttons = (self.table_button, self._start, self.more_button)
        stops = [*self._canvases, *(button for button in buttons if not button.isHidden())]
        stops[0].setFocus()

    # ---- what is asked of the page

    def _open(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _ask_to_hide(self) -> None:
        self.hide_wanted.emit(self.series.chart)

    def _ask_to_move(self, by: int) -> None:
        self.move_wanted.emit(self.series.chart, by)

    def _ask_out(self) -> None:
        self.out_wanted.emit(self.series.chart)

    def _read_as_page(self) -> None:
        self.page_wanted.emit(self.series.chart)

    def _answer_linked(self) -> None:
        self.answer_wanted.emit(self.series.linked_prompt)

    def _answer_empty(self) -> None:
        self.answer_wanted.emit(self.series.empty_prompt or self.series.chart)

    def _leave(self, prompt: str) -> None:
        titles = {offer.prompt_id: offer.title for offer in self.series.offers}
        self.leave_wanted.emit(prompt, titles.get(prompt, ""))


def _name(button: QAbstractButton, words: str, title: str) -> None:
    button.setText(words)
    button.setAccessibleName(f"{words}: {title}")
    button.updateGeometry()
