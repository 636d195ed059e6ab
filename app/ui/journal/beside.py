"""Keeps the preview in step with the row that is chosen."""

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import JournalError
from app.ui.desk import Desk
from app.ui.journal.fetching import Chosen, chosen
from app.ui.journal.preview import Preview
from app.ui.journal.rows import EntryRows
from app.ui.journal.table import EntryTable

_PAUSE_MS = 90


class Beside(QObject):
    """Asks for the chosen entry once the arrows rest."""

    def __init__(self, desk: Desk, rows: EntryRows, table: EntryTable, preview: Preview) -> None:
        super().__init__(table)
        self._desk, self._rows, self._table, self._preview = desk, rows, table, preview
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def show_at_once(self) -> None:
        """A list came: its first row is chosen, and nobody is pressing arrows."""
        self._pause.stop()
        self._ask()

    def follow(self) -> None:
        """Another row may be chosen, or it may have changed."""
        self._pause.start()

    def _ask(self) -> None:
        row, count = self._table.current_row(), self._table.chosen_count()
        if count > 1:
            self._preview.show_many(count, in_bin=self._rows.shown.wanted.in_bin)
            return
        if row is None or not count:
            self._preview.show_nothing()
            return
        entry = self._rows.entry_at(row)
        if entry is None:
            return  # a chosen row that is still on its way: `follow` comes again with it
        entry_id = entry.id
        self._desk.read(
            lambda journal: chosen(journal, entry_id),
            self._came,
            self,
            failed=self._failed,
            key="journal.preview",
        )

    def _came(self, found: Chosen) -> None:
        row = self._table.current_row()
        entry = self._rows.entry_at(row) if row is not None else None
        if entry is not None and entry.id == found.entry.id and self._table.chosen_count() == 1:
            self._preview.show_entry(found, self._desk.today)

    def _failed(self, _error: JournalError) -> None:
        self._preview.show_nothing()
