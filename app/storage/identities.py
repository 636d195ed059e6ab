"""Own keys for sharing, each pair for one contact; kept in the encrypted file and given out by nothing."""

from datetime import date

from sqlalchemy import Connection, insert

from app.domain.contacts import ContactKind
from app.storage import contacts
from app.storage.rows import fetched
from app.storage.schema.sharing import identity

_BY = "SELECT age_secret, signing_seed FROM identity WHERE retired_on IS NULL AND {where} ORDER BY id DESC"


def keep(connection: Connection, contact: int | None, secret: str, on: date) -> None:
    """Keep a pair of secrets (the text of `Identity.to_secret`) for a contact, or without one for anybody."""
    age_secret, _, seed = secret.partition(":")
    values = {"contact": contact, "age_secret": age_secret, "signing_seed": seed, "made_on": on.toordinal()}
    connection.execute(insert(identity).values(values))


def secret_for(connection: Connection, contact: int | None) -> str | None:
    """The pair in use for a contact, or for anybody, as one text."""
    where = "contact IS NULL" if contact is None else f"contact = {int(contact)}"
    rows = fetched(connection, _BY.format(where=where))
    return ":".join(rows[0]) if rows else None


def keep_for_new(connection: Connection, name: str, secret: str, on: date) -> str:
    """Keep a coach something leaves to for the first time, with the pair it was made with; gives their uid.

    Who has that name already is taken. Without a `secret` nothing was signed, and no pair is kept.
    """
    here = contacts.by_name(connection, name)
    uid = here.uid if here is not None else contacts.add(connection, name, ContactKind.COACH, on)
    number = contacts.number(connection, uid)
    if secret and secret not in (secret_for(connection, number), secret_for(connection, None)):
        keep(connection, number, secret, on)
    return uid


def retire(connection: Connection, contact: int | None, on: date) -> None:
    """Use the pair of a contact no more; it stays, to open what was encrypted to it."""
    where = "contact IS NULL" if contact is None else f"contact = {int(contact)}"
    connection.exec_driver_sql(
        f"UPDATE identity SET retired_on = ? WHERE retired_on IS NULL AND {where}", (on.toordinal(),)
    )


def all_secrets(connection: Connection) -> tuple[str, ...]:
    """Every pair, retired ones too, each as one text."""
    rows = fetched(connection, "SELECT age_secret, signing_seed FROM identity ORDER BY retired_on, id")
    return tuple(":".join(row) for row in rows)
