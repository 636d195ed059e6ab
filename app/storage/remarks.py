"""What a coach says about a bundle: remarks, proposed actions and the note of a session, each until it is sent."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table

from app.domain.coaching import Proposal, Remark, RemarkState, SentReply, SessionDraft
from app.domain.sharing import BundleComment, ProposedAction, ReviewReply, SessionNote
from app.storage.bundles import anchor_from, reply_from, to_text
from app.storage.codes import COMMENT_NAMES, COMMENTS, date_of, day_number
from app.storage.rows import fetched
from app.storage.schema.desk import proposal, remark, sent_reply, session_note
from app.storage.unit_of_work import UnitOfWork

STATES: Final = {RemarkState.DRAFT: 0, RemarkState.HELD: 1, RemarkState.SENT: 2}
_STATE_NAMES: Final = {code: state for state, code in STATES.items()}
_OF_CONTACT: Final = (
    "JOIN received r ON r.id = {alias}.received AND NOT EXISTS (SELECT 1 FROM import_batch b"
    " WHERE b.id = r.batch AND b.taken_back > 0) JOIN contact c ON c.id = r.contact"
)
_REMARK: Final = (
    "SELECT m.uid, m.share_id, m.field_id, m.kind, m.body, m.anchor, m.in_reply_to, m.framework, r.uid,"
    f" m.state, m.written_on, m.reply_uid FROM remark m {_OF_CONTACT.format(alias='m')}"
)
_PROPOSAL: Final = (
    "SELECT p.uid, p.text, p.due_on, p.owner, r.uid, p.state, p.reply_uid"
    f" FROM proposal p {_OF_CONTACT.format(alias='p')}"
)
_SESSION: Final = (
    "SELECT n.session_on, n.summary, n.take_away, r.uid, n.state, n.reply_uid"
    f" FROM session_note n {_OF_CONTACT.format(alias='n')}"
)
_SENT: Final = (
    f"SELECT s.uid, r.uid, s.made_on, s.fingerprint, s.body FROM sent_reply s {_OF_CONTACT.format(alias='s')}"
)


# ---- remarks


def add_remark(uow: UnitOfWork, bundle: int, comment: BundleComment, on: date) -> int:
    """Add a remark on a bundle (its number), as a draft."""
    return uow.insert(
        remark, uid=comment.comment_id, received=bundle, written_on=on.toordinal(), **_said(comment)
    )


def change_remark(uow: UnitOfWork, comment: BundleComment) -> None:
    """Say a remark of this id in other words, on other words, or of another kind."""
    uow.update(remark, {"id": _number(uow.connection, remark, comment.comment_id)}, **_said(comment))


def _said(comment: BundleComment) -> dict[str, int | str | None]:
    return {
        "share_id": comment.share_id,
        "field_id": comment.field_id,
        "anchor": to_text(comment.anchor) if comment.anchor else None,
        "kind": COMMENTS[comment.kind],
        "framework": comment.framework,
        "body": comment.body,
        "in_reply_to": comment.in_reply_to,
    }


def remarks(connection: Connection, *, bundle: str = "", owner: str = "") -> tuple[Remark, ...]:
    """The remarks on one bundle, or on every bundle of one leader, in the order of writing."""
    query = f"{_REMARK} WHERE (r.uid = :bundle OR c.uid = :owner) ORDER BY m.id"
    return tuple(_remark(row) for row in fetched(connection, query, {"bundle": bundle, "owner": owner}))


def remark_of(connection: Connection, uid: str) -> Remark | None:
    row = connection.exec_driver_sql(f"{_REMARK} WHERE m.uid = ?", (uid,)).first()
    return None if row is None else _remark(row)


def _remark(row: Sequence[Any]) -> Remark:
    uid, share_id, field_id, kind, body, anchor, in_reply_to, framework, bundle, state, on, reply = row
    where = anchor_from(anchor) if anchor else None
    comment = BundleComment(uid, share_id, field_id, COMMENT_NAMES[kind], body, where, in_reply_to, framework)
    return Remark(comment, bundle, _STATE_NAMES[state], date.fromordinal(on), reply)


# ---- proposed actions


def put_proposal(uow: UnitOfWork, bundle: int, action: ProposedAction) -> None:
    """Propose an action, or change the one of this id."""
    said = {
        "text": action.text,
        "due_on": day_number(action.by),
        "owner": action.owner,
    }
    found = proposal_of(uow.connection, action.action_id)
    if found is None:
        uow.insert(proposal, uid=action.action_id, received=bundle, **said)
    else:
        uow.update(proposal, {"id": _number(uow.connection, proposal, action.action_id)}, **said)


def proposals(connection: Connection, *, bundle: str) -> tuple[Proposal, ...]:
    """The actions proposed on one bundle, in the order of writing."""
    query = f"{_PROPOSAL} WHERE r.uid = ? ORDER BY p.id"
    return tuple(_proposal(row) for row in fetched(connection, query, (bundle,)))


def proposal_of(connection: Connection, uid: str) -> Proposal | None:
    row = connection.exec_driver_sql(f"{_PROPOSAL} WHERE p.uid = ?", (uid,)).first()
    return None if row is None else _proposal(row)


def _proposal(row: Sequence[Any]) -> Proposal:
    uid, text, due_on, owner, bundle, state, reply = row
    by = date_of(due_on)
    return Proposal(ProposedAction(uid, text, by, owner), bundle, _STATE_NAMES[state], reply)


# ---- the note of a session


def put_session(uow: UnitOfWork, bundle: int, note: SessionNote | None) -> None:
    """Set the session note that goes with the next reply on a bundle; None takes it away."""
    waiting = (session_note.c.received == bundle) & (session_note.c.state != STATES[RemarkState.SENT])
    uow.delete(session_note, waiting)
    if note is not None:
        said = {"summary": note.summary, "take_away": note.take_away}
        uow.insert(session_note, received=bundle, session_on=note.on.toordinal(), **said)


def sessions(connection: Connection, *, bundle: str) -> tuple[SessionDraft, ...]:
    """The session notes on one bundle, by day."""
    query = f"{_SESSION} WHERE r.uid = ? ORDER BY n.session_on, n.id"
    return tuple(
        SessionDraft(SessionNote(date.fromordinal(on), *said), bundle_id, _STATE_NAMES[state], reply)
        for on, *said, bundle_id, state, reply in fetched(connection, query, (bundle,))
    )


# ---- held, let go, sent


def set_state(uow: UnitOfWork, table: Table, uid: str, state: RemarkState) -> None:
    """Hold a remark or a proposal back, or let it go with the next reply."""
    uow.update(table, {"id": _number(uow.connection, table, uid)}, state=STATES[state])


def drop(uow: UnitOfWork, table: Table, uid: str) -> None:
    """Take a remark or a proposal away."""
    uow.delete(table, table.c.uid == uid)


def note_sent(uow: UnitOfWork, bundle: int, reply: ReviewReply, fingerprint: str) -> None:
    """Note a reply on a bundle (its number), and that everything in it was sent with it."""
    uow.insert(
        sent_reply,
        uid=reply.reply_id,
        received=bundle,
        made_on=reply.made_on.toordinal(),
        fingerprint=fingerprint,
        body=to_text(reply),
    )
    sent: dict[str, int | str | None] = {"state": STATES[RemarkState.SENT], "reply_uid": reply.reply_id}
    # What stands here is what was sent, also where it was changed between sealing and saving.
    for comment in reply.comments:
        for number in _numbers(uow.connection, remark, comment.comment_id):
            uow.update(remark, {"id": number}, **_said(comment), **sent)
    for action in reply.actions:
        for number in _numbers(uow.connection, proposal, action.action_id):
            uow.update(proposal, {"id": number}, text=action.text, owner=action.owner, **sent)
    if reply.session:
        put_session(uow, bundle, reply.session)
        waiting = fetched(
            uow.connection, "SELECT id FROM session_note WHERE received = ? AND state = 0", (bundle,)
        )
        uow.update(session_note, {"id": waiting[0][0]}, **sent)


def is_sent(connection: Connection, reply_id: str) -> bool:
    return (
        connection.exec_driver_sql("SELECT 1 FROM sent_reply WHERE uid = ?", (reply_id,)).first() is not None
    )


def sent_replies(connection: Connection, *, bundle: str) -> tuple[SentReply, ...]:
    """The replies made on one bundle, oldest first."""
    return tuple(
        SentReply(row[0], row[1], date.fromordinal(row[2]), row[3])
        for row in _sent(connection, "r.uid", bundle)
    )


def sent_words(connection: Connection, *, owner: str) -> tuple[ReviewReply, ...]:
    """The replies made to one leader, oldest first, word for word as they were sent."""
    return tuple(reply_from(row[4]) for row in _sent(connection, "c.uid", owner))


def _sent(connection: Connection, whose: str, uid: str) -> list[Sequence[Any]]:
    query = f"{_SENT} WHERE {whose} = ? ORDER BY s.made_on, s.id"
    return list(fetched(connection, query, (uid,)))


def _number(connection: Connection, table: Table, uid: str) -> int:
    return _numbers(connection, table, uid)[0]


def _numbers(connection: Connection, table: Table, uid: str) -> list[int]:
    return [row[0] for row in fetched(connection, f"SELECT id FROM {table.name} WHERE uid = ?", (uid,))]
