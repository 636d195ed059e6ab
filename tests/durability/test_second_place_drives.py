"""A second place on a real drive: full, made read-only, pulled out and put back; the first backup is good in each."""

import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.second_place import PlaceState, SecondPlaceProblem
from app.services.journal import Journal
from tests.durability.forking import apart, can_mount, mounted
from tests.durability.test_not_to_be_written import NO_MOUNT
from tests.fixtures.cheap import log, new_journal, unlocked

needs_mount = pytest.mark.skipif(not can_mount(), reason=NO_MOUNT)
SIZE = "4m"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = new_journal(tmp_path / "j")
    yield opened
    opened.close(back_up=False)


def caught_up(journal: Journal) -> str:
    """The state after a try, as Settings shows it."""
    try:
        journal.care.second_place.catch_up(thins=True)
    except SecondPlaceProblem as problem:
        return problem.state.value
    standing = journal.care.second_place.standing()
    assert standing is not None
    return standing.state.value


def made(journal: Journal) -> None:
    log(journal, "one more")
    backup = journal.care.back_up()
    assert journal.file.what_is_wrong(backup.path) == ""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@needs_mount
def test_a_full_stick_is_told_and_holds_nothing_half_until_there_is_room(
    journal: Journal, tmp_path: Path
) -> None:
    with mounted(tmp_path / "stick", SIZE) as stick:
        journal.care.second_place.choose(stick)
        filler = stick / "holiday.mov"
        filler.write_bytes(bytes(shutil.disk_usage(stick).free - (100 << 10)))
        made(journal)
        assert caught_up(journal) == PlaceState.FULL
        assert names(stick) == ["holiday.mov"]
        filler.unlink()
        assert caught_up(journal) == PlaceState.KEPT
        assert names(stick) == names(journal.care.places.backups)


@needs_mount
def test_a_stick_that_became_read_only_is_told(journal: Journal, tmp_path: Path) -> None:
    with mounted(tmp_path / "stick", SIZE) as stick:
        journal.care.second_place.choose(stick)
        subprocess.run(["mount", "-o", "remount,ro", stick], check=True)
        made(journal)
        assert caught_up(journal) == PlaceState.NOT_ALLOWED
        assert names(stick) == []
        subprocess.run(["mount", "-o", "remount,rw", stick], check=True)
        assert caught_up(journal) == PlaceState.KEPT


@needs_mount
def test_a_stick_that_is_pulled_out_leaves_an_empty_folder_that_is_not_written_to(
    journal: Journal, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    with mounted(place, SIZE) as stick:
        journal.care.second_place.choose(stick)
        made(journal)
        assert caught_up(journal) == PlaceState.KEPT
    made(journal)
    assert caught_up(journal) == PlaceState.EMPTIED
    assert names(place) == []
    place.rmdir()
    assert caught_up(journal) == PlaceState.MISSING


def test_a_limit_on_the_size_of_files_is_told_as_a_place_without_room(tmp_path: Path) -> None:
    home, stick = tmp_path / "limited", tmp_path / "stick"
    stick.mkdir()
    opened = new_journal(home)
    opened.care.second_place.choose(stick)
    made(opened)
    opened.close(back_up=False)

    def limited() -> str:
        again = unlocked(home)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100 << 10, resource.RLIM_INFINITY))
        return caught_up(again)

    assert apart(limited) == PlaceState.FULL
    assert names(stick) == []
