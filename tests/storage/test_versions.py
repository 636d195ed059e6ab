"""What stood in an entry before: which texts, what put back does and when, and that nothing of it outlives a removal."""

from datetime import timedelta

import pytest

from app.domain.entries import AnswerDraft, EntryDraft, EntryId, Happened, ReviewDraft
from app.domain.errors import NoSuchVersion, TooLate
from app.domain.sealing import Change
from app.services.journal import Journal
from app.services.versions import Kept
from tests.fixtures.cheap import assert_as_written, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.one_decision import LATER, TYPO_WEEK, answers, changed


def mended(journal: Journal, clock: MovedClock, *contexts: str) -> tuple[EntryId, Kept]:
    """An entry of which the story was written anew an hour apart; what is kept of it."""
    entry_id = log(journal, "The hub", context=contexts[0])
    clock.pass_by(days=TYPO_WEEK)
    for context in contexts[1:]:
        clock.pass_by(hours=1)
        journal.writing.rewrite(entry_id, EntryDraft(title="The hub", context=context))
    return entry_id, journal.earlier.of(entry_id).texts[0]


def test_each_text_that_was_something_else_is_listed_with_what_stood_there_and_until_when(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id, kept = mended(journal, clock, "First", "Second", "Third")
    assert (kept.field, kept.review, kept.now, kept.change) == (
        "context",
        None,
        "Third",
        Change.KEEPS_VERSION,
    )
    assert [one.text for one in kept.earlier] == ["Second", "First"]
    assert [kept.after(one) for one in kept.earlier] == ["Third", "Second"]
    apart = kept.earlier[0].replaced_at - kept.earlier[1].replaced_at
    assert abs(apart - timedelta(hours=1)) < timedelta(seconds=1)
    assert journal.earlier.of(entry_id).count == 2


def test_an_entry_that_never_changed_has_no_earlier_text(journal: Journal, written: EntryId) -> None:
    assert journal.earlier.of(written).texts == ()


def test_what_is_put_back_stands_there_again_and_what_stood_there_is_kept(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id, kept = mended(journal, clock, "First", "Second")
    journal.earlier.put_back(entry_id, kept.earlier[0])
    assert journal.entry(entry_id).context == "First"
    assert [one.text for one in journal.versions(entry_id)] == ["First", "Second"]
    assert_as_written(journal)
    assert_whole(journal)


def test_putting_back_is_one_step_of_undo_even_right_after_typing(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id, kept = mended(journal, clock, "First", "Second")
    journal.earlier.put_back(entry_id, kept.earlier[0])
    assert journal.undo_label == "Put an earlier text back"
    journal.undo()
    assert journal.entry(entry_id).context == "Second"
    assert [one.text for one in journal.versions(entry_id)] == ["First"]
    journal.redo()
    assert journal.entry(entry_id).context == "First"
    assert_as_written(journal)


def test_after_a_week_a_text_is_not_put_back_but_added_as_a_thought(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id, _ = mended(journal, clock, "First", "Second")
    clock.pass_by(days=LATER)
    (kept,) = journal.earlier.of(entry_id).texts
    assert kept.change is Change.ADDITION
    assert not kept.may_put_back(kept.earlier[0])
    with pytest.raises(TooLate):
        journal.earlier.put_back(entry_id, kept.earlier[0])
    journal.earlier.add_as_thought(entry_id, kept.earlier[0])
    found = journal.entry(entry_id)
    assert (found.context, [one.text for one in found.additions]) == ("Second", ["First"])


def test_what_was_expected_stays_once_looking_again_began(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.pass_by(days=TYPO_WEEK)
    journal.writing.rewrite(written, changed(expected="Many more come"))
    journal.reviews.begin(written)
    (kept,) = journal.earlier.of(written).texts
    assert kept.change is Change.LOCKED
    with pytest.raises(TooLate):
        journal.earlier.put_back(written, kept.earlier[0])


def test_an_answer_is_put_back_and_an_answer_that_was_taken_away_too(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.pass_by(days=TYPO_WEEK)
    journal.writing.rewrite(written, changed(answers=answers(ll_assumption=AnswerDraft("They run"))))
    (kept,) = journal.earlier.of(written).texts
    assert (kept.field, kept.now, kept.question != "") == ("ll-assumption", "They run", True)
    journal.writing.rewrite(written, changed(answers=answers(ll_assumption=AnswerDraft(""))))
    (kept,) = journal.earlier.of(written).texts
    assert (kept.now, [one.text for one in kept.earlier]) == ("", ["They run", "Buses run"])
    journal.earlier.put_back(written, kept.earlier[1])
    answer = journal.entry(written).answer("ll-assumption")
    assert answer is not None
    assert answer.value == "Buses run"


def test_the_texts_of_a_review_are_put_back_for_a_week_as_well(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.pass_by(days=LATER)
    journal.reviews.save(written, ReviewDraft(Happened.YES, "It opnd.", 1, 2, "To ask"))
    (review,) = journal.entry(written).reviews
    clock.pass_by(days=TYPO_WEEK)
    journal.reviews.rewrite(written, review.id, ReviewDraft(Happened.YES, "It opened.", 1, 2, "To ask"))
    (kept,) = journal.earlier.of(written).texts
    assert kept.review is not None
    assert (kept.field, kept.now, kept.review.id) == ("what_happened", "It opened.", review.id)
    journal.earlier.put_back(written, kept.earlier[0])
    (review,) = journal.entry(written).reviews
    assert (review.what_happened, review.outcome, review.process, review.learned) == (
        "It opnd.",
        1,
        2,
        "To ask",
    )
    clock.pass_by(days=LATER)
    (kept,) = journal.earlier.of(written).texts
    with pytest.raises(TooLate):
        journal.earlier.put_back(written, kept.earlier[0])


def test_nothing_of_an_earlier_text_is_left_after_it_was_removed_for_good(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id, before = mended(journal, clock, "First words of it", "Second words of it")
    preview = journal.removal.words.look_at_field(entry_id, "context")
    journal.removal.words.remove_field(preview, confirmed="remove")
    assert journal.earlier.of(entry_id).texts == ()
    for again in (journal.earlier.put_back, journal.earlier.add_as_thought):
        with pytest.raises(NoSuchVersion):
            again(entry_id, before.earlier[0])
    assert_whole(journal)


def test_a_passage_taken_out_is_in_no_earlier_text_either_and_cannot_be_put_back(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id, before = mended(journal, clock, "The grey heron said so", "Somebody said so")
    preview = journal.removal.words.look("grey heron")
    journal.removal.words.remove(preview, confirmed="remove")
    (kept,) = journal.earlier.of(entry_id).texts
    assert [one.text for one in kept.earlier] == ["The [removed] said so"]
    with pytest.raises(NoSuchVersion):
        journal.earlier.put_back(entry_id, before.earlier[0])
