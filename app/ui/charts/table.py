"""The same figures as text, in rows that a screen reader walks."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView, QWidget

from app.patterns.series import Table
from app.ui.clipboard import put
from app.ui.theme import GRID, live
from app.ui.widgets.painting import tip_of

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROWS_AT_ONCE = 20


class TableRows(QAbstractTableModel):
    """The rows of a pattern's table."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._table.rows[index.row()] if index.isValid() else ()
        if index.column() >= len(row):
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(row[index.column()])
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return row[index.column()] if role in roles else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across = orientation == Qt.Orientation.Horizontal
        return self._table.headers[section] if across and role == Qt.ItemDataRole.DisplayRole else None


class SeriesTable(QTableView):
    """A read-only table as tall as its rows (at most 20 at once). Tab leaves it; Ctrl+C copies all of it."""

    def __init__(
        self, table: Table, parent: QWidget | None = None, *, name: str = "The same figures"
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._wanted: list[int] = []  # how wide each column would be
        self.setAccessibleName(f"Table: {name}")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_table(table)
        live().changed.connect(self._fit)

    def set_table(self, table: Table) -> None:
        """Show another table."""
        self._table = table
        before = self.model()
        self.setModel(TableRows(table, self))
        if before is not None:
            before.deleteLater()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(16 * GRID, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        if self.minimumHeight() != self._wanted_height():
            self.setFixedHeight(self._wanted_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = (self._table.headers, *self._table.rows)
            put("\n".join("\t".join(row) for row in rows))
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * GRID)
        self.horizontalHeader().setFixedHeight(self.horizontalHeader().fontMetrics().height() + 2 * GRID)
        self._wanted = [self._width_of(column) for column in range(self.horizontalHeader().count())]
        self._share_width()
        self.setFixedHeight(self._wanted_height())
        self.updateGeometry()

    def _share_width(self) -> None:
        header = self.horizontalHeader()
        most, used = max(12 * GRID, self.viewport().width() // 2), 0
        for column, wanted in enumerate(self._wanted):
            header.resizeSection(column, min(wanted, most))
            used += min(wanted, most)
        # The last takes what is left over; where nothing is, it keeps its width and the table scrolls.
        header.setStretchLastSection(used <= self.viewport().width())

    def _width_of(self, column: int) -> int:
        """What the widest cell and the head of a column take; asking Qt about each cell takes ten times as long."""
        advance = self.fontMetrics().horizontalAdvance
        widths = [advance(row[column]) if column < len(row) else 0 for row in self._table.rows]
        widest = self.model().index(widths.index(max(widths)), column) if widths else QModelIndex()
        line = int(self.showGrid())
        cell = self.sizeHintForIndex(widest).width() + line if widest.isValid() else 0
        return max(cell, self.horizontalHeader().sectionSizeHint(column)) + 2 * GRID

    def _wanted_height(self) -> int:
        rows = min(len(self._table.rows), _ROWS_AT_ONCE)
        wide = self.horizontalHeader().length() > max(self.viewport().width(), 1)
        bar = self.horizontalScrollBar().sizeHint().height() if wide else 0
        header = self.horizontalHeader().height()
        return header + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth() + bar
