"""Keeps the list full: asks the journal for its rows, drops what came too late, and stays in place when it changes."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import JournalError
from app.ui.desk import Desk
from app.ui.journal.asked import Wanted
from app.ui.journal.fetching import PAGE_ROWS, Rows, rows_of
from app.ui.journal.rows import EntryRows
from app.ui.journal.table import EntryTable

_SOON_MS = 15


class EntryList(QObject):
    """One table and what it shows. `came` carries the first Rows of a list; `filled` says that rows were added."""

    came = Signal(object)  # Rows
    filled = Signal()
    failed = Signal(object)  # JournalError

    def __init__(self, desk: Desk, rows: EntryRows, table: EntryTable) -> None:
        super().__init__(table)
        self._desk, self.rows, self._table = desk, rows, table
        self.wanted = Wanted()
        self._fetching = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._fetch)
        rows.missing.connect(self._soon.start)
        table.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show(self, wanted: Wanted) -> None:
        """Show another list; an older one still on its way is dropped."""
        self.wanted = wanted
        self._desk.read(
            lambda journal: rows_of(journal, wanted), self._show, self, failed=self._fail, key="journal.list"
        )

    def renew(self) -> None:
        """Show the same list as it is now, with the same rows in view and chosen."""
        wanted = self.wanted
        first, last = self._table.rows_in_view()
        start = max(0, first // PAGE_ROWS - 1) * PAGE_ROWS
        count = (last // PAGE_ROWS + 2) * PAGE_ROWS - start
        self._desk.read(
            lambda journal: rows_of(journal, wanted, start, count),
            self._renew,
            self,
            failed=self._fail,
            key="journal.list",
        )

    def _show(self, rows: Rows) -> None:
        self._table.set_two_lines(two=rows.has_words)
        self.rows.show_rows(rows)
        self._table.doItemsLayout()
        self._table.verticalScrollBar().setValue(0)
        self._table.go_to_row(0)
        self.came.emit(rows)

    def _renew(self, rows: Rows) -> None:
        row, bar = self._table.current_row(), self._table.verticalScrollBar()
        before = self.rows.entry_at(row) if row is not None else None
        value = bar.value()
        if not self.rows.renew(rows):
            self._table.doItemsLayout()
            found = self.rows.row_of(before.id) if before is not None else None
            at = min(row or 0, self.rows.rowCount() - 1) if found is None else found
            self._table.go_to_row(at)
            moved = 0 if found is None or row is None else found - row
            bar.setValue(value + moved * self._table.verticalHeader().defaultSectionSize())
        self.came.emit(rows)

    def _scrolled(self, _value: int) -> None:
        self._soon.start()

    def _fetch(self) -> None:
        """Ask for one page that is in view and not here; the next follows when it came."""
        self.rows.asked_in_vain()
        if self._fetching or not self.rows.rowCount():
            return
        first, last = self._table.rows_in_view()
        current = self._table.current_row()
        wanted_rows = [*range(first, last + 1), *([] if current is None else [current])]
        page = next((row // PAGE_ROWS for row in wanted_rows if self.rows.entry_at(row) is None), None)
        if page is None:
            return
        self._fetching = True
        wanted, at = self.rows.shown.wanted, page * PAGE_ROWS
        self._desk.read(
            lambda journal: rows_of(journal, wanted, at, counted=False),
            self._fetched,
            self,
            failed=self._fetch_failed,
        )

    def _fetched(self, rows: Rows) -> None:
        self._fetching = False
        if rows.wanted == self.rows.shown.wanted and rows.entries:
            self.rows.put(rows)
            self.filled.emit()
            self._fetch()

    def _fetch_failed(self, error: JournalError) -> None:
        self._fetching = False
        self._fail(error)

    def _fail(self, error: JournalError) -> None:
        self.failed.emit(error)
