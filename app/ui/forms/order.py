"""Which parts a form shows now, in order, named by keys; no Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.fields import Field
from app.domain.forms import FORMS, FormKind, Slot, offered, shown
from app.services.asking import Asked
from app.ui.forms.filled import PICKED, ROTATING, Fields, answers_in, part_in, texts_in
from app.ui.forms.ground import VOICES

ANSWER = "answer:"
VOICES_KEY, ROTATION_KEY, OFFER_KEY = "voices", "rotation", "offer"
STORY_KEY, QUESTIONS_KEY = "section:story", "section:questions"
_KEPT = {
    Field.TITLE: "title",
    Field.CONTEXT: "context",
    Field.DECISION: "decision",
    Field.EXPECTED: "expected",
    Field.CONFIDENCE: "confidence",
    Field.THEMES: "themes",
}
_WITH_MARKS = frozenset(FormKind) - {FormKind.QUICK, FormKind.REVIEW}
_WITH_SECTIONS = frozenset({FormKind.STANDARD, FormKind.DEEP})


@dataclass(frozen=True, slots=True)
class Order:
    """The keys in order, and the prompt that is offered beside the form, if any."""

    keys: tuple[str, ...]
    offer: str = ""


def answer_key(prompt_id: str) -> str:
    """The key of a prompt's part; the two voice prompts share one while both are shown."""
    return ANSWER + prompt_id


def rotating_in(fields: Fields) -> tuple[str, ...]:
    """The prompts of the card chosen by rotation."""
    return texts_in(part_in(fields, ROTATING), "prompts")


def prompts_in(keys: Sequence[str]) -> tuple[str, ...]:
    """The ids of the prompts that a row of keys asks."""
    asked = [key.removeprefix(ANSWER) for key in keys if key.startswith(ANSWER)]
    return (*asked, *(VOICES if VOICES_KEY in keys else ()))


def follows_ground(key: str) -> bool:
    """Whether a part is made from prompts or themes, and must be made again when those change."""
    return key.startswith(ANSWER) or key in {VOICES_KEY, Field.THEMES.value}


def order_of(kind: FormKind, asked: Asked, fields: Fields, *, rotates: bool = False) -> Order:
    """What to show. Whatever has words stays, on a shorter form too."""
    form, answers = FORMS[kind], answers_in(fields)
    rotating = rotating_in(fields)
    picked = texts_in(fields, PICKED)
    items = shown(form, asked.library, asked.enabled, answers, rotating=rotating, extra=picked)
    keys = [item.value if isinstance(item, Field) else answer_key(item.id) for item in items]
    left = [field.value for field, name in _KEPT.items() if name in fields]
    left += [answer_key(name) for name in (*answers, *picked) if asked.library.prompt(name) is not None]
    keys += [key for key in dict.fromkeys(left) if key not in keys]
    if rotates and Slot.ROTATING in form.items:
        keys.insert(_after_rotating(keys, rotating), ROTATION_KEY)
    keys = _voices_joined(keys)
    # What the form holds itself is not offered; neither is what is already on it.
    offer = next((one.id for one in offered(form, asked.library, asked.enabled, answers)), "")
    if offer and answer_key(offer) not in keys:
        at = keys.index(answer_key("dj-reversible")) + 1 if answer_key("dj-reversible") in keys else len(keys)
        keys.insert(at, OFFER_KEY)
    if kind in _WITH_SECTIONS:
        keys = _sections(keys, rotating)
    if kind in _WITH_MARKS or "marks" in fields:
        keys.append(Field.SENSITIVITY.value)
    return Order(tuple(keys), offer)


def _after_rotating(keys: Sequence[str], rotating: Collection[str]) -> int:
    asked = [at for at, key in enumerate(keys) if key.removeprefix(ANSWER) in rotating]
    before = Field.REVIEW_DUE.value
    return max(asked, default=keys.index(before) if before in keys else len(keys) - 1) + 1


def _voices_joined(keys: Sequence[str]) -> list[str]:
    both = [answer_key(name) for name in VOICES]
    if any(key not in keys for key in both):
        return list(keys)
    first = min(keys.index(key) for key in both)
    return [
        VOICES_KEY if at == first else key for at, key in enumerate(keys) if at == first or key not in both
    ]


def _sections(keys: Sequence[str], rotating: Collection[str]) -> list[str]:
    out: list[str] = []
    for key in keys:
        if key == Field.CONTEXT.value:
            out.append(STORY_KEY)
        asks = key == VOICES_KEY or (key.startswith(ANSWER) and key.removeprefix(ANSWER) not in rotating)
        if asks and QUESTIONS_KEY not in out and STORY_KEY in out:
            out.append(QUESTIONS_KEY)
        out.append(key)
    return out


def kept_in_place(before: Sequence[str], after: Sequence[str], key: str) -> tuple[str, ...]:
    """The new order with one key held where it stood: the part a person is in must not vanish or move away."""
    if key not in before or key in after or key in {OFFER_KEY, ROTATION_KEY}:
        return tuple(after)
    ahead = before[: before.index(key)]
    at = max((after.index(one) + 1 for one in ahead if one in after), default=0)
    return (*after[:at], key, *after[at:])
