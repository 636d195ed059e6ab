"""Contacts, agreements and the sharing log of a whole journal, out for an export and in from one."""

import json
from dataclasses import replace

from sqlalchemy import Connection, Table, insert, select

from app.domain.contacts import Contact, KeptAgreement, KeptShare, SharingKept
from app.domain.errors import ImportProblem
from app.storage import agreements, contacts, sharing_log
from app.storage.bundles import bundle_from, to_text
from app.storage.codes import CONTACTS, SIDES, day_number
from app.storage.conversing import numbers
from app.storage.rows import fetched
from app.storage.schema.sharing import agreement, contact, share, share_field

_GONE = "SELECT id FROM import_batch WHERE taken_back > 0"


def kept(connection: Connection) -> SharingKept:
    """All of it but keys, tokens of replies and other words for names (ruling 29)."""
    bodies: dict[str, str] = dict(
        fetched(connection, f"SELECT s.uid, s.body FROM share s WHERE {sharing_log.HERE}")
    )
    here = {row[0] for row in fetched(connection, "SELECT id FROM entry WHERE deleted_at IS NULL")}
    return SharingKept(
        tuple(
            replace(one, recipient="", verify_key="", confirmed_on=None)
            for one in contacts.all_contacts(connection)
        ),
        agreements.every(connection),
        tuple(
            KeptShare(
                replace(logged, erased=0),
                bodies[logged.uid],
                tuple(
                    replace(place, entry_id=None)
                    if place.entry_id in here
                    else replace(place, entry_id=None, entry_uid="", review_uid=None)
                    for place in sharing_log.places(connection, logged.uid)
                ),
            )
            for logged in reversed(sharing_log.log(connection))
        ),
    )


def arrive(connection: Connection, arriving: SharingKept, batch: int) -> int:
    """Add what an import brings and is not here yet; how much came.

    What an earlier import brought and was taken back comes in again. Raises ImportProblem for a copy that no
    journal holds.
    """
    known = [_keep_contact(connection, one, batch) for one in arriving.contacts]
    agreed = [_keep_agreement(connection, one, batch) for one in arriving.agreements]
    entries, reviews = numbers(connection)
    shared = [_keep_share(connection, one, batch, entries, reviews) for one in arriving.shares]
    return sum((*known, *agreed, *shared))


def _is_here(connection: Connection, table: Table, uid: str, batch: int) -> bool:
    """Whether a row is here; one that was taken back is moved to the batch that brings it again."""
    row = connection.execute(select(table.c.id, table.c.batch).where(table.c.uid == uid)).first()
    if row is None:
        return False
    if row.batch is not None and row.batch in connection.exec_driver_sql(_GONE).scalars().all():
        connection.execute(table.update().where(table.c.id == row.id).values(batch=batch))
    return True


def _keep_contact(connection: Connection, one: Contact, batch: int) -> bool:
    if _is_here(connection, contact, one.uid, batch):
        return False
    connection.execute(
        insert(contact).values(
            uid=one.uid,
            name=one.name,
            kind=CONTACTS[one.kind],
            first_seen_on=one.first_seen_on.toordinal(),
            ended_on=day_number(one.ended_on),
            next_meeting_on=day_number(one.next_meeting_on),
            batch=batch,
        )
    )
    return True


def _keep_agreement(connection: Connection, one: KeptAgreement, batch: int) -> bool:
    number = contacts.number(connection, one.contact)
    if number is None or _is_here(connection, agreement, one.uid, batch):
        return False
    connection.execute(
        insert(agreement).values(
            uid=one.uid,
            contact=number,
            side=SIDES[one.side],
            body=to_text(one.agreement),
            agreed_on=one.agreed_on.toordinal(),
            batch=batch,
        )
    )
    return True


def _keep_share(
    connection: Connection, one: KeptShare, batch: int, entries: dict[str, int], reviews: dict[str, int]
) -> bool:
    logged = one.logged
    row = connection.execute(select(share.c.id, share.c.batch).where(share.c.uid == logged.uid)).first()
    if row is not None:
        if row.batch is None or row.batch not in connection.exec_driver_sql(_GONE).scalars().all():
            return False
        # Its entries went with the import that was taken back, so it comes in with its ties made anew.
        connection.execute(share_field.delete().where(share_field.c.share == row.id))
        connection.execute(share.delete().where(share.c.id == row.id))
    number = connection.execute(
        insert(share).values(
            uid=logged.uid,
            contact=contacts.number(connection, logged.contact) if logged.contact else None,
            label=logged.label,
            made_on=logged.made_on.toordinal(),
            fingerprint=logged.fingerprint,
            entries=logged.entries,
            fields=logged.fields,
            body=_checked(one.copy),
            is_plain=int(logged.is_plain),
            asked_to_delete_on=day_number(logged.asked_to_delete_on),
            batch=batch,
        )
    ).lastrowid
    rows = [
        {
            "share": number,
            "share_id": place.share_id,
            "entry": entries.get(place.entry_uid),
            "review": reviews.get(place.review_uid) if place.review_uid else None,
            "field": place.field_id,
            "offsets": json.dumps(place.offsets) if place.offsets else "",
            "source_hash": place.source_hash,
        }
        for place in one.places
    ]
    if rows:
        connection.execute(insert(share_field), rows)
    return True


def _checked(copy: str) -> str:
    """A copy as this journal writes one."""
    try:
        return to_text(bundle_from(copy))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ImportProblem(
            "Something in this file is not as Balcony writes it.",
            "Choose an export that was not changed since. Nothing was brought in.",
            "shares",
        ) from error
