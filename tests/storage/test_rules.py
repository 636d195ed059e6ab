"""What may be written when, through the services and on a real file (rulings 1 to 13, 17, 28 and 41)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.days import Span
from app.domain.entries import (
    AnswerDraft,
    EntryDraft,
    EntryId,
    EntryKind,
    Happened,
    ReviewDraft,
    Sensitivity,
    Status,
)
from app.domain.errors import InvalidInput, JournalError, NoSuchEntry, TooLate
from app.domain.listing import EntryFilter
from app.domain.prompts import AnswerKind, When
from app.services.history import DEPTH
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, ZONE, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.same_journal import rows

WRITTEN = EntryDraft(
    title="Open the hub", context="Rain", decision="Saturdays", expected="More come", confidence=60,
    decided_on=TODAY - timedelta(days=3), review_due=TODAY + timedelta(days=42), themes=("budget",),
    answers={"ll-assumption": AnswerDraft("Buses run"), "bd-position": AnswerDraft(1)},
)  # fmt: skip
FIRST_DAY, TYPO_WEEK, LATER = 0.99, 6.9, 7.1


@pytest.fixture
def written(journal: Journal) -> EntryId:
    return journal.writing.log(WRITTEN).entry_id


def changed(**fields: Any) -> EntryDraft:
    return replace(WRITTEN, **fields)


def answers(**given: AnswerDraft) -> dict[str, AnswerDraft]:
    return {**WRITTEN.answers, **{name.replace("_", "-"): value for name, value in given.items()}}


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


# ---- what cannot be kept


INVALID: dict[str, tuple[str, dict[str, Any]]] = {
    "no title": ("title", {"title": " \n"}),
    "a long title": ("title", {"title": "x" * 121}),
    "an odd percentage": ("confidence", {"confidence": 61}),
    "no doubt at all": ("confidence", {"confidence": 100}),
    "a review before the decision": ("review-due", {"review_due": TODAY - timedelta(days=9)}),
    "a theme there is not": ("themes", {"themes": ("nowhere",)}),
    "a prompt there is not": ("answer", {"answers": {"zz-nothing": AnswerDraft(1)}}),
    "a step too far": ("answer", {"answers": {"bd-position": AnswerDraft(4)}}),
    "an option there is not": ("answer", {"answers": {"ll-intent": AnswerDraft("triple")}}),
    "words for a number": ("answer", {"answers": {"bd-position": AnswerDraft("one")}}),
}


@pytest.mark.parametrize("case", INVALID)
def test_what_cannot_be_kept_is_refused_by_the_name_of_its_field(journal: Journal, case: str) -> None:
    field, fields = INVALID[case]
    before = rows(journal)
    with pytest.raises(InvalidInput) as caught:
        journal.writing.log(replace(WRITTEN, **fields))
    assert caught.value.field == field
    assert rows(journal) == before
    assert journal.undo_label == ""


def test_an_option_chosen_twice_is_chosen_once(journal: Journal) -> None:
    entry_id = log(journal, "Heard", answers={"vo-heard": ("health", "health", "carers")})
    answer = journal.entry(entry_id).answer("vo-heard")
    assert answer
    assert isinstance(answer.value, tuple)
    assert sorted(answer.value) == ["carers", "health"]


def test_a_voice_can_be_missed_that_was_never_heard(journal: Journal) -> None:
    log(journal, "Not asked", answers={"vo-absent": ("health",)})
    log(journal, "Asked", answers={"vo-heard": ("health",)})
    (voices,) = journal.patterns.charts(Span(), wanted=[journal.patterns.chart("C9")])
    counted: Any = voices.figures["voices"]
    assert counted["health"] == {"heard": 1, "absent": 1, "neither": 0}
    assert_whole(journal)


# ---- themes


def test_at_most_fifteen_themes_are_shown_and_archiving_makes_room(
    journal: Journal, clock: MovedClock
) -> None:
    lists = journal.lists
    while len(lists.themes()) < 15:
        lists.add_theme(f"theme {len(lists.themes())}")
    with pytest.raises(InvalidInput):
        lists.add_theme("one more")
    log(journal, "Carries it", themes=("theme 14",))
    used = next(theme for theme in lists.themes() if theme.name == "theme 14")
    lists.remove_theme(used.id)
    assert [theme.name for theme in lists.themes(archived=True) if theme.archived] == ["theme 14"]
    lists.add_theme("one more")
    assert journal.finding.search("theme:14").total == 1
    with pytest.raises(InvalidInput):
        lists.add_theme("Theme 14")
    unused = next(theme for theme in lists.themes() if theme.name == "theme 13")
    lists.remove_theme(unused.id)
    assert "theme 13" not in {theme.name for theme in lists.themes(archived=True)}
    clock.pass_by(seconds=20)
    journal.undo()
    assert "theme 13" in {theme.name for theme in lists.themes()}
    assert_whole(journal)


def test_a_renamed_theme_stays_on_its_entries_and_safeguarding_keeps_its_key(journal: Journal) -> None:
    entry_id = log(journal, "About a child", themes=("safeguarding",))
    safeguarding = next(theme for theme in journal.lists.themes() if theme.key == "safeguarding")
    journal.lists.rename_theme(safeguarding.id, "child protection")
    (theme,) = journal.entry(entry_id).themes
    assert (theme.name, theme.key) == ("child protection", "safeguarding")
    with pytest.raises(InvalidInput):
        journal.lists.rename_theme(safeguarding.id, "BUDGET")


# ---- marks and the bin


@pytest.mark.parametrize("field", ["", "expected", "ll-assumption"])
def test_a_mark_stands_on_an_entry_or_on_one_part_of_it(
    journal: Journal, written: EntryId, field: str
) -> None:
    marks = frozenset({Sensitivity.PRIVATE_ONLY, Sensitivity.HOLD})
    journal.writing.set_marks(written, marks, field)
    found = journal.entry(written)
    assert (found.marks, found.field_marks) == ((frozenset(), {field: marks}) if field else (marks, {}))
    journal.writing.set_marks(written, [], field)
    assert (journal.entry(written).marks, journal.entry(written).field_marks) == (frozenset(), {})


def hold_entry(journal: Journal, entry_id: EntryId) -> None:
    journal.writing.set_marks(entry_id, [Sensitivity.HOLD])


def hold_a_field(journal: Journal, entry_id: EntryId) -> None:
    journal.writing.set_marks(entry_id, [Sensitivity.HOLD], "expected")


def hold_an_answer(journal: Journal, _entry_id: EntryId) -> None:
    with journal.file.untracked() as connection:  # as it comes with a journal from elsewhere
        connection.exec_driver_sql("UPDATE answer SET marks = 8")


def hold_the_journal(journal: Journal, _entry_id: EntryId) -> None:
    journal.lists.choose("hold", value=True)


def hold_nothing(_journal: Journal, _entry_id: EntryId) -> None:
    """Nothing is on hold."""


@pytest.mark.parametrize(
    ("hold", "days", "erased"),
    [
        (hold_nothing, 29.9, 0),
        (hold_nothing, 30.1, 1),
        (hold_entry, 400, 0),
        (hold_a_field, 400, 0),
        (hold_an_answer, 400, 0),
        (hold_the_journal, 400, 0),
    ],
)
def test_the_bin_is_emptied_after_30_days_but_never_of_what_is_on_hold(
    journal: Journal, clock: MovedClock, written: EntryId, hold: Callable[[Journal, EntryId], None], days: float, erased: int
) -> None:  # fmt: skip
    journal.reviews.save(written, ReviewDraft(Happened.YES, answers={"ll-learned": AnswerDraft("single")}))
    journal.writing.add_thought(written, "And yet")
    made_of_it = journal.writing.make_decision(written, EntryDraft(title="Next")).entry_id
    hold(journal, written)
    journal.writing.delete([written])
    clock.pass_by(days=days)
    assert journal.care.empty_bin() == erased
    assert journal.finding.count(EntryFilter(in_bin=True)) == 1 - erased
    assert_whole(journal)
    if erased:
        with pytest.raises(NoSuchEntry):
            journal.entry(written)
        assert journal.entry(made_of_it).came_from is None
        assert journal.undo_label == ""  # nothing points at what is gone


def test_the_bin_gives_back_what_was_deleted(journal: Journal, written: EntryId) -> None:
    other = log(journal, "Another")
    before = rows(journal)
    journal.writing.delete([written, other])
    assert journal.finding.count() == 0
    assert journal.reviews.ready().coming.total == 0
    journal.writing.restore([written, other])
    assert rows(journal) == before


def test_a_binned_review_lends_nothing_to_the_next_question(journal: Journal) -> None:
    gone = log(journal, "Gone")
    journal.reviews.save(gone, ReviewDraft(Happened.NO, answers={"ll-learned": AnswerDraft("single")}))
    journal.writing.delete([gone])
    assert journal.reviews._earlier(EntryId(0)) == ()


# ---- undo


def test_undo_and_redo_name_what_they_do_and_a_new_act_ends_redo(journal: Journal, clock: MovedClock) -> None:
    assert (journal.undo(), journal.redo()) == (None, None)
    log(journal, "One")
    assert journal.undo_label == "Add a decision"
    change = journal.undo()
    assert change
    assert change.entries
    assert (journal.undo_label, journal.redo_label) == ("", "Add a decision")
    log(journal, "Two")
    assert journal.redo_label == ""
    assert journal.redo() is None


def test_typing_on_within_ten_seconds_is_one_step_and_after_that_another(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    for seconds in (1, 9, 11):
        clock.pass_by(seconds=seconds)
        journal.writing.rewrite(written, changed(title=f"After {seconds}"))
    journal.undo()
    assert journal.entry(written).title == "After 9"
    journal.undo()
    assert journal.entry(written).title == "Open the hub"
    journal.redo()
    assert journal.entry(written).title == "After 9"


def test_fifty_acts_can_be_undone(journal: Journal) -> None:
    for number in range(DEPTH + 5):
        log(journal, f"{number}")
    undone = 0
    while journal.undo():
        undone += 1
    assert undone == DEPTH
    assert journal.finding.count() == 5


def test_a_choice_can_be_undone_and_made_again(journal: Journal) -> None:
    for value in ("one", "two"):
        journal.lists.choose("first-page", value)
    journal.undo()
    assert journal.lists.choice("first-page") == "one"
    journal.undo()
    assert journal.lists.choice("first-page") is None
    journal.redo()
    journal.redo()
    assert journal.lists.choice("first-page") == "two"


def test_closing_forgets_what_could_be_undone(journal: Journal) -> None:
    log(journal, "One")
    journal.close(back_up=False)
    assert journal.undo_label == ""


# ---- drafts and prompts


def test_saving_an_entry_forgets_the_draft_of_its_form_alone(journal: Journal, written: EntryId) -> None:
    for form in ("decision:new", "review:1", f"thought:{written}"):
        journal.drafts.keep(form, {"title": form, "number": [1, None, {"a": True}]})
    at = journal.drafts.keep("decision:new", {"title": "later"})
    kept = journal.drafts.of("decision:new")
    assert kept
    assert (kept.fields, kept.saved_at) == ({"title": "later"}, at)
    journal.writing.log(EntryDraft(title="Saved"), form="decision:new")
    assert set(journal.drafts.all()) == {"review:1", f"thought:{written}"}
    journal.reviews.save(written, ReviewDraft(Happened.YES), form="review:1")
    journal.writing.add_thought(written, "Thought")
    assert journal.drafts.all() == {}


def test_an_answer_keeps_the_words_it_was_given_for(journal: Journal, clock: MovedClock) -> None:
    own = journal.prompts.add_own("Who paid?", AnswerKind.SINGLE, [When.DECISION], labels=["We", "They"])
    entry_id = log(journal, "Paid", answers={own.id: "own-1"})
    journal.prompts.reword(own.id, "Who is paying?", ["Us", "Them"])
    journal.prompts.retire_own(own.id)
    answer = journal.entry(entry_id).answer(own.id)
    assert answer
    assert (answer.wording.question, answer.wording.label("own-1")) == ("Who paid?", "We")
    assert journal.prompts.now().library.prompt(own.id) is None
    for expected in ("Who is paying?", "Who paid?"):
        journal.undo()
        again = journal.prompts.now().library.prompt(own.id)
        assert again
        assert again.question == expected


def test_an_import_is_written_on_its_own_day_and_stays_out_of_decisions(
    journal: Journal, tmp_path: Any
) -> None:
    path = tmp_path / "note.md"
    path.write_text("---\ndate: 2024-02-29T23:30:00+02:00\n---\nA late note\n", "utf-8")
    journal.exchange.take_in("markdown", path, zone=ZONE)
    (line,) = journal.finding.page()
    assert (line.kind, line.decided_on) == (EntryKind.REFLECTION, date(2024, 2, 29))


def test_a_theme_that_is_not_there_is_answered_with_those_that_are_as_they_are_written(
    journal: Journal,
) -> None:
    special = next(theme for theme in journal.lists.themes() if theme.name == "budget")
    log(journal, "One", themes=("budget",))
    journal.lists.remove_theme(special.id)
    with pytest.raises(InvalidInput) as told:
        log(journal, "Another", themes=("nowhere",))
    assert "early help, placements, SEND, " in told.value.advice
    assert "budget" not in told.value.advice
