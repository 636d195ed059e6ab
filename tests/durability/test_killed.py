"""R1: killed at any moment. A hundred kills of saving stand in tests/storage; here are backups, migrations, the soak."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import JournalTooNew
from app.services.clock import Clock
from app.storage import backups
from tests.durability.shim import ROOT
from tests.fixtures.cheap import assert_whole, log, new_journal, unlocked
from tests.fixtures.next_schema import with_next_schema

SEED = 20261123
AT_ONCE = 2


Say = Callable[[], object]


def killed(work: Callable[[Say], None], after: float, said: int = 0) -> None:
    """Do the work in a child that is killed so many seconds after it said so many times that something is done."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writer, b".")
            work(lambda: os.write(writer, b"."))
        finally:
            os._exit(0)
    os.close(writer)
    for _ in range(1 + said):
        assert os.read(reader, 1) == b"."
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)


def backing_up(home: Path, say: Say) -> None:
    journal = unlocked(home, Clock())  # on which no two backups have one name
    while True:
        log(journal, "one more")
        journal.care.back_up()
        say()


def killed_while_backing_up(folder: Path, times: int) -> None:
    """Every file that has the name of a backup is one, after every kill."""
    home = folder / "j"
    new_journal(home).close(back_up=False)
    source = random.Random(SEED)
    seen = 0
    for number in range(times):
        killed(partial(backing_up, home), source.random() * 0.05, said=source.randrange(3))
        for path in (home / "backups").glob(f"*{backups.SUFFIX}"):
            assert path.stat().st_size > 0
            to = folder / f"unpacked {number}"
            to.mkdir(exist_ok=True)
            backups.unpack(path, to / f"{path.name}.db", to / f"{path.name}.keys")
            seen += 1
        shutil.rmtree(folder / f"unpacked {number}", ignore_errors=True)
        for path in (home / "backups").glob(f"*{backups.SUFFIX}"):
            path.unlink()
        journal = unlocked(home)
        assert_whole(journal)
        journal.close(back_up=False)
    print(f"R1 backup: seed {SEED}, {times} kills, {seen} backups looked into")
    assert seen >= times / 2


def come_up(home: Path, _say: Say) -> None:
    unlocked(home).close(back_up=False)


def killed_while_coming_up(folder: Path, times: int) -> None:
    """A journal on its way to the next schema is the old one or the new one."""
    base = folder / "base"
    journal = new_journal(base)
    for number in range(20):
        log(journal, f"entry {number}")
    journal.close(back_up=False)
    source = random.Random(SEED)
    for number in range(times):
        home = (
            folder / f"j{number}"
        )  # a folder of its own: in the same one each would be told as an older file
        shutil.copytree(base, home)
        with with_next_schema(folder):
            killed(partial(come_up, home), source.random() * 0.4)
        try:
            again = unlocked(home)
        except JournalTooNew:  # it had come up: the next version opens it
            with with_next_schema(folder):
                again = unlocked(home)
        assert again.finding.count() == 20
        again.close(back_up=False)
        shutil.rmtree(home)


def test_kills_while_backing_up_leave_no_half_backup(tmp_path: Path) -> None:
    killed_while_backing_up(tmp_path, 15)


def test_kills_while_coming_up_leave_the_old_journal_or_the_new(tmp_path: Path) -> None:
    killed_while_coming_up(tmp_path, 6)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_thousand_kills_while_backing_up_leave_no_half_backup(tmp_path: Path) -> None:
    killed_while_backing_up(tmp_path, 1_000)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_thousand_kills_while_coming_up_leave_the_old_journal_or_the_new(tmp_path: Path) -> None:
    killed_while_coming_up(tmp_path, 1_000)


@pytest.mark.soak
@pytest.mark.timeout(14400)
def test_a_thousand_kills_of_saving_autosaving_and_importing_lose_nothing(tmp_path: Path) -> None:
    """Five thousand, since each kill falls into one of five kinds of act; fifty journals, so that none grows slow."""

    def a_hundred(number: int) -> dict[str, Any]:
        home, seed = tmp_path / str(number) / "j", SEED + 1_000 * number
        home.parent.mkdir()
        found = subprocess.run(
            [sys.executable, "-m", "tests.fixtures.killed_saving", str(home), "100", str(seed)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        shutil.rmtree(home.parent)
        said: dict[str, Any] = json.loads(found.stdout)
        wrong = [said["failed"], said["lost"], said["corrupt"]]
        print(f"R1: seed {seed}, 100 kills, {said['saves']} saves; wrong {wrong}", flush=True)
        return said

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for said in pool.map(a_hundred, range(50)):
            assert (said["failed"], said["lost"], said["corrupt"]) == ([], [], [])
