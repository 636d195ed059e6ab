"""Which entries are new since a day, for a brief."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from app.storage.rows import fetched

MOST: Final = 200
"""A brief is for a meeting of an hour: of each part, this many of the newest are offered."""

_STANDS: Final = (
    "e.kind = 0 AND e.deleted_at IS NULL AND e.withdrawn = 0 AND e.undecided = 0"
    " AND (e.is_demo = 0 OR EXISTS (SELECT 1 FROM journal WHERE key = 'is_demo' AND value = 'true'))"
)


def decided_since(connection: Connection, day: int) -> list[int]:
    """Decisions taken, or written down, from a day on; newest first."""
    return _numbers(
        connection,
        f"SELECT e.id FROM entry e WHERE {_STANDS} AND (e.decided_on >= ? OR e.written_on >= ?)"
        " ORDER BY e.decided_on DESC, e.id DESC LIMIT ?",
        (day, day, MOST),
    )


def reviewed_since(connection: Connection, day: int) -> list[int]:
    """Decisions looked at again from a day on; newest review first."""
    return _numbers(
        connection,
        "SELECT r.entry FROM review r JOIN entry e ON e.id = r.entry"
        f" WHERE {_STANDS} AND r.reviewed_on >= ? GROUP BY r.entry"
        " ORDER BY max(r.reviewed_on) DESC, r.entry DESC LIMIT ?",
        (day, MOST),
    )


def waiting_on(connection: Connection, day: int) -> list[int]:
    """Decisions past their date on a day and not looked at again; the longest wait first."""
    return _numbers(
        connection,
        f"SELECT e.id FROM entry e WHERE {_STANDS} AND e.reviewed = 0 AND e.review_due < ?"
        " AND (e.snoozed_until IS NULL OR e.snoozed_until <= ?) ORDER BY e.review_due, e.id LIMIT ?",
        (day, day, MOST),
    )


def _numbers(connection: Connection, query: str, values: tuple[int, ...]) -> list[int]:
    rows: Sequence[Sequence[int]] = fetched(connection, query, values)
    return [row[0] for row in rows]
