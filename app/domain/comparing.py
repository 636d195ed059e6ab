"""Two answers to one question, side by side: what both chose, and how far apart they stand; no score of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.conversation import PairRound
from app.domain.entries import AnswerDraft
from app.domain.prompts import AnswerKind, Wording
from app.domain.sharing import Anchor

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
STEPS = range(-3, 4)
MINE, THEIRS = "mine", "theirs"
"""The two sides of a round, as remarks name them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The labels both chose, and those that one of them did alone, each in the order of the options."""

    both: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of one side, with the question as that side was asked it."""

    wording: Wording
    answer: AnswerDraft | None


@dataclass(frozen=True, slots=True)
class Answers:
    """One side of a comparison: its heading (a name, or a time), what it is taken from, and every answer."""

    name: str
    title: str
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One question with the answers of two sides; neither of them is the right one.

    `asked_theirs` is set where the other side was asked in other words.
    """

    wording: Wording
    mine: AnswerDraft | None
    theirs: AnswerDraft | None
    asked_theirs: Wording | None = None

    @property
    def questions(self) -> tuple[str, str]:
        """The question as each side was asked it."""
        other = self.asked_theirs or self.wording
        return self.wording.question, other.question

    @property
    def one_scale(self) -> bool:
        """Whether both stand between the same two ends, so that they can share an axis."""
        return self.asked_theirs is None or self.asked_theirs.ends == self.wording.ends

    @property
    def differs(self) -> bool:
        """Whether there is something to look at together: other places, choices, figures or words."""
        if self.wording.kind is AnswerKind.SLIDER and not self.one_scale:
            return self.mine is not None or self.theirs is not None
        return _plain(self.mine) != _plain(self.theirs)

    @property
    def distance(self) -> str:
        """How far apart two places on one scale are ("Two steps apart"); empty for anything else."""
        mine, theirs = step_of(self.mine), step_of(self.theirs)
        if self.wording.kind is not AnswerKind.SLIDER or not self.one_scale or mine is None or theirs is None:
            return ""
        return apart(mine, theirs).capitalize()

    @property
    def choices(self) -> Choices:
        """What was chosen by both, and by each alone."""
        return choices(self._every_option(), self.mine, self.theirs)

    def _every_option(self) -> Wording:
        if self.asked_theirs is None:
            return self.wording
        known = {option.id for option in self.wording.options}
        more = tuple(option for option in self.asked_theirs.options if option.id not in known)
        return replace(self.wording, options=self.wording.options + more)


@dataclass(frozen=True, slots=True)
class RoundComment:
    """What I remarked on an answer of a round; it stays in this journal.

    `place` counts the questions from 0, `side` is MINE or THEIRS. `anchor` is None for the answer whole.
    """

    uid: str
    place: int
    side: str
    body: str
    written_on: date
    anchor: Anchor | None = None


def of_round(pair: PairRound) -> tuple[Compared, ...]:
    """Every question of a round, also one that neither answered."""
    return tuple(Compared(one.wording, one.mine, one.theirs) for one in pair.prompts)


def compare(mine: Answers, theirs: Answers) -> tuple[Compared, ...]:
    """The questions that both answered, in the order of the first side.

    The same question is one with the same id that is answered in the same way.
    """
    other = {(one.wording.prompt_id, one.wording.kind): one for one in _answered(theirs.given)}
    found = []
    for one in _answered(mine.given):
        match = other.get((one.wording.prompt_id, one.wording.kind))
        if match is not None:
            asked = None if match.wording == one.wording else match.wording
            found.append(Compared(one.wording, one.answer, match.answer, asked))
    return tuple(found)


def _answered(given: Iterable[Given]) -> list[Given]:
    return [one for one in given if one.answer is not None]


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


def step_of(given: AnswerDraft | None) -> int | None:
    """The place on a scale, or the per cent, of an answer; None where there is none."""
    return given.value if given is not None and isinstance(given.value, int) else None


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


def _plain(given: AnswerDraft | None) -> object:
    """What counts as the same answer: the order of choices and the breaks of lines say nothing."""
    if given is None:
        return None
    value = given.value
    if isinstance(value, tuple):
        return set(value), _flat(given.other)
    return (_flat(value) if isinstance(value, str) else value), _flat(given.other)


def _flat(text: str) -> str:
    return " ".join(text.split())
