"""Makes the part of a form that a key names."""

from datetime import date

from app.domain.entries import TITLE_LENGTH
from app.domain.fields import Field
from app.domain.forms import FORMS, FormKind
from app.ui.forms.chosen import ConfidencePart, MarksPart, ThemesPart
from app.ui.forms.days import DayPart, LookAgainPart
from app.ui.forms.ground import VOICES, Ground
from app.ui.forms.labels import ROLES, label_of
from app.ui.forms.order import (
    ANSWER,
    OFFER_KEY,
    QUESTIONS_KEY,
    ROTATION_KEY,
    STORY_KEY,
    VOICES_KEY,
)
from app.ui.forms.part import Part
from app.ui.forms.questions import VoicesPart, question_part
from app.ui.forms.rows import OfferPart, RotationPart, SectionPart
from app.ui.forms.texts import ExpectedPart, LinePart, TextPart


def made_part(key: str, kind: FormKind, today: date, ground: Ground, *, quick: bool, asked: str = "") -> Part:
    """A new part, still empty; `asked` is the question that was answered. Raises KeyError for an unknown key."""
    if key.startswith(ANSWER):
        return _question(key.removeprefix(ANSWER), kind, ground, quick=quick, asked=asked)
    if key == VOICES_KEY:
        heard, absent = (ground.asked.library.prompt(name) for name in VOICES)
        if heard is None or absent is None:
            raise KeyError(key)
        return VoicesPart(heard, absent, ground, is_open=FORMS[kind].is_open)
    if key == ROTATION_KEY:
        return RotationPart()
    if key == OFFER_KEY:
        return OfferPart()
    if key == STORY_KEY:
        return SectionPart("The story")
    if key == QUESTIONS_KEY:
        return SectionPart("Questions to think with", "Answer any. Leave the rest.")
    return _field(Field(key), kind, today, ground, quick=quick)


def _question(prompt_id: str, kind: FormKind, ground: Ground, *, quick: bool, asked: str) -> Part:
    prompt = ground.asked.library.prompt(prompt_id)
    if prompt is None:
        raise KeyError(prompt_id)
    return question_part(prompt, ground, FORMS[kind].put_at, quick=quick, asked=asked)


def _field(field: Field, kind: FormKind, today: date, ground: Ground, *, quick: bool) -> Part:
    question = label_of(field, kind)
    match field:
        case Field.TITLE:
            return LinePart("title", question, max_length=TITLE_LENGTH)
        case Field.EXPECTED:
            return ExpectedPart(question)
        case Field.CONFIDENCE:
            return ConfidencePart(question)
        case Field.REVIEW_DUE:
            return LookAgainPart(today)
        case Field.THEMES:
            return ThemesPart(ground.themes, ground.recent_themes)
        case Field.DECIDED_ON:
            return DayPart(today, show_name=not quick)
        case Field.SENSITIVITY:
            return MarksPart()
        case Field.CONTEXT:
            return TextPart(field.value, question, hint=ROLES, lines=4)
        case _:
            return TextPart(field.value, question)
