"""One process at a time on a journal, and none shut out by a crash."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.errors import OpenElsewhere
from app.storage.lockfile import JournalLock

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys, time
from pathlib import Path
from app.storage.lockfile import JournalLock
lock = JournalLock(Path(sys.argv[1]))
lock.take()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.lock"


@contextmanager
def held_elsewhere(path: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "held\n"
        try:
            yield child
        finally:
            child.kill()


def test_a_second_process_is_told_within_two_seconds_that_the_journal_is_open(path: Path) -> None:
    with held_elsewhere(path) as child:
        for _ in range(3):
            begun = time.monotonic()
            with pytest.raises(OpenElsewhere, match="open in another window") as told:
                JournalLock(path).take()
            assert time.monotonic() - begun < 2
            assert str(child.pid) in told.value.advice


def test_a_lock_left_by_a_killed_process_is_taken_over(path: Path) -> None:
    for _ in range(5):
        with held_elsewhere(path) as child:
            child.kill()
            child.wait()
            assert path.exists()
            with JournalLock(path) as lock:
                assert lock.held


def test_two_windows_of_one_process_do_not_share_a_journal(path: Path) -> None:
    with JournalLock(path), pytest.raises(OpenElsewhere):
        JournalLock(path).take()
    with JournalLock(path) as again:
        assert again.held


def test_taking_twice_and_releasing_twice_change_nothing(path: Path) -> None:
    lock = JournalLock(path)
    lock.take()
    lock.take()
    lock.release()
    lock.release()
    assert not lock.held
    JournalLock(path).take()


@pytest.mark.parametrize(
    "said", [b"", b"{", b"[]", b'{"pid": -1}', b'{"pid": true, "computer": "\\u001b[2J"}', b"\xff" * 10_000]
)
def test_what_the_file_beside_the_lock_says_is_not_relied_on(path: Path, said: bytes) -> None:
    with JournalLock(path):
        path.with_name("journal.lock.holder").write_bytes(said)
        with pytest.raises(OpenElsewhere) as told:
            JournalLock(path).take()
        assert told.value.advice == OpenElsewhere.advice
    path.with_name("journal.lock.holder").write_bytes(b'{"pid": 1, "computer": "elsewhere"}')
    JournalLock(path).take()


def test_another_computer_is_named(path: Path) -> None:
    with JournalLock(path):
        path.with_name("journal.lock.holder").write_bytes(b'{"pid": 1, "computer": "town-hall-7"}')
        with pytest.raises(OpenElsewhere) as told:
            JournalLock(path).take()
    assert "town-hall-7" in told.value.advice


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_the_lock_files_are_for_this_account_only(path: Path, umask: int) -> None:
    os.umask(umask)
    with JournalLock(path):
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"journal.lock": 0o600, "journal.lock.holder": 0o600}
