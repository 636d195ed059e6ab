"""A coach's reply into the journal: comments beside entries, never in them; all of it through the unit of work."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from app.domain.conversation import ActionStatus
from app.domain.merging import field_name
from app.domain.sharing import BundleComment, ProposedAction, ReviewReply, SessionNote, ThreadAnswer
from app.storage.bundles import to_text
from app.storage.codes import ACTIONS, COMMENTS, day_number
from app.storage.rows import fetched
from app.storage.schema.conversation import agreed_action, comment, reply, thread_answer
from app.storage.unit_of_work import UnitOfWork
from app.storage.wordings import Words

_HERE: Final = "NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = r.batch AND b.taken_back > 0)"


@dataclass(frozen=True, slots=True)
class Tied:
    """A comment with what it is tied to here: an entry (its number), a review (its uid), the quoted words."""

    comment: BundleComment
    entry: int | None = None
    review: str | None = None
    quote: str | None = None


def known(connection: Connection, arriving: ReviewReply) -> tuple[bool, set[str], set[str]]:
    """Whether a reply is here, and which of its comments and actions are."""
    here = fetched(connection, f"SELECT 1 FROM reply r WHERE r.uid = ? AND {_HERE}", (arriving.reply_id,))
    said = f"SELECT c.uid FROM comment c JOIN reply r ON r.id = c.reply WHERE c.uid = ? AND {_HERE}"
    comments = _uids(connection, said, (one.comment_id for one in arriving.comments))
    agreed = f"SELECT r.uid FROM agreed_action r WHERE r.uid = ? AND {_HERE}"
    actions = _uids(connection, agreed, (one.action_id for one in arriving.actions))
    return bool(here), comments, actions


def _uids(connection: Connection, query: str, wanted: Iterable[str]) -> set[str]:
    return {row[0] for uid in wanted for row in fetched(connection, query, (uid,))}


def keep_reply(
    uow: UnitOfWork, arriving: ReviewReply, on: date, fingerprint: str, contact: int | None
) -> int:
    """Keep a reply without its comments; gives its number."""
    return uow.insert(
        reply,
        uid=arriving.reply_id,
        from_name=arriving.from_name,
        received_on=on.toordinal(),
        made_on=arriving.made_on.toordinal(),
        bundle=arriving.bundle_id,
        fingerprint=fingerprint,
        contact=contact,
        **_session(arriving.session),
    )


def _session(note: SessionNote | None) -> dict[str, int | str | None]:
    if note is None:
        return {}
    return {"session_on": note.on.toordinal(), "session_summary": note.summary, "take_away": note.take_away}


def keep_comment(uow: UnitOfWork, words: Words, number: int, tied: Tied) -> None:
    """Keep one comment of a reply."""
    said = tied.comment
    name = field_name(said.field_id)
    uow.insert(
        comment,
        uid=said.comment_id,
        reply=number,
        entry=tied.entry,
        review=_review_number(uow.connection, tied.review) if tied.review else None,
        field=name.field,
        prompt=words.prompt(uow.connection, name.prompt_id) if name.prompt_id else None,
        kind=COMMENTS[said.kind],
        quote=tied.quote,
        body=said.body,
        in_reply_to=said.in_reply_to,
        share_id=said.share_id,
        field_id=said.field_id,
        anchor=to_text(said.anchor) if said.anchor else None,
        framework=said.framework,
    )


def _review_number(connection: Connection, uid: str) -> int | None:
    found = connection.exec_driver_sql("SELECT id FROM review WHERE uid = ?", (uid,)).scalar()
    return None if found is None else int(found)


def keep_action(
    uow: UnitOfWork, action: ProposedAction, on: date, number: int, entry: int | None = None
) -> None:
    """Keep an accepted action, with the entry (its number) it belongs to; from now on it is the leader's."""
    # One that came with an import and was taken back with it lies here still.
    uow.connection.exec_driver_sql("DELETE FROM agreed_action WHERE uid = ?", (action.action_id,))
    uow.insert(
        agreed_action,
        uid=action.action_id,
        reply=number,
        entry=entry,
        text=action.text,
        owner=action.owner,
        due_on=day_number(action.by),
        status=ACTIONS[ActionStatus.OPEN],
        agreed_on=on.toordinal(),
    )


def reply_number(connection: Connection, uid: str) -> int | None:
    found = connection.exec_driver_sql("SELECT id FROM reply WHERE uid = ?", (uid,)).scalar()
    return None if found is None else int(found)


# ---- typed in by the leader


def keep_typed(uow: UnitOfWork, from_name: str, on: date, contact: int | None) -> int:
    """Keep the frame of what a leader types in as said by a coach."""
    return uow.insert(
        reply,
        uid=secrets.token_hex(16),
        from_name=from_name,
        received_on=on.toordinal(),
        contact=contact,
        typed_in=1,
    )


# ---- threads


def comment_number(connection: Connection, uid: str) -> int | None:
    found = connection.exec_driver_sql("SELECT id FROM comment WHERE uid = ?", (uid,)).scalar()
    return None if found is None else int(found)


def entries_spoken_of(connection: Connection, number: int) -> frozenset[int]:
    """The entry a comment speaks of, if any."""
    rows = fetched(connection, "SELECT entry FROM comment WHERE id = ? AND entry IS NOT NULL", (number,))
    return frozenset(entry for (entry,) in rows)


def set_closed(uow: UnitOfWork, number: int, *, closed: bool) -> None:
    """Close the thread of a comment, or open it again."""
    uow.update(comment, {"id": number}, closed=int(closed))


def put_answer(uow: UnitOfWork, number: int, body: str, on: date) -> None:
    """Set the answer to a comment that goes with the next share; without words there is none."""
    uow.delete(thread_answer, (thread_answer.c.comment == number) & thread_answer.c.share.is_(None))
    if body:
        uid = secrets.token_hex(16)
        uow.insert(thread_answer, uid=uid, comment=number, body=body, written_on=on.toordinal())


_WAITING: Final = """
  SELECT a.id, m.uid, a.body FROM thread_answer a JOIN comment m ON m.id = a.comment
  JOIN reply r ON r.id = m.reply LEFT JOIN contact c ON c.id = r.contact
  WHERE a.share IS NULL AND m.closed = 0 AND r.typed_in = 0 AND (c.uid = :contact OR :contact = '')
  ORDER BY a.id
"""


def waiting_answers(connection: Connection, contact: str) -> tuple[ThreadAnswer, ...]:
    """The answers to one contact's comments that have not gone out yet, in the order of writing."""
    return tuple(ThreadAnswer(*row[1:]) for row in fetched(connection, _WAITING, {"contact": contact}))


def note_answers_sent(connection: Connection, sent: Iterable[ThreadAnswer], bundle_id: str) -> None:
    """Note that the answers to these comments left with a share: outside undo, as the log is."""
    for one in sent:
        connection.exec_driver_sql(
            "UPDATE thread_answer SET share = ? WHERE share IS NULL"
            " AND comment = (SELECT id FROM comment WHERE uid = ?)",
            (bundle_id, one.comment_id),
        )


def remove_comment(uow: UnitOfWork, number: int) -> None:
    """Take a comment out of this journal, with the answers to it; the coach keeps their copy."""
    uow.delete(thread_answer, thread_answer.c.comment == number)
    uow.delete(comment, comment.c.id == number)
