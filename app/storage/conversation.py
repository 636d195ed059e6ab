"""What came from and with others, read from its tables: replies, comments, agreed actions, rounds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.conversation import (
    AgreedAction,
    Comment,
    Conversation,
    LeaderAnswer,
    PairRound,
    Reply,
    RoundPrompt,
)
from app.domain.entries import AnswerDraft, AnswerValue, EntryId
from app.domain.prompts import AnswerKind, Wording
from app.storage import pair_rounds
from app.storage.bundles import anchor_from
from app.storage.codes import ACTION_NAMES, COMMENT_NAMES, ROUND_NAMES, date_of
from app.storage.rows import fetched
from app.storage.wordings import Words

Row = Sequence[Any]
MINE: Final = 0
THEIRS: Final = 1

# What an import brought and was taken back lies with it, as its entries lie in the bin.
_HERE = "NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = {alias}.batch AND b.taken_back > 0)"
_REPLY = (
    "SELECT r.id, r.uid, r.from_name, r.received_on, r.bundle, r.session_on, r.session_summary, r.take_away,"
    " r.is_demo, r.typed_in, r.made_on, r.fingerprint, k.uid"
    f" FROM reply r LEFT JOIN contact k ON k.id = r.contact WHERE {_HERE.format(alias='r')}"
)
_COMMENT = (
    "SELECT c.reply, c.uid, e.uid, c.kind, c.body, c.field, p.code, c.quote, v.uid, c.in_reply_to, e.id,"
    " c.share_id, c.field_id, c.anchor, c.framework, c.closed, c.id"
    " FROM comment c LEFT JOIN entry e ON e.id = c.entry"
    " LEFT JOIN prompt p ON p.id = c.prompt LEFT JOIN review v ON v.id = c.review"
    " WHERE (c.entry IS NULL OR e.deleted_at IS NULL)"
)
_SPOKEN = (
    "WITH RECURSIVE spoken (id, uid) AS (SELECT id, uid FROM comment WHERE entry = :entry UNION"
    " SELECT n.id, n.uid FROM spoken s JOIN comment n ON n.in_reply_to = s.uid AND n.entry IS NULL)"
    " SELECT id FROM spoken"
)
_HOME = (
    "WITH RECURSIVE before (entry, parent) AS (SELECT entry, in_reply_to FROM comment WHERE uid = :uid UNION"
    " SELECT p.entry, p.in_reply_to FROM before b JOIN comment p ON p.uid = b.parent WHERE b.entry IS NULL)"
    " SELECT entry FROM before WHERE entry IS NOT NULL LIMIT 1"
)
_ANSWER = "SELECT comment, uid, body, written_on, share FROM thread_answer ORDER BY id"
_ACTION = (
    "SELECT a.uid, a.text, a.owner, a.due_on, a.status, a.agreed_on, a.closed_on, e.id, e.uid, r.uid,"
    " a.is_demo FROM agreed_action a LEFT JOIN entry e ON e.id = a.entry AND e.deleted_at IS NULL"
    f" LEFT JOIN reply r ON r.id = a.reply WHERE {_HERE.format(alias='a')}"
)
_OLDEST_OPEN_FIRST = " ORDER BY a.status <> 0, a.agreed_on, a.id"
_NOT_FROM_A_DEMO = (
    " AND (a.is_demo = 0 OR EXISTS (SELECT 1 FROM journal WHERE key = 'is_demo' AND value = 'true'))"
)
_ROUND = (
    "SELECT o.id, o.uid, o.topic, o.mine, o.theirs, o.opened_on, o.status, o.revealed_on, o.case_text,"
    f" o.agreed_learning, o.is_demo FROM pair_round o WHERE {_HERE.format(alias='o')} ORDER BY o.id"
)


def conversation(connection: Connection, words: Words) -> Conversation:
    """Everything of it, in the order it was kept; without what belongs to entries in the bin."""
    said = rounds(connection, words)
    here, beside = {one.uid for one in said}, pair_rounds.kept(connection)
    return Conversation(
        replies(connection),
        _actions(connection, f"{_ACTION} ORDER BY a.id"),
        said,
        tuple(one for uid, one in beside.items() if uid in here and not one.is_plain),
    )


def is_there(connection: Connection) -> bool:
    """Whether there is anything from or with others."""
    looks = " UNION ALL ".join(
        f"SELECT 1 FROM {table} x WHERE {_HERE.format(alias='x')}"
        for table in ("reply", "agreed_action", "pair_round")
    )
    return connection.exec_driver_sql(f"SELECT 1 FROM ({looks}) LIMIT 1").first() is not None


# ---- replies and their comments


def replies(connection: Connection) -> tuple[Reply, ...]:
    """Every reply with its comments, in the order of arrival."""
    return _replies(connection, fetched(connection, f"{_REPLY} ORDER BY r.id"), f"{_COMMENT} ORDER BY c.id")


def about(connection: Connection, entry_id: int) -> tuple[Reply, ...]:
    """The replies with a comment on an entry, each with those comments only, oldest first.

    What goes on with such a comment is one of them, though it names no entry itself.
    """
    mine = f"{_REPLY} AND r.id IN (SELECT reply FROM comment WHERE id IN ({_SPOKEN}))"
    rows = fetched(
        connection, f"{mine} ORDER BY coalesce(r.session_on, r.received_on), r.id", {"entry": entry_id}
    )
    if not rows:
        return ()
    said = f"{_COMMENT} AND c.id IN ({_SPOKEN}) ORDER BY c.id"
    found = _replies(connection, rows, said, {"entry": entry_id})
    whole = (replace(one, comments=(*one.comments, *one.loose), loose=()) for one in found)
    return tuple(reply for reply in whole if reply.comments)


def home_of(connection: Connection, comment: str) -> EntryId | None:
    """The entry a comment (its uid) speaks of, or the one it goes on with does; None where there is none here."""
    found = connection.exec_driver_sql(_HOME, {"uid": comment}).scalar()
    return None if found is None else EntryId(found)


def _replies(
    connection: Connection, rows: Sequence[Row], comments: str, values: dict[str, int] | None = None
) -> tuple[Reply, ...]:
    said: dict[int, list[Comment]] = defaultdict(list)
    answers = _answers(connection)
    for row in fetched(connection, comments, values or ()):
        said[row[0]].append(_comment(row, tuple(answers.get(row[-1], ()))))
    return tuple(_reply(row, tuple(said.get(row[0], ()))) for row in rows)


def _answers(connection: Connection) -> dict[int, list[LeaderAnswer]]:
    found: dict[int, list[LeaderAnswer]] = defaultdict(list)
    for number, uid, body, written_on, bundle in fetched(connection, _ANSWER):
        found[number].append(LeaderAnswer(uid, body, date.fromordinal(written_on), bundle))
    return found


def _reply(row: Row, comments: tuple[Comment, ...]) -> Reply:
    _, uid, from_name, received_on, bundle, session_on, summary, take_away, is_demo, *came = row
    typed_in, made_on, fingerprint, contact = came
    return Reply(
        uid=uid,
        from_name=from_name,
        received_on=date.fromordinal(received_on),
        bundle_uid=bundle,
        session_on=date_of(session_on),
        session_summary=summary,
        take_away=take_away,
        is_demo=bool(is_demo),
        comments=tuple(one for one in comments if one.entry_uid),
        loose=tuple(one for one in comments if not one.entry_uid),
        typed_in=bool(typed_in),
        made_on=date_of(made_on),
        fingerprint=fingerprint,
        contact_uid=contact,
    )


def _comment(row: Row, answers: tuple[LeaderAnswer, ...]) -> Comment:
    _, uid, entry_uid, kind, body, field, prompt, quote, review, in_reply_to, entry_id, *stood = row
    share_id, field_id, anchor, framework, closed, _ = stood
    return Comment(
        uid=uid,
        entry_uid=entry_uid or "",
        kind=COMMENT_NAMES[kind],
        body=body,
        field=field,
        prompt_id=prompt,
        quote=quote,
        review_uid=review,
        in_reply_to=in_reply_to,
        entry_id=None if entry_id is None else EntryId(entry_id),
        share_id=share_id,
        field_id=field_id,
        anchor=anchor_from(anchor) if anchor else None,
        framework=framework,
        closed=bool(closed),
        answers=answers,
    )


# ---- agreed actions


def actions(connection: Connection) -> tuple[AgreedAction, ...]:
    """The agreed actions that Patterns counts, the oldest open first; a demo's only in the demo journal."""
    return _actions(connection, f"{_ACTION}{_NOT_FROM_A_DEMO}{_OLDEST_OPEN_FIRST}")


def all_actions(connection: Connection) -> tuple[AgreedAction, ...]:
    """Every agreed action, the oldest open first."""
    return _actions(connection, f"{_ACTION}{_OLDEST_OPEN_FIRST}")


def actions_with(connection: Connection, entry_id: int) -> tuple[AgreedAction, ...]:
    """The agreed actions kept with an entry, the oldest open first."""
    return tuple(
        _action(row)
        for row in fetched(
            connection, f"{_ACTION} AND a.entry = :entry{_OLDEST_OPEN_FIRST}", {"entry": entry_id}
        )
    )


def _actions(connection: Connection, statement: str) -> tuple[AgreedAction, ...]:
    return tuple(_action(row) for row in fetched(connection, statement))


def _action(row: Row) -> AgreedAction:
    uid, text, owner, due_on, status, agreed_on, closed_on, entry_id, entry_uid, reply_uid, is_demo = row
    return AgreedAction(
        uid=uid,
        text=text,
        owner=owner,
        due_on=date_of(due_on),
        status=ACTION_NAMES[status],
        agreed_on=date.fromordinal(agreed_on),
        closed_on=date_of(closed_on),
        entry_id=EntryId(entry_id) if entry_id is not None else None,
        entry_uid=entry_uid,
        reply_uid=reply_uid,
        is_demo=bool(is_demo),
    )


# ---- rounds of a pair


def rounds(connection: Connection, words: Words) -> tuple[PairRound, ...]:
    """Every round with its questions and answers, in the order of making."""
    rows = fetched(connection, _ROUND)
    if not rows:
        return ()
    prompts = _round_prompts(connection, words)
    return tuple(_round(row, tuple(prompts.get(row[0], ()))) for row in rows)


def _round(row: Row, prompts: tuple[RoundPrompt, ...]) -> PairRound:
    _, uid, topic, mine, theirs, opened_on, status, revealed_on, case_text, learning, is_demo = row
    return PairRound(
        uid=uid,
        topic=topic,
        mine=mine,
        theirs=theirs,
        opened_on=date.fromordinal(opened_on),
        status=ROUND_NAMES[status],
        revealed_on=date_of(revealed_on),
        case_text=case_text,
        agreed_learning=learning,
        is_demo=bool(is_demo),
        prompts=prompts,
    )


def _round_prompts(connection: Connection, words: Words) -> dict[int, list[RoundPrompt]]:
    chosen: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for *key, option in fetched(connection, "SELECT round, place, side, option FROM round_choice"):
        chosen[tuple(key)].append(words.option_code(connection, option))
    given = {
        tuple(key): (value, text)
        for *key, value, text in fetched(
            connection, "SELECT round, place, side, value, text FROM round_answer"
        )
    }
    found: dict[int, list[RoundPrompt]] = defaultdict(list)
    asked = "SELECT round, place, wording FROM round_prompt ORDER BY round, place"
    for number, place, wording in fetched(connection, asked):
        words_asked = words.wording_at(connection, wording)
        mine, theirs = (
            _answer(connection, words, words_asked, given[key], chosen.get(key, ())) if key in given else None
            for key in ((number, place, MINE), (number, place, THEIRS))
        )
        found[number].append(RoundPrompt(words_asked, mine, theirs))
    return found


def _answer(
    connection: Connection, words: Words, asked: Wording, kept: tuple[int, str], chosen: Sequence[str]
) -> AnswerDraft:
    value, text = kept
    given: AnswerValue = value
    if asked.kind is AnswerKind.TEXT:
        given, text = text, ""
    elif asked.kind is AnswerKind.SINGLE:
        given = words.option_code(connection, value)
    elif asked.kind is AnswerKind.MULTI:
        order = {option.id: place for place, option in enumerate(asked.options)}
        given = tuple(sorted(chosen, key=lambda code: (order.get(code, len(order)), code)))
    return AnswerDraft(given, text)
