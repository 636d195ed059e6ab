"""The lines of a chart, or the answers to the quarterly questions, as a page to read."""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.forms import FormKind
from app.domain.readings import DatedText
from app.domain.selection import Selection
from app.domain.written_dates import written
from app.ui.desk import Desk
from app.ui.patterns.entry_list import EntryList, Row, text_rows
from app.ui.patterns.reading import AT_ONCE, Lines, Source, Wanted, read_lines, source_of
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    Card,
    ChoiceChips,
    Flow,
    Heading,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    TextLine,
    announce,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_AT_FIRST = 12
_PERIODS = (("chosen", "The period chosen in Patterns"), ("all", "Everything"))
_GROUPS = (("question", "By question"), ("quarter", "By quarter"))


class LinesPage(QObject):
    """Every line with its day, searched and a few at a time; each opens the entry it stands in."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page()
        super().__init__(self.page)
        self._desk = desk
        self._source: Source | None = None
        self._wanted = Wanted()
        self.lists: list[EntryList] = []
        self._held: list[QWidget] = []
        self.back = QuietButton("Back")
        self.back.clicked.connect(self._go_back)
        self.page.add_action(self.back)
        self._lay_out()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def _lay_out(self) -> None:
        self.periods = ChoiceChips("Period", _PERIODS, clearable=False, show_name=False)
        self.groups = ChoiceChips("Put together", _GROUPS, clearable=False, show_name=False)
        self.search = TextLine("Search these lines")
        self.search.field.setClearButtonEnabled(True)
        self.periods.changed.connect(self._period_chosen)
        self.groups.changed.connect(self._group_chosen)
        self.search.changed.connect(self._searched)
        self.page.add(Flow(self.periods, self.groups, spacing=2 * GRID))
        self.page.add(self.search)
        self._found = Muted()
        self.page.add(self._found)
        place = QWidget()
        self._column = column_of(place, spacing=2 * GRID)
        self.page.add(place)

    def arrive(self, name: str, selection: Selection | None) -> None:
        """Show the lines of a chart, or of the quarterly questions."""
        source = source_of(name)
        if source is not None and source != self._source:
            self._source = source
            self._wanted = Wanted(selection, everything=source.is_grouped)
            self.search.set_text("")
            self.periods.set_value("all" if source.is_grouped else "chosen")
            self.groups.set_value("question")
            self.groups.setVisible(source.is_grouped)
            self.search.setVisible(True)
            self.page.set_title(source.title)
            self.back.setFocus()
        else:
            self._wanted = replace(self._wanted, selection=selection, offset=0)
            (self.page.focusWidget() or self.back).setFocus()
        self._ask()

    # ---- asking

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._wanted = replace(self._wanted, offset=0)
            self._ask()

    def _ask(self) -> None:
        source, wanted = self._source, self._wanted
        if source is not None:
            show = self._show_further if wanted.offset else self._show
            self._desk.read(lambda journal: read_lines(journal, source, wanted), show, self, key="lines")

    def _period_chosen(self, key: object) -> None:
        self._want(replace(self._wanted, everything=key == "all", offset=0))

    def _group_chosen(self, key: object) -> None:
        self._want(replace(self._wanted, by_quarter=key == "quarter", offset=0))

    def _searched(self, text: object) -> None:
        self._want(replace(self._wanted, text=str(text).strip(), offset=0))

    def _further(self) -> None:
        self._want(replace(self._wanted, offset=self._wanted.offset + AT_ONCE))

    def _want(self, wanted: Wanted) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self._ask()

    # ---- showing

    def _show(self, lines: Lines) -> None:
        source = self._source
        if source is None:
            return
        self.page.set_title(source.title, lines.words)
        for widget in self._held:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._held, self.lists = [], []
        many = sum(len(texts) for _, texts in lines.groups)
        self._say_how_many(many, has_more=lines.has_more)
        if not many:
            self._hold(Body(self._why_empty(source)))
            if self._wanted.everything and not self._wanted.text:
                self._hold_start(source)
        for name, texts in lines.groups:
            if texts:
                self._hold(self._card(source, name, texts, lines))

    def _hold_start(self, source: Source) -> None:
        start = PrimaryButton("Write about this quarter" if source.is_grouped else "Look again at a decision")
        start.clicked.connect(self._write_quarter if source.is_grouped else self._look_again)
        self._hold(Flow(start))

    def _hold(self, widget: QWidget) -> None:
        self._held.append(widget)
        self._column.addWidget(widget)

    def _card(self, source: Source, name: str, texts: tuple[DatedText, ...], lines: Lines) -> Card:
        card = Card()
        if name:
            card.add(Heading(name, 2))
        listed = EntryList(name or f"Lines: {source.title}", at_first=_AT_FIRST)
        listed.has_more = lines.has_more
        listed.set_rows(self._rows(texts, lines))
        listed.opened.connect(self._open)
        listed.more_wanted.connect(self._further)
        card.add(listed)
        card.setAccessibleName(name or source.title)
        self.lists.append(listed)
        return card

    def _rows(self, texts: tuple[DatedText, ...], lines: Lines) -> tuple[Row, ...]:
        if not self._wanted.by_quarter:
            return text_rows(texts)
        return tuple(
            Row(f"{written(one.on)} · {lines.names.get(one.prompt_id, '')}\n{one.text}", one.entry_id)
            for one in texts
        )

    def _show_further(self, lines: Lines) -> None:
        source = self._source
        if source is not None and self.lists:
            texts = lines.groups[0][1]
            self.lists[0].add_rows(text_rows(texts), has_more=lines.has_more)
            self._say_how_many(self._wanted.offset + len(texts), has_more=lines.has_more)

    def _say_how_many(self, many: int, *, has_more: bool) -> None:
        words = f"The newest {many} lines" if has_more else "1 line" if many == 1 else f"{many} lines"
        if self._wanted.text:
            words = f"{words} with “{self._wanted.text}”"
        self._found.setText(f"{words}. Enter opens the entry a line stands in.")
        announce(self.page, self._found.text())

    def _why_empty(self, source: Source) -> str:
        if self._wanted.text:
            return "No line has these words."
        if not self._wanted.everything:
            return "Nothing was written to this in the period chosen. “Everything” looks further back."
        return source.empty

    def _write_quarter(self) -> None:
        self._desk.go("write", form=FormKind.QUARTERLY.value)

    def _look_again(self) -> None:
        self._desk.go("look-again")

    def _open(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _go_back(self) -> None:
        self._desk.went_back.emit()
