"""Ending a round: withdrawn before it is shown, taken out of the journal, or freed of the other's words."""

from datetime import date

from app.domain.comparing import THEIRS
from app.domain.conversation import RoundStatus
from app.domain.errors import InvalidInput, RoundClosed
from app.domain.pairing import RoundStep, Withdrawn
from app.services.ledger import Ledger
from app.services.pairs.behind_cover import BehindCover
from app.services.pairs.rounds import Rounds, number_of
from app.services.redacting.holding import Holding
from app.storage import pair_rounds
from app.storage.codes import ROUNDS
from app.storage.schema.conversation import pair_round
from app.storage.unit_of_work import UnitOfWork

_MAY_GO = frozenset({RoundStep.ANSWERING, RoundStep.REVEALED, RoundStep.WITHDRAWN})


class Closing:
    """Closes rounds."""

    def __init__(self, ledger: Ledger, rounds: Rounds, behind: BehindCover) -> None:
        self._ledger = ledger
        self._rounds = rounds
        self._behind = behind

    def withdraw(self, uid: str) -> None:
        """Close a round before it is shown, for good and with no fault; the other's seal goes from here.

        Raises RoundClosed once both are shown, or it is withdrawn already.
        """
        held = self._rounds.one(uid)
        if held.step in {RoundStep.REVEALED, RoundStep.WITHDRAWN}:
            raise RoundClosed
        with self._ledger.file.write("Withdraw from a round", self._ledger.clock.now()) as act:
            close_round(act.uow, uid, Withdrawn.MINE, self._ledger.clock.today())
        self._behind.drop(uid)
        self._ledger.history.let_stand_in(pair_rounds.TABLES)

    def remove(self, uid: str) -> None:
        """Take a round that is over, or was never sealed, out of the journal; undo brings it back.

        Raises InvalidInput for one that goes on, and OnHold while the whole journal is on hold.
        """
        Holding(self._ledger).check(frozenset())
        held = self._rounds.one(uid)
        if held.step not in _MAY_GO:
            raise InvalidInput("round", "This round still goes on.", "Withdraw it first.")
        with self._ledger.act("Remove a pair round") as act:
            pair_rounds.remove(act.uow, number_of(act.uow, uid))

    def remove_their_words(self, uid: str) -> None:
        """Take everything the other wrote out of a round that was shown; no undo keeps it.

        Raises InvalidInput where it was not shown, and OnHold while the whole journal is on hold.
        """
        Holding(self._ledger).check(frozenset())
        if self._rounds.one(uid).step is not RoundStep.REVEALED:
            raise InvalidInput(
                "round", "There is nothing of theirs to remove yet.", "Reveal the round first."
            )
        with self._ledger.file.write("Remove their words", self._ledger.clock.now()) as act:
            number = number_of(act.uow, uid)
            pair_rounds.remove_words_of_other(act.uow, number, self._ledger.clock.today())
        self._ledger.history.let_stand_in(pair_rounds.TABLES)


def close_round(uow: UnitOfWork, uid: str, by: Withdrawn, on: date) -> None:
    """Close a round: what the other sealed goes, and one's own key, so that neither can be opened any more."""
    number = number_of(uow, uid)
    uow.update(
        pair_round,
        {"id": number},
        status=ROUNDS[RoundStatus.WITHDRAWN],
        withdrawn_on=on.toordinal(),
        withdrawn_by=by.value,
        my_key=None,
        **pair_rounds.seal_values(THEIRS, None, None),
    )
