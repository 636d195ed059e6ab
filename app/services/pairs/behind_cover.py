"""What the other types on this computer: kept sealed from the first word on, and shown to them alone."""

import base64
from typing import TYPE_CHECKING

from app.domain.entries import AnswerDraft
from app.domain.pairing import OTHER, Seal
from app.domain.rounds_held import RoundHeld
from app.domain.whole import JsonValue
from app.services.drafts import Drafts
from app.services.ledger import Ledger

if TYPE_CHECKING:
    from app.services.pairs.rounds import Rounds

_BEGINS = "round-behind-cover:"


class BehindCover:
    """The answers of the other in a round of one room until they are sealed; outside undo and every export."""

    def __init__(self, ledger: Ledger) -> None:
        self._drafts = Drafts(ledger)

    def keep(self, held: RoundHeld, place: int, given: AnswerDraft | None) -> None:
        """Keep one answer among the others."""
        from app.sharing.seals import seal

        typed = list(self.typed(held))
        typed[place] = given
        sealed, key = seal(held.uid, OTHER, typed)
        fields: dict[str, JsonValue] = {
            "cipher": base64.b64encode(sealed.ciphertext).decode("ascii"),
            "commitment": sealed.commitment,
            "key": key.hex(),
        }
        self._drafts.keep(_BEGINS + held.uid, fields)

    def typed(self, held: RoundHeld) -> tuple[AnswerDraft | None, ...]:
        """What was typed so far, one place for every question."""
        from app.sharing.seals import unseal

        kept = self._drafts.of(_BEGINS + held.uid)
        if kept is None:
            return (None,) * len(held.wordings)
        sealed = Seal(base64.b64decode(str(kept.fields["cipher"])), str(kept.fields["commitment"]))
        key = bytes.fromhex(str(kept.fields["key"]))
        return unseal(sealed, key, held.uid, OTHER, held.wordings)

    def drop(self, uid: str) -> None:
        """Forget it."""
        self._drafts.drop(_BEGINS + uid)

    def tidy(self, rounds: "Rounds") -> None:
        """Forget what belongs to rounds that are not here any more."""
        here = {_BEGINS + one.uid for one in rounds.all()}
        for form in self._drafts.all():
            if form.startswith(_BEGINS) and form not in here:
                self._drafts.drop(form)
