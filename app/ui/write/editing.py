"""What of a saved entry may still be changed, and what is shown as written instead (rulings 2 to 4)."""

from datetime import datetime

from app.domain.confidence import said
from app.domain.entries import Answer, Entry, EntryKind
from app.domain.fields import Field
from app.domain.forms import FormKind
from app.domain.prompts import AnswerKind
from app.domain.sealing import FREE_FOR, TYPO_FOR, Sealing, entry_change, sealing
from app.domain.written_dates import written
from app.ui.forms.ground import VOICES
from app.ui.forms.labels import label_of
from app.ui.forms.order import VOICES_KEY, answer_key
from app.ui.widgets.scale import words_for

_FIELDS = (
    Field.TITLE,
    Field.CONTEXT,
    Field.DECISION,
    Field.EXPECTED,
    Field.CONFIDENCE,
    Field.DECIDED_ON,
)
_LOCKED = "Kept as it was when you began to look again."
TITLES = {
    Sealing.FREE: "Change what you wrote",
    Sealing.TYPO: "Fix a typo",
    Sealing.SEALED: "As written",
}


def as_written(entry: Entry, kind: FormKind, now: datetime) -> dict[str, tuple[str, ...]]:
    """The parts that stay as they are: question, words and why, by the key of the part."""
    why = "" if stage_of(entry, now) is Sealing.SEALED else _LOCKED
    words = {
        Field.TITLE: entry.title,
        Field.CONTEXT: entry.context,
        Field.DECISION: entry.decision,
        Field.EXPECTED: entry.expected,
        Field.CONFIDENCE: said(entry.confidence, withheld=entry.confidence_withheld),
        Field.DECIDED_ON: written(entry.decided_on),
    }
    kept: dict[str, tuple[str, ...]] = {
        field.value: (label_of(field, kind), words[field], why)
        for field in _FIELDS
        if not entry_change(entry, field, now).allowed
    }
    voices = []
    for answer in entry.answers:
        if not entry_change(entry, Field.ANSWER, now, answer.prompt_id).allowed:
            kept[answer_key(answer.prompt_id)] = (answer.wording.question, answer_words(answer))
            voices += [answer] if answer.prompt_id in VOICES else []
    if voices:
        lines = [f"{answer.wording.question} {answer_words(answer)}" for answer in voices]
        kept[VOICES_KEY] = ("Whose views shaped this, and who had no say?", "\n".join(lines))
    return kept


def asked_of(entry: Entry) -> dict[str, str]:
    """The questions an entry answers, in the words it answered, by the key of the part."""
    return {answer_key(answer.prompt_id): answer.wording.question for answer in entry.answers}


def answer_words(answer: Answer) -> str:
    """An answer as a person reads it."""
    value, asked = answer.value, answer.wording
    if asked.kind is AnswerKind.SLIDER and isinstance(value, int) and asked.ends is not None:
        return words_for(value, asked.ends.low, asked.ends.high)
    if isinstance(value, int):
        return f"{value}%"
    if isinstance(value, str):
        return asked.label(value) if asked.kind is AnswerKind.SINGLE else value
    return ", ".join((*(asked.label(one) for one in value), *((answer.other,) if answer.other else ())))


def until_when(entry: Entry, now: datetime) -> str:
    """One sentence on what can be changed, and until when."""
    stage = sealing(entry.written_at, now)
    if stage is Sealing.FREE:
        return f"You can change anything until {_moment(entry.written_at + FREE_FOR)}."
    if stage is Sealing.TYPO:
        end = _moment(entry.written_at + TYPO_FOR)
        return f"You can mend words until {end}. The words that stood there are kept as an earlier version."
    return "We keep what you thought at the time so that later you can trust it."


def still_open(entry: Entry) -> str:
    """What may be changed at any age."""
    if entry.kind is EntryKind.DECISION:
        return "You can still answer what was left empty, and change themes, marks and the day to look again."
    return "You can still answer what was left empty, and change themes and marks."


def stage_of(entry: Entry, now: datetime) -> Sealing:
    """How far an entry has set."""
    return sealing(entry.written_at, now)


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{written(local.date())} at {local:%H:%M}"
