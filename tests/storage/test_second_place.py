"""A second place for backups: whole copies only, thinned like the first, and told calmly when it is not there."""

import json
import os
import shutil
import stat
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

import pytest

from app.domain.errors import Cancelled
from app.domain.second_place import PlaceRefused, PlaceState, SecondPlaceProblem
from app.domain.thinning import RECENT
from app.services.journal import Journal
from app.services.second_place import SecondPlace
from app.storage import backups, second_copies
from tests.fixtures.cheap import PASSPHRASE, log, unlocked, vault_in
from tests.fixtures.clock import MovedClock

ERRORS = (
    (28, PlaceState.FULL),
    (30, PlaceState.NOT_ALLOWED),
    (13, PlaceState.NOT_ALLOWED),
    (5, PlaceState.PROBLEM),
)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder elsewhere."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def place(journal: Journal, stick: Path) -> SecondPlace:
    """The second place of the journal, chosen, with nothing in it yet."""
    journal.care.second_place.choose(stick)
    return journal.care.second_place


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def backed_up(journal: Journal, clock: MovedClock, times: int = 1) -> None:
    for _ in range(times):
        clock.pass_by(minutes=1)
        log(journal)
        journal.care.back_up()


def same_in_both(journal: Journal, stick: Path) -> None:
    here = journal.care.places.backups
    assert {name: (stick / name).read_bytes() for name in names(stick)} == {
        name: (here / name).read_bytes() for name in names(here)
    }


def test_each_backup_is_copied_byte_for_byte_and_opens_from_there(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, tmp_path: Path
) -> None:
    backed_up(journal, clock, 3)
    standing = place.catch_up(thins=True)
    assert standing is not None
    assert (standing.state, standing.copies, standing.folder) == (PlaceState.KEPT, 3, stick)
    same_in_both(journal, stick)
    there = tmp_path / "there"
    there.mkdir()
    backups.unpack(stick / names(stick)[-1], there / "journal.db", there / "journal.keys")
    back = unlocked(there)
    assert back.finding.count() == 3
    back.close(back_up=False)
    for path in stick.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_the_second_place_is_lies_beside_the_preferences_and_not_in_the_journal(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path
) -> None:
    backed_up(journal, clock)
    place.catch_up(thins=True)
    path = journal.care.places.backup_place
    assert path.parent == journal.care.places.preferences.parent
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert str(stick) in path.read_text("utf-8")
    other = SecondPlace(journal.care.places, "another journal", journal.clock)
    assert other.standing() is None
    other.choose(stick)
    place.stop()
    assert (place.standing(), other.folder) == (None, stick)
    other.stop()
    assert not path.exists()
    assert len(names(stick)) == 1  # what lies there stays


@pytest.mark.parametrize(
    "said", [b"", b"[]", b"{", b'{"journals": []}', b'{"journals": {"ID": {"folder": "x"}}}']
)
def test_a_file_that_cannot_be_read_means_that_none_was_chosen(
    journal: Journal, stick: Path, said: bytes
) -> None:
    journal.care.places.backup_place.write_bytes(said.replace(b"ID", journal.file.journal_id.encode()))
    assert journal.care.second_place.standing() is None
    assert journal.care.second_place.catch_up(thins=True) is None
    assert journal.care.second_place.choose(stick).folder == stick


def test_a_file_already_there_is_not_read_again(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync program would fetch it whole."""
    backed_up(journal, clock, 3)
    place.catch_up(thins=True)
    looked: list[Path] = []
    real = backups.backup_at

    def watched(path: Path) -> backups.Backup | None:
        looked.append(path)
        return real(path)

    monkeypatch.setattr(second_copies, "backup_at", watched)
    place.catch_up(thins=True)
    assert looked == []


def test_it_is_thinned_by_the_same_policy_and_nothing_else_there_is_touched(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, tmp_path: Path
) -> None:
    other, _code = vault_in(tmp_path / "other").create(PASSPHRASE)
    theirs = other.care.back_up().path
    other.close(back_up=False)
    letter = stick / "letter.txt"
    letter.write_text("not a backup")
    conflict = stick / f"journal-20200101-080000-000000Z (1){backups.SUFFIX}"
    shutil.copyfile(theirs, conflict)
    shutil.copyfile(theirs, stick / theirs.name)
    beside = {letter.name, conflict.name, theirs.name}
    for _ in range(RECENT + 8):
        backed_up(journal, clock)
        place.catch_up(thins=True)
    assert set(names(stick)) - beside == set(names(journal.care.places.backups))
    assert beside <= set(names(stick))
    assert len(names(stick)) == RECENT + 3


def test_on_hold_nothing_goes_there(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path
) -> None:
    journal.lists.note("hold", value=True)
    for _ in range(RECENT + 4):
        backed_up(journal, clock)
        place.catch_up(thins=not journal.care.is_on_hold())
    assert len(names(stick)) == RECENT + 4


def test_a_longer_history_there_gives_way_to_no_shorter_one(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path
) -> None:
    ids = [log(journal, f"One of {number}") for number in range(3)]
    longest = journal.care.back_up()
    place.catch_up(thins=True)
    longest.path.unlink()
    journal.writing.delete(ids)
    clock.pass_by(days=31)
    journal.care.empty_bin()
    for _ in range(RECENT + 6):
        clock.pass_by(minutes=1)
        journal.care.back_up()
        place.catch_up(thins=True)
    assert longest.path.name in names(stick)
    assert len(names(stick)) == RECENT + 1


def test_backups_made_after_a_restore_elsewhere_count_as_newer_than_those_there(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, tmp_path: Path
) -> None:
    backed_up(journal, clock, 5)
    place.catch_up(thins=True)
    newest = journal.care.backups()[0]
    home = tmp_path / "new computer"
    home.mkdir()
    backups.unpack(newest.path, home / "journal.db", home / "journal.keys")
    moved = unlocked(home, MovedClock(clock.now() - timedelta(days=3)))
    moved.care.back_up()
    second = moved.care.second_place
    second.choose(stick)
    assert second.is_outnumbered()
    made = moved.care.back_up()
    assert made.number > newest.number
    assert not second.is_outnumbered()
    second.catch_up(thins=True)
    assert backups.backups(stick)[0].path.name == made.path.name
    moved.close(back_up=False)


def test_a_renewed_key_file_reaches_the_copies_too(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path
) -> None:
    """After a change of the passphrase, backups made before are written anew on request (ruling 24)."""
    home = journal.care.places.data_dir
    backed_up(journal, clock, 2)
    place.catch_up(thins=True)
    vault = vault_in(home)
    vault.changing_keys.change_passphrase(PASSPHRASE, "nine loud geese cross the weir")
    vault.changing_keys.rewrap_backups()
    place.catch_up(thins=True)
    same_in_both(journal, stick)


# ---- what is no second place


def test_the_folder_of_the_journal_what_lies_in_it_links_and_files_are_refused_with_a_reason(
    journal: Journal, stick: Path, tmp_path: Path
) -> None:
    home = journal.care.places.data_dir
    link = tmp_path / "link"
    link.symlink_to(stick)
    inside = tmp_path / "inside"
    inside.symlink_to(home)
    letter = stick / "letter"
    letter.write_text("x")
    for folder, reason in (
        (home, "folder of the journal"),
        (home / "backups", "folder of the journal"),
        (inside / "backups", "folder of the journal"),
        (link, "link"),
        (letter, "no such folder"),
        (stick / "none", "no such folder"),
    ):
        with pytest.raises(PlaceRefused, match=reason):
            journal.care.second_place.choose(folder)
    assert journal.care.second_place.standing() is None
    assert names(stick) == ["letter"]


def test_a_folder_that_may_not_be_written_is_refused(
    journal: Journal, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services import second_place

    def refuses(_path: Path) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(second_place, "create_file", refuses)
    with pytest.raises(PlaceRefused, match="cannot be written"):
        journal.care.second_place.choose(stick)


def test_a_folder_that_became_a_link_is_written_to_no_more(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    stick.rename(elsewhere)
    stick.symlink_to(elsewhere)
    backed_up(journal, clock)
    with pytest.raises(SecondPlaceProblem) as caught:
        place.catch_up(thins=True)
    assert caught.value.state is PlaceState.CHANGED
    assert names(elsewhere) == []


# ---- gone, full, refused


def test_a_place_that_is_gone_is_told_and_caught_up_when_it_is_back(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, tmp_path: Path
) -> None:
    backed_up(journal, clock)
    place.catch_up(thins=True)
    away = tmp_path / "drawer"
    stick.rename(away)
    backed_up(journal, clock, 2)
    with pytest.raises(SecondPlaceProblem, match="cannot be reached"):
        place.catch_up(thins=True)
    standing = place.standing()
    assert standing is not None
    assert (standing.state, standing.copies) == (PlaceState.MISSING, 1)
    assert len(journal.care.backups()) == 3
    away.rename(stick)
    again = place.catch_up(thins=True)
    assert again is not None
    assert (again.state, again.copies) == (PlaceState.KEPT, 3)
    same_in_both(journal, stick)


def test_an_empty_mount_point_is_not_taken_for_the_stick(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, tmp_path: Path
) -> None:
    backed_up(journal, clock)
    place.catch_up(thins=True)
    stick.rename(tmp_path / "drawer")
    stick.mkdir()
    backed_up(journal, clock)
    with pytest.raises(SecondPlaceProblem, match="copies that were in it are not"):
        place.catch_up(thins=True)
    assert names(stick) == []
    place.catch_up(thins=True, anew=True)
    same_in_both(journal, stick)


@pytest.mark.parametrize(("code", "state"), ERRORS)
def test_a_place_that_refuses_leaves_the_first_backup_good_and_nothing_half_there(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, code: int, state: PlaceState,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    backed_up(journal, clock)

    def refuses(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(second_copies, "flush_to_disk", refuses)
    with pytest.raises(SecondPlaceProblem) as caught:
        place.catch_up(thins=True)
    assert caught.value.state is state
    assert names(stick) == []
    (made,) = journal.care.backups()
    assert journal.file.what_is_wrong(made.path) == ""
    standing = place.standing()
    assert standing is not None
    assert standing.state is state
    monkeypatch.undo()
    place.catch_up(thins=True)
    same_in_both(journal, stick)


def test_a_copy_that_reads_back_otherwise_gets_no_name(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(journal, clock)
    real = second_copies._write

    def spoils(source: Path, beside: Path, *rest: Any) -> bytes:
        written = real(source, beside, *rest)
        with beside.open("r+b") as file:
            file.seek(5000)
            file.write(b"!")
        return written

    monkeypatch.setattr(second_copies, "_write", spoils)
    with pytest.raises(SecondPlaceProblem):
        place.catch_up(thins=True)
    assert names(stick) == []


def test_a_damaged_backup_is_copied_over_nothing(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path
) -> None:
    backed_up(journal, clock, 2)
    damaged = journal.care.backups()[1].path
    with damaged.open("r+b") as file:
        file.seek(9000)
        file.write(b"spoilt")
    place.catch_up(thins=True)
    assert names(stick) == [journal.care.backups()[0].path.name]


def test_only_hidden_names_that_sync_programs_pass_over_are_seen_while_it_is_copied(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    real = backups.digest

    def watched(file: IO[bytes], *rest: Any) -> bytes:
        seen.append(names(stick))
        return real(file, *rest)

    monkeypatch.setattr(second_copies, "digest", watched)
    backed_up(journal, clock)
    place.catch_up(thins=True)
    ((under_way,),) = seen
    assert under_way.startswith(".~journal-")
    assert under_way.endswith(".tmp")


def test_stopped_halfway_it_leaves_nothing_and_is_caught_up_later(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path
) -> None:
    backed_up(journal, clock, 3)
    asked = iter(range(10_000))

    def soon() -> bool:
        return next(asked) > 4

    with pytest.raises(Cancelled):
        place.catch_up(thins=True, cancelled=soon)
    assert all(name.endswith(backups.SUFFIX) for name in names(stick))
    assert len(names(stick)) < 3
    standing = place.standing()
    assert standing is not None
    assert not standing.state.wants_help
    place.catch_up(thins=True)
    same_in_both(journal, stick)


def test_its_progress_is_counted_in_megabytes(
    journal: Journal, clock: MovedClock, place: SecondPlace
) -> None:
    for number in range(20):
        log(journal, f"Long {number}", context="many different words " * 6000)
    made = journal.care.back_up()
    told: list[tuple[int, int | None]] = []
    place.catch_up(thins=True, progress=lambda done, of: told.append((done, of)))
    megabytes = made.size >> 20
    assert megabytes >= 2
    assert told == [(done, megabytes) for done in range(1, megabytes + 1)]


def test_half_copies_a_kill_left_go_after_an_hour_and_nothing_that_only_looks_alike(
    journal: Journal, clock: MovedClock, place: SecondPlace, stick: Path
) -> None:
    backed_up(journal, clock)
    old = stick / ".~journal-20260101-080000-000000Z.0123abcd.tmp"
    new = stick / ".~journal-20260101-080000-000000Z.0123abce.tmp"
    other = stick / ".~letter.tmp"
    for path in (old, new, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (1_000_000, 1_000_000))
    place.catch_up(thins=True)
    assert not old.exists()
    assert new.exists()
    assert other.exists()


def test_stopping_to_use_it_while_it_is_copied_stays_stopped(
    journal: Journal, clock: MovedClock, place: SecondPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(journal, clock)
    real = second_copies.copy_compared

    def stops(*given: Any) -> None:
        real(*given)
        place.stop()

    monkeypatch.setattr(second_copies, "copy_compared", stops)
    place.catch_up(thins=True)
    assert place.standing() is None


def test_a_new_backup_is_told_as_not_copied_until_it_is(
    journal: Journal, clock: MovedClock, place: SecondPlace
) -> None:
    def state() -> PlaceState:
        standing = place.standing()
        assert standing is not None
        return standing.state

    backed_up(journal, clock)
    place.catch_up(thins=True)
    assert state() is PlaceState.KEPT
    backed_up(journal, clock)
    assert state() is PlaceState.BEHIND
    place.catch_up(thins=True)
    assert state() is PlaceState.KEPT


def test_one_unreadable_note_of_a_copy_is_looked_for_again(
    journal: Journal, clock: MovedClock, place: SecondPlace
) -> None:
    backed_up(journal, clock, 2)
    place.catch_up(thins=True)
    path = journal.care.places.backup_place
    said = json.loads(path.read_bytes())
    (one,) = said["journals"].values()
    one["there"][0]["size"] = "large"
    path.write_text(json.dumps(said))
    assert place.catch_up(thins=True) is not None
    standing = place.standing()
    assert standing is not None
    assert standing.copies == 2
