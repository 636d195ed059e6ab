"""Opening the encrypted journal file, the same way on every connection."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from app.domain.errors import (
    ContentElsewhere,
    JournalDamaged,
    JournalEmpty,
    JournalExists,
    NoJournalHere,
    NotAJournal,
)
from app.storage.files import CLOUD_FILE, NOT_FETCHED, create_file, flush_folder, only_for_this_account
from app.storage.keys import DataKey
from app.storage.keys.data_key import wipe
from app.storage.rows import driver_of
from app.storage.translate import translating

PLAIN_HEADER: Final = b"SQLite format 3\x00"
# Marks the file as ours, and makes SQLite write the first page at once so that it can be looked at.
_APPLICATION_ID: Final = 0x42414C43
_PAGE_BYTES: Final = 4096
_BUSY_SECONDS: Final = 5
_STATEMENTS: Final = 256
"""When these are all taken, a statement that is new is compiled each time: the driver lets go of new ones first."""
_WRITES: Final = "balcony_write"

# Each is set and then read back; the value read back must be the one given here.
_PRAGMAS: Final[tuple[tuple[str, str, str], ...]] = (
    ("synchronous", "EXTRA", "3"),
    *((("fullfsync", "ON", "1"),) if sys.platform == "darwin" else ()),
    ("temp_store", "MEMORY", "2"),  # FILE writes plain text into the folder for temporary files
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),  # a replaced row must leave the search index too
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("cache_size", "-16000", "-16000"),  # KiB; of 2 to 64 MB, searching 100 000 entries gains until here
)
# Before the key: SQLCipher logs a wrong key to the standard error stream unless told not to.
_BEFORE_KEY: Final[tuple[tuple[str, str, str], ...]] = (
    ("cipher_log_level", "NONE", "NONE"),
    ("cipher_memory_security", "OFF", "0"),  # ON makes writing twelve times slower and still leaves text
)


def open_engine(path: Path, data_key: DataKey, *, read_only: bool = False, create: bool = False) -> Engine:
    """An engine over the journal at `path`, proven to open with `data_key`.

    The key must stay unwiped until `dispose()`; later connections are keyed with it too.
    Raises NoJournalHere, JournalExists (with `create`), NotAJournal for a file that is not encrypted,
    JournalDamaged for one that this key does not read, and what `translating()` names.
    """
    with translating():
        if create:
            _make_file(path)
        _check_file(path, may_be_empty=create)
        engine = _engine(path, data_key, read_only=read_only)
        try:
            with engine.connect():
                pass
            if create:
                with for_writing(engine).begin() as first:
                    first.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
            _check_file(path, may_be_empty=False)
        except BaseException:
            engine.dispose()
            if create:
                path.unlink()
            raise
        if not read_only:
            only_for_this_account(path)
        if create:
            flush_folder(path.parent)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that takes no lock until it reads, and is rolled back at the end."""
    with translating(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, before: Callable[[Connection], object] | None = None) -> Iterator[Connection]:
    """A connection in a transaction that holds the write lock from its start; commits unless it raises.

    `before` is done with the connection while it holds no lock yet.
    """
    with translating(), for_writing(engine).connect() as connection:
        if before is not None:
            before(connection)
        with connection.begin():
            yield connection


def for_writing(engine: Engine) -> Engine:
    """The same engine and pool, whose transactions begin by taking the write lock (for a Session)."""
    return engine.execution_options(**{_WRITES: True})


def check_writable(engine: Engine) -> None:
    """Raise JournalReadOnly, or JournalBusy, if nothing could be written now; writes nothing itself.

    On a file that may only be read, BEGIN IMMEDIATE alone begins a reading transaction and says nothing.
    """
    with writing(engine) as connection:
        table = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' LIMIT 1"
        ).scalar()
        if table is not None:
            connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE 0')


def is_plain_database(path: Path) -> bool:
    """Whether a file is an unencrypted SQLite database, which no journal ever is.

    Not for a file with a transaction under way: on POSIX closing it here would drop SQLite's locks.
    """
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def _is_plain(path: Path) -> bool:
    try:
        return is_plain_database(path)
    except OSError as error:
        if error.errno in NOT_FETCHED or getattr(error, "winerror", None) in CLOUD_FILE:
            raise ContentElsewhere from error
        raise


def cipher_version() -> str:
    """The version of SQLCipher, asked of an empty database in memory."""
    connection = sqlcipher3.connect(":memory:")
    try:
        found = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return "none" if found is None else str(found[0])


def connect_keyed(path: Path, data_key: DataKey, *, read_only: bool = False) -> Any:
    """One connection with the key set and every pragma in force; there is no other way to make one."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = sqlcipher3.connect(
        uri,
        uri=True,
        check_same_thread=False,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        cached_statements=_STATEMENTS,
    )
    try:
        connection.enable_load_extension(False)
        _set_and_check(connection, _BEFORE_KEY)
        spelt = data_key.as_sqlcipher_key()
        try:
            connection.set_key(spelt)
        finally:
            wipe(spelt)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key ends here
        _set_and_check(connection, (("journal_mode", "DELETE", "delete"), *_PRAGMAS))
        _assert_in_force(connection, "cipher_status", "1")
        if read_only:
            _set_and_check(connection, (("query_only", "ON", "1"),))
    except BaseException:
        connection.close()
        raise
    return connection


def _engine(path: Path, data_key: DataKey, *, read_only: bool) -> Engine:
    creator: Callable[[], Any] = partial(connect_keyed, path, data_key, read_only=read_only)
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=creator,
        module=sqlcipher3,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        pool_timeout=10,
        pool_use_lifo=True,  # the connection used last has the pages in memory
        hide_parameters=True,  # otherwise the words of an entry are in the text of an exception
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """The driver's own transactions are off; readers start deferred and never wait for one another."""
    writes = connection.get_execution_options().get(_WRITES, False)
    if writes:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        driver_of(connection).execute("BEGIN DEFERRED")


def _set_and_check(connection: Any, pragmas: tuple[tuple[str, str, str], ...]) -> None:
    for name, value, expected in pragmas:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        _assert_in_force(connection, name, expected)


def _assert_in_force(connection: Any, name: str, expected: str) -> None:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    found = None if row is None else str(row[0])
    if found != expected:
        raise RuntimeError(f"PRAGMA {name} is {found}, not {expected}")


def _make_file(path: Path) -> None:
    try:
        os.close(create_file(path))  # SQLite gives its rollback journal the mode of this file
    except FileExistsError as error:
        raise JournalExists from error


def _check_file(path: Path, *, may_be_empty: bool) -> None:
    """Refuse what is not an encrypted journal before SQLite can take an empty file for a new one."""
    if not path.is_file():
        raise NoJournalHere
    size = path.stat().st_size
    if size == 0 and may_be_empty:
        return
    if size == 0:
        raise JournalEmpty
    if _is_plain(path):
        raise NotAJournal("This file is a database without encryption, not a Balcony journal.")
    if size < _PAGE_BYTES:
        raise JournalDamaged("The journal file is cut short.")
