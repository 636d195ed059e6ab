"""Dated lines with a field to search them, once there are more than a dozen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.patterns.entry_list import EntryList, Row
from app.ui.widgets import Group, Muted, TextLine, announce, column_of

_SEARCHED_FROM = 13


class SearchedList(Group):
    """Rows that can be searched where they are many. `opened` gives the entry's id."""

    opened = Signal(object)  # EntryId

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._rows: tuple[Row, ...] = ()
        self._column = column_of(self, spacing=4)
        self.search: TextLine | None = None
        self._found = Muted()
        self._found.hide()
        self.list = EntryList(name)
        self.list.opened.connect(self.opened)
        self._column.addWidget(self._found)
        self._column.addWidget(self.list)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; what was searched for is searched for again."""
        self._rows = tuple(rows)
        if self.search is None and len(rows) >= _SEARCHED_FROM:
            self.search = TextLine("Search these lines")
            self.search.field.setAccessibleName(f"Search these lines: {self.accessibleName()}")
            self.search.field.setClearButtonEnabled(True)
            self.search.changed.connect(self._searched)
            self._column.insertWidget(0, self.search)
        if self.search is not None:
            self.search.setVisible(len(rows) >= _SEARCHED_FROM)
        self._show()

    def _searched(self, _text: object) -> None:
        self._show()
        announce(self, self._found.text())

    def _show(self) -> None:
        many = self.search is not None and len(self._rows) >= _SEARCHED_FROM
        text = self.search.text().strip().casefold() if many and self.search is not None else ""
        rows = [row for row in self._rows if text in row.text.casefold()] if text else self._rows
        self._found.setText(f"{len(rows)} of {len(self._rows)} lines" if text else "")
        self._found.setVisible(bool(text))
        self.list.set_rows(rows)
