"""A decision as a person would save it."""

from datetime import timedelta
from random import Random

from app.domain.entries import AnswerDraft, EntryDraft
from tests.benchmarks.generator import TODAY
from tests.benchmarks.words import vocabulary


def a_draft(number: int) -> EntryDraft:
    """The same decision for the same number: texts, themes, six answers of five kinds."""
    random, prose = Random(number), vocabulary()
    return EntryDraft(
        title=prose.words_of(random, 45),
        context=prose.words_of(random, 330),
        decision=prose.words_of(random, 260),
        expected=prose.words_of(random, 170),
        confidence=70,
        review_due=TODAY + timedelta(days=42),
        themes=("budget", "SEND"),
        answers={
            "bd-position": AnswerDraft(number % 7 - 3),
            "st-value": AnswerDraft(1),
            "st-authority": AnswerDraft(number % 3),
            "st-capacity": AnswerDraft(-1),
            "vo-heard": AnswerDraft(("frontline-practitioners", "team-and-service-managers")),
            "ll-assumption": AnswerDraft(prose.words_of(random, 90)),
        },
    )
