"""Windows of days as what the tallies hold: whole months, and the days at the ends to add or to take off."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.days import Span, day_of, first_day_of_month, last_day_of_month, month_of

_FIRST_MONTH, _LAST_MONTH = 0, 12 * 9999
_SHORT: Final = timedelta(days=31)
"""A window this short is read by its days alone."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Days of one month that are counted in (`sign` 1) or out again (-1)."""

    month: int
    first: int
    last: int
    sign: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A window as whole months, none when `first_month` lies after `last_month`, and its edges."""

    first_month: int
    last_month: int
    edges: tuple[Edge, ...]


def parts(window: Span, today: date) -> Parts:
    """A window taken apart so that few days are read: a month of which most lies inside is counted whole."""
    first, last = window.first, window.last
    if first is not None and last is not None and last - first <= _SHORT:
        return Parts(1, 0, tuple(_by_month(first, last)))
    first_month, last_month, edges = _FIRST_MONTH, _LAST_MONTH, list[Edge]()
    if first is not None:
        first_month = month_of(first)
        start, day, end = _month_around(first)
        if day - start <= end - day:
            edges += _edge(first_month, start, day - 1, -1)
        else:
            edges += _edge(first_month, day, end, 1)
            first_month += 1
    if last is not None:
        last_month = month_of(last)
        start, day, end = _month_around(last)
        # After today lie only dates to look again, so that there is little to take off.
        if last >= today or end - day <= day - start:
            edges += _edge(last_month, day + 1, end, -1)
        else:
            edges += _edge(last_month, start, day, 1)
            last_month -= 1
    return Parts(first_month, last_month, tuple(edges))


def _month_around(when: date) -> tuple[int, int, int]:
    """The day numbers of the first of a month, of a date in it, and of its last."""
    month = month_of(when)
    return day_of(first_day_of_month(month)), day_of(when), day_of(last_day_of_month(month))


def _edge(month: int, first: int, last: int, sign: int) -> list[Edge]:
    return [Edge(month, first, last, sign)] if first <= last else []


def _by_month(first: date, last: date) -> list[Edge]:
    found: list[Edge] = []
    for month in range(month_of(first), month_of(last) + 1):
        start, end = day_of(first_day_of_month(month)), day_of(last_day_of_month(month))
        found += _edge(month, max(start, day_of(first)), min(end, day_of(last)), 1)
    return found


def ends(window: Span) -> tuple[int, int]:
    """The first and last day number of a window; far away where it is open."""
    first = 0 if window.first is None else day_of(window.first)
    last = day_of(date.max if window.last is None else window.last)
    return first, last


def overlap(one: Span, other: Span) -> Span | None:
    """The days in both."""
    firsts = [day for day in (one.first, other.first) if day is not None]
    lasts = [day for day in (one.last, other.last) if day is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return None if first is not None and last is not None and first > last else Span(first, last)


def outside(span: Span | None, pauses: tuple[Span, ...]) -> list[Span]:
    """The days of a span that lie in no pause."""
    left = [span] if span is not None else []
    for pause in pauses:
        kept: list[Span] = []
        for part in left:
            if overlap(part, pause) is None:
                kept.append(part)
                continue
            if pause.first is not None and (part.first is None or part.first < pause.first):
                kept.append(Span(part.first, pause.first - timedelta(days=1)))
            if pause.last is not None and (part.last is None or part.last > pause.last):
                kept.append(Span(pause.last + timedelta(days=1), part.last))
        left = kept
    return left
