"""The people something is shared with. Rows are added outside undo: own keys and the sharing log hang on them."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from app.domain.contacts import Contact, ContactKind
from app.domain.names import same_name
from app.domain.sharing import ContactCard
from app.storage.codes import CONTACT_NAMES, CONTACTS, date_of
from app.storage.rows import fetched
from app.storage.schema.sharing import contact

_CONTACT = (
    "SELECT c.uid, c.name, c.kind, c.first_seen_on, c.recipient, c.verify_key, c.confirmed_on, c.ended_on,"
    " c.next_meeting_on FROM contact c"
    " WHERE NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = c.batch AND b.taken_back > 0)"
)


def add(
    connection: Connection, name: str, kind: ContactKind, on: date, card: ContactCard | None = None
) -> str:
    """Add somebody and give their uid."""
    uid = uuid.uuid4().hex
    values = {"uid": uid, "name": name, "kind": CONTACTS[kind], "first_seen_on": on.toordinal()}
    if card is not None:
        values |= {"recipient": card.recipient, "verify_key": card.verify_key}
    connection.execute(insert(contact).values(values))
    return uid


def all_contacts(connection: Connection) -> tuple[Contact, ...]:
    """Everybody, in the order of being added."""
    return tuple(_contact(row) for row in fetched(connection, f"{_CONTACT} ORDER BY c.id"))


def find(connection: Connection, uid: str) -> Contact | None:
    """Somebody by uid."""
    return _one(connection, "c.uid = ?", uid)


def by_key(connection: Connection, verify_key: str) -> Contact | None:
    """Somebody by the key their files are signed with."""
    return _one(connection, "c.verify_key = ? AND c.verify_key <> ''", verify_key)


def by_name(connection: Connection, name: str) -> Contact | None:
    """Somebody by a name that reads the same; the one added first where several share it."""
    return next((one for one in all_contacts(connection) if same_name(one.name, name)), None)


def number(connection: Connection, uid: str) -> int | None:
    """The number of a contact's row."""
    return connection.execute(select(contact.c.id).where(contact.c.uid == uid)).scalar()


def known(connection: Connection) -> dict[str, ContactCard]:
    """The cards of everybody confirmed, by verify key."""
    cards = (one.card for one in all_contacts(connection) if one.confirmed_on is not None)
    return {card.verify_key: card for card in cards if card is not None}


def _one(connection: Connection, where: str, value: str) -> Contact | None:
    rows = fetched(connection, f"{_CONTACT} AND {where} ORDER BY c.id LIMIT 1", (value,))
    return _contact(rows[0]) if rows else None


def _contact(row: Sequence[Any]) -> Contact:
    uid, name, kind, first, recipient, verify_key, confirmed, ended, meeting = row
    return Contact(
        uid,
        name,
        CONTACT_NAMES[kind],
        date.fromordinal(first),
        recipient,
        verify_key,
        date_of(confirmed),
        date_of(ended),
        date_of(meeting),
    )
