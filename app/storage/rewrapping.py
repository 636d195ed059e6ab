"""Giving the backups that were made before the key slots of now, so that an earlier passphrase opens none of them."""

import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import BackupFailed, JournalError
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress, never, no_progress
from app.storage.backups import NOT_A_BACKUP, Backup, backups, digest, slots_in, write_pack
from app.storage.files import file_errors, flush_folder, write_whole
from app.storage.keys import copy_of_slots
from app.storage.keys.slot_file import load
from app.storage.whole_copies import whole_copies


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """How many backups open with the passphrase of now, and how many were left as they were.

    Left are those of another journal, and those that could not be read.
    """

    renewed: int
    left: int


def outdated(folder: Path, keys: Path) -> tuple[Backup, ...]:
    """The backups of this journal whose key slots are other than those of now, newest first.

    Those that were made of a whole copy beside the journal come after those of the folder.
    """
    with file_errors():
        now = copy_of_slots(keys)
        places = (folder, *(copy / folder.name for copy in whole_copies(keys.parent)))
        found = (backup for place in places for backup in backups(place))
        return tuple(backup for backup in found if _is_outdated(backup.path, now))


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


def renew_copies(keys: Path) -> int:
    """Give every other copy of the key file in its folder the slots of now; how many were others.

    A restore, taking keys from a backup, a rescue and a look into another copy leave some: each would go on
    opening the journal with an earlier passphrase. What cannot be read or written is left as it is.
    """
    now, renewed = copy_of_slots(keys), 0
    journal_id = load(now).journal_id
    for path in _other_copies(keys):
        with suppress(JournalError, OSError):
            held = path.read_bytes()
            if held != now and load(held).journal_id == journal_id:
                write_whole(path, now)
                renewed += 1
    return renewed


def _other_copies(keys: Path) -> list[Path]:
    inside = [path for folder in whole_copies(keys.parent) for path in folder.glob(f"{keys.name}*")]
    return [path for path in (*keys.parent.glob(f"{keys.name}*.old"), *inside) if path.is_file()]


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
