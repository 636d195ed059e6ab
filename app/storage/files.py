"""Writing small files whole: atomic, durable, and readable by this account alone."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from app.domain.errors import (
    DiskFull,
    JournalError,
    JournalReadOnly,
    NotAllowed,
    NotEnoughMemory,
    StorageProblem,
)

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOWHERE = {errno.ENOENT, errno.ENOTDIR}
_DENIED = {errno.EACCES, errno.EPERM}
NOT_FETCHED = {errno.EIO, getattr(errno, "EREMOTEIO", errno.EIO), getattr(errno, "ETIMEDOUT", errno.EIO)}
"""What reading a file meets whose content is elsewhere, or whose drive no longer answers."""
CLOUD_FILE = {362, 388, 389, 395, 396, 397, 404, 426}
"""The same on Windows: ERROR_CLOUD_FILE_* (winerror.h)."""


def create_file(path: Path) -> int:
    """Open a new file for reading and writing, mode 0600 whatever the umask; FileExistsError if there.

    The caller closes the descriptor.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags, 0o600)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file so that after a crash it holds either the old content or the new, never a part.

    Written beside it, flushed to the disk, then renamed over it. Mode 0600.
    """
    with _written_beside(path, "wb") as out:
        out.write(content)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file to a new one, flushed to the disk, mode 0600; FileExistsError if that is there."""
    with source.open("rb") as read, os.fdopen(create_file(target), "wb") as out:
        try:
            shutil.copyfileobj(read, out, 1 << 20)
            out.flush()
            flush_to_disk(out.fileno())
        except BaseException:
            with suppress(OSError):
                target.unlink()
            raise
    flush_folder(target.parent)


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file that takes its name only when the block ends well; mode 0600."""
    with _written_beside(path, "w", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def _written_beside(path: Path, mode: str, **text: Any) -> Iterator[Any]:
    beside = path.with_name(f".{path.name}.tmp")
    beside.unlink(missing_ok=True)  # one left by a crash
    try:
        with os.fdopen(create_file(beside), mode, **text) as out:
            yield out
            out.flush()
            flush_to_disk(out.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    flush_folder(path.parent)


def flush_to_disk(descriptor: int) -> None:
    """Wait until the drive itself holds what was written to a file."""
    if sys.platform == "darwin":  # there fsync alone leaves the data in the drive's cache
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Make a rename or a new file in a folder durable, where the system has a way to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives refuse this; the file itself is already flushed
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def only_for_this_account(path: Path) -> None:
    """Set mode 0600 on an existing file where that is possible; a file of another owner stays as it is."""
    with suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


_OF_OURS = re.compile(r"journal\..*\.(old|found)\.db|journal\.db", re.IGNORECASE)
_A_COPY = re.compile(r"journal.+\.db|journal\.db.+conflict.*|journal\.sync-conflict.*", re.IGNORECASE)


def copies_beside(journal: Path) -> tuple[Path, ...]:
    """What sync programs call the copy of a journal that two computers changed: "journal (1).db" and its like.

    Only names are looked at; what Balcony put aside itself is none of them.
    """
    try:
        beside = sorted(journal.parent.iterdir())
    except OSError:
        return ()
    found = (path for path in beside if _A_COPY.fullmatch(path.name) and not _OF_OURS.fullmatch(path.name))
    return tuple(path for path in found if not path.name.endswith("-journal"))


def as_journal_error(error: OSError | MemoryError) -> JournalError:
    """What an error of the operating system means for a person; never repeats its text."""
    if isinstance(error, MemoryError) or error.errno == errno.ENOMEM:
        return NotEnoughMemory()
    if error.errno in _FULL:
        return DiskFull()
    if error.errno == errno.EROFS:
        return JournalReadOnly()
    if error.errno in _DENIED:
        return NotAllowed()
    if error.errno in _NOWHERE:
        return StorageProblem(
            "A file or folder is not there, or a part of its path is a file.",
            "Check the path, and that its drive is still connected; then try again.",
        )
    return StorageProblem()


@contextmanager
def file_errors() -> Iterator[None]:
    """Turn errors of the operating system into errors a person can act on."""
    try:
        yield
    except (OSError, MemoryError) as error:
        raise as_journal_error(error) from error
