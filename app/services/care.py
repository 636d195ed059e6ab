"""Looking after the journal: backups, the check, the bin, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress, never, no_progress
from app.paths import Places, inside_synced_folder
from app.services.ledger import Ledger
from app.storage import backups, settings
from app.storage.backups import Backup
from app.storage.check import CheckLine
from app.storage.migrate import HEAD

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.services.second_place import SecondPlace


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, a line for each thing it looked at."""

    lines: tuple[CheckLine, ...]
    revision: str = HEAD

    @property
    def holds(self) -> bool:
        """Whether everything is whole."""
        return all(line.holds for line in self.lines)


class Care:
    """Backups and checks of an open journal."""

    def __init__(self, ledger: Ledger, places: Places) -> None:
        self._ledger = ledger
        self.places = places

    def check(self, progress: Progress = no_progress) -> Checked:
        """Look at the file, the index and everything that is kept twice; `progress` counts what was looked at."""
        return Checked(self._ledger.file.check(progress))

    @cached_property
    def second_place(self) -> SecondPlace:
        """The folder backups are copied to as well; what needs it is loaded when it is first asked for."""
        from app.services.second_place import SecondPlace

        return SecondPlace(self.places, self._ledger.file.journal_id, self._ledger.clock)

    def check_backups(
        self, progress: Progress = no_progress, cancelled: Asked = never
    ) -> tuple[tuple[Backup, str], ...]:
        """Read every backup again, newest first: each with what is wrong with it, or nothing. Raises Cancelled."""
        found = self.backups()
        looked: list[tuple[Backup, str]] = []
        for backup in found:
            progress(len(looked), len(found))
            looked.append((backup, self._ledger.file.what_is_wrong(backup.path, cancelled)))
        return tuple(looked)

    def back_up(self) -> Backup:
        """Make a verified backup now; its copy at the second place is made by whoever asked, beside the journal."""
        return self._ledger.file.back_up(
            self.places.backups,
            self._ledger.clock.now(),
            on_hold=self.is_on_hold(),
            above=self.second_place.highest_number,
        )

    def back_up_if_changed(self) -> Backup | None:
        """Make a verified backup when something was written since the last one, in this session or before."""
        return self.back_up() if self.is_behind() else None

    def is_behind(self) -> bool:
        """Whether something was written since the last backup; not forgotten by a crash."""
        return self._ledger.file.is_behind(self.places.backups)

    def before(self) -> None:
        """Have a verified backup of all there is before much of it changes; raises BackupFailed."""
        self.back_up_if_changed()

    def backups(self) -> tuple[Backup, ...]:
        """The verified backups, newest first."""
        return backups.backups(self.places.backups)

    def last_backup_at(self) -> datetime | None:
        """When the newest verified backup was made."""
        found = self.backups()
        return found[0].made_at if found else None

    def empty_bin(self) -> int:
        """Erase what has been in the bin for 30 days and is not on hold."""
        if self.is_on_hold():
            return 0
        erased = self._ledger.file.empty_bin(self._ledger.clock.now())
        if erased:  # what was done to them cannot be taken back any more
            self._ledger.history.forget()
        return erased

    def is_on_hold(self) -> bool:
        """Whether the whole journal is on hold."""
        with self._ledger.file.read() as connection:
            return settings.setting(connection, "hold", default=False) is True

    def synced_by(self) -> str | None:
        """The sync program in whose folder the journal lies, if any."""
        return inside_synced_folder(self.places.data_dir)

    def folder(self) -> Path:
        """Where the journal lies."""
        return self.places.data_dir
