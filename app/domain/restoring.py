"""What a restore shows before it is done, and what it leaves; never a word of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Opener:
    """What opens a backup: the passphrase it had when it was made, or the code of its recovery sheet."""

    passphrase: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class InBackup:
    """What a backup holds, counted after it was opened and checked."""

    made_at: datetime
    number: int
    """Counts in the order of making; 0 for one made before they were numbered."""
    entries: int
    newest: date | None
    """The day of the newest entry."""
    rows: int
    """Of every table together."""
    revision: str


@dataclass(frozen=True, slots=True)
class HereNow:
    """The journal that is in the folder before a restore; only its file's date where it is not of the backup."""

    written_at: datetime
    entries: int | None = None
    """None where the key of the backup does not open it."""
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What would take the place of what; nothing is moved yet."""

    backup: Path
    within: InBackup
    here: HereNow | None
    kept_as: Path | None
    """The name under which the journal that is here is kept; None where there is none."""
    folder: Path
    """Where the backup lies unpacked until it is restored or left."""
    unpacked: tuple[int, int, int]
    """Tells whether that is still the file that was looked at."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore left beside the journal."""

    kept_as: Path | None
    backup: Path | None
    """A verified backup of what was here, where the key of the restored one opened it."""


@dataclass(frozen=True, slots=True)
class ToTry:
    """A backup that was made just now, and how many rows each table of the journal held then."""

    backup: Path
    tables: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tried:
    """A restore that was tried in a folder of its own, and cleared away again."""

    at: datetime
    made_at: datetime
    entries: int
    rows: int
    tables: int


@dataclass(frozen=True, slots=True)
class KeysInBackup:
    """Keys that lie in one or more backups, as the newest of these holds them."""

    backup: Path
    made_at: datetime
    backups: int
