"""How long words may be changed, and what stays as written (rulings 2, 3, 4 and 8)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.days import months_before, week_ending
from app.domain.entries import Entry, Review
from app.domain.errors import TooLate
from app.domain.fields import Field

FREE_FOR = timedelta(hours=24)
TYPO_FOR = timedelta(days=7)
DEFAULT_REVIEW = timedelta(weeks=6)


class Sealing(StrEnum):
    """How far words have set since they were saved."""

    FREE = "free"
    TYPO = "typo"
    SEALED = "sealed"


class Change(StrEnum):
    """What a change to a field does now.

    `FREELY` replaces it; `KEEPS_VERSION` replaces it and keeps what stood there; `ADDED_LATER` fills
    what was left empty and says so; `ADDITION` means only a dated later thought is possible;
    `LOCKED` the same, because looking back has begun.
    """

    FREELY = "freely"
    KEEPS_VERSION = "keeps-version"
    ADDED_LATER = "added-later"
    ADDITION = "addition"
    LOCKED = "locked"

    @property
    def allowed(self) -> bool:
        """Whether the field itself may be written."""
        return self in {Change.FREELY, Change.KEEPS_VERSION, Change.ADDED_LATER}


ALWAYS_OPEN = frozenset({Field.THEMES, Field.SENSITIVITY, Field.REVIEW_DUE, Field.STATUS})
FORECAST = frozenset({Field.EXPECTED, Field.CONFIDENCE})


def sealing(written_at: datetime, now: datetime) -> Sealing:
    """How far something saved at `written_at` has set by `now`; elapsed time, both aware."""
    elapsed = now - written_at
    if elapsed < FREE_FOR:
        return Sealing.FREE
    return Sealing.TYPO if elapsed < TYPO_FOR else Sealing.SEALED


def change_of(
    field: Field, written_at: datetime, now: datetime, *, empty: bool = False, review_started: bool = False
) -> Change:
    """What changing a field does now; `empty` is whether it was left empty.

    Expected and confidence lock for good when a review starts, at any age.
    """
    if field in ALWAYS_OPEN:
        return Change.FREELY
    if field in FORECAST and review_started:
        return Change.LOCKED
    stage = sealing(written_at, now)
    if stage is Sealing.FREE:
        return Change.FREELY
    if empty and field is not Field.DECIDED_ON:
        return Change.ADDED_LATER
    return Change.KEEPS_VERSION if stage is Sealing.TYPO else Change.ADDITION


def _entry_text(entry: Entry, field: Field) -> str | None:
    """The words of a field; None for fields that are not words."""
    texts = {
        Field.TITLE: entry.title,
        Field.CONTEXT: entry.context,
        Field.DECISION: entry.decision,
        Field.EXPECTED: entry.expected,
    }
    return texts.get(field)


def entry_change(entry: Entry, field: Field, now: datetime, prompt_id: str | None = None) -> Change:
    """What changing a field, or with `Field.ANSWER` the answer to a prompt, of an entry does now.

    A decision still open gets its day and its words whenever it is decided. A later answer sets from
    the moment it was given, not from when the entry was saved.
    """
    if entry.undecided and field is Field.DECIDED_ON:
        return Change.FREELY
    written_at = entry.written_at
    if field is Field.ANSWER:
        answer = entry.answer(prompt_id) if prompt_id is not None else None
        empty = answer is None
        if answer is not None and answer.answered_at is not None:
            written_at = max(written_at, answer.answered_at)
    elif field is Field.CONFIDENCE:
        empty = entry.confidence is None and not entry.confidence_withheld
    else:
        text = _entry_text(entry, field)
        empty = text is not None and not text.strip()
    return change_of(field, written_at, now, empty=empty, review_started=entry.locked_on is not None)


def review_change(review: Review, now: datetime, *, empty: bool = False) -> Change:
    """What changing any part of a saved review does now."""
    return change_of(Field.LEARNED, review.written_at, now, empty=empty)


def has_set(written_at: datetime, changed_at: datetime, now: datetime) -> bool:
    """Whether a change to words is past taking back: they have set further since it was made.

    What was left empty is still answered long after sealing; such a change has its own day.
    """
    stage = sealing(written_at, now)
    if stage is not sealing(written_at, changed_at):
        return True
    return stage is Sealing.SEALED and now - changed_at >= FREE_FOR


_NAMES = {
    Field.TITLE: "The title",
    Field.CONTEXT: "What was going on",
    Field.DECISION: "What you chose and why",
    Field.EXPECTED: "What you expected",
    Field.CONFIDENCE: "How sure you were",
    Field.DECIDED_ON: "The day of this entry",
    Field.ANSWER: "This answer",
}


def too_late(field: Field, change: Change) -> TooLate:
    """The error that says why a field stays as written and what can be done instead."""
    fixed = _NAMES.get(field, "This part of what you wrote")
    if change is Change.LOCKED:
        return TooLate(fixed, "It was kept when you began to look again. Add a later thought beside it.")
    return TooLate(fixed, "We keep what you thought at the time. Add a later thought beside it.")


# ---- dates offered


@dataclass(frozen=True, slots=True)
class ReviewChip:
    """A review date offered with one press."""

    label: str
    on: date


def review_chips(today: date) -> tuple[ReviewChip, ...]:
    """The four dates offered; beside them stand "Pick a day" and "No review"."""
    return (
        ReviewChip("2 weeks", today + timedelta(weeks=2)),
        ReviewChip("6 weeks", today + DEFAULT_REVIEW),
        ReviewChip("3 months", months_before(today, -3)),
        ReviewChip("6 months", months_before(today, -6)),
    )


def default_review_date(today: date, expected: str) -> date | None:
    """Six weeks from today when something is expected, even for an older decision; else none."""
    return today + DEFAULT_REVIEW if expected.strip() else None


def week_offered(today: date) -> date | None:
    """The last day of the week to look back on, offered from Thursday to Monday; else None."""
    if today.weekday() == 0:
        return today - timedelta(days=1)
    return week_ending(today) if today.weekday() >= 3 else None
