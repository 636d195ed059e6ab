"""Which backups go: the recent ones stay, and of each earlier day, week and month one."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

RECENT: Final = 12
DAYS: Final = 14
WEEKS: Final = 8
MONTHS: Final = 24
MOST: Final = RECENT + DAYS + WEEKS + MONTHS + 1
"""How many stay at most: those, and the one with the most entries of all."""


@dataclass(frozen=True, slots=True)
class Held:
    """A backup as thinning sees it; `number` counts in the order of making, whatever the clock said."""

    name: str
    made_at: datetime
    entries: int
    number: int = 0

    @property
    def order(self) -> tuple[int, datetime, str]:
        """What sorts backups by when they were made; those without a number came before all that have one."""
        return self.number, self.made_at, self.name

    @property
    def length(self) -> tuple[int, tuple[int, datetime, str]]:
        """What sorts backups by how long a history they hold; the later of two alike is the greater."""
        return self.entries, self.order

    @property
    def day(self) -> date:
        """The day it was made, in UTC: the same whatever the zone of the computer."""
        return self.made_at.astimezone(UTC).date()


def surplus(held: Iterable[Held]) -> tuple[Held, ...]:
    """The backups of one journal that may go, in the order given.

    Days, weeks and months are counted among those that hold a backup, never back from now: a clock that
    is set back, or forward by years, makes nothing old. The backup with the most entries stands for its
    day, week or month, so none gives way to a shorter one.
    """
    every = tuple(held)
    kept = set(sorted(every, key=lambda one: one.order)[-RECENT:])
    kept |= _standing(every, lambda day: day, DAYS)
    kept |= _standing(every, lambda day: tuple(day.isocalendar()[:2]), WEEKS)
    kept |= _standing(every, lambda day: (day.year, day.month), MONTHS)
    kept |= set(sorted(every, key=lambda one: one.length)[-1:])
    return tuple(one for one in every if one not in kept)


def _standing(held: tuple[Held, ...], bucket: Callable[[date], Hashable], most: int) -> set[Held]:
    """One backup for each of the latest days, weeks or months that hold any."""
    found: dict[Hashable, Held] = {}
    latest: dict[Hashable, date] = {}
    for one in held:
        of = bucket(one.day)
        found[of] = max(found.get(of, one), one, key=lambda each: each.length)
        latest[of] = max(latest.get(of, one.day), one.day)
    chosen = sorted(found, key=lambda of: latest[of], reverse=True)[:most]
    return {found[of] for of in chosen}
