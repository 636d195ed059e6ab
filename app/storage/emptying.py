"""One text of an entry emptied for good, with its earlier versions, the quotes of it and its shared copies."""

import json
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


def _number(spelt: str) -> int:
    return int(spelt) if spelt.isascii() and spelt.isdigit() else 0


def _answer(connection: Connection, entry: int, prompt: str, review: int | None) -> Target | None:
    rows = fetched(
        connection,
        "SELECT a.id FROM answer a JOIN prompt p ON p.id = a.prompt"
        " WHERE a.entry = ? AND p.code = ? AND a.review IS ?",
        (entry, prompt, review),
    )
    return Target("answer", "text", rows[0][0], prompt, review, f"answer:{prompt}") if rows else None


def texts(connection: Connection, entry: int, field: str) -> tuple[str, ...]:
    """The words of a field now, and every earlier version of it, the newest first."""
    here = target(connection, entry, field)
    if here is None:
        return ()
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
    for (number,) in rows:
        connection.exec_driver_sql(
            "UPDATE comment SET quote = CASE WHEN quote IS NULL THEN NULL ELSE ? END, anchor = NULL WHERE id = ?",
            (REMOVED, number),
        )
    chain.forget(connection, [chain.Subject("comment", number) for (number,) in rows])


def _forget_copies(connection: Connection, entry: int, here: Target) -> None:
    """The kept copies of what was shared lose the words of this field too (ruling 27)."""
    rows = fetched(
        connection,
        "SELECT f.id, s.id, s.body, f.share_id, f.field FROM share_field f JOIN share s ON s.id = f.share"
        " WHERE f.entry = ? AND f.review IS ? AND (f.field = ? OR f.field LIKE ?)",
        (entry, here.review, here.shared, f"review:%:{here.shared}"),
    )
    for place, share, _, share_id, field in rows:
        body = fetched(connection, "SELECT body FROM share WHERE id = ?", (share,))[0][0]
        emptied = _without_field(json.loads(body), share_id, field)
        connection.exec_driver_sql("UPDATE share SET body = ? WHERE id = ?", (emptied, share))
        connection.exec_driver_sql(
            "UPDATE share_field SET offsets = '', source_hash = '' WHERE id = ?", (place,)
        )
    chain.forget(
        connection,
        [
            *(chain.Subject("share", share) for _, share, *_ in rows),
            *(chain.Subject("share_field", place) for place, *_ in rows),
        ],
    )


def _without_field(body: dict[str, Any], share_id: str, field_id: str) -> str:
    for entry in body.get("entries", ()):
        if entry["share_id"] == share_id:
            for field in entry["fields"]:
                if field["field_id"] == field_id:
                    field |= {"value": REMOVED, "content_hash": content_hash(REMOVED)}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
