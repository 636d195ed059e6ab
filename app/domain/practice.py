"""The practice partner of the demo: somebody to try a pair round with, whose words were written beforehand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.demo import DemoUnreadable, answers_in
from app.domain.entries import AnswerDraft
from app.domain.pairing import RoundRole, RoundStep
from app.domain.prompts import AnswerKind, Wording
from app.domain.rounds_held import RoundHeld

PARTNER = "practice-partner"
"""The uid of their contact; it is the same in every journal, so that an export finds its partner again."""
WAITING_ROUND = "de30" * 8
"""The uid of the round the demo begins with."""


class PracticeAct(StrEnum):
    """What the practice partner can do next in a round."""

    ANSWER = "answer"
    GIVE_KEY = "give-key"
    LEARN = "learn"


@dataclass(frozen=True, slots=True)
class PracticeRound:
    """A round that comes ready: its questions by id, and what whoever began it answers."""

    topic: str
    prompts: tuple[str, ...]
    answers: Mapping[str, AnswerDraft]


@dataclass(frozen=True, slots=True)
class PracticeWords:
    """Everything the practice partner says. `note` says in each round that it is practice.

    `waiting` waits for them in the demo, to `invites` they invite. `any_words` answer any question that asks
    for words and has no answer of its own.
    """

    name: str
    note: str
    waiting: PracticeRound
    invites: PracticeRound
    answers: Mapping[str, AnswerDraft]
    any_words: str
    learning: str

    def answers_to(self, asked: Iterable[Wording]) -> tuple[AnswerDraft | None, ...]:
        """Their answers in a round somebody else began; None where nothing was written beforehand."""
        return tuple(self._answer(wording) for wording in asked)

    def _answer(self, asked: Wording) -> AnswerDraft | None:
        words = AnswerDraft(self.any_words) if asked.kind is AnswerKind.TEXT else None
        return self.answers.get(asked.prompt_id, words)


def read_practice(text: str) -> PracticeWords:
    """Read the file of the practice partner; raises DemoUnreadable."""
    try:
        raw = json.loads(text)
        waiting, invites = (
            PracticeRound(one["topic"], tuple(one["prompts"]), answers_in(one["answers"]))
            for one in (raw["waiting"], raw["invites"])
        )
        return PracticeWords(
            name=raw["name"],
            note=raw["note"],
            waiting=waiting,
            invites=invites,
            answers=answers_in(raw["answers"]),
            any_words=raw["any_words"],
            learning=raw["learning"],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DemoUnreadable from None


def next_act(held: RoundHeld) -> PracticeAct | None:
    """What the practice partner can do now in a round; None in a round with anybody else, too."""
    own = held.held
    if own.contact_uid != PARTNER or own.role is RoundRole.SAME_ROOM:
        return None
    match held.step:
        case RoundStep.WAITING_FOR_SEAL:
            return PracticeAct.ANSWER
        case RoundStep.WAITING_FOR_KEY:
            return PracticeAct.GIVE_KEY
        case RoundStep.REVEALED if own.their_learning is None and own.words_removed_on is None:
            return PracticeAct.LEARN
    return None
