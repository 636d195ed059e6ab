"""The names of the columns, above the list; pressing one orders the list where it can."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui.theme import GRID, tokens

_ARROW = 8


class ColumnNames(QHeaderView):
    """Painted like the list below it; an arrow stands behind the name that the list is ordered by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def width_of(self, name: str, *, sorts: bool) -> int:
        """What a name needs, with its arrow where the list can be ordered by it."""
        return QFontMetrics(self._bold()).horizontalAdvance(name) + 2 * GRID + (2 * _ARROW if sorts else 0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), QFontMetrics(self._bold()).height() + 2 * GRID)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        now, model = tokens(), self.model()
        name = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(now.side))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(now.control_line))
        painter.setFont(self._bold())
        painter.setPen(QColor(now.ink))
        inside = rect.adjusted(GRID, 0, -GRID, 0)
        painter.drawText(inside, int(self.defaultAlignment()), name)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            left = inside.left() + QFontMetrics(self._bold()).horizontalAdvance(name) + _ARROW
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.ink))
            painter.drawPolygon(self._arrow(left, rect.center().y()))
        painter.restore()

    def _arrow(self, left: float, middle: float) -> QPolygonF:
        way = 1 if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder else -1
        at = ((0, -3), (_ARROW, -3), (_ARROW / 2, 3))
        return QPolygonF([QPointF(left + x, middle + way * y) for x, y in at])

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
