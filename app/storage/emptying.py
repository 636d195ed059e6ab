"""One text of an entry emptied for good, with its earlier versions, the quotes of it and its shared copies."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.privacy import REMOVED
from app.domain.sharing import content_hash
from app.storage import chain
from app.storage.rows import fetched

_OWN: Final = {"title", "context", "decision", "expected"}
_OF_REVIEW: Final = {"what_happened", "learned"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a text lies: its table, row and column, what its versions are called, and how remarks name it."""

    table: str
    column: str
    row: int
    version: str
    review: int | None = None
    shared: str = ""


def target(connection: Connection, entry: int, field: str) -> Target | None:
    """Where a field of an entry lies, by its id; None where there is none such."""
    kind, _, rest = field.partition(":")
    if field in _OWN:
        return Target("entry", field, entry, field, shared=field)
    if kind == "thought":
        return _thought(connection, entry, _number(rest))
    if kind == "answer":
        return _answer(connection, entry, rest, None)
    if kind != "review":
        return None
    uid, _, part = rest.partition(":")
    rows = fetched(connection, "SELECT id FROM review WHERE uid = ? AND entry = ?", (uid, entry))
    if not rows:
        return None
    if part in _OF_REVIEW:
        return Target("review", part, rows[0][0], part, rows[0][0], part)
    return _answer(connection, entry, part.removeprefix("answer:"), rows[0][0])


def _thought(connection: Connection, entry: int, number: int) -> Target | None:
    """A share names later thoughts by their places, from 1."""
    before = "SELECT count(*) FROM addition b WHERE b.entry = a.entry AND b.id <= a.id"
    query = f"SELECT a.id, ({before}) FROM addition a WHERE a.id = ? AND a.entry = ?"
    rows = fetched(connection, query, (number, entry))
    return Target("addition", "text", rows[0][0], "", shared=f"addition:{rows[0][1]}") if rows else None


def lying(connection: Connection, table: str, column: str, row: int, entry: int) -> Target | None:
    """Where the field lies that a text of an entry belongs to, by its table, column and row; None for no field."""
    if table == "entry":
        return Target(table, column, row, column, shared=column) if column in _OWN else None
    if table == "review":
        return Target(table, column, row, column, row, column)
    if table == "addition":
        return _thought(connection, entry, row)
    if table == "answer":
        query = "SELECT p.code, a.review, a.id FROM answer a JOIN prompt p ON p.id = a.prompt WHERE a.id = ?"
    elif table == "version":
        query = "SELECT field, review, 0 FROM version WHERE id = ?"
    else:
        return None
    return next(
        (_named(connection, entry, *found) for found in fetched(connection, query, (row,))),
        None,
    )


def _named(connection: Connection, entry: int, name: str, review: int | None, row: int) -> Target:
    """A field by what its versions are called; of an answer that is gone only the versions are left."""
    if review is None and name in _OWN:
        return Target("entry", name, entry, name, shared=name)
    if review is not None and name in _OF_REVIEW:
        return Target("review", name, review, name, review, name)
    here = None if row else _answer(connection, entry, name, review)
    return here or Target("answer", "text", row, name, review, f"answer:{name}")


def _number(spelt: str) -> int:
    return int(spelt) if spelt.isascii() and spelt.isdigit() else 0


def _answer(connection: Connection, entry: int, prompt: str, review: int | None) -> Target | None:
    """An answer that was cleared has no row, and may still stand in kept copies."""
    row = _answer_row(connection, entry, prompt, review)
    if not row and prompt not in _copied_answers(connection, entry, review):
        return None
    return Target("answer", "text", row, prompt, review, f"answer:{prompt}")


def _answer_row(connection: Connection, entry: int, prompt: str, review: int | None) -> int:
    rows = fetched(
        connection,
        "SELECT a.id FROM answer a JOIN prompt p ON p.id = a.prompt"
        " WHERE a.entry = ? AND p.code = ? AND a.review IS ?",
        (entry, prompt, review),
    )
    return int(rows[0][0]) if rows else 0


def _copied_answers(connection: Connection, entry: int, review: int | None) -> set[str]:
    """The prompts whose answers stand in kept copies, whether or not the entry still has them."""
    query = "SELECT field FROM share_field WHERE entry = ? AND review IS ? AND field LIKE '%answer:%'"
    return {field.rpartition("answer:")[2] for (field,) in fetched(connection, query, (entry, review))}


def cleared_answers(connection: Connection, entry: int) -> tuple[str, ...]:
    """The field ids of answers that the entry no longer has, and that stand in kept copies."""
    reviews = fetched(connection, "SELECT id, uid FROM review WHERE entry = ?", (entry,))
    places = [(None, ""), *((number, f"review:{uid}:") for number, uid in reviews)]
    return tuple(
        f"{begins}answer:{prompt}"
        for review, begins in places
        for prompt in sorted(_copied_answers(connection, entry, review))
        if not _answer_row(connection, entry, prompt, review)
    )


def texts(connection: Connection, entry: int, field: str) -> tuple[str, ...]:
    """The words of a field now, and every earlier version of it, the newest first."""
    here = target(connection, entry, field)
    return texts_at(connection, entry, here) if here else ()


def texts_at(connection: Connection, entry: int, here: Target) -> tuple[str, ...]:
    """The same for a field by where it lies."""
    now = fetched(connection, f'SELECT "{here.column}" FROM {here.table} WHERE id = ?', (here.row,))
    earlier = fetched(
        connection,
        "SELECT text FROM version WHERE entry = ? AND field = ? AND review IS ? ORDER BY id DESC",
        (entry, here.version, here.review),
    )
    return tuple(text for (text,) in (*now, *earlier) if text)


def empty(connection: Connection, entry: int, field: str, instead: str) -> bool:
    """Put `instead` where the field stood and remove all that repeats it; whether there was such a field."""
    here = target(connection, entry, field)
    if here is None:
        return False
    connection.exec_driver_sql(
        f'UPDATE {here.table} SET "{here.column}" = ? WHERE id = ?', (instead, here.row)
    )
    connection.exec_driver_sql(
        "DELETE FROM version WHERE entry = ? AND field = ? AND review IS ?",
        (entry, here.version, here.review),
    )
    _forget_quotes(connection, entry)
    _forget_copies(connection, entry, here)
    chain.forget(connection, (chain.Subject("entry", entry),))
    return True


def drop_versions(connection: Connection, entry: int) -> int:
    """Remove every earlier text of an entry; how many there were."""
    chain.forget(connection, (chain.Subject("entry", entry),))
    return connection.exec_driver_sql("DELETE FROM version WHERE entry = ?", (entry,)).rowcount


def _forget_quotes(connection: Connection, entry: int) -> None:
    """Every quote of the entry goes: which field a remark quotes cannot be told for each."""
    rows = fetched(
        connection,
        "SELECT id FROM comment WHERE entry = ? AND (quote IS NOT NULL OR anchor IS NOT NULL)",
        (entry,),
    )
    drop_quotes(connection, [number for (number,) in rows])


def drop_quotes(connection: Connection, remarks: Sequence[int]) -> None:
    """Take the quotes out of remarks, by their numbers, and the anchors they stand on."""
    for number in remarks:
        connection.exec_driver_sql(
            "UPDATE comment SET quote = CASE WHEN quote IS NULL THEN NULL ELSE ? END, anchor = NULL WHERE id = ?",
            (REMOVED, number),
        )
    chain.forget(connection, [chain.Subject("comment", number) for number in remarks])


@dataclass(frozen=True, slots=True)
class Copy:
    """A field as a share showed it, by its row in the log; offsets and hash are empty once words changed."""

    place: int
    share: int
    share_id: str
    field: str
    offsets: str
    source_hash: str


def copies(connection: Connection, entry: int, here: Target) -> tuple[Copy, ...]:
    """Where a field of an entry stands in kept copies."""
    rows = fetched(
        connection,
        "SELECT f.id, f.share, f.share_id, f.field, f.offsets, f.source_hash FROM share_field f"
        " WHERE f.entry = ? AND f.review IS ? AND (f.field = ? OR f.field LIKE ?)",
        (entry, here.review, here.shared, f"review:%:{here.shared}"),
    )
    return tuple(Copy(*row) for row in rows)


def _forget_copies(connection: Connection, entry: int, here: Target) -> None:
    """The kept copies of what was shared lose the words of this field too (ruling 27)."""
    held = copies(connection, entry, here)
    for one in held:
        body = json.loads(fetched(connection, "SELECT body FROM share WHERE id = ?", (one.share,))[0][0])
        empty_field(body, one.share_id, one.field)
        connection.exec_driver_sql("UPDATE share SET body = ? WHERE id = ?", (as_kept(body), one.share))
        connection.exec_driver_sql(
            "UPDATE share_field SET offsets = '', source_hash = '' WHERE id = ?", (one.place,)
        )
    chain.forget(
        connection,
        [
            *(chain.Subject("share", one.share) for one in held),
            *(chain.Subject("share_field", one.place) for one in held),
        ],
    )


def empty_field(body: dict[str, Any], share_id: str, field_id: str) -> None:
    """Take a field out of a kept copy."""
    for entry in body.get("entries", ()):
        if entry["share_id"] == share_id:
            for field in entry["fields"]:
                if field["field_id"] == field_id:
                    field |= {"value": REMOVED, "content_hash": content_hash(REMOVED)}


def as_kept(body: dict[str, Any]) -> str:
    """A copy as it is kept: one line of JSON."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
