"""A restore shows what is in a backup before anything moves, refuses what is not one, and loses nothing."""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import (
    BackupDamaged,
    BackupFailed,
    Cancelled,
    DiskFull,
    JournalError,
    JournalExists,
    JournalTooNew,
    NoSuchBackup,
    NotAsLookedAt,
    OpenElsewhere,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.restoring import Opener
from app.storage import backups, keys, taking_place
from app.storage.engine import open_engine, writing
from tests.fixtures.cheap import (
    CHEAP,
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
from tests.fixtures.same_journal import contents, rows

NEW = "nine slow otters drift at dawn"
OPENER = Opener(PASSPHRASE)


def everything(folder: Path) -> dict[str, str]:
    """Every file by its digest, but for what says who holds the lock."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal with two entries in its backup and a third written since, closed."""
    journal = new_journal(tmp_path / "j")
    log(journal, "One")
    log(journal, "Two", decided_on=date(2026, 6, 1))
    journal.care.back_up()
    log(journal, "Three")
    journal.close(back_up=False)
    return tmp_path / "j"


def backup_in(home: Path) -> Path:
    return backups.backups(home / "backups")[-1].path


def with_other_revision(home: Path) -> Path:
    """A backup of a journal whose schema is of a version that does not exist yet."""
    there = home.parent / "newer"
    shutil.copytree(home, there)
    key = keys.open_with_passphrase(there / "journal.keys", PASSPHRASE, CHEAP)
    engine = open_engine(there / "journal.db", key)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made = backups.make_backup(engine, key, there / "journal.keys", there, datetime(2026, 7, 1, tzinfo=UTC))
    engine.dispose()
    return made.path


def damaged(home: Path) -> Path:
    content = bytearray(backup_in(home).read_bytes())
    content[len(content) // 2] ^= 4
    path = home.parent / "damaged.balcony-backup"
    path.write_bytes(content)
    return path


def letter(home: Path) -> Path:
    path = home.parent / "letter.balcony-backup"
    path.write_text("Dear all")
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], Opener, type[JournalError], str]] = {
    "wrong passphrase": (backup_in, Opener("not this one at all"), WrongPassphrase, "does not open this backup"),
    "wrong code": (backup_in, Opener(code=keys.RecoveryCode(5).text()), WrongRecoveryCode, "of this backup|this backup"),
    "mistyped code": (backup_in, Opener(code="ABCD"), WrongRecoveryCode, "not a whole recovery code"),
    "damaged": (damaged, OPENER, BackupDamaged, "it is damaged"),
    "no backup": (letter, OPENER, BackupDamaged, "not a backup of Balcony"),
    "nothing there": (lambda home: home / "none", OPENER, NoSuchBackup, "no backup at that place"),
    "newer": (with_other_revision, OPENER, JournalTooNew, "newer version of Balcony"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_restored_is_said_and_nothing_has_moved(home: Path, kind: str) -> None:
    make, opener, error, said = REFUSED[kind]
    backup = make(home)
    before = everything(home)
    with pytest.raises(error, match=said):
        vault_in(home).restoring.look(backup, opener)
    assert everything(home) == before
    assert not list(home.glob(".rest*"))
    journal = unlocked(home)
    assert journal.finding.count() == 3
    journal.close(back_up=False)


def test_a_preview_counts_the_backup_and_what_is_here_and_moves_nothing(home: Path) -> None:
    before = everything(home)
    vault = vault_in(home)
    preview = vault.restoring.look(backup_in(home), OPENER)
    assert (preview.within.entries, preview.within.newest, preview.within.number) == (2, TODAY, 1)
    assert preview.here is not None
    assert (preview.here.entries, preview.here.newest) == (3, TODAY)
    assert preview.kept_as is not None
    assert not preview.kept_as.exists()
    assert {name: of for name, of in everything(home).items() if not name.startswith(".restore-")} == before
    assert preview.folder.stat().st_mode & 0o777 == 0o700
    vault.restoring.leave(preview)
    assert everything(home) == before


def test_the_recovery_code_of_that_time_restores_as_well(tmp_path: Path) -> None:
    journal, code = vault_in(tmp_path / "j").create(PASSPHRASE)
    log(journal, "One")
    made = journal.care.back_up()
    journal.close(back_up=False)
    other = vault_in(tmp_path / "other")
    opener = Opener(code=code.text().lower())
    done = other.restoring.restore(other.restoring.look(made.path, opener), opener)
    assert (done.kept_as, done.backup) == (None, None)
    back = other.unlock_with_code(code.text())
    assert back.finding.count() == 1
    back.close(back_up=False)


def test_what_was_here_is_backed_up_with_the_key_of_the_backup_and_kept(home: Path) -> None:
    with_three = (home / "journal.db").read_bytes()
    done = restore(vault_in(home), backup_in(home))
    assert done.kept_as is not None
    assert done.kept_as.read_bytes() == with_three
    assert done.backup is not None
    back = unlocked(home)
    assert back.finding.count() == 2
    assert_whole(back)
    back.close(back_up=False)
    restore(vault_in(home), done.backup)
    again = unlocked(home)
    assert again.finding.count() == 3
    assert_whole(again)
    again.close(back_up=False)


def test_a_damaged_journal_is_kept_without_a_backup_and_the_restore_goes_on(home: Path) -> None:
    (home / "journal.db").write_bytes(b"")
    done = restore(vault_in(home), backup_in(home))
    assert done.backup is None
    assert done.kept_as is not None
    assert done.kept_as.read_bytes() == b""
    unlocked(home).close(back_up=False)


def test_of_another_journal_only_the_date_of_its_file_is_told(home: Path, tmp_path: Path) -> None:
    other, _code = vault_in(tmp_path / "other").create(NEW)
    made = other.care.back_up()
    other.close(back_up=False)
    vault = vault_in(home)
    preview = vault.restoring.look(made.path, Opener(NEW))
    assert preview.here is not None
    assert (preview.here.entries, preview.here.newest) == (None, None)
    assert abs(preview.here.written_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert vault.restoring.restore(preview, Opener(NEW)).backup is None
    vault_in(home).unlock(NEW).close(back_up=False)


@pytest.mark.parametrize("at", range(6))
def test_cancelling_at_any_step_leaves_everything_as_it_was(home: Path, at: int) -> None:
    before, steps = everything(home), [0]
    with pytest.raises(Cancelled):
        vault_in(home).restoring.look(
            backup_in(home), OPENER, lambda done, _of: steps.append(done), lambda: steps[-1] >= at
        )
    assert everything(home) == before
    assert not list(home.glob(".rest*"))


def test_an_open_journal_is_not_replaced(home: Path) -> None:
    vault = vault_in(home)
    preview = vault.restoring.look(backup_in(home), OPENER)
    journal = unlocked(home)
    for asked in (vault, vault_in(home)):
        with pytest.raises(OpenElsewhere):
            asked.restoring.look(backup_in(home), OPENER)
        with pytest.raises(OpenElsewhere):
            asked.restoring.restore(preview, OPENER)
    log(journal, "Four")
    assert journal.finding.count() == 4
    journal.close(back_up=False)


def test_what_was_changed_since_the_look_is_not_put_in_place(home: Path) -> None:
    vault = vault_in(home)
    preview = vault.restoring.look(backup_in(home), OPENER)
    (preview.folder / "journal.db").write_bytes(b"another")
    before = everything(home)
    with pytest.raises(NotAsLookedAt):
        vault.restoring.restore(preview, OPENER)
    shutil.rmtree(preview.folder)
    with pytest.raises(NotAsLookedAt):
        vault.restoring.restore(preview, OPENER)
    assert {name: of for name, of in before.items() if not name.startswith(".rest")} == everything(home)


def test_what_a_kill_left_unpacked_goes_when_the_journal_is_opened(home: Path) -> None:
    vault_in(home).restoring.look(backup_in(home), OPENER)
    assert list(home.glob(".restore-*"))
    unlocked(home).close(back_up=False)
    assert not list(home.glob(".restore-*"))


# ---- C5


def test_twenty_backups_restore_to_the_journal_they_were_made_of(tmp_path: Path, clock: MovedClock) -> None:
    journal = new_journal(tmp_path / "j", clock)
    made: list[tuple[Path, dict[str, Any], dict[str, Any]]] = []
    for number in range(20):
        clock.pass_by(minutes=7)
        entry = log(journal, f"Decision {number}", themes=("budget",), answers={"bd-position": number % 3})
        if number % 4 == 3:
            journal.writing.delete([entry])
        if number % 5 == 4:
            journal.undo()
        made.append((journal.care.back_up().path, contents(journal), rows(journal)))
        kept = tmp_path / "kept" / made[-1][0].name
        kept.parent.mkdir(exist_ok=True)
        shutil.copyfile(made[-1][0], kept)
        made[-1] = (kept, *made[-1][1:])
    journal.close(back_up=False)
    same = 0
    for number, (path, held, every) in enumerate(made):
        there = tmp_path / f"there-{number}"
        restore(vault_in(there), path)
        back = unlocked(there)
        assert_whole(back)
        same += contents(back) == held and rows(back) == every
        back.close(back_up=False)
    assert same == 20


def test_a_flipped_or_cut_backup_is_refused_with_its_reason(home: Path) -> None:
    content = backup_in(home).read_bytes()
    path = home.parent / "spoilt.balcony-backup"
    length, refused, tried = len(content), list[JournalError](), 0
    for at in range(0, length, length // 60):
        for spoilt in (content[:at], content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]):
            path.write_bytes(spoilt)
            tried += 1
            vault = vault_in(home)
            try:
                preview = vault.restoring.look(path, OPENER)
            except (BackupDamaged, WrongPassphrase) as error:
                refused.append(error)
                continue
            vault.restoring.leave(preview)
            # A byte of the zip's own that says nothing, such as a time of day: what it holds is the same.
            assert (preview.within.entries, preview.within.number) == (2, 1)
    assert tried >= 120
    assert len(refused) >= tried - 2
    assert all(
        (error.message and "Nothing" in str(error)) or "was left as it is" in str(error) for error in refused
    )


# ---- before the keys change


@pytest.mark.parametrize("change", ["passphrase", "passphrase by code", "recovery code"])
def test_a_verified_backup_with_the_keys_of_before_comes_before_they_change(
    tmp_path: Path, change: str
) -> None:
    vault = vault_in(tmp_path / "j", MovedClock())
    journal, code = vault.create(PASSPHRASE)
    log(journal, "One")
    slots = vault.places.keys.read_bytes()
    if change == "passphrase":
        vault.changing_keys.change_passphrase(PASSPHRASE, NEW)
    elif change == "passphrase by code":
        vault.changing_keys.set_passphrase_with_code(code.text(), NEW)
    else:
        vault.changing_keys.new_recovery_code(PASSPHRASE)
    assert vault.places.keys.read_bytes() != slots
    (made,) = journal.care.backups()
    assert made.entries == 1
    assert backups.slots_in(made.path) == slots
    journal.close(back_up=False)


def test_without_room_for_a_backup_the_keys_stay_and_it_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = vault_in(home)
    before = everything(home)

    def no_room(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_copy_and_verify", no_room)
    with pytest.raises(BackupFailed, match="The passphrase was left as it was"):
        vault.changing_keys.change_passphrase(PASSPHRASE, NEW)
    with pytest.raises(BackupFailed, match="The recovery code was left as it was"):
        vault.changing_keys.new_recovery_code(PASSPHRASE)
    assert everything(home) == before


def test_a_restore_into_an_empty_folder_that_was_cut_off_is_finished_by_whoever_comes_next(
    home: Path, tmp_path: Path
) -> None:
    empty = vault_in(tmp_path / "empty")
    preview = empty.restoring.look(backup_in(home), OPENER)
    taking_place.decide(empty.places, preview.folder, taking_place.stamp_of(preview.folder))
    assert not empty.places.journal.exists()
    assert not empty.is_empty()
    with pytest.raises(JournalExists):
        empty.create(NEW)
    journal = vault_in(tmp_path / "empty").unlock(PASSPHRASE)
    assert journal.finding.count() == 2
    journal.close(back_up=False)
    assert not list(empty.places.data_dir.glob(".rest*"))


@pytest.mark.parametrize("room", [True, False], ids=["with room", "without room"])
def test_where_no_second_name_can_be_given_a_whole_copy_is_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch, *, room: bool
) -> None:
    """As on a stick: FAT knows no hard links."""

    def refused(*_given: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    vault = vault_in(home)
    preview, with_three = vault.restoring.look(backup_in(home), OPENER), (home / "journal.db").read_bytes()
    monkeypatch.setattr(os, "link", refused)
    if room:
        done = vault.restoring.restore(preview, OPENER)
        assert done.kept_as is not None
        assert done.kept_as.read_bytes() == with_three
    else:
        monkeypatch.setattr(taking_place, "copy_file", full)
        with pytest.raises(DiskFull):
            vault.restoring.restore(preview, OPENER)
        assert (home / "journal.db").read_bytes() == with_three
    monkeypatch.undo()
    journal = unlocked(home)
    assert journal.finding.count() == (2 if room else 3)
    journal.close(back_up=False)
    assert not list(home.glob(".rest*"))


def test_copies_that_a_kill_left_go_at_the_next_opening_and_those_at_work_stay(home: Path) -> None:
    """Words that are removed later would stay in them, where nobody looks."""
    names = (".rescue-x", ".look-x", "backups/.looking-x")
    left, at_work = ([home / f"{name}{number}" for name in names] for number in (1, 2))
    for folder in (*left, *at_work):
        folder.mkdir()
        shutil.copyfile(home / "journal.db", folder / "journal.db")
    hours_ago = datetime.now(UTC) - timedelta(hours=2)
    for folder in left:
        os.utime(folder, (hours_ago.timestamp(), hours_ago.timestamp()))
    unlocked(home).close(back_up=False)
    assert [path for path in left if path.exists()] == []
    assert [path for path in at_work if not path.exists()] == []
