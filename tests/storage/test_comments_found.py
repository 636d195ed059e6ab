"""What others said of an entry is found like its own words, and only while it is there."""

from pathlib import Path

import pytest

from app.domain.entries import EntryId
from app.domain.listing import EntryFilter
from app.services.journal import Journal
from app.storage import conversing
from tests.fixtures.cheap import ZONE, assert_whole, log, new_journal
from tests.fixtures.conversation import talk_about
from tests.fixtures.same_journal import rows

SPOKEN_OF = EntryFilter(has_comment=True)


def talk(journal: Journal, entry_id: EntryId) -> None:
    said = talk_about(journal.entry(entry_id).uid)
    with journal._ledger.act("Keep a reply") as act:
        conversing.keep(act.uow, journal.file.words, said)


def found(journal: Journal, text: str, wanted: EntryFilter | None = None) -> list[int]:
    return [line.id for line in journal.finding.search(text, wanted).entries]


def test_words_of_a_comment_find_the_entry_it_speaks_of(journal: Journal, written: EntryId) -> None:
    log(journal, "Another one")
    assert found(journal, "vaguer") == []
    talk(journal, written)
    assert found(journal, "vaguer") == [written]
    assert found(journal, "had to be true") == [written]
    journal.undo()
    assert found(journal, "vaguer") == []
    journal.redo()
    assert found(journal, "vaguer") == [written]
    assert_whole(journal)


def test_only_entries_with_a_comment_pass_the_filter(journal: Journal, written: EntryId) -> None:
    log(journal, "Another one")
    assert journal.finding.page(SPOKEN_OF) == ()
    talk(journal, written)
    assert [line.id for line in journal.finding.page(SPOKEN_OF)] == [written]
    assert journal.finding.count(SPOKEN_OF) == 1
    assert found(journal, "vaguer", SPOKEN_OF) == [written]
    assert found(journal, "another", SPOKEN_OF) == []
    assert not SPOKEN_OF.is_empty
    journal.writing.delete([written])
    assert journal.finding.page(SPOKEN_OF) == ()


@pytest.mark.parametrize("here_first", [False, True])
def test_comments_that_come_with_an_import_are_found_until_it_is_taken_back(
    journal: Journal, written: EntryId, tmp_path: Path, here_first: bool
) -> None:
    """Also where the entry they speak of was here before, so that the import brings them alone."""
    other = new_journal(tmp_path / "other", journal.clock)
    path = tmp_path / "whole.json"
    journal.exchange.give_out("json", path)
    if here_first:
        other.exchange.take_in("balcony", path, zone=ZONE)
    talk(journal, written)
    journal.exchange.give_out("json", path)
    other.exchange.take_in("balcony", path, zone=ZONE)
    before = rows(other)
    assert len(found(other, "vaguer")) == 1
    assert other.finding.count(SPOKEN_OF) == 1
    assert_whole(other)
    other.undo()
    assert found(other, "vaguer") == []
    assert other.finding.count(SPOKEN_OF) == 0
    assert_whole(other)
    other.redo()
    assert rows(other) == before
    assert len(found(other, "vaguer")) == 1
    assert_whole(other)
    other.close(back_up=False)
