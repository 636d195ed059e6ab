"""M6: the journal opens with another library that reads SQLCipher's format, so no word depends on one binding."""

from pathlib import Path
from typing import Any

import apsw
import pytest

from app.services.journal import Journal
from tests.fixtures.cheap import assert_whole, log, unlocked
from tests.fixtures.pages import key_of

WORDS = "The hub opens on Saturdays, so the buses must run"


def opened_elsewhere(path: Path, key: bytes, flags: int = apsw.SQLITE_OPEN_READONLY) -> apsw.Connection:
    """The file through SQLite3 Multiple Ciphers, told that it is a SQLCipher 4 file with a raw key."""
    connection = apsw.Connection(str(path), flags=flags)
    connection.pragma("cipher", "sqlcipher")
    connection.pragma("legacy", 4)
    connection.pragma("key", f"x'{key.hex()}'")
    return connection


def rows(connection: Any, table: str) -> list[str]:
    found = connection.execute(f'SELECT * FROM "{table}"')
    return sorted(repr(tuple(row)) for row in found)


@pytest.fixture
def closed(journal: Journal) -> tuple[Path, bytes, dict[str, list[str]]]:
    """A journal with something in it, its key, and every row as sqlcipher3 reads it."""
    for number in range(12):
        entry_id = log(
            journal, f"Decide {number}", context=WORDS, answers={"bd-position": 1, "ll-assumption": WORDS}
        )
        journal.writing.add_thought(entry_id, f"Later {number}")
    key, path = key_of(journal), journal.file.path
    with journal.file.read() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        kept = {name: rows(raw, name) for (name,) in tables}
    journal.close(back_up=False)
    return path, key, kept


def test_another_library_reads_every_row_and_searches_the_words(
    closed: tuple[Path, bytes, dict[str, list[str]]],
) -> None:
    path, key, kept = closed
    connection = opened_elsewhere(path, key)
    assert connection.pragma("integrity_check") == "ok"
    assert {name: rows(connection, name) for name in kept} == kept
    assert len(kept["entry"]) == 12
    found = connection.execute("SELECT count(*) FROM doc_fts WHERE doc_fts MATCH 'saturdays'").fetchone()
    assert found == (12,)
    connection.close()


def test_what_another_library_wrote_is_read_here(
    closed: tuple[Path, bytes, dict[str, list[str]]],
) -> None:
    """A table that only that library touches, so that nothing of the journal is said to be changed elsewhere."""
    path, key, _ = closed
    connection = opened_elsewhere(path, key, apsw.SQLITE_OPEN_READWRITE)
    connection.execute("CREATE TABLE there (words TEXT)")
    connection.execute("INSERT INTO there VALUES (?)", (WORDS,))
    connection.close()
    assert WORDS.encode() not in path.read_bytes()
    journal = unlocked(path.parent)
    with journal.file.read() as read:
        assert read.exec_driver_sql("SELECT words FROM there").scalars().all() == [WORDS]
    assert_whole(journal)
    journal.close(back_up=False)


def test_another_key_opens_nothing_there_either(closed: tuple[Path, bytes, dict[str, list[str]]]) -> None:
    path, key, _ = closed
    connection = opened_elsewhere(path, bytes([key[0] ^ 1, *key[1:]]))
    with pytest.raises(apsw.NotADBError):
        connection.execute("SELECT count(*) FROM entry").fetchone()
    connection.close()
