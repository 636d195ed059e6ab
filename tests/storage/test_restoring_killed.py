"""A restore that is killed before any call that changes a folder leaves the old or the restored journal, whole."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import WrongPassphrase
from app.domain.rescue import Rescued
from app.domain.restoring import Opener
from tests.fixtures.cheap import PASSPHRASE, assert_whole, log, restore, unlocked, vault_in
from tests.storage.test_restoring import NEW, backup_in, home

__all__ = ["home"]


def restored_in(folder: Path, backup: Path, phrase: str) -> None:
    restore(vault_in(folder), backup, phrase)


_CALLS = ("link", "rename", "replace", "unlink", "mkdir", "rmdir", "open")


def killed_before(number: int, work: Callable[[], object]) -> bool:
    """Do the work in a child that ends before its n-th call that changes a folder; whether it came to its end."""

    def counted() -> bool:
        left = [number]

        def watched(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*given: Any, **named: Any) -> Any:
                left[0] -= 1
                if left[0] < 0:
                    os._exit(0)
                return real(*given, **named)

            return call

        for name in _CALLS:
            setattr(os, name, watched(getattr(os, name)))
        work()
        os._exit(7)

    child = os.fork()
    if not child:
        try:
            counted()
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, 7}
    return os.waitstatus_to_exitcode(status) == 7


@pytest.mark.parametrize("other", [False, True], ids=["of the same journal", "of another journal"])
def test_killed_at_any_step_either_the_old_or_the_restored_journal_opens(
    tmp_path: Path, home: Path, *, other: bool
) -> None:
    backup, phrase = backup_in(home), PASSPHRASE
    if other:
        stranger, _code = vault_in(tmp_path / "other").create(NEW)
        log(stranger, "Elsewhere")
        log(stranger, "Elsewhere too")
        backup, phrase = stranger.care.back_up().path, NEW
        stranger.close(back_up=False)
    came_to_its_end, number, found = False, 0, set()
    while not came_to_its_end:
        there = tmp_path / f"killed-{number}"
        shutil.copytree(home, there)
        came_to_its_end = killed_before(number, partial(restored_in, there, backup, phrase))
        found.add(counted_in(there, phrase))
        assert not list(there.glob(".rest*"))
        assert all(path.stat().st_nlink == 1 for path in there.iterdir() if path.is_file())
        shutil.rmtree(there)
        number += 1
    assert found == {2, 3}
    assert number > 30


def counted_in(home: Path, phrase: str) -> int:
    """Entries of the journal that opens: the one that was there, or the restored one; whole, either way."""
    vault = vault_in(home)
    try:
        journal = vault.unlock(phrase)
    except WrongPassphrase:
        journal = vault.unlock(PASSPHRASE)
    assert_whole(journal)
    count = journal.finding.count()
    journal.close(back_up=False)
    kept = list(home.glob("journal.*.old.db"))
    assert len(kept) == (1 if count == 2 else 0)
    return count


def test_an_unfinished_save_goes_with_its_journal_wherever_a_kill_comes(home: Path, tmp_path: Path) -> None:
    """SQLite would roll it back into the restored journal."""
    hot = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600)
    came_to_its_end, number = False, 0
    while not came_to_its_end:
        there = tmp_path / f"hot-{number}"
        shutil.copytree(home, there)
        (there / "journal.db-journal").write_bytes(hot)
        came_to_its_end = killed_before(number, partial(restored_in, there, backup_in(there), PASSPHRASE))
        decided = bool(list(there.glob(".restoring-*")))
        left = there / "journal.db-journal"
        if decided or not left.exists():
            journal = unlocked(there)
            assert journal.finding.count() == 2
            assert_whole(journal)
            journal.close(back_up=False)
            (kept,) = there.glob("journal.*.old.db-journal")
            assert kept.read_bytes() == hot
        else:
            assert left.read_bytes() == hot
        shutil.rmtree(there)
        number += 1


def test_a_restore_after_one_that_was_killed_is_the_one_that_stands(home: Path, tmp_path: Path) -> None:
    """Whoever was cut off may restore again before unlocking: what came first must not come over it later."""
    stranger, _code = vault_in(tmp_path / "other").create(NEW)
    log(stranger, "Elsewhere")
    elsewhere = stranger.care.back_up().path
    stranger.close(back_up=False)
    number, came_to_its_end, decided = 0, False, 0
    while not came_to_its_end:
        there = tmp_path / f"twice-{number}"
        shutil.copytree(home, there)
        came_to_its_end = killed_before(number, partial(restored_in, there, elsewhere, NEW))
        decided += bool(list(there.glob(".restoring-*")))
        restored_in(there, backup_in(home), PASSPHRASE)
        journal = unlocked(there)
        assert journal.finding.count() == 2
        assert_whole(journal)
        journal.close(back_up=False)
        assert not list(there.glob(".rest*"))
        shutil.rmtree(there)
        number += 1
    assert decided > 3


def test_a_rescued_journal_is_found_wherever_a_kill_comes_while_it_takes_the_place(
    home: Path, tmp_path: Path
) -> None:
    vault = vault_in(home)
    into = vault.rescuing.place_beside()
    found = vault.rescuing.rescue(home / "journal.db", into, Opener(PASSPHRASE))
    number, came_to_its_end, took = 0, False, set()
    while not came_to_its_end:
        there = tmp_path / f"rescued-{number}"
        shutil.copytree(home, there)
        again = replace(found, folder=there / into.name)
        came_to_its_end = killed_before(number, partial(placed_in, there, again))
        unlocked(there).close(back_up=False)
        took.add(not again.folder.exists())
        with_it = there if took_place(there) else again.folder
        journal = unlocked(with_it)
        assert journal.finding.count() == 3
        assert_whole(journal)
        journal.close(back_up=False)
        assert took_place(there) is not again.folder.exists()
        shutil.rmtree(there)
        number += 1
    assert took == {True, False}


def placed_in(there: Path, found: Rescued) -> None:
    vault_in(there).rescuing.take_place(found)


def took_place(there: Path) -> bool:
    """Whether the journal that was here is kept under another name."""
    return bool(list(there.glob("journal.*.old.db")))
