"""What was agreed with each contact about confidence, and the other words kept for the names they must not read."""

import uuid
from collections.abc import Mapping

from app.domain.contacts import AGREEMENT_AT_FIRST, KeptAgreement, Side
from app.domain.errors import InvalidInput
from app.domain.privacy import Person, aliases_for
from app.domain.sharing import Agreement
from app.services.ledger import Ledger
from app.services.sharing.own_keys import no_such_contact
from app.storage import agreements, aliases, contacts
from app.storage.bundles import to_text
from app.storage.schema.sharing import agreement, alias
from app.storage.unit_of_work import UnitOfWork


class Agreements:
    """One agreement with each contact, in one's own words and as theirs came."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def with_contact(self, uid: str, side: Side = Side.MINE) -> KeptAgreement | None:
        """The latest agreement with somebody."""
        with self._ledger.file.read() as connection:
            found = agreements.of(connection, uid, side)
        return found[-1] if found else None

    def to_edit(self, uid: str) -> Agreement:
        """What to start from: the latest, else the words every agreement begins with."""
        found = self.with_contact(uid)
        return found.agreement if found else AGREEMENT_AT_FIRST

    def agree(self, uid: str, agreed: Agreement, side: Side = Side.MINE) -> None:
        """Keep an agreement from today on; earlier ones stay beside it. The same words again change nothing."""
        latest = self.with_contact(uid, side)
        if latest is not None and latest.agreement == agreed:
            return
        with self._ledger.act("Keep an agreement") as act:
            act.uow.insert(
                agreement,
                uid=uuid.uuid4().hex,
                contact=_number(act.uow, uid),
                side=agreements.SIDES[side],
                body=to_text(agreed),
                agreed_on=self._ledger.clock.today().toordinal(),
            )


class OtherWords:
    """The list of names and what stands in their place, for each contact; it never leaves this journal."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, uid: str) -> Mapping[str, str]:
        """Names and the words in their place, in the order they were added."""
        with self._ledger.file.read() as connection:
            return aliases.of(connection, uid)

    def suggest(self, uid: str, name: str, role: str = "Colleague") -> str:
        """Words for a name that no other contact has met for it: “Colleague C”."""
        with self._ledger.file.read() as connection:
            mine, others = aliases.of(connection, uid), aliases.elsewhere(connection, uid, name)
        taken = {f"\0{place}": words for place, words in enumerate((*mine.values(), *others))}
        found = aliases_for((Person(name, (name,), role),), uid.encode(), given=taken)
        return found[0].instead

    def set(self, uid: str, name: str, words: str) -> None:
        """Keep words for a name; raises InvalidInput for words that would join two contacts' copies up."""
        plain, instead = " ".join(name.split()), " ".join(words.split())
        if not plain or not instead:
            raise InvalidInput("alias", "A name and the words in its place are both needed.", "Write both.")
        with self._ledger.act("Keep other words for a name") as act:
            connection = act.uow.connection
            number = _number(act.uow, uid)
            if any(
                instead.casefold() == other.casefold() for other in aliases.elsewhere(connection, uid, plain)
            ):
                raise InvalidInput(
                    "alias",
                    "Somebody else knows this name by the same words, so that two shares could be matched up.",
                    "Choose other words for this contact.",
                )
            found = aliases.number(connection, number, plain)
            if found is None:
                act.uow.insert(alias, contact=number, plain=plain, alias=instead)
            else:
                act.uow.update(alias, {"id": found}, alias=instead)

    def remove(self, uid: str, name: str) -> None:
        """Forget the words kept for a name."""
        with self._ledger.act("Forget other words for a name") as act:
            found = aliases.number(act.uow.connection, _number(act.uow, uid), " ".join(name.split()))
            if found is not None:
                act.uow.delete(alias, alias.c.id == found)


def _number(uow: UnitOfWork, uid: str) -> int:
    number = contacts.number(uow.connection, uid)
    if number is None:
        raise no_such_contact()
    return number
