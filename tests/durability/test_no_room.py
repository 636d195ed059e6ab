"""R4: no room on the disk: what was saved stays, nothing half-made is left, and the next save works with room."""

import resource
import shutil
from collections.abc import Callable
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import JournalError
from app.services.journal import Journal
from tests.durability.forking import apart, can_mount, mounted
from tests.durability.test_not_to_be_written import NO_MOUNT
from tests.fixtures.cheap import assert_whole, log, new_journal, unlocked
from tests.fixtures.journals.schema_0003.make import HERE as FROZEN

LIMIT = 4 << 20
LONG = "the hub opens on Saturdays and the buses run " * 2_000
NOTES = 40
MEANT = {"disk-full", "storage-problem", "backup-failed", "migration-failed"}
Acts = dict[str, Callable[[Journal], object]]


def notes_in(folder: Path) -> Path:
    """A folder of Markdown notes, some 90 KB each."""
    folder.mkdir(exist_ok=True)
    for number in range(NOTES):
        (folder / f"{number}.md").write_text(f"---\ndate: 2026-05-03\n---\nNote {number}. {LONG}\n", "utf-8")
    return folder


def acts(notes: Path) -> Acts:
    return {
        "save": lambda journal: log(journal, "no room", context=LONG),
        "import": lambda journal: journal.exchange.take_in("markdown", notes, zone=UTC),
        "backup": lambda journal: journal.care.back_up(),
    }


def refusal(do: Callable[[], object]) -> str:
    try:
        do()
    except JournalError as error:
        return error.code
    return ""


def left_over(home: Path) -> list[str]:
    """Files without content, and those that a half-made backup leaves."""
    return [
        path.name
        for path in (home / "backups").iterdir()
        if not path.stat().st_size or not path.name.endswith(".balcony-backup")
    ]


def filled(journal: Journal, notes: Path, make_room: Callable[[], None]) -> list[Any]:
    """Save until there is no room; each act is refused with words, and works once there is."""
    kept = 0
    code = ""
    journal.drafts.keep("decision:new", {"title": "half a thought"})
    while not code and kept < 200:
        code = refusal(partial(log, journal, f"save {kept}", context=LONG))
        kept += not code
    assert refusal(partial(acts(notes)["import"], journal)) in MEANT
    codes = {code, *(refusal(partial(do, journal)) for do in acts(notes).values())} - {""}
    assert journal.finding.count() == kept
    assert journal.drafts.all()["decision:new"].fields == {"title": "half a thought"}
    assert left_over(journal.care.places.data_dir) == []
    make_room()
    log(journal, "with room again")
    assert journal.finding.count() == kept + 1
    assert_whole(journal)
    problem = journal.close()
    return [kept, sorted(codes), problem.code if problem else None]


def in_four_megabytes(home: Path, notes: Path) -> list[Any]:
    journal = unlocked(home)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    return filled(journal, notes, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard)))


def test_files_that_may_not_grow_beyond_four_megabytes(tmp_path: Path) -> None:
    home = tmp_path / "j"
    new_journal(home).close(back_up=False)
    notes = notes_in(tmp_path / "notes")
    kept, codes, problem = apart(lambda: in_four_megabytes(home, notes))
    assert kept > 5
    assert {*codes} <= MEANT
    assert problem is None
    again = unlocked(home)
    assert again.finding.count() == kept + 1
    again.close(back_up=False)


@pytest.mark.skipif(not can_mount(), reason=NO_MOUNT)
def test_a_drive_of_six_megabytes_is_filled(tmp_path: Path) -> None:
    notes = notes_in(tmp_path / "notes")
    with mounted(tmp_path / "drive", "6m") as drive:
        home = drive / "j"
        new_journal(home).close(back_up=False)
        filler = drive / "holiday.mov"
        filler.write_bytes(bytes(2 << 20))
        kept, codes, _problem = apart(lambda: filled(unlocked(home), notes, filler.unlink))
        assert kept > 5
        assert "disk-full" in codes
        assert {*codes} <= MEANT
        again = unlocked(home)
        assert again.finding.count() == kept + 1
        assert left_over(home) == []
        again.close(back_up=False)


@pytest.mark.skipif(not can_mount(), reason=NO_MOUNT)
def test_a_journal_of_an_earlier_version_stays_as_it_is_without_room_and_comes_up_with_it(
    tmp_path: Path,
) -> None:
    with mounted(tmp_path / "drive", "6m") as drive:
        home = drive / "j"
        home.mkdir(mode=0o700)
        for name in ("journal.db", "journal.keys"):
            shutil.copyfile(FROZEN / name, home / name)
        before = (home / "journal.db").read_bytes()
        filler = drive / "holiday.mov"
        with filler.open("wb") as file:
            room = shutil.disk_usage(drive).free - len(before) // 2
            file.write(bytes(room))
        assert refusal(lambda: unlocked(home)) in MEANT
        assert (home / "journal.db").read_bytes() == before
        assert left_over(home) == []
        filler.unlink()
        journal = unlocked(home)
        assert_whole(journal)
        journal.close(back_up=False)
