"""Whole entries out of a journal."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from app.domain.whole import WholeEntry
from app.storage.entries import load_many, versions
from app.storage.schema.entries import entry, import_key
from app.storage.wordings import Words

_AT_ONCE: Final = 400


def whole_entries(connection: Connection, words: Words) -> Iterator[WholeEntry]:
    """Every entry outside the bin with its history, in the order of writing."""
    last = 0
    keys = _import_keys(connection)
    uids = _uids_of_sources(connection)
    while True:
        numbers = list(
            connection.execute(
                select(entry.c.id)
                .where(entry.c.id > last, entry.c.deleted_at.is_(None))
                .order_by(entry.c.id)
                .limit(_AT_ONCE)
            ).scalars()
        )
        if not numbers:
            return
        kept = versions(connection, numbers)
        for found in load_many(connection, words, numbers):
            source = uids.get(found.came_from) if found.came_from else None
            yield WholeEntry(found, kept.get(found.id, ()), source, keys.get(found.id))
        last = numbers[-1]


def _import_keys(connection: Connection) -> dict[int, str]:
    query = select(import_key.c.entry, import_key.c.key)
    return {row.entry: row.key for row in connection.execute(query)}


def _uids_of_sources(connection: Connection) -> dict[int, str]:
    sources = select(entry.c.came_from).where(entry.c.came_from.isnot(None))
    query = select(entry.c.id, entry.c.uid).where(entry.c.id.in_(sources))
    return {row.id: row.uid for row in connection.execute(query)}
