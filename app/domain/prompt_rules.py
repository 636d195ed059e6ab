"""What every prompt must have, whether it comes from a pack or from a leader."""

import re

from app.domain.prompts import AnswerKind, Prompt

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
QUESTION_LENGTH = 300
LABEL_LENGTH = 120

_CHOICES = frozenset({AnswerKind.SINGLE, AnswerKind.MULTI})


def is_id(text: str) -> bool:
    """Whether a text is a stable id: small letters, digits and single hyphens, at most 64 long."""
    return len(text) <= 64 and ID.fullmatch(text) is not None


def problem_of(prompt: Prompt) -> tuple[str, str] | None:
    """The first thing wrong with a prompt as (field, what it needs), or None."""
    if not prompt.question.strip():
        return "question", "a question"
    if len(prompt.question) > QUESTION_LENGTH:
        return "question", f"a question of at most {QUESTION_LENGTH} characters"
    if not prompt.title.strip():
        return "title", "a title"
    if not prompt.when:
        return "when", "at least one moment: decision, weekly or review"
    if prompt.version < 1:
        return "version", "a version of 1 or more"
    return _options_problem(prompt) or _ends_problem(prompt)


def _options_problem(prompt: Prompt) -> tuple[str, str] | None:
    if prompt.kind not in _CHOICES:
        return ("options", "no options, because it is not a choice") if prompt.options else None
    labels = [option.label.strip() for option in prompt.options]
    if len(labels) < 2:
        return "options", "two options or more"
    if not all(labels) or any(len(label) > LABEL_LENGTH for label in labels):
        return "options", f"options of 1 to {LABEL_LENGTH} characters"
    if len({label.casefold() for label in labels}) < len(labels):
        return "options", "options that differ from each other"
    ids = [option.id for option in prompt.options]
    if len(set(ids)) < len(ids) or not all(is_id(one) for one in ids):
        return "options", "option ids that differ, of small letters, digits and hyphens"
    return None


def _ends_problem(prompt: Prompt) -> tuple[str, str] | None:
    if prompt.kind is not AnswerKind.SLIDER:
        return ("ends", "no named ends, because it is not a scale") if prompt.ends else None
    if prompt.ends is None:
        return "ends", "a name for each end of the scale"
    names = (prompt.ends.low.strip(), prompt.ends.high.strip())
    if not all(names) or any(len(name) > LABEL_LENGTH for name in names):
        return "ends", f"ends of 1 to {LABEL_LENGTH} characters"
    return ("ends", "ends that differ from each other") if names[0] == names[1] else None
