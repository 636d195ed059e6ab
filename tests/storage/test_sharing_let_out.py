"""A share leaves whole or not at all: the file, its line in the log, and whoever it is for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.domain.choosing import Ticks
from app.domain.composing import ShareWish
from app.domain.entries import EntryId, Sensitivity
from app.domain.errors import DiskFull, InvalidInput
from app.services.journal import Journal
from app.services.sharing.sealing import Sealed
from tests.fixtures.cheap import log
from tests.fixtures.shares import a_coach, sealed

SIX = "otter candle seven"


@pytest.fixture
def written(journal: Journal) -> EntryId:
    journal.sharing.people.set_my_name("Ash")
    return log(journal, "Hold the front door", decision="Mr Okafor waited")


def for_somebody(journal: Journal, entry_id: EntryId, name: str = "Rowan") -> Sealed:
    ticks = Ticks().tick(entry_id, "title", "decision")
    return journal.sharing.seal(journal.sharing.compose(ShareWish(ticks=ticks, label=name)), passphrase=SIX)


def test_a_share_that_never_leaves_makes_nobody_a_contact(journal: Journal, written: EntryId) -> None:
    for_somebody(journal, written)
    assert journal.sharing.people.contacts() == ()
    assert journal.sharing.keys.identities() == ()


def test_who_a_share_left_to_is_a_contact_whose_reply_can_be_opened(
    journal: Journal, written: EntryId, tmp_path: Path
) -> None:
    share = for_somebody(journal, written)
    journal.sharing.save(share, tmp_path / "x.balcony", read=True)
    (contact,) = journal.sharing.people.contacts()
    (logged,) = journal.sharing.log.all()
    assert (contact.name, logged.contact) == ("Rowan", contact.uid)
    assert share.fresh is not None
    assert journal.sharing.people.my_card(contact.uid).recipient == share.fresh.recipient
    second = for_somebody(journal, written, "ROWAN")
    assert second.contact == contact.uid


def test_a_name_typed_anew_takes_the_words_kept_for_whoever_has_it(
    journal: Journal, written: EntryId
) -> None:
    uid, _ = a_coach(journal, "Rowan")
    journal.sharing.other_words.set(uid, "Mr Okafor", "A partner")
    made = journal.sharing.compose(ShareWish(ticks=Ticks().tick(written, "decision"), label="rowan"))
    assert made.contact == uid
    assert made.bundle.entries[0].fields[0].value == "A partner waited"


def test_a_file_the_log_cannot_hold_is_taken_away_again(
    journal: Journal, written: EntryId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = for_somebody(journal, written)
    place = tmp_path / "x.balcony"
    real = journal.file.untracked

    @contextmanager
    def no_room() -> Iterator[Connection]:
        with real() as connection:
            yield connection
            raise DiskFull

    monkeypatch.setattr(journal.file, "untracked", no_room)
    with pytest.raises(DiskFull):
        journal.sharing.save(share, place, read=True)
    monkeypatch.undo()
    assert not place.exists()
    assert journal.sharing.log.all() == ()
    assert journal.sharing.people.contacts() == ()


def test_what_was_marked_or_erased_since_it_was_read_leaves_no_more(
    journal: Journal, written: EntryId, tmp_path: Path
) -> None:
    uid, _ = a_coach(journal)
    share = sealed(journal, Ticks().tick(written, "title", "decision"), uid)
    journal.writing.set_marks(written, [Sensitivity.PRIVATE_ONLY], "decision")
    with pytest.raises(InvalidInput):
        journal.sharing.save(share, tmp_path, read=True)
    with pytest.raises(InvalidInput):
        journal.sharing.as_text(share, read=True)
    journal.writing.set_marks(written, [], "decision")
    journal.writing.delete([written])
    with pytest.raises(InvalidInput):
        journal.sharing.save(share, tmp_path, read=True)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".balcony"] == []
    assert journal.sharing.log.all() == ()


def test_a_text_in_a_file_that_cannot_be_written_is_not_logged(
    journal: Journal, written: EntryId, tmp_path: Path
) -> None:
    share = for_somebody(journal, written)
    with pytest.raises(Exception, match="not there"):
        journal.sharing.save(share, tmp_path / "nowhere" / "x.txt", read=True, as_text=True)
    assert journal.sharing.log.all() == ()
    path = journal.sharing.save(share, tmp_path, read=True, as_text=True)
    assert path.name.endswith(".balcony.txt")
    assert path.read_text("ascii").startswith("-----BEGIN AGE ENCRYPTED FILE-----")
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(journal.sharing.log.all()) == 1
