"""Opening what a person chose: ordinary files only, of a bearable size, never outside the chosen folder."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import ImportProblem

MEBIBYTE = 1024 * 1024
PLAIN_TEXT_LIMIT = 64 * MEBIBYTE
MOST_FILES = 100_000
DEEPEST_FOLDER = 32


def opened(path: Path, limit: int | None = None) -> BinaryIO:
    """An ordinary, non-empty file, open for reading; `limit` in bytes.

    Raises:
        ImportProblem: it is missing, empty, too large, not a file or may not be read.
    """
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise ImportProblem("This is a folder, not a file.", "Choose a file of that format.")
        if not stat.S_ISREG(about.st_mode):
            raise ImportProblem("This is not an ordinary file.", "Choose a file of that format.")
        if about.st_size == 0:
            raise ImportProblem(
                "This file is empty.", "Export it again from the other program, then choose the new file."
            )
        if limit is not None and about.st_size > limit:
            raise too_large(limit)
        return path.open("rb")
    except FileNotFoundError as error:
        raise ImportProblem(
            "There is no file or folder of that name.", "Choose it again; it may have been moved."
        ) from error
    except (OSError, ValueError) as error:
        raise unreadable() from error


def read_bytes(path: Path, limit: int) -> bytes:
    """The whole of a small file; errors as `opened`, also when it grew beyond `limit` meanwhile."""
    with opened(path, limit) as file:
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise unreadable() from error
    if len(data) > limit:
        raise too_large(limit)
    return data


def too_large(limit: int) -> ImportProblem:
    """The words for a file beyond what is read."""
    return ImportProblem(
        f"This file is larger than the {limit // MEBIBYTE} MB that Balcony reads in this format.",
        "Check that it is the right file, or export a shorter period from the other program.",
    )


def unreadable() -> ImportProblem:
    """The words for a file that the system does not give us."""
    return ImportProblem(
        "This file or folder could not be read.",
        "Check that the drive is connected and that you may open it, then try again.",
    )


def decoded(data: bytes) -> str:
    """UTF-8 text, or UTF-16 that says so in its first two bytes.

    Raises:
        ImportProblem: it is neither; `place` is the line of the first bad byte.
    """
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise not_utf8(data.count(b"\n", 0, error.start) + 1) from error
    if "\0" in text:
        raise ImportProblem("This is not a text file.", "Check that it is the right file and format.")
    return text


def not_utf8(line: int) -> ImportProblem:
    """The words for bytes that are not UTF-8."""
    return ImportProblem(
        "This file is not UTF-8 text, or it is damaged.",
        "Save it again as UTF-8 from the other program, then choose the new file.",
        f"line {line}",
    )


def files_under(folder: Path) -> Iterator[Path]:
    """Every ordinary file of a folder, in order of name; hidden ones and links are not followed.

    Raises:
        ImportProblem: the folder cannot be read or holds more files than anybody's journal.
    """
    found = 0
    try:
        if not folder.is_dir():
            raise ImportProblem(
                "There is no folder of that name.", "Choose it again; it may have been moved."
            )
        for where, folders, names in os.walk(folder):
            here = Path(where)
            deep = len(here.relative_to(folder).parts)
            folders[:] = sorted(name for name in folders if shown(name)) if deep < DEEPEST_FOLDER else []
            for name in sorted(names):
                path = here / name
                if shown(name) and stat.S_ISREG(path.lstat().st_mode):
                    found += 1
                    if found > MOST_FILES:
                        raise ImportProblem(
                            f"This folder holds more than {MOST_FILES} files.",
                            "Choose the folder that holds only the journal.",
                        )
                    yield path
    except OSError as error:
        raise unreadable() from error


def shown(name: str) -> bool:
    """Whether a file or folder is one a person put there: not hidden, not a system's leavings."""
    return not name.startswith(".") and name != "__MACOSX"
