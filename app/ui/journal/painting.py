"""How a cell of the list is painted: found words by weight, a line beneath and a ground, never markup."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.domain.entries import Listed
from app.ui.journal.marked import Range, beside_title, cut_left, found_in
from app.ui.journal.rows import Column, EntryRows
from app.ui.theme import GRID, tokens

_Index = QModelIndex | QPersistentModelIndex
PADDING = GRID
_BAR = 4
_LINE_SPACE = 2


class CellPainter(QStyledItemDelegate):
    """Paints the cells of one table; `two_lines` gives a row room for the passage that was found."""

    def __init__(self, table: QTableView, rows: EntryRows) -> None:
        super().__init__(table)
        self._rows = rows
        self.two_lines = False

    def row_height(self, metrics: QFontMetrics) -> int:
        """The height of every row."""
        lines = 2 if self.two_lines else 1
        return lines * metrics.height() + (lines - 1) * _LINE_SPACE + 2 * GRID

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, self.row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now = tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = now.chosen if chosen else now.paper if index.row() % 2 else now.card
        painter.save()
        painter.setClipRect(option.rect)
        painter.fillRect(option.rect, QColor(ground))
        if chosen and index.column() == Column.DATE:
            bar = QRect(option.rect.left(), option.rect.top(), _BAR, option.rect.height())
            painter.fillRect(bar, QColor(now.accent))
        painter.setFont(option.font)
        painter.setPen(QColor(now.ink))
        inside = option.rect.adjusted(PADDING, GRID, -PADDING, -GRID)
        entry = self._rows.entry_at(index.row())
        if index.column() == Column.TITLE and entry is not None:
            self._paint_title(painter, option, inside, entry, chosen=chosen)
        else:
            self._paint_text(painter, option, inside, str(index.data() or ""), loading=entry is None)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, text: str, *, loading: bool
    ) -> None:
        if loading:
            painter.setPen(QColor(tokens().muted))
        metrics = option.fontMetrics
        line = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_title(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, entry: Listed, *, chosen: bool
    ) -> None:
        metrics, shown = option.fontMetrics, self._rows.shown
        behind = self._rows.marks(entry)
        wide = metrics.horizontalAdvance(behind) + 2 * GRID + 2 if behind else 0
        room = max(inside.width() - wide, inside.width() // 2)
        ranges = found_in(entry.title, shown.words, typing=shown.typing)
        line = _Line(option.font, inside.left(), inside.top(), room)
        used = line.paint(painter, entry.title, ranges, tokens().ink, chosen=chosen)
        if behind:
            left = inside.left() + used + 2 * GRID
            rest = QRect(left, inside.top(), max(0, inside.right() - left), metrics.height())
            painter.setPen(QColor(tokens().muted))
            text = metrics.elidedText(behind, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if self.two_lines and entry.snippet:
            below = inside.top() + metrics.height() + _LINE_SPACE
            text, ranges = beside_title(entry.snippet, entry.title)
            if not text:
                return
            fits = inside.width() // max(1, metrics.averageCharWidth()) // 2
            text, ranges = cut_left(text, ranges, fits)
            line = _Line(option.font, inside.left(), below, inside.width())
            line.paint(painter, text, ranges, tokens().muted, chosen=chosen)


class _Line:
    """One line of text with marked ranges, cut at its width."""

    def __init__(self, font: QFont, left: int, top: int, width: int) -> None:
        self._font, self._left, self._top, self._width = font, left, top, width

    def paint(
        self, painter: QPainter, text: str, ranges: tuple[Range, ...], colour: str, *, chosen: bool
    ) -> int:
        """Paint it; how wide it came out."""
        metrics = QFontMetrics(self._bold if ranges else self._font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._width)
        kept = len(shown) if shown == text else len(shown) - 1
        layout = QTextLayout(shown, self._font)
        layout.setFormats([self._mark(at, min(size, kept - at), chosen) for at, size in ranges if at < kept])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(100_000)
        layout.endLayout()
        painter.setPen(QColor(colour))
        layout.draw(painter, QPointF(self._left, self._top), [], QRectF())
        return round(line.naturalTextWidth())

    @property
    def _bold(self) -> QFont:
        font = QFont(self._font)
        font.setWeight(QFont.Weight.Bold)
        return font

    @staticmethod
    def _mark(start: int, length: int, chosen: bool) -> QTextLayout.FormatRange:  # noqa: FBT001
        now, found, style = tokens(), QTextLayout.FormatRange(), QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        style.setFontUnderline(True)
        style.setForeground(QColor(now.ink))
        style.setBackground(QColor(now.card if chosen else now.chosen))
        found.start, found.length, found.format = start, length, style
        return found
