"""What stays as written, and what can still be filled in (rulings 2 to 4)."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.days import Span
from app.domain.entries import (
    AnswerDraft,
    EntryDraft,
    EntryId,
    Happened,
    ReviewDraft,
    Status,
)
from app.domain.errors import NoSuchEntry, TooLate
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.one_decision import FIRST_DAY, LATER, TYPO_WEEK, WRITTEN, answers, changed
from tests.fixtures.same_journal import rows

CHANGES: dict[str, tuple[EntryDraft, str, str]] = {
    "title": (changed(title="Open the hub on Saturdays"), "title", "Open the hub"),
    "context": (changed(context="Heavy rain"), "context", "Rain"),
    "decision": (changed(decision="Sundays"), "decision", "Saturdays"),
    "expected": (changed(expected="More families come"), "expected", "More come"),
    "an answer": (
        changed(answers=answers(ll_assumption=AnswerDraft("They run"))),
        "ll-assumption",
        "Buses run",
    ),
}


# ---- as written


@pytest.mark.parametrize("case", CHANGES)
def test_words_change_freely_for_a_day_and_nothing_earlier_is_kept(
    journal: Journal, clock: MovedClock, written: EntryId, case: str
) -> None:
    clock.pass_by(days=FIRST_DAY)
    journal.writing.rewrite(written, CHANGES[case][0])
    assert journal.versions(written) == ()
    assert_whole(journal)


@pytest.mark.parametrize("case", CHANGES)
def test_a_typo_can_be_mended_for_a_week_and_what_stood_there_is_kept(
    journal: Journal, clock: MovedClock, written: EntryId, case: str
) -> None:
    draft, field, before = CHANGES[case]
    clock.pass_by(days=TYPO_WEEK)
    journal.writing.rewrite(written, draft)
    (kept,) = journal.versions(written)
    assert (kept.field, kept.text) == (field, before)
    assert abs(kept.replaced_at - clock.now()) < timedelta(seconds=1)
    journal.undo()
    assert journal.versions(written) == ()


@pytest.mark.parametrize("case", CHANGES)
def test_after_a_week_words_stay_as_written(
    journal: Journal, clock: MovedClock, written: EntryId, case: str
) -> None:
    before = rows(journal)
    clock.pass_by(days=LATER)
    with pytest.raises(TooLate):
        journal.writing.rewrite(written, CHANGES[case][0])
    assert rows(journal) == before
    journal.writing.rewrite(written, WRITTEN)  # saying the same again is no change
    thought = journal.writing.add_thought(written, "It was Saturdays and Sundays")
    (later,) = journal.entry(thought.entry_id).additions
    assert (later.text, later.written_on) == ("It was Saturdays and Sundays", clock.today())


@pytest.mark.parametrize(
    "draft",
    [changed(confidence=70), changed(confidence=None, confidence_withheld=True), changed(decided_on=TODAY)],
    ids=["confidence", "withheld", "day"],
)
def test_confidence_and_day_set_with_the_words(
    journal: Journal, clock: MovedClock, written: EntryId, draft: EntryDraft
) -> None:
    clock.pass_by(days=LATER)
    with pytest.raises(TooLate):
        journal.writing.rewrite(written, draft)


def test_mending_a_typo_again_and_again_does_not_put_off_the_day_it_stays(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    for number in range(6):
        clock.pass_by(days=1, hours=1)
        draft = changed(answers=answers(ll_assumption=AnswerDraft(f"Buses run, {number}")))
        journal.writing.rewrite(written, draft)
    assert len(journal.versions(written)) == 6
    clock.pass_by(days=1)
    with pytest.raises(TooLate):
        journal.writing.rewrite(written, changed(answers=answers(ll_assumption=AnswerDraft("Or not"))))


def test_undo_and_redo_leave_alone_what_was_expected_once_looking_again_began(
    journal: Journal, clock: MovedClock
) -> None:
    entry_id = log(journal, "Hold the front door", expected="Fewer", confidence=60)
    other = log(journal, "Another", expected="More")

    def rewrite(number: EntryId, expected: str) -> None:
        found = journal.entry(number)
        clock.pass_by(seconds=60)
        journal.writing.rewrite(number, EntryDraft(title=found.title, expected=expected, confidence=60))

    rewrite(entry_id, "Fewer by May")
    rewrite(other, "More by May")
    journal.reviews.begin(entry_id)
    assert journal.undo() is not None
    assert journal.entry(other).expected == "More"
    assert journal.undo() is None
    assert journal.entry(entry_id).expected == "Fewer by May"
    assert journal.redo() is not None
    rewrite(other, "More by June")
    journal.undo()
    journal.reviews.begin(other)
    assert journal.redo() is None
    assert journal.entry(other).expected == "More by May"


def test_a_change_can_be_made_though_the_clock_was_put_back(journal: Journal, clock: MovedClock) -> None:
    entry_id = journal.writing.log(changed(decided_on=None)).entry_id
    clock.pass_by(days=-1)
    journal.writing.rewrite(entry_id, changed(decided_on=None, title="Open it"))
    found = journal.entry(entry_id)
    assert (found.title, found.decided_on) == ("Open it", TODAY)


def test_words_can_change_after_the_day_to_look_again_has_passed(journal: Journal, clock: MovedClock) -> None:
    entry_id = log(journal, "Soon", review_due=TODAY + timedelta(days=1))
    clock.pass_by(days=3)
    draft = EntryDraft(title="Soon enough", review_due=TODAY + timedelta(days=1))
    journal.writing.rewrite(entry_id, draft)
    assert journal.entry(entry_id).title == "Soon enough"


# ---- still answerable


def test_an_empty_question_can_be_answered_later_and_says_so(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.pass_by(hours=2)
    journal.writing.answer(written, {"st-value": AnswerDraft(2)})
    clock.pass_by(days=30)
    journal.writing.answer(written, {"ll-intent": AnswerDraft("both")})
    found = journal.entry(written)
    early, late = found.answer("st-value"), found.answer("ll-intent")
    assert early
    assert late
    assert (early.added_later, late.added_later) == (False, True)
    assert late.answered_at
    assert late.answered_at.date() == TODAY + timedelta(days=30)
    window = Span(WRITTEN.decided_on, WRITTEN.decided_on)
    (intents,) = journal.patterns.charts(window, wanted=[journal.patterns.chart("C3")])
    intended: Any = intents.figures["intent"]
    assert intended["n"] == 1  # it counts on the day of the decision
    with pytest.raises(TooLate):
        journal.writing.answer(written, {"ll-intent": AnswerDraft("single")})


def test_rewriting_also_marks_what_was_answered_later(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.pass_by(days=LATER)
    journal.writing.rewrite(written, changed(answers=answers(st_value=AnswerDraft(-1))))
    found = journal.entry(written)
    assert {one.prompt_id for one in found.answers if one.added_later} == {"st-value"}


def test_a_forecast_left_empty_can_be_made_until_a_review_starts(journal: Journal, clock: MovedClock) -> None:
    entry_id = log(journal, "No forecast yet")
    clock.pass_by(days=LATER)
    journal.writing.rewrite(entry_id, EntryDraft(title="No forecast yet", expected="Calm", confidence=55))
    other = log(journal, "Nor here")
    journal.reviews.begin(other)
    with pytest.raises(TooLate):
        journal.writing.rewrite(other, EntryDraft(title="Nor here", expected="Calm"))


# ---- the lock of the forecast


@pytest.mark.parametrize(
    "draft", [changed(expected="Other"), changed(confidence=90)], ids=["words", "percent"]
)
def test_expected_and_confidence_lock_when_a_review_begins_also_after_undo(
    journal: Journal, clock: MovedClock, written: EntryId, draft: EntryDraft
) -> None:
    assert journal.reviews.begin(written).locked_on == TODAY
    with pytest.raises(TooLate):
        journal.writing.rewrite(written, draft)
    journal.undo()  # the entry itself goes
    with pytest.raises(NoSuchEntry):
        journal.entry(written)
    journal.redo()
    assert journal.entry(written).locked_on == TODAY
    with pytest.raises(TooLate):
        journal.writing.rewrite(written, draft)
    journal.writing.rewrite(written, changed(title="The rest may still change"))


def test_a_review_that_was_undone_leaves_the_lock(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    journal.reviews.save(written, ReviewDraft(Happened.YES))
    clock.pass_by(days=1)
    journal.undo()
    found = journal.entry(written)
    assert found.reviews == ()
    assert found.locked_on == TODAY
    assert found.status(TODAY) is Status.OPEN
