"""Meeting somebody by the card their file carries: known, known by name alone, or new."""

from datetime import date

from app.domain.contacts import Contact, ContactKind
from app.domain.errors import KeyChanged
from app.domain.sharing import ContactCard
from app.storage import contacts
from app.storage.schema.sharing import contact
from app.storage.unit_of_work import UnitOfWork


def met(uow: UnitOfWork, card: ContactCard, kind: ContactKind, on: date, meant: Contact | None = None) -> int:
    """The number of the contact with this card, who need not be confirmed for that.

    Somebody known by name alone (`meant`, else by the card's name) is given the card; anybody else is added.
    Raises KeyChanged where the name, or the key, is here with other keys.
    """
    here = contacts.by_key(uow.connection, card.verify_key)
    named = meant or contacts.by_name(uow.connection, card.name)
    if here is not None:
        if here.recipient != card.recipient:
            raise KeyChanged
        return _number(uow, here.uid)
    if named is not None:
        if named.verify_key:
            raise KeyChanged
        number = _number(uow, named.uid)
        uow.update(contact, {"id": number}, recipient=card.recipient, verify_key=card.verify_key)
        return number
    return _number(uow, contacts.add(uow.connection, card.name, kind, on, card))


def _number(uow: UnitOfWork, uid: str) -> int:
    found = contacts.number(uow.connection, uid)
    if found is None:
        raise KeyChanged
    return found
