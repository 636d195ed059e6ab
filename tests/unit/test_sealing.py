"""Words stay free for a day, mendable for a week, and then as written; some things lock sooner."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.entries import Answer, Entry, EntryId, EntryKind, Review, ReviewId
from app.domain.fields import Field
from app.domain.prompts import AnswerKind, Wording
from app.domain.sealing import (
    Change,
    Sealing,
    change_of,
    default_review_date,
    entry_change,
    review_change,
    review_chips,
    sealing,
    too_late,
    week_offered,
)

SAVED = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOUR, DAY, MOMENT = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)
AGES = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=4000))
ENTRY = Entry(
    EntryId(1),
    "uid",
    EntryKind.DECISION,
    SAVED.date(),
    SAVED.date(),
    SAVED,
    "A title",
    expected="Fewer waits by June",
    confidence=65,
    answers=(Answer(Wording("ll-assumption", 1, AnswerKind.TEXT, "What?"), "That it rains."),),
)


@pytest.mark.parametrize(
    ("age", "stage"),
    [
        (-HOUR, Sealing.FREE),
        (timedelta(), Sealing.FREE),
        (DAY - MOMENT, Sealing.FREE),
        (DAY, Sealing.TYPO),
        (7 * DAY - MOMENT, Sealing.TYPO),
        (7 * DAY, Sealing.SEALED),
        (900 * DAY, Sealing.SEALED),
    ],
)
def test_words_set_after_a_day_and_for_good_after_a_week(age: timedelta, stage: Sealing) -> None:
    assert sealing(SAVED, SAVED + age) is stage


WORDS = [Field.TITLE, Field.CONTEXT, Field.DECISION, Field.EXPECTED, Field.CONFIDENCE, Field.DECIDED_ON]


@pytest.mark.parametrize("field", WORDS)
def test_what_was_written_goes_from_free_to_mended_to_kept(field: Field) -> None:
    full = replace(ENTRY, context="Rain.", decision="Wait.")
    changes = [entry_change(full, field, SAVED + age) for age in (HOUR, 2 * DAY, 8 * DAY)]
    assert changes == [Change.FREELY, Change.KEEPS_VERSION, Change.ADDITION]


@pytest.mark.parametrize("field", [Field.THEMES, Field.SENSITIVITY, Field.REVIEW_DUE, Field.STATUS])
@given(age=AGES, started=st.booleans(), empty=st.booleans())
def test_themes_marks_review_date_and_status_can_always_change(
    field: Field, age: timedelta, started: bool, empty: bool
) -> None:
    assert change_of(field, SAVED, SAVED + age, empty=empty, review_started=started) is Change.FREELY


@pytest.mark.parametrize("field", [Field.EXPECTED, Field.CONFIDENCE])
@given(age=AGES, empty=st.booleans())
def test_expected_and_confidence_lock_at_any_age_once_looking_back_began(
    field: Field, age: timedelta, empty: bool
) -> None:
    change = change_of(field, SAVED, SAVED + age, empty=empty, review_started=True)
    assert change is Change.LOCKED
    assert not change.allowed


def test_a_locked_entry_still_lets_the_rest_of_a_fresh_entry_change() -> None:
    locked = replace(ENTRY, locked_on=SAVED.date())
    assert entry_change(locked, Field.EXPECTED, SAVED + HOUR) is Change.LOCKED
    assert entry_change(locked, Field.TITLE, SAVED + HOUR) is Change.FREELY


def test_what_was_left_empty_can_be_answered_later_until_a_review_starts() -> None:
    later = SAVED + 400 * DAY
    bare = replace(ENTRY, expected="", confidence=None, answers=())
    assert entry_change(bare, Field.ANSWER, later, "ll-assumption") is Change.ADDED_LATER
    assert entry_change(bare, Field.CONTEXT, later) is Change.ADDED_LATER
    assert entry_change(bare, Field.EXPECTED, later) is Change.ADDED_LATER
    assert entry_change(bare, Field.CONFIDENCE, later) is Change.ADDED_LATER
    looking = replace(bare, locked_on=later.date())
    assert entry_change(looking, Field.ANSWER, later, "ll-assumption") is Change.ADDED_LATER
    assert entry_change(looking, Field.EXPECTED, later) is Change.LOCKED


def test_rather_not_say_is_an_answer() -> None:
    withheld = replace(ENTRY, confidence=None, confidence_withheld=True)
    assert entry_change(withheld, Field.CONFIDENCE, SAVED + 30 * DAY) is Change.ADDITION


def test_an_answer_given_later_sets_from_when_it_was_given() -> None:
    given = SAVED + 30 * DAY
    answer = replace(ENTRY.answers[0], answered_at=given, added_later=True)
    entry = replace(ENTRY, answers=(answer,))
    assert entry_change(entry, Field.ANSWER, given + HOUR, "ll-assumption") is Change.FREELY
    assert entry_change(entry, Field.ANSWER, given + 2 * DAY, "ll-assumption") is Change.KEEPS_VERSION
    assert entry_change(entry, Field.ANSWER, given + 8 * DAY, "ll-assumption") is Change.ADDITION


def test_the_day_of_an_open_decision_is_set_whenever_it_is_decided() -> None:
    later = SAVED + 60 * DAY
    assert entry_change(replace(ENTRY, undecided=True), Field.DECIDED_ON, later) is Change.FREELY
    assert entry_change(ENTRY, Field.DECIDED_ON, later) is Change.ADDITION


def test_a_review_sets_like_an_entry() -> None:
    review = Review(ReviewId(1), "uid", SAVED.date(), SAVED)
    changes = [review_change(review, SAVED + age) for age in (HOUR, 2 * DAY, 8 * DAY)]
    assert changes == [Change.FREELY, Change.KEEPS_VERSION, Change.ADDITION]
    assert review_change(review, SAVED + 8 * DAY, empty=True) is Change.ADDED_LATER


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("change", [Change.ADDITION, Change.LOCKED])
def test_too_late_says_what_stays_and_what_can_be_done(field: Field, change: Change) -> None:
    error = too_late(field, change)
    assert "can no longer be changed" in error.message
    assert "later thought" in error.advice


# ---- dates offered


def test_review_dates_count_from_today_and_clip_to_shorter_months() -> None:
    assert [(chip.label, chip.on) for chip in review_chips(date(2025, 11, 30))] == [
        ("2 weeks", date(2025, 12, 14)),
        ("6 weeks", date(2026, 1, 11)),
        ("3 months", date(2026, 2, 28)),
        ("6 months", date(2026, 5, 30)),
    ]


@pytest.mark.parametrize(
    ("expected", "date_offered"), [("", None), (" \n", None), ("Fewer waits.", date(2026, 8, 11))]
)
def test_a_review_date_is_suggested_only_with_an_expectation(
    expected: str, date_offered: date | None
) -> None:
    assert default_review_date(date(2026, 6, 30), expected) == date_offered


@pytest.mark.parametrize(
    ("today", "week"),
    [
        (date(2026, 6, 22), date(2026, 6, 21)),
        (date(2026, 6, 23), None),
        (date(2026, 6, 24), None),
        (date(2026, 6, 25), date(2026, 6, 28)),
        (date(2026, 6, 26), date(2026, 6, 28)),
        (date(2026, 6, 27), date(2026, 6, 28)),
        (date(2026, 6, 28), date(2026, 6, 28)),
        (date(2026, 6, 29), date(2026, 6, 28)),
        (date(2026, 6, 30), None),
    ],
)
def test_this_week_is_offered_from_thursday_to_monday(today: date, week: date | None) -> None:
    assert week_offered(today) == week
