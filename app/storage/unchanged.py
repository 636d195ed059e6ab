"""Which texts stand in another file of the journal just as here: what was removed there is not in them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.removing import PlaceKind
from app.storage.redacting import PLACES_OF, Key, Rows
from app.storage.rows import fetched, streamed
from app.storage.schema import metadata
from app.storage.text_columns import SHAPES, WORDS

Texts = frozenset[int]
"""A digest of each text with the row and the place it stands in; of use only while this process runs."""
Apart = Mapping[str, Rows]
"""Rows and their columns by table."""
WITH_UID: Final = {
    PlaceKind.ENTRY: "entry",
    PlaceKind.REPLY: "reply",
    PlaceKind.ROUND: "pair_round",
    PlaceKind.SHARE: "share",
    PlaceKind.DESK: "contact",
    PlaceKind.CONTACT: "contact",
}
"""The kinds of places that can be told from one another in another file too."""
_COPIED_FROM: Final = frozenset({"share", "thread_answer", "wording", "theme"})
"""Kept copies, and what they are drawn from besides the texts of entries."""


def texts_of(connection: Connection) -> Texts:
    """Every text of a journal file. What its schema does not know yet is left out."""
    return frozenset(digest for _, _, _, texts in _rows(connection) for digest in texts.values())


def rows_apart(connection: Connection, there: Texts, entries: Collection[int | None] = ()) -> Apart:
    """The texts here that do not stand so there, and every text of these entries.

    What was shared is among them in any case: its kept copies may hold words otherwise, which is told by the
    texts they were drawn from.
    """
    shared = fetched(connection, "SELECT DISTINCT entry FROM share_field WHERE entry IS NOT NULL")
    whole = {*entries, *(entry for (entry,) in shared)} - {None}
    apart: dict[str, dict[Key, frozenset[str]]] = {}
    for table, key, entry, texts in _rows(connection):
        anyway = table in _COPIED_FROM or entry in whole
        if anyway or not there.issuperset(texts.values()):
            columns = frozenset(name for name, digest in texts.items() if anyway or digest not in there)
            apart.setdefault(table, {})[key] = columns
    return apart


def _rows(connection: Connection) -> Iterator[tuple[str, Key, int | None, dict[str, int]]]:
    """Each row that may hold words: its table and key, the entry it belongs to, and its texts by column."""
    uids = {kind: _uids(connection, table) for kind, table in WITH_UID.items()}
    for table, (kind, number, owner) in PLACES_OF.items():
        keys = [column.name for column in metadata.tables[table].primary_key.columns]
        columns = (*WORDS.get(table, ()), *SHAPES.get(table, ()))
        if not _known(connection, table).issuperset((*keys, *columns)):
            continue
        named = ", ".join(f't."{name}"' for name in (*keys, *columns))
        for place, entry, *row in streamed(connection, f"SELECT {number}, {owner}, {named} FROM {table} t"):
            own = uids.get(kind, {}).get(place) if entry is None else uids[PlaceKind.ENTRY].get(entry)
            key = tuple(row[: len(keys)])
            digests = {
                name: hash((table, name, key, own, text))
                for name, text in zip(columns, row[len(keys) :], strict=True)
                if text
            }
            yield table, key, entry, digests


def _uids(connection: Connection, table: str) -> dict[Any, str]:
    return dict(fetched(connection, f"SELECT id, uid FROM {table}")) if _known(connection, table) else {}


def _known(connection: Connection, table: str) -> frozenset[str]:
    return frozenset(
        name for (name,) in fetched(connection, "SELECT name FROM pragma_table_info(?)", (table,))
    )
