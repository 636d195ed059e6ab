"""Entries of which something may be chosen for a share."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection

from app.domain.choosing import ChoosableEntry, choosable
from app.domain.listing import EntryFilter
from app.storage.entries import load_many
from app.storage.lists import conditions
from app.storage.rows import fetched
from app.storage.wordings import Words

# Marks: 1 is private-only. An entry, or its title, that is marked so is not offered at all (ruling 12).
_OFFERED: Final = (
    "entry.marks & 1 = 0"
    " AND NOT EXISTS (SELECT 1 FROM field_mark m WHERE m.entry = entry.id AND m.field = 'title' AND m.marks & 1)"
)
_NEW_SINCE: Final = (
    "(entry.written_on >= {day} OR EXISTS (SELECT 1 FROM review v WHERE v.entry = entry.id"
    " AND v.reviewed_on >= {day})"
    " OR EXISTS (SELECT 1 FROM addition a WHERE a.entry = entry.id AND a.written_on >= {day})"
    " OR EXISTS (SELECT 1 FROM answer w WHERE w.entry = entry.id AND w.added_later = 1"
    " AND w.answered_at >= {instant}))"
)
_MICROSECONDS_A_DAY: Final = 86_400_000_000
_EPOCH: Final = date(1970, 1, 1).toordinal()


def numbers(connection: Connection, wanted: EntryFilter, today: date, since: date | None) -> list[int]:
    """The entries a filter lets through, newest first; with `since`, those with something written from that day on."""
    where = f"{conditions(wanted, today)} AND {_OFFERED}"
    if since is not None:
        day = since.toordinal()
        where += f" AND {_NEW_SINCE.format(day=day, instant=(day - _EPOCH) * _MICROSECONDS_A_DAY)}"
    query = f"SELECT entry.id FROM entry WHERE {where} ORDER BY entry.decided_on DESC, entry.id DESC"
    return [row[0] for row in fetched(connection, query)]


def load(
    connection: Connection, words: Words, entries: Sequence[int], shown: Mapping[int, Mapping[str, str]]
) -> dict[int, ChoosableEntry]:
    """What can be chosen of these entries, in their order; `shown` are the hashes of what somebody was shown."""
    found: dict[int, ChoosableEntry] = {}
    for begin in range(0, len(entries), _AT_ONCE):
        for entry in load_many(connection, words, entries[begin : begin + _AT_ONCE]):
            one = choosable(entry, shown.get(entry.id))
            if one is not None:
                found[entry.id] = one
    return {number: found[number] for number in entries if number in found}


_AT_ONCE: Final = 400
