"""Horizontal bars with their counts printed, to one side or to both."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt

from app.patterns.series import BarRow, Bars, Category, Mark
from app.ui.charts.head import LegendItem, draw_head, head_height
from app.ui.charts.pen import ChartPen, plain_number

_ROW_EM = 1.9
_NARROW_EM = 26
_BAR_EM = 1.15


def bars_height(pen: ChartPen, width: float, picture: Bars) -> float:
    """The height that shows a picture well."""
    row = _ROW_EM + (1.2 if width < _NARROW_EM * pen.em else 0.0)
    return head_height(pen, width, picture.title, _legend(picture)) + pen.em * (row * len(picture.rows) + 0.4)


def draw_bars(pen: ChartPen, rect: QRectF, picture: Bars) -> None:
    """Paint bars into a rectangle."""
    top = draw_head(pen, rect, picture.title, _legend(picture))
    if not picture.rows:
        return
    ground = _ground(pen, rect, picture)
    height = min((rect.bottom() - top - pen.em * 0.2) / len(picture.rows), pen.em * 3.2)
    for at, row in enumerate(picture.rows):
        _draw_row(pen, rect, ground, picture, row, top + at * height, height, at)


@dataclass(frozen=True, slots=True)
class _Ground:
    """`line` is the x of zero, `unit` the width of one; `names` how wide the names are, 0 where they stand above."""

    line: float
    unit: float
    names: float


def _legend(picture: Bars) -> list[LegendItem]:
    found = [category for category in (picture.left, picture.right) if category is not None]
    return [LegendItem(category.label, partial(_swatch, category)) for category in found]


def _swatch(category: Category, pen: ChartPen, rect: QRectF) -> None:
    pen.fill(rect, category)


def _both_sides(picture: Bars) -> bool:
    return any(row.left is not None for row in picture.rows)


def _ground(pen: ChartPen, rect: QRectF, picture: Bars) -> _Ground:
    names = 0.0
    if rect.width() >= _NARROW_EM * pen.em:
        widest = max(pen.width(row.label, bold=row.pinned) for row in picture.rows)
        names = min(widest, rect.width() * 0.4) + pen.em * 0.8
    lefts = [row.left.value for row in picture.rows if row.left is not None]
    rights = [row.right.value for row in picture.rows if row.right is not None]
    printed = max([pen.width(plain_number(value)) for value in lefts + rights] + [pen.em])
    room = printed + pen.em * 0.6
    free = rect.width() - names - room * (2 if _both_sides(picture) else 1)
    left, right = max([*lefts, 0.0]), max([*rights, 0.0])
    unit = free / max(left + right, 1.0)
    start = rect.left() + names
    line = start + (room + left * unit if _both_sides(picture) else 0.0)
    return _Ground(line, unit, names)


def _draw_row(
    pen: ChartPen,
    rect: QRectF,
    ground: _Ground,
    picture: Bars,
    row: BarRow,
    top: float,
    height: float,
    at: int,
) -> None:
    names_above = 0.0 if ground.names else pen.em * 1.2
    width = ground.names - pen.em * 0.8 if ground.names else rect.width()
    name_height = height if ground.names else names_above
    pen.text(QRectF(rect.left(), top, width, name_height), row.label, bold=row.pinned)
    middle = top + names_above + (height - names_above) / 2
    thick = min(pen.em * _BAR_EM, (height - names_above) * 0.75)
    for place, (mark, category, way) in enumerate(
        ((row.left, picture.left, -1), (row.right, picture.right, 1))
    ):
        if mark is not None:
            _draw_bar(pen, ground, mark, category, way, QRectF(0, middle - thick / 2, 0, thick), (at, place))
    # Where names stand above the bars, the axis must not run through them.
    pen.line(QPointF(ground.line, top + names_above), QPointF(ground.line, top + height), strong=True)


def _draw_bar(
    pen: ChartPen,
    ground: _Ground,
    mark: Mark,
    category: Category | None,
    way: int,
    across: QRectF,
    where: tuple[int, int],
) -> None:
    length = mark.value * ground.unit
    left = ground.line if way > 0 else ground.line - length
    bar = QRectF(left, across.top(), length, across.height())
    pen.fill(bar, category)
    words = plain_number(mark.value)
    gap = pen.em * 0.3
    if way > 0:
        room = QRectF(bar.right() + gap, bar.top(), pen.width(words), bar.height())
        pen.text(room, words)
    else:
        room = QRectF(bar.left() - gap - pen.width(words), bar.top(), pen.width(words), bar.height())
        pen.text(room, words, Qt.AlignmentFlag.AlignRight)
    # The printed count belongs to the mark, so that a nought can be reached too.
    pen.mark(bar.united(room), mark, *where)
