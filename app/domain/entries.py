"""What is written down: entries, answers, reviews, later thoughts, and the drafts they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain
from typing import NewType

from app.domain.prompts import Wording

EntryId = NewType("EntryId", int)
ReviewId = NewType("ReviewId", int)
ThemeId = NewType("ThemeId", int)


class EntryKind(StrEnum):
    """The kinds of entry."""

    DECISION = "decision"
    WEEKLY = "weekly"
    REFLECTION = "reflection"


class Stage(StrEnum):
    """The moment an answer was given at."""

    DECISION = "decision"
    REVIEW = "review"
    WEEKLY = "weekly"
    REFLECTION = "reflection"


class Happened(StrEnum):
    """What became of the expectation; `PART` and `VOID` are counted in captions only."""

    YES = "yes"
    NO = "no"
    PART = "part"
    OPEN = "open"
    VOID = "void"


class Status(StrEnum):
    """Where an entry stands on a given day; only withdrawn and reviewed are stored facts."""

    UNDECIDED = "undecided"
    OPEN = "open"
    DUE = "due"
    WAITING = "waiting"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


class Sensitivity(StrEnum):
    """Marks a leader can set on an entry; `PRIVATE_ONLY` and `HOLD` also on one field."""

    PRIVATE_ONLY = "private-only"
    NO_RESURFACE = "no-resurface"
    COURT_RELATED = "court-related"
    HOLD = "hold"


CONFIDENCE_STEPS = tuple(range(5, 100, 5))
TITLE_LENGTH = 120
BIN_KEEPS = timedelta(days=30)
"""How long an entry stays in the bin; one on hold stays on."""

AnswerValue = int | str | tuple[str, ...]
"""int for slider (-3..3) and percent (0..100); str for text, or the option id of a single; tuple of option ids for a multi."""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An answer as given; `other` is the free text beside a multi."""

    value: AnswerValue
    other: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored answer with the wording it was given for."""

    wording: Wording
    value: AnswerValue
    other: str = ""
    answered_at: datetime | None = None
    added_later: bool = False
    private_only: bool = False
    hold: bool = False

    @property
    def prompt_id(self) -> str:
        """The prompt this answers."""
        return self.wording.prompt_id


@dataclass(frozen=True, slots=True)
class Addition:
    """A later thought, dated, beside what was written."""

    id: int
    text: str
    written_at: datetime
    written_on: date
    review_id: ReviewId | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A dated return to a decision. Final when saved and `happened` is not open."""

    id: ReviewId
    uid: str
    reviewed_on: date
    written_at: datetime
    happened: Happened | None = None
    what_happened: str = ""
    outcome: int | None = None
    process: int | None = None
    learned: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether this review settles the decision."""
        return self.happened is not None and self.happened is not Happened.OPEN


@dataclass(frozen=True, slots=True)
class Theme:
    """A leader's own tag; `key` is fixed for safeguarding only."""

    id: ThemeId
    name: str
    key: str | None = None
    archived: bool = False
    used: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an imported entry came from; `tags` are kept apart from themes."""

    format: str
    batch: int
    tags: tuple[str, ...] = ()
    starred: bool = False


@dataclass(frozen=True, slots=True)
class ReviewDate:
    """One chosen review date and when it was chosen."""

    chosen_on: date
    review_due: date | None


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it stood before it was changed after its first day."""

    field: str
    text: str
    replaced_at: datetime
    review_id: ReviewId | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A saved item: a decision, a weekly reflection or a reflection.

    `decided_on` is the day it counts at (the week's last day for a weekly
    reflection, the day it happened for a reflection); `written_on` the local
    day of writing, never recomputed.
    """

    id: EntryId
    uid: str
    kind: EntryKind
    decided_on: date
    written_on: date
    written_at: datetime
    title: str
    context: str = ""
    decision: str = ""
    expected: str = ""
    confidence: int | None = None
    confidence_withheld: bool = False
    review_due: date | None = None
    no_review: bool = False
    snoozed_until: date | None = None
    undecided: bool = False
    withdrawn: bool = False
    locked_on: date | None = None
    themes: tuple[Theme, ...] = ()
    marks: frozenset[Sensitivity] = frozenset()
    field_marks: Mapping[str, frozenset[Sensitivity]] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    reviews: tuple[Review, ...] = ()
    additions: tuple[Addition, ...] = ()
    review_dates: tuple[ReviewDate, ...] = ()
    is_demo: bool = False
    origin: Origin | None = None
    came_from: EntryId | None = None
    deleted_at: datetime | None = None

    def answer(self, prompt_id: str) -> Answer | None:
        """The answer to a prompt given at writing time or later, not in a review."""
        return next((answer for answer in self.answers if answer.prompt_id == prompt_id), None)

    @property
    def is_on_hold(self) -> bool:
        """Whether it is on hold, whole or in a part: a field, or an answer, in a review too."""
        answers = chain(self.answers, *(review.answers for review in self.reviews))
        marks = chain([self.marks], self.field_marks.values())
        return any(Sensitivity.HOLD in one for one in marks) or any(answer.hold for answer in answers)

    @property
    def bin_until(self) -> date | None:
        """The day on which the bin lets go of it, where nothing holds it; None where it is not in the bin."""
        return None if self.deleted_at is None else (self.deleted_at + BIN_KEEPS).astimezone().date()

    @property
    def final_review(self) -> Review | None:
        """The latest final review by (date, sequence)."""
        final = [review for review in self.reviews if review.is_final]
        return max(final, key=lambda review: (review.reviewed_on, review.id), default=None)

    def status(self, today: date) -> Status:
        """Where this entry stands on a day."""
        if self.withdrawn:
            return Status.WITHDRAWN
        if self.undecided:
            return Status.UNDECIDED
        if self.final_review is not None:
            return Status.REVIEWED
        return status_by_date(self.review_due, today)


def status_by_date(review_due: date | None, today: date) -> Status:
    """Open before the review date, due on it, waiting after it."""
    if review_due is None or today < review_due:
        return Status.OPEN
    return Status.DUE if today == review_due else Status.WAITING


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What a person has filled in, before it is saved; also what importers give.

    Themes are names. `decided_on` None means today; `written_at` is given only
    by imports and the demo (aware datetime), together with `written_on`.
    """

    kind: EntryKind = EntryKind.DECISION
    title: str = ""
    context: str = ""
    decision: str = ""
    expected: str = ""
    confidence: int | None = None
    confidence_withheld: bool = False
    review_due: date | None = None
    no_review: bool = False
    decided_on: date | None = None
    undecided: bool = False
    themes: tuple[str, ...] = ()
    marks: frozenset[Sensitivity] = frozenset()
    answers: Mapping[str, AnswerDraft] = field(default_factory=dict)
    came_from: EntryId | None = None
    written_at: datetime | None = None
    written_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A review as filled in. `next_look` is asked for when `happened` is open."""

    happened: Happened | None = None
    what_happened: str = ""
    outcome: int | None = None
    process: int | None = None
    learned: str = ""
    answers: Mapping[str, AnswerDraft] = field(default_factory=dict)
    reviewed_on: date | None = None
    next_look: date | None = None


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """A reflection read from another journal.

    `key` names the source entry for ever (format and its own id, or a digest of
    date and text); `themes` of the draft stay empty, `tags` are the source's.
    """

    draft: EntryDraft
    key: str
    place: str
    tags: tuple[str, ...] = ()
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of entries."""

    id: EntryId
    kind: EntryKind
    title: str
    decided_on: date
    status: Status
    review_due: date | None = None
    confidence: int | None = None
    themes: tuple[str, ...] = ()
    is_demo: bool = False
    snippet: str = ""
    """Only from a search; the words found stand between \\x02 and \\x03."""
