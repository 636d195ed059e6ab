"""After a change of passphrase, the backups made before can be made to open with the new one, whole."""

import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from app.domain.errors import BackupFailed, Cancelled, DiskFull, WrongPassphrase
from app.domain.restoring import Opener
from app.domain.thinning import RECENT
from app.services.journal import Journal
from app.services.vault import Vault
from app.storage import backups, keys, rewrapping
from app.storage.backups import Backup
from tests.fixtures.cheap import PASSPHRASE, assert_whole, log, restore, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.same_journal import rows

NEW = "nine slow otters drift at dawn"


def three_backups(journal: Journal, clock: MovedClock) -> tuple[Backup, ...]:
    for number in range(3):
        clock.pass_by(days=1)
        log(journal, f"Decision {number}")
        journal.care.back_up()
    return journal.care.backups()


def changed(journal: Journal) -> tuple[Vault, tuple[Backup, ...]]:
    """Another passphrase from now on; all backups, with the one that is made before such a change."""
    vault = vault_in(journal.care.places.data_dir)
    before = len(journal.care.backups())
    assert vault.changing_keys.outdated_backups() == 0
    vault.changing_keys.change_passphrase(PASSPHRASE, NEW)
    found = journal.care.backups()
    assert len(found) == before + 1
    return vault, found


def restored(backup: Path, folder: Path, passphrase: str = NEW) -> Vault:
    vault = vault_in(folder)
    restore(vault, backup, passphrase)
    return vault


def content(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_rewrapped_backups_open_with_the_new_passphrase_and_no_longer_with_the_old(
    journal: Journal, clock: MovedClock, tmp_path: Path
) -> None:
    three_backups(journal, clock)
    vault, made = changed(journal)
    inside = [content(one.path, "journal.db") for one in made]
    assert vault.changing_keys.outdated_backups() == 4
    seen: list[tuple[int, int | None]] = []
    done = vault.changing_keys.rewrap_backups(lambda number, of: seen.append((number, of)))
    assert (done.renewed, done.left, vault.changing_keys.outdated_backups()) == (4, 0, 0)
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert [content(one.path, "journal.db") for one in made] == inside
    after = journal.care.backups()
    assert [(one.path, one.made_at, one.entries) for one in after] == [
        (one.path, one.made_at, one.entries) for one in made
    ]
    assert {stat.S_IMODE(one.path.stat().st_mode) for one in after} == {0o600}
    there = restored(made[0].path, tmp_path / "there")
    with pytest.raises(WrongPassphrase):
        there.unlock(PASSPHRASE)
    copy = there.unlock(NEW)
    assert rows(copy) == rows(journal)
    assert_whole(copy)
    copy.close(back_up=False)


def test_cancelling_keeps_what_is_done_and_leaves_the_rest_as_it_was(
    journal: Journal, clock: MovedClock
) -> None:
    three_backups(journal, clock)
    vault, made = changed(journal)
    before = {one.path: one.path.read_bytes() for one in made}
    begun: list[int] = []
    with pytest.raises(Cancelled):
        vault.changing_keys.rewrap_backups(lambda number, _of: begun.append(number), lambda: begun[-1] == 1)
    assert vault.changing_keys.outdated_backups() == 3
    assert [path.read_bytes() == old for path, old in before.items()] == [False, True, True, True]
    assert len(list(journal.care.places.backups.iterdir())) == 4


def test_the_old_backup_stays_until_the_new_one_was_compared(
    journal: Journal, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_backups(journal, clock)
    vault, made = changed(journal)
    before = {one.path: one.path.read_bytes() for one in made}
    write = backups.write_pack

    def writes_another(packed: Path, about: bytes, slots: bytes, *rest: object) -> bytes:
        write(packed, about, slots, *rest)  # type: ignore[arg-type]
        return b"the digest of something else"

    monkeypatch.setattr(rewrapping, "write_pack", writes_another)
    with pytest.raises(BackupFailed):
        vault.changing_keys.rewrap_backups()

    def no_space(*_given: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewrapping, "write_pack", no_space)
    with pytest.raises(DiskFull):
        vault.changing_keys.rewrap_backups()
    assert {path: path.read_bytes() for path in journal.care.places.backups.iterdir()} == before


def test_damaged_backups_and_those_of_another_journal_are_left_alone(
    journal: Journal, clock: MovedClock, tmp_path: Path
) -> None:
    made = three_backups(journal, clock)
    other, _code = vault_in(tmp_path / "other").create(PASSPHRASE)
    foreign = other.care.back_up().path
    other.close(back_up=False)
    folder = journal.care.places.backups
    shutil.copy(foreign, folder / "journal-foreign.balcony-backup")
    damaged = bytearray(made[2].path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    made[2].path.write_bytes(damaged)
    (folder / "journal-none.balcony-backup").write_bytes(b"not a backup")
    before = {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path not in {one.path for one in made[:2]}
    }
    vault = vault_in(journal.care.places.data_dir)
    vault.changing_keys.change_passphrase(PASSPHRASE, NEW)
    done = vault.changing_keys.rewrap_backups()
    assert (done.renewed, done.left) == (3, 1)
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_backup_holds_the_whole_copy_of_a_key_file_that_was_damaged_meanwhile(
    journal: Journal, tmp_path: Path
) -> None:
    log(journal, "One")
    places = journal.care.places
    whole = places.keys.read_bytes()
    places.keys.write_bytes(whole[:-40])
    made = journal.care.back_up()
    assert content(made.path, "journal.keys") == whole == keys.copy_of_slots(places.keys)
    copy = restored(made.path, tmp_path / "there", PASSPHRASE).unlock(PASSPHRASE)
    assert copy.finding.count() == 1
    copy.close(back_up=False)


def test_on_hold_no_backup_is_thinned(journal: Journal, clock: MovedClock) -> None:
    journal.lists.choose("hold", value=True)
    for _ in range(RECENT + 2):
        clock.pass_by(minutes=1)
        journal.care.back_up()
    assert len(journal.care.backups()) == RECENT + 2
    journal.lists.choose("hold", value=False)
    clock.pass_by(minutes=1)
    journal.care.back_up()
    assert len(journal.care.backups()) == RECENT


@pytest.mark.parametrize("change", ["passphrase", "code"])
def test_no_other_copy_of_the_key_file_in_the_folder_opens_as_before(journal: Journal, change: str) -> None:
    """A restore, taking keys, a rescue and a look into a copy each leave one, and all lead to the same key."""
    home = journal.care.places.data_dir
    made = journal.care.back_up()
    journal.close(back_up=False)
    vault = vault_in(home)
    restore(vault, made.path)
    vault.rescuing.rescue(home / "journal.db", vault.rescuing.place_beside(), Opener(PASSPHRASE))
    vault.copy_to_look_into(home / "journal.db")
    another, _code = vault_in(home / "rescued-of-another").create(NEW)
    another.close(back_up=False)
    theirs = (home / "rescued-of-another" / "journal.keys").read_bytes()
    copies = [path for path in home.rglob("journal.keys*") if "of-another" not in str(path)]
    assert len(copies) >= 7
    if change == "passphrase":
        vault.changing_keys.change_passphrase(PASSPHRASE, NEW)
    else:
        vault.changing_keys.new_recovery_code(PASSPHRASE)
    now = keys.copy_of_slots(home / "journal.keys")
    assert [path for path in copies if path.read_bytes() != now] == []
    assert (home / "rescued-of-another" / "journal.keys").read_bytes() == theirs


def test_backups_of_a_rescued_journal_beside_it_are_renewed_too(journal: Journal) -> None:
    home = journal.care.places.data_dir
    journal.close(back_up=False)
    vault = vault_in(home)
    into = vault.rescuing.place_beside()
    vault.rescuing.rescue(home / "journal.db", into, Opener(PASSPHRASE))
    rescued = vault_in(into).unlock(PASSPHRASE)
    inside = rescued.care.back_up().path
    rescued.close(back_up=False)
    vault.changing_keys.change_passphrase(PASSPHRASE, NEW)
    before = vault.changing_keys.outdated_backups()
    assert vault.changing_keys.rewrap_backups().renewed == before
    assert content(inside, "journal.keys") == keys.copy_of_slots(home / "journal.keys")
