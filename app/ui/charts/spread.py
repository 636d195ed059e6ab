"""Dots along an axis of numbers, with the middle one and the middle half; a gap in the axis where few stand far out."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt

from app.patterns.series import Category, Spread, SpreadMark
from app.ui.charts.head import LegendItem, draw_head, head_height
from app.ui.charts.number_axis import Axis, number_axis
from app.ui.charts.pen import ChartPen, nice_step, plain_number
from app.ui.charts.shades import mixed

_STACK_EM = 6.0
_LEAST_EM = 2.0
_OVER_EM = 1.7
_DOT_EM = 0.7
_SMALLEST_EM = 0.3
_BAND = 0.16
_DOT = Category("spread", "", 0)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The axis, how large a dot is, the level each mark stands on, and how tall the stacks are.

    `dot` is 0 where there are too many for dots; then a mark is a bar.
    """

    axis: Axis
    dot: float
    levels: tuple[int, ...]
    unit: float
    stack: float


def spread_height(pen: ChartPen, width: float, picture: Spread) -> float:
    """The height that shows a picture well."""
    head = head_height(pen, width, picture.title, _legend(pen, width, picture))
    above = _named_above(picture) * pen.em * 1.25
    return head + above + _plan(pen, 0.0, width, picture).stack + pen.em * (_OVER_EM + 1.5 + 1.4)


def draw_spread(pen: ChartPen, rect: QRectF, picture: Spread) -> None:
    """Paint dots along an axis into a rectangle."""
    top = draw_head(pen, rect, picture.title, _legend(pen, rect.width(), picture))
    plan = _plan(pen, rect.left(), rect.width(), picture)
    names = top
    top += _named_above(picture) * pen.em * 1.25
    base = top + plan.stack + pen.em * _OVER_EM
    if picture.middle_half is not None:
        low, high = (plan.axis.x(value) for value in picture.middle_half)
        band = QRectF(low, top, max(high - low, 2.0), base - top)
        _draw_band(pen, band)
    _draw_named_lines(pen, rect, plan.axis, picture, names, base)
    _draw_axis(pen, rect, plan.axis, picture, base)
    if plan.dot:
        _draw_dots(pen, plan, picture, base)
    else:
        _draw_measure(pen, rect, plan, base)
        _draw_bars(pen, plan, picture, base)
    _print_counts(pen, rect, plan)


def _legend(pen: ChartPen, width: float, picture: Spread) -> list[LegendItem]:
    items = []
    if picture.middle_half is not None:
        items.append(LegendItem("the middle half", _band_sign, 1.2))
    if len(number_axis(pen, 0.0, width, picture).pieces) > 1:
        items.append(LegendItem("the axis leaves out a stretch", _gap_sign, 0.8))
    return items


def _band_sign(pen: ChartPen, rect: QRectF) -> None:
    _draw_band(pen, rect)


def _gap_sign(pen: ChartPen, rect: QRectF) -> None:
    _draw_gap(pen, rect.center().x(), rect.center().y())


def _named_above(picture: Spread) -> int:
    return int(picture.median is not None) + int(bool(picture.zero))


def _ordered(picture: Spread) -> list[SpreadMark]:
    return sorted((one for one in picture.marks if one.mark.value > 0), key=lambda one: one.at)


def _plan(pen: ChartPen, left: float, width: float, picture: Spread) -> _Plan:
    axis = number_axis(pen, left, width, picture)
    marks = _ordered(picture)
    places = [axis.x(one.at) for one in marks]
    counts = [round(one.mark.value) for one in marks]
    gaps = [later - now for now, later in pairwise(places) if later > now]
    dot = max(min([pen.em * _DOT_EM, *gaps]), pen.em * 0.42)
    stack = pen.em * _STACK_EM
    while dot >= pen.em * _SMALLEST_EM and max([*counts, 0]) <= 60:
        levels = _levels(places, counts, dot)
        tallest = max([level + count for level, count in zip(levels, counts, strict=True)] + [1])
        if tallest * dot <= stack:
            return _Plan(axis, dot, levels, dot, max(tallest * dot, pen.em * _LEAST_EM))
        dot *= 0.85
    most = max([*(one.mark.value for one in marks), 1.0])
    gutter = pen.width(plain_number(most)) + pen.em * 0.3
    axis = number_axis(pen, left + gutter, width - gutter, picture)
    return _Plan(axis, 0.0, tuple(0 for _ in marks), stack / most, stack)


def _levels(places: list[float], counts: list[int], dot: float) -> tuple[int, ...]:
    """The lowest level for each stack at which none of its dots lies over another's."""
    levels: list[int] = []
    for at, (place, count) in enumerate(zip(places, counts, strict=True)):
        taken = []
        for other in range(at - 1, -1, -1):
            if place - places[other] >= dot - 0.01:
                break
            taken.append((levels[other], levels[other] + counts[other]))
        level = 0
        for low, high in sorted(taken):
            if level + count > low:
                level = max(level, high)
        levels.append(level)
    return tuple(levels)


def _draw_band(pen: ChartPen, band: QRectF) -> None:
    tokens = pen.tokens
    pen.plain(band, mixed(tokens.card, tokens.tones[0], _BAND))
    for x in (band.left(), band.right()):
        pen.line(QPointF(x, band.top()), QPointF(x, band.bottom()), strong=True)


def _draw_named_lines(
    pen: ChartPen, rect: QRectF, axis: Axis, picture: Spread, top: float, base: float
) -> None:
    """The lines of the nought and of the middle one, each named on a line of its own."""
    if picture.zero:
        x = axis.x(0.0)
        _name_line(pen, rect, x, top, picture.zero, bold=False)
        pen.line(QPointF(x, top + pen.em * 1.2), QPointF(x, base), dashed=True)
        top += pen.em * 1.25
    if picture.median is not None:
        x = axis.x(picture.median)
        _name_line(pen, rect, x, top, f"middle: {plain_number(picture.median)}", bold=True)
        pen.stroke(QPointF(x, top + pen.em * 1.2), QPointF(x, base), pen.tokens.ink, 2.8)


def _name_line(pen: ChartPen, rect: QRectF, x: float, top: float, words: str, *, bold: bool) -> None:
    width = min(pen.width(words, bold=bold), rect.width())
    left = max(rect.left(), min(x - width / 2, rect.right() - width))
    place = QRectF(left, top, width, pen.em * 1.2)
    pen.plain(place, pen.tokens.card)  # the line of the nought stops at the words of the other
    pen.text(place, words, bold=bold, muted=not bold)


def _draw_axis(pen: ChartPen, rect: QRectF, axis: Axis, picture: Spread, base: float) -> None:
    for at, piece in enumerate(axis.pieces):
        pen.line(QPointF(piece.left, base), QPointF(piece.right, base), strong=True)
        for tick in piece.ticks:
            x = piece.x(tick)
            pen.line(QPointF(x, base), QPointF(x, base + pen.em * 0.3), strong=True)
            words = plain_number(tick).replace("-", "−")
            room = QRectF(x - pen.width(words) / 2, base + pen.em * 0.4, pen.width(words), pen.em)
            pen.text(room, words, Qt.AlignmentFlag.AlignHCenter, muted=True)
        if at:
            _draw_gap(pen, (axis.pieces[at - 1].right + piece.left) / 2, base)
    name = QRectF(rect.left(), base + pen.em * 1.55, axis.pieces[-1].right - rect.left(), pen.em * 1.2)
    pen.text(name, picture.unit, Qt.AlignmentFlag.AlignRight, muted=True)


def _draw_gap(pen: ChartPen, x: float, y: float) -> None:
    for aside in (-0.18, 0.18):
        middle = x + aside * pen.em
        one = QPointF(middle - pen.em * 0.15, y + pen.em * 0.4)
        pen.stroke(one, QPointF(middle + pen.em * 0.15, y - pen.em * 0.4), pen.tokens.control_line, 1.2)


def _draw_dots(pen: ChartPen, plan: _Plan, picture: Spread, base: float) -> None:
    for at, (one, level) in enumerate(zip(_ordered(picture), plan.levels, strict=True)):
        x, count = plan.axis.x(one.at), round(one.mark.value)
        for dot in range(level, level + count):
            pen.dot(QPointF(x, base - plan.unit * (dot + 0.5)), plan.dot, _DOT)
        stack = QRectF(x - plan.dot / 2, base - plan.unit * (level + count), plan.dot, plan.unit * count)
        pen.cell(stack, one.mark, at, 0)


def _draw_bars(pen: ChartPen, plan: _Plan, picture: Spread, base: float) -> None:
    marks = _ordered(picture)
    places = [plan.axis.x(one.at) for one in marks]
    gaps = [later - now for now, later in pairwise(places) if later > now]
    wide = max(2.0, min([pen.em, *(gap * 0.9 for gap in gaps)]))
    for at, (x, one) in enumerate(zip(places, marks, strict=True)):
        tall = max(1.5, one.mark.value * plan.unit)
        bar = QRectF(x - wide / 2, base - tall, wide, tall)
        pen.plain(bar, pen.tone(_DOT))
        pen.cell(bar, one.mark, at, 0)


def _draw_measure(pen: ChartPen, rect: QRectF, plan: _Plan, base: float) -> None:
    """The axis of the counts, which bars need and dots do not."""
    first, last = plan.axis.pieces[0], plan.axis.pieces[-1]
    step = nice_step(plan.stack / plan.unit, 3)
    for at in range(1, int(plan.stack / plan.unit / step) + 1):
        y = base - at * step * plan.unit
        words = plain_number(at * step)
        pen.line(QPointF(first.left, y), QPointF(last.right, y))
        pen.text(QRectF(rect.left(), y - pen.em / 2, pen.width(words), pen.em), words, muted=True)


def _print_counts(pen: ChartPen, rect: QRectF, plan: _Plan) -> None:
    """The largest first, where there is room above the stack; few small dots are counted at sight."""
    least = 1 if not plan.dot else 2 if plan.dot >= pen.em * 0.45 else 5
    if not plan.dot and len(pen.drawn.marks) > 12:
        return
    boxes = [text.rect for text in pen.drawn.texts] + [shape.rect for shape in pen.drawn.marks]
    for shape in sorted(pen.drawn.marks, key=lambda shape: -shape.mark.value):
        words = plain_number(shape.mark.value)
        if shape.mark.value < least:
            break
        width = pen.width(words)
        box = QRectF(shape.rect.center().x() - width / 2, shape.rect.top() - pen.em * 1.02, width, pen.em)
        if rect.contains(box) and not any(box.intersects(other) for other in boxes):
            pen.number(box.center(), words)
            boxes.append(box)
