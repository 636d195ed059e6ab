"""Reads JSON members of a zip in place; nothing is ever unpacked to disk."""

import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from app.domain.errors import ImportProblem
from app.importers.reading.files import MEBIBYTE, opened, shown
from app.importers.reading.stream import READ_ERRORS

LARGEST_MEMBER = 256 * MEBIBYTE
LARGEST_SUM = 1024 * MEBIBYTE
LARGEST_DIRECTORY = 32 * MEBIBYTE
"""The list of members is read whole, so a zip that claims a longer one is not opened."""
MOST_JOURNALS = 100
STEEPEST = 200
"""Text packs to about a tenth; what packs to less than a two-hundredth is not somebody's writing."""

_ERRORS = (*READ_ERRORS, struct.error, LookupError, OverflowError)
_END = b"PK\x05\x06"
_END_LENGTH = 22
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")


def is_zip(path: Path) -> bool:
    """Whether a file begins as a zip does."""
    try:
        with path.open("rb") as file:
            return file.read(4) in {b"PK\x03\x04", _END}
    except (OSError, ValueError):
        return False


@contextmanager
def json_members(path: Path) -> Iterator[list[tuple[str, "Member"]]]:
    """The JSON files at the top of a zip or one folder down, by name.

    Raises:
        ImportProblem: it is damaged, locked with a password or made to do harm.
    """
    with opened(path) as file:
        _check_directory(file)
        try:
            archive = zipfile.ZipFile(file)
        except _ERRORS as error:
            raise _damaged() from error
        with archive:
            yield [(info.filename, Member(archive, info)) for info in _checked(archive)]


class Member:
    """One JSON file in a zip, to be opened."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._info = info

    def open(self) -> BinaryIO:
        """Its bytes; never more of them than the zip declares."""
        try:
            return self._archive.open(self._info)  # type: ignore[return-value]  # IO[bytes] reads alike
        except _ERRORS as error:
            raise _damaged() from error


def _check_directory(file: BinaryIO) -> None:
    """Refuse a list of members too long to be read, before it is read."""
    try:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65536 - _END_LENGTH))
        tail = file.read()
        file.seek(0)
    except OSError as error:
        raise _damaged() from error
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_LENGTH:
        raise _damaged()
    length: int = struct.unpack_from("<L", tail, at + 12)[0]
    if length > LARGEST_DIRECTORY:  # also the mark of a zip whose directory is beyond 4 GB
        raise _refused("it holds more files than any journal")


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if any(_OUTSIDE.search(info.orig_filename) for info in infos):
        raise _refused("it holds names that point outside it")
    _check_overlap(infos)
    journals = [info for info in infos if _is_journal(info)]
    if len({info.filename.casefold() for info in journals}) < len(journals):
        raise _refused("it holds two files of the same name")
    if len(journals) > MOST_JOURNALS or sum(info.file_size for info in journals) > LARGEST_SUM:
        raise _refused("it holds more journals than Balcony can read at once")
    for info in journals:
        _check_member(info)
    return sorted(journals, key=lambda info: info.filename)


def _check_member(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 1:
        raise ImportProblem(
            "This zip is locked with a password.", "Export it again without one, then choose the new file."
        )
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _refused("it is packed in a way that journal programs do not use")
    if info.file_size > LARGEST_MEMBER:
        raise _refused(f"a journal in it is larger than {LARGEST_MEMBER // MEBIBYTE} MB")
    if info.file_size > MEBIBYTE and info.file_size > STEEPEST * max(1, info.compress_size):
        raise _refused("it unpacks to far more than it holds")


def _check_overlap(infos: list[zipfile.ZipInfo]) -> None:
    """Two members in the same bytes are a bomb (CVE-2024-0450); older Pythons do not look."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise _refused("files in it overlap")
        end = info.header_offset + 30 + info.compress_size


def _is_journal(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16) or path.suffix.lower() != ".json":
        return False
    return len(path.parts) <= 2 and all(shown(part) for part in path.parts)


def _damaged() -> ImportProblem:
    return ImportProblem(
        "This zip is damaged or cut short.",
        "Export it again from the other program, then choose the new file.",
    )


def _refused(why: str) -> ImportProblem:
    return ImportProblem(
        f"This zip was not read: {why}.", "Check that it is the right file. Nothing was changed."
    )
