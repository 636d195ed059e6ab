"""A journal that was moved is read here and written there, whatever happens in between; and it can come back."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from app.domain.contacts import ContactKind
from app.domain.conversation import CommentKind
from app.domain.errors import DiskFull, JournalMoved, OpenElsewhere, WrittenSinceMoving, WrongPassphrase
from app.domain.moving import FORM, MovedFile
from app.domain.pairing import RoundStep
from app.domain.second_place import PlaceRefused
from app.domain.sharing import BundleComment, FileKind, Trust
from app.paths import places_in
from app.services import moving
from app.services.journal import Journal
from app.services.redacting import whole_journal
from app.services.vault import Vault
from app.storage import keys
from app.storage import moved as storage
from app.storage.lockfile import JournalLock
from tests.fixtures.cheap import PASSPHRASE, assert_whole, log, new_journal, restore, unlocked, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import ASH_SAYS, answered, given, sealed_round, sent, two_peers
from tests.fixtures.pairs import taken as taken_in
from tests.fixtures.shares import composed, everything

OTHER = "nine slow otters drift at dawn"
CONTEXT = "We waited for the board, and the front door stayed shut."


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where the file goes."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "here"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "there"


def taken(journal: Journal, stick: Path) -> MovedFile:
    """The file, in the folder that was chosen."""
    backup, far = moving.make(journal)
    return moving.copy(journal.care.second_place, backup, far, stick)


def left(journal: Journal, vault: Vault, file: MovedFile) -> str:
    mark = vault.moved.mark(journal.file.journal_id)
    assert mark is not None
    return moving.leave_to_read(journal, mark, file)


def moved(here: Path, there: Path, stick: Path) -> MovedFile:
    """One entry, moved from one folder to the other, and the journal here left to be read."""
    journal = new_journal(here)
    log(journal, "Written here")
    file = taken(journal, stick)
    restore(vault_in(there), file.path)
    left(journal, vault_in(here), file)
    return file


def mark_in(folder: Path) -> Path:
    """The file that marks the journal of a folder as moved."""
    vault = vault_in(folder)
    mark = vault.moved.mark(keys.journal_id_of(vault.places.keys))
    assert mark is not None
    assert mark.path.exists()
    return mark.path


def titles(journal: Journal) -> list[str]:
    return sorted(one.title for one in journal.finding.page())


def every_byte(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_file_holds_everything_and_opens_elsewhere_to_be_written(
    here: Path, there: Path, stick: Path
) -> None:
    file = moved(here, there, stick)
    assert [path.name for path in stick.iterdir()] == [file.path.name]
    assert file.entries == 1
    journal = unlocked(there)
    assert titles(journal) == ["Written here"]
    log(journal, "Written there")
    assert_whole(journal)
    assert journal.as_written.compare().holds
    journal.close(back_up=False)
    again = unlocked(there)
    assert titles(again) == ["Written here", "Written there"]
    again.close(back_up=False)


def test_a_journal_that_was_moved_opens_to_be_read_only_and_is_not_touched(
    here: Path, there: Path, stick: Path
) -> None:
    moved(here, there, stick)
    before = every_byte(here)
    with pytest.raises(JournalMoved) as told:
        unlocked(here)
    assert "30 June 2026" in told.value.message
    journal = vault_in(here).unlock(PASSPHRASE, moved_to_read=True)
    assert journal.is_read_only
    assert journal.moved_on is not None
    assert titles(journal) == ["Written here"]
    with pytest.raises(JournalMoved):
        log(journal, "Not here")
    journal.close()
    assert every_byte(here) == before


def test_two_may_read_it_at_once(here: Path, there: Path, stick: Path) -> None:
    moved(here, there, stick)
    one, other = (vault_in(here).unlock(PASSPHRASE, moved_to_read=True) for _ in range(2))
    assert titles(one) == titles(other) == ["Written here"]
    one.close()
    other.close()


def test_another_passphrase_opens_it_neither_to_be_read_nor_to_be_written(
    here: Path, there: Path, stick: Path
) -> None:
    moved(here, there, stick)
    vault = vault_in(here)
    with pytest.raises(WrongPassphrase):
        vault.unlock("some other words", moved_to_read=True)
    with pytest.raises(WrongPassphrase):
        vault.moved.write_here_again("some other words")
    assert vault.moved.on() is not None


def test_until_the_last_step_the_journal_here_is_written_as_before(here: Path, stick: Path) -> None:
    journal = new_journal(here)
    taken(journal, stick)
    log(journal, "Still written here")
    journal.close(back_up=False)
    again = unlocked(here)
    assert titles(again) == ["Still written here"]
    assert not again.is_read_only
    again.close(back_up=False)


def an_entry(journal: Journal) -> None:
    log(journal, "After the file")


def typing(journal: Journal) -> None:
    journal.drafts.keep("decision:new", {"title": "After the file"})


@pytest.mark.parametrize("write", [an_entry, typing])
def test_what_was_written_after_the_file_keeps_the_journal_from_being_left(
    here: Path, stick: Path, write: Callable[[Journal], None]
) -> None:
    journal, vault = new_journal(here), vault_in(here)
    file = taken(journal, stick)
    write(journal)
    assert moving.is_written_since(journal, file)
    with pytest.raises(WrittenSinceMoving):
        left(journal, vault, file)
    assert vault.moved.on() is None
    left(journal, vault, taken(journal, stick))
    assert vault.moved.on() is not None


def test_where_the_walk_stands_is_no_writing_and_does_not_travel(
    here: Path, there: Path, stick: Path
) -> None:
    journal = new_journal(here)
    journal.drafts.keep(FORM, {"at": "file"})
    file = taken(journal, stick)
    assert journal.drafts.of(FORM) is not None
    journal.drafts.keep(FORM, {"at": "open"})
    assert not moving.is_written_since(journal, file)
    restore(vault_in(there), file.path)
    other = unlocked(there)
    assert other.drafts.all() == {}
    other.close(back_up=False)
    journal.close(back_up=False)


def test_a_mark_that_cannot_be_written_leaves_the_journal_open_and_as_it_was(
    here: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, vault = new_journal(here), vault_in(here)
    file = taken(journal, stick)

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(storage, "write_whole", full)
        with pytest.raises(DiskFull):
            left(journal, vault, file)
    log(journal, "Still written here")
    journal.close(back_up=False)
    assert vault.moved.on() is None
    unlocked(here).close(back_up=False)


def test_nothing_is_marked_where_something_goes_wrong_before(
    here: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, vault = new_journal(here), vault_in(here)
    file = taken(journal, stick)

    def full(_form: str) -> NoReturn:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(journal.drafts, "drop", full)
        with pytest.raises(DiskFull):
            left(journal, vault, file)
    assert vault.moved.on() is None
    log(journal, "Still written here")
    journal.close(back_up=False)


def test_the_recovery_code_opens_it_to_be_read_too(here: Path, there: Path, stick: Path) -> None:
    moved(here, there, stick)
    vault = vault_in(here)
    code = vault.changing_keys.new_recovery_code(PASSPHRASE)
    vault.changing_keys.set_passphrase_with_code(code.text(), OTHER)
    with pytest.raises(JournalMoved):
        vault.unlock(OTHER)
    journal = vault.unlock(OTHER, moved_to_read=True)
    assert titles(journal) == ["Written here"]
    journal.close()


def test_it_goes_on_here_again_once_the_passphrase_was_given(here: Path, there: Path, stick: Path) -> None:
    moved(here, there, stick)
    vault_in(here).moved.write_here_again(PASSPHRASE)
    journal = unlocked(here)
    log(journal, "Here again")
    assert_whole(journal)
    journal.close(back_up=False)
    assert vault_in(here).moved.on() is None


def test_a_journal_that_was_written_there_and_brought_back_goes_on_here(
    here: Path, there: Path, stick: Path, tmp_path: Path
) -> None:
    moved(here, there, stick)
    other = unlocked(there)
    log(other, "Written there")
    back = tmp_path / "back"
    back.mkdir()
    left(other, vault_in(there), taken(other, back))
    restore(vault_in(here), next(back.iterdir()))
    journal = unlocked(here)
    assert titles(journal) == ["Written here", "Written there"]
    log(journal, "Here again")
    journal.close(back_up=False)
    unlocked(here).close(back_up=False)
    with pytest.raises(JournalMoved):
        unlocked(there)


def test_a_backup_from_before_the_move_that_is_restored_here_is_still_read_only(
    here: Path, there: Path, stick: Path
) -> None:
    file = moved(here, there, stick)
    restore(vault_in(here), file.path)
    with pytest.raises(JournalMoved):
        unlocked(here)


def test_a_file_is_not_put_into_the_folder_of_the_journal(here: Path) -> None:
    journal = new_journal(here)
    backup, far = moving.make(journal)
    with pytest.raises(PlaceRefused):
        moving.copy(journal.care.second_place, backup, far, here / "backups")
    journal.close(back_up=False)


def move(journal: Journal, here: Path, there: Path, stick: Path) -> Journal:
    """Move an open journal, leave it here, and open it on the other computer."""
    file = taken(journal, stick)
    restore(vault_in(there), file.path)
    left(journal, vault_in(here), file)
    return unlocked(there)


def test_a_share_made_before_the_move_is_answered_after_it(
    here: Path, there: Path, stick: Path, tmp_path: Path
) -> None:
    journal, coach = new_journal(here), new_journal(tmp_path / "coach")
    coach.sharing.people.set_my_name("Birch")
    coachs_contact = journal.sharing.people.add(coach.sharing.people.my_card()).uid
    journal.sharing.people.set_my_name("Ash")
    leader = coach.sharing.people.add(journal.sharing.people.my_card(coachs_contact), ContactKind.LEADER).uid
    journal.sharing.people.confirm(coachs_contact)
    coach.sharing.people.confirm(leader)
    words = journal.sharing.people.words_with(coachs_contact)
    entry = log(journal, context=CONTEXT)
    made = composed(journal, everything(journal), coachs_contact)
    path = journal.sharing.save(journal.sharing.seal(made), tmp_path, read=True)

    moved_on = move(journal, here, there, stick)
    looked = coach.desk.open(path.read_bytes())
    assert looked.trust is Trust.CONFIRMED
    coach.desk.keep(looked)
    uid = looked.share.bundle_id
    shown = coach.desk.bundle(uid).bundle.entries[0]
    remark = BundleComment("", shown.share_id, "context", CommentKind.QUESTION, "Whose door?", None)
    said = coach.desk.remark(uid, remark).comment
    back = coach.desk.save(coach.desk.seal(coach.desk.reply(uid)), tmp_path)
    moved_on.merging.merge(moved_on.merging.preview(back.read_bytes()))
    (reply,) = moved_on.conversation.replies()
    assert reply.contact_uid == coachs_contact
    assert [one.entry_id for one in reply.comments] == [entry]
    assert moved_on.sharing.people.words_with(coachs_contact) == words

    moved_on.merging.answer(said.comment_id, "Mine, I thought.")
    wish = composed(
        moved_on, everything(moved_on), coachs_contact, thread=moved_on.merging.answers(coachs_contact)
    )
    again = moved_on.sharing.save(moved_on.sharing.seal(wish), tmp_path, read=True)
    answered_there = coach.desk.open(again.read_bytes())
    assert answered_there.trust is Trust.CONFIRMED
    coach.desk.keep(answered_there)
    assert [one.answer for one in coach.desk.made_on(uid).answers] == ["Mine, I thought."]
    assert_whole(moved_on)
    moved_on.close(back_up=False)
    coach.close(back_up=False)


def test_a_round_sealed_before_the_move_is_shown_after_it(
    here: Path, there: Path, stick: Path, tmp_path: Path, clock: MovedClock
) -> None:
    ash, birch = two_peers(tmp_path, clock)
    uid = sealed_round(ash)
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)
    ash.journal = move(ash.journal, tmp_path / "ash", there, stick)
    taken_in(ash, answered(birch, invitation))
    assert ash.round(uid).step is RoundStep.READY
    key = ash.journal.pairs.reveal(uid).text
    assert key is not None
    taken_in(birch, key)
    assert ASH_SAYS in str(given(birch.round(uid)))
    for one in (ash, birch):
        assert one.round(uid).step is RoundStep.REVEALED
        assert_whole(one.journal)
        one.journal.close(back_up=False)


def test_the_mark_lies_with_the_account_and_holds_no_word(here: Path, there: Path, stick: Path) -> None:
    moved(here, there, stick)
    mark = mark_in(here)
    assert mark.is_relative_to(places_in(here).state)
    assert not mark.is_relative_to(here)
    assert mark.stat().st_mode & 0o777 == 0o600
    assert b"Written" not in mark.read_bytes()


def test_the_old_copy_is_erased_from_where_it_is_read_with_its_mark(
    here: Path, there: Path, stick: Path
) -> None:
    moved(here, there, stick)
    mark = mark_in(here)
    reads = vault_in(here).unlock(PASSPHRASE, moved_to_read=True)
    left_there = whole_journal.erase(reads, whole_journal.look(reads), confirmed="erase", with_backups=True)
    assert left_there == ()
    assert [path for path in here.rglob("*") if path.is_file()] == []
    assert not mark.exists()


def test_the_old_copy_is_not_erased_while_another_window_holds_its_lock(
    here: Path, there: Path, stick: Path
) -> None:
    moved(here, there, stick)
    vault = vault_in(here)
    reads = vault.unlock(PASSPHRASE, moved_to_read=True)
    with JournalLock(vault.places.lock), pytest.raises(OpenElsewhere):
        whole_journal.erase(reads, whole_journal.look(reads), confirmed="erase", with_backups=True)
    assert titles(reads) == ["Written here"]
    reads.close()
