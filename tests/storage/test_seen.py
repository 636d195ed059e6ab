"""An older file, or another, in the place of the journal is noticed before anything is written to it (R9)."""

import hashlib
import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import JournalError, JournalForked, JournalOlderThanSeen
from app.services.journal import Journal
from app.services.vault import Vault
from app.storage import chain, seen
from tests.fixtures.cheap import (
    PASSPHRASE,
    TODAY,
    assert_whole,
    log,
    new_journal,
    restore,
    unlocked,
    vault_in,
)
from tests.fixtures.clock import MovedClock
from tests.fixtures.journals.schema_0004.make import HERE as FROZEN


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder whose journal was opened, written and closed here."""
    folder = tmp_path / "journal"
    journal = new_journal(folder)
    log(journal, "The first")
    journal.close(back_up=False)
    return folder


def main_file(home: Path) -> Path:
    return home / "journal.db"


def digest(home: Path) -> str:
    return hashlib.sha256(main_file(home).read_bytes()).hexdigest()


def write_on(home: Path, title: str) -> None:
    journal = unlocked(home)
    log(journal, title)
    journal.close(back_up=False)


def titles(journal: Journal) -> set[str]:
    with journal.file.read() as connection:
        return set(connection.exec_driver_sql("SELECT title FROM entry").scalars())


@pytest.fixture
def older(home: Path) -> Path:
    """The same folder with the file as it was before the last writing."""
    kept = main_file(home).read_bytes()
    write_on(home, "The second")
    main_file(home).write_bytes(kept)
    return home


# ---- what is noticed


def test_an_older_file_is_noticed_and_stays_byte_for_byte_as_it_is(older: Path) -> None:
    before, there = digest(older), sorted(path.name for path in older.iterdir())
    with pytest.raises(JournalOlderThanSeen) as told:
        unlocked(older)
    assert digest(older) == before
    assert sorted(path.name for path in older.iterdir()) == there
    assert told.value.here.changes < told.value.seen.changes
    assert f"{told.value.seen.changes:,} changes" in told.value.advice
    assert "The first" not in str(told.value)


def test_what_is_due_at_opening_does_not_touch_an_older_file(home: Path) -> None:
    clock = MovedClock(TODAY)
    journal = unlocked(home, clock)
    journal.writing.delete({log(journal, "For the bin")})
    journal.close(back_up=False)
    kept = main_file(home).read_bytes()
    write_on(home, "The second")
    main_file(home).write_bytes(kept)
    clock.pass_by(hours=24 * 40)
    before = digest(home)
    with pytest.raises(JournalOlderThanSeen):
        unlocked(home, clock)
    assert digest(home) == before


def test_an_older_file_of_an_older_schema_is_noticed_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    home = tmp_path / "journal"
    home.mkdir(mode=0o700)
    for name in ("journal.db", "journal.keys"):
        shutil.copyfile(FROZEN / name, home / name)
    write_on(home, "Written since")
    shutil.copyfile(FROZEN / "journal.db", main_file(home))
    before = digest(home)
    with pytest.raises(JournalOlderThanSeen) as told:
        unlocked(home)
    assert (told.value.here.changes, told.value.here.at) == (0, None)
    assert digest(home) == before


def test_a_file_that_another_computer_wrote_on_without_ours_is_noticed(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other computer"
    shutil.copytree(home, other)
    write_on(home, "Here")
    for number in range(3):
        write_on(other, f"There {number}")
    shutil.copyfile(main_file(other), main_file(home))
    before = digest(home)
    with pytest.raises(JournalForked):
        unlocked(home)
    assert digest(home) == before


def test_a_file_replaced_while_it_was_open_is_noticed_when_it_is_opened_again(
    home: Path, tmp_path: Path
) -> None:
    kept = main_file(home).read_bytes()
    journal = unlocked(home)
    log(journal, "The second")
    beside = tmp_path / "put back.db"
    beside.write_bytes(kept)
    beside.replace(main_file(home))
    with pytest.raises(JournalError):
        log(journal, "Into a file that has no name any more")
    journal.close(back_up=False)
    with pytest.raises(JournalOlderThanSeen):
        unlocked(home)


# ---- what is fine


def test_a_file_that_another_computer_carried_on_opens(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other computer"
    shutil.copytree(home, other)
    write_on(other, "There")
    shutil.copyfile(main_file(other), main_file(home))
    journal = unlocked(home)
    assert "There" in titles(journal)
    journal.close(back_up=False)


def test_a_computer_that_never_had_it_open_takes_it_as_it_is(older: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(older, elsewhere)
    unlocked(elsewhere).close(back_up=False)


def test_a_restored_backup_is_taken_as_it_comes(home: Path) -> None:
    journal = unlocked(home)
    backup = journal.care.back_up()
    log(journal, "After the backup")
    journal.close(back_up=False)
    restore(vault_in(home), backup.path)
    journal = unlocked(home)
    assert "After the backup" not in titles(journal)
    assert_whole(journal)
    journal.close(back_up=False)


def test_undo_and_redo_and_a_day_without_a_change_go_on_from_what_was_seen(home: Path) -> None:
    journal = unlocked(home)
    log(journal, "Undone")
    journal.undo()
    journal.close(back_up=False)
    for _ in range(2):
        unlocked(home).close(back_up=False)


# ---- opening it all the same


def open_as_found(home: Path) -> Journal:
    return vault_in(home).unlock(PASSPHRASE, as_found=True)


def test_an_older_file_opened_as_it_is_is_copied_aside_before_it_is_written(older: Path) -> None:
    before = digest(older)
    journal = open_as_found(older)
    copy = journal.file.found_copy
    assert copy is not None
    assert copy.parent == older
    assert copy.name.endswith(".found.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == before
    with journal.file.read() as connection:
        noted = connection.exec_driver_sql("SELECT act FROM chain ORDER BY seq DESC LIMIT 1").scalar()
    assert noted == chain.Act.ACCEPTED
    assert_whole(journal)
    log(journal, "From here")
    journal.close(back_up=False)
    again = unlocked(older)
    assert again.file.found_copy is None
    again.close(back_up=False)


def test_a_file_that_was_accepted_is_noticed_again_when_the_other_comes_back(home: Path) -> None:
    kept = main_file(home).read_bytes()
    write_on(home, "The second")
    newer = main_file(home).read_bytes()
    main_file(home).write_bytes(kept)
    open_as_found(home).close(back_up=False)
    main_file(home).write_bytes(newer)
    with pytest.raises((JournalForked, JournalOlderThanSeen)):
        unlocked(home)


def test_asking_for_it_as_found_copies_nothing_where_nothing_is_amiss(home: Path) -> None:
    journal = open_as_found(home)
    assert journal.file.found_copy is None
    journal.close(back_up=False)
    assert not list(home.glob("*.found.db"))


# ---- what is kept outside


def kept_of(vault: Vault) -> list[Path]:
    return sorted(vault.places.state.glob("*.json"))


def test_what_is_kept_outside_is_numbers_alone_and_lies_with_the_account(home: Path) -> None:
    vault = vault_in(home)
    before = {path: path.read_bytes() for path in kept_of(vault)}
    write_on(home, "Words that must not leave")
    (changed,) = [path for path in kept_of(vault) if before.get(path) != path.read_bytes()]
    assert not changed.is_relative_to(home)
    assert stat.S_IMODE(changed.stat().st_mode) == 0o600
    said = changed.read_text("utf-8")
    assert "Words" not in said
    assert str(home) not in said
    assert len(said) < 200


def test_it_is_never_ahead_of_what_is_committed_and_written_now_and_then(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "SECONDS_BETWEEN", 0)
    journal = unlocked(home)
    kept = journal.file.seen
    assert kept is not None
    log(journal, "One")
    noted = kept.read()
    with journal.file.read() as connection:
        assert noted is not None
        assert noted.seq == chain.last_link(connection).seq
    with journal.file.untracked() as connection:
        chain.append(connection, [chain.Subject("journal", 0)])
        assert kept.read() == noted
    monkeypatch.setattr(seen, "SECONDS_BETWEEN", timedelta(days=1).total_seconds())
    after = kept.read()
    log(journal, "Two")
    assert kept.read() == after != noted
    journal.close(back_up=False)
    assert kept.read() != after


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"seq": "many"}', b"\xff" * 5000, b"[" * 4000])
def test_what_cannot_be_read_outside_keeps_nobody_out(older: Path, spoilt: bytes) -> None:
    journal = open_as_found(older)
    kept = journal.file.seen
    assert kept is not None
    journal.close(back_up=False)
    kept.path.write_bytes(spoilt)
    unlocked(older).close(back_up=False)


def test_a_folder_for_it_that_cannot_be_written_keeps_nobody_out(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in the way").write_text("a file")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "in the way"))
    write_on(home, "All the same")


def test_a_demo_leaves_nothing_outside(tmp_path: Path) -> None:
    vault = vault_in(tmp_path / "demo")
    before = kept_of(vault)
    journal, _code = vault.create(PASSPHRASE, demo=True)
    journal.close(back_up=False)
    assert kept_of(vault) == before
