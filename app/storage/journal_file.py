"""One open journal file: its engine, its key, and the two ways to a transaction."""

import contextlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from app.domain.changes import ChangeSet
from app.domain.entries import BIN_KEEPS
from app.domain.errors import (
    JournalError,
    JournalMoved,
    JournalNotAsSeen,
    JournalReadOnly,
    JournalReplaced,
    OpenToReadOnly,
)
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.storage import backups, chain, check, engine, erasing, leftover, migrate, settings
from app.storage.backups import Backup
from app.storage.check import CheckLine
from app.storage.codes import instant
from app.storage.files import copy_file, file_errors
from app.storage.keys import DataKey
from app.storage.rows import driver_of
from app.storage.seen import LastSeen
from app.storage.themes import add_theme
from app.storage.translate import translating
from app.storage.unit_of_work import UnitOfWork
from app.storage.wordings import Words


class Writing:
    """A unit of work under way; `changed` is set once it is committed."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.changed: ChangeSet | None = None


class Drawn:
    """Which questions may have other readings than before, so that what was counted can be kept."""

    _REMEMBERED: Final = 64

    def __init__(self) -> None:
        self.times = 0
        self._noted: list[frozenset[int] | None] = []

    def note(self, questions: set[int] | None) -> None:
        """A commit drew the readings of these questions again; None for any of them."""
        self.times += 1
        self._noted.append(None if questions is None else frozenset(questions))
        del self._noted[: -self._REMEMBERED]

    def since(self, times: int) -> frozenset[int] | None:
        """The questions drawn again since `times` was read; None where any may be."""
        lately = self._noted[len(self._noted) - (self.times - times) :]
        if self.times - times > len(self._noted):
            return None
        known = [questions for questions in lately if questions is not None]
        return frozenset[int]().union(*known) if len(known) == len(lately) else None


def _compare(opened: Engine, path: Path, seen: LastSeen | None, found_copy: Path | None) -> Path | None:
    """Where the file was copied to as it was found; None where it carries on from what was seen."""
    if seen is None:
        return None
    try:
        with engine.reading(opened) as connection:
            connection.begin()
            seen.compare(connection)
    except JournalNotAsSeen:
        if found_copy is None:
            raise
        opened.dispose()
        with file_errors():
            copy_file(path, found_copy)
        return found_copy
    return None


def _backed_up_first(opened: Engine, data_key: DataKey, keys: Path, folder: Path, at: datetime) -> None:
    """Before an upgrade, which holds the lock: what a kill left of the backup before goes, as with every other."""
    with contextlib.suppress(OSError):
        backups.clear_leftovers(folder)
    backups.make_backup(opened, data_key, keys, folder, at)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class JournalFile:
    """An encrypted journal that is open; everything in it is reached through `read` and `write`."""

    def __init__(self, opened: Engine, data_key: DataKey, path: Path, keys: Path) -> None:
        self._engine = opened
        self._data_key = data_key
        self.path = path
        self.keys = keys
        self.words = Words()
        self.changed_since_backup = False
        self.writes = 0
        """How many were committed since it was opened, so that nobody is told of words that were never written."""
        self.backups_made = 0
        """How many were made since it was opened, so that whoever copies them sees that there is a new one."""
        self.drawn = Drawn()
        self.is_read_only = False
        self.moved_on: date | None = None
        """When it was moved to another computer, where it was: it is open to be read only then."""
        self._file = _identity(path)
        self.seen: LastSeen | None = None
        self.found_copy: Path | None = None
        """Where the file was copied as it was found, when it was not the one this computer last saw."""

    @classmethod
    def create(
        cls,
        path: Path,
        keys: Path,
        data_key: DataKey,
        themes: tuple[tuple[str, str | None], ...],
        at: datetime,
    ) -> "JournalFile":
        """Make a new journal with these themes (name, fixed key); JournalExists if one is there."""
        opened = engine.open_engine(path, data_key, create=True)
        made = cls(opened, data_key, path, keys)
        try:
            migrate.bring_to_head(opened, lambda: None)
            with made.write("Make a journal", at) as writing:
                for name, key in themes:
                    add_theme(writing.uow, name, key)
                settings.note(writing.uow.connection, "made_at", at.isoformat())
        except BaseException:
            made.close()
            path.unlink(missing_ok=True)
            raise
        return made

    @classmethod
    def open(
        cls,
        path: Path,
        keys: Path,
        data_key: DataKey,
        backup_folder: Path,
        at: datetime,
        *,
        read_only: bool,
        seen: LastSeen | None = None,
        found_copy: Path | None = None,
    ) -> "JournalFile":
        """Open a journal and bring it to the schema of this version, with a verified backup first.

        Raises JournalNotAsSeen before anything is written where it does not carry on from what was `seen`;
        with `found_copy` it is copied there instead, opened as it is, and the chain notes that.
        """
        was_interrupted = not read_only and leftover.is_there(path)
        if was_interrupted:
            leftover.examine(path, data_key, None if found_copy else seen)
        opened = engine.open_engine(path, data_key, read_only=read_only)
        copied = None
        try:
            copied = _compare(opened, path, seen, found_copy)
            if was_interrupted:
                leftover.write_unused_anew(opened)
            if read_only:
                migrate.check_is_head(opened)
            else:
                engine.check_writable(opened)
                migrate.bring_to_head(
                    opened, lambda: _backed_up_first(opened, data_key, keys, backup_folder, at)
                )
            made = cls(opened, data_key, path, keys)
            made.found_copy, made.seen = copied, None if read_only else seen
            made.is_read_only = read_only
            if copied is not None:
                with made.untracked() as connection:
                    chain.keep(connection, (chain.SETTINGS,), chain.Act.ACCEPTED)
                made.note_seen()
        except BaseException:
            opened.dispose()
            raise
        return made

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the journal."""
        with engine.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def write(self, label: str, at: datetime, merges: str = "") -> Iterator[Writing]:
        """A unit of work; committed when the block ends, rolled back when it raises."""
        with self.untracked() as connection:
            writing = Writing(UnitOfWork(connection, label, at, merges))
            yield writing
            changed = writing.uow.finish()
        self.drawn.note(writing.uow.questions)
        writing.changed = changed

    @contextmanager
    def untracked(self) -> Iterator[Connection]:
        """A write transaction outside undo: drafts, rotation memory, stamps, bulk arrivals."""
        if self.is_read_only:
            raise OpenToReadOnly if self.moved_on is None else JournalMoved(self.moved_on)
        try:
            with engine.writing(self._engine, chain.watch) as connection:
                yield connection
                chain.settle(connection)
        except BaseException as error:
            self.words.forget()
            if isinstance(error, JournalReadOnly) and self._is_replaced():
                raise JournalReplaced from error
            raise
        self.changed_since_backup = True
        self.writes += 1
        if self.seen is not None and self.seen.is_due():
            self.note_seen()

    def _is_replaced(self) -> bool:
        """Whether the name belongs to another file than the one that is open, or to none."""
        return _identity(self.path) != self._file

    def note_seen(self) -> None:
        """Keep outside the journal how far it goes; never ahead of what is committed."""
        if self.seen is None:
            return
        with contextlib.suppress(JournalError), self.read() as connection:
            connection.begin()
            self.seen.note(connection)

    def compare_with_chain(
        self, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> chain.Findings:
        """Compare everything with the chain, a step at a time; raises Cancelled."""
        return chain.verify(self.read, progress, cancelled)

    def check(self, progress: Progress = no_progress) -> tuple[CheckLine, ...]:
        """Look at everything; nothing is changed. Where it is open to be read, the index is not asked."""
        if self.is_read_only:
            with self.read() as connection:
                return check.check(connection, progress, check.TO_READ)
        with engine.writing(self._engine) as connection:
            return check.check(connection, progress)

    def is_behind(self, folder: Path) -> bool:
        """Whether anything is here that the newest backup lacks, as the two of them say: after a crash too."""
        if self.changed_since_backup or self.is_read_only:
            return self.changed_since_backup
        with file_errors(), self.read() as connection:
            connection.begin()
            self.changed_since_backup = backups.is_behind(connection, folder, self._data_key.journal_id)
        return self.changed_since_backup

    def what_is_wrong(self, backup: Path, cancelled: Cancelled = never) -> str:
        """Read a whole backup of this journal again; why it is not as it was written, or nothing."""
        return backups.what_is_wrong(backup, self._data_key, cancelled)

    @property
    def journal_id(self) -> str:
        """The name of this journal in its key file and in its backups."""
        return self._data_key.journal_id

    def back_up(self, folder: Path, at: datetime, *, on_hold: bool = False, above: int = 0) -> Backup:
        """Make a verified backup and thin the older ones, except on hold, which keeps all (ruling 28).

        `above` is the highest number of a backup of this journal that is known to lie elsewhere.
        """
        if not self.is_read_only:  # then the lock is held
            with contextlib.suppress(OSError):
                backups.clear_leftovers(folder)
        made = backups.make_backup(self._engine, self._data_key, self.keys, folder, at, above)
        self.changed_since_backup = False
        self.backups_made += 1
        self.note_seen()
        if not on_hold:
            with contextlib.suppress(OSError):
                backups.thin(folder, self._data_key.journal_id)
        return made

    def empty_bin(self, now: datetime) -> int:
        """Erase for good what has been in the bin for 30 days and is not on hold; how many went."""
        before = instant(now - BIN_KEEPS)
        query = f"SELECT id FROM entry WHERE deleted_at < {before} AND id NOT IN ({erasing.HELD})"
        with self.read() as connection:
            due = connection.exec_driver_sql(query).first()
        if due is None:
            return 0
        with self.untracked() as connection:
            return erasing.erase(connection, query)

    def keyed(self, purpose: bytes) -> bytes:
        """A secret for one purpose that only whoever has the key of this journal can work out."""
        return hmac.digest(self._data_key.view(), b"balcony " + purpose, "sha256")

    def compact(self) -> None:
        """Write the file anew without the pages of what was removed; SQLCipher keeps the key."""
        with translating(), self._engine.connect() as connection:
            driver_of(connection).execute("VACUUM")

    def opens(self, copy: Path) -> Engine | None:
        """A reading engine over another file of the same key; None where this key does not open it."""
        try:
            return engine.open_engine(copy, self._data_key, read_only=True)
        except JournalError:
            return None

    def close(self) -> None:
        """Close every connection and wipe the key."""
        self.note_seen()
        with translating():
            self._engine.dispose()
        self._data_key.zero()
