"""What a rescue found: counts of rows and pages, and never a word of the journal."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RescuedTable:
    """One table: `lost` are the rows known to have been there; `pages` those whose rows nothing else names."""

    name: str
    read: int
    lost: int = 0
    pages: int = 0
    left_out: int = 0
    """Read, but what they belong to is lost, so that they have no place in a journal."""
    made_up: int = 0
    """Rows that were lost and were put together again from what else the file says of them."""

    @property
    def found(self) -> int:
        """The rows known to have been there."""
        return self.read + self.lost

    @property
    def is_whole(self) -> bool:
        """Whether every row was read."""
        return not (self.lost or self.pages or self.left_out)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What became of a damaged journal; `folder` holds the new one."""

    folder: Path
    revision: str
    pages: int
    damaged: tuple[int, ...]
    missing: int
    """Pages that the file once had behind its end."""
    unplaced: int
    """Whole pages of which nothing says any more where they belong."""
    tables: tuple[RescuedTable, ...]
    check_holds: bool

    @property
    def entries(self) -> int:
        """How many entries the new journal holds, those in the bin too."""
        return sum(one.read + one.made_up for one in self.tables if one.name == "entry")

    @property
    def lost(self) -> int:
        """How many rows are known to have been there and could not be read."""
        return sum(one.lost for one in self.tables)

    @property
    def everything(self) -> bool:
        """Whether everything that was written could be read."""
        return not self.unplaced and all(one.is_whole for one in self.tables)
