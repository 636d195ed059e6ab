"""What goes wrong with a file or a disk reaches a person in words they can act on."""

import errno
from pathlib import Path

import pytest
import sqlcipher3
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.domain import errors
from app.domain.errors import DiskFull, JournalBusy, JournalError, JournalReadOnly
from app.storage import engine as engine_module
from app.storage.engine import check_writable, open_engine, reading, writing
from app.storage.files import write_whole
from app.storage.keys import DataKey
from app.storage.translate import translating


def a_key() -> DataKey:
    return DataKey(bytearray(32), "j1")


def test_a_full_disk_is_said_and_keeps_what_was_saved(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "journal.db", a_key(), create=True)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE entry (words TEXT)")
        connection.exec_driver_sql("INSERT INTO entry VALUES ('kept')")
    with reading(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 5")
    with pytest.raises(DiskFull), writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO entry VALUES (?)", ("x" * 50_000,))
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT words FROM entry").scalars().all() == ["kept"]
    engine.dispose()


def test_a_journal_opened_for_reading_only_reads_and_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    made = open_engine(path, a_key(), create=True)
    with writing(made) as connection:
        connection.exec_driver_sql("CREATE TABLE entry (words TEXT)")
    check_writable(made)
    made.dispose()
    before = path.read_bytes()
    engine = open_engine(path, a_key(), read_only=True)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one() == 0
    with pytest.raises(JournalReadOnly), writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO entry VALUES ('x')")
    with pytest.raises(JournalReadOnly):
        check_writable(engine)
    engine.dispose()
    assert path.read_bytes() == before


def test_a_journal_in_use_by_another_writer_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_BUSY_SECONDS", 0.05)
    path = tmp_path / "journal.db"
    one = open_engine(path, a_key(), create=True)
    other = open_engine(path, a_key())
    with writing(one), pytest.raises(JournalBusy), writing(other):
        pass
    with writing(other):
        pass
    one.dispose()
    other.dispose()


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (OSError(errno.ENOSPC, "x"), "disk-full"),
        (OSError(errno.EROFS, "x"), "journal-read-only"),
        (OSError(errno.EACCES, "x"), "not-allowed"),
        (OSError(errno.EIO, "x"), "storage-problem"),
        (OSError("without a number"), "storage-problem"),
        (OSError(errno.ENOMEM, "x"), "not-enough-memory"),
        (MemoryError(), "not-enough-memory"),
        (PoolTimeout(), "journal-busy"),
    ],
)
def test_an_error_of_the_system_becomes_one_a_person_can_act_on(raised: Exception, code: str) -> None:
    with pytest.raises(JournalError) as translated, translating():
        raise raised
    assert translated.value.code == code
    assert translated.value.__cause__ is raised


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (5, "journal-busy"),
        (6, "journal-busy"),
        (261, "journal-busy"),
        (8, "journal-read-only"),
        (776, "journal-read-only"),
        (10, "storage-problem"),
        (778, "storage-problem"),
        (11, "journal-damaged"),
        (13, "disk-full"),
        (14, "not-allowed"),
        (26, "journal-damaged"),
    ],
)
def test_a_result_code_of_the_database_is_translated_also_in_its_longer_form(number: int, code: str) -> None:
    inner = sqlcipher3.DatabaseError("words of an entry")
    inner.sqlite_errorcode = number
    for raised in (inner, DatabaseError("INSERT", ("words of an entry",), inner, hide_parameters=True)):
        with pytest.raises(JournalError) as translated, translating():
            raise raised
        assert translated.value.code == code
        assert "words of an entry" not in str(translated.value)


def test_a_mistake_of_ours_is_not_dressed_up(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "journal.db", a_key(), create=True)
    with pytest.raises(OperationalError, match="no such table"), reading(engine) as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
    engine.dispose()


def test_every_error_says_what_happened_and_what_to_do_under_a_code_of_its_own() -> None:
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, JournalError)
    ]
    assert len(kinds) > 20
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        for words in (kind.message, kind.advice):
            assert words.endswith(".")
            assert words[0].isupper()


def test_a_too_late_change_says_what_still_can_be_changed() -> None:
    late = errors.TooLate("The words of this decision", "You can add a note beside it.")
    assert str(late) == "The words of this decision can no longer be changed. You can add a note beside it."


def test_a_file_is_replaced_whole_also_over_what_a_crash_left(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    (tmp_path / ".state.json.tmp").write_bytes(b"left by a crash")
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["state.json"]
