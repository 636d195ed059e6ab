"""Whether another file of a journal still holds a text that went, in whatever words it stood there."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.distilled import Gone, stays
from app.domain.privacy import REMOVED
from app.storage import remembering
from app.storage.remembering import Kind
from app.storage.rows import fetched

_OWN = ("title", "context", "decision", "expected")
_OF_REVIEW = ("what_happened", "learned")


Asks = Callable[[Connection], bool]
"""Asks an opened file whether it holds something."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One text of an entry by its field id, and whether it is an earlier version of it."""

    field: str
    text: str
    earlier: bool = False


def asking(connection: Connection, gone: Gone) -> Asks:
    """What to ask of another file, from how the entry stands in this one now.

    It holds what went where a field that went has words there that it has not here.
    """
    here = frozenset(_standing(connection, gone.entry))
    emptied = frozenset(
        one.field
        for one in remembering.notes(connection)
        if one.kind is Kind.FIELD and one.entry == gone.entry
    )

    def went(one: Standing) -> bool:
        if gone.field:
            return one.field == gone.field
        return one.earlier or not stays(one.field) or one.field in emptied

    def holds(there: Connection) -> bool:
        return any(went(one) and one not in here for one in _standing(there, gone.entry))

    return holds


_Begins = dict[int | None, str]
"""How the ids of fields begin, by the number of the review they belong to."""


def _standing(connection: Connection, uid: str) -> Iterator[Standing]:
    """Every text of an entry that says something, its versions, and its fields in kept copies."""
    for (entry,) in fetched(connection, "SELECT id FROM entry WHERE uid = ?", (uid,)):
        begins: _Begins = {None: ""}
        for review, one in fetched(connection, "SELECT id, uid FROM review WHERE entry = ?", (entry,)):
            begins[review] = f"review:{one}:"
        for read in (_texts, _versions, _copies):
            for standing in read(connection, entry, begins):
                if standing.text.strip() not in ("", REMOVED):
                    yield standing


def _texts(connection: Connection, entry: int, begins: _Begins) -> Iterator[Standing]:
    for own in fetched(connection, f"SELECT {', '.join(_OWN)} FROM entry WHERE id = ?", (entry,)):
        yield from (Standing(name, text or "") for name, text in zip(_OWN, own, strict=True))
    query = f"SELECT id, {', '.join(_OF_REVIEW)} FROM review WHERE entry = ?"
    for review, *row in fetched(connection, query, (entry,)):
        for name, text in zip(_OF_REVIEW, row, strict=True):
            yield Standing(f"{begins[review]}{name}", text or "")
    query = "SELECT a.review, p.code, a.text FROM answer a JOIN prompt p ON p.id = a.prompt WHERE a.entry = ?"
    for review, prompt, text in fetched(connection, query, (entry,)):
        yield Standing(f"{begins.get(review, '')}answer:{prompt}", text or "")
    for number, text in fetched(connection, "SELECT id, text FROM addition WHERE entry = ?", (entry,)):
        yield Standing(f"thought:{number}", text)


def _versions(connection: Connection, entry: int, begins: _Begins) -> Iterator[Standing]:
    query = "SELECT review, field, text FROM version WHERE entry = ?"
    for review, name, text in fetched(connection, query, (entry,)):
        plain = name in (_OWN if review is None else _OF_REVIEW)
        yield Standing(f"{begins.get(review, '')}{name if plain else f'answer:{name}'}", text, earlier=True)


def _copies(connection: Connection, entry: int, begins: _Begins) -> Iterator[Standing]:
    """The fields of the entry as kept copies of shares show them; a copy names thoughts by their places, from 1."""
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'share_field'"
    if not fetched(connection, known):  # an older schema, in which nothing was shared yet
        return
    thoughts = fetched(connection, "SELECT id FROM addition WHERE entry = ? ORDER BY id", (entry,))
    called = {f"addition:{at}": f"thought:{number}" for at, (number,) in enumerate(thoughts, 1)}
    query = (
        "SELECT f.share_id, f.field, f.review, s.body FROM share_field f JOIN share s ON s.id = f.share"
        " WHERE f.entry = ?"
    )
    for share_id, name, review, body in fetched(connection, query, (entry,)):
        part = name.split(":", 2)[-1] if name.startswith("review:") else name
        field = f"{begins.get(review, '')}{called.get(part, part)}"
        yield from (Standing(field, text) for text in _shown(body, share_id, name))


def _shown(body: str, share_id: str, name: str) -> Iterator[str]:
    for entry in json.loads(body).get("entries", ()):
        if entry["share_id"] == share_id:
            for field in entry["fields"]:
                if field["field_id"] == name and isinstance(field.get("value"), str):
                    yield field["value"]
