"""Two scales of seven crossed: dots as large as their counts, the four corners named, both axes through nought."""

from dataclasses import dataclass
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt

from app.patterns.series import Category, Point, Quadrants
from app.ui.charts.head import draw_head, head_height
from app.ui.charts.pen import ChartPen, plain_number
from app.ui.charts.shades import ink_on

_LARGEST_EM = 3.0
_SIDE_EM = 9.0
_DOT = Category("point", "", 0)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Side of a place, width beside the plot for the names across (0: they stand below), heights of names."""

    cell: float
    side: float
    corners: tuple[float, float]
    ends: tuple[float, float]
    across: float

    @property
    def plot(self) -> float:
        """The side of the whole plot."""
        return 7 * self.cell


def quadrants_height(pen: ChartPen, width: float, picture: Quadrants) -> float:
    """The height that shows a picture well."""
    plan = _plan(pen, width, picture)
    names = sum(plan.corners) + sum(plan.ends) + plan.across
    return head_height(pen, width, picture.title, ()) + names + plan.plot + pen.em * 0.4


def draw_quadrants(pen: ChartPen, rect: QRectF, picture: Quadrants) -> None:
    """Paint two crossed scales into a rectangle."""
    top = draw_head(pen, rect, picture.title, ())
    plan = _plan(pen, rect.width(), picture)
    above = plan.ends[1] + plan.corners[0]
    plot = QRectF(rect.left() + plan.side, top + above, plan.plot, plan.plot)
    _draw_axes(pen, plot, plan)
    _draw_up_names(pen, plot, plan, picture)
    _draw_corners(pen, plot, plan, picture)
    _draw_across_names(pen, rect, plot, plan, picture)
    most = max([point.mark.value for point in picture.points] + [1.0])
    for point in sorted(picture.points, key=lambda point: (point.across, -point.up)):
        if point.mark.value > 0:
            _draw_point(pen, plot, plan, point, most)


def _plan(pen: ChartPen, width: float, picture: Quadrants) -> _Plan:
    widest = max(pen.width(name) for name in picture.across) + pen.em * 0.6
    side = min(_SIDE_EM * pen.em, widest)
    beside = width >= 7 * _LARGEST_EM * pen.em + 2 * side
    side = side if beside else 0.0
    cell = min(_LARGEST_EM * pen.em, (width - 2 * side) / 7)
    half = 3.5 * cell - pen.em * 0.5
    top_left, top_right, bottom_left, bottom_right = (
        len(pen.lines(name, half, 3)) * pen.em + pen.em * 0.5 for name in picture.corners
    )
    low, high = (len(pen.lines(name, 7 * cell, 2)) * pen.em + pen.em * 0.2 for name in picture.up)
    across = 0.0 if beside else _lines_across(pen, cell, picture) * pen.em + pen.em * 0.3
    return _Plan(cell, side, (max(top_left, top_right), max(bottom_left, bottom_right)), (low, high), across)


def _lines_across(pen: ChartPen, cell: float, picture: Quadrants) -> int:
    return max(len(pen.lines(name, 3.5 * cell - pen.em * 0.5, 3)) for name in picture.across)


def _draw_axes(pen: ChartPen, plot: QRectF, plan: _Plan) -> None:
    middle = plot.center()
    for place in range(8):
        x, y = plot.left() + place * plan.cell, plot.top() + place * plan.cell
        if place in {0, 7}:
            pen.line(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            pen.line(QPointF(plot.left(), y), QPointF(plot.right(), y))
    above, below = plan.corners
    pen.line(QPointF(middle.x(), plot.top() - above), QPointF(middle.x(), plot.bottom() + below), strong=True)
    reach = pen.em * 0.3 if plan.side else 0.0
    pen.line(QPointF(plot.left() - reach, middle.y()), QPointF(plot.right() + reach, middle.y()), strong=True)
    tick = pen.em * 0.18
    for place in range(7):
        x, y = plot.left() + (place + 0.5) * plan.cell, plot.top() + (place + 0.5) * plan.cell
        pen.line(QPointF(x, middle.y() - tick), QPointF(x, middle.y() + tick), strong=True)
        pen.line(QPointF(middle.x() - tick, y), QPointF(middle.x() + tick, y), strong=True)


def _draw_up_names(pen: ChartPen, plot: QRectF, plan: _Plan, picture: Quadrants) -> None:
    low, high = plan.ends
    top = plot.top() - plan.corners[0] - high
    centred = Qt.AlignmentFlag.AlignHCenter
    pen.block(QRectF(plot.left(), top, plot.width(), high), picture.up[1], centred, muted=True)
    bottom = plot.bottom() + plan.corners[1]
    pen.block(QRectF(plot.left(), bottom, plot.width(), low), picture.up[0], centred, muted=True)


def _draw_corners(pen: ChartPen, plot: QRectF, plan: _Plan, picture: Quadrants) -> None:
    above, below = plan.corners
    half = plot.width() / 2 - pen.em * 0.5
    tops = (plot.top() - above, plot.top() - above, plot.bottom(), plot.bottom())
    heights = (above, above, below, below)
    for at, name in enumerate(picture.corners):
        left = plot.right() - half if at % 2 else plot.left()
        align = Qt.AlignmentFlag.AlignRight if at % 2 else Qt.AlignmentFlag.AlignLeft
        pen.block(QRectF(left, tops[at], half, heights[at]), name, align, most=3)


def _draw_across_names(pen: ChartPen, rect: QRectF, plot: QRectF, plan: _Plan, picture: Quadrants) -> None:
    low, high = picture.across
    right = Qt.AlignmentFlag.AlignRight
    if plan.side:
        gap = pen.em * 0.6
        room = QRectF(rect.left(), plot.top(), plan.side - gap, plot.height())
        pen.block(room, low, right, most=4, muted=True)
        room.moveLeft(plot.right() + gap)
        pen.block(room, high, most=4, muted=True)
        return
    half = plot.width() / 2 - pen.em * 0.5
    top = plot.bottom() + plan.corners[1] + plan.ends[0] + pen.em * 0.15
    height = _lines_across(pen, plan.cell, picture) * pen.em
    pen.block(QRectF(plot.left(), top, half, height), low, most=3, muted=True)
    pen.block(QRectF(plot.right() - half, top, half, height), high, right, most=3, muted=True)


def _draw_point(pen: ChartPen, plot: QRectF, plan: _Plan, point: Point, most: float) -> None:
    count = point.mark.value
    middle = QPointF(
        plot.left() + (point.across + 3.5) * plan.cell, plot.top() + (3.5 - point.up) * plan.cell
    )
    words = plain_number(count) if count >= 2 else ""
    least = pen.em * 0.65
    wide = least + (plan.cell * 0.92 - least) * sqrt(max(0.0, count - 1) / max(most - 1, 9))
    if words:
        wide = max(wide, pen.width(words) + pen.em * 0.5)
    wide = min(wide, plan.cell * 0.94)
    # A dot is drawn a little smaller than the size it is asked for.
    pen.dot(middle, wide / 0.84, _DOT)
    pen.mark(
        QRectF(middle.x() - wide / 2, middle.y() - wide / 2, wide, wide),
        point.mark,
        point.across + 3,
        3 - point.up,
    )
    if not words or pen.width(words) > plan.cell:
        return
    box = QRectF(middle.x() - plan.cell / 2, middle.y() - plan.cell / 2, plan.cell, plan.cell)
    if pen.width(words) + pen.em * 0.3 <= wide:
        pen.text(box, words, Qt.AlignmentFlag.AlignHCenter, colour=ink_on(pen.tokens, pen.tone(_DOT)))
    else:
        pen.number(middle, words)
