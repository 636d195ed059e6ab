"""Looks into another file of the same key, a backup or a journal put aside, for words or entries."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from app.domain.errors import JournalError
from app.domain.redaction import Words
from app.storage import backups, engine
from app.storage.files import file_errors
from app.storage.holds import Holds, holds_of
from app.storage.journal_file import JournalFile
from app.storage.remembering import Note, notes
from app.storage.rewriting import said_in
from app.storage.rows import fetched
from app.storage.unchanged import Texts, texts_of

T = TypeVar("T")


def holds(
    file: JournalFile,
    backup: Path,
    words: Words | None,
    entries: frozenset[str],
    standing: Callable[[Connection], bool] | None = None,
) -> bool | None:
    """Whether a backup, or a journal put aside, holds the words or one of the entries; None where it does not open.

    `standing` asks it besides for a text that went, in whatever words (still_standing).
    """
    try:
        with _laid_open(backup) as copy, _opened(file, copy) as opened:
            if opened is None:
                return None
            with engine.reading(opened) as connection:
                return (
                    _has_entry(connection, entries)
                    or (standing is not None and standing(connection))
                    or _says(connection, words)
                )
    except JournalError:
        return None


def holds_in(file: JournalFile, path: Path) -> Holds | None:
    """What a backup, or a journal put aside, says is on hold; None where it does not open."""
    return _read_in(file, path, holds_of)


def texts_in(file: JournalFile, path: Path) -> Texts:
    """Every text of a backup, or of a journal put aside, by its place; none where it does not open."""
    return _read_in(file, path, texts_of) or frozenset()


def _read_in(file: JournalFile, path: Path, read: Callable[[Connection], T]) -> T | None:
    try:
        with _laid_open(path) as copy, _opened(file, copy) as opened:
            if opened is None:
                return None
            with engine.reading(opened) as connection:
                return read(connection)
    except JournalError:
        return None


def notes_in(file: JournalFile, copy: Path) -> tuple[Note, ...]:
    """What was removed as another file of this journal notes it; nothing where this key does not open it."""
    with _opened(file, copy) as opened:
        if opened is None:
            return ()
        try:
            with engine.reading(opened) as connection:
                return notes(connection)
        except JournalError:
            return ()


def notes_in_backup(file: JournalFile, backup: Path) -> tuple[Note, ...]:
    """The same for a backup; nothing where it is damaged."""
    try:
        with _unpacked(backup) as copy:
            return notes_in(file, copy)
    except JournalError:
        return ()


@contextmanager
def _laid_open(path: Path) -> Iterator[Path]:
    """A journal file: the one in a backup, or a journal put aside as it is."""
    if path.suffix == backups.SUFFIX:
        with _unpacked(path) as copy:
            yield copy
    else:
        yield path


@contextmanager
def _unpacked(backup: Path) -> Iterator[Path]:
    """The journal of a backup, as encrypted as it is, beside it and for a moment."""
    with file_errors(), tempfile.TemporaryDirectory(prefix=".looking-", dir=backup.parent) as folder:
        copy = Path(folder) / "journal.db"
        backups.unpack(backup, copy, Path(folder) / "journal.keys")
        yield copy


@contextmanager
def _opened(file: JournalFile, copy: Path) -> Iterator[Engine | None]:
    opened = file.opens(copy)
    try:
        yield opened
    finally:
        if opened is not None:
            opened.dispose()


def _has_entry(connection: Connection, entries: frozenset[str]) -> bool:
    return (
        any(uid in entries for (uid,) in fetched(connection, "SELECT uid FROM entry")) if entries else False
    )


def _says(connection: Connection, words: Words | None) -> bool:
    """Whether any value of any table holds the words, whatever the schema of the file."""
    if words is None:
        return False
    tables = fetched(
        connection,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT IN ('doc', 'chain') AND name NOT LIKE 'doc_fts%'",
    )
    return any(
        words.meets(one)
        for (table,) in tables
        for row in fetched(connection, f'SELECT * FROM "{table}"')
        for value in row
        if isinstance(value, str)
        for one in said_in(value)
    )
