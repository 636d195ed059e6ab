"""The rows of the list: pages of a hundred, fetched as they come into view."""

from collections import OrderedDict
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.entries import Listed
from app.domain.listing import Order
from app.domain.written_dates import written, written_short
from app.ui.journal.asked import Wanted
from app.ui.journal.fetching import PAGE_ROWS, Rows
from app.ui.journal.marked import beside_title
from app.ui.journal.row_words import (
    again_of,
    again_spoken,
    marks_of,
    sure_of,
    sure_spoken,
    themes_spoken,
)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_KEPT_PAGES = 60
LOADING = "…"


class Column(IntEnum):
    """The columns, from left to right."""

    DATE = 0
    TITLE = 1
    THEMES = 2
    SURE = 3
    AGAIN = 4


HEADERS = {
    Column.DATE: "Date",
    Column.TITLE: "Title",
    Column.THEMES: "Themes",
    Column.SURE: "How sure",
    Column.AGAIN: "Look again",
}
SORTED = {
    Column.DATE: (Order.NEWEST, Order.OLDEST),
    Column.TITLE: (Order.TITLE,),
    Column.AGAIN: (Order.REVIEW_DATE,),
}
"""What pressing a header asks for; pressed again, the next."""


class EntryRows(QAbstractTableModel):
    """As many rows as the list has, of which only some are here. `missing` comes when one is asked for that is not."""

    missing = Signal()

    def __init__(self, parent: QObject | None = None, *, demo_is_all: bool = False) -> None:
        super().__init__(parent)
        self._demo_is_all = demo_is_all
        self._total = 0
        self._pages: OrderedDict[int, tuple[Listed, ...]] = OrderedDict()
        self._told = False
        self.shown = Rows(Wanted(), 0, ())

    # ---- what is here

    def show_rows(self, rows: Rows) -> None:
        """Show another list, of which these are the first rows."""
        self.beginResetModel()
        self._pages.clear()
        self._total = rows.total or 0
        self._take(rows)
        self.shown = rows
        self.endResetModel()

    def renew(self, rows: Rows) -> bool:
        """Show the same list as it is now; False where its length changed, so that rows have moved."""
        if rows.total != self._total:
            self.show_rows(rows)
            return False
        self._pages.clear()
        self._take(rows)
        self.shown = rows
        self._changed(0, self._total - 1)
        return True

    def put(self, rows: Rows) -> None:
        """Take in rows that were missing."""
        self._take(rows)
        self._told = False
        self._changed(rows.first, rows.first + len(rows.entries) - 1)

    def _take(self, rows: Rows) -> None:
        self._told = False
        for start in range(0, len(rows.entries), PAGE_ROWS):
            page = (rows.first + start) // PAGE_ROWS
            self._pages[page] = rows.entries[start : start + PAGE_ROWS]
            self._pages.move_to_end(page)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def entry_at(self, row: int) -> Listed | None:
        """The entry of a row, or None while it is not here."""
        page = self._pages.get(row // PAGE_ROWS, ())
        at = row % PAGE_ROWS
        return page[at] if at < len(page) else None

    def row_of(self, entry_id: int) -> int | None:
        """The row of an entry, where it is among those that are here."""
        for page, entries in self._pages.items():
            for at, entry in enumerate(entries):
                if entry.id == entry_id:
                    return page * PAGE_ROWS + at
        return None

    # ---- what Qt asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if not index.isValid() or not (spoken or role == Qt.ItemDataRole.DisplayRole):
            return None
        entry = self.entry_at(index.row())
        if entry is None:
            self._ask()
            return "Loading" if spoken else LOADING
        column = Column(index.column())
        return self._spoken(entry, column) if spoken else self._text(entry, column)

    def _ask(self) -> None:
        if not self._told:
            self._told = True
            self.missing.emit()

    def asked_in_vain(self) -> None:
        """Nothing was fetched; tell again when something is asked for."""
        self._told = False

    def _text(self, entry: Listed, column: Column) -> str:
        match column:
            case Column.DATE:
                return written_short(entry.decided_on)
            case Column.TITLE:
                return entry.title
            case Column.THEMES:
                return ", ".join(entry.themes)
            case Column.SURE:
                return sure_of(entry)
            case _:
                return again_of(entry)

    def _spoken(self, entry: Listed, column: Column) -> str:
        match column:
            case Column.DATE:
                return written(entry.decided_on)
            case Column.TITLE:
                more = (self.marks(entry), beside_title(entry.snippet, entry.title)[0])
                return ". ".join(part for part in (entry.title, *more) if part)
            case Column.SURE:
                return sure_spoken(entry)
            case Column.AGAIN:
                return again_spoken(entry)
            case _:
                return themes_spoken(entry)

    def marks(self, entry: Listed) -> str:
        """What stands behind a title."""
        return marks_of(entry, demo_is_all=self._demo_is_all)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return HEADERS[Column(section)] if role == Qt.ItemDataRole.DisplayRole else None
