"""Whether what a person filled in can be kept: each problem names its field and what to do."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.domain.entries import (
    CONFIDENCE_STEPS,
    TITLE_LENGTH,
    AnswerDraft,
    EntryDraft,
    EntryKind,
    ReviewDraft,
)
from app.domain.errors import InvalidInput
from app.domain.needs import is_answered
from app.domain.prompts import AnswerKind, Wording


def tidy(draft: EntryDraft) -> EntryDraft:
    """The draft with its ends trimmed and unanswered prompts left out."""
    return replace(
        draft,
        title=" ".join(draft.title.split()),
        context=draft.context.strip(),
        decision=draft.decision.strip(),
        expected=draft.expected.strip(),
        themes=tuple(dict.fromkeys(theme.strip() for theme in draft.themes if theme.strip())),
        answers=given_answers(draft.answers),
    )


def tidy_review(draft: ReviewDraft) -> ReviewDraft:
    """The review with its ends trimmed and unanswered prompts left out."""
    return replace(
        draft,
        what_happened=draft.what_happened.strip(),
        learned=draft.learned.strip(),
        answers=given_answers(draft.answers),
    )


def given_answers(answers: Mapping[str, AnswerDraft]) -> dict[str, AnswerDraft]:
    """Only the answers that say something."""
    return {prompt_id: _trimmed(answer) for prompt_id, answer in answers.items() if is_answered(answer)}


def _trimmed(answer: AnswerDraft) -> AnswerDraft:
    value = answer.value.strip() if isinstance(answer.value, str) else answer.value
    return AnswerDraft(value, answer.other.strip())


def check_entry(draft: EntryDraft, today: date) -> None:
    """Raise InvalidInput for what cannot be kept; a title is all that must be there."""
    if not draft.title and draft.kind is not EntryKind.WEEKLY:
        raise InvalidInput("title", "There is no title yet.", "Say in a line what you decided.")
    if len(draft.title) > TITLE_LENGTH:
        raise InvalidInput(
            "title",
            f"The title is longer than {TITLE_LENGTH} characters.",
            "Keep a line here and put the rest under what was going on.",
        )
    if draft.decided_on is not None and draft.decided_on > today and draft.kind is not EntryKind.WEEKLY:
        raise InvalidInput("decided-on", "That day is still to come.", "Choose today or an earlier day.")
    if draft.kind is EntryKind.WEEKLY and not draft.answers:
        raise InvalidInput("answer", "Nothing is filled in yet.", "Answer one question, or skip this week.")
    _check_confidence(draft.confidence)
    _check_review_date(draft.review_due, draft.decided_on or today)


def _check_confidence(confidence: int | None) -> None:
    if confidence is not None and confidence not in CONFIDENCE_STEPS:
        raise InvalidInput(
            "confidence",
            "How sure you are runs from 5 to 95 in steps of 5.",
            "Choose the nearest step, or leave it empty.",
        )


def _check_review_date(review_due: date | None, decided_on: date) -> None:
    if review_due is not None and review_due < decided_on:
        raise InvalidInput(
            "review-due", "That is before the decision was made.", "Choose a later day to look again."
        )


def check_review(draft: ReviewDraft, today: date) -> None:
    """Raise InvalidInput for a review that cannot be kept."""
    said = draft.what_happened or draft.learned or draft.answers
    if draft.happened is None and draft.outcome is None and draft.process is None and not said:
        raise InvalidInput("happened", "Nothing is filled in yet.", "Say whether it happened.")
    if draft.reviewed_on is not None and draft.reviewed_on > today:
        raise InvalidInput("reviewed-on", "That day is still to come.", "Choose today or an earlier day.")
    if draft.next_look is not None and draft.next_look <= (draft.reviewed_on or today):
        raise InvalidInput("next-look", "That day has passed.", "Choose a later day to look again.")
    for name, value in (("outcome", draft.outcome), ("process", draft.process)):
        if value is not None and not -3 <= value <= 3:
            raise InvalidInput(name, "This scale has seven steps, -3 to 3.", "Choose one of them.")


def check_answers(answers: Mapping[str, AnswerDraft], wordings: Mapping[str, Wording]) -> None:
    """Raise InvalidInput for an answer that does not fit its question."""
    for prompt_id, answer in answers.items():
        problem = _problem(answer, wordings[prompt_id])
        if problem:
            raise InvalidInput("answer", f"The answer to {prompt_id} does not fit.", problem)


def _problem(answer: AnswerDraft, asked: Wording) -> str:
    value = answer.value
    known = {option.id for option in asked.options}
    if asked.kind is AnswerKind.SLIDER:
        fits = isinstance(value, int) and -3 <= value <= 3
        return "" if fits else "It is a whole number from -3 to 3."
    if asked.kind is AnswerKind.PERCENT:
        fits = isinstance(value, int) and 0 <= value <= 100
        return "" if fits else "It is a whole number from 0 to 100."
    if asked.kind is AnswerKind.SINGLE:
        return "" if value in known else f"It is one of: {', '.join(sorted(known))}."
    if asked.kind is AnswerKind.MULTI:
        fits = isinstance(value, tuple) and set(value) <= known
        return "" if fits else f"It is any of: {', '.join(sorted(known))}."
    return "" if isinstance(value, str) else "It is a text."
