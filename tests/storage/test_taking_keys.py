"""C6: whatever became of the key file, the journal opens from the keys in a backup, proved before any is replaced."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import (
    JournalError,
    KeysDoNotFit,
    NoJournalHere,
    NoSuchBackup,
    OpenElsewhere,
    WrongPassphrase,
)
from app.domain.restoring import Opener
from app.storage import backups, leftover
from app.storage.keys.slot_file import dump, load
from tests.fixtures.cheap import PASSPHRASE, assert_whole, log, new_journal, unlocked, vault_in
from tests.fixtures.clock import MovedClock
from tests.storage.test_restoring import everything

NEW = "nine slow otters drift at dawn"
OPENER = Opener(PASSPHRASE)
CODE: dict[Path, str] = {}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal with an entry in its backup and another since, closed."""
    vault = vault_in(tmp_path / "j")
    journal, code = vault.create(PASSPHRASE)
    log(journal, "One")
    journal.care.back_up()
    log(journal, "Two")
    journal.close(back_up=False)
    CODE[tmp_path / "j"] = code.text()
    return tmp_path / "j"


def key_files(home: Path) -> tuple[Path, Path]:
    return home / "journal.keys", home / "journal.keys.1"


def backup_in(home: Path) -> Path:
    return backups.backups(home / "backups")[-1].path


def written(home: Path, make: Callable[[bytes], bytes]) -> None:
    for path in key_files(home):
        path.write_bytes(make(path.read_bytes()))


def lost(home: Path) -> None:
    for path in key_files(home):
        path.unlink()


def lost_and_damaged(home: Path) -> None:
    first, second = key_files(home)
    first.unlink()
    second.write_bytes(b"{")


def flipped(content: bytes) -> bytes:
    return content[:200] + bytes([content[200] ^ 1]) + content[201:]


def of_another_journal(home: Path) -> None:
    other = new_journal(home.parent / "other")
    other.close(back_up=False)
    for path in key_files(home):
        shutil.copyfile(home.parent / "other" / path.name, path)


def with_seals_of_noise(home: Path) -> None:
    """A key file whose checksum holds, and whose seals do not."""

    def noise(content: bytes) -> bytes:
        slots = load(content)
        return dump(
            type(slots)(
                slots.journal_id,
                tuple(type(one)(one.kind, one.salt, one.nonce, bytes(48), one.cost) for one in slots.slots),
            )
        )

    written(home, noise)


def older_than_the_journal(home: Path) -> None:
    """The passphrase was changed, and a sync program brought the key file of before: the new one opens nothing."""
    before = key_files(home)[0].read_bytes()
    vault = vault_in(home, MovedClock())
    vault.changing_keys.change_passphrase(PASSPHRASE, NEW)
    journal = vault.unlock(NEW)
    journal.care.back_up()
    journal.close(back_up=False)
    written(home, lambda _content: before)


HARMS: dict[str, Callable[[Path], object]] = {
    "lost": lost,
    "the first lost and the second damaged": lost_and_damaged,
    "truncated": lambda home: written(home, lambda content: content[: len(content) // 2]),
    "cut by one byte": lambda home: written(home, lambda content: content.rstrip()[:-1]),
    "empty": lambda home: written(home, lambda _content: b""),
    "one bit flipped": lambda home: written(home, flipped),
    "noise": lambda home: written(home, lambda content: bytes(len(content))),
    "of another journal": of_another_journal,
    "seals that do not hold": with_seals_of_noise,
    "no slots": lambda home: written(home, lambda content: dump(type(load(content))(load(content).journal_id, ()))),
    "older than the journal": older_than_the_journal,
}  # fmt: skip


@pytest.mark.parametrize("by_code", [False, True], ids=["by passphrase", "by recovery code"])
@pytest.mark.parametrize("harm", HARMS)
def test_the_journal_opens_from_the_keys_in_a_backup(home: Path, harm: str, *, by_code: bool) -> None:
    HARMS[harm](home)
    phrase = NEW if harm == "older than the journal" else PASSPHRASE
    before = (home / "journal.db").read_bytes()
    harmed = {path.read_bytes() for path in key_files(home) if path.exists()}
    with pytest.raises(JournalError):
        vault_in(home).unlock(phrase)
    vault = vault_in(home)
    newest = vault.taking_keys.there_are()[0].backup
    vault.taking_keys.take(newest, Opener(code=CODE[home]) if by_code else Opener(phrase))
    assert (home / "journal.db").read_bytes() == before
    assert {path.read_bytes() for path in home.glob("journal.keys*.old")} == harmed
    assert not list(home.glob(".rest*"))
    journal = vault.unlock(phrase)
    assert journal.finding.count() == 2
    assert_whole(journal)
    journal.close(back_up=False)
    vault.unlock_with_code(CODE[home]).close(back_up=False)
    first, second = key_files(home)
    assert first.read_bytes() == second.read_bytes() == backups.slots_in(newest)


def test_keys_are_proved_on_this_very_journal_before_any_is_replaced(home: Path) -> None:
    other = new_journal(home.parent / "other")
    foreign = other.care.back_up().path
    other.close(back_up=False)
    lost(home)
    vault_in(home).places.make()
    before = everything(home)
    for backup, opener, error in (
        (foreign, OPENER, KeysDoNotFit),
        (backup_in(home), Opener(NEW), WrongPassphrase),
        (home / "none", OPENER, NoSuchBackup),
    ):
        for asked in (vault_in(home).taking_keys.take, vault_in(home).taking_keys.prove):
            with pytest.raises(error):
                asked(backup, opener)
            assert everything(home) == before
    vault_in(home).taking_keys.prove(backup_in(home), OPENER)
    assert everything(home) == before
    assert not list(home.glob(".rest*"))


def test_keys_that_are_in_use_are_not_offered_and_the_others_once_for_each(home: Path) -> None:
    assert vault_in(home).taking_keys.there_are() == ()
    clock = MovedClock()
    vault = vault_in(home, clock)
    journal = vault.unlock(PASSPHRASE)
    clock.pass_by(days=1)
    journal.care.back_up()
    journal.close(back_up=False)
    clock.pass_by(days=1)
    vault.changing_keys.change_passphrase(PASSPHRASE, NEW)
    (only,) = vault.taking_keys.there_are()
    assert only.backups == 3
    assert only.backup == backups.backups(home / "backups")[0].path


def test_beside_an_unfinished_save_the_keys_are_proved_on_a_copy(home: Path) -> None:
    lost(home)
    hot = leftover.beside(home / "journal.db")
    hot.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    before = hashlib.sha256((home / "journal.db").read_bytes()).digest()
    vault_in(home).taking_keys.take(backup_in(home), OPENER)
    assert hashlib.sha256((home / "journal.db").read_bytes()).digest() == before
    assert hot.stat().st_size == 608
    unlocked(home).close(back_up=False)


def test_an_open_journal_keeps_its_keys_and_an_empty_folder_gets_none(home: Path, tmp_path: Path) -> None:
    journal = unlocked(home)
    with pytest.raises(OpenElsewhere):
        vault_in(home).taking_keys.take(backup_in(home), OPENER)
    journal.close(back_up=False)
    empty = vault_in(tmp_path / "empty")
    empty.places.make()
    with pytest.raises(NoJournalHere):
        empty.taking_keys.take(backup_in(home), OPENER)
    assert not empty.places.keys.exists()
