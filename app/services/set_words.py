"""Whether undo or redo would change words that have set since (ruling 2)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from app.domain.changes import ChangeSet, Row, RowChange
from app.domain.entries import Entry, EntryId
from app.domain.errors import NoSuchEntry
from app.domain.sealing import has_set
from app.services.history import added
from app.storage.codes import moment

_SETS: Final = {
    "entry": frozenset(
        {
            "title",
            "context",
            "decision",
            "expected",
            "confidence",
            "confidence_withheld",
            "decided_on",
            "undecided",
        }
    ),
    "review": frozenset({"happened", "what_happened", "outcome", "process", "learned", "reviewed_on"}),
    "answer": frozenset({"value", "text"}),
}


def would_change_set_words(change: ChangeSet, now: datetime, entry_of: Callable[[EntryId], Entry]) -> bool:
    """Whether replaying an action would replace words of an entry or review that have set since it.

    What an action added, an entry, a review or an answer, can still be taken back whole.
    """
    for table, row in _replaced(change):
        try:
            entry = entry_of(EntryId(_number(row, "id" if table == "entry" else "entry")))
        except NoSuchEntry:
            continue
        written_at = _written_at(table, row, entry)
        if written_at is not None and has_set(written_at, change.at, now):
            return True
    return False


def _replaced(change: ChangeSet) -> Iterator[tuple[str, Row]]:
    """The rows whose words an action replaced or took away, as they were before it."""
    mine = {table: added(change, table) for table in _SETS}
    for image in change.images:
        if not isinstance(image, RowChange) or image.before is None or image.table not in _SETS:
            continue
        before, after = image.before, image.after
        if _number(before, "id") in mine[image.table]:
            continue
        if after is None or any(before.get(name) != after.get(name) for name in _SETS[image.table]):
            yield image.table, before


def _written_at(table: str, row: Row, entry: Entry) -> datetime | None:
    """When the words of a row were written; None where its review is gone."""
    number = _number(row, "id") if table == "review" else _number(row, "review")
    if table == "entry" or (table == "answer" and not number):
        given = moment(_number(row, "answered_at")) if table == "answer" else entry.written_at
        return max(entry.written_at, given)
    return next((review.written_at for review in entry.reviews if review.id == number), None)


def _number(row: Row, name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0
