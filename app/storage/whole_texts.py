"""Every text of one place that holds words, row by row, with what it is called and the day it was written."""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.removing import PlaceKind
from app.domain.request import DatedText
from app.storage.codes import moment
from app.storage.redacting import PLACES_OF
from app.storage.rewriting import said_in
from app.storage.rows import fetched
from app.storage.schema import metadata
from app.storage.text_columns import SHAPES, WORDS

PART_WORDS: Final = {
    "entry": "the entry",
    "review": "a review",
    "answer": "an answer",
    "addition": "a later thought",
    "version": "an earlier version",
    "comment": "a coach’s comment",
    "thread_answer": "an answer to a comment",
    "agreed_action": "an agreed action",
    "reply": "what came back",
    "pair_round": "the round",
    "round_answer": "an answer of the round",
    "round_comment": "a remark on the round",
    "share": "the copy of what left",
    "draft": "typing not saved",
    "received": "what a leader shared",
    "coach_note": "a coach’s own note",
    "remark": "a remark to a leader",
    "proposal": "a proposed action",
    "session_note": "notes of a session",
    "sent_reply": "a reply that was sent",
    "contact": "a contact",
    "alias": "the list of names",
    "agreement": "an agreement",
    "theme": "a theme",
    "own_prompt": "an own question",
    "wording": "a question as it was put",
    "journal": "a setting",
    "redaction": "what stands in place of removed words",
}
"""What a table is called where a person reads in which part of a place the words stand."""
_LABELS: Final = {
    "title": "Title",
    "context": "Context",
    "decision": "Decision",
    "expected": "What was expected",
    "what_happened": "What happened",
    "learned": "What is carried forward",
    "quote": "The words it stands on",
    "plain": "Name",
    "alias": "Other words for it",
    "topic": "Topic",
    "case_text": "The case",
    "agreed_learning": "What was agreed to have been learned",
    "their_learning": "What the other keeps as learned",
    "mine": "Who I am in it",
    "theirs": "The other",
    "from_name": "From",
    "session_summary": "Summary of the session",
    "take_away": "What is taken away",
    "label": "For whom",
    "name": "Name",
    "owner": "Who does it",
    "anchor": "The words it stands on",
    "tags": "Tags",
    "origin": "Brought in from",
}
_DAYS: Final = {
    "entry": "t.written_on",
    "review": "t.reviewed_on",
    "addition": "t.written_on",
    "comment": "(SELECT coalesce(r.session_on, r.received_on) FROM reply r WHERE r.id = t.reply)",
    "thread_answer": "t.written_on",
    "agreed_action": "t.agreed_on",
    "reply": "coalesce(t.session_on, t.received_on)",
    "pair_round": "t.opened_on",
    "round_answer": "(SELECT o.sealed_on FROM pair_round o WHERE o.id = t.round)",
    "round_comment": "t.written_on",
    "share": "t.made_on",
    "received": "t.made_on",
    "coach_note": "t.written_on",
    "remark": "t.written_on",
    "session_note": "t.session_on",
    "sent_reply": "t.made_on",
    "contact": "t.first_seen_on",
    "agreement": "t.agreed_on",
}
"""The day of a row as the number of that day."""
_MOMENTS: Final = {"version": "t.replaced_at", "draft": "t.saved_at", "answer": "t.answered_at"}
IN_ITS_PAGE: Final = frozenset({"entry", "review", "answer", "addition"})
"""What the written page of an entry holds already."""


def texts_of(
    connection: Connection, kind: PlaceKind, number: int, without: Collection[str] = ()
) -> Iterator[DatedText]:
    """Every text of a whole place (an entry, a reply, a round, a kept copy), but for some tables."""
    for table, (of_kind, place, owner) in PLACES_OF.items():
        if table in without:
            continue
        if kind is PlaceKind.ENTRY and owner != "NULL":
            yield from _texts(connection, table, f"{owner} = ?", (number,))
        elif of_kind is kind:
            alone = f" AND {owner} IS NULL" if owner != "NULL" else ""
            yield from _texts(connection, table, f"{place} = ?{alone}", (number,))


def texts_of_row(connection: Connection, table: str, key: str) -> Iterator[DatedText]:
    """Every text of one row, by its key as `row_key` gives it."""
    names = [column.name for column in metadata.tables[table].primary_key.columns]
    where = " AND ".join(f't."{name}" = ?' for name in names)
    yield from _texts(connection, table, where, json.loads(key))


def row_key(values: tuple[tuple[str, Any], ...]) -> str:
    """The key of a row as one text."""
    return json.dumps([value for _, value in values])


def _texts(connection: Connection, table: str, where: str, values: Any) -> Iterator[DatedText]:
    columns = (*WORDS.get(table, ()), *SHAPES.get(table, ()))
    on = _MOMENTS.get(table) or _DAYS.get(table) or "NULL"
    named = ", ".join(f't."{name}"' for name in columns)
    query = f"SELECT {on}, {_called(table)}, {named} FROM {table} t WHERE {where}"
    for day, called, *row in fetched(connection, query, values):
        at = _day(table, day)
        for column, text in zip(columns, row, strict=True):
            words = _words(table, column, text)
            if words:
                yield DatedText(_label(table, column, called), words, at)


def _called(table: str) -> str:
    """A name of the row that stands beside its texts."""
    if table == "answer":
        return "(SELECT json_extract(w.body, '$.question') FROM wording w WHERE w.id = t.wording)"
    if table == "round_answer":
        return (
            "(SELECT json_extract(w.body, '$.question') FROM round_prompt p JOIN wording w ON w.id = p.wording"
            " WHERE p.round = t.round AND p.place = t.place) || iif(t.side = 0, ' (mine)', ' (the other)')"
        )
    if table == "version":
        return "t.field"
    return "''"


def _day(table: str, value: int | None) -> date | None:
    if value is None or value <= 0:
        return None
    return moment(value).astimezone().date() if table in _MOMENTS else date.fromordinal(value)


def _label(table: str, column: str, called: str | None) -> str:
    if table == "version":
        return f"Earlier words: {_LABELS.get(called or '', 'an answer').lower()}"
    if called:
        return called
    own = _LABELS.get(column, "")
    part = PART_WORDS[table]
    plain = part[0].upper() + part[1:]
    if not own or table in {"entry", "share", "contact"}:
        return own or plain
    return f"{plain}: {own[0].lower()}{own[1:]}"


def _words(table: str, column: str, text: str | None) -> str:
    if not text or not text.strip():
        return ""
    if column not in SHAPES.get(table, ()):
        return text
    if column == "anchor":
        with suppress(ValueError, KeyError, TypeError):
            return str(json.loads(text)["exact"])
    return "\n".join(one for one in said_in(text) if one.strip())
