"""A true axis of numbers that leaves out an empty stretch rather than squeeze everything into a corner."""

from dataclasses import dataclass, replace
from math import ceil, floor

from app.patterns.series import Spread
from app.ui.charts.pen import ChartPen, nice_step, plain_number

_FAR = 3.0
_SQUEEZED = 0.3
_SIDE = 0.18
_LOOSE = 1.5


@dataclass(frozen=True, slots=True)
class Piece:
    """An even stretch of the axis; `ticks` lie in it."""

    low: float
    high: float
    left: float
    right: float
    ticks: tuple[float, ...]

    def x(self, value: float) -> float:
        """Where a number stands."""
        if self.high <= self.low:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Axis:
    """One to three even stretches, lowest first."""

    pieces: tuple[Piece, ...]

    def x(self, value: float) -> float:
        """Where a number stands; one that no stretch holds stands at the end nearest to it."""
        for piece in self.pieces:
            if piece.low <= value <= piece.high:
                return piece.x(value)
        ends = [(abs(end - value), piece.x(end)) for piece in self.pieces for end in (piece.low, piece.high)]
        return min(ends)[1]


def number_axis(pen: ChartPen, left: float, width: float, picture: Spread) -> Axis:
    """The axis of a spread within a width."""
    values = sorted(_weighted(picture))
    ends = [one.at for one in picture.marks if one.mark.value > 0] + ([0.0] if picture.zero else [])
    if picture.median is not None:
        ends.append(picture.median)
    ends = sorted({*ends, *(picture.middle_half or ())}) or [0.0]
    low, high = _core(values, ends)
    rim = max(pen.width(plain_number(end)) for end in (ends[0], ends[-1], 1000)) / 2 + 1
    return _laid_out(pen, left + rim, left + width - rim, ends, low, high)


def _weighted(picture: Spread) -> list[float]:
    """Each place as often as it counts, but at most a hundred times: enough to see where most stand."""
    total = sum(one.mark.value for one in picture.marks)
    scale = min(1.0, 400 / total) if total else 1.0
    return [one.at for one in picture.marks for _ in range(ceil(one.mark.value * scale))]


def _core(values: list[float], ends: list[float]) -> tuple[float, float]:
    """From where to where most stand; the whole range unless a few far out would squeeze it."""
    lowest, highest = ends[0], ends[-1]
    if len(values) < 4:
        return lowest, highest
    first, last = values[len(values) // 4], values[(3 * len(values)) // 4]
    reach = _FAR * max(last - first, 1.0)
    inside = [end for end in ends if first - reach <= end <= last + reach]
    low, high = inside[0], inside[-1]
    if max(high - low, 1.0) < _SQUEEZED * (highest - lowest):
        return low, high
    return lowest, highest


def _laid_out(pen: ChartPen, left: float, right: float, ends: list[float], low: float, high: float) -> Axis:
    gap = pen.em * 0.8 + max(pen.width(plain_number(end)) for end in (low, high, ends[0], ends[-1]))
    below, above = [end for end in ends if end < low], [end for end in ends if end > high]
    wide = [_side_width(pen, side, (right - left) * _SIDE) for side in (below, above)]
    begin = left + (wide[0] + gap if below else 0.0)
    core = _piece(pen, low, high, begin, right - (wide[1] + gap if above else 0.0), pad=True)
    below = [end for end in below if end < core.low]
    above = [end for end in above if end > core.high]
    pieces = [core]
    if below:
        pieces.insert(0, _side_piece(pen, below, left, left + wide[0], before=core.low))
    if above:
        pieces.append(_side_piece(pen, above, right - wide[1], right, after=core.high))
    return Axis(tuple(pieces))


def _side_width(pen: ChartPen, ends: list[float], most: float) -> float:
    """A single number needs no stretch of its own."""
    return most if len(ends) > 1 else min(most, pen.em * 1.5)


def _piece(pen: ChartPen, low: float, high: float, left: float, right: float, *, pad: bool) -> Piece:
    widest = max(pen.width(plain_number(end)) for end in (low, high)) + pen.em
    step = nice_step(max(high - low, 1.0), max(1, int((right - left) / widest)))
    first, last = floor(low / step) * step, ceil(high / step) * step
    if first == last and pad:
        first, last = first - step, last + step
    if high > low and last - first > _LOOSE * (high - low):
        # Rounding outwards would waste the little room there is: the ends stay, round numbers lie between.
        inside = tuple(tick for tick in _ticks(first, last, step) if low <= tick <= high)
        return _with_room(pen, Piece(low, high, left, right, inside or (low, high)))
    return _with_room(pen, Piece(first, last, left, right, _ticks(first, last, step)))


def _side_piece(
    pen: ChartPen,
    ends: list[float],
    left: float,
    right: float,
    *,
    before: float = float("inf"),
    after: float = float("-inf"),
) -> Piece:
    if ends[0] == ends[-1]:
        return Piece(ends[0], ends[0], left, right, (ends[0],))
    piece = _piece(pen, ends[0], ends[-1], left, right, pad=False)
    low = piece.low if piece.low > after else ends[0]
    high = piece.high if piece.high < before else ends[-1]
    ticks = tuple(tick for tick in piece.ticks if low <= tick <= high) or (low, high)
    return _with_room(pen, Piece(low, high, left, right, ticks))


def _with_room(pen: ChartPen, piece: Piece) -> Piece:
    """Without the ticks whose numbers would run into the one before."""
    kept: list[float] = []
    free = float("-inf")
    for tick in piece.ticks:
        half = pen.width(plain_number(tick)) / 2 + pen.em * 0.2
        if piece.x(tick) - half >= free:
            kept.append(tick)
            free = piece.x(tick) + half
    return replace(piece, ticks=tuple(kept))


def _ticks(low: float, high: float, step: float) -> tuple[float, ...]:
    return tuple(low + at * step for at in range(round((high - low) / step) + 1))
