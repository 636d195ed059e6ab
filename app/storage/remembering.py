"""What was removed, noted without its words, and removed again from a file that was restored (ruling 27)."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection

from app.domain.exchange import Progress, no_progress
from app.domain.redaction import Remembered, Words, digest_of
from app.domain.removing import PlaceKind
from app.storage import chain, derived, emptying, erasing, redacting
from app.storage.rows import fetched
from app.storage.unchanged import WITH_UID, Apart, Texts, rows_apart

_COLUMNS: Final = "uid, kind, entry, field, digest, length, replacement, done_on"
_PLACE: Final = "place:"
_DRAWS_OWN: Final = {PlaceKind.ENTRY, PlaceKind.SHARE, PlaceKind.DRAFT, PlaceKind.SETTINGS}
"""Where a change draws nothing after it but what follows from its entry."""
_EVERYTHING: Final = ((PlaceKind.THEME, 0),)
"""Stands for a change after which everything is drawn again."""
_MOST_DRAWN: Final = 3000
"""Entries that are drawn again one by one sooner than all at once."""
PURPOSE: Final = b"redaction 1"
"""What `JournalFile.keyed` is asked for: the secret of the digests."""


class Kind(IntEnum):
    """What was removed."""

    PASSAGE = 0
    NAME = 1
    FIELD = 2
    ENTRY = 3
    DISTILLED = 4


@dataclass(frozen=True, slots=True)
class Note:
    """One removal: ids and a keyed digest, never the words."""

    uid: str
    kind: Kind
    entry: str
    field: str
    digest: str
    length: int
    replacement: str
    done_on: int

    def search(self, secret: bytes) -> Remembered:
        """What finds the words again, where they were a passage or a name."""
        return Remembered(self.digest, self.length, secret, self.kind is Kind.NAME, self.replacement)


def note(
    connection: Connection,
    kind: Kind,
    on: date,
    *,
    entry: str = "",
    field: str = "",
    words: Words | None = None,
    secret: bytes = b"",
    replacement: str = "",
) -> None:
    """Note a removal."""
    digest = digest_of(words.folded, secret) if words else ""
    length = len(words.folded) if words else 0
    instead = words.instead if words else replacement
    made = Note(uuid.uuid4().hex, kind, entry, field, digest, length, instead, on.toordinal())
    _put(connection, (made,))


def note_words(
    connection: Connection,
    words: Words,
    secret: bytes,
    on: date,
    spots: Iterable[redacting.Spot] | None,
    entry: int | None = None,
) -> None:
    """Note removed words: everywhere in the journal or in what belongs to an entry (None), or in these places."""
    kind = Kind.NAME if words.alone else Kind.PASSAGE
    uid = "" if entry is None else uid_of(connection, entry)
    if spots is None:
        note(connection, kind, on, entry=uid, words=words, secret=secret)
        return
    places = set(spots)
    for number in sorted(number for place, number in places if place is PlaceKind.ENTRY):
        field = f"{_PLACE}{PlaceKind.ENTRY}"
        here = uid_of(connection, number)
        note(connection, kind, on, entry=here, field=field, words=words, secret=secret)
    for spot in sorted(spot for spot in places if spot[0] is not PlaceKind.ENTRY):
        note(connection, kind, on, entry=uid, field=_place(connection, spot), words=words, secret=secret)


def _place(connection: Connection, spot: redacting.Spot) -> str:
    """A place by what it is called in every file of this journal: its kind, and the uid of what has one."""
    kind, number = spot
    table = WITH_UID.get(kind)
    rows = fetched(connection, f"SELECT uid FROM {table} WHERE id = ?", (number,)) if table else []
    return f"{_PLACE}{kind}:{rows[0][0] if rows else ''}"


def uid_of(connection: Connection, entry: int) -> str:
    """The uid of an entry."""
    return str(fetched(connection, "SELECT uid FROM entry WHERE id = ?", (entry,))[0][0])


def notes(connection: Connection) -> tuple[Note, ...]:
    """Every removal of a journal, in order; none where its file knows of none yet."""
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'redaction'"
    if not fetched(connection, known):
        return ()
    rows = fetched(connection, f"SELECT {_COLUMNS} FROM redaction ORDER BY id")
    return tuple(Note(row[0], Kind(row[1]), *row[2:]) for row in rows)


def distilled(connection: Connection) -> frozenset[str]:
    """The uids of the entries that were distilled."""
    return frozenset(one.entry for one in notes(connection) if one.kind is Kind.DISTILLED)


def _put(connection: Connection, made: Iterable[Note]) -> None:
    for one in made:
        connection.exec_driver_sql(
            f"INSERT INTO redaction ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                one.uid,
                int(one.kind),
                one.entry,
                one.field,
                one.digest,
                one.length,
                one.replacement,
                one.done_on,
            ),
        )


# ---- after a restore


def replay(
    connection: Connection,
    elsewhere: Sequence[Note],
    secret: bytes,
    shipped: frozenset[str] = frozenset(),
    there: Mapping[str, Texts] = MappingProxyType({}),
    progress: Progress = no_progress,
) -> int:
    """Remove again what another file of this journal says was removed; how many removals were new here.

    `there` is, by the uid of a note, what stands in the file it was found in: words were looked for there when
    they were removed, so a text that still stands in its place there is not looked through again.
    The caller holds the write transaction and writes the file anew afterwards.
    """
    here = {one.uid for one in notes(connection)}
    fresh = [one for one in elsewhere if one.uid not in here]
    rows = _apart(connection, fresh, there)
    _put(connection, fresh)
    changed: set[redacting.Spot] = set()
    for done, one in enumerate(fresh):
        progress(done, len(fresh) + 1)
        changed.update(_again(connection, one, secret, shipped, rows.get(one.uid)))
    if fresh:
        progress(len(fresh), len(fresh) + 1)
        _draw_anew(connection, changed)
    return len(fresh)


def _draw_anew(connection: Connection, changed: set[redacting.Spot]) -> None:
    """Draw again what follows from changed entries: from all, where they are many or more than entries changed."""
    entries = [number for kind, number in changed if kind is PlaceKind.ENTRY]
    if len(entries) > _MOST_DRAWN or not {kind for kind, _ in changed} <= _DRAWS_OWN:
        redacting.draw_anew(connection)
    else:
        derived.redraw(connection, entries)


def _apart(connection: Connection, fresh: Sequence[Note], there: Mapping[str, Texts]) -> dict[str, Apart]:
    """By the uid of a note, the rows that may hold its words; of a note that is not in it, any may.

    A text that is emptied on the way was another before: its entry is looked through whole.
    """
    uids = {one.entry for one in fresh if one.kind in (Kind.FIELD, Kind.DISTILLED)}
    emptied = frozenset(_number(connection, uid) for uid in uids) - {None}
    found: dict[int, Apart] = {}
    apart = {}
    for one in fresh:
        if one.uid in there and one.kind in (Kind.PASSAGE, Kind.NAME):
            texts = there[one.uid]
            if id(texts) not in found:  # most notes were found in one file
                found[id(texts)] = rows_apart(connection, texts, emptied)
            apart[one.uid] = found[id(texts)]
    return apart


def _again(
    connection: Connection, one: Note, secret: bytes, shipped: frozenset[str], rows: Apart | None
) -> Collection[redacting.Spot]:
    """Remove once more what a note says; the places that changed."""
    entry = _number(connection, one.entry)
    if one.kind in (Kind.PASSAGE, Kind.NAME):
        if one.entry and entry is None:
            return ()
        scope = redacting.Scope(entry, shipped, rows)
        search = one.search(secret)
        return redacting.remove(connection, search, scope, lambda spot: is_meant(connection, spot, one))
    if entry is None:
        return ()
    if one.kind is Kind.FIELD:
        emptying.empty(connection, entry, one.field, one.replacement)
    elif one.kind is Kind.DISTILLED:
        emptying.drop_versions(connection, entry)
        erasing.forget_drafts(connection, entry)
    elif one.kind is Kind.ENTRY:
        chain.forget(connection, erasing.subjects(connection, (entry,)))
        erasing.erase_these(connection, (entry,))
        return _EVERYTHING
    return ((PlaceKind.ENTRY, entry),)


def is_meant(connection: Connection, spot: redacting.Spot, one: Note) -> bool:
    """Whether words went from this place then: what was left as it was, as on hold, stays so."""
    if not one.field.startswith(_PLACE):
        return True
    return one.field in (f"{_PLACE}{spot[0]}", _place(connection, spot))


def _number(connection: Connection, uid: str) -> int | None:
    rows = fetched(connection, "SELECT id FROM entry WHERE uid = ?", (uid,)) if uid else []
    return int(rows[0][0]) if rows else None
