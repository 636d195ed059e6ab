"""Dot strips: seven steps between two named ends, one dot an answer, a bar at the middle answer."""

from PySide6.QtCore import QPointF, QRectF, Qt

from app.patterns.series import Category, StripRow, Strips
from app.ui.charts.head import LegendItem, draw_head, head_height
from app.ui.charts.pen import ChartPen, plain_number

_STACK_EM = 3.2
_MOST_DOTS = 10
_WIDEST_EM = 44
_DOT = Category("answer", "", 0)


def strips_height(pen: ChartPen, width: float, picture: Strips) -> float:
    """The height that shows a picture well."""
    head = head_height(pen, width, picture.title, _legend(picture))
    return head + sum(_row_height(pen, row) for row in picture.rows)


def draw_strips(pen: ChartPen, rect: QRectF, picture: Strips) -> None:
    """Paint strips into a rectangle."""
    top = draw_head(pen, rect, picture.title, _legend(picture))
    width = min(rect.width(), pen.em * _WIDEST_EM)
    for at, row in enumerate(picture.rows):
        height = _row_height(pen, row)
        _draw_row(pen, QRectF(rect.left(), top, width, height), row, at)
        top += height


def _legend(picture: Strips) -> list[LegendItem]:
    if all(row.median is None for row in picture.rows):
        return []
    return [LegendItem("the middle answer", _median_sign, 0.5)]


def _median_sign(pen: ChartPen, rect: QRectF) -> None:
    x = rect.center().x()
    pen.stroke(QPointF(x, rect.top()), QPointF(x, rect.bottom()), pen.tokens.ink, pen.em * 0.2)


def _row_height(pen: ChartPen, row: StripRow) -> float:
    name = 1.4 if row.label else 0.0
    return pen.em * (name + _STACK_EM + 1.0 + 1.6 + 0.9)


def _draw_row(pen: ChartPen, rect: QRectF, row: StripRow, at: int) -> None:
    top = rect.top()
    if row.label:
        pen.text(QRectF(rect.left(), top, rect.width(), pen.em * 1.3), row.label)
        top += pen.em * 1.4
    base = top + pen.em * (_STACK_EM + 1.0)
    step = rect.width() / 7
    most = max([mark.value for mark in row.marks] + [1.0])
    dots = most <= _MOST_DOTS
    size = min(pen.em * 0.7, pen.em * _STACK_EM / most, step * 0.8)
    _draw_line(pen, rect, base, step)
    for place, mark in enumerate(row.marks):
        if mark.value <= 0:
            continue
        middle = rect.left() + step * (place + 0.5)
        height = mark.value * size if dots else mark.value / most * pen.em * _STACK_EM
        wide = size if dots else min(step * 0.5, pen.em * 2)
        stack = QRectF(middle - wide / 2, base - height, wide, height)
        if dots:
            for one in range(round(mark.value)):
                pen.dot(QPointF(middle, base - size * (one + 0.5)), size, _DOT)
        else:
            pen.fill(stack, _DOT)
        count = QRectF(middle - step / 2, stack.top() - pen.em, step, pen.em)
        pen.text(count, plain_number(mark.value), Qt.AlignmentFlag.AlignHCenter, muted=True)
        pen.mark(stack, mark, at, place)
    if row.median is not None:
        x = rect.left() + step * (row.median + 3.5)
        pen.stroke(
            QPointF(x, base - pen.em * 0.1), QPointF(x, base + pen.em * 0.7), pen.tokens.ink, pen.em * 0.2
        )
    _draw_ends(pen, QRectF(rect.left(), base + pen.em * 0.7, rect.width(), pen.em * 1.2), row)


def _draw_line(pen: ChartPen, rect: QRectF, base: float, step: float) -> None:
    pen.line(QPointF(rect.left(), base), QPointF(rect.right(), base), strong=True)
    for place in range(7):
        x = rect.left() + step * (place + 0.5)
        tall = 0.5 if place == 3 else 0.25
        pen.line(QPointF(x, base), QPointF(x, base + pen.em * tall), strong=True)


def _draw_ends(pen: ChartPen, rect: QRectF, row: StripRow) -> None:
    free = rect.width() - pen.em
    low, high = pen.width(row.low), pen.width(row.high)
    if low + high > free:
        low, high = free - min(high, max(free / 2, free - low)), min(high, max(free / 2, free - low))
    pen.text(QRectF(rect.left(), rect.top(), low, rect.height()), row.low, muted=True)
    right = QRectF(rect.right() - high, rect.top(), high, rect.height())
    pen.text(right, row.high, Qt.AlignmentFlag.AlignRight, muted=True)
