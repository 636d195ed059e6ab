"""Opening a journal whose key file is lost, damaged or of another time with the keys that lie in a backup."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import (
    BackupDamaged,
    JournalDamaged,
    JournalError,
    KeysDoNotFit,
    KeySlotsDamaged,
    NoJournalHere,
    NoSuchBackup,
    OpenElsewhere,
)
from app.domain.restoring import KeysInBackup, Opener
from app.services.restoring import a_folder_for_a_trial, opened_with
from app.storage import keys
from app.storage.files import copy_file, file_errors
from app.storage.taking_place import aside_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.paths import Places
    from app.storage.keys import DataKey, KdfPolicy
    from app.storage.lockfile import JournalLock


class TakingKeys:
    """The keys in the backups of a folder, and putting them beside the journal once they are proved."""

    def __init__(
        self, places: Places, policy: KdfPolicy, lock: JournalLock, stamp: Callable[[], str]
    ) -> None:
        self._places, self._policy, self._lock, self._stamp = places, policy, lock, stamp

    def there_are(self) -> tuple[KeysInBackup, ...]:
        """Every set of keys that lies in the backups here and is not the one in use, newest backup first.

        A lost key file does not say which journal it was of: whether keys fit is proved only by opening.
        """
        from app.storage import backups

        in_use = b""
        with contextlib.suppress(JournalError):
            in_use = keys.copy_of_slots(self._places.keys)
        found: dict[bytes, list[backups.Backup]] = {}
        with file_errors():
            for one in backups.backups(self._places.backups):
                slots = backups.slots_in(one.path)
                if slots is not None and slots != in_use:
                    found.setdefault(slots, []).append(one)
        return tuple(KeysInBackup(kept[0].path, kept[0].made_at, len(kept)) for kept in found.values())

    def take(self, backup: Path, opener: Opener) -> None:
        """Put the keys of a backup beside the journal; key files that are there get another name.

        Only once its passphrase, or recovery code, was proved to open this very journal file. From then on
        the journal opens with these. Raises WrongPassphrase, WrongRecoveryCode, BackupDamaged, KeysDoNotFit,
        OpenElsewhere, and what the disk can meet; then nothing was changed.
        """
        with self._alone():
            slots = self._proved(backup, opener)
            self._put_aside()
            keys.put_back_slots(self._places.keys, slots)

    def prove(self, backup: Path, opener: Opener) -> None:
        """The same up to the proof; nothing is changed either way."""
        with self._alone():
            self._proved(backup, opener)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        if self._lock.held:
            raise OpenElsewhere("This journal is open.", "Lock it first; its keys are there.")
        with file_errors():
            if not self._places.journal.exists():
                raise NoJournalHere
        with self._lock:
            yield

    def _proved(self, backup: Path, opener: Opener) -> bytes:
        """The key file in a backup, once it opened this journal."""
        from app.storage import backups

        with file_errors():
            if not backup.is_file():
                raise NoSuchBackup
        slots = backups.slots_in(backup)
        if slots is None:
            raise BackupDamaged
        with a_folder_for_a_trial(self._places) as folder:
            self._prove(slots, folder, opener)
        return slots

    def _prove(self, slots: bytes, folder: Path, opener: Opener) -> None:
        there = folder / self._places.keys.name
        try:
            keys.put_back_slots(there, slots)
            data_key = opened_with(there, opener, self._policy)
        except KeySlotsDamaged as error:
            raise BackupDamaged("The key file in this backup is damaged.") from error
        try:
            if not self._opens(data_key, folder):
                raise KeysDoNotFit
        finally:
            data_key.zero()

    def _opens(self, data_key: DataKey, folder: Path) -> bool:
        """Whether it reads the journal file; beside an unfinished save a copy is asked, which nothing rolls back."""
        from app.storage import leftover
        from app.storage.engine import open_engine

        journal = self._places.journal
        if leftover.is_there(journal):
            with file_errors():
                copy_file(journal, folder / journal.name)
            journal = folder / journal.name
        try:
            open_engine(journal, data_key, read_only=True).dispose()
        except JournalDamaged:
            return False
        return True

    def _put_aside(self) -> None:
        """A copy of each under another name: at no moment is there none under its own."""
        stamp = self._stamp()
        with file_errors():
            for path in (self._places.keys, self._places.keys.with_name(f"{self._places.keys.name}.1")):
                if path.exists():
                    copy_file(path, path.with_name(aside_name(path.name, stamp)))
