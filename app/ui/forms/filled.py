"""What stands in a form as plain JSON: kept as a draft, read from an entry, and given as an entry's draft."""

from collections.abc import Mapping
from datetime import date

from app.domain.entries import Answer, AnswerDraft, Entry, EntryDraft, EntryId, Sensitivity
from app.domain.forms import FORMS, FormKind, quarterly_title
from app.domain.needs import is_answered
from app.domain.whole import JsonValue

Fields = dict[str, JsonValue]
"""By the value of a domain field ("title", "look-again" for the review date); answers under "answers"."""

TEXTS = ("title", "context", "decision", "expected")
SAID = (*TEXTS, "confidence", "withheld", "decided-on", "themes", "marks", "answers")
LOOK_AGAIN, ANSWERS, PICKED, ROTATING = "look-again", "answers", "picked", "rotating"


# ---- reading single values


def text_in(fields: Fields, name: str) -> str:
    """A text, empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def texts_in(fields: Fields, name: str) -> tuple[str, ...]:
    """A list of texts."""
    value = fields.get(name)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def number_in(fields: Fields, name: str) -> int | None:
    """A whole number."""
    value = fields.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def day_in(fields: Fields, name: str) -> date | None:
    """A day, None where there is none or it cannot be read."""
    try:
        return date.fromisoformat(text_in(fields, name))
    except ValueError:
        return None


def part_in(fields: Fields, name: str) -> Fields:
    """Fields within a field."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def put(fields: Fields, name: str, value: JsonValue) -> None:
    """Set a field, or take it out where it says nothing, so that equal forms have equal fields."""
    empty = value is None or value is False or (isinstance(value, str | list | dict) and not value)
    if empty:
        fields.pop(name, None)
    else:
        fields[name] = value


# ---- answers


def answers_in(fields: Fields) -> dict[str, AnswerDraft]:
    """The answers that say something, by prompt id."""
    found = {name: answer_in(fields, name) for name in part_in(fields, ANSWERS)}
    return {name: answer for name, answer in found.items() if answer is not None and is_answered(answer)}


def answer_in(fields: Fields, prompt_id: str) -> AnswerDraft | None:
    """The answer to one prompt."""
    raw = part_in(part_in(fields, ANSWERS), prompt_id)
    value = raw.get("value")
    other = text_in(raw, "other")
    if isinstance(value, list):
        return AnswerDraft(texts_in(raw, "value"), other)
    if isinstance(value, int | str) and not isinstance(value, bool):
        return AnswerDraft(value, other)
    return None


def put_answer(fields: Fields, prompt_id: str, answer: AnswerDraft | Answer | None) -> None:
    """Set the answer to one prompt, or take it out."""
    answers = dict(part_in(fields, ANSWERS))
    if answer is None or not is_answered(answer):
        answers.pop(prompt_id, None)
    else:
        value: JsonValue = list(answer.value) if isinstance(answer.value, tuple) else answer.value
        kept: Fields = {"value": value}
        put(kept, "other", answer.other)
        answers[prompt_id] = kept
    put(fields, ANSWERS, answers)


# ---- whole forms


def essence(fields: Fields) -> Fields:
    """What a person filled in; what a form fills in by itself is left out."""
    found = {name: fields[name] for name in SAID if name in fields and not _is_blank(fields[name])}
    look_again = part_in(fields, LOOK_AGAIN)
    return {**found, LOOK_AGAIN: look_again} if look_again.get("own") is True else found


def says_something(fields: Fields) -> bool:
    """Whether a person has filled anything in."""
    return bool(essence(fields))


def _is_blank(value: JsonValue) -> bool:
    return isinstance(value, str) and not value.strip()


def draft_in(fields: Fields, kind: FormKind, today: date, week: date | None = None) -> EntryDraft:
    """The draft of an entry as a form of this kind gives it; `week` is the last day of a weekly one."""
    look_again = part_in(fields, LOOK_AGAIN)
    came_from = number_in(fields, "came-from")
    title = text_in(fields, "title")
    if kind is FormKind.QUARTERLY and not title:
        title = quarterly_title(today)
    return EntryDraft(
        kind=FORMS[kind].entry_kind,
        title=title,
        context=text_in(fields, "context"),
        decision=text_in(fields, "decision"),
        expected=text_in(fields, "expected"),
        confidence=number_in(fields, "confidence"),
        confidence_withheld=fields.get("withheld") is True,
        review_due=day_in(look_again, "due"),
        no_review=look_again.get("none") is True,
        decided_on=week if kind is FormKind.WEEKLY else day_in(fields, "decided-on"),
        undecided=kind is FormKind.TO_DECIDE,
        themes=texts_in(fields, "themes"),
        marks=frozenset(mark for mark in Sensitivity if mark.value in texts_in(fields, "marks")),
        answers=answers_in(fields),
        came_from=EntryId(came_from) if came_from is not None else None,
    )


def fields_of(entry: Entry) -> Fields:
    """What a form shows of a saved entry."""
    fields: Fields = {}
    texts: Mapping[str, JsonValue] = {
        "title": entry.title,
        "context": entry.context,
        "decision": entry.decision,
        "expected": entry.expected,
        "confidence": entry.confidence,
        "withheld": entry.confidence_withheld,
        "decided-on": None if entry.undecided else entry.decided_on.isoformat(),
        "themes": [theme.name for theme in entry.themes],
        "marks": [mark.value for mark in Sensitivity if mark in entry.marks],
        "came-from": entry.came_from,
    }
    for name, value in texts.items():
        put(fields, name, value)
    look_again: Fields = {"own": True}
    put(look_again, "due", entry.review_due.isoformat() if entry.review_due else None)
    put(look_again, "none", entry.no_review)
    fields[LOOK_AGAIN] = look_again
    for answer in entry.answers:
        put_answer(fields, answer.prompt_id, answer)
    return fields
