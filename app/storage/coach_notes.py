"""A coach's own notes: about a leader or one of their bundles; no reply and no export for others reads them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.coaching import CoachNote
from app.storage.rows import fetched
from app.storage.schema.desk import coach_note
from app.storage.unit_of_work import UnitOfWork

_NOTE: Final = (
    "SELECT n.uid, c.uid, n.body, n.written_on, r.uid, n.share_id FROM coach_note n"
    " JOIN contact c ON c.id = n.contact LEFT JOIN received r ON r.id = n.received"
    " WHERE NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = n.batch AND b.taken_back > 0)"
)


def put(uow: UnitOfWork, note: CoachNote, owner: int, bundle: int | None) -> None:
    """Write a note, or change the one of this uid; one without words goes."""
    query = "SELECT id FROM coach_note WHERE uid = ?"
    number = uow.connection.exec_driver_sql(query, (note.uid,)).scalar()
    if not note.body:
        uow.delete(coach_note, coach_note.c.uid == note.uid)
    elif number is not None:
        uow.update(coach_note, {"id": number}, body=note.body)
    else:
        uow.insert(
            coach_note,
            uid=note.uid,
            contact=owner,
            received=bundle,
            share_id=note.share_id,
            body=note.body,
            written_on=note.written_on.toordinal(),
        )


def every(connection: Connection) -> tuple[CoachNote, ...]:
    """All of them, in the order of writing."""
    return tuple(_note(row) for row in fetched(connection, f"{_NOTE} ORDER BY n.id"))


def notes(connection: Connection, *, bundle: str = "", owner: str = "") -> tuple[CoachNote, ...]:
    """The notes on one bundle, or on everything of one leader, in the order of writing."""
    query = f"{_NOTE} AND (r.uid = :bundle OR c.uid = :owner) ORDER BY n.id"
    return tuple(_note(row) for row in fetched(connection, query, {"bundle": bundle, "owner": owner}))


def _note(row: Sequence[Any]) -> CoachNote:
    uid, contact, body, on, bundle_id, share_id = row
    return CoachNote(uid, contact, body, date.fromordinal(on), bundle_id, share_id)
