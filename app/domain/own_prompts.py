"""A leader's own prompts, and re-worded copies of those in the library (ruling 15)."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from app.domain.errors import InvalidInput
from app.domain.prompt_rules import problem_of
from app.domain.prompts import AnswerKind, Ends, Option, Prompt, When

OWN_PREFIX = "custom-"
OWN_FRAMEWORK = "own"
TITLE_LENGTH = 60


def new_id() -> str:
    """A fresh id; never reused, so that answers to a removed prompt never count for another."""
    return OWN_PREFIX + uuid4().hex[:12]


def is_own(prompt_id: str) -> bool:
    """Whether an id belongs to a leader's own prompt or a re-worded copy."""
    return prompt_id.startswith(OWN_PREFIX)


def own_prompt(
    question: str,
    kind: AnswerKind,
    when: Sequence[When],
    *,
    title: str = "",
    help_text: str = "",
    options: Sequence[str] = (),
    ends: tuple[str, str] | None = None,
) -> Prompt:
    """A prompt of a leader's own. Raises InvalidInput naming the field that needs something."""
    asked = " ".join(question.split())
    prompt = Prompt(
        id=new_id(),
        title=" ".join(title.split()) or _short(asked),
        question=asked,
        help=help_text.strip(),
        framework=OWN_FRAMEWORK,
        kind=kind,
        when=tuple(dict.fromkeys(when)),
        options=tuple(
            Option(f"own-{place}", " ".join(label.split())) for place, label in enumerate(options, 1)
        ),
        ends=Ends(ends[0].strip(), ends[1].strip()) if ends else None,
    )
    return _checked(prompt)


def reworded(
    base: Prompt,
    question: str,
    *,
    title: str = "",
    labels: Sequence[str] | None = None,
    ends: tuple[str, str] | None = None,
) -> Prompt:
    """A copy of a prompt in other words: same kind, moments, needs and option ids, `based_on` the first.

    `labels` re-word the options in their order. Raises InvalidInput naming what needs something.
    """
    copy = replace(
        base,
        id=new_id(),
        version=1,
        based_on=base.based_on or base.id,
        question=" ".join(question.split()),
        title=" ".join(title.split()) or base.title,
        options=_relabelled(base.options, labels),
        ends=Ends(ends[0].strip(), ends[1].strip()) if ends else base.ends,
        question_at=(),
        note="",
    )
    return _checked(copy)


def revised(prompt: Prompt, question: str, *, labels: Sequence[str] | None = None) -> Prompt:
    """An own prompt in new words, as its next version; what was answered keeps the words it answered."""
    copy = replace(
        prompt,
        version=prompt.version + 1,
        question=" ".join(question.split()),
        options=_relabelled(prompt.options, labels),
    )
    return _checked(copy)


def _relabelled(options: tuple[Option, ...], labels: Sequence[str] | None) -> tuple[Option, ...]:
    if labels is None:
        return options
    if len(labels) != len(options):
        raise InvalidInput(
            "options",
            "A re-worded prompt keeps its options; only their words can change.",
            f"Give words for each of the {len(options)} options.",
        )
    return tuple(
        Option(option.id, " ".join(label.split())) for option, label in zip(options, labels, strict=True)
    )


def _short(question: str) -> str:
    return question if len(question) <= TITLE_LENGTH else question[: TITLE_LENGTH - 1].rstrip() + "…"


def _checked(prompt: Prompt) -> Prompt:
    problem = problem_of(prompt)
    if problem is not None:
        field, needed = problem
        raise InvalidInput(field, f"This prompt needs {needed}.", "Add or change it and save again.")
    return prompt
