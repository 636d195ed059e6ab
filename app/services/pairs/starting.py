"""Beginning a round, and answering it alone."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.domain.comparing import MINE, THEIRS
from app.domain.conversation import PairRound, RoundPrompt, RoundStatus
from app.domain.drafting import check_answers
from app.domain.entries import AnswerDraft
from app.domain.errors import InvalidInput, RoundClosed, RoundSealed
from app.domain.pairing import MOST_PROMPTS, TEXT_LENGTH, TOPIC_LENGTH, RoundRole, RoundStep, SealedRound
from app.domain.prompts import Wording
from app.domain.rounds_held import KeptRound, RoundHeld
from app.domain.sharing import new_id
from app.services.asking import Asking
from app.services.ledger import Ledger
from app.services.pairs.behind_cover import BehindCover
from app.services.pairs.rounds import Rounds, number_of
from app.services.sharing.people import People
from app.storage import conversing, pair_rounds
from app.storage.schema.conversation import pair_round
from app.storage.unit_of_work import UnitOfWork

_ANSWERED: Final = {MINE: RoundStep.ANSWERING, THEIRS: RoundStep.THEIRS_TO_ANSWER}


class Starting:
    """Starts rounds, and keeps what is typed in them until it is sealed."""

    def __init__(
        self, ledger: Ledger, asking: Asking, people: People, rounds: Rounds, behind: BehindCover
    ) -> None:
        self._ledger = ledger
        self._asking = asking
        self._people = people
        self._rounds = rounds
        self._behind = behind

    def start(
        self,
        topic: str,
        prompt_ids: Sequence[str],
        case_text: str = "",
        closes_on: date | None = None,
        contact: str | None = None,
        other_name: str = "",
        *,
        same_room: bool = False,
        look_back: str | None = None,
    ) -> str:
        """Begin a round with a contact whose card is here, or with somebody in the same room; gives its uid.

        Raises InvalidInput (a topic, 1 to 5 questions, one's own name, whom with).
        """
        asked = self._asking.wordings(tuple(dict.fromkeys(prompt_ids)), None)
        if look_back is not None:
            self._rounds.one(look_back)
        return self._begin(
            topic, tuple(asked.values()), case_text, closes_on, self._with(contact, other_name, same_room=same_room), look_back
        )  # fmt: skip

    def look_back(self, uid: str, *, same_room: bool | None = None) -> str:
        """Ask the same again, in the very words of the first round, to be set beside it; gives the new uid.

        With whom the first round was; raises InvalidInput.
        """
        first = self._rounds.one(uid)
        if first.step is not RoundStep.REVEALED:
            raise InvalidInput(
                "round",
                "This round is not opened yet.",
                "Look at it together first, then ask the same again.",
            )
        here = first.is_same_room if same_room is None else same_room
        whom = self._with(first.held.contact_uid, first.round.theirs, same_room=here)
        return self._begin(first.round.topic, first.wordings, first.round.case_text, None, whom, uid)

    def _with(
        self, contact: str | None, other_name: str, *, same_room: bool
    ) -> tuple[RoundRole, str | None, str]:
        """The role of a round, the contact it is with, and their name."""
        from app.domain.names import tidy_name

        found = self._people.contact(contact) if contact else None
        if same_room:
            name = tidy_name(other_name) or (found.name if found else "")
            if not name:
                raise InvalidInput("to", "Nobody is named.", "Write the name of who answers with you.")
            return RoundRole.SAME_ROOM, contact, name
        if found is None or found.card is None:
            raise InvalidInput(
                "contact",
                "A round by files needs somebody whose contact card is here.",
                "Take in their card first, or answer in the same room.",
            )
        return RoundRole.STARTED, contact, found.name

    def _begin(
        self,
        topic: str,
        asked: tuple[Wording, ...],
        case_text: str,
        closes_on: date | None,
        whom: tuple[RoundRole, str | None, str],
        look_back: str | None,
    ) -> str:
        role, contact, name = whom
        plain = " ".join(topic.split())
        _check(plain, asked, case_text)
        mine = self._people.my_name()
        if not mine:
            raise InvalidInput("name", "Your own name is missing.", "Write the name they know you by.")
        self._behind.tidy(self._rounds)
        uid, today = new_id(), self._ledger.clock.today()
        begun = PairRound(
            uid=uid,
            topic=plain,
            mine=mine,
            theirs=name,
            opened_on=today,
            status=RoundStatus.WAITING,
            case_text=case_text.strip(),
            prompts=tuple(RoundPrompt(wording) for wording in asked),
        )
        held = SealedRound(uid=uid, role=role, contact_uid=contact, closes_on=closes_on, look_back=look_back)
        with self._ledger.act("Start a pair round") as act:
            keep_round(self._ledger, act.uow, begun, held)
        return uid

    # ---- answering alone

    def answer(self, uid: str, place: int, given: AnswerDraft | None, side: str = MINE) -> None:
        """Keep an answer as it is typed; None takes it away. Raises RoundSealed, RoundClosed or InvalidInput."""
        held = self._rounds.one(uid)
        check_open(held, side)
        if not 0 <= place < len(held.wordings):
            raise InvalidInput(
                "place", "There is no such question in this round.", "Count them from the first."
            )
        if given is not None:
            _check_given(held.wordings[place], given)
        if side == THEIRS:
            self._behind.keep(held, place, given)
            return
        with self._ledger.act("Answer a pair round", merges=f"round:{uid}:{place}") as act:
            number = number_of(act.uow, uid)
            pair_rounds.put_answer(
                act.uow, self._ledger.file.words, number, place, MINE, held.wordings[place], given
            )

    def drafts(self, uid: str, side: str = MINE) -> tuple[AnswerDraft | None, ...]:
        """What one side typed so far; the other's only for their own page, behind the cover."""
        held = self._rounds.one(uid)
        if side == MINE:
            return tuple(one.mine for one in held.round.prompts)
        check_open(held, THEIRS)
        return self._behind.typed(held)

    def name_them(self, uid: str, name: str) -> None:
        """Call the other by the name they typed themselves; same room only, before their seal."""
        from app.domain.names import tidy_name

        held, plain = self._rounds.one(uid), tidy_name(name)
        if not held.is_same_room or held.step not in {RoundStep.ANSWERING, RoundStep.THEIRS_TO_ANSWER}:
            raise RoundSealed
        if not plain:
            raise InvalidInput("name", "A name is missing.", "Write a name, or initials.")
        with self._ledger.file.write("Name the other of a round", self._ledger.clock.now()) as act:
            act.uow.update(pair_round, {"id": number_of(act.uow, uid)}, theirs=plain)


def check_open(held: RoundHeld, side: str) -> None:
    """Raises RoundClosed, RoundSealed or InvalidInput unless this side can be answered and sealed now."""
    if held.step in {RoundStep.WITHDRAWN, RoundStep.REVEALED}:
        raise RoundClosed
    if side not in _ANSWERED or (side == THEIRS and not held.is_same_room):
        raise InvalidInput("side", "Only your own side is answered here.", "Answer your own side.")
    if held.step is _ANSWERED[side]:
        return
    if side == THEIRS and held.step is RoundStep.ANSWERING:
        raise InvalidInput("side", "Your own answers come first.", "Seal them, then hand the computer over.")
    raise RoundSealed


def keep_round(ledger: Ledger, uow: UnitOfWork, begun: PairRound, held: SealedRound) -> int:
    """Write a new round with what it holds beside its words; gives its number."""
    writer = conversing.Conversing(uow.connection, ledger.file.words, uow.insert, {}, {})
    return writer.keep_round(begun, KeptRound(held))


def _check_given(asked: Wording, given: AnswerDraft) -> None:
    """Raises InvalidInput for an answer that does not fit its question, or is longer than a seal holds."""
    check_answers({asked.prompt_id: given}, {asked.prompt_id: asked})
    if any(isinstance(text, str) and len(text) > TEXT_LENGTH for text in (given.value, given.other)):
        raise InvalidInput(
            "answer", "This answer is too long.", f"Write it in at most {TEXT_LENGTH:,} characters."
        )


def _check(topic: str, asked: Sequence[Wording], case_text: str) -> None:
    if not topic or len(topic) > TOPIC_LENGTH:
        raise InvalidInput(
            "topic",
            "A round needs a topic." if not topic else "This topic is too long.",
            f"Write it in at most {TOPIC_LENGTH} characters.",
        )
    if not 1 <= len(asked) <= MOST_PROMPTS:
        raise InvalidInput(
            "prompts", "A round asks one to five questions.", "Choose at least one, and no more than five."
        )
    if len(case_text) > TEXT_LENGTH:
        raise InvalidInput(
            "case", "This case is too long.", f"Write it in at most {TEXT_LENGTH:,} characters."
        )
