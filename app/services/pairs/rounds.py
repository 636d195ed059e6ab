"""The rounds of an open journal as they stand, without a word of the other's before they are revealed."""

from app.domain.comparing import RoundComment
from app.domain.errors import InvalidInput
from app.domain.pairing import RoundRole, SealedRound
from app.domain.rounds_held import KeptRound, RoundFileLeft, RoundHeld, before_reveal, files_left
from app.services.ledger import Ledger
from app.storage import contacts, conversation, pair_rounds
from app.storage.unit_of_work import UnitOfWork


class Rounds:
    """Every round, and where each stands."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> tuple[RoundHeld, ...]:
        """Every round, in the order of making."""
        with self._ledger.file.read() as connection:
            said = conversation.rounds(connection, self._ledger.file.words)
            beside = pair_rounds.kept(connection)
            names = {one.uid: one.name for one in contacts.all_contacts(connection)}
        found = []
        for one in said:
            kept = beside.get(one.uid, KeptRound(SealedRound(uid=one.uid)))
            # In one room the name that was typed is the only one shown.
            known = None if kept.held.role is RoundRole.SAME_ROOM else kept.held.contact_uid
            name = names.get(known or "", one.theirs)
            found.append(RoundHeld(before_reveal(one), kept.held, name, kept.files, kept.comments))
        return tuple(found)

    def files_left(self, contact: str | None = None) -> tuple[RoundFileLeft, ...]:
        """Every file of a round that left, or those to one contact, the newest first; they go with their round."""
        left = [file for one in self.all() for file in files_left(one)]
        found = [one for one in reversed(left) if contact is None or one.contact == contact]
        return tuple(sorted(found, key=lambda one: one.made_on, reverse=True))

    def find(self, uid: str) -> RoundHeld | None:
        """One of them, None where it is not here."""
        return next((one for one in self.all() if one.uid == uid), None)

    def one(self, uid: str) -> RoundHeld:
        """One of them; raises InvalidInput."""
        found = self.find(uid)
        if found is None:
            raise no_such_round()
        return found

    def comments(self, uid: str) -> tuple[RoundComment, ...]:
        """The remarks beside its answers, oldest first."""
        return self.one(uid).comments


def number_of(uow: UnitOfWork, uid: str) -> int:
    """The row of a round; raises InvalidInput."""
    found = pair_rounds.number(uow.connection, uid)
    if found is None:
        raise no_such_round()
    return found


def no_such_round() -> InvalidInput:
    return InvalidInput("round", "There is no such round.", "Choose one from the list.")
