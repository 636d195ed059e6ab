"""The coach's desk in the file: bundles received from leaders, and which leader waits for what."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.coaching import Leader, Received
from app.domain.contacts import ContactKind
from app.domain.errors import InvalidInput
from app.domain.sharing import ShareBundle
from app.storage import contacts
from app.storage.bundles import bundle_from, to_text
from app.storage.codes import CONTACTS, date_of, day_number
from app.storage.rows import fetched
from app.storage.schema.desk import received
from app.storage.schema.sharing import contact
from app.storage.unit_of_work import UnitOfWork

_HERE: Final = "NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = r.batch AND b.taken_back > 0)"
_RECEIVED: Final = (
    "SELECT r.body, c.uid, r.received_on, r.read_on, r.fingerprint, r.reply_token,"
    " (SELECT max(s.made_on) FROM sent_reply s WHERE s.received = r.id)"
    f" FROM received r JOIN contact c ON c.id = r.contact WHERE {_HERE}"
)
_WAITING: Final = (
    "(SELECT count(*) FROM {table} x JOIN received r ON r.id = x.received WHERE r.contact = c.id"
    f" AND x.state = {{state}} AND {_HERE})"
)
_OF: Final = f"FROM received r WHERE r.contact = c.id AND {_HERE}"
_ANSWERED: Final = "EXISTS (SELECT 1 FROM sent_reply s WHERE s.received = r.id)"
_LEADERS: Final = f"""
  SELECT c.uid, c.name, (SELECT count(*) {_OF}), (SELECT count(*) {_OF} AND r.read_on IS NULL),
    (SELECT count(*) {_OF} AND NOT {_ANSWERED}),
    {" + ".join(_WAITING.format(table=table, state=0) for table in ("remark", "proposal", "session_note"))},
    {" + ".join(_WAITING.format(table=table, state=1) for table in ("remark", "proposal"))},
    c.next_meeting_on, (SELECT min(r.delete_by) {_OF}), c.ended_on
  FROM contact c
  WHERE (c.kind = :leader OR EXISTS (SELECT 1 {_OF}))
    AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = c.batch AND b.taken_back > 0)
  ORDER BY c.ended_on IS NOT NULL, c.next_meeting_on IS NULL, c.next_meeting_on, lower(c.name), c.id
"""

ReadBundle = Callable[[str], ShareBundle]
_MOST_KEPT: Final = 24
_MOST_TEXT: Final = 32 * 1024 * 1024
"""Characters of the texts they were read from: one bundle alone may have half of it."""


def keep(
    uow: UnitOfWork,
    bundle: ShareBundle,
    owner: int,
    on: date,
    fingerprint: str,
    reply_token: bytes | None = None,
) -> int:
    """Put a bundle of a contact (its number) on the desk."""
    return uow.insert(
        received,
        uid=bundle.bundle_id,
        contact=owner,
        received_on=on.toordinal(),
        made_on=bundle.made_on.toordinal(),
        body=to_text(bundle),
        fingerprint=fingerprint,
        reply_token=reply_token.hex() if reply_token is not None else None,
        delete_by=day_number(bundle.delete_by),
    )


def number_of(connection: Connection, uid: str) -> int:
    """The number of a bundle on the desk; raises InvalidInput where it is not there."""
    found = connection.exec_driver_sql("SELECT id FROM received WHERE uid = ?", (uid,)).scalar()
    if found is None:
        raise InvalidInput("bundle", "This is not on your desk.", "Choose something from the list.")
    return int(found)


def is_here(connection: Connection, uid: str) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM received WHERE uid = ?", (uid,)).first() is not None


def leader_number(connection: Connection, uid: str) -> int:
    """The number of a leader; raises InvalidInput where there is none of that uid."""
    found = contacts.number(connection, uid)
    if found is None:
        raise InvalidInput("contact", "There is no such leader here.", "Choose one from the list.")
    return found


class ReadBefore:
    """Bundles that were read already: the words of a thousand entries take half a second to read."""

    def __init__(self) -> None:
        self._kept: dict[str, ShareBundle] = {}

    def read(self, body: str) -> ShareBundle:
        """A bundle out of its text."""
        found = self._kept.pop(body, None) or bundle_from(body)
        self._kept[body] = found
        while len(self._kept) > _MOST_KEPT or (
            len(self._kept) > 1 and sum(map(len, self._kept)) > _MOST_TEXT
        ):
            del self._kept[next(iter(self._kept))]
        return found

    def forget(self) -> None:
        """Let go of every word."""
        self._kept.clear()


def bundle(connection: Connection, uid: str, read: ReadBundle = bundle_from) -> Received | None:
    """One bundle on the desk."""
    row = connection.exec_driver_sql(f"{_RECEIVED} AND r.uid = ?", (uid,)).first()
    return None if row is None else _received(row, read)


def bundles(connection: Connection, owner: str, read: ReadBundle = bundle_from) -> tuple[Received, ...]:
    """Every bundle of one leader (a contact's uid), oldest first."""
    query = f"{_RECEIVED} AND c.uid = :uid ORDER BY r.made_on, r.id"
    return tuple(_received(row, read) for row in fetched(connection, query, {"uid": owner}))


def _received(row: Sequence[Any], read: ReadBundle) -> Received:
    body, owner, received_on, read_on, fingerprint, token, replied_on = row
    return Received(
        bundle=read(body),
        contact=owner,
        received_on=date.fromordinal(received_on),
        read_on=date_of(read_on),
        fingerprint=fingerprint,
        reply_token=bytes.fromhex(token) if token else None,
        replied_on=date_of(replied_on),
    )


def mark_read(uow: UnitOfWork, number: int, on: date | None) -> None:
    uow.update(received, {"id": number}, read_on=day_number(on))


def mark_read_at_last(uow: UnitOfWork, number: int, on: date) -> None:
    """Note that a bundle was read, where that was not noted yet: whoever answers it has read it."""
    unread = "SELECT 1 FROM received WHERE id = ? AND read_on IS NULL"
    if uow.connection.exec_driver_sql(unread, (number,)).first() is not None:
        mark_read(uow, number, on)


def leaders(connection: Connection) -> tuple[Leader, ...]:
    """Every leader: the next meeting first, those whose coaching ended last."""
    rows = fetched(connection, _LEADERS, {"leader": CONTACTS[ContactKind.LEADER]})
    return tuple(_leader(row) for row in rows)


def _leader(row: Sequence[Any]) -> Leader:
    uid, name, count, unread, due, drafts, held, meeting, delete_by, ended = row
    days = (date_of(meeting), date_of(delete_by), date_of(ended))
    return Leader(uid, name, count, unread, due, drafts, held, *days)


def set_next_meeting(uow: UnitOfWork, owner: int, on: date | None) -> None:
    uow.update(contact, {"id": owner}, next_meeting_on=day_number(on))


def erase_of(connection: Connection, owner: int, on: date) -> int:
    """Delete what came from one leader and what was made of it, for good; how many bundles went."""
    ended = "UPDATE contact SET ended_on = ?, next_meeting_on = NULL WHERE id = ?"
    connection.exec_driver_sql(ended, (on.toordinal(), owner))
    mine = "SELECT id FROM received WHERE contact = ?"
    connection.exec_driver_sql("DELETE FROM coach_note WHERE contact = ?", (owner,))
    for table in ("coach_note", "remark", "proposal", "session_note", "sent_reply"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE received IN ({mine})", (owner,))
    return connection.exec_driver_sql("DELETE FROM received WHERE contact = ?", (owner,)).rowcount
