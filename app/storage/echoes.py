"""Decisions of some weeks ago that may be brought up again: by ruling 45, only what is harmless to meet."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from app.storage.rows import fetched

_HARD: Final = -2
"""How a safeguarding decision may not have turned out, to be brought up unasked (domain 4.2, C15)."""

# Nothing marked, nothing with a marked part, nothing let go or in the bin; a safeguarding decision only
# once it was looked at again and did not turn out badly.
_MAY_RETURN: Final = f"""
  e.kind = 0 AND e.deleted_at IS NULL AND e.withdrawn = 0 AND e.undecided = 0 AND e.marks = 0
  AND NOT EXISTS (SELECT 1 FROM field_mark f WHERE f.entry = e.id AND f.marks <> 0)
  AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.entry = e.id AND a.marks <> 0)
  AND (e.is_demo = 0 OR EXISTS (SELECT 1 FROM journal WHERE key = 'is_demo' AND value = 'true'))
  AND NOT EXISTS (
    SELECT 1 FROM entry_theme t JOIN theme s ON s.id = t.theme AND s.key = 'safeguarding'
    WHERE t.entry = e.id AND NOT EXISTS (
      SELECT 1 FROM review r WHERE r.id = e.reviewed AND coalesce(r.outcome, 0) > {_HARD}))
"""


def candidates(connection: Connection, first: int, last: int) -> list[tuple[int, int]]:
    """Entry and day number of what may return from these days, the oldest entry first."""
    rows: Sequence[Sequence[int]] = fetched(
        connection,
        f"SELECT e.id, e.decided_on FROM entry e WHERE {_MAY_RETURN} AND e.decided_on BETWEEN ? AND ?"
        " ORDER BY e.decided_on, e.id LIMIT 50",
        (first, last),
    )
    return [(row[0], row[1]) for row in rows]
