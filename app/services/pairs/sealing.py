"""Sealing one side's answers: from then on they stay as they are, and nobody reads them before both agree."""

from collections.abc import Sequence

from app.domain.comparing import MINE, THEIRS
from app.domain.errors import InvalidInput
from app.domain.outgoing import Change, check_stop
from app.domain.pairing import OTHER, RoundRole, my_side
from app.domain.rounds_held import RoundHeld
from app.services.ledger import Ledger
from app.services.pairs.behind_cover import BehindCover
from app.services.pairs.noticing import Noticing, RoundWords
from app.services.pairs.rounds import Rounds, number_of
from app.services.pairs.starting import check_open
from app.services.sharing.people import People
from app.storage import pair_rounds
from app.storage.schema.conversation import pair_round


class Sealing:
    """Seals answers. What is sealed can neither be edited nor undone."""

    def __init__(
        self, ledger: Ledger, people: People, rounds: Rounds, noticing: Noticing, behind: BehindCover
    ) -> None:
        self._ledger = ledger
        self._people = people
        self._rounds = rounds
        self._noticing = noticing
        self._behind = behind

    def seal(
        self, uid: str, *, past_stop: bool = False, side: str = MINE, changes: Sequence[Change] = ()
    ) -> None:
        """Seal one side's answers in the words of `notices`, which are also those kept here from now on.

        Raises RoundSealed, RoundClosed or InvalidInput (nothing answered, the stop not passed, no name).
        """
        held = self._rounds.one(uid)
        check_open(held, side)
        words = self._noticing.notices(uid, side, changes)
        if not any(words.answers):
            raise InvalidInput("answers", "Nothing is answered yet.", "Answer at least one question.")
        check_stop(words, past_stop=past_stop)
        if side == THEIRS:
            self._seal_theirs(held, words)
        else:
            self._seal_mine(held, words)
        self._ledger.history.let_stand_in(pair_rounds.TABLES)

    def _seal_mine(self, held: RoundHeld, words: RoundWords) -> None:
        from app.sharing.seals import seal

        name = self._people.my_name()
        if not name:
            raise InvalidInput("name", "Your own name is missing.", "Write the name they know you by.")
        sealed, key = seal(held.uid, my_side(held.held.role), words.answers)
        today = self._ledger.clock.today().toordinal()
        with self._ledger.file.write("Seal answers", self._ledger.clock.now()) as act:
            number = number_of(act.uow, held.uid)
            if held.held.role is not RoundRole.INVITED:
                pair_rounds.put_prompts(act.uow, self._ledger.file.words, number, words.wordings)
            for place, (wording, given) in enumerate(zip(words.wordings, words.answers, strict=True)):
                pair_rounds.put_answer(act.uow, self._ledger.file.words, number, place, MINE, wording, given)
            values: pair_rounds.Values = {
                "topic": words.topic,
                "case_text": words.case_text,
                "mine": name,
                "sealed_on": today,
            }
            act.uow.update(pair_round, {"id": number}, **values, **pair_rounds.seal_values(MINE, sealed, key))

    def _seal_theirs(self, held: RoundHeld, words: RoundWords) -> None:
        from app.sharing.seals import seal

        sealed, key = seal(held.uid, OTHER, words.answers)
        with self._ledger.file.write("Seal answers", self._ledger.clock.now()) as act:
            number = number_of(act.uow, held.uid)
            act.uow.update(pair_round, {"id": number}, **pair_rounds.seal_values(THEIRS, sealed, key))
        self._behind.drop(held.uid)
