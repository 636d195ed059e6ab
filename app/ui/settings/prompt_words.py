"""How kinds of answer and moments are said in Settings."""

from typing import Final

from app.domain.own_prompts import is_own
from app.domain.prompts import AnswerKind, Prompt, When

KINDS: Final = (
    (AnswerKind.TEXT.value, "Words"),
    (AnswerKind.SINGLE.value, "One of several"),
    (AnswerKind.MULTI.value, "Any of several"),
    (AnswerKind.SLIDER.value, "A scale of seven"),
    (AnswerKind.PERCENT.value, "A percentage"),
)
MOMENTS: Final = (
    (When.DECISION.value, "When I log a decision"),
    (When.WEEKLY.value, "At the end of the week"),
    (When.REVIEW.value, "When I look again"),
)


def is_copy(prompt: Prompt) -> bool:
    """Whether a prompt is a library prompt in a leader's own words."""
    return is_own(prompt.id) and prompt.based_on is not None


def title_of(prompt: Prompt) -> str:
    """The title; a copy in own words says that it is one."""
    return f"{prompt.title} (in your words)" if is_copy(prompt) else prompt.title
