"""Finding entries by any word, newest first: the index streams in the order of days."""

from datetime import date

from sqlalchemy import Connection

from app.domain.listing import EntryFilter, Found
from app.storage.derived import DOC_BITS
from app.storage.lists import COLUMNS, are_common, conditions, line_of
from app.storage.rows import fetched

_MASK = (1 << DOC_BITS) - 1
# The join must not be turned round, and the rows leave it as the index streams them: newest first.
_FOUND = """
  SELECT {columns}, hit.snippet
  FROM (
    SELECT doc_fts.rowid & {mask} AS number, snippet(doc_fts, -1, char(2), char(3), '…', 14) AS snippet
    FROM doc_fts {joined} WHERE doc_fts MATCH ? {where}
    ORDER BY doc_fts.rowid DESC LIMIT {limit} OFFSET {offset}
  ) AS hit CROSS JOIN entry ON entry.id = hit.number
"""
_JOIN = (
    "CROSS JOIN entry INDEXED BY entry_by_day ON entry.deleted_at IS NULL"
    f" AND entry.decided_on = (doc_fts.rowid >> {DOC_BITS}) AND entry.id = (doc_fts.rowid & {_MASK})"
)
_COUNT = "SELECT count(*) FROM doc_fts {joined} WHERE doc_fts MATCH ? {where}"


def find(
    connection: Connection, match: str, wanted: EntryFilter, today: date, limit: int, offset: int = 0
) -> tuple[Found, bool]:
    """The newest entries that match an FTS5 expression, and whether the total was counted.

    The total is counted only where the page is full; a page that is not full knows it.
    """
    joined, where = _filtered(wanted, today, one_by_one=are_common(connection, wanted))
    query = _FOUND.format(
        columns=COLUMNS, mask=_MASK, joined=joined, where=where, limit=int(limit), offset=int(offset)
    )
    day = today.toordinal()
    lines = tuple(line_of(row, day, row[11] or "") for row in fetched(connection, query, (match,)))
    known = len(lines) < limit and (bool(lines) or offset == 0)
    return Found(lines, offset + len(lines)), known


def count(connection: Connection, match: str, wanted: EntryFilter, today: date) -> int:
    """How many entries match in all."""
    joined, where = _filtered(wanted, today)
    query = _COUNT.format(joined=joined, where=where)
    return int(connection.exec_driver_sql(query, (match,)).scalar_one())


def _filtered(wanted: EntryFilter, today: date, *, one_by_one: bool = False) -> tuple[str, str]:
    """The join and the conditions of a filter; the bin is not indexed, so no filter needs no join.

    Kind, status and day stand in one index that the day and number of a document lead to, so that no
    entry is read for being left out; and the index streams from the first day of a span.
    """
    if wanted.is_empty:
        return "", ""
    where = f" AND {conditions(wanted, today, one_by_one=one_by_one)}"
    for day, side in ((wanted.span.first, ">="), (wanted.span.last, "<=")):
        if day is not None:
            bound = (day.toordinal() << DOC_BITS) | (0 if side == ">=" else _MASK)
            where += f" AND doc_fts.rowid {side} {bound}"
    return _JOIN, where
