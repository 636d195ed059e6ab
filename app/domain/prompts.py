"""Frameworks, prompts and their wording: what can be asked."""

from dataclasses import dataclass
from enum import StrEnum


class AnswerKind(StrEnum):
    """The five kinds of answer."""

    TEXT = "text"
    SINGLE = "single"
    MULTI = "multi"
    SLIDER = "slider"
    PERCENT = "percent"


class When(StrEnum):
    """The moment a prompt is put.

    A prompt belongs to the first three. `OPEN`, a decision still to be made, takes the prompts of `DECISION`,
    in words of its own where they have them.
    """

    DECISION = "decision"
    WEEKLY = "weekly"
    REVIEW = "review"
    OPEN = "open"


MOMENTS = (When.DECISION, When.WEEKLY, When.REVIEW)
"""The moments a prompt can belong to."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a single or multi prompt; the id never changes, the label may."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Ends:
    """The named ends of a slider: `low` is -3, `high` is +3; neither is the good one."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Needs:
    """When a prompt fits: a condition on the answer to another prompt or card.

    Exactly one of `prompt` and `card` is set, and exactly one condition:
    `answered`, `any_of`, `none_of` (option ids) or `any_at_most` (slider value).
    """

    prompt: str | None = None
    card: str | None = None
    answered: bool = False
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    any_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Framework:
    """A named lens with its source."""

    id: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A question exactly as it was shown; an answer keeps this for ever."""

    prompt_id: str
    version: int
    kind: AnswerKind
    question: str
    options: tuple[Option, ...] = ()
    ends: Ends | None = None

    def label(self, option_id: str) -> str:
        """The label of an option as shown, or its id where the wording no longer knows it."""
        return next((option.label for option in self.options if option.id == option_id), option_id)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question of the library, a re-worded copy of one, or a leader's own."""

    id: str
    title: str
    question: str
    help: str
    framework: str
    kind: AnswerKind
    when: tuple[When, ...]
    version: int = 1
    options: tuple[Option, ...] = ()
    ends: Ends | None = None
    facet: str = ""
    core: bool = False
    default_on: bool = True
    needs: Needs | None = None
    question_at: tuple[tuple[When, str], ...] = ()
    note: str = ""
    based_on: str | None = None

    def wording(self, when: When | None = None) -> Wording:
        """The question as it is put at a moment."""
        asked = dict(self.question_at)
        usual = asked.get(When.DECISION, self.question) if when is When.OPEN else self.question
        question = asked.get(when, usual) if when else self.question
        return Wording(self.id, self.version, self.kind, question, self.options, self.ends)


@dataclass(frozen=True, slots=True)
class Card:
    """Prompts that are asked together on the quick form."""

    id: str
    prompts: tuple[str, ...]
    quick_rank: int


@dataclass(frozen=True)
class Library:
    """Every framework, prompt and card that this journal can ask, in library order."""

    frameworks: tuple[Framework, ...]
    prompts: tuple[Prompt, ...]
    cards: tuple[Card, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {prompt.id: prompt for prompt in self.prompts})
        object.__setattr__(self, "_frameworks", {framework.id: framework for framework in self.frameworks})

    def prompt(self, prompt_id: str) -> Prompt | None:
        """The prompt of an id, if this library has it."""
        found: dict[str, Prompt] = self.__dict__["_by_id"]
        return found.get(prompt_id)

    def framework(self, framework_id: str) -> Framework | None:
        """The framework of an id, if this library has it."""
        found: dict[str, Framework] = self.__dict__["_frameworks"]
        return found.get(framework_id)

    def asked(self, when: When) -> tuple[Prompt, ...]:
        """The prompts that belong to a moment, in library order."""
        return tuple(prompt for prompt in self.prompts if when in prompt.when)
