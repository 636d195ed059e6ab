"""Names along an axis of columns: months with their years beneath, or names that wrap or thin out evenly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt

from app.ui.charts.pen import ChartPen
from app.ui.charts.wrapping import is_whole

_DATED = re.compile(r"(\S+) (\d{4})")
_LINE_EM = 1.15
_GAP_EM = 0.4
_NEVER_LEFT_OUT = 4


@dataclass(frozen=True, slots=True)
class Along:
    """Where the columns stand: their first left edge, the width of one, and how far names may reach."""

    start: float
    slot: float
    left: float
    right: float

    def middle(self, at: int) -> float:
        """The x of a column's middle."""
        return self.start + self.slot * (at + 0.5)


def names_height(pen: ChartPen, names: Sequence[str], slot: float) -> float:
    """How much height the names take."""
    return pen.em * (2 * _LINE_EM if _parted(names) or _wrap(pen, names, slot) else _LINE_EM)


def draw_names(pen: ChartPen, top: float, along: Along, names: Sequence[str], *, above: bool = False) -> None:
    """Paint the names below an axis, or `above` it: then what is read first stands next to the columns."""
    dated = _parted(names)
    if dated:
        first, second = (top + pen.em * _LINE_EM, top) if above else (top, top + pen.em * _LINE_EM)
        if not _draw_months(pen, first, along, dated):
            second = first
        _draw_years(pen, second, along, dated)
    elif _wrap(pen, names, along.slot):
        _draw_wrapped(pen, top, along, names)
    elif names:
        _draw_thinned(pen, top, along, names)


def shown_names(names: Sequence[str]) -> list[str]:
    """What is read next to each column: of dated names only the month, the year having its own line."""
    return [name for name, _ in _parted(names)] or list(names)


def _parted(names: Sequence[str]) -> list[tuple[str, str]]:
    """Names and years of columns that all read "Jun 2025"; nothing for a single one."""
    found = [_DATED.fullmatch(name) for name in names]
    if len(names) < 2 or not all(found):
        return []
    return [(each[1], each[2]) for each in found if each is not None]


def _year_starts(dated: Sequence[tuple[str, str]]) -> list[int]:
    return [at for at, (_, year) in enumerate(dated) if at == 0 or dated[at - 1][1] != year]


def _draw_months(pen: ChartPen, top: float, along: Along, dated: Sequence[tuple[str, str]]) -> bool:
    """Every month, or every second, third, fourth or sixth counted from the start of a year."""
    widest = max(pen.width(name) for name, _ in dated)
    starts = _year_starts(dated)
    in_a_year = max(later - now for now, later in zip(starts, [*starts[1:], len(dated)], strict=True))
    steps = [step for step in range(1, in_a_year) if in_a_year % step == 0] if in_a_year > 1 else [1]
    every = next((step for step in steps if step * along.slot >= widest + pen.em * _GAP_EM), None)
    if every is None:
        return False
    anchor = starts[1] if len(starts) > 1 else 0
    for at in range(anchor % every, len(dated), every):
        _name(pen, top, along, at, dated[at][0])
    return True


def _draw_years(pen: ChartPen, top: float, along: Along, dated: Sequence[tuple[str, str]]) -> None:
    starts = _year_starts(dated)
    wide = max(pen.width(year) for _, year in dated)
    apart = min((later - now for now, later in pairwise(starts[1:])), default=len(dated))
    every = ceil((wide + pen.em * _GAP_EM) / (apart * along.slot))
    wanted = [0, *(at for at in starts[1:] if int(dated[at][1]) % every == 0)]
    wanted = wanted if len(wanted) > 1 else [0, *starts[1:2]]
    lefts = {at: min(along.start + at * along.slot, along.right - wide) for at in wanted}
    # A first or a last year that is cut short may have no room; those between stand at even steps.
    if len(wanted) > 2 and lefts[wanted[-1]] - lefts[wanted[-2]] < wide + pen.em * _GAP_EM:
        wanted.pop()
    if len(wanted) > 1 and lefts[wanted[1]] - lefts[0] < wide + pen.em * _GAP_EM:
        wanted.pop(0)
    for at in wanted:
        pen.text(QRectF(lefts[at], top, wide, pen.em * _LINE_EM), dated[at][1], muted=True)
        if at:
            x = lefts[at] - 1.5
            pen.line(QPointF(x, top), QPointF(x, top + pen.em), strong=True)


def _wrap(pen: ChartPen, names: Sequence[str], slot: float) -> bool:
    room = slot - pen.em * _GAP_EM
    if all(pen.width(name) <= room for name in names):
        return False
    # A few names are cut rather than left out: none can be guessed from its neighbours, as a month can.
    return len(names) <= _NEVER_LEFT_OUT or all(is_whole(pen.lines(name, room), name) for name in names)


def _draw_wrapped(pen: ChartPen, top: float, along: Along, names: Sequence[str]) -> None:
    wide = along.slot - pen.em * _GAP_EM
    for at, name in enumerate(names):
        place = QRectF(along.middle(at) - wide / 2, top, wide, pen.em * 2 * _LINE_EM)
        pen.block(place, name, Qt.AlignmentFlag.AlignHCenter, muted=True)


def _draw_thinned(pen: ChartPen, top: float, along: Along, names: Sequence[str]) -> None:
    # Every second or third name where there is little room: leaving out only those that do not fit reads as a gap.
    most = max(along.slot, min(pen.em * 8, along.right - along.left))
    widest = max(min(pen.width(name), most) for name in names)
    every = max(1, ceil((widest + pen.em * _GAP_EM) / along.slot))
    free_from = along.left
    for at in range(0, len(names), every):
        wide = min(pen.width(names[at]), most)
        left = max(along.left, min(along.middle(at) - wide / 2, along.right - wide))
        if left < free_from:
            continue  # the last one, moved in from the edge
        free_from = left + wide + pen.em * _GAP_EM
        pen.text(QRectF(left, top, wide, pen.em * _LINE_EM), names[at], muted=True)


def _name(pen: ChartPen, top: float, along: Along, at: int, name: str) -> None:
    wide = pen.width(name)
    left = max(along.left, min(along.middle(at) - wide / 2, along.right - wide))
    pen.text(QRectF(left, top, wide, pen.em * _LINE_EM), name, muted=True)
