"""Counts month by month, drawn as columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.domain.days import Span, first_day_of_month, last_day_of_month, month_of
from app.domain.entries import Stage
from app.domain.readings import Behind, ReadingValue
from app.domain.written_dates import MONTHS
from app.patterns.series import Category, Column, Mark
from app.patterns.small_numbers import WORDS_FROM

ByMonth = Mapping[int, Mapping[ReadingValue, int]]
Filled = Mapping[int, tuple[int, ...]]
"""Counts by month, one for each kind of answer, oldest month first; every month has some answer."""


@dataclass(frozen=True, slots=True)
class Split:
    """One kind of answer: the values that belong to it, and how it is said ("on the balcony")."""

    category: Category
    values: tuple[ReadingValue, ...]
    words: str

    def of(self, counts: Mapping[ReadingValue, int]) -> int:
        """How many of these answers there are."""
        n = 0
        for value in self.values:
            n += counts.get(value, 0)
        return n


@lru_cache(maxsize=1200)
def month_name(month: int) -> str:
    """A month as it is read: June 2025."""
    return f"{MONTHS[month % 12]} {month // 12}"


@lru_cache(maxsize=1200)
def month_short(month: int) -> str:
    """A month at the foot of a column: Jun 2025."""
    return f"{MONTHS[month % 12][:3]} {month // 12}"


@lru_cache(maxsize=1200)
def month_key(month: int) -> str:
    """A month in figures: 2025-06."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


@lru_cache(maxsize=1200)
def month_span(month: int, window: Span) -> Span:
    """The days of a month that lie in the window."""
    first, last = first_day_of_month(month), last_day_of_month(month)
    return Span(
        max(first, window.first) if window.first else first,
        min(last, window.last) if window.last else last,
    )


def filled_months(by_month: ByMonth, splits: tuple[Split, ...]) -> Filled:
    """The months with at least one answer, oldest first, and how many of each kind they have."""
    found = {}
    for month in sorted(by_month):
        get = by_month[month].get
        counts = tuple([sum([get(value, 0) for value in split.values]) for split in splits])
        if any(counts):
            found[month] = counts
    return found


def month_figures(filled: Filled, splits: tuple[Split, ...]) -> dict[str, dict[str, int]]:
    """Counts by month and category key, for figures; months without an answer are left out."""
    keys = tuple(split.category.key for split in splits)
    return {month_key(month): dict(zip(keys, counts, strict=True)) for month, counts in filled.items()}


def month_columns(
    filled: Filled,
    splits: tuple[Split, ...],
    behind: Behind,
    window: Span,
    *,
    bars: bool,
) -> tuple[Column, ...]:
    """One column a month, blank months included; a month under five answers stays dots even with `bars`.

    `behind` names the reading and its stages; values and span are set for each mark.
    """
    if not filled:
        return ()
    first = month_of(window.first) if window.first else min(filled)
    last = month_of(window.last) if window.last else max(filled)
    drawn, blank = _drawn(splits, behind.reading, behind.stages, window, bars), (0,) * len(splits)
    found = []
    for month in range(min(first, *filled), max(last, *filled) + 1):
        key = (month, filled.get(month, blank))
        if key not in drawn:
            drawn[key] = _column(*key, splits, behind.reading, behind.stages, window, bars=bars)
        found.append(drawn[key])
    return tuple(found)


_DRAWN: dict[tuple[object, ...], dict[tuple[int, tuple[int, ...]], Column]] = {}
"""Columns by month and counts, for each way of drawing them: after a save all but one are as they were."""
_DRAWN_AT_MOST = 24


def _drawn(*way: object) -> dict[tuple[int, tuple[int, ...]], Column]:
    if way not in _DRAWN and len(_DRAWN) >= _DRAWN_AT_MOST:
        _DRAWN.clear()
    return _DRAWN.setdefault(way, {})


def _column(
    month: int,
    counts: tuple[int, ...],
    splits: tuple[Split, ...],
    reading: str,
    stages: tuple[Stage, ...],
    window: Span,
    *,
    bars: bool,
) -> Column:
    found = list(zip(splits, counts, strict=True))
    total = sum(counts)
    span, name = month_span(month, window), month_name(month)
    parts = tuple(
        Mark(
            f"{name}: {k} of {total} {split.words}",
            k,
            split.category.key,
            Behind(reading, split.values, stages, span),
        )
        for split, k in found
        if k
    )
    return Column(month_short(month), parts, as_dots=not bars or total < WORDS_FROM)
