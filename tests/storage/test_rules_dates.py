"""Days, reviews and where a decision stands (rulings 3 and 7 to 11, 41)."""

from datetime import date, timedelta

import pytest

from app.domain.days import Span
from app.domain.entries import (
    EntryDraft,
    EntryId,
    EntryKind,
    Happened,
    ReviewDraft,
    Status,
)
from app.domain.errors import InvalidInput, JournalError, TooLate
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.one_decision import FIRST_DAY, LATER, changed

# ---- dates


def test_every_choice_of_a_review_date_is_kept(journal: Journal, clock: MovedClock, written: EntryId) -> None:
    clock.pass_by(days=40)
    journal.writing.set_review_date(written, date(2026, 9, 1))
    journal.writing.set_review_date(written, None, no_review=True)
    found = journal.entry(written)
    assert found.no_review
    assert found.review_due is None
    assert [(one.chosen_on, one.review_due) for one in found.review_dates] == [
        (TODAY, TODAY + timedelta(days=42)),
        (TODAY + timedelta(days=40), date(2026, 9, 1)),
        (TODAY + timedelta(days=40), None),
    ]
    with pytest.raises(InvalidInput):
        journal.writing.set_review_date(written, found.decided_on - timedelta(days=1))


def test_an_open_review_moves_the_date_and_counts_once_at_the_last(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    with pytest.raises(InvalidInput):
        journal.reviews.save(written, ReviewDraft(Happened.OPEN))
    for weeks in (6, 12):
        clock.go_to(TODAY + timedelta(weeks=weeks))
        later = clock.today() + timedelta(weeks=6)
        journal.reviews.save(written, ReviewDraft(Happened.OPEN, next_look=later))
        found = journal.entry(written)
        assert (found.review_due, found.status(clock.today())) == (later, Status.OPEN)
    clock.go_to(TODAY + timedelta(weeks=18))
    journal.reviews.save(written, ReviewDraft(Happened.YES, learned="Saturdays work"))
    (returned,) = journal.patterns.charts(Span(None, clock.today()), wanted=[journal.patterns.chart("C4")])
    assert (returned.figures["due"], returned.figures["on_time"]) == (1, 1)
    (forecast,) = journal.patterns.charts(Span(None, clock.today()), wanted=[journal.patterns.chart("C10")])
    assert (forecast.figures["resolved"], forecast.figures["open"]) == (1, 0)
    assert_whole(journal)


def test_a_review_corrected_to_open_needs_another_day_and_moves_there(
    journal: Journal, written: EntryId
) -> None:
    journal.reviews.save(written, ReviewDraft(Happened.YES))
    (saved,) = journal.entry(written).reviews
    with pytest.raises(InvalidInput):
        journal.reviews.rewrite(written, saved.id, ReviewDraft(Happened.OPEN))
    later = TODAY + timedelta(weeks=8)
    journal.reviews.rewrite(written, saved.id, ReviewDraft(Happened.OPEN, next_look=later))
    assert journal.entry(written).review_due == later
    assert journal.entry(written).status(TODAY) is Status.OPEN
    assert_whole(journal)


def test_of_several_reviews_the_latest_by_day_then_by_writing_counts(
    journal: Journal, written: EntryId
) -> None:
    for happened, back in ((Happened.YES, 5), (Happened.NO, 2), (Happened.PART, 2), (Happened.VOID, 9)):
        draft = ReviewDraft(happened, reviewed_on=TODAY - timedelta(days=back))
        journal.reviews.save(written, draft)
    final = journal.entry(written).final_review
    assert final
    assert final.happened is Happened.PART
    (forecast,) = journal.patterns.charts(Span(None, TODAY), wanted=[journal.patterns.chart("C10")])
    assert (forecast.figures["part"], forecast.figures["resolved"]) == (1, 0)


def test_a_review_sets_like_an_entry(journal: Journal, clock: MovedClock, written: EntryId) -> None:
    journal.reviews.save(written, ReviewDraft(Happened.YES, learned="First"))
    (saved,) = journal.entry(written).reviews

    def rewrite(learned: str) -> None:
        journal.reviews.rewrite(written, saved.id, ReviewDraft(Happened.YES, learned=learned))

    clock.pass_by(days=FIRST_DAY)
    rewrite("Second")
    assert journal.versions(written) == ()
    clock.pass_by(days=2)
    rewrite("Third")
    assert [(one.text, one.review_id) for one in journal.versions(written)] == [("Second", saved.id)]
    clock.pass_by(days=LATER)
    with pytest.raises(TooLate):
        rewrite("Fourth")


def test_a_snooze_leaves_the_lists_and_nothing_else(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.go_to(TODAY + timedelta(days=60))
    assert [line.id for line in journal.reviews.ready().waiting.entries] == [written]
    due = journal.entry(written).review_due
    charts = journal.patterns.charts(Span(None, clock.today()))
    journal.writing.snooze(written, 2)
    assert journal.reviews.ready().waiting.entries == ()
    found = journal.entry(written)
    assert (found.review_due, found.status(clock.today())) == (due, Status.WAITING)
    assert [line.id for line in journal.finding.search("status:waiting").entries] == [written]
    assert journal.patterns.charts(Span(None, clock.today())) == charts
    clock.pass_by(days=14)
    assert journal.reviews.ready().waiting.total == 1


def test_letting_go_leaves_patterns_and_lists_and_can_be_taken_up_again(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    clock.go_to(TODAY + timedelta(days=60))
    chart = journal.patterns.chart("C1")
    journal.writing.let_go(written)
    assert journal.entry(written).status(clock.today()) is Status.WITHDRAWN
    assert journal.reviews.ready().waiting.entries == ()
    assert journal.patterns.charts(Span(None, clock.today()), wanted=[chart])[0].n == 0
    journal.writing.let_go(written, go=False)
    assert journal.entry(written).status(clock.today()) is Status.WAITING
    assert journal.patterns.charts(Span(None, clock.today()), wanted=[chart])[0].n == 1


@pytest.mark.parametrize(
    ("days_away", "waiting", "coming", "status"),
    [(0, 1, 0, Status.DUE), (-1, 1, 0, Status.WAITING), (1, 0, 1, Status.OPEN), (28, 0, 1, Status.OPEN), (29, 0, 0, Status.OPEN)],
)  # fmt: skip
def test_what_is_ready_to_look_at_goes_by_the_day(
    journal: Journal, days_away: int, waiting: int, coming: int, status: Status
) -> None:
    entry_id = log(journal, "Soon", decided_on=date(2026, 1, 1), review_due=TODAY + timedelta(days=days_away))
    ready = journal.reviews.ready()
    assert (ready.waiting.total, ready.coming.total) == (waiting, coming)
    assert journal.entry(entry_id).status(TODAY) is status


def test_no_day_of_a_decision_lies_in_the_future(journal: Journal, written: EntryId) -> None:
    with pytest.raises(InvalidInput):
        log(journal, "Tomorrow", decided_on=TODAY + timedelta(days=1))
    with pytest.raises(InvalidInput):
        journal.writing.rewrite(written, changed(decided_on=TODAY + timedelta(days=1)))
    with pytest.raises(InvalidInput):
        journal.reviews.save(written, ReviewDraft(Happened.YES, reviewed_on=TODAY + timedelta(days=1)))
    log(journal, "Long ago", decided_on=date(1987, 5, 4))


# ---- a decision still open, and one made of a reflection


def test_a_decision_still_open_counts_from_the_day_it_is_decided(journal: Journal, clock: MovedClock) -> None:
    chart = journal.patterns.chart("C1")
    entry_id = log(journal, "To decide", undecided=True, expected="Calm", answers={"bd-position": 1})
    assert journal.entry(entry_id).status(TODAY) is Status.UNDECIDED
    assert journal.patterns.charts(Span(), wanted=[chart])[0].n == 0
    clock.pass_by(days=20)
    with pytest.raises(InvalidInput):
        journal.writing.decide(entry_id, clock.today() + timedelta(days=1))
    journal.writing.decide(entry_id, clock.today() - timedelta(days=2))
    found = journal.entry(entry_id)
    assert found.decided_on == clock.today() - timedelta(days=2)
    assert found.review_due == clock.today() + timedelta(weeks=6)  # from today, not from the day it was made
    assert journal.patterns.charts(Span(found.decided_on, found.decided_on), wanted=[chart])[0].n == 1
    journal.writing.rewrite(
        entry_id, EntryDraft(title="Decided", expected="Calm", review_due=found.review_due)
    )
    with pytest.raises(TooLate):
        journal.writing.decide(entry_id)
    clock.pass_by(seconds=20)
    journal.undo()
    journal.undo()
    assert journal.entry(entry_id).undecided
    assert journal.entry(entry_id).review_due is None
    assert_whole(journal)


def test_a_reflection_becomes_a_linked_decision_and_stays(journal: Journal) -> None:
    reflection = log(journal, "Something happened", kind=EntryKind.REFLECTION, answers={"bd-position": -1})
    made = journal.writing.make_decision(reflection, EntryDraft(title="So we decided"))
    found = journal.entry(made.entry_id)
    assert (found.kind, found.came_from) == (EntryKind.DECISION, reflection)
    assert journal.entry(reflection).kind is EntryKind.REFLECTION
    assert journal.patterns.charts(Span(), wanted=[journal.patterns.chart("C1")])[0].n == 0
    with pytest.raises(JournalError):
        journal.reviews.save(reflection, ReviewDraft(Happened.YES))


def test_a_weekly_reflection_is_named_by_its_week_and_needs_one_answer(journal: Journal) -> None:
    with pytest.raises(InvalidInput):
        log(journal, "", kind=EntryKind.WEEKLY)
    week = log(journal, "", kind=EntryKind.WEEKLY, decided_on=date(2026, 6, 28), answers={"bd-position": 1})
    assert journal.entry(week).title == "Week ending 28 June 2026"
