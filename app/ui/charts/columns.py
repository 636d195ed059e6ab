"""Stacked columns over time or side by side, diverging from a line, as shares, or as dots where few."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt

from app.patterns.series import Category, Column, Columns, Mark
from app.ui.charts.axis_names import Along, draw_names, names_height
from app.ui.charts.head import LegendItem, draw_head, head_height
from app.ui.charts.pen import ChartPen, nice_step, plain_number

_PLOT_EM = 12
_LEAST_EM = 4
_SMALLEST_EM = 0.22


def columns_height(pen: ChartPen, width: float, picture: Columns) -> float:
    """The height that shows a picture well."""
    head = head_height(pen, width, picture.title, _legend(picture))
    return (
        head + _plot_height(pen, picture) + pen.em * 0.6 + _names_height(pen, width, picture) + pen.em * 0.6
    )


def _plot_height(pen: ChartPen, picture: Columns) -> float:
    """Bars fill what they are given; dots alone are as tall as their highest stack."""
    if not picture.columns or any(not column.as_dots for column in picture.columns):
        return pen.em * _PLOT_EM
    sides = [_sides(picture, column) for column in picture.columns]
    dots = max(above for above, _ in sides) + max(below for _, below in sides)
    return pen.em * min(_PLOT_EM, max(_LEAST_EM, (dots + 2) * 0.85))


def _names_height(pen: ChartPen, width: float, picture: Columns) -> float:
    names = [column.label for column in picture.columns]
    # The gutter of the axis is not known yet; an em too little decides the same way for every real width.
    return names_height(pen, names, (width - 3 * pen.em) / max(1, len(names)))


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where the plot lies and how values become heights. `line` is the y of zero.

    A dot is at most `dot` across and takes `dot_step` of height: that of one on the axis, where there is one.
    """

    plot: QRectF
    line: float
    unit: float
    step: float
    dot: float
    dot_step: float


def draw_columns(pen: ChartPen, rect: QRectF, picture: Columns) -> None:
    """Paint columns into a rectangle."""
    top = draw_head(pen, rect, picture.title, _legend(picture))
    below = _names_height(pen, rect.width(), picture) + pen.em * 0.6
    inside = QRectF(rect.left(), top + pen.em * 0.6, rect.width(), rect.bottom() - top - pen.em * 0.6 - below)
    if not picture.columns or inside.height() <= 0:
        return
    ground = _ground(pen, inside, picture)
    _draw_axis(pen, ground, picture)
    # Before the columns: a number printed in a part that stands on the line must not be struck through.
    pen.line(QPointF(ground.plot.left(), ground.line), QPointF(ground.plot.right(), ground.line), strong=True)
    slot = ground.plot.width() / len(picture.columns)
    for at, column in enumerate(picture.columns):
        middle = ground.plot.left() + slot * (at + 0.5)
        bar = min(slot * 0.72, pen.em * 4)
        _draw_column(pen, ground, picture, column, QRectF(middle - bar / 2, 0, bar, 0), at)
    along = Along(ground.plot.left(), slot, rect.left(), rect.right())
    draw_names(pen, ground.plot.bottom() + pen.em * 0.5, along, [column.label for column in picture.columns])


def _legend(picture: Columns) -> list[LegendItem]:
    dots = any(column.as_dots for column in picture.columns)
    bars = any(not column.as_dots for column in picture.columns)
    width = 1.0 + (0.9 if dots and bars else 0.0)
    return [
        LegendItem(category.label, partial(_swatch, category, dots, bars), width)
        for category in picture.categories
    ]


def _swatch(category: Category, dots: bool, bars: bool, pen: ChartPen, rect: QRectF) -> None:  # noqa: FBT001
    if bars:
        pen.fill(QRectF(rect.left(), rect.top(), pen.em, rect.height()), category)
    if dots:
        pen.dot(QPointF(rect.right() - pen.em * 0.4, rect.center().y()), pen.em * 0.7, category)


def _sides(picture: Columns, column: Column) -> tuple[float, float]:
    """How much of a column stands above and below the line, in the units of the axis."""
    total = sum(part.value for part in column.parts)
    scale = 100 / total if picture.as_shares and total and not column.as_dots else 1.0
    below = sum(part.value for part in column.parts if part.category in picture.below)
    middle = sum(part.value for part in column.parts if picture.middle and part.category == picture.middle)
    return (total - below - middle / 2) * scale, (below + middle / 2) * scale


def _ground(pen: ChartPen, inside: QRectF, picture: Columns) -> _Ground:
    bars = [_sides(picture, column) for column in picture.columns if not column.as_dots]
    dots = [_sides(picture, column) for column in picture.columns if column.as_dots]
    shares = picture.as_shares and bool(bars)
    diverging = bool(picture.below or picture.middle)
    counted = bars if shares else bars + dots
    high = max([above for above, _ in counted] + [1.0])
    low = max([below for _, below in counted] + [1.0]) if diverging else 0.0
    step = 25.0 if shares else nice_step(high + low)
    high, low = -(-(high - 0.01) // step) * step, -(-(low - 0.01) // step) * step
    ticks = (plain_number(high), plain_number(low)) if not shares else ("100%",)
    gutter = max(pen.width(tick) for tick in ticks) + pen.em * 0.5
    plot = QRectF(inside.left() + gutter, inside.top(), inside.width() - gutter, inside.height())
    line = plot.top() + plot.height() * high / (high + low)
    most = max([above for above, _ in dots] + [below * high / low for _, below in dots if low] + [1.0])
    slot = plot.width() / len(picture.columns)
    dot = min(pen.em * 0.8, slot * 0.9, (line - plot.top()) / (most + 0.5))
    unit = plot.height() / (high + low)
    dot_step = unit if bars and not shares else dot
    return _Ground(plot, line, unit, step, min(dot, dot_step), dot_step)


def _draw_axis(pen: ChartPen, ground: _Ground, picture: Columns) -> None:
    shares = picture.as_shares and any(not column.as_dots for column in picture.columns)
    # Dots beside shares are not measured by the axis; alone they are as tall as their size makes them.
    if not any(not column.as_dots for column in picture.columns):
        return
    above = int((ground.line - ground.plot.top()) / ground.unit / ground.step + 0.01)
    below = int((ground.plot.bottom() - ground.line) / ground.unit / ground.step + 0.01)
    for at in range(-below, above + 1):
        y = ground.line - at * ground.step * ground.unit
        pen.line(QPointF(ground.plot.left(), y), QPointF(ground.plot.right(), y))
        label = QRectF(ground.plot.left() - pen.em * 5, y - pen.em / 2, pen.em * 4.7, pen.em)
        words = plain_number(abs(at) * ground.step) + ("%" if shares else "")
        pen.text(label, words, Qt.AlignmentFlag.AlignRight, muted=True)


def _draw_column(
    pen: ChartPen, ground: _Ground, picture: Columns, column: Column, across: QRectF, at: int
) -> None:
    categories = {category.key: category for category in picture.categories}
    total = sum(part.value for part in column.parts)
    scale = 100 / total if picture.as_shares and total and not column.as_dots else 1.0
    unit = ground.dot_step if column.as_dots else ground.unit * scale
    middle = [part for part in column.parts if picture.middle and part.category == picture.middle]
    half = sum(part.value for part in middle) * unit / 2
    up, down = ground.line - half, ground.line + half
    for place, part in enumerate(column.parts):
        height = part.value * unit
        if part in middle:
            span = QRectF(across.left(), ground.line - half, across.width(), 2 * half)
        elif part.category in picture.below:
            span = QRectF(across.left(), down, across.width(), height)
            down += height
        else:
            span = QRectF(across.left(), up - height, across.width(), height)
            up -= height
        if part.value > 0:
            _draw_part(pen, span, part, categories.get(part.category), ground.dot if column.as_dots else 0.0)
            small = column.as_dots and ground.dot >= pen.em * _SMALLEST_EM
            aside = max(0.0, (span.width() - ground.dot) / 2) if small else 0.0
            pen.mark(span.adjusted(aside, 0, -aside, 0), part, at, place)


def _draw_part(pen: ChartPen, span: QRectF, part: Mark, category: Category | None, dot: float) -> None:
    count = max(1, round(part.value))
    step = span.height() / count
    # Very many dots would become a thread of them.
    if dot >= pen.em * _SMALLEST_EM:
        for at in range(count):
            pen.dot(QPointF(span.center().x(), span.top() + step * (at + 0.5)), dot, category)
        return
    # A hair of paper between parts keeps them apart without colour.
    pen.fill(span.adjusted(0, 0.5, 0, -0.5), category)
    words = plain_number(part.value)
    if span.height() >= pen.em * 1.15 and span.width() >= pen.width(words) + pen.em * 0.4:
        pen.number(span.center(), words)
