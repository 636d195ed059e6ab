"""Which parts a review shows after "did it happen?", and how each is made."""

from collections.abc import Mapping

from app.domain.entries import Answer, AnswerDraft, Entry
from app.domain.fields import Field
from app.domain.forms import FORMS, FormKind, pickable, shown
from app.domain.prompts import Library, Prompt, When
from app.ui.decision.sheet import OUTCOME_ENDS, PROCESS_ENDS
from app.ui.forms.filled import Fields, answers_in
from app.ui.forms.ground import Ground
from app.ui.forms.part import Part
from app.ui.forms.questions import question_part
from app.ui.forms.texts import TextPart
from app.ui.look_again.filling import LEARNED, OUTCOME, PROCESS, WHAT_HAPPENED, picked_in
from app.ui.look_again.parts import JudgementPart

FORM = FORMS[FormKind.REVIEW]
LOOP_TEST = "Single loop: we do it better. Double loop: we changed our mind about what “it” should be."
_ASKED = {Field.WHAT_HAPPENED, Field.PROCESS, Field.OUTCOME, Field.LEARNED}


def standing_answers(entry: Entry, fields: Fields) -> Mapping[str, Answer | AnswerDraft]:
    """The answers given when deciding, overlaid with those of this review."""
    here: dict[str, Answer | AnswerDraft] = {one.prompt_id: one for one in entry.answers}
    return here | answers_in(fields)


def keys_of(entry: Entry, ground: Ground, fields: Fields) -> tuple[str, ...]:
    """The parts in order, by the value of a field or the id of a prompt; what has words stays."""
    library, enabled = ground.asked.library, ground.asked.enabled
    extra = (*picked_in(fields), *answers_in(fields))
    items = shown(FORM, library, enabled, standing_answers(entry, fields), extra=extra)
    return tuple(
        item.value if isinstance(item, Field) else item.id
        for item in items
        if not isinstance(item, Field) or item in _ASKED
    )


def more_prompts(entry: Entry, ground: Ground, fields: Fields) -> tuple[Prompt, ...]:
    """The prompts a leader could add."""
    on_form = keys_of(entry, ground, fields)
    return pickable(
        FORM, ground.asked.library, ground.asked.enabled, standing_answers(entry, fields), on_form
    )


def asks(library: Library, key: str, prompt_id: str) -> bool:
    """Whether a part asks a prompt, or a leader's re-worded copy of it."""
    prompt = library.prompt(key)
    return prompt is not None and prompt_id in {prompt.id, prompt.based_on}


def part_of(key: str, ground: Ground) -> Part:
    """The part of a key of `keys_of`."""
    if key == Field.WHAT_HAPPENED.value:
        return TextPart(WHAT_HAPPENED, "What happened")
    if key == Field.PROCESS.value:
        note = "How well was it decided? Leave the result aside."
        return JudgementPart(PROCESS, "Knowing only what I knew then", PROCESS_ENDS, note)
    if key == Field.OUTCOME.value:
        note = "The result, however it was decided."
        return JudgementPart(OUTCOME, "How did it turn out?", OUTCOME_ENDS, note)
    if key == Field.LEARNED.value:
        return TextPart(LEARNED, "What I carry forward", lines=2)
    prompt = ground.asked.library.prompt(key)
    if prompt is None:
        raise LookupError(f"no part is called {key}")
    return question_part(prompt, ground, When.REVIEW)
