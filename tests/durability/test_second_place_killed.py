"""Killed while a backup is copied to the second place: what bears the name of a backup there is whole."""

import os
import random
import shutil
from functools import partial
from pathlib import Path

import pytest

from app.services.clock import Clock
from app.services.second_place import SecondPlace
from app.storage import backups
from tests.durability.test_killed import SEED, Say, killed
from tests.fixtures.cheap import log, new_journal, vault_in


def copying(home: Path, stick: Path, journal_id: str, say: Say) -> None:
    """Copy everything again and again, to a folder emptied between."""
    place = SecondPlace(vault_in(home).places, journal_id, Clock())
    while True:
        place.catch_up(thins=False, anew=True)
        say()
        for path in stick.iterdir():
            path.unlink()


def killed_while_copying(folder: Path, times: int) -> None:
    home, stick = folder / "j", folder / "stick"
    stick.mkdir()
    journal = new_journal(home, Clock())
    for number in range(3):
        log(journal, f"entry {number}", context="many different words " * 4000)
        journal.care.back_up()
    journal_id = journal.file.journal_id
    journal.care.second_place.choose(stick)
    journal.close(back_up=False)
    whole = {path.name: path.read_bytes() for path in (home / "backups").iterdir()}
    source, seen, half = random.Random(SEED), 0, 0
    for _ in range(times):
        killed(partial(copying, home, stick, journal_id), source.random() * 0.04, said=source.randrange(3))
        for path in stick.iterdir():
            if path.name in whole:
                assert path.read_bytes() == whole[path.name]
                seen += 1
            else:
                assert path.name.startswith(".~journal-")
                half += 1
                os.utime(path, (1_000_000, 1_000_000))
        place = SecondPlace(vault_in(home).places, journal_id, Clock())
        place.catch_up(thins=False, anew=True)
        assert {path.name for path in stick.iterdir()} >= set(whole)
        shutil.rmtree(stick)
        stick.mkdir()
    assert {path.name for path in (home / "backups").glob(f"*{backups.SUFFIX}")} == set(whole)
    print(
        f"C7 copying: seed {SEED}, {times} kills, {seen} copies looked into, {half} halves under hidden names"
    )
    assert seen + half >= times / 2
    assert half


def test_kills_while_copying_to_the_second_place_leave_no_half_backup(tmp_path: Path) -> None:
    killed_while_copying(tmp_path, 25)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_thousand_kills_while_copying_leave_no_half_backup(tmp_path: Path) -> None:
    killed_while_copying(tmp_path, 1_000)
