"""One's own keys: a pair for each contact, so that nobody can match up the files of two of them (ruling 50)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import InvalidInput
from app.services.ledger import Ledger
from app.storage import contacts, identities

if TYPE_CHECKING:
    from app.sharing.keys import Identity


class OwnKeys:
    """Makes keys when they are first needed; they stay in the encrypted file, outside undo and every export."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def identity_for(self, contact: str | None = None) -> Identity:
        """The pair for a contact: their own, else the one of a card given to anybody, else a new one.

        Without a contact it is the pair for anybody. Raises InvalidInput for a contact that is not here.
        """
        from app.sharing.keys import Identity, new_identity

        with self._ledger.file.read() as connection:
            number = contacts.number(connection, contact) if contact else None
            if contact and number is None:
                raise no_such_contact()
            secret = identities.secret_for(connection, number) or identities.secret_for(connection, None)
        if secret is not None:
            return Identity.from_secret(secret)
        fresh = new_identity()
        with self._ledger.file.untracked() as connection:
            identities.keep(connection, number, fresh.to_secret(), self._ledger.clock.today())
        return fresh

    def has_own(self, contact: str) -> bool:
        """Whether somebody is known by keys made for them alone; else by those of the card for anybody."""
        with self._ledger.file.read() as connection:
            number = contacts.number(connection, contact)
            return number is not None and identities.secret_for(connection, number) is not None

    def for_somebody_new(self) -> Identity:
        """The pair for somebody not kept as a contact yet: that of a card given to anybody, else a new one.

        A new one is kept only once something leaves that was signed with it.
        """
        from app.sharing.keys import Identity, new_identity

        with self._ledger.file.read() as connection:
            secret = identities.secret_for(connection, None)
        return Identity.from_secret(secret) if secret is not None else new_identity()

    def identities(self) -> tuple[Identity, ...]:
        """Every pair, for opening what was encrypted to any of them."""
        from app.sharing.keys import Identity

        with self._ledger.file.read() as connection:
            secrets = identities.all_secrets(connection)
        return tuple(Identity.from_secret(secret) for secret in secrets)

    def renew(self, contact: str | None = None) -> tuple[Identity, Identity]:
        """New keys for a contact: the earlier pair, which signs the new card, and the new one."""
        from app.sharing.keys import new_identity

        earlier = self.identity_for(contact)
        fresh = new_identity()
        today = self._ledger.clock.today()
        with self._ledger.file.untracked() as connection:
            number = contacts.number(connection, contact) if contact else None
            identities.retire(connection, number, today)
            identities.keep(connection, number, fresh.to_secret(), today)
        return earlier, fresh


def no_such_contact() -> InvalidInput:
    return InvalidInput("contact", "There is no such contact.", "Choose one from the list.")
