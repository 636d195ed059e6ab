"""Dot strips: seven steps between two named ends, one dot an answer, a bar at the middle answer."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from app.patterns.series import Category, Hatch, Mark, StripRow, Strips
from app.ui.charts.head import LegendItem, draw_head, head_height
from app.ui.charts.pen import ChartPen, plain_number

_STACK_EM = 3.2
_MOST_DOTS = 10
_WIDEST_EM = 44
_DOT = Category("answer", "", 0)
_HOLLOW = Category("hollow", "", 0, Hatch.HOLLOW)


def strips_height(pen: ChartPen, width: float, picture: Strips) -> float:
    """The height that shows a picture well."""
    head = head_height(pen, width, picture.title, _legend(picture))
    return head + sum(_row_height(pen, _width(pen, width), row) for row in picture.rows)


def _width(pen: ChartPen, width: float) -> float:
    return min(width, pen.em * _WIDEST_EM)


def draw_strips(pen: ChartPen, rect: QRectF, picture: Strips) -> None:
    """Paint strips into a rectangle."""
    top = draw_head(pen, rect, picture.title, _legend(picture))
    width = _width(pen, rect.width())
    for at, row in enumerate(picture.rows):
        height = _row_height(pen, width, row)
        _draw_row(pen, QRectF(rect.left(), top, width, height), row, at)
        top += height


def _legend(picture: Strips) -> list[LegendItem]:
    items = []
    if any(row.median is not None for row in picture.rows):
        items.append(LegendItem("the middle answer", _median_sign, 0.5))
    second = [mark for row in picture.rows for mark in row.hollow if mark.value > 0]
    if second:
        items.append(LegendItem(second[0].category or "counted in both", _hollow_sign, 0.8))
    return items


def _hollow_sign(pen: ChartPen, rect: QRectF) -> None:
    pen.dot(rect.center(), pen.em * 0.7, _HOLLOW)


def _median_sign(pen: ChartPen, rect: QRectF) -> None:
    x = rect.center().x()
    pen.stroke(QPointF(x, rect.top()), QPointF(x, rect.bottom()), pen.tokens.ink, 3.4)


def _name_lines(pen: ChartPen, width: float, row: StripRow) -> int:
    return len(pen.lines(row.label, width, 2)) if row.label else 0


def _row_height(pen: ChartPen, width: float, row: StripRow) -> float:
    name = _name_lines(pen, width, row)
    ends = _end_lines(pen, width, row) + 0.2
    return pen.em * (name + (0.4 if name else 0.0) + _STACK_EM + 1.0 + 0.7 + ends + 0.9)


def _draw_row(pen: ChartPen, rect: QRectF, row: StripRow, at: int) -> None:
    top = rect.top()
    if row.label:
        lines = _name_lines(pen, rect.width(), row)
        pen.block(QRectF(rect.left(), top, rect.width(), pen.em * (lines + 0.3)), row.label)
        top += pen.em * (lines + 0.4)
    base = top + pen.em * (_STACK_EM + 1.0)
    step = rect.width() / 7
    scale = _scale(pen, row, step)
    _draw_line(pen, rect, base, step)
    for place in range(7):
        _draw_place(pen, QPointF(rect.left() + step * (place + 0.5), base), row, scale, (at, place))
    if row.median is not None:
        x = rect.left() + step * (row.median + 3.5)
        pen.stroke(QPointF(x, base - pen.em * 0.1), QPointF(x, base + pen.em * 0.7), pen.tokens.ink, 3.4)
    lines = _end_lines(pen, rect.width(), row)
    _draw_ends(pen, QRectF(rect.left(), base + pen.em * 0.7, rect.width(), pen.em * (lines + 0.2)), row)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The height of one answer, and the width of a place and of what stands in it; dots while they are few."""

    unit: float
    step: float
    wide: float
    dots: bool


def _scale(pen: ChartPen, row: StripRow, step: float) -> _Scale:
    most = max([sum(mark.value for mark in _both(row, place)) for place in range(7)] + [1.0])
    if most <= _MOST_DOTS:
        size = min(pen.em * 0.7, pen.em * _STACK_EM / most, step * 0.8)
        return _Scale(size, step, size, dots=True)
    return _Scale(pen.em * _STACK_EM / most, step, min(step * 0.5, pen.em * 2), dots=False)


def _both(row: StripRow, place: int) -> tuple[Mark, ...]:
    return row.marks[place : place + 1] + row.hollow[place : place + 1]


def _draw_place(pen: ChartPen, foot: QPointF, row: StripRow, scale: _Scale, where: tuple[int, int]) -> None:
    """One stack of answers, the hollow ones on top, and its counts above: "3", "3 + 2" or "+ 2"."""
    place = where[1]
    top, said = foot.y(), ""
    for category, marks in ((_DOT, row.marks), (_HOLLOW, row.hollow)):
        mark = marks[place] if place < len(marks) else None
        if mark is None or mark.value <= 0:
            continue
        # The least of bars is thick enough to be seen and to be told from one on top of it.
        height = mark.value * scale.unit if scale.dots else max(mark.value * scale.unit, pen.em * 0.15)
        stack = QRectF(foot.x() - scale.wide / 2, top - height, scale.wide, height)
        if scale.dots:
            for one in range(round(mark.value)):
                pen.dot(QPointF(foot.x(), top - scale.unit * (one + 0.5)), scale.unit, category)
        else:
            pen.fill(stack, category)
        plus = " + " if said else "+ " if category is _HOLLOW else ""
        said += plus + plain_number(mark.value)
        top -= height
        pen.mark(stack, mark, *where)
    if said:
        count = QRectF(foot.x() - scale.step / 2, top - pen.em, scale.step, pen.em)
        pen.text(count, said, Qt.AlignmentFlag.AlignHCenter, muted=True)


def _draw_line(pen: ChartPen, rect: QRectF, base: float, step: float) -> None:
    pen.line(QPointF(rect.left(), base), QPointF(rect.right(), base), strong=True)
    for place in range(7):
        x = rect.left() + step * (place + 0.5)
        tall = 0.5 if place == 3 else 0.25
        pen.line(QPointF(x, base), QPointF(x, base + pen.em * tall), strong=True)


def _draw_ends(pen: ChartPen, rect: QRectF, row: StripRow) -> None:
    low, high = _ends(pen, rect.width(), row)
    lines = _end_lines(pen, rect.width(), row)
    pen.block(QRectF(rect.left(), rect.top(), low, rect.height()), row.low, most=lines, muted=True)
    right = QRectF(rect.right() - high, rect.top(), high, rect.height())
    pen.block(right, row.high, Qt.AlignmentFlag.AlignRight, most=lines, muted=True)


def _ends(pen: ChartPen, width: float, row: StripRow) -> tuple[float, float]:
    """How wide the names of both ends may be; the longer one takes what the shorter leaves."""
    free = width - pen.em
    low, high = pen.width(row.low), pen.width(row.high)
    if low + high > free:
        low, high = free - min(high, max(free / 2, free - low)), min(high, max(free / 2, free - low))
    return low, high


def _end_lines(pen: ChartPen, width: float, row: StripRow) -> int:
    low, high = _ends(pen, width, row)
    return max(len(pen.lines(row.low, low + 1, 3)), len(pen.lines(row.high, high + 1, 3)))
