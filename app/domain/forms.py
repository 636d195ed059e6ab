"""Which fields and prompts each form asks, in which order, as answers change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.days import week_ending
from app.domain.entries import EntryKind
from app.domain.fields import Field
from app.domain.needs import Answers, fits, is_answered, with_copies
from app.domain.own_prompts import is_own
from app.domain.prompts import Library, Prompt, When
from app.domain.written_dates import written


class FormKind(StrEnum):
    """The forms a person can fill in."""

    QUICK = "quick"
    STANDARD = "standard"
    DEEP = "deep"
    TO_DECIDE = "to-decide"
    REFLECTION = "reflection"
    WEEKLY = "weekly"
    QUARTERLY = "quarterly"
    REVIEW = "review"


class Slot(StrEnum):
    """A place in a form that is filled when it is shown."""

    ROTATING = "rotating"
    MORE = "more"


Item = Field | Slot | str
"""A field, a slot, or the id of a prompt."""


@dataclass(frozen=True, slots=True)
class Form:
    """An ordered form. `moment` None takes prompts of every moment (ruling 11); `is_open` is still to decide."""

    kind: FormKind
    entry_kind: EntryKind
    moment: When | None
    items: tuple[Item, ...]
    is_open: bool = False

    @property
    def prompts(self) -> tuple[str, ...]:
        """The ids of the prompts this form always holds, in order."""
        return tuple(item for item in self.items if not isinstance(item, Field | Slot))

    @property
    def put_at(self) -> When | None:
        """The moment whose words its questions are put in."""
        return When.OPEN if self.is_open else self.moment


def put_at(kind: EntryKind, *, undecided: bool = False) -> When | None:
    """The moment whose words the questions of an entry are put in; a reflection's may be of any."""
    if kind is EntryKind.DECISION:
        return When.OPEN if undecided else When.DECISION
    return When.WEEKLY if kind is EntryKind.WEEKLY else None


_QUICK: tuple[Item, ...] = (
    Field.TITLE,
    Field.EXPECTED,
    Field.CONFIDENCE,
    Field.REVIEW_DUE,
    Field.THEMES,
    Field.DECIDED_ON,
    Slot.ROTATING,
)
_STANDARD: tuple[Item, ...] = (
    *_QUICK,
    Field.CONTEXT,
    Field.DECISION,
    "dj-options",
    "bd-position",
    "ll-intent",
    "ll-assumption",
    "st-value",
    "st-authority",
    "st-capacity",
    "vo-heard",
    "vo-absent",
    "ci-lever",
    "rw-child-asks",
)
_DEEP: tuple[Item, ...] = (*_STANDARD, "dj-reversible", "dj-premortem", "dj-tripwire", Slot.MORE)
_REVIEW: tuple[Item, ...] = (
    # Expected and confidence first, then what happened, and only then the rest (domain 3.5).
    Field.EXPECTED,
    Field.CONFIDENCE,
    Field.HAPPENED,
    Field.AS_WRITTEN,
    Field.WHAT_HAPPENED,
    Field.PROCESS,
    Field.OUTCOME,
    "ll-learned",
    "ll-assumption-changed",
    Field.LEARNED,
    "ws-unintended",
    "rd-surprise",
    Slot.MORE,
)

FORMS: dict[FormKind, Form] = {
    form.kind: form
    for form in (
        Form(FormKind.QUICK, EntryKind.DECISION, When.DECISION, _QUICK),
        Form(FormKind.STANDARD, EntryKind.DECISION, When.DECISION, (*_STANDARD, Slot.MORE)),
        Form(FormKind.DEEP, EntryKind.DECISION, When.DECISION, _DEEP),
        Form(
            FormKind.TO_DECIDE,
            EntryKind.DECISION,
            When.DECISION,
            (Field.TITLE, Field.CONTEXT, "dj-options", "dj-premortem", Field.EXPECTED, Field.THEMES),
            is_open=True,
        ),
        Form(
            FormKind.REFLECTION,
            EntryKind.REFLECTION,
            None,
            (Field.TITLE, Field.CONTEXT, Field.DECIDED_ON, Field.THEMES, Slot.MORE),
        ),
        Form(
            FormKind.WEEKLY,
            EntryKind.WEEKLY,
            When.WEEKLY,
            ("kf-touched", "sp-practised", "bd-switch", "rw-honest", Slot.MORE),
        ),
        Form(
            FormKind.QUARTERLY,
            EntryKind.REFLECTION,
            When.WEEKLY,
            ("dq-kind", "dq-know", "dq-system-learned"),
        ),
        Form(FormKind.REVIEW, EntryKind.DECISION, When.REVIEW, _REVIEW),
    )
}

HARD_TO_UNDO = frozenset({"very-hard", "cannot"})


def _asked_as(library: Library, enabled: Collection[str], prompt_id: str) -> list[Prompt]:
    """A prompt of a form and the re-worded copies of it, as far as each is turned on."""
    return [
        prompt
        for prompt in library.prompts
        if prompt_id in {prompt.id, prompt.based_on} and prompt.id in enabled
    ]


def _own(form: Form, library: Library, enabled: Collection[str]) -> list[Prompt]:
    """A leader's own prompts, asked at their moments: they were written to be asked."""
    return [
        prompt
        for prompt in library.prompts
        if is_own(prompt.id)
        and prompt.based_on is None
        and prompt.id in enabled
        and form.moment in prompt.when
    ]


def shown(
    form: Form,
    library: Library,
    enabled: Collection[str],
    answers: Answers,
    *,
    rotating: Sequence[str] = (),
    extra: Sequence[str] = (),
) -> tuple[Field | Prompt, ...]:
    """What a form shows now, in order, each once.

    `enabled` are the ids of the prompts turned on; `rotating` those of the card chosen by rotation;
    `extra` those the leader picked, which show whatever their needs or state. A prompt that has been
    answered stays, so that no words vanish when another answer changes.
    """
    standing = with_copies(library, answers)
    out: list[Field | Prompt] = []
    seen: set[str] = set()

    def put(prompts: Sequence[Prompt], *, always: bool = False) -> None:
        for prompt in prompts:
            wanted = (
                always or fits(prompt.needs, standing, library.cards) or is_answered(answers.get(prompt.id))
            )
            if wanted and prompt.id not in seen:
                seen.add(prompt.id)
                out.append(prompt)

    picked = [prompt for name in extra if (prompt := library.prompt(name)) is not None]
    for item in form.items:
        if isinstance(item, Field):
            out.append(item)
        elif item is Slot.ROTATING:
            for name in rotating:  # a fixed prompt that is asked here is not asked again below
                put(_asked_as(library, enabled, name))
        elif item is Slot.MORE:
            put(_own(form, library, enabled))
            put(picked, always=True)
        else:
            put(_asked_as(library, enabled, item))
    return tuple(out)


def pickable(
    form: Form, library: Library, enabled: Collection[str], answers: Answers, on_form: Collection[str] = ()
) -> tuple[Prompt, ...]:
    """The prompts a leader could add to a form: of its moment, turned on, fitting, not on it yet."""
    standing = with_copies(library, answers)
    return tuple(
        prompt
        for prompt in library.prompts
        if prompt.id in enabled
        and prompt.id not in on_form
        and (form.moment is None or form.moment in prompt.when)
        and (form.moment is None or fits(prompt.needs, standing, library.cards))
    )


def offered(form: Form, library: Library, enabled: Collection[str], answers: Answers) -> tuple[Prompt, ...]:
    """What is offered beside the form: the pre-mortem, on any decision marked hard to undo."""
    reversible = with_copies(library, answers).get("dj-reversible")
    premortem = library.prompt("dj-premortem")
    hard = reversible is not None and reversible.value in HARD_TO_UNDO
    decision = form.entry_kind is EntryKind.DECISION and form.moment is When.DECISION
    if not hard or not decision or premortem is None or premortem.id not in enabled:
        return ()
    return () if premortem.id in form.prompts else (premortem,)


def weekly_title(when: date) -> str:
    """The title of a weekly reflection on any day of its week."""
    return f"Week ending {written(week_ending(when))}"


def quarterly_title(when: date) -> str:
    """The title of a quarterly reflection written on a day."""
    return f"Looking back over a quarter, {written(when)}"
