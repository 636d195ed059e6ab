"""Months gathered into quarters and years that begin where the leader's year does."""

from collections.abc import Mapping
from functools import lru_cache

from app.domain.days import Span
from app.patterns.months import month_key, month_name, month_short, month_span

QUARTER = 3
YEAR = 12


def period_of(month: int, length: int, year_start: int) -> int:
    """The first month of the period of `length` months (1, 3 or 12) that holds a month."""
    return month - (month - (year_start - 1)) % length


def quarter_of(month: int, year_start: int) -> int:
    """The first month of the quarter that holds a month; its year begins in month `year_start`, 1 to 12."""
    return period_of(month, QUARTER, year_start)


@lru_cache(maxsize=400)
def period_span(first: int, length: int, window: Span) -> Span:
    """The days of a period that lie in the window."""
    return Span(month_span(first, window).first, month_span(first + length - 1, window).last)


@lru_cache(maxsize=400)
def quarter_name(first: int) -> str:
    """A quarter as it is read: April to June 2026."""
    last = first + QUARTER - 1
    if first // YEAR == last // YEAR:
        return f"{month_name(first).split()[0]} to {month_name(last)}"
    return f"{month_name(first)} to {month_name(last)}"


@lru_cache(maxsize=400)
def period_short(first: int, length: int) -> str:
    """A period at the head of a column: Jun 2025, Apr–Jun 2026, Nov 2025–Jan 2026, 2025, 2025/26."""
    last = first + length - 1
    if length == 1:
        return month_short(first)
    in_one_year = first // YEAR == last // YEAR
    if length == YEAR:
        return str(first // YEAR) if in_one_year else f"{first // YEAR}/{last // YEAR % 100:02d}"
    return f"{month_short(first).split()[0] if in_one_year else month_short(first)}–{month_short(last)}"


def period_key(first: int) -> str:
    """A period in figures, by its first month: 2026-04."""
    return month_key(first)


def gathered(by_month: Mapping[int, int], length: int, year_start: int) -> dict[int, int]:
    """Counts by the first month of each period that has any, oldest first."""
    found: dict[int, int] = {}
    for month, k in by_month.items():
        if k:
            first = (
                month - (month - (year_start - 1)) % length
            )  # `period_of`, where it is asked a thousand times
            found[first] = found.get(first, 0) + k
    return dict(sorted(found.items()))
