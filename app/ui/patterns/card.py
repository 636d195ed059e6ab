"""One chart as a card: its sentence first, then its pictures, its table, and the entries behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.domain.days import Span
from app.domain.readings import Behind, EntryLine
from app.patterns.series import Mark, Series, Shown
from app.ui.charts import ChartCanvas, SeriesTable
from app.ui.desk import Desk
from app.ui.patterns.behind import BehindPanel
from app.ui.patterns.entry_list import EntryList, entry_rows, line_rows
from app.ui.patterns.gather import MOST_LISTED
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Heading, LinkButton, Muted, QuietButton, column_of


class ChartCard(Card):
    """Shows a series and only redraws what a newer one changed. `hide_wanted` gives the chart's id."""

    hide_wanted = Signal(str)
    answer_wanted = Signal(str)  # prompt id

    def __init__(self, desk: Desk, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(series.title, parent)
        self._desk = desk
        self.series = series
        self._span = Span()
        self._fingerprint: object = None
        self._canvases: list[ChartCanvas] = []
        self._table: SeriesTable | None = None
        self._panel: BehindPanel | None = None
        self._asked_from: QWidget | None = None
        self._asked = ("", Behind(""))
        self._lay_out()

    def _lay_out(self) -> None:
        title = self.series.title
        self.add(Muted(self.series.question))
        self._sentence = Body()
        self._answer = LinkButton("Answer this on a new decision")
        self._answer.setAccessibleName(f"{self._answer.text()}: {title}")
        self._answer.clicked.connect(self._answer_linked)
        self._start = QuietButton("Answer it on a new decision")
        self._start.clicked.connect(self._answer_empty)
        self._pictures = _Stack(2 * GRID)
        self._caption = Muted()
        self._notes = _Stack()
        self._lines_title, self._lines = Heading(level=3), EntryList(f"Lines: {title}")
        self._listing_title, self._listing = Heading(level=3), EntryList(f"Entries: {title}")
        for listed in (self._lines, self._listing):
            listed.opened.connect(self._open)
        self._below = _Stack(2 * GRID)
        self._about = _Stack()
        self._about.hide()
        for part in (
            self._sentence, self._pictures, self._lines_title, self._lines, self._listing_title,
            self._listing, self._caption, self._notes, self._below, self._about,
        ):  # fmt: skip
            self.add(part)
        self._add_buttons(title)

    def _add_buttons(self, title: str) -> None:
        self.table_button = LinkButton("Show as table")
        self.table_button.setToolTip("Ctrl+T")
        self.entries_button = LinkButton("List the entries")
        self.about_button = LinkButton("What is this?")
        self.hide_button = LinkButton("Hide this chart")
        pairs = (
            (self.table_button, self.toggle_table),
            (self.entries_button, self._list_everything),
            (self.about_button, self._toggle_about),
            (self.hide_button, self._ask_to_hide),
        )
        for button, act in pairs:
            button.setAccessibleName(f"{button.text()}: {title}")
            button.clicked.connect(act)
        self.add_row(self._start)
        self.add_row(self._answer, *(button for button, _ in pairs))

    # ---- what it shows

    def show_series(self, series: Series, span: Span, listed: Sequence[EntryLine], way: str) -> bool:
        """Show figures of a window; False where nothing had to change.

        `way` is the page on which the prompt of an empty chart is answered, or nothing.
        """
        fingerprint = (series, span, tuple(listed), way)
        if fingerprint == self._fingerprint:
            return False
        self._fingerprint, self.series, self._span = fingerprint, series, span
        self.close_panel()
        self._sentence.setText(series.sentence)
        self._show_pictures()
        _say(self._caption, series.caption)
        self._notes.show_words(series.notes)
        _say(self._lines_title, series.lines_title)
        self._lines.set_rows(line_rows(series.lines))
        self._lines.setVisible(bool(series.lines))
        _say(self._listing_title, "" if series.shown is Shown.LIST else series.listing_title)
        self._listing.set_rows(entry_rows(listed))
        self._listing.setVisible(bool(listed))
        if self._table is not None:
            self._table.set_table(series.table)
        self._show_buttons(way)
        return True

    def _show_buttons(self, way: str) -> None:
        series = self.series
        empty = series.shown is Shown.NOTHING
        listed = series.shown is Shown.LIST
        self._answer.setVisible(bool(series.linked_prompt))
        self._start.setVisible(empty and bool(way))
        self._start.setText("Answer it on a new decision" if way == "write" else "Look again at a decision")
        self._start.setAccessibleName(f"{self._start.text()}: {series.title}")
        self.table_button.setVisible(not empty)
        self.entries_button.setVisible(not empty and not listed and series.everything is not None)
        if empty and self._table is not None:
            self.toggle_table()

    def _show_pictures(self) -> None:
        pictures = self.series.pictures
        while len(self._canvases) > len(pictures):
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
                self.table_button.setFocus()
        words = "Hide the table" if self._table is not None else "Show as table"
        _name(self.table_button, words, self.series.title)

    @property
    def table(self) -> SeriesTable | None:
        """The table while it is shown."""
        return self._table

    def _toggle_about(self) -> None:
        if not self._about.is_filled:
            self._about.show_words((self.series.about,))
            self._about.add(Muted(f"Where it comes from: {self.series.source}."))
        else:
            self._about.setVisible(self._about.isHidden())
        words = "What is this?" if self._about.isHidden() else "Hide what this is"
        _name(self.about_button, words, self.series.title)

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
        span = self._span
        self._desk.read(
            lambda journal: journal.patterns.behind(behind, span, limit=MOST_LISTED),
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

    def _open(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _ask_to_hide(self) -> None:
        self.hide_wanted.emit(self.series.chart)

    def _answer_linked(self) -> None:
        self.answer_wanted.emit(self.series.linked_prompt)

    def _answer_empty(self) -> None:
        self.answer_wanted.emit(self.series.empty_prompt)


class _Stack(QWidget):
    """Widgets below each other; takes no room while it is empty."""

    def __init__(self, spacing: int = GRID) -> None:
        super().__init__()
        self._column = column_of(self, spacing=spacing)
        self._held: list[QWidget] = []
        self.hide()

    @property
    def is_filled(self) -> bool:
        return bool(self._held)

    def add(self, widget: QWidget) -> None:
        self._held.append(widget)
        self._column.addWidget(widget)
        self.show()

    def drop(self, widget: QWidget) -> None:
        self._held.remove(widget)
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self.setVisible(bool(self._held))

    def show_words(self, texts: Sequence[str]) -> None:
        for widget in tuple(self._held):
            self.drop(widget)
        for text in texts:
            self.add(Body(text))


def _say(label: Body, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _name(button: QAbstractButton, words: str, title: str) -> None:
    button.setText(words)
    button.setAccessibleName(f"{words}: {title}")
    button.updateGeometry()
