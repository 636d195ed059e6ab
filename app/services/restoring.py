"""Bringing a journal back from a backup: looked at and proved first, put in place when it is asked for."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.errors import (
    BackupDamaged,
    BackupDiffers,
    JournalError,
    KeySlotsDamaged,
    NoSuchBackup,
    NotAsLookedAt,
    OpenElsewhere,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.exchange import never, no_progress
from app.domain.restoring import HereNow, InBackup, Opener, Restored, RestorePreview, ToTry, Tried
from app.paths import places_in
from app.storage import keys, taking_place
from app.storage.files import file_errors

if TYPE_CHECKING:
    from app.domain.exchange import Cancelled, Progress
    from app.paths import Places
    from app.services.clock import Clock
    from app.services.journal import Journal
    from app.storage.backups import Backup
    from app.storage.inside import Inside
    from app.storage.keys import DataKey, KdfPolicy
    from app.storage.lockfile import JournalLock
    from app.storage.seen import LastSeen

STEPS: Final = 5
"""Opened with its key, read again, unpacked, every page checked, counted."""


class Restoring:
    """What can be done with a backup before the journal of a folder is open."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        policy: KdfPolicy,
        lock: JournalLock,
        put_in_place: Callable[[Path], None],
        last_seen: Callable[[str], LastSeen | None],
    ) -> None:
        self._places, self._clock, self._policy, self._lock = places, clock, policy, lock
        self._put_in_place, self._last_seen = put_in_place, last_seen

    def look(
        self,
        backup: Path,
        opener: Opener,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> RestorePreview:
        """Unpack a backup into a hidden folder, open it with its own key slots, check and count all of it.

        Nothing that is here is touched, but for an earlier restore that was cut off: that is finished. Raises WrongPassphrase, WrongRecoveryCode, BackupDamaged, NoSuchBackup,
        JournalTooNew, OpenElsewhere, Cancelled, and what the disk can meet; then nothing is left behind.
        """
        with file_errors():
            self._places.make()
        with self._alone():
            taking_place.clear_unfinished(self._places)
            stamp = f"{self._clock.now():%Y%m%d-%H%M%S-%f}"
            folder = taking_place.unpacking_folder(self._places, stamp)
            try:
                found, about, data_key = unpacked(backup, folder, opener, self._policy, progress, cancelled)
                try:
                    here = self._here(data_key)
                finally:
                    data_key.zero()
                kept_as = taking_place.kept_as(self._places, taking_place.stamp_of(folder))
                return RestorePreview(backup, _in_backup(found, about), here, kept_as, folder, _mark(folder))
            except BaseException:
                taking_place.clear(folder)
                raise

    def leave(self, preview: RestorePreview) -> None:
        """Nothing is restored; what was unpacked goes."""
        taking_place.clear(preview.folder)

    def restore(self, preview: RestorePreview, opener: Opener) -> Restored:
        """Put in place what was looked at. The journal that is here is kept under another name.

        Where the key of the backup opens that one too, it is backed up first. Raises NotAsLookedAt, and what
        opening the backup and the disk can meet; then nothing has moved.
        """
        with self._alone():
            if _mark(preview.folder) != preview.unpacked:
                raise NotAsLookedAt
            data_key = opened_with(preview.folder / self._places.keys.name, opener, self._policy)
            try:
                backup = self._backed_up(data_key)
            finally:
                data_key.zero()
            stamp = taking_place.stamp_of(preview.folder)
            self._put_in_place(taking_place.decide(self._places, preview.folder, stamp))
        return Restored(preview.kept_as, backup)

    # ---- trying it out

    def try_out(
        self, wanted: ToTry, opener: Opener, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> Tried:
        """Restore a backup into a folder of its own, compare its tables with the journal's, and clear it away.

        The open journal is not touched. Raises WrongPassphrase, WrongRecoveryCode, BackupDamaged,
        BackupDiffers, Cancelled, and what the disk can meet.
        """
        from app.storage import tried

        with a_folder_for_a_trial(self._places) as folder:
            found, about, data_key = unpacked(
                wanted.backup, folder, opener, self._policy, progress, cancelled
            )
            seen = self._last_seen(data_key.journal_id)
            data_key.zero()
        names = found.tables.keys() | wanted.tables.keys()
        differing = sum(found.tables.get(name) != wanted.tables.get(name) for name in names)
        if differing:
            raise BackupDiffers(differing)
        done = Tried(self._clock.now(), about.made_at, found.entries, found.rows, len(found.tables))
        if seen is not None:
            tried.note(seen, done)
        return done

    def last_tried(self) -> Tried | None:
        """When that was last done on this computer, and what it brought."""
        from app.storage import tried

        with contextlib.suppress(JournalError):
            seen = self._last_seen(keys.journal_id_of(self._places.keys))
            return None if seen is None else tried.last(seen)
        return None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock; a journal that is open, here or elsewhere, is not replaced under its window."""
        if self._lock.held:
            raise OpenElsewhere("This journal is open.", "Lock it, and restore before you unlock it again.")
        with self._lock:
            taking_place.finish_decided(self._places, self._put_in_place)
            yield

    # ---- what is here now

    def _here(self, data_key: DataKey) -> HereNow | None:
        from app.storage.inside import look_from_outside

        journal = self._places.journal
        with file_errors():
            if not journal.exists():
                return None
            written_at = datetime.fromtimestamp(journal.stat().st_mtime, UTC)
        found = look_from_outside(journal, data_key)
        return HereNow(written_at) if found is None else HereNow(written_at, *found)

    def _backed_up(self, data_key: DataKey) -> Path | None:
        """A verified backup of what is here; None where it cannot be opened as it lies, and is only kept.

        A restore is often wanted because what is here is damaged, or its disk is nearly full: that it
        could not be backed up must not keep anybody from restoring. It is kept under another name anyway.
        """
        from app.storage import leftover

        places = self._places
        if not places.journal.exists() or leftover.is_there(places.journal):
            return None
        with contextlib.suppress(JournalError):
            return backed_up_with(data_key, places, self._clock).path
        return None


def backed_up_with(data_key: DataKey, places: Places, clock: Clock) -> Backup:
    """A verified backup of the journal of a folder by its key, whether it is open or not; numbered as every other.

    Raises what opening the file and making a backup can meet.
    """
    from app.services.second_place import SecondPlace
    from app.storage.backups import make_backup
    from app.storage.engine import open_engine

    above = SecondPlace(places, data_key.journal_id, clock).highest_number
    opened = open_engine(places.journal, data_key)
    try:
        return make_backup(opened, data_key, places.keys, places.backups, clock.now(), above)
    finally:
        opened.dispose()


def to_try(journal: Journal) -> ToTry:
    """A fresh backup of the open journal and its tables' rows at that moment, on the journal's own thread."""
    from app.storage.inside import rows_by_table

    backup = journal.care.back_up()
    with journal.file.read() as connection:
        return ToTry(backup.path, rows_by_table(connection))


def unpacked(
    backup: Path,
    folder: Path,
    opener: Opener,
    policy: KdfPolicy,
    progress: Progress = no_progress,
    cancelled: Cancelled = never,
) -> tuple[Inside, Backup, DataKey]:
    """Unpack a backup into a folder, opened and checked: what is in it, what it says, and its key to wipe.

    Its passphrase is tried before anything large is read.
    """
    from app.storage import backups
    from app.storage.inside import look_inside

    there, done = places_in(folder), 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done, STEPS)

    progress(0, STEPS)
    with file_errors():
        if not backup.is_file():
            raise NoSuchBackup
    about, slots = backups.backup_at(backup), backups.slots_in(backup)
    if about is None or slots is None:
        raise BackupDamaged
    data_key = _key_in(slots, there.keys, opener, policy)
    try:
        step()
        wrong = backups.what_is_wrong(backup, data_key, cancelled)
        if wrong:
            raise BackupDamaged(f"This backup cannot be used: {wrong}.")
        step()
        backups.unpack_part(backup, there.journal.name, there.journal, cancelled)
        step()
        found = look_inside(there.journal, data_key, step, cancelled)
        if found.entries != about.entries:
            raise BackupDamaged("This backup does not hold as many entries as it says.")
    except BaseException:
        data_key.zero()
        raise
    return found, about, data_key


def _key_in(slots: bytes, path: Path, opener: Opener, policy: KdfPolicy) -> DataKey:
    try:
        keys.put_back_slots(path, slots)
        return opened_with(path, opener, policy)
    except KeySlotsDamaged as error:
        raise BackupDamaged("The key file in this backup is damaged.") from error


def opened_with(path: Path, opener: Opener, policy: KdfPolicy) -> DataKey:
    """The key behind the slots of a backup; raises WrongPassphrase or WrongRecoveryCode, said of a backup."""
    code = keys.RecoveryCode.read(opener.code) if opener.code else None
    try:
        if code is not None:
            return keys.open_with_recovery(path, code)
        return keys.open_with_passphrase(path, opener.passphrase, policy)
    except WrongPassphrase as error:
        raise WrongPassphrase(
            "That passphrase does not open this backup.",
            "A backup opens with the passphrase the journal had when it was made. Check Caps Lock and the keyboard "
            "layout, or use the recovery code of that time. Nothing was moved.",
        ) from error
    except WrongRecoveryCode as error:
        raise WrongRecoveryCode(
            "That recovery code does not open this backup.",
            "A backup opens with the recovery sheet the journal had when it was made. Compare the code with it. "
            "Nothing was moved.",
        ) from error


@contextlib.contextmanager
def a_folder_for_a_trial(places: Places) -> Iterator[Path]:
    """A hidden folder that is gone afterwards; one that a kill leaves goes with the next restore."""
    with file_errors(), tempfile.TemporaryDirectory(prefix=".restore-", dir=places.data_dir) as folder:
        yield Path(folder)


def _in_backup(found: Inside, about: Backup) -> InBackup:
    return InBackup(about.made_at, about.number, found.entries, found.newest, found.rows, found.revision)


def _mark(folder: Path) -> tuple[int, int, int]:
    try:
        there = places_in(folder).journal.stat()
    except OSError:
        raise NotAsLookedAt from None
    return there.st_ino, there.st_size, there.st_mtime_ns
