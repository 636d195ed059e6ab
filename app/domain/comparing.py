"""Two answers to one question, side by side: what both chose, and how far apart they stand; no score of it."""

from dataclasses import dataclass

from app.domain.entries import AnswerDraft
from app.domain.prompts import Wording

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
STEPS = range(-3, 4)


@dataclass(frozen=True, slots=True)
class Choices:
    """The labels both chose, and those that one of them did alone, each in the order of the options."""

    both: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


def choices(wording: Wording, mine: AnswerDraft | None, theirs: AnswerDraft | None) -> Choices:
    """What was chosen by whom; a side that did not answer chose nothing."""
    one, other = chosen(mine), chosen(theirs)
    known = [option.id for option in wording.options]
    order = [*known, *sorted((one | other) - set(known))]

    def labels(ids: set[str]) -> tuple[str, ...]:
        return tuple(wording.label(option) for option in order if option in ids)

    return Choices(labels(one & other), labels(one - other), labels(other - one))


def chosen(given: AnswerDraft | None) -> set[str]:
    """The ids of the options of an answer."""
    if given is None:
        return set()
    return set(given.value) if isinstance(given.value, tuple) else {str(given.value)}


def apart(mine: int, theirs: int) -> str:
    """How far apart two places on a scale of seven are: "three steps apart"."""
    steps = abs(mine - theirs)
    if steps == 0:
        return "at the same step"
    return f"{_NUMBERS[steps]} {'step' if steps == 1 else 'steps'} apart"


def initials(mine: str, theirs: str) -> tuple[str, str]:
    """The letter that marks each side; numbers where both begin alike."""
    one, other = (name.strip()[:1].upper() or "?" for name in (mine, theirs))
    return (one, other) if one != other else ("1", "2")
