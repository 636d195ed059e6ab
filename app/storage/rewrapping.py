"""Giving the backups that were made before the key slots of now, so that an earlier passphrase opens none of them."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import BackupFailed, JournalError
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress, never, no_progress
from app.storage.backups import NOT_A_BACKUP, Backup, backups, digest, slots_in, write_pack
from app.storage.files import file_errors, flush_folder
from app.storage.keys import copy_of_slots
from app.storage.keys.slot_file import load


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """How many backups open with the passphrase of now, and how many were left as they were.

    Left are those of another journal, and those that could not be read.
    """

    renewed: int
    left: int


def outdated(folder: Path, keys: Path) -> tuple[Backup, ...]:
    """The backups of this journal whose key slots are other than those of now, newest first."""
    with file_errors():
        now = copy_of_slots(keys)
        return tuple(backup for backup in backups(folder) if _is_outdated(backup.path, now))


def rewrap(folder: Path, keys: Path, progress: Progress = no_progress, cancelled: Asked = never) -> Rewrapped:
    """Write each of these backups anew with the key slots of now; the journal inside stays byte for byte.

    The earlier file is replaced only once the new one was read back and compared. Cancelling raises
    Cancelled between two backups or within one; those done stay done, the others as they were.
    Raises BackupFailed, and what the disk can meet.
    """
    found = outdated(folder, keys)
    renewed = 0
    for number, backup in enumerate(found):
        progress(number, len(found))
        renewed += _renew(backup.path, copy_of_slots(keys), cancelled)
    progress(len(found), len(found))
    return Rewrapped(renewed, len(found) - renewed)


def _is_outdated(path: Path, now: bytes) -> bool:
    held = slots_in(path)
    if held is None or held == now:
        return False
    try:
        return load(held).journal_id == load(now).journal_id
    except JournalError:
        return False


def _renew(path: Path, slots: bytes, cancelled: Asked) -> bool:
    """Whether it was done; a backup that is damaged, or was thinned meanwhile, is left as it is."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)  # one left by a crash
    try:
        with file_errors():
            with zipfile.ZipFile(path) as old:
                about = old.read("about.json")
                with old.open("journal.db") as journal:
                    before = write_pack(beside, about, slots, journal, cancelled)
            _verify(beside, about, slots, before)
            if not path.exists():
                return False
            beside.replace(path)
            flush_folder(path.parent)
    except NOT_A_BACKUP:
        return False
    finally:
        beside.unlink(missing_ok=True)
    return True


def _verify(path: Path, about: bytes, slots: bytes, journal: bytes) -> None:
    with zipfile.ZipFile(path) as archive, archive.open("journal.db") as inside:
        same = digest(inside) == journal
        if not same or archive.read("journal.keys") != slots or archive.read("about.json") != about:
            raise BackupFailed
