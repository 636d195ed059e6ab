"""The list of entries as a table that is laid out at once, however long it is."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView, QWidget

from app.domain.listing import Order
from app.ui.journal.header import ColumnNames
from app.ui.journal.painting import PADDING, CellPainter
from app.ui.journal.rows import HEADERS, SORTED, Column, EntryRows
from app.ui.theme import GRID, em, live
from app.ui.widgets.painting import draw_ring

_Index = QModelIndex | QPersistentModelIndex
_WIDEST = {Column.DATE: "30 Mmm 2028", Column.SURE: "95%", Column.AGAIN: "30 Mmm 2028"}
_THEMES_EM = 10
_LEAST_TITLE_EM = 24
_DROPPED = (Column.THEMES, Column.SURE, Column.AGAIN)
"""What gives way first where there is little room; day and title always stay."""
LEAST_ROWS = 5


class EntryTable(QTableView):
    """Rows of one height. Enter opens, Delete removes, arrows and Shift choose; nothing scrolls sideways.

    `opened` and `delete_wanted` come from a person; `row_changed` whenever another row is the current
    one; `order_wanted` (an Order) when a header is pressed.
    """

    opened = Signal()
    delete_wanted = Signal()
    row_changed = Signal()
    left_upwards = Signal()
    order_wanted = Signal(object)  # Order

    def __init__(self, rows: EntryRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self._order = Order.NEWEST
        self.setAccessibleName("Entries")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._painter = CellPainter(self, rows)
        self.setItemDelegate(self._painter)
        self._names = ColumnNames(self)
        self.setHorizontalHeader(self._names)
        self.setModel(rows)
        header = self._names
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(1)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._header_pressed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.doubleClicked.connect(self._double_clicked)
        live().changed.connect(self._fit)
        self._fit()

    # ---- what is shown

    def set_two_lines(self, *, two: bool) -> None:
        """Give every row room for the passage that was found, or not."""
        if two != self._painter.two_lines:
            self._painter.two_lines = two
            self._fit()

    def set_order(self, order: Order, *, fixed: bool = False) -> None:
        """Show by which column the list is ordered; `fixed` while it cannot be chosen."""
        self._order = order
        header = self.horizontalHeader()
        header.setSortIndicatorShown(not fixed)
        header.setSectionsClickable(not fixed)
        column = next(column for column, orders in SORTED.items() if order in orders)
        downward = Qt.SortOrder.DescendingOrder
        header.setSortIndicator(column, downward if order is Order.NEWEST else Qt.SortOrder.AscendingOrder)

    def _header_pressed(self, section: int) -> None:
        orders = SORTED.get(Column(section), ())
        if orders:
            at = orders.index(self._order) + 1 if self._order in orders else 0
            self.order_wanted.emit(orders[at % len(orders)])

    def rows_in_view(self) -> tuple[int, int]:
        """The first and last row that can be seen."""
        last_row = self.rows.rowCount() - 1
        first = max(0, self.rowAt(0))
        last = self.rowAt(max(0, self.viewport().height() - 1))
        return min(first, max(0, last_row)), last_row if last < 0 else last

    def chosen_rows(self) -> list[int]:
        """The chosen rows, from the top."""
        found = {row for span in self._spans() for row in range(span.top(), span.bottom() + 1)}
        return sorted(found)

    def chosen_count(self) -> int:
        """How many rows are chosen, without listing them."""
        return sum(span.bottom() - span.top() + 1 for span in self._spans())

    def _spans(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return [chosen.at(place) for place in range(chosen.count())]

    def current_row(self) -> int | None:
        """The current row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def go_to_row(self, row: int) -> None:
        """Choose one row and show it."""
        if 0 <= row < self.rows.rowCount():
            self.selectionModel().setCurrentIndex(
                self.rows.index(row, Column.TITLE),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )

    def current_rect(self) -> QRect:
        """Where the current row is, in the table."""
        row = self.current_row()
        if row is None:
            return QRect()
        top = self.rowViewportPosition(row) + self.viewport().y()
        return QRect(0, top, self.width(), self.rowHeight(row))

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif plain and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_wanted.emit()
        elif plain and key == Qt.Key.Key_Up and self.current_row() in {0, None}:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Qt would look through every row for a typed letter; the search box is for that."""

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the ring runs round the whole row; Qt renews only the cells that changed
        self.row_changed.emit()

    def _double_clicked(self, _index: QModelIndex) -> None:
        self.opened.emit()

    # ---- sizes

    def sizeHint(self) -> QSize:
        height = (
            self.horizontalHeader().sizeHint().height() + LEAST_ROWS * self._row() + 2 * self.frameWidth()
        )
        return QSize(round(30 * em(self)), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * GRID, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _row(self) -> int:
        return self._painter.row_height(self.fontMetrics())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._row())
        self.verticalScrollBar().setSingleStep(self._row())
        self._share_width()
        self.updateGeometry()

    def _share_width(self) -> None:
        header, metrics = self._names, self.fontMetrics()
        widths = {
            column: max(
                header.width_of(HEADERS[column], sorts=column in SORTED),
                metrics.horizontalAdvance(text) + 2 * PADDING,
            )
            for column, text in _WIDEST.items()
        }
        widths[Column.THEMES] = round(_THEMES_EM * em(self))
        free = self.viewport().width() - widths[Column.DATE] - round(_LEAST_TITLE_EM * em(self))
        shown = {Column.DATE}
        for column in reversed(_DROPPED):
            free -= widths[column]
            if free >= 0:
                shown.add(column)
            else:
                free = -1
        for column in Column:
            if column is not Column.TITLE:
                header.setSectionHidden(column, column not in shown)
                header.resizeSection(column, widths[column])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self.current_row()
        if row is not None and self.hasFocus():
            top = self.rowViewportPosition(row)
            frame = QRectF(0, top, self.viewport().width(), self.rowHeight(row))
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_ring(painter, frame.adjusted(1, 1, -1, -1), GRID / 2)
