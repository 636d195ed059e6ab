"""How far a journal file goes, and how far the one went that this computer last saw."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.written_dates import written


@dataclass(frozen=True, slots=True)
class Standing:
    """The changes a journal file holds, and when the latest was made; None where it does not say."""

    changes: int
    at: datetime | None

    def __str__(self) -> str:
        counted = "1 change" if self.changes == 1 else f"{self.changes:,} changes"
        if self.at is None:
            return f"{counted} noted"
        local = self.at.astimezone()
        return f"{counted}, the latest on {written(local.date())} at {local:%H:%M}"


NOTHING = Standing(0, None)
