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
_REST = "Neither"


def bars_height(pen: ChartPen, width: float, picture: Bars) -> float:
    """The height that shows a picture well."""
    head = head_height(pen, width, picture.title, _legend(picture))
    return head + _over(pen, picture) + sum(_row_heights(pen, width, picture)) + pen.em * 0.4


def _row_heights(pen: ChartPen, width: float, picture: Bars) -> list[float]:
    """Beside their names all bars stand at even distances; below them each follows its own name."""
    room = _name_room(pen, width, picture)
    lines = [len(pen.lines(row.label, (room or width) + 1, 2, bold=row.pinned)) for row in picture.rows]
    if room:
        return [pen.em * max(_ROW_EM, max(lines) + 0.35)] * len(lines)
    return [pen.em * (_ROW_EM + count + 0.2) for count in lines]


def _name_room(pen: ChartPen, width: float, picture: Bars) -> float:
    """How wide the names may be beside the bars; 0 where they stand above."""
    if width < _NARROW_EM * pen.em:
        return 0.0
    widest = max([pen.width(row.label, bold=row.pinned) for row in picture.rows] + [0.0])
    return min(widest, width * 0.4)


def _over(pen: ChartPen, picture: Bars) -> float:
    """The height of the line that names the counts beside the rows."""
    return pen.em * 1.3 if _has_rest(picture) else 0.0


def _has_rest(picture: Bars) -> bool:
    return any(row.rest is not None for row in picture.rows)


def draw_bars(pen: ChartPen, rect: QRectF, picture: Bars) -> None:
    """Paint bars into a rectangle."""
    top = draw_head(pen, rect, picture.title, _legend(picture))
    if not picture.rows:
        return
    ground = _ground(pen, rect, picture)
    if ground.rest:
        name = QRectF(rect.right() - ground.rest, top, ground.rest, pen.em * 1.2)
        pen.text(name, _REST, Qt.AlignmentFlag.AlignRight, muted=True)
        top += _over(pen, picture)
    heights = _row_heights(pen, rect.width(), picture)
    for at, row in enumerate(picture.rows):
        _draw_row(pen, rect, ground, picture, row, top, heights[at], at)
        top += heights[at]


@dataclass(frozen=True, slots=True)
class _Ground:
    """`line` is the x of zero, `unit` the width of one; `names` how wide the names are, 0 where they stand above.

    `rest` is the width of the counts at the right that no bar shows, 0 without them.
    """

    line: float
    unit: float
    names: float
    rest: float


def _legend(picture: Bars) -> list[LegendItem]:
    found = [category for category in (picture.left, picture.right) if category is not None]
    return [LegendItem(category.label, partial(_swatch, category)) for category in found]


def _swatch(category: Category, pen: ChartPen, rect: QRectF) -> None:
    pen.fill(rect, category)


def _both_sides(picture: Bars) -> bool:
    return any(row.left is not None for row in picture.rows)


def _ground(pen: ChartPen, rect: QRectF, picture: Bars) -> _Ground:
    names = _name_room(pen, rect.width(), picture)
    names += pen.em * 0.8 if names else 0.0
    rest = 0.0
    if _has_rest(picture):
        counts = [pen.width(plain_number(row.rest.value)) for row in picture.rows if row.rest is not None]
        rest = max([*counts, pen.width(_REST)])
    lefts = [row.left.value for row in picture.rows if row.left is not None]
    rights = [row.right.value for row in picture.rows if row.right is not None]
    printed = max([pen.width(plain_number(value)) for value in lefts + rights] + [pen.em])
    room = printed + pen.em * 0.6
    free = rect.width() - names - room * (2 if _both_sides(picture) else 1)
    free -= rest + pen.em * 0.5 if rest else 0.0
    left, right = max([*lefts, 0.0]), max([*rights, 0.0])
    unit = free / max(left + right, 1.0)
    start = rect.left() + names
    line = start + (room + left * unit if _both_sides(picture) else 0.0)
    return _Ground(line, unit, names, rest)


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
    names_above = 0.0 if ground.names else height - pen.em * _ROW_EM
    width = ground.names - pen.em * 0.8 if ground.names else rect.width()
    name_height = height if ground.names else names_above
    pen.block(QRectF(rect.left(), top, width, name_height), row.label, bold=row.pinned)
    thick = min(pen.em * _BAR_EM, (height - names_above) * 0.75)
    under = (height - names_above - thick) / 2 if ground.names else pen.em * 0.1
    middle = top + names_above + under + thick / 2
    for place, (mark, category, way) in enumerate(
        ((row.left, picture.left, -1), (row.right, picture.right, 1))
    ):
        if mark is not None:
            _draw_bar(pen, ground, mark, category, way, QRectF(0, middle - thick / 2, 0, thick), (at, place))
    if row.rest is not None:
        words = plain_number(row.rest.value)
        aside = QRectF(rect.right() - ground.rest, middle - pen.em / 2, ground.rest, pen.em)
        pen.text(aside, words, Qt.AlignmentFlag.AlignRight, muted=True)
        pen.mark(aside.adjusted(ground.rest - pen.width(words), 0, 0, 0), row.rest, at, 2)
    foot = top + height if ground.names else middle + thick / 2 + pen.em * 0.1
    # Where names stand above the bars, the axis must not run through them.
    pen.line(QPointF(ground.line, top + names_above), QPointF(ground.line, foot), strong=True)


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
