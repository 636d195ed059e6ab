"""How named values stand in the file as small integers, days as numbers and instants as microseconds."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from app.domain.contacts import ContactKind, Side
from app.domain.conversation import ActionStatus, CommentKind, RoundStatus
from app.domain.entries import EntryKind, Happened, Sensitivity, Stage
from app.domain.readings import Fact, ReadingValue

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ENTRY_KINDS = {EntryKind.DECISION: 0, EntryKind.WEEKLY: 1, EntryKind.REFLECTION: 2}
KIND_NAMES = {code: kind for kind, code in ENTRY_KINDS.items()}
STAGES = {Stage.DECISION: 0, Stage.REVIEW: 1, Stage.WEEKLY: 2, Stage.REFLECTION: 3}
EARLIER = 4
"""The stage of answers given in a review that is not the one that counts."""
HAPPENED = {Happened.YES: 1, Happened.NO: 2, Happened.PART: 3, Happened.OPEN: 4, Happened.VOID: 5}
HAPPENED_NAMES = {code: happened for happened, code in HAPPENED.items()}
SENSITIVITY = {
    Sensitivity.PRIVATE_ONLY: 1,
    Sensitivity.NO_RESURFACE: 2,
    Sensitivity.COURT_RELATED: 4,
    Sensitivity.HOLD: 8,
}

COMMENTS = {
    CommentKind.QUESTION: 0,
    CommentKind.NOTICING: 1,
    CommentKind.ENCOURAGEMENT: 2,
    CommentKind.FRAMEWORK: 3,
    CommentKind.PRIVACY: 4,
}
COMMENT_NAMES = {code: kind for kind, code in COMMENTS.items()}
ACTIONS = {ActionStatus.OPEN: 0, ActionStatus.DONE: 1, ActionStatus.LET_GO: 2}
ACTION_NAMES = {code: status for status, code in ACTIONS.items()}
ROUNDS = {RoundStatus.WAITING: 0, RoundStatus.REVEALED: 1, RoundStatus.WITHDRAWN: 2}
ROUND_NAMES = {code: status for status, code in ROUNDS.items()}
CONTACTS = {ContactKind.COACH: 0, ContactKind.LEADER: 1, ContactKind.PEER: 2}
CONTACT_NAMES = {code: kind for kind, code in CONTACTS.items()}
SIDES = {Side.MINE: 0, Side.THEIRS: 1}
SIDE_NAMES = {code: side for side, code in SIDES.items()}

FACTS = {
    Fact.DECIDED: -2,
    Fact.WEAK_LEG: -3,
    Fact.ALIGNMENT: -4,
    Fact.CARRYING: -5,
    Fact.VOICES: -6,
    Fact.REVIEWED: -7,
    Fact.FORECAST: -8,
    Fact.UNSAID: -9,
    Fact.REWRITTEN: -10,
    Fact.ASSUMED: -11,
    Fact.RETURNED: -12,
    Fact.WAITED: -13,
    Fact.JUDGED: -14,
    Fact.BOUNDARY_STANCE: -15,
    Fact.ARENA_PEACE: -16,
    Fact.FORMAL_HAPPENED: -17,
    Fact.PREDICTED_SURE: -18,
    Fact.WROTE: -19,
    Fact.ADDED_TO: -20,
    Fact.WEEK: -21,
}

YES_NO: dict[ReadingValue, int] = {"no": 0, "yes": 1}
FACT_VALUES: dict[str, dict[ReadingValue, int]] = {
    Fact.WEAK_LEG: {"value": 1, "authority": 2, "capacity": 3, "tied": 4},
    Fact.CARRYING: YES_NO,
    Fact.REVIEWED: {happened.value: code for happened, code in HAPPENED.items()},
    Fact.UNSAID: YES_NO,
    Fact.REWRITTEN: YES_NO,
    Fact.ASSUMED: YES_NO,
    Fact.RETURNED: {"on-time": 1, "later": 2, "not-yet": 3},
    Fact.WROTE: {"entry": 1, "review": 2},
    Fact.ADDED_TO: YES_NO,
    Fact.JUDGED: {
        process * 10 + outcome: (process + 3) * 10 + outcome + 3
        for process in range(-3, 4)
        for outcome in range(-3, 4)
    },
}

CROSSED_FROM: dict[str, str] = {
    Fact.BOUNDARY_STANCE: "bo-kind",
    Fact.ARENA_PEACE: "rw-arena",
    Fact.FORMAL_HAPPENED: "wa-formal",
    Fact.PREDICTED_SURE: "ws-predictable",
}
"""The facts that cross two answers, each with the prompt of which its first part is an option."""
CROSS, CROSS_MIDDLE = 1024, 512
"""A crossed value is its option's number times `CROSS`, plus `CROSS_MIDDLE` and the second value."""

ANSWERED_CODE = 0
"""The value of an answered multi beside its options; text answers stand as `TEXT_CODE`."""
TEXT_CODE = 1


def instant(when: datetime) -> int:
    """Microseconds since 1970 UTC of an aware datetime."""
    return (when - _EPOCH) // timedelta(microseconds=1)


def moment(micros: int) -> datetime:
    """The aware UTC datetime of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=micros)


def day_number(when: date | None) -> int | None:
    """A day as it is kept; None where there is none."""
    return None if when is None else when.toordinal()


def date_of(number: int | None) -> date | None:
    """A kept day."""
    return None if number is None else date.fromordinal(number)


def mark_bits(marks: Iterable[Sensitivity]) -> int:
    """Marks as bits."""
    return sum(SENSITIVITY[mark] for mark in set(marks))


_UNMARKED: frozenset[Sensitivity] = frozenset()


def marks_of(bits: int) -> frozenset[Sensitivity]:
    """Bits as marks."""
    return frozenset(mark for mark, bit in SENSITIVITY.items() if bits & bit) if bits else _UNMARKED
