"""Undo and redo never replace words that have set since, and still take back what was added."""

import pytest

from app.domain.entries import AnswerDraft, EntryDraft, EntryId, Happened, ReviewDraft
from app.domain.errors import WordsHaveSet
from app.services.journal import Journal
from tests.fixtures.cheap import log
from tests.fixtures.clock import MovedClock
from tests.fixtures.one_decision import changed


def test_undo_never_brings_back_earlier_words_once_they_have_set(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.pass_by(hours=1)
    journal.writing.rewrite(written, changed(title="Open two hubs"))
    clock.pass_by(hours=24)
    with pytest.raises(WordsHaveSet):
        journal.undo()
    assert journal.entry(written).title == "Open two hubs"


def test_the_making_of_an_entry_is_undone_and_done_again_whole_after_words_of_it_have_set(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id = log(journal, "Open the hub", answers={"dj-options": "Wait."})
    clock.pass_by(hours=1)
    given = {"dj-options": AnswerDraft("Merge."), "bd-unseen": AnswerDraft("The schools.")}
    journal.writing.rewrite(entry_id, EntryDraft(title="Open two hubs", answers=given))
    journal.writing.set_themes(entry_id, ["budget"])
    clock.pass_by(days=2)
    journal.undo()
    with pytest.raises(WordsHaveSet):
        journal.undo()
    assert journal.undo_label == "Add a decision"
    journal.undo()
    assert journal.finding.count() == 0
    assert all(line.holds for line in journal.file.check())
    journal.redo()
    journal.redo()
    entry = journal.entry(entry_id)
    assert entry.title == "Open two hubs"
    assert {answer.prompt_id: answer.value for answer in entry.answers} == {
        "dj-options": "Merge.",
        "bd-unseen": "The schools.",
    }
    assert [theme.name for theme in entry.themes] == ["budget"]
    assert all(line.holds for line in journal.file.check())


def test_redo_never_puts_other_words_where_words_have_set(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    journal.writing.rewrite(written, changed(title="Open two hubs"))
    journal.undo()
    clock.pass_by(days=2)
    with pytest.raises(WordsHaveSet):
        journal.redo()
    assert journal.entry(written).title == "Open the hub"
    assert journal.redo() is None


def test_a_typo_mended_on_the_third_day_is_undone_until_the_words_are_sealed(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.pass_by(days=3)
    journal.writing.rewrite(written, changed(title="Open the hubs"))
    clock.pass_by(days=2)
    journal.undo()
    assert journal.entry(written).title == "Open the hub"
    journal.redo()
    clock.pass_by(days=3)
    with pytest.raises(WordsHaveSet):
        journal.undo()
    assert journal.entry(written).title == "Open the hubs"


def test_words_of_a_review_and_answers_set_too(journal: Journal, clock: MovedClock, written: EntryId) -> None:
    journal.reviews.save(written, ReviewDraft(happened=Happened.YES, learned="Ask."))
    review = journal.entry(written).reviews[0]
    journal.reviews.rewrite(written, review.id, ReviewDraft(happened=Happened.YES, learned="Ask first."))
    clock.pass_by(days=2)
    with pytest.raises(WordsHaveSet):
        journal.undo()
    assert journal.entry(written).reviews[0].learned == "Ask first."
    journal.undo()
    assert journal.entry(written).reviews == ()


def test_what_was_filled_in_after_sealing_is_undone_within_its_day(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id = log(journal, "Open the hub")
    clock.pass_by(days=10)
    journal.writing.rewrite(entry_id, EntryDraft(title="Open the hub", context="Two teams."))
    journal.undo()
    assert journal.entry(entry_id).context == ""
    journal.redo()
    clock.pass_by(days=1)
    with pytest.raises(WordsHaveSet):
        journal.undo()
    assert journal.entry(entry_id).context == "Two teams."


def test_themes_letting_go_and_later_thoughts_are_undone_at_any_age(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    journal.writing.set_themes(written, ["SEND"])
    journal.writing.let_go(written)
    journal.writing.add_thought(written, "It held.")
    clock.pass_by(days=30)
    journal.undo()
    journal.undo()
    journal.undo()
    entry = journal.entry(written)
    assert (entry.additions, entry.withdrawn) == ((), False)
    assert "SEND" not in [theme.name for theme in entry.themes]


def test_deciding_is_undone_on_its_day_and_stands_after_it(journal: Journal, clock: MovedClock) -> None:
    entry_id = log(journal, "Whether to merge", undecided=True)
    journal.writing.decide(entry_id)
    journal.undo()
    assert journal.entry(entry_id).undecided
    journal.redo()
    clock.pass_by(days=3)
    with pytest.raises(WordsHaveSet):
        journal.undo()
    assert not journal.entry(entry_id).undecided
