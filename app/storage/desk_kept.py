"""A coach's desk of a whole journal, out for an export and in from one."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import Connection, Table, insert

from app.domain.coaching import CoachNote, DeskKept, KeptBundle, KeptReply
from app.domain.errors import ImportProblem
from app.domain.sharing import ShareBundle
from app.storage import coach_notes, contacts, remarks
from app.storage.bundles import bundle_from, reply_from, to_text
from app.storage.codes import COMMENTS, date_of, day_number
from app.storage.rows import fetched
from app.storage.schema.desk import coach_note, proposal, received, remark, sent_reply, session_note

_HERE: Final = "NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = r.batch AND b.taken_back > 0)"
_BUNDLES: Final = (
    "SELECT r.uid, c.uid, r.received_on, r.read_on, r.fingerprint, r.body FROM received r"
    f" JOIN contact c ON c.id = r.contact WHERE {_HERE} ORDER BY r.id"
)
_REPLIES: Final = (
    "SELECT s.uid, s.made_on, s.fingerprint, s.body FROM sent_reply s JOIN received r ON r.id = s.received"
)
_PARTS: Final = (remark, proposal, session_note, sent_reply, coach_note)


def kept(connection: Connection) -> DeskKept:
    """All of it but the tokens of replies (ruling 29)."""
    bundles = [
        KeptBundle(
            uid, owner, _day(came), date_of(read_on), fingerprint, body,
            remarks.remarks(connection, bundle=uid),
            remarks.proposals(connection, bundle=uid),
            remarks.sessions(connection, bundle=uid),
            tuple(KeptReply(name, _day(made), mark, words) for name, made, mark, words in _replies(connection, uid)),
        )
        for uid, owner, came, read_on, fingerprint, body in fetched(connection, _BUNDLES)
    ]  # fmt: skip
    return DeskKept(tuple(bundles), coach_notes.every(connection))


def _replies(connection: Connection, bundle: str) -> Iterable[tuple[str, int, str, str]]:
    return fetched(connection, f"{_REPLIES} WHERE r.uid = ? ORDER BY s.id", (bundle,))


def arrive(connection: Connection, arriving: DeskKept, batch: int) -> tuple[int, bool]:
    """Add what an import brings and is not here yet; how much came, and whether room was made for it.

    What an earlier import brought and was taken back goes for good when the same comes again. Raises
    ImportProblem for words that no journal holds.
    """
    made = [make_room(connection, one.uid) for one in arriving.bundles]
    came = sum(_keep_bundle(connection, one, batch) for one in arriving.bundles)
    return came + sum(_keep_note(connection, one, batch) for one in arriving.notes), any(made)


def make_room(connection: Connection, uid: str) -> bool:
    """Let a bundle go for good that an import brought and that was taken back: it comes again. Whether one went."""
    gone = fetched(connection, f"SELECT r.id FROM received r WHERE r.uid = ? AND NOT {_HERE}", (uid,))
    for (number,) in gone:
        for table in _PARTS:
            connection.execute(table.delete().where(table.c.received == number))
        connection.execute(received.delete().where(received.c.id == number))
    return bool(gone)


def _is_here(connection: Connection, table: Table, uid: str) -> bool:
    return connection.execute(table.select().where(table.c.uid == uid)).first() is not None


def _keep_bundle(connection: Connection, one: KeptBundle, batch: int) -> bool:
    owner = contacts.number(connection, one.contact)
    if owner is None or _is_here(connection, received, one.uid):
        return False
    bundle = _read(one.copy)
    if bundle.bundle_id != one.uid:
        raise _not_ours()
    number = _put(
        connection, received, uid=one.uid, contact=owner, received_on=one.received_on.toordinal(),
        made_on=bundle.made_on.toordinal(), body=to_text(bundle), fingerprint=one.fingerprint,
        delete_by=day_number(bundle.delete_by), read_on=day_number(one.read_on), batch=batch,
    )  # fmt: skip
    for said in one.remarks:
        if not _is_here(connection, remark, said.uid):
            _put(
                connection, remark, uid=said.uid, received=number, written_on=said.written_on.toordinal(),
                state=remarks.STATES[said.state], reply_uid=said.reply_id, share_id=said.comment.share_id,
                field_id=said.comment.field_id, kind=COMMENTS[said.comment.kind], body=said.comment.body,
                anchor=to_text(said.comment.anchor) if said.comment.anchor else None,
                framework=said.comment.framework, in_reply_to=said.comment.in_reply_to,
            )  # fmt: skip
    for act in one.proposals:
        if not _is_here(connection, proposal, act.uid):
            _put(
                connection, proposal, uid=act.uid, received=number, text=act.action.text,
                due_on=day_number(act.action.by), owner=act.action.owner, state=remarks.STATES[act.state],
                reply_uid=act.reply_id,
            )  # fmt: skip
    _keep_sent(connection, one, number)
    return True


def _keep_sent(connection: Connection, one: KeptBundle, number: int) -> None:
    for met in one.sessions:
        _put(
            connection, session_note, received=number, session_on=met.note.on.toordinal(),
            summary=met.note.summary, take_away=met.note.take_away, state=remarks.STATES[met.state],
            reply_uid=met.reply_id,
        )  # fmt: skip
    for sent in one.replies:
        if not _is_here(connection, sent_reply, sent.reply_id):
            _put(
                connection, sent_reply, uid=sent.reply_id, received=number, made_on=sent.made_on.toordinal(),
                fingerprint=sent.fingerprint, body=_checked_reply(sent.copy),
            )  # fmt: skip


def _keep_note(connection: Connection, one: CoachNote, batch: int) -> bool:
    taken_back = f"DELETE FROM coach_note AS r WHERE r.uid = ? AND NOT {_HERE}"
    connection.exec_driver_sql(taken_back, (one.uid,))
    owner = contacts.number(connection, one.contact)
    if owner is None or _is_here(connection, coach_note, one.uid):
        return False
    about = None
    if one.bundle_id:
        about = connection.exec_driver_sql("SELECT id FROM received WHERE uid = ?", (one.bundle_id,)).scalar()
        if about is None:
            return False
    _put(
        connection, coach_note, uid=one.uid, contact=owner, received=about, share_id=one.share_id,
        body=one.body, written_on=one.written_on.toordinal(), batch=batch,
    )  # fmt: skip
    return True


def _put(connection: Connection, table: Table, **values: int | str | None) -> int:
    return int(connection.execute(insert(table).values(**values)).lastrowid or 0)


def _day(number: int) -> date:
    return date.fromordinal(number)


def _read(copy: str) -> ShareBundle:
    """A bundle as this journal writes one."""
    try:
        return bundle_from(copy)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _not_ours() from error


def _checked_reply(copy: str) -> str:
    try:
        return to_text(reply_from(copy))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _not_ours() from error


def _not_ours() -> ImportProblem:
    return ImportProblem(
        "Something in this file is not as Balcony writes it.",
        "Choose an export that was not changed since. Nothing was brought in.",
        "received",
    )
