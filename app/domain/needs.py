"""Whether a prompt fits: its condition on what has been answered so far."""

from collections.abc import Mapping, Sequence

from app.domain.entries import Answer, AnswerDraft, AnswerValue
from app.domain.prompts import Card, Library, Needs

Answers = Mapping[str, Answer] | Mapping[str, AnswerDraft] | Mapping[str, Answer | AnswerDraft]
"""Answers by prompt id: a draft's, or an entry's. For a review, the entry's overlaid with the review's."""


def is_answered(answer: Answer | AnswerDraft | None) -> bool:
    """Whether an answer says anything; the free text beside a multi alone counts (ruling 14)."""
    if answer is None:
        return False
    if isinstance(answer.value, int):
        return True
    if isinstance(answer.value, str):
        return bool(answer.value.strip())
    return bool(answer.value) or bool(answer.other.strip())


def _chosen(value: AnswerValue) -> frozenset[str]:
    if isinstance(value, int):
        return frozenset()
    return frozenset({value}) if isinstance(value, str) else frozenset(value)


def fits(needs: Needs | None, answers: Answers, cards: Sequence[Card]) -> bool:
    """Whether a condition holds.

    A card counts as answered when each of its prompts is; `any_at_most` holds when any scale of it
    lies at or below the value. `none_of` asks for an answer that has none of the options.
    """
    if needs is None:
        return True
    if needs.card is not None:
        card = next((card for card in cards if card.id == needs.card), None)
        names = card.prompts if card else ()
    else:
        names = (needs.prompt,) if needs.prompt is not None else ()
    found = [answers.get(name) for name in names]
    given = [answer for answer in found if answer is not None and is_answered(answer)]
    if needs.any_at_most is not None:
        limit = needs.any_at_most
        return any(isinstance(answer.value, int) and answer.value <= limit for answer in given)
    chosen = frozenset(option for answer in given for option in _chosen(answer.value))
    if needs.any_of:
        return not chosen.isdisjoint(needs.any_of)
    if needs.none_of:
        return bool(given) and chosen.isdisjoint(needs.none_of)
    return bool(names) and len(given) == len(names)


def with_copies(library: Library, answers: Answers) -> dict[str, Answer | AnswerDraft]:
    """The answers, where an answered re-worded copy also stands for the prompt it is based on."""
    standing: dict[str, Answer | AnswerDraft] = dict(answers)
    for prompt in library.prompts:
        answer = answers.get(prompt.id)
        if prompt.based_on is not None and answer is not None and is_answered(answer):
            standing.setdefault(prompt.based_on, answer)
    return standing
