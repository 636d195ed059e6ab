"""R8: one journal, two processes: told at once, never shut out by a crash, and no commit lost below the lock."""

import os
import signal
import time
from pathlib import Path

import pytest

from app.domain.errors import OpenElsewhere
from app.storage.engine import open_engine, reading, writing
from app.storage.keys import DataKey
from tests.durability.forking import apart
from tests.fixtures.cheap import log, new_journal, unlocked

TIMES = 20
COMMITS = 1_000


def test_twenty_second_windows_are_told_within_two_seconds(tmp_path: Path) -> None:
    """All twenty at once, which is harder than one after another."""
    journal = new_journal(tmp_path / "j")

    def second() -> float:
        begun = time.monotonic()
        with pytest.raises(OpenElsewhere, match="open in another window"):
            unlocked(tmp_path / "j")
        return time.monotonic() - begun

    def in_turn() -> list[float]:
        return [second() for _ in range(TIMES // 4)]

    took: list[float] = []
    readers = []
    for _ in range(4):
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.write(writer, ",".join(str(one) for one in in_turn()).encode())
            os._exit(0)
        os.close(writer)
        readers.append((child, reader))
    for child, reader in readers:
        with os.fdopen(reader) as said:
            took += [float(one) for one in said.read().split(",") if one]
        os.waitpid(child, 0)
    journal.close(back_up=False)
    assert len(took) == TIMES
    assert max(took) < 2


def test_twenty_locks_left_by_a_kill_are_taken_over(tmp_path: Path) -> None:
    home = tmp_path / "j"
    new_journal(home).close(back_up=False)
    for number in range(TIMES):
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            journal = unlocked(home)
            log(journal, f"save {number}")
            os.write(writer, b"saved")
            time.sleep(60)
        assert os.read(reader, 5) == b"saved"
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reader)
        os.close(writer)
        journal = unlocked(home)
        assert journal.finding.count() == number + 1
        journal.close(back_up=False)


def test_two_writers_below_the_lock_lose_no_commit(tmp_path: Path) -> None:
    """What holds if the lock ever does not: the file's own lock, and the wait for it."""
    path = tmp_path / "journal.db"
    key = DataKey(bytearray(range(32)), "j1")
    made = open_engine(path, key, create=True)
    with writing(made) as connection:
        connection.exec_driver_sql("CREATE TABLE row (writer INTEGER, number INTEGER)")
    made.dispose()

    def write(writer: int) -> int:
        engine = open_engine(path, key)
        for number in range(COMMITS):
            with writing(engine) as connection:
                connection.exec_driver_sql("INSERT INTO row VALUES (?, ?)", (writer, number))
        engine.dispose()
        return COMMITS

    other = os.fork()
    if not other:
        try:
            write(1)
        finally:
            os._exit(0)
    assert apart(lambda: write(2)) == COMMITS
    os.waitpid(other, 0)
    engine = open_engine(path, key)
    with reading(engine) as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*), count(DISTINCT writer * 10000 + number) FROM row"
        )
        assert found.one() == (2 * COMMITS, 2 * COMMITS)
    engine.dispose()
