"""What stands in a review as plain JSON, kept as a draft, and as the review it becomes; no widgets."""

from datetime import date

from app.domain.entries import Happened, Review, ReviewDraft
from app.ui.forms.filled import (
    ANSWERS,
    PICKED,
    Fields,
    answers_in,
    day_in,
    number_in,
    part_in,
    put,
    put_answer,
    text_in,
    texts_in,
)

HAPPENED, WHAT_HAPPENED, PROCESS = "happened", "what-happened", "process"
OUTCOME, LEARNED, NEXT_LOOK = "outcome", "learned", "next-look"
_SAID = (WHAT_HAPPENED, PROCESS, OUTCOME, LEARNED)


def happened_in(fields: Fields) -> Happened | None:
    """Whether what was expected happened."""
    return next((one for one in Happened if one.value == text_in(fields, HAPPENED)), None)


def reveals(fields: Fields) -> bool:
    """Whether the rest of what was written may be read: once something is known of what happened."""
    return happened_in(fields) not in {None, Happened.OPEN}


def draft_of(fields: Fields, reviewed_on: date | None = None) -> ReviewDraft:
    """The review as filled in. One that stays open holds only what goes with that."""
    happened = happened_in(fields)
    if happened is Happened.OPEN:
        return ReviewDraft(
            happened,
            text_in(fields, WHAT_HAPPENED),
            reviewed_on=reviewed_on,
            next_look=day_in(fields, NEXT_LOOK),
        )
    return ReviewDraft(
        happened,
        text_in(fields, WHAT_HAPPENED),
        number_in(fields, OUTCOME),
        number_in(fields, PROCESS),
        text_in(fields, LEARNED),
        answers_in(fields),
        reviewed_on,
    )


def fields_of(review: Review) -> Fields:
    """What a form shows of a saved review."""
    fields: Fields = {}
    put(fields, HAPPENED, review.happened.value if review.happened is not None else None)
    put(fields, WHAT_HAPPENED, review.what_happened)
    put(fields, PROCESS, review.process)
    put(fields, OUTCOME, review.outcome)
    put(fields, LEARNED, review.learned)
    for answer in review.answers:
        put_answer(fields, answer.prompt_id, answer)
    put(fields, PICKED, [answer.prompt_id for answer in review.answers])
    return fields


def says_something(fields: Fields) -> bool:
    """Whether a person has filled anything in."""
    return HAPPENED in fields or any(name in fields for name in _SAID) or bool(part_in(fields, ANSWERS))


def picked_in(fields: Fields) -> tuple[str, ...]:
    """The prompts a person added to the form."""
    return texts_in(fields, PICKED)
