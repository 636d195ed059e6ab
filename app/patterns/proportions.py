"""Shares, their ranges and medians, computed in one place."""

import math
from bisect import bisect_right
from collections.abc import Mapping

Z = 1.96
"""The normal deviate that leaves 95 in 100 between -z and +z."""


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % range of a share of `k` in `n` (n > 0), as two fractions.

    Wilson, E. B. (1927), "Probable inference, the law of succession, and
    statistical inference", Journal of the American Statistical Association
    22(158), 209-212: with p = k/n, centre = (p + z²/2n)/(1 + z²/n) and
    half-width = z·√(p(1-p)/n + z²/4n²)/(1 + z²/n).
    """
    p = k / n
    widening = 1 + Z * Z / n
    centre = (p + Z * Z / (2 * n)) / widening
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / widening
    low = 0.0 if k == 0 else max(0.0, centre - half)
    high = 1.0 if k == n else min(1.0, centre + half)
    return low, high


def share(k: int, n: int) -> float | None:
    """`k` of `n` as a fraction; None of nothing."""
    return k / n if n else None


def range_figure(k: int, n: int) -> list[float] | None:
    """The Wilson range as it stands in figures: two fractions, or None of nothing."""
    return list(wilson(k, n)) if n else None


def median(counts: Mapping[int, int]) -> float | None:
    """The median of values given as value → how often; None of nothing."""
    total = sum(counts.values())
    if not total:
        return None
    low_place, high_place = (total - 1) // 2, total // 2
    found: list[int] = []
    seen = 0
    for value in sorted(counts):
        first, seen = seen, seen + counts[value]
        found += [value for place in (low_place, high_place) if first <= place < seen]
    return sum(found) / 2


def quartiles(counts: Mapping[int, int]) -> tuple[float, float] | None:
    """The lower and upper quartile of values given as value → how often; None of nothing.

    The inclusive method (Hyndman & Fan, 1996, type 7): the quartile lies a quarter and three
    quarters of the way from the first value to the last, between two values in proportion.
    """
    values, ends = sorted(value for value in counts if counts[value]), list[int]()
    for value in values:
        ends.append(counts[value] + (ends[-1] if ends else 0))
    if not ends:
        return None
    return _between(values, ends, 1), _between(values, ends, 3)


def _between(values: list[int], ends: list[int], quarters: int) -> float:
    """The value so many quarters along; `ends` says how many values there are up to each."""
    place, rest = divmod((ends[-1] - 1) * quarters, 4)
    low = values[bisect_right(ends, place)]
    high = values[bisect_right(ends, place + 1)] if rest else low
    return (low * (4 - rest) + high * rest) / 4
