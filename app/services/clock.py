"""The clock of this computer, or a fixed day for scripts and tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime


class Clock:
    """Now and today, as this computer has them."""

    def now(self) -> datetime:
        """This instant, aware, UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The local day."""
        return self.now().astimezone().date()


@dataclass(frozen=True)
class FixedClock(Clock):
    """A clock on which it is always this day; the time of day goes on."""

    day: date

    def now(self) -> datetime:
        """The time of day it is, on the fixed day."""
        local = datetime.now().astimezone()
        return local.replace(year=self.day.year, month=self.day.month, day=self.day.day).astimezone(UTC)

    def today(self) -> date:
        """The fixed day."""
        return self.day
