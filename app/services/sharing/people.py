"""Contacts, cards and the six words that show that nobody stands between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from app.domain.contacts import Contact, ContactKind, LoggedShare
from app.domain.errors import InvalidInput, KeyChanged
from app.domain.sharing import ContactCard, NewCard
from app.services.ledger import Ledger
from app.services.sharing.own_keys import OwnKeys, no_such_contact
from app.storage import contacts, settings, sharing_log
from app.storage.codes import CONTACTS
from app.storage.schema.sharing import contact

if TYPE_CHECKING:
    from app.domain.changes import ChangeSet

_MY_NAME: Final = "sharing_name"

ENDING_CHECKLIST: Final = (
    "Ask them to delete every file and reply, and to say when they have.",
    "Delete the files you sent from your sent mail, and from any folder you saved them in.",
    "Delete their replies from your mail, once they are in the journal.",
    "Shred what was printed, on both sides.",
    "Tell them that what you agreed about confidence stays.",
)
"""What the app cannot reach when a coaching ends (domain page 6.1)."""


class People:
    """Who one shares with, and one's own card for each of them."""

    def __init__(self, ledger: Ledger, keys: OwnKeys) -> None:
        self._ledger = ledger
        self._keys = keys

    # ---- oneself

    def my_name(self) -> str:
        """The name others know the leader by; empty until one was chosen."""
        with self._ledger.file.read() as connection:
            return str(settings.setting(connection, _MY_NAME, ""))

    def set_my_name(self, name: str) -> None:
        """Choose the name on cards and files; raises InvalidInput for none."""
        plain = _tidied(name)
        with self._ledger.act("Change my name for sharing") as act:
            settings.set_setting(act.uow, _MY_NAME, plain)

    def my_card(self, uid: str | None = None) -> ContactCard:
        """One's card for a contact, with keys for them alone; without one, a card that can be given to anybody.

        Raises InvalidInput where no name was chosen yet.
        """
        from app.sharing.keys import card

        return card(self._keys.identity_for(uid), self.my_name())

    def renewed_card(self, uid: str | None = None) -> str:
        """New keys for a contact, as the text of a card that the earlier keys signed."""
        from app.sharing.cards import new_card_text
        from app.sharing.keys import card

        name = self.my_name()
        earlier, fresh = self._keys.renew(uid)
        return new_card_text(card(fresh, name), earlier)

    # ---- contacts

    def contacts(self) -> tuple[Contact, ...]:
        """Everybody, in the order of being added; those this has ended with too."""
        with self._ledger.file.read() as connection:
            return contacts.all_contacts(connection)

    def contact(self, uid: str) -> Contact:
        """One of them; raises InvalidInput."""
        with self._ledger.file.read() as connection:
            found = contacts.find(connection, uid)
        if found is None:
            raise no_such_contact()
        return found

    def named(self, name: str) -> Contact | None:
        """Who has a name here, in whatever case it is written."""
        with self._ledger.file.read() as connection:
            return contacts.by_name(connection, name) if name.strip() else None

    def add(self, card: ContactCard, kind: ContactKind = ContactKind.COACH) -> Contact:
        """Add somebody by their card; who is here already is given back, and one added by name gets the card.

        Raises KeyChanged where the name is known with other keys.
        """
        with self._ledger.file.read() as connection:
            here = contacts.by_key(connection, card.verify_key)
            named = contacts.by_name(connection, card.name)
        if here is not None and here.recipient == card.recipient:
            return here
        if here is not None or (named is not None and named.verify_key):
            raise KeyChanged
        if named is not None:
            return self.give_card(named.uid, card)
        with self._ledger.file.untracked() as connection:
            uid = contacts.add(connection, card.name, kind, self._ledger.clock.today(), card)
        return self.contact(uid)

    def add_by_name(self, name: str, kind: ContactKind = ContactKind.COACH) -> Contact:
        """Add somebody of whom no card is here yet; who has that name already is given back."""
        plain = _tidied(name)
        with self._ledger.file.read() as connection:
            here = contacts.by_name(connection, plain)
        if here is not None:
            return here
        with self._ledger.file.untracked() as connection:
            uid = contacts.add(connection, plain, kind, self._ledger.clock.today())
        return self.contact(uid)

    def give_card(self, uid: str, card: ContactCard) -> Contact:
        """Tie a card to somebody of whom none was here; raises KeyChanged where there was another one."""
        found = self.contact(uid)
        if found.verify_key and found.card != replace(card, name=found.name):
            raise KeyChanged
        self._change(uid, "Take in a contact card", recipient=card.recipient, verify_key=card.verify_key)
        return self.contact(uid)

    def take_new_card(self, new: NewCard) -> Contact:
        """Follow somebody to new keys that their earlier ones signed; raises InvalidInput where those are unknown."""
        with self._ledger.file.read() as connection:
            found = contacts.by_key(connection, new.old_key)
        if found is None:
            raise no_such_contact()
        self._change(
            found.uid, "Take in new keys", recipient=new.card.recipient, verify_key=new.card.verify_key
        )
        return self.contact(found.uid)

    def rename(self, uid: str, name: str) -> None:
        """Call somebody by another name here."""
        self._change(uid, "Rename a contact", name=_tidied(name))

    def set_kind(self, uid: str, kind: ContactKind) -> None:
        """Say what somebody is."""
        self._change(uid, "Change a contact", kind=CONTACTS[kind])

    def words_with(self, uid: str) -> tuple[str, ...]:
        """The six words both read to each other; raises InvalidInput while no card of theirs is here."""
        from app.sharing.keys import confirmation_words

        theirs = self.contact(uid).card
        if theirs is None:
            raise _no_card()
        return confirmation_words(self.my_card(uid), theirs)

    def confirm(self, uid: str, *, confirmed: bool = True) -> None:
        """Note that the six words were the same on both sides, or take that back."""
        if confirmed and self.contact(uid).card is None:
            raise _no_card()
        on = self._ledger.clock.today().toordinal() if confirmed else None
        self._change(uid, "Confirm a contact" if confirmed else "Take a confirmation back", confirmed_on=on)

    def set_next_meeting(self, uid: str, on: date | None) -> None:
        """Note the day of the next meeting."""
        number = None if on is None else on.toordinal()
        self._change(uid, "Note the next meeting", next_meeting_on=number)

    def end(self, uid: str) -> tuple[LoggedShare, ...]:
        """End this coaching, from today; gives the shares they have not been asked to delete yet."""
        self._change(uid, "End this coaching", ended_on=self._ledger.clock.today().toordinal())
        with self._ledger.file.read() as connection:
            return tuple(
                one
                for one in sharing_log.log(connection)
                if one.contact == uid and one.asked_to_delete_on is None
            )

    def begin_again(self, uid: str) -> None:
        """Take it up again with somebody this had ended with."""
        self._change(uid, "Begin again", ended_on=None)

    def _change(self, uid: str, label: str, **values: int | str | None) -> ChangeSet | None:
        with self._ledger.act(label) as act:
            number = contacts.number(act.uow.connection, uid)
            if number is None:
                raise no_such_contact()
            act.uow.update(contact, {"id": number}, **values)
        return act.changed


def _tidied(name: str) -> str:
    from app.domain.names import tidy_name

    plain = tidy_name(name)
    if not plain:
        raise InvalidInput("name", "A name is missing.", "Write a name, or initials.")
    return plain


def _no_card() -> InvalidInput:
    return InvalidInput(
        "contact", "There is no card of theirs here yet.", "Ask for their contact card, and open it here."
    )
