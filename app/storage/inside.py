"""Looking into a journal file that is not the open one: whether it is whole, and how much it holds."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import sqlcipher3
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.domain.errors import BackupDamaged, Cancelled, JournalDamaged, JournalError, JournalTooNew
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import never
from app.storage.codes import date_of
from app.storage.engine import open_engine, reading
from app.storage.keys import DataKey
from app.storage.migrate import HEAD, revision
from app.storage.rows import driver_of

_STEPS_BETWEEN: Final = 20_000
"""Steps of the database's own machine between two looks at the cancel button; some milliseconds."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What a journal file holds, by numbers."""

    entries: int
    newest: date | None
    revision: str
    tables: Mapping[str, int]
    """Rows by table."""

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def look_inside(
    journal: Path, data_key: DataKey, done: Callable[[], object] = lambda: None, cancelled: Asked = never
) -> Inside:
    """Open a copy of a journal, check every page and count; `done` is called after each of two steps.

    Raises BackupDamaged, JournalTooNew for a later schema, Cancelled, and what opening a file can meet.
    """
    try:
        opened = open_engine(journal, data_key, read_only=True)
    except JournalDamaged as error:
        raise BackupDamaged from error
    try:
        with reading(opened) as connection, _stoppable(connection, cancelled):
            known = revision(connection) or ""
            if known > HEAD:
                raise JournalTooNew(
                    "This backup was written by a newer version of Balcony.",
                    "Install the newer version to restore it. Nothing was moved.",
                )
            _check_pages(connection)
            done()
            found = _counted(connection, known)
            done()
    except JournalDamaged as error:
        raise BackupDamaged from error
    finally:
        opened.dispose()
    return found


def look_from_outside(journal: Path, data_key: DataKey) -> tuple[int, date | None] | None:
    """Entries and the day of the newest of a journal file; None where this key does not open it as it lies."""
    try:
        opened = open_engine(journal, data_key, read_only=True)
    except JournalError:
        return None
    try:
        with reading(opened) as connection:
            return _entries(connection)
    except JournalError:
        return None
    finally:
        opened.dispose()


def rows_by_table(connection: Connection) -> Mapping[str, int]:
    """How many rows each table holds."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).scalars()
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())
        for name in list(names)
    }


def _check_pages(connection: Connection) -> None:
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    answer = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if pages or answer != "ok" or broken is not None:
        raise BackupDamaged


def _counted(connection: Connection, known: str) -> Inside:
    entries, newest = _entries(connection)
    return Inside(entries, newest, known, rows_by_table(connection))


def _entries(connection: Connection) -> tuple[int, date | None]:
    query = "SELECT count(*), max(decided_on) FROM entry"
    count, newest = connection.exec_driver_sql(query).one()
    return int(count), date_of(newest)


@contextmanager
def _stoppable(connection: Connection, cancelled: Asked) -> Iterator[None]:
    """Within it a long statement ends when `cancelled` says yes; raises Cancelled."""
    raw = driver_of(connection)
    raw.set_progress_handler(cancelled, _STEPS_BETWEEN)
    try:
        yield
    except (DBAPIError, sqlcipher3.Error):
        if cancelled():
            raise Cancelled from None
        raise
    finally:
        raw.set_progress_handler(None, 0)
    if cancelled():
        raise Cancelled
