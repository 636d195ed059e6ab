"""A request has arrived: every place that holds the words is found, comes whole into the copy, and the search is noted."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.entries import AnswerDraft, EntryDraft, Sensitivity
from app.domain.errors import Cancelled, InvalidInput
from app.domain.removing import OnHold, PlaceKind
from app.domain.request import ASK, FoundPlace, Searched
from app.exporters.writing.review_copy import text_of
from app.services.demo_desk import lay_on_desk
from app.services.demo_one_room import begin_rounds
from app.services.journal import Journal
from app.storage.text_columns import SHAPES, WORDS
from app.storage.whole_texts import PART_WORDS
from tests.fixtures.cheap import log
from tests.fixtures.clock import MovedClock
from tests.fixtures.shares import a_coach
from tests.storage.test_canary_removed import GONE, KEPT, fill

NAME = "Removedcanary"


def often(found: Searched) -> int:
    return sum(one.count for one in found.places)


def all_keys(found: Searched) -> set[str]:
    return {one.key for one in found.places}


def text_of_all(journal: Journal, found: Searched) -> str:
    return text_of(journal.requests.collect(found, all_keys(found))).decode()


def place(found: Searched, kind: PlaceKind) -> FoundPlace:
    (one,) = [one for one in found.places if one.kind is kind]
    return one


def test_every_table_with_words_has_a_name_for_people() -> None:
    assert set(WORDS) | set(SHAPES) == set(PART_WORDS)


def test_a_name_is_found_in_every_kind_of_place_and_told_where(journal: Journal, clock: MovedClock) -> None:
    entry = fill(journal, clock)
    found = journal.requests.search([NAME])
    kinds = {one.kind for one in found.places}
    assert kinds >= {
        PlaceKind.ENTRY, PlaceKind.REPLY, PlaceKind.ROUND, PlaceKind.SHARE, PlaceKind.DRAFT, PlaceKind.THEME,
        PlaceKind.PROMPT, PlaceKind.SETTINGS,
    }  # fmt: skip
    (decision,) = [one for one in found.places if one.number == entry and one.kind is PlaceKind.ENTRY]
    assert set(decision.parts) >= {
        "the entry", "a review", "an answer", "a later thought", "an earlier version", "a coach’s comment",
    }  # fmt: skip
    assert decision.day == journal.entry(entry).decided_on
    assert decision.title == journal.entry(entry).title
    assert often(found) == journal.removal.words.look(GONE).count


def test_every_place_that_is_ticked_comes_with_the_words_in_it(journal: Journal, clock: MovedClock) -> None:
    fill(journal, clock)
    found = journal.requests.search([NAME])
    copy = journal.requests.collect(found, all_keys(found))
    assert len(copy.parts) == len(found.places)
    for one in copy.parts:
        said = one.written + "\n".join(text.text for text in one.texts)
        assert NAME.casefold() in said.casefold(), one.place.key
        assert KEPT in said or one.place.kind is PlaceKind.THEME, one.place.key


def test_what_leaders_shared_and_what_was_said_of_it_is_found_and_collected(journal: Journal) -> None:
    lay_on_desk(journal)
    begin_rounds(journal)
    word = "the"
    found = journal.requests.search([word])
    assert {PlaceKind.DESK, PlaceKind.ROUND} <= {one.kind for one in found.places}
    copy = journal.requests.collect(found, all_keys(found))
    assert [one.place.key for one in copy.parts if not one.texts and not one.written] == []


def test_what_lies_in_the_bin_is_found_and_says_so(journal: Journal) -> None:
    entry = log(journal, "Spoke with Wilhelmina", context="Wilhelmina asked for the plan.")
    journal.writing.delete([entry])
    found = journal.requests.search(["wilhelmina"])
    assert place(found, PlaceKind.ENTRY).in_bin
    assert "in the bin" in text_of_all(journal, found)
    assert "Wilhelmina asked for the plan." in text_of_all(journal, found)


def test_an_answer_that_is_never_shared_is_in_the_copy(journal: Journal) -> None:
    log(journal, "A plan", answers={"ll-assumption": AnswerDraft("Wilhelmina would agree.")})
    (entry,) = journal.finding.page()
    journal.writing.set_marks(entry.id, {Sensitivity.PRIVATE_ONLY})
    with journal.file.untracked() as connection:
        connection.exec_driver_sql("UPDATE answer SET marks = 1")
    assert "Wilhelmina would agree." in text_of_all(journal, journal.requests.search(["Wilhelmina"]))


def test_names_are_met_as_words_on_their_own_and_inside_longer_ones_where_asked(journal: Journal) -> None:
    log(journal, "Annual planning")
    log(journal, "Spoke with ANN’s deputy")
    assert often(journal.requests.search(["ann"])) == 1
    assert often(journal.requests.search(["ann"], inside=True)) == 3


def test_each_word_is_told_apart_and_the_same_twice_counts_once(journal: Journal) -> None:
    log(journal, "Ash and Birch")
    log(journal, "Birch alone")
    found = journal.requests.search(["Ash", "birch ", "BIRCH", ""])
    assert found.words == ("Ash", "birch")
    assert found.note().each == (("Ash", 1), ("birch", 2))
    assert found.note().places == 2


def test_nothing_and_single_letters_are_refused(journal: Journal) -> None:
    for words in ([], ["  "], ["a"], ["Ash", "."]):
        with pytest.raises(InvalidInput):
            journal.requests.search(words)


def test_names_and_roles_of_the_list_are_offered(journal: Journal, clock: MovedClock) -> None:
    uid, _ = a_coach(journal, "Rowan")
    journal.sharing.other_words.set(uid, "Zoë Ash", "the head of a service")
    assert journal.requests.offered() == ("Zoë Ash", "the head of a service")


def test_the_search_leaves_its_own_record_out_and_redaction_finds_it(journal: Journal) -> None:
    log(journal, "Spoke with Wilhelmina")
    journal.drafts.keep("walk:request", {"parts": {"search": {"words": "Wilhelmina"}}})
    for _ in range(2):
        found = journal.requests.search(["Wilhelmina"])
        assert [one.kind for one in found.places] == [PlaceKind.ENTRY]
        journal.requests.keep_note(found)
    kinds = {one.kind for one in journal.removal.words.look("Wilhelmina").places}
    assert kinds == {PlaceKind.ENTRY, PlaceKind.DRAFT, PlaceKind.SETTINGS}


def test_a_search_is_noted_with_its_day_words_and_counts_and_outlives_the_lock(
    journal: Journal, clock: MovedClock
) -> None:
    log(journal, "Spoke with Ash")
    journal.requests.keep_note(journal.requests.search(["Ash", "Birch"]))
    clock.pass_by(days=1)
    journal.requests.keep_note(journal.requests.search(["Ash"], inside=True))
    first, second = journal.requests.notes()
    assert first.each == (("Ash", 1), ("Birch", 0))
    assert (first.inside, second.inside) == (False, True)
    assert second.at - first.at >= timedelta(days=1)
    assert journal.undo() is not None
    assert len(journal.requests.notes()) == 2


def test_the_copy_holds_the_note_the_hold_and_what_was_ticked_alone(journal: Journal, tmp_path: Path) -> None:
    log(journal, "Spoke with Ash", context="Ash asked for the plan.")
    log(journal, "Ash again", context="Never ticked.")
    journal.removal.holding.turn(on=True)
    found = journal.requests.search(["Ash"])
    journal.requests.keep_note(found)
    (wanted,) = [one.key for one in found.places if one.title == "Spoke with Ash"]
    path = tmp_path / "review-copy.txt"
    assert journal.requests.write(journal.requests.collect(found, {wanted}), path) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    for said in (
        ASK,
        "Copy for review",
        "- Ash: in 2 places",
        "The whole journal was on hold",
        "Ash asked for",
    ):
        assert said in text
    assert "Never ticked." not in text
    (note,) = journal.requests.notes()
    assert note.copies == ((found.at.date(), 1),)


def test_nothing_is_written_while_nothing_is_ticked(journal: Journal) -> None:
    log(journal, "Spoke with Ash")
    with pytest.raises(InvalidInput):
        journal.requests.collect(journal.requests.search(["Ash"]), set())


def test_ticked_entries_are_put_on_hold_and_cannot_be_erased_in_bulk(journal: Journal) -> None:
    entry = log(journal, "Spoke with Ash")
    found = journal.requests.search(["Ash"])
    assert journal.requests.hold(found.places) == 1
    assert place(journal.requests.search(["Ash"]), PlaceKind.ENTRY).held
    with pytest.raises(OnHold):
        journal.removal.erasing.erase(journal.removal.erasing.look([entry]), confirmed="erase")
    assert journal.requests.hold(journal.requests.search(["Ash"]).places) == 0


@pytest.mark.parametrize("word", ["Ash", "Nobody at all"])
def test_a_search_that_is_cancelled_finds_nothing(journal: Journal, word: str) -> None:
    log(journal, "Spoke with Ash")
    with pytest.raises(Cancelled):
        journal.requests.search([word], cancelled=lambda: True)


def test_words_of_an_earlier_version_come_with_the_day_they_were_replaced(
    journal: Journal, clock: MovedClock
) -> None:
    entry = log(journal, "A plan", context="Wilhelmina asked for it.")
    clock.pass_by(days=3)
    journal.writing.rewrite(entry, EntryDraft(title="A plan", context="They asked for it."))
    found = journal.requests.search(["Wilhelmina"])
    assert place(found, PlaceKind.ENTRY).parts == ("an earlier version",)
    text = text_of_all(journal, found)
    assert "Wilhelmina asked for it." in text
    assert "Earlier words: context" in text


def test_words_that_were_removed_are_in_no_copy_made_after_it(journal: Journal, clock: MovedClock) -> None:
    fill(journal, clock)
    journal.requests.keep_note(journal.requests.search([GONE, "Marigold"]))
    journal.removal.words.remove(journal.removal.words.look(GONE), confirmed="remove")
    assert journal.requests.search([GONE, NAME]).places == ()
    text = text_of_all(journal, journal.requests.search(["Marigold"]))
    assert KEPT in text
    assert "removedcanary" not in text.casefold()
    assert all("removedcanary" not in repr(note).casefold() for note in journal.requests.notes())
