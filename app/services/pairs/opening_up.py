"""Showing both answers: written into the journal only in the moment in which they are shown."""

from collections.abc import Sequence
from datetime import date

from app.domain.comparing import THEIRS
from app.domain.conversation import RoundStatus
from app.domain.entries import AnswerDraft
from app.domain.errors import RoundDiffers
from app.domain.pairing import Seal, their_side
from app.domain.rounds_held import RoundHeld
from app.services.ledger import Ledger
from app.storage import pair_rounds
from app.storage.codes import ROUNDS
from app.storage.schema.conversation import pair_round
from app.storage.unit_of_work import UnitOfWork


def their_answers(held: RoundHeld, seal: Seal | None, key: bytes | None) -> tuple[AnswerDraft | None, ...]:
    """What is under the other's seal; raises RoundDiffers, and for a seal or key that is missing."""
    from app.sharing.seals import unseal

    if seal is None or key is None:
        raise RoundDiffers
    return unseal(seal, key, held.uid, their_side(held.held.role), held.wordings)


def show_both(
    ledger: Ledger, uow: UnitOfWork, number: int, held: RoundHeld, theirs: Sequence[AnswerDraft | None], on: date
) -> None:  # fmt: skip
    """Write the other's answers beside one's own, and that both are shown from today."""
    for place, (wording, given) in enumerate(zip(held.wordings, theirs, strict=True)):
        pair_rounds.put_answer(uow, ledger.file.words, number, place, THEIRS, wording, given)
    uow.update(pair_round, {"id": number}, status=ROUNDS[RoundStatus.REVEALED], revealed_on=on.toordinal())
