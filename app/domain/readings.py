"""What can be counted: readings, and the small vocabulary in which a pattern asks for them.

A *reading* is one countable thing an entry says on a day: an answer to a prompt
(named by the prompt's id) or a fact drawn from several (named in `Fact`).
Patterns declare what they need with these values; storage compiles them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.conversation import AgreedAction
from app.domain.days import Span
from app.domain.entries import EntryId, EntryKind, Stage, ThemeId
from app.domain.prompts import AnswerKind, Ends

ReadingValue = int | str
"""int for sliders, percent and numeric facts; option id or a named value otherwise."""

EVERY_THEME = ThemeId(0)
"""Stands for all entries where a theme is asked for, those without one too."""

ANSWERED = "answered"
"""The value every answered multi carries once beside its options, so that n is known."""


class Fact(StrEnum):
    """Readings drawn from more than one field. The value and its day stand beside each."""

    DECIDED = "fact:decided"  # 1; a counted decision, on decided_on
    WEAK_LEG = "fact:weak-leg"  # value, authority, capacity, tied; decided_on (all three sliders answered)
    ALIGNMENT = "fact:alignment"  # -3..3, the lowest of the three; decided_on
    CARRYING = "fact:carrying"  # yes, no; all three ic-* answered: any <= -1 and any >= +1; decided_on
    VOICES = "fact:voices"  # answered once, and each voice heard or absent; decided_on
    REVIEWED = "fact:reviewed"  # happened value of the final review; review day
    FORECAST = "fact:forecast"  # confidence * 10 + (1 happened, 0 not); review day; yes/no with confidence
    UNSAID = "fact:unsaid"  # yes, no; final review yes/no without a confidence; review day
    REWRITTEN = "fact:rewritten"  # yes, no; final review with a belief rewritten; review day
    ASSUMED = (
        "fact:assumed"  # yes, no; had ll-assumption and a final review: was a belief rewritten; review day
    )
    RETURNED = "fact:returned"  # on-time, later, not-yet (from 14 days past); the review date chosen last
    WAITED = "fact:waited"  # days from review date to final review, negative early; review day
    JUDGED = "fact:judged"  # process * 10 + outcome; review day
    BOUNDARY_STANCE = "fact:boundary-stance"  # crossed bo-kind by bo-stance ("cultural/-2"); decided_on
    ARENA_PEACE = "fact:arena-peace"  # crossed rw-arena by rw-peace-point, once for each arena; decided_on
    FORMAL_HAPPENED = "fact:formal-happened"  # crossed wa-formal by yes or no of the final review; decided_on
    PREDICTED_SURE = "fact:predicted-sure"  # crossed ws-predictable by confidence in percent; decided_on
    WROTE = "fact:wrote"  # entry (imports left out), review (once a day); the local day it was written
    ADDED_TO = "fact:added-to"  # yes, no; a decision with a later addition; decided_on
    WEEK = "fact:week"  # 1; a weekly reflection, on the last day of its week or the day it was written before


def crossed(value: ReadingValue) -> tuple[str, str]:
    """The two answers of a crossed fact: its value "cultural/-2" as ("cultural", "-2")."""
    one, _, other = str(value).partition("/")
    return one, other


@dataclass(frozen=True, slots=True)
class Counts:
    """Ask how often each value of a reading occurs.

    `stages` picks where answers were given (facts ignore it); `by_month` adds
    counts per calendar month; `older_than` leaves out the days after that many
    days before today.
    """

    reading: str
    stages: tuple[Stage, ...] = (Stage.DECISION,)
    by_month: bool = False
    older_than: int = 0


@dataclass(frozen=True, slots=True)
class Steps:
    """Ask how often consecutive answers of a slider differ by each distance, in (day, sequence) order."""

    reading: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Ask for the dated texts answered to a prompt in final reviews or at writing, newest first."""

    prompt_id: str
    stages: tuple[Stage, ...] = (Stage.REVIEW,)
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Behind:
    """Ask for the entries behind a mark of a chart: those with one of the values (any when empty) in the span."""

    reading: str
    values: tuple[ReadingValue, ...] = ()
    stages: tuple[Stage, ...] = (Stage.DECISION,)
    span: Span | None = None
    """None means the window of the chart."""
    without: "Behind | None" = None
    """Leave out the entries behind this one."""
    also: tuple[str, ...] = ()
    """Further prompts of which any answer will do as well."""
    theme: ThemeId | None = None
    """The entries of this theme whatever theme the page is narrowed to; `EVERY_THEME` for all of them."""


@dataclass(frozen=True, slots=True)
class Sliders:
    """Ask for every slider answered in the window, counted by place (a leader's own prompts too)."""

    stages: tuple[Stage, ...] = (Stage.DECISION, Stage.WEEKLY)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ask how many answers each prompt has in each month, at every stage."""


@dataclass(frozen=True, slots=True)
class Themes:
    """Ask for decisions by theme and month; a chosen theme does not narrow these."""


@dataclass(frozen=True, slots=True)
class Days:
    """Ask how often each value of a reading occurs on each day of the last `weeks` weeks of the window."""

    reading: str
    weeks: int = 53


@dataclass(frozen=True, slots=True)
class Agreed:
    """Ask for the actions agreed with a coach; they have no window."""


Ask = Counts | Steps | Texts | Sliders | Coverage | Themes | Days | Agreed


@dataclass(frozen=True, slots=True)
class CountsFound:
    """Counts by value, and by month number and value when asked."""

    by_value: Mapping[ReadingValue, int] = field(default_factory=dict)
    by_month: Mapping[int, Mapping[ReadingValue, int]] = field(default_factory=dict)

    def of(self, *values: ReadingValue) -> int:
        """How many readings have one of the values."""
        return sum(self.by_value.get(value, 0) for value in values)

    @property
    def answered(self) -> int:
        """How many entries answered: the `ANSWERED` value of a multi, else all counts."""
        return self.by_value.get(ANSWERED, sum(self.by_value.values()))


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text with the entry it stands in, and the prompt it answers."""

    entry_id: EntryId
    title: str
    on: date
    text: str
    never_share: bool = False
    """The text, or the entry whole, is marked never to be shared."""
    prompt_id: str = ""


@dataclass(frozen=True, slots=True)
class AskedPrompt:
    """A prompt as a chart names it: `title` is its short name, `framework` an id.

    `enabled_on` is the day since which it is asked without a break, None while it is off;
    `in_use` says whether one of its forms has been used.
    """

    prompt_id: str
    title: str
    framework: str
    kind: AnswerKind
    ends: Ends | None
    enabled_on: date | None
    in_use: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry named behind a mark or in place of a pattern."""

    entry_id: EntryId
    kind: EntryKind
    title: str
    on: date
    value: ReadingValue | None = None


@dataclass(frozen=True)
class Findings:
    """The answers to everything a pattern asked, in one window."""

    window: Span
    today: date
    counts: Mapping[Counts, CountsFound] = field(default_factory=dict)
    steps: Mapping[Steps, Mapping[int, int]] = field(default_factory=dict)
    texts: Mapping[Texts, tuple[DatedText, ...]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Option labels by prompt id and option id, in library order."""
    sliders: Mapping[Sliders, Mapping[str, CountsFound]] = field(default_factory=dict)
    """Counts by place for each slider, by prompt id."""
    coverage: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """Answers by prompt id and month number; a prompt without any is left out."""
    themes: Mapping[ThemeId, Mapping[int, int]] = field(default_factory=dict)
    """Decisions by theme and month number; `EVERY_THEME` counts them all, with a theme or without."""
    theme_names: Mapping[ThemeId, str] = field(default_factory=dict)
    days: Mapping[Days, Mapping[date, Mapping[ReadingValue, int]]] = field(default_factory=dict)
    actions: tuple[AgreedAction, ...] = ()
    asked: Mapping[str, AskedPrompt] = field(default_factory=dict)
    """Every prompt of the library and the leader's own, by id, in library order."""
    frameworks: Mapping[str, str] = field(default_factory=dict)
    """Names of frameworks by id, in library order."""
    framework: str | None = None
    """The framework the page is narrowed to: charts over many frameworks show this one alone."""
    theme: ThemeId | None = None
    """The theme the page is narrowed to."""
    year_start: int = 4
    """The month, 1 to 12, in which the year and its quarters begin."""
