"""Lines of shares over periods, each with a mark and a dash of its own and its name at the end."""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt

from app.patterns.series import Category, Hatch, Mark, Slope, Slopes
from app.ui.charts.axis_names import Along, draw_names, names_height
from app.ui.charts.head import LegendItem, draw_head, head_height
from app.ui.charts.pen import ChartPen, nice_step, plain_number
from app.ui.charts.wrapping import is_whole

_PLOT_EM = 15
_NAMES_PART = 0.36
_SIZE_EM = 0.8
_LEAD_EM = 2.6


@dataclass(frozen=True, slots=True)
class _Style:
    """How one line is told from the others."""

    sign: Category
    hollow: bool
    dashes: tuple[float, ...]


_STYLES = (
    _Style(Category("a", "", 0), False, ()),
    _Style(Category("b", "", 2, Hatch.DOTS), True, (6, 3)),
    _Style(Category("c", "", 1, Hatch.CROSS), False, (2, 2)),
    _Style(Category("d", "", 0, Hatch.STRIPES), True, (8, 3, 2, 3)),
    _Style(Category("e", "", 2), True, (1, 2)),
    _Style(Category("f", "", 1, Hatch.DOTS), False, (10, 4)),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Width of the names at the end, 0 where they stand in the legend; lines a name takes; the top of the axis."""

    names: float
    lines: int
    high: float
    step: float


@dataclass(frozen=True, slots=True)
class _End:
    """A name and the mark it belongs to; whether the line reaches the last period."""

    style: _Style
    slope: Slope
    at: QPointF
    height: float
    reaches: bool


def slopes_height(pen: ChartPen, width: float, picture: Slopes) -> float:
    """The height that shows a picture well."""
    plan = _plan(pen, width, picture)
    head = head_height(pen, width, picture.title, _legend(plan, picture))
    return head + pen.em * (_PLOT_EM + 0.6) + _below(pen, width, plan, picture)


def draw_slopes(pen: ChartPen, rect: QRectF, picture: Slopes) -> None:
    """Paint lines over periods into a rectangle."""
    pen.drawn.crossed = True
    plan = _plan(pen, rect.width(), picture)
    top = draw_head(pen, rect, picture.title, _legend(plan, picture)) + pen.em * 0.6
    height = rect.bottom() - top - _below(pen, rect.width(), plan, picture)
    gutter = _gutter(pen, plan)
    plot = QRectF(rect.left() + gutter, top, rect.width() - gutter - plan.names, height)
    if not picture.periods or height <= 0 or plot.width() <= 0:
        return
    _draw_axis(pen, plot, plan)
    slot = plot.width() / len(picture.periods)
    along = Along(plot.left(), slot, rect.left(), plot.right())
    draw_names(pen, plot.bottom() + pen.em * 0.4, along, picture.periods)
    places = _places(pen, plot, plan, picture, slot)
    for at in range(len(picture.slopes)):
        _draw_line(pen, _STYLES[at % len(_STYLES)], places[at])
    ends = []
    for at, slope in enumerate(picture.slopes):
        style = _STYLES[at % len(_STYLES)]
        _draw_marks(pen, style, slope, places[at], at)
        known = [point for point in places[at] if point is not None]
        if known and plan.names:
            lines = len(pen.lines(slope.label, _name_width(pen, plan), plan.lines))
            ends.append(_End(style, slope, known[-1], lines * pen.em, places[at][-1] is not None))
    _draw_ends(pen, plot, plan, ends)


def _legend(plan: _Plan, picture: Slopes) -> list[LegendItem]:
    if plan.names:
        return []
    return [
        LegendItem(slope.label, partial(_sign, _STYLES[at % len(_STYLES)]), 2.2)
        for at, slope in enumerate(picture.slopes)
    ]


def _sign(style: _Style, pen: ChartPen, rect: QRectF) -> None:
    y = rect.center().y()
    tone = pen.tone(style.sign)
    pen.stroke(QPointF(rect.left(), y), QPointF(rect.right(), y), tone, 1.6, style.dashes)
    pen.dot(rect.center(), pen.em * _SIZE_EM, style.sign, hollow=style.hollow)


def _plan(pen: ChartPen, width: float, picture: Slopes) -> _Plan:
    known = [mark.value for slope in picture.slopes for mark in slope.marks if mark is not None]
    most = max([*known, 10.0])
    step = nice_step(most)
    high = -(-(most - 0.01) // step) * step
    labels = [slope.label for slope in picture.slopes]
    widest = max([pen.width(label) for label in labels] + [0.0])
    lead = pen.em * _LEAD_EM
    names = min(widest + lead, width * _NAMES_PART)
    for lines in (1, 2, 3):
        whole = all(is_whole(pen.lines(label, names - lead, lines), label) for label in labels)
        taken = sum(len(pen.lines(label, names - lead, lines)) for label in labels)
        if whole and names > lead and taken <= _PLOT_EM * 0.95:
            return _Plan(names, lines, high, step)
    return _Plan(0.0, 1, high, step)


def _name_width(pen: ChartPen, plan: _Plan) -> float:
    return plan.names - pen.em * _LEAD_EM


def _gutter(pen: ChartPen, plan: _Plan) -> float:
    return pen.width(f"{plain_number(plan.high)}%") + pen.em * 0.5


def _below(pen: ChartPen, width: float, plan: _Plan, picture: Slopes) -> float:
    slot = (width - _gutter(pen, plan) - plan.names) / max(1, len(picture.periods))
    return names_height(pen, picture.periods, slot) + pen.em * 0.6


def _draw_axis(pen: ChartPen, plot: QRectF, plan: _Plan) -> None:
    for at in range(round(plan.high / plan.step) + 1):
        y = plot.bottom() - plot.height() * at * plan.step / plan.high
        pen.line(QPointF(plot.left(), y), QPointF(plot.right(), y), strong=at == 0)
        left = QRectF(plot.left() - pen.em * 6, y - pen.em / 2, pen.em * 5.7, pen.em)
        words = f"{plain_number(at * plan.step)}%"
        pen.text(left, words, Qt.AlignmentFlag.AlignRight, muted=True)


def _places(
    pen: ChartPen, plot: QRectF, plan: _Plan, picture: Slopes, slot: float
) -> list[list[QPointF | None]]:
    """Where each mark stands; marks of nearly one height step aside, the periods being no measure across."""
    places: list[list[QPointF | None]] = [[None] * len(picture.periods) for _ in picture.slopes]
    apart = pen.em * _SIZE_EM
    for period in range(len(picture.periods)):
        found = sorted(
            (plot.bottom() - plot.height() * mark.value / plan.high, at)
            for at, slope in enumerate(picture.slopes)
            if (mark := _mark_of(slope, period)) is not None
        )
        while found:
            close = [found.pop(0)]
            while found and found[0][0] - close[-1][0] < apart:
                close.append(found.pop(0))
            aside = min(apart * 1.15, slot * 0.9 / len(close))
            middle = plot.left() + slot * (period + 0.5)
            for place, (y, at) in enumerate(close):
                x = middle + (place - (len(close) - 1) / 2) * aside
                places[at][period] = QPointF(x, y)
    return places


def _mark_of(slope: Slope, period: int) -> Mark | None:
    return slope.marks[period] if period < len(slope.marks) else None


def _draw_line(pen: ChartPen, style: _Style, places: list[QPointF | None]) -> None:
    """Only from one known period to the next: a gap stays a gap."""
    for one, other in pairwise(places):
        if one is not None and other is not None:
            pen.stroke(one, other, pen.tone(style.sign), 1.8, style.dashes)


def _draw_marks(pen: ChartPen, style: _Style, slope: Slope, places: list[QPointF | None], at: int) -> None:
    size = pen.em * _SIZE_EM
    for period, point in enumerate(places):
        mark = _mark_of(slope, period)
        if point is not None and mark is not None:
            pen.dot(point, size, style.sign, hollow=style.hollow)
            rect = QRectF(point.x() - size / 2, point.y() - size / 2, size, size)
            pen.mark(rect, mark, at, period)


def _draw_ends(pen: ChartPen, plot: QRectF, plan: _Plan, ends: list[_End]) -> None:
    """Names beside their last marks, moved apart where they would meet, each with a line back to its mark."""
    ends.sort(key=lambda end: end.at.y())
    tops = _apart([end.at.y() - end.height / 2 for end in ends], [end.height for end in ends], plot)
    left = plot.right() + pen.em * (_LEAD_EM - 0.2)
    for end, top in zip(ends, tops, strict=True):
        y = top + end.height / 2
        tone = pen.tone(end.style.sign)
        bend = QPointF(plot.right() + pen.em * 0.5, end.at.y())
        begin = QPointF(min(end.at.x() + pen.em * 0.55, bend.x()), end.at.y())
        sign = QPointF(left - pen.em * 0.65, y if end.height < pen.em * 1.5 else top + pen.em / 2)
        for one, other in ((begin, bend), (bend, sign)) if end.reaches else ():
            pen.stroke(one, other, tone, 0.8)
        pen.dot(sign, pen.em * _SIZE_EM * 0.85, end.style.sign, hollow=end.style.hollow)
        place = QRectF(left, top, _name_width(pen, plan), end.height)
        pen.block(place, end.slope.label, most=plan.lines)


def _apart(wanted: list[float], heights: list[float], plot: QRectF) -> list[float]:
    """The tops of boxes in order, near where each wants to stand, none over another, all beside the plot."""
    tops: list[float] = []
    free = plot.top() - heights[0] / 2 if heights else 0.0
    for top, height in zip(wanted, heights, strict=True):
        tops.append(max(top, free))
        free = tops[-1] + height
    limit = plot.bottom() + (heights[-1] / 2 if heights else 0.0)
    for at in reversed(range(len(tops))):
        tops[at] = min(tops[at], limit - heights[at])
        limit = tops[at]
    return tops
