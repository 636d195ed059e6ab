"""Verified backups: one file with the journal and its key slots, named only after it was opened and counted."""

import hashlib
import re
import struct
import threading
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Connection, Engine

from app.domain.errors import BackupDamaged, BackupFailed, Cancelled, JournalError
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import never
from app.domain.thinning import Held, surplus
from app.storage.backup_about import About, came_to, is_as_sealed, read_about, write_about
from app.storage.engine import open_engine, reading
from app.storage.files import create_file, flush_folder, flush_to_disk
from app.storage.keys import DataKey, copy_of_slots
from app.storage.keys.slot_file import load
from app.storage.migrate import revision
from app.storage.translate import translating

SUFFIX: Final = ".balcony-backup"
_CHUNK: Final = 1 << 20
# What a backup is called while it is made: hidden, and gone when it is done. Only a kill leaves one.
_UNDER_WAY: Final = re.compile(r"\.journal-\d{8}-\d{6}-\d{6}Z\.(part|copy|copy-journal)")
_ONE_AT_A_TIME: Final = threading.Lock()
# What the zip reader raises for bytes that are no zip, or no longer the one that was written.
NOT_A_BACKUP: Final = (
    zipfile.BadZipFile,
    KeyError,
    EOFError,
    ValueError,
    RuntimeError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was verified when it was made."""

    path: Path
    made_at: datetime
    entries: int
    size: int
    number: int = 0
    """Counts in the order of making, whatever the clock said; 0 for one made before they were numbered."""
    came_to: str = ""
    """How far the journal had come (backup_about.came_to); empty for one of version 1."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a copy that was opened: how many entries, and how far the journal had come."""

    entries: int
    came_to: str


def make_backup(
    engine: Engine, data_key: DataKey, keys: Path, folder: Path, at: datetime, above: int = 0
) -> Backup:
    """Copy the journal, open the copy with its key, check and count it, and only then give it its name.

    `above` is the highest number known of a backup of this journal elsewhere; its own is higher.
    Raises BackupFailed, with nothing left behind, when any of this does not hold.
    """
    with _ONE_AT_A_TIME:
        return _made(engine, data_key, keys, folder, at, above)


def _made(engine: Engine, data_key: DataKey, keys: Path, folder: Path, at: datetime, above: int) -> Backup:
    stem = f"journal-{at.astimezone(UTC):%Y%m%d-%H%M%S-%f}Z"
    copy, packed = folder / f".{stem}.copy", folder / f".{stem}.part"
    try:
        with translating():
            found = _copy_and_verify(engine, data_key, copy)
            number = 1 + max((one.number for one in backups(folder)), default=0)
            about = About(at, found.entries, max(number, above + 1), came_to=found.came_to)
            _pack(packed, copy, keys, about, data_key)
            _verify_pack(packed, copy)
            final = folder / f"{stem}{SUFFIX}"
            packed.replace(final)
            flush_folder(folder)
    except JournalError as error:
        raise BackupFailed from error
    finally:
        for beside in (copy, packed, copy.with_name(f"{copy.name}-journal")):
            with suppress(OSError):  # what cannot be removed now must not hide what went wrong, or went well
                beside.unlink(missing_ok=True)
    return Backup(final, at, about.entries, final.stat().st_size, about.number, about.came_to)


def clear_leftovers(folder: Path) -> int:
    """Remove what a kill left of a backup that was being made; how many files.

    Only while the lock of the journal is held, so that it is no other process that is making one.
    """
    with _ONE_AT_A_TIME:
        left = [path for path in folder.glob(".journal-*") if _UNDER_WAY.fullmatch(path.name)]
        for path in left:
            path.unlink(missing_ok=True)
    return len(left)


def _copy_and_verify(engine: Engine, data_key: DataKey, copy: Path) -> Verified:
    with engine.connect() as connection:
        counted = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
        connection.rollback()
        raw = connection.connection.driver_connection
        if raw is None:
            raise BackupFailed
        raw.execute("VACUUM INTO ?", (str(copy),))  # keeps the key: the copy is encrypted page by page
    copy.chmod(0o600)
    verified = open_engine(copy, data_key, read_only=True)
    try:
        with reading(verified) as connection:
            whole = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
            answer = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            count = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
            known, far = revision(connection), came_to(connection)
    finally:
        verified.dispose()
    if whole or answer != "ok" or count < counted or known is None:
        raise BackupFailed
    return Verified(int(count), far)


def _pack(packed: Path, copy: Path, keys: Path, about: About, data_key: DataKey) -> None:
    slots = copy_of_slots(keys)  # whichever copy is whole: a backup with a damaged key file opens nothing
    with copy.open("rb") as journal:
        about = replace(about, journal=digest(journal).hex())
        journal.seek(0)
        write_pack(packed, write_about(about, data_key), slots, journal)


def write_pack(
    packed: Path, about: bytes, slots: bytes, journal: IO[bytes], cancelled: Asked = never
) -> bytes:
    """Write a new backup file, flushed to the disk; the SHA-256 of the journal that was put in."""
    seen = hashlib.sha256()
    with open(create_file(packed), "wb") as out:  # noqa: PTH123  a descriptor, made 0600 whatever the umask
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("about.json", about)
            archive.writestr("journal.keys", slots)
            with archive.open("journal.db", "w", force_zip64=True) as inside:
                while chunk := journal.read(_CHUNK):
                    if cancelled():
                        raise Cancelled
                    inside.write(chunk)
                    seen.update(chunk)
        out.flush()
        flush_to_disk(out.fileno())
    return seen.digest()


def _verify_pack(packed: Path, copy: Path) -> None:
    with zipfile.ZipFile(packed) as archive, archive.open("journal.db") as inside, copy.open("rb") as outside:
        if digest(inside) != digest(outside):
            raise BackupFailed


def digest(file: IO[bytes], cancelled: Asked = never) -> bytes:
    """The SHA-256 of an open file."""
    found = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        if cancelled():
            raise Cancelled
        found.update(chunk)
    return found.digest()


def backups(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, newest first by their number, then by the clock; what is not one is passed over."""
    found = [backup for path in folder.glob(f"journal-*{SUFFIX}") if (backup := backup_at(path)) is not None]
    return tuple(sorted(found, key=lambda one: (one.number, one.made_at, one.path.name), reverse=True))


def backup_at(path: Path) -> Backup | None:
    """The backup in one file, as its about.json says; None for what is not one."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = read_about(archive.read("about.json"))
        size = path.stat().st_size
    except (OSError, TypeError, AttributeError, *NOT_A_BACKUP):
        return None
    return Backup(path, about.made_at, about.entries, size, about.number, about.came_to)


def newest_of(folder: Path, journal_id: str) -> Backup | None:
    """The newest backup of this journal in a folder where others may have theirs too."""
    return next((one for one in backups(folder) if journal_in(one.path) == journal_id), None)


def is_behind(connection: Connection, folder: Path, journal_id: str) -> bool:
    """Whether the journal holds anything that its newest backup does not; after a crash too."""
    newest = newest_of(folder, journal_id)
    return newest is None or newest.came_to != came_to(connection)


def what_is_wrong(path: Path, data_key: DataKey | None = None, cancelled: Asked = never) -> str:
    """Read a whole backup again; in plain words why it is not as it was written, or nothing.

    Each file in it has a checksum, the journal a digest in about.json, and about.json, to whoever has the key,
    a seal. One of version 1 has only the checksums.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            about = read_about(archive.read("about.json"))
            archive.read("journal.keys")
            with archive.open("journal.db") as inside:
                found = digest(inside, cancelled).hex()
    except (OSError, TypeError, AttributeError, *NOT_A_BACKUP):
        return "it is damaged or cannot be read"
    if about.journal and found != about.journal:
        return "the journal in it is not the one it was made with"
    if data_key is not None and about.seal and not is_as_sealed(about, data_key):
        return "its date, number or count was changed after it was made"
    return ""


def thin(folder: Path, journal_id: str) -> int:
    """Remove the backups of this journal that the policy lets go (domain.thinning); how many went."""
    found = [one for one in backups(folder) if journal_in(one.path) == journal_id]
    held = {Held(one.path.name, one.made_at, one.entries, one.number): one.path for one in found}
    going = surplus(held)
    for one in going:
        held[one].unlink(missing_ok=True)
    return len(going)


def slots_in(path: Path) -> bytes | None:
    """The key file that lies in a backup; None where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read("journal.keys")
    except (OSError, *NOT_A_BACKUP):
        return None


def journal_in(path: Path) -> str | None:
    """The journal a backup is of, as its key file says; None where that cannot be read."""
    try:
        held = slots_in(path)
        return None if held is None else load(held).journal_id
    except JournalError:
        return None


def unpack(backup: Path, journal: Path, keys: Path) -> None:
    """Write the journal and key slots of a backup to two new files that must not be there yet.

    Raises BackupDamaged for a file that is no backup, or one of which any byte has changed.
    """
    for name, target in (("journal.db", journal), ("journal.keys", keys)):
        unpack_part(backup, name, target)


def unpack_part(backup: Path, name: str, target: Path, cancelled: Asked = never) -> None:
    """Write one part of a backup to a new file; raises BackupDamaged, FileExistsError's meaning, Cancelled."""
    try:
        with (
            translating(),
            zipfile.ZipFile(backup) as archive,
            archive.open(name) as inside,
            open(create_file(target), "wb") as out,  # noqa: PTH123  a descriptor
        ):
            while chunk := inside.read(_CHUNK):  # the last one compares the checksum
                if cancelled():
                    raise Cancelled
                out.write(chunk)
            out.flush()
            flush_to_disk(out.fileno())
    except NOT_A_BACKUP as error:
        raise BackupDamaged from error
