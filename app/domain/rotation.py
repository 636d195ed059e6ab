"""Which one card or prompt the quick form asks next (the quick rule of the prompt library)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.needs import Answers, fits, with_copies
from app.domain.prompts import AnswerKind, Card, Library, Prompt, When

ENOUGH_ANSWERS = 8
REST_DAYS = 14
QUICK_KINDS = frozenset({AnswerKind.SLIDER, AnswerKind.SINGLE, AnswerKind.MULTI})


@dataclass(frozen=True, slots=True)
class AskedHistory:
    """What rotation remembers, by card or prompt id.

    `answered` counts entries with an answer, `last_answered` is the day of the latest. A card that is
    not named itself takes the largest of its prompts. `skipped` is the day of the latest skip; older
    than `REST_DAYS` it can be forgotten.
    """

    today: date
    answered: Mapping[str, int] = field(default_factory=dict)
    last_answered: Mapping[str, date] = field(default_factory=dict)
    skipped: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the quick form can ask: a card with its enabled prompts, or a prompt alone.

    `rank` is the card's `quick_rank`, None for a prompt alone; `place` is its place in the library.
    """

    id: str
    prompts: tuple[Prompt, ...]
    rank: int | None
    place: int


def is_resting(question_id: str, history: AskedHistory) -> bool:
    """Whether it was skipped in the last 14 days; it may be asked again on the fourteenth."""
    skipped = history.skipped.get(question_id)
    return skipped is not None and (history.today - skipped).days < REST_DAYS


def questions(library: Library, enabled: Collection[str], answers: Answers) -> tuple[Question, ...]:
    """Everything the quick form could ask now, in library order: ticks and scales that fit."""
    standing = with_copies(library, answers)
    card_of = {name: card for card in library.cards for name in card.prompts}
    found: dict[str, Question] = {}
    for place, prompt in enumerate(library.prompts):
        card = card_of.get(prompt.id)
        name = card.id if card else prompt.id
        asked = [prompt] if card is None else _of_card(card, library)
        asked = [one for one in asked if _can_ask(one, enabled)]
        fitting = any(fits(one.needs, standing, library.cards) for one in asked)
        if fitting and name not in found:
            found[name] = Question(name, tuple(asked), card.quick_rank if card else None, place)
    return tuple(found.values())


def _of_card(card: Card, library: Library) -> list[Prompt]:
    return [prompt for name in card.prompts if (prompt := library.prompt(name)) is not None]


def _can_ask(prompt: Prompt, enabled: Collection[str]) -> bool:
    return prompt.id in enabled and When.DECISION in prompt.when and prompt.kind in QUICK_KINDS


def _order(question: Question, history: AskedHistory) -> tuple[int, int, int]:
    names = [prompt.id for prompt in question.prompts]
    counts = history.answered
    count = counts.get(question.id, max(counts.get(name, 0) for name in names))
    if question.rank is not None and count < ENOUGH_ANSWERS:
        return (0, count, question.rank)
    days = [day for name in (question.id, *names) if (day := history.last_answered.get(name)) is not None]
    return (1, max((day.toordinal() for day in days), default=0), question.place)


def in_order(
    library: Library, enabled: Collection[str], answers: Answers, history: AskedHistory
) -> Sequence[Question]:
    """Everything that may be asked now, what is asked first at the front.

    Cards with fewer than eight answered entries come first (fewest, then `quick_rank`), then whatever
    has gone unanswered longest (never answered first, then library order). What was skipped in the
    last 14 days is left out, which beats every other rule.
    """
    able = [one for one in questions(library, enabled, answers) if not is_resting(one.id, history)]
    return sorted(able, key=lambda one: _order(one, history))


def next_question(
    library: Library,
    enabled: Collection[str],
    answers: Answers,
    history: AskedHistory,
    without: Collection[str] = frozenset(),
) -> Question | None:
    """The card or prompt to ask; "another" is the same again with those already shown left out."""
    order = in_order(library, enabled, answers, history)
    return next((one for one in order if one.id not in without), None)
