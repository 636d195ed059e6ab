"""Forecasts that were settled: what was said, what happened, how far apart, and in which band."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.readings import ReadingValue

BANDS = ((0, 20), (21, 40), (41, 60), (61, 80), (81, 100))
HOLLOW_BELOW = 3
HALF_YARDSTICK = 0.25
"""The Brier figure of always saying 50 %."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Forecasts by percent said: how many there were, and how many happened."""

    said: Mapping[int, tuple[int, int]]

    @property
    def n(self) -> int:
        """How many forecasts."""
        return sum(n for n, _ in self.said.values())

    @property
    def happened(self) -> int:
        """How many happened."""
        return sum(k for _, k in self.said.values())

    @property
    def mean_said(self) -> float | None:
        """Percent said on average."""
        return sum(percent * n for percent, (n, _) in self.said.items()) / self.n if self.n else None

    @property
    def happened_percent(self) -> float | None:
        """Percent that happened."""
        return 100 * self.happened / self.n if self.n else None

    @property
    def gap(self) -> float | None:
        """Said on average less happened, in points."""
        said, happened = self.mean_said, self.happened_percent
        return None if said is None or happened is None else said - happened

    @property
    def brier(self) -> float | None:
        """Mean squared distance of p from what happened (1 or 0); lower is closer.

        Brier, G. W. (1950), "Verification of forecasts expressed in terms of
        probability", Monthly Weather Review 78(1), 1-3, in the one-sided form
        (1/n)·Σ(p - o)².
        """
        if not self.n:
            return None
        squares = sum(
            k * (1 - percent / 100) ** 2 + (n - k) * (percent / 100) ** 2
            for percent, (n, k) in self.said.items()
        )
        return squares / self.n

    @property
    def own_rate_yardstick(self) -> float | None:
        """The Brier figure of always saying one's own overall rate r: r(1 - r)."""
        return self.happened * (self.n - self.happened) / self.n**2 if self.n else None

    def within(self, low: int, high: int) -> "Settled":
        """The forecasts of one band, both ends included."""
        return Settled({percent: counts for percent, counts in self.said.items() if low <= percent <= high})


def settled(by_value: Mapping[ReadingValue, int]) -> Settled:
    """Read `Fact.FORECAST` counts: each value is percent said times ten, plus one if it happened."""
    said: dict[int, tuple[int, int]] = {}
    for value, count in by_value.items():
        percent, happened = divmod(int(value), 10)
        n, k = said.get(percent, (0, 0))
        said[percent] = (n + count, k + count * happened)
    return Settled(said)
