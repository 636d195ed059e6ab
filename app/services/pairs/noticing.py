"""The words of a round that are to be sealed or sent, with names replaced and each text looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.comparing import MINE, THEIRS
from app.domain.entries import AnswerDraft
from app.domain.needs import is_answered
from app.domain.outgoing import Change, Outbound, Outgoing
from app.domain.own_prompts import is_own
from app.domain.pairing import RoundRole
from app.domain.prompts import AnswerKind, Ends, Option, Wording
from app.services.pairs.rounds import Rounds
from app.services.pairs.starting import Starting
from app.services.privacy_rules import alias_list, privacy_rules
from app.services.sharing.agreements import OtherWords

LEARNING = "learning"


@dataclass(frozen=True)
class RoundWords(Outgoing):
    """What would be sealed on one side: the round's own words where they go along, and every answer.

    The ids of its texts are "topic", "case", "question:0", "answer:0" (the words), "other:0" (beside a choice)
    and "learning".
    """

    topic: str
    case_text: str
    wordings: tuple[Wording, ...]
    answers: tuple[AnswerDraft | None, ...]
    learning: str = ""


class Noticing:
    """Puts the words of a round together as they would leave."""

    def __init__(self, rounds: Rounds, starting: Starting, other_words: OtherWords) -> None:
        self._rounds = rounds
        self._starting = starting
        self._other_words = other_words

    def notices(self, uid: str, side: str = MINE, changes: Sequence[Change] = ()) -> RoundWords:
        """What the privacy check notices, with `changes` put in and the names kept for this contact replaced.

        `side` is MINE, THEIRS (same room, behind the cover) or "learning". Raises InvalidInput for two changes
        of the same words.
        """
        held = self._rounds.one(uid)
        aliases = (
            self._other_words.of(held.held.contact_uid) if held.held.contact_uid and side != THEIRS else {}
        )
        out = Outbound(privacy_rules(), aliases=alias_list(aliases), changes=changes)
        pair = held.round
        if side == LEARNING:
            learning = out.words("learning", pair.agreed_learning)
            return RoundWords(tuple(out.texts), pair.topic, pair.case_text, held.wordings, (), learning)
        topic, case, asked = pair.topic, pair.case_text, held.wordings
        if side == MINE and held.held.role is not RoundRole.INVITED:
            topic, case = out.words("topic", topic), out.words("case", case)
            asked = tuple(_question(out, place, wording) for place, wording in enumerate(asked))
        typed = self._starting.drafts(uid, side)
        answers = tuple(
            _answer(out, place, wording.kind, given)
            for place, (wording, given) in enumerate(zip(asked, typed, strict=True))
        )
        return RoundWords(tuple(out.texts), topic, case, asked, answers)


def _question(out: Outbound, place: int, asked: Wording) -> Wording:
    """A question of the library leaves as it is; one of the leader's own is looked at."""
    if not is_own(asked.prompt_id):
        return asked
    begins = f"question:{place}"
    ends = asked.ends
    return replace(
        asked,
        question=out.words(begins, asked.question),
        options=tuple(
            Option(option.id, out.words(f"{begins}:{option.id}", option.label, quiet=True))
            for option in asked.options
        ),
        ends=ends
        and Ends(
            out.words(f"{begins}<", ends.low, quiet=True), out.words(f"{begins}>", ends.high, quiet=True)
        ),
    )


def _answer(out: Outbound, place: int, kind: AnswerKind, given: AnswerDraft | None) -> AnswerDraft | None:
    if given is None or not is_answered(given):
        return None
    value = given.value
    if kind is AnswerKind.TEXT and isinstance(value, str):
        value = out.words(f"answer:{place}", value)
    return AnswerDraft(value, out.words(f"other:{place}", given.other, quiet=True))
