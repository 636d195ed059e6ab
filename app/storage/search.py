"""Finding entries by any word, newest first: the index streams in the order of days."""

from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.dialects import sqlite

from app.domain.listing import EntryFilter, Found
from app.storage.derived import DOC_BITS
from app.storage.lists import THEMES_OF, conditions, line_of

_MASK = (1 << DOC_BITS) - 1
_FOUND = """
  SELECT entry.id, entry.kind, entry.title, entry.decided_on, entry.review_due, entry.confidence,
    entry.is_demo, entry.undecided, entry.withdrawn, entry.reviewed, {themes} AS themes, hit.snippet
  FROM (
    SELECT doc_fts.rowid & {mask} AS number, snippet(doc_fts, -1, char(2), char(3), '…', 14) AS snippet
    FROM doc_fts {joined} WHERE doc_fts MATCH :words {where}
    ORDER BY doc_fts.rowid DESC LIMIT :limit OFFSET :offset
  ) AS hit JOIN entry ON entry.id = hit.number ORDER BY entry.decided_on DESC, entry.id DESC
"""
_COUNT = "SELECT count(*) FROM doc_fts {joined} WHERE doc_fts MATCH :words {where}"


def find(
    connection: Connection, match: str, wanted: EntryFilter, today: date, limit: int, offset: int = 0
) -> tuple[Found, bool]:
    """The newest entries that match an FTS5 expression, and whether the total was counted.

    The total is counted only where the page is full; a page that is not full knows it.
    """
    joined, where = _filtered(wanted, today)
    query = _statement(_FOUND.format(themes=THEMES_OF, mask=_MASK, joined=joined, where=where))
    rows = connection.execute(query, {"words": match, "limit": limit, "offset": offset}).mappings().all()
    lines = tuple(line_of(row, today, row["snippet"] or "") for row in rows)
    if len(lines) < limit:
        return Found(lines, offset + len(lines)), True
    return Found(lines, offset + len(lines)), False


def count(connection: Connection, match: str, wanted: EntryFilter, today: date) -> int:
    """How many entries match in all."""
    joined, where = _filtered(wanted, today)
    return int(
        connection.execute(
            _statement(_COUNT.format(joined=joined, where=where)), {"words": match}
        ).scalar_one()
    )


@lru_cache(maxsize=64)
def _statement(sql: str) -> TextClause:
    return text(sql)


def _filtered(wanted: EntryFilter, today: date) -> tuple[str, str]:
    """The join and the conditions of a filter; the bin is not indexed, so no filter needs no join."""
    if wanted.is_empty:
        return "", ""
    where = [
        str(clause.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
        for clause in conditions(wanted, today)
    ]
    return f"JOIN entry ON entry.id = (doc_fts.rowid & {_MASK})", "".join(
        f" AND {clause.replace(':', chr(92) + ':')}" for clause in where
    )
