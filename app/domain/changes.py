"""What one action of a person changed, and enough of it to take the action back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.entries import EntryId

Row = Mapping[str, int | str | None]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row before and after; `before` None was added, `after` None was removed."""

    table: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class BatchChange:
    """An imported batch put in the journal (`present`) or taken back."""

    batch: int
    present: bool


@dataclass(frozen=True)
class ChangeSet:
    """One action: its name as a person would say it, what it touched, and the images to undo it.

    The images hold words of entries: keep them in memory only, and drop them on lock.
    """

    label: str
    at: datetime
    entries: frozenset[EntryId] = frozenset()
    tables: frozenset[str] = frozenset()
    images: tuple[RowChange | BatchChange, ...] = field(default=(), repr=False)
    merges: str = ""
    """Text edits with the same key within ten seconds are one step of undo."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.images
