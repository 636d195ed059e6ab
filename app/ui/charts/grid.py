"""Counts in rows and columns, shaded in four steps, with the number in each cell or a square that grows."""

from dataclasses import dataclass
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, Qt

from app.patterns.series import Grid, Mark
from app.ui.charts.axis_names import Along, draw_names, names_height, shown_names
from app.ui.charts.head import LegendItem, draw_head, head_height
from app.ui.charts.pen import ChartPen, plain_number
from app.ui.charts.shades import ink_on, shade

_CELL_EM = 1.45  # 24 px at 100 per cent
_GAP_EM = 0.8
_NARROW_EM = 30
_FLOW_FROM = 16
_GROWN = (0.46, 0.62, 0.8, 1.0)
_UNITS = (1, 2, 3, 5)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Sizes of a grid. `names` is 0 where they stand above their rows; `runs` are rows side by side, like a calendar."""

    names: float
    wide: float
    high: float
    runs: int
    rows: int
    head: float
    unit: int
    printed: bool
    steps: int


def grid_height(pen: ChartPen, width: float, picture: Grid) -> float:
    """The height that shows a picture well."""
    plan = _plan(pen, width, picture)
    head = head_height(pen, width, picture.title, _legend(plan))
    return head + plan.head + plan.rows * _row_height(pen, plan) + pen.em * 0.3


def draw_grid(pen: ChartPen, rect: QRectF, picture: Grid) -> None:
    """Paint a grid into a rectangle."""
    pen.drawn.crossed = True
    plan = _plan(pen, rect.width(), picture)
    top = draw_head(pen, rect, picture.title, _legend(plan))
    if not picture.rows or not picture.columns:
        return
    across = plan.names + len(picture.columns) * plan.wide
    for run in range(plan.runs):
        left = rect.left() + run * (across + 2 * pen.em)
        _draw_head_of_run(pen, QRectF(left, top, across, plan.head), plan, picture, rect.right())
        said = ""
        for at in range(run * plan.rows, min((run + 1) * plan.rows, len(picture.rows))):
            place = QRectF(left, top + plan.head, across, _row_height(pen, plan))
            place.translate(0, (at - run * plan.rows) * place.height())
            _draw_row(pen, place, plan, picture, at, said)
            said = picture.rows[at].label


def _values(picture: Grid) -> list[float]:
    return [mark.value for row in picture.rows for mark in row.marks if mark is not None]


def _unit(most: float) -> int:
    """How many counts a step of shade holds: 1, 2, 3 or 5 times a power of ten."""
    power = 1
    while True:
        for factor in _UNITS:
            if 4 * factor * power >= most:
                return factor * power
        power *= 10


def step_of(value: float, unit: int) -> int:
    """The shade of a count, 1 to 4; 0 for a nought."""
    return min(4, ceil(value / unit)) if value > 0 else 0


def _plan(pen: ChartPen, width: float, picture: Grid) -> _Plan:
    columns = max(1, len(picture.columns))
    widest = max([pen.width(row.label) for row in picture.rows] + [pen.width(picture.down, bold=True)])
    names = min(widest, width * (0.28 if columns > 24 else 0.4)) + pen.em * _GAP_EM
    least = _CELL_EM * pen.em
    if (width - names) / columns < least and width < _NARROW_EM * pen.em and widest > 4 * pen.em:
        names = 0.0
    most = max([*_values(picture), 0.0])
    number = max([pen.width(plain_number(value)) for value in {most, 0.0}])
    heads = max([pen.width(name) for name in shown_names(picture.columns)] + [0.0]) + pen.em * 0.5
    cap = max(least, min(heads, 2.4 * pen.em))
    if picture.numbers:
        cap = max(3.4 * pen.em, number + pen.em * 0.6, min(heads, 6 * pen.em))
    if picture.numbers and columns <= 7:
        cap = max(cap, min(9 * pen.em, heads + pen.em * 0.5))
    runs = _runs(pen, width, names + columns * least, picture)
    wide = min(cap, ((width - (runs - 1) * 2 * pen.em) / runs - names) / columns)
    two_lines = bool(names) and widest > names - pen.em * (_GAP_EM - 0.1)
    high = pen.em * (2.05 if two_lines else 1.7 if picture.numbers else _CELL_EM)
    named = pen.em * 1.3 if picture.across or picture.down else 0.0
    head = named + names_height(pen, picture.columns, wide) + pen.em * 0.2
    unit = _unit(most)
    printed = picture.numbers and number + 2 <= wide
    return _Plan(
        names, wide, high, runs, ceil(len(picture.rows) / runs), head, unit, printed, step_of(most, unit)
    )


def _runs(pen: ChartPen, width: float, across: float, picture: Grid) -> int:
    """Many short rows flow into several runs side by side."""
    if picture.numbers or len(picture.rows) < _FLOW_FROM:
        return 1
    fit = int((width + 2 * pen.em) / (across + 2 * pen.em))
    return max(1, min(fit, ceil(len(picture.rows) / 13)))


def _row_height(pen: ChartPen, plan: _Plan) -> float:
    return plan.high + (0.0 if plan.names else pen.em * 1.65)


def _legend(plan: _Plan) -> list[LegendItem]:
    if plan.printed:
        return []
    items = []
    for step in range(1, plan.steps + 1):
        first, last = (step - 1) * plan.unit + 1, step * plan.unit
        words = plain_number(first) if first == last else f"{plain_number(first)}–{plain_number(last)}"
        items.append(
            LegendItem(words if step < 4 else f"{plain_number(first)} or more", partial(_sign, step))
        )
    return items


def _sign(step: int, pen: ChartPen, rect: QRectF) -> None:
    _draw_square(pen, rect, step)


def _draw_head_of_run(pen: ChartPen, rect: QRectF, plan: _Plan, picture: Grid, right: float) -> None:
    top = rect.top()
    if picture.across or picture.down:
        down = min(pen.width(picture.down), plan.names - pen.em * 0.4 if plan.names else rect.width() * 0.45)
        if picture.down:
            pen.text(QRectF(rect.left(), top, down, pen.em * 1.2), picture.down, muted=True)
        if picture.across:
            left = rect.left() + (plan.names or (down + pen.em if picture.down else 0.0))
            limit = right if plan.runs == 1 else rect.right()
            pen.text(QRectF(left, top, max(0.0, limit - left), pen.em * 1.2), picture.across, muted=True)
        top += pen.em * 1.3
    limit = right if plan.runs == 1 else rect.right() + pen.em
    along = Along(rect.left() + plan.names, plan.wide, rect.left(), limit)
    draw_names(pen, top, along, picture.columns, above=True)


def _draw_row(pen: ChartPen, rect: QRectF, plan: _Plan, picture: Grid, at: int, said: str) -> None:
    row = picture.rows[at]
    top = rect.top()
    if row.label and row.label != said:
        if plan.names:
            width = plan.names - pen.em * _GAP_EM
            pen.block(QRectF(rect.left(), top, width, plan.high), row.label)
        else:
            pen.text(QRectF(rect.left(), top + pen.em * 0.4, rect.width(), pen.em * 1.25), row.label)
    top += rect.height() - plan.high
    for place, mark in enumerate(row.marks[: len(picture.columns)]):
        if mark is not None:
            cell = QRectF(rect.left() + plan.names + place * plan.wide, top, plan.wide, plan.high)
            _draw_cell(pen, cell, plan, picture, mark, (at, place))


def _draw_cell(
    pen: ChartPen, cell: QRectF, plan: _Plan, picture: Grid, mark: Mark, where: tuple[int, int]
) -> None:
    gap = min(1.0, cell.width() * 0.08)
    inside = cell.adjusted(gap, gap, -gap, -gap)
    step = step_of(mark.value, plan.unit)
    if not picture.numbers:
        pen.plain(inside, pen.tokens.paper)
        if step:
            _draw_square(pen, inside, step)
            pen.cell(inside, mark, *where)
        return
    ground = shade(pen.tokens, step) if step else pen.tokens.card
    # A cell of the palest step must be seen on the card too; a nought has only its number.
    if step:
        pen.plain(inside, ground)
    words = plain_number(mark.value)
    if pen.width(words) <= cell.width() and plan.wide >= pen.em * 0.9:
        colour = ink_on(pen.tokens, ground) if step else pen.tokens.muted
        pen.text(inside, words, Qt.AlignmentFlag.AlignHCenter, colour=colour)
    pen.cell(inside, mark, *where)


def _draw_square(pen: ChartPen, rect: QRectF, step: int) -> None:
    """A square that grows and darkens, so that its step is told without colour."""
    side = min(rect.width(), rect.height()) * _GROWN[step - 1]
    middle = rect.center()
    square = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    pen.plain(square, shade(pen.tokens, step), pen.tokens.tones[0])
