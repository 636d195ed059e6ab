"""Questions and answers of a pair round as JSON, and back: an answer is read only as its question allows."""

from collections.abc import Sequence

from app.domain.entries import AnswerDraft, AnswerValue
from app.domain.errors import FileDamaged
from app.domain.pairing import MOST_PROMPTS, TEXT_LENGTH
from app.domain.prompt_rules import is_id
from app.domain.prompts import AnswerKind, Ends, Option, Wording
from app.sharing.limits import LONGEST_QUESTION, MOST_OPTIONS
from app.sharing.told import Told, once

_KINDS = frozenset(kind.value for kind in AnswerKind)
_CHOICES = frozenset({AnswerKind.SINGLE, AnswerKind.MULTI})


def told_answers(answers: Sequence[AnswerDraft | None]) -> list[dict[str, object]]:
    """One object for every question, an empty one where nothing was said."""
    return [_told_answer(given) for given in answers]


def read_answers(told: Told, key: str, asked: Sequence[Wording]) -> tuple[AnswerDraft | None, ...]:
    """The answers to these questions in their order; raises FileDamaged where one does not fit."""
    given = told.each(key, MOST_PROMPTS, lambda one: one)
    if len(given) != len(asked):
        raise FileDamaged
    return tuple(_answer(one, wording) for one, wording in zip(given, asked, strict=True))


def told_wordings(asked: Sequence[Wording]) -> list[dict[str, object]]:
    """The questions whole, so that another version of Balcony asks the same."""
    return [_told_wording(wording) for wording in asked]


def read_wordings(told: Told, key: str) -> tuple[Wording, ...]:
    """One to five questions, none of them twice."""
    asked = told.each(key, MOST_PROMPTS, _wording)
    if not asked:
        raise FileDamaged
    once(tuple(wording.prompt_id for wording in asked))
    return asked


def _told_answer(given: AnswerDraft | None) -> dict[str, object]:
    if given is None:
        return {}
    value = list(given.value) if isinstance(given.value, tuple) else given.value
    return {"value": value, **({"other": given.other} if given.other else {})}


def _answer(told: Told, asked: Wording) -> AnswerDraft | None:
    return AnswerDraft(_value(told, asked), told.text("other", TEXT_LENGTH)) if told.keys() else None


def _value(told: Told, asked: Wording) -> AnswerValue:
    if asked.kind is AnswerKind.SLIDER:
        return told.number("value", -3, 3)
    if asked.kind is AnswerKind.PERCENT:
        return told.number("value", 0, 100)
    if not told.has("value"):
        raise FileDamaged
    if asked.kind is AnswerKind.TEXT:
        return told.text("value", TEXT_LENGTH)
    several = asked.kind is AnswerKind.MULTI
    chosen = told.texts("value", MOST_OPTIONS) if several else (told.text("value", 64),)
    once(chosen)
    if not set(chosen) <= {option.id for option in asked.options}:
        raise FileDamaged
    return chosen if several else chosen[0]


def _told_wording(asked: Wording) -> dict[str, object]:
    told: dict[str, object] = {
        "prompt_id": asked.prompt_id,
        "version": asked.version,
        "kind": asked.kind.value,
        "question": asked.question,
    }
    if asked.options:
        told["options"] = [{"id": option.id, "label": option.label} for option in asked.options]
    if asked.ends is not None:
        told["ends"] = {"low": asked.ends.low, "high": asked.ends.high}
    return told


def _wording(told: Told) -> Wording:
    kind, prompt_id = told.text("kind", 20), told.text("prompt_id", 64)
    question = told.line("question", LONGEST_QUESTION)
    if kind not in _KINDS or not is_id(prompt_id) or not question.strip():
        raise FileDamaged
    options = told.each("options", MOST_OPTIONS, _option)
    once(tuple(option.id for option in options))
    ends = _ends(told.part("ends")) if told.has("ends") else None
    if bool(options) != (kind in _CHOICES) or (ends is not None) != (kind == AnswerKind.SLIDER):
        raise FileDamaged
    return Wording(prompt_id, told.number("version", 1, 10**6), AnswerKind(kind), question, options, ends)


def _option(told: Told) -> Option:
    option_id = told.text("id", 64)
    if not is_id(option_id):
        raise FileDamaged
    return Option(option_id, _label(told, "label"))


def _ends(told: Told) -> Ends:
    return Ends(_label(told, "low"), _label(told, "high"))


def _label(told: Told, key: str) -> str:
    label = told.line(key)
    if not label.strip():
        raise FileDamaged
    return label
