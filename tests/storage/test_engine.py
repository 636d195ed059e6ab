"""The encrypted file: every connection alike, nothing readable on the disk, nothing in messages."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from app.domain.errors import JournalDamaged, JournalExists, JournalLocked, NoJournalHere, NotAJournal
from app.storage import engine as engine_module
from app.storage.engine import for_writing, is_plain_database, open_engine, reading, writing
from app.storage.keys import DataKey

ROOT = Path(__file__).parents[2]
CANARY = "Canarywort-in-the-words-of-an-entry"
IN_FORCE = {
    "journal_mode": "delete",
    "synchronous": 3,
    "temp_store": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "cipher_log_level": "NONE",
    "cipher_memory_security": "0",
    "cipher_status": "1",
}


def a_key(first: int = 0) -> DataKey:
    return DataKey(bytearray((first + place) % 256 for place in range(32)), "j1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    made = open_engine(path, a_key(), create=True)
    with writing(made) as connection:
        connection.exec_driver_sql("CREATE TABLE entry (id INTEGER PRIMARY KEY, words TEXT UNIQUE)")
    yield made
    made.dispose()


def add(engine: Engine, words: str) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO entry (words) VALUES (?)", (words,))


def count(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


# ---- every connection


@pytest.mark.parametrize("read_only", [False, True])
def test_every_pooled_connection_has_every_pragma_in_force(
    path: Path, engine: Engine, read_only: bool
) -> None:
    opened = open_engine(path, a_key(), read_only=read_only)
    connections = [opened.connect() for _ in range(8)]
    for connection in connections:
        for pragma, value in IN_FORCE.items():
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            assert found == value, pragma
        assert connection.exec_driver_sql("PRAGMA query_only").scalar_one() == int(read_only)
    for connection in connections:
        connection.close()
    opened.dispose()


def test_a_pragma_that_does_not_take_stops_the_opening(
    path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_PRAGMAS", (("temp_store", "FILE", "2"),))
    with pytest.raises(RuntimeError, match="temp_store"):
        open_engine(path, a_key())


def test_a_connection_without_its_key_cannot_be_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetful(sqlcipher3.Connection):  # type: ignore[misc]
        def set_key(self, key: object) -> None:
            pass

    monkeypatch.setattr(sqlcipher3, "connect", partial(sqlcipher3.connect, factory=Forgetful))
    with pytest.raises(RuntimeError, match="cipher_status"):
        open_engine(path, a_key(), create=True)
    assert not path.exists()


def test_a_wiped_key_opens_no_further_connection(path: Path) -> None:
    key = a_key()
    opened = open_engine(path, key, create=True)
    opened.dispose()
    key.zero()
    with pytest.raises(JournalLocked), reading(opened):
        pass
    with pytest.raises(JournalLocked):
        open_engine(path, key)


def test_connections_are_made_in_one_place_only() -> None:
    connecting = [
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "app").rglob("*.py")
        if "sqlcipher3.connect(" in file.read_text("utf-8") or "dbapi2.connect(" in file.read_text("utf-8")
    ]
    assert connecting == ["app/storage/engine.py"]


def test_extensions_cannot_be_loaded(engine: Engine) -> None:
    with reading(engine) as connection, pytest.raises(Exception, match="not authorized"):
        connection.exec_driver_sql("SELECT load_extension('nothing')")


def test_full_text_search_works_inside_a_trigger(engine: Engine) -> None:
    with writing(engine) as connection:
        for statement in (
            "CREATE VIRTUAL TABLE found USING fts5(words, content='entry', content_rowid='id')",
            "CREATE TRIGGER kept AFTER INSERT ON entry BEGIN"
            " INSERT INTO found (rowid, words) VALUES (new.id, new.words); END",
        ):
            connection.exec_driver_sql(statement)
    add(engine, "a decision about foster care")
    with reading(engine) as connection:
        query = "SELECT count(*) FROM found WHERE found MATCH 'foster'"
        assert connection.exec_driver_sql(query).scalar_one() == 1


# ---- transactions


def test_a_writer_holds_the_lock_from_its_start_and_a_reader_does_not(
    path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_BUSY_SECONDS", 0)
    other = open_engine(path, a_key())
    with reading(engine), writing(other):
        pass
    with writing(engine), reading(other) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one() == 0
    other.dispose()


def test_what_was_written_is_kept_and_what_raised_is_not(engine: Engine) -> None:
    def add_and_stumble() -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO entry (words) VALUES ('lost')")
            raise ZeroDivisionError

    add(engine, "kept")
    with pytest.raises(ZeroDivisionError):
        add_and_stumble()
    assert count(engine) == 1


def test_a_reader_changes_nothing(engine: Engine) -> None:
    with reading(engine) as connection:
        connection.exec_driver_sql("INSERT INTO entry (words) VALUES ('lost')")
    assert count(engine) == 0


def test_threads_that_write_at_once_all_get_their_turn(engine: Engine) -> None:
    def add_twenty(writer: int) -> None:
        for number in range(20):
            add(engine, f"{writer}-{number}")

    threads = [threading.Thread(target=add_twenty, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(engine) == 80


# ---- what is on the disk


def test_no_file_of_the_journal_is_ever_readable(path: Path, engine: Engine) -> None:
    add(engine, CANARY)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE entry SET words = words || 'changed'")
        connection.exec_driver_sql("PRAGMA cache_size = 1")  # so that pages reach the disk before the end
        rows = [(f"{CANARY} {number} " * 50,) for number in range(100)]
        connection.exec_driver_sql("INSERT INTO entry (words) VALUES (?)", rows)
        files = list(path.parent.iterdir())
        assert any(file.name.endswith("-journal") for file in files)
        for file in files:
            content = file.read_bytes()
            assert b"SQLite format 3" not in content
            assert CANARY.encode() not in content


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_the_journal_and_its_rollback_file_are_for_this_account_only(tmp_path: Path, umask: int) -> None:
    os.umask(umask)
    path = tmp_path / "journal.db"
    made = open_engine(path, a_key(), create=True)
    with writing(made) as connection:
        connection.exec_driver_sql("CREATE TABLE entry (words TEXT)")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    made.dispose()
    assert modes == {"journal.db": 0o600, "journal.db-journal": 0o600}


def test_a_journal_that_others_could_read_is_closed_to_them_when_opened(path: Path, engine: Engine) -> None:
    path.chmod(0o644)
    open_engine(path, a_key()).dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def temporary_files_held_open() -> list[str]:
    """Linux: SQLite deletes its temporary files at once, so only their descriptors show them."""
    held = []
    for descriptor in Path("/proc/self/fd").glob("*"):
        try:
            held.append(str(descriptor.readlink()))
        except OSError:
            continue
    return [name for name in held if "etilqs" in name]


def spill(connection: Any) -> list[str]:
    """Start a sort far larger than the cache, and look for its temporary file while it stands."""
    connection.execute("PRAGMA cache_size = -10")
    rows = connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        " SELECT hex(randomblob(100)) || ? AS words FROM n ORDER BY words",
        (CANARY,),
    )
    rows.fetchone()
    found = temporary_files_held_open()
    rows.fetchall()
    return found


def test_a_sort_that_does_not_fit_writes_no_temporary_file(engine: Engine) -> None:
    with reading(engine) as connection:
        assert spill(connection.connection.driver_connection) == []


def test_the_look_for_temporary_files_would_find_one(path: Path, engine: Engine) -> None:
    control = sqlcipher3.connect(str(path))
    control.set_key(a_key().as_sqlcipher_key())
    control.execute("PRAGMA temp_store = FILE")
    found = spill(control)
    control.close()
    assert found or not sys.platform.startswith("linux")


# ---- what is said


def test_a_refused_row_does_not_repeat_its_words(engine: Engine) -> None:
    add(engine, CANARY)
    with pytest.raises(IntegrityError) as refused:
        add(engine, CANARY)
    assert CANARY not in str(refused.value)
    assert CANARY not in repr(refused.value)


def test_a_wrong_key_is_refused_and_says_nothing_on_the_error_stream(path: Path, engine: Engine) -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from pathlib import Path\n"
            "from app.domain.errors import JournalDamaged\n"
            "from app.storage.engine import open_engine\n"
            "from app.storage.keys import DataKey\n"
            "try:\n"
            "    open_engine(Path(sys.argv[1]), DataKey(bytearray(32), 'j1'))\n"
            "except JournalDamaged:\n"
            "    print('refused')\n",
            str(path),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (said.stdout, said.stderr) == ("refused\n", "")


# ---- what is opened


def test_a_missing_journal_is_not_made_by_opening_it(path: Path) -> None:
    with pytest.raises(NoJournalHere):
        open_engine(path, a_key())
    assert not path.exists()


def test_a_journal_is_never_made_over_another(path: Path, engine: Engine) -> None:
    before = path.read_bytes()
    with pytest.raises(JournalExists):
        open_engine(path, a_key(1), create=True)
    assert path.read_bytes() == before


def test_an_unencrypted_database_is_no_journal(path: Path) -> None:
    plain = sqlcipher3.connect(str(path))
    plain.execute("CREATE TABLE entry (words TEXT)")
    plain.close()
    assert is_plain_database(path)
    before = path.read_bytes()
    with pytest.raises(NotAJournal):
        open_engine(path, a_key())
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"x" * 50_000])
def test_a_file_that_was_emptied_or_overwritten_is_called_damaged_and_left_alone(
    path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalDamaged):
        open_engine(path, a_key())
    assert path.read_bytes() == content


def test_a_damaged_page_is_noticed_when_it_is_read(path: Path, engine: Engine) -> None:
    with writing(engine) as connection:
        rows = [(f"{number:05}" * 100,) for number in range(500)]
        connection.exec_driver_sql("INSERT INTO entry (words) VALUES (?)", rows)
    engine.dispose()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    opened = open_engine(path, a_key())
    with pytest.raises(JournalDamaged), reading(opened) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM entry NOT INDEXED WHERE words LIKE '%x%'").all()
    opened.dispose()


def test_the_engine_for_a_session_shares_the_pool(engine: Engine) -> None:
    assert for_writing(engine).pool is engine.pool
