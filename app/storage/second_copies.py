"""Backups copied to a folder that may be slow, remote or gone: each whole under its name, or not there at all."""

import hashlib
import os
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.domain.errors import Cancelled, StorageProblem
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress, never, no_progress
from app.domain.thinning import Held, surplus
from app.storage.backups import SUFFIX, Backup, backup_at, digest, journal_in, slots_in
from app.storage.files import create_file, flush_folder, flush_to_disk

_CHUNK: Final = 1 << 18
_FLUSHED_EVERY: Final = 8 << 20
_NAME: Final = re.compile(rf"journal-\d{{8}}-\d{{6}}-\d{{6}}Z{re.escape(SUFFIX)}")
# Sync programs pass over names that begin so (Dropbox) and end so (OneDrive): they never see half a file.
_UNDER_WAY: Final = re.compile(r"\.~journal-\d{8}-\d{6}-\d{6}Z\.[0-9a-f]{8}\.tmp")
_LEFT_BY_A_KILL_SECONDS: Final = 3600
_TRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Copy:
    """A file in the second place that was looked into once; of another journal where `is_ours` is not so.

    Looking again would make a sync program fetch the whole file, so this is kept on this computer.
    """

    name: str
    size: int
    is_ours: bool
    made_at: datetime
    entries: int = 0
    number: int = 0
    slots: str = ""
    """The SHA-256 of the key file in it."""

    @property
    def held(self) -> Held:
        """The same as thinning sees it."""
        return Held(self.name, self.made_at, self.entries, self.number)


def copies_in(folder: Path, journal_id: str, known: dict[str, Copy]) -> dict[str, Copy]:
    """The backups in a folder by name; looks only into those that are not `known` with that size.

    Names that Balcony does not give, such as those of a sync program's conflict copies, are passed over.
    """
    found = {}
    for item in sorted(folder.iterdir()):
        if not _NAME.fullmatch(item.name) or item.is_symlink():
            continue
        before = known.get(item.name)
        if before is not None and before.size == item.stat().st_size:
            found[item.name] = before
        elif (backup := backup_at(item)) is not None:
            found[item.name] = copy_of(backup, is_ours=journal_in(item) == journal_id)
    return found


def copy_of(backup: Backup, *, is_ours: bool = True) -> Copy:
    """What to remember of a backup."""
    slots = slots_in(backup.path) or b""
    return Copy(
        backup.path.name, backup.size, is_ours, backup.made_at, backup.entries, backup.number,
        hashlib.sha256(slots).hexdigest(),
    )  # fmt: skip


def to_copy(here: list[Copy], there: list[Copy]) -> list[Copy]:
    """Which backups of this journal are to be copied, newest first: those the policy keeps of both together.

    One whose key file was renewed here since is copied again.
    """
    as_there = {one.name: (one.size, one.slots) for one in there}
    gone = {one.name for one in surplus({one.name: one.held for one in (*here, *there)}.values())}
    wanted = [one for one in here if one.name not in gone and as_there.get(one.name) != (one.size, one.slots)]
    return sorted(wanted, key=lambda one: one.held.order, reverse=True)


class Moved:
    """Counts the bytes of several copies and tells each new megabyte."""

    def __init__(self, of: int = 0, tell: Progress = no_progress) -> None:
        self._done, self._of, self._tell = 0, of, tell

    def by(self, count: int) -> None:
        """So many more bytes are written."""
        before, self._done = self._done, self._done + count
        if before >> 20 != self._done >> 20:
            self._tell(self._done >> 20, max(self._of, self._done) >> 20)


def copy_compared(source: Path, folder: Path, moved: Moved, cancelled: Asked = never) -> None:
    """Copy a backup into a folder: hidden name, flushed, read back, compared, and only then its own name.

    Raises Cancelled, StorageProblem for a copy that differs, and OSError; nothing stays in any of these cases.
    """
    beside = folder / f".~{source.name.removesuffix(SUFFIX)}.{secrets.token_hex(4)}.tmp"
    try:
        written = _write(source, beside, cancelled, moved)
        with beside.open("rb") as copy:
            _forget_what_is_cached(copy.fileno())
            if digest(copy, cancelled) != written:
                raise StorageProblem
        _take_name(beside, folder / source.name)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    with suppress(OSError):
        flush_folder(folder)


def _write(source: Path, beside: Path, cancelled: Asked, moved: Moved) -> bytes:
    seen, unflushed = hashlib.sha256(), 0
    with source.open("rb") as read, os.fdopen(create_file(beside), "wb") as out:
        while chunk := read.read(_CHUNK):
            if cancelled():
                raise Cancelled
            out.write(chunk)
            seen.update(chunk)
            moved.by(len(chunk))
            unflushed += len(chunk)
            if unflushed >= _FLUSHED_EVERY:  # a slow place is waited for in short steps, not at the end
                unflushed = 0
                out.flush()
                flush_to_disk(out.fileno())
        out.flush()
        flush_to_disk(out.fileno())
    return seen.digest()


def _forget_what_is_cached(descriptor: int) -> None:
    """Read from the place itself, as far as the system lets one ask for that."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _take_name(beside: Path, final: Path) -> None:
    """A program that looks at the new file may hold it for a moment on Windows."""
    for attempt in range(1, _TRIES + 1):
        try:
            beside.replace(final)
        except PermissionError:
            if attempt == _TRIES:
                raise
            time.sleep(0.25 * attempt)
        else:
            return


def clear_what_a_kill_left(folder: Path, just_copied: str) -> int:
    """Remove half copies that have not been written to for an hour, by the clock of the place itself."""
    now = (folder / just_copied).stat().st_mtime
    left = [path for path in folder.iterdir() if _UNDER_WAY.fullmatch(path.name)]
    old = [path for path in left if now - path.stat().st_mtime >= _LEFT_BY_A_KILL_SECONDS]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def thin_there(folder: Path, there: dict[str, Copy], newest: str) -> dict[str, Copy]:
    """Remove the copies of this journal that the policy lets go; those that stay.

    Nothing goes unless the newest backup is among them, and nothing but what bears the size it is known by.
    """
    ours = {one.held: one.name for one in there.values() if one.is_ours}
    if newest not in ours.values():
        return there
    left = dict(there)
    for one in surplus(ours):
        path = folder / ours[one]
        with suppress(FileNotFoundError):
            if path.stat().st_size != there[ours[one]].size:
                continue
            path.unlink()
        del left[ours[one]]
    return left
