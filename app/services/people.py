"""What the desk and the merging of replies need to know of own keys and of others' cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.sharing import ContactCard
from app.services.ledger import Ledger
from app.storage import contacts

if TYPE_CHECKING:
    from app.services.sharing.sharing import Sharing
    from app.sharing.keys import Identity


class People(Protocol):
    """Own keys and the confirmed contacts of an open journal."""

    def my_name(self) -> str:
        """The name under which files leave this journal."""
        ...

    def identities(self) -> "Sequence[Identity]":
        """Every own pair of keys, those no longer in use too."""
        ...

    def known(self) -> Mapping[str, ContactCard]:
        """The cards of everybody confirmed, by verify key."""
        ...

    def identity_for(self, contact: str) -> "Identity":
        """The own pair of keys that a contact (its uid) knows."""
        ...


@dataclass(frozen=True)
class PeopleOfJournal:
    """The same out of what an open journal holds."""

    ledger: Ledger
    sharing: "Sharing"

    def my_name(self) -> str:
        return self.sharing.people.my_name()

    def identities(self) -> "Sequence[Identity]":
        return self.sharing.keys.identities()

    def known(self) -> Mapping[str, ContactCard]:
        with self.ledger.file.read() as connection:
            return contacts.known(connection)

    def identity_for(self, contact: str) -> "Identity":
        return self.sharing.keys.identity_for(contact)
