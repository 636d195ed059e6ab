"""A request has arrived: search for names, roles and other words, collect what is ticked, note what was done."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from app.domain.entries import EntryId
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.errors import InvalidInput
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.redaction import LEAST_EVERYWHERE, Words
from app.domain.removing import Held, PlaceKind
from app.domain.request import (
    Collected,
    DatedText,
    FoundPlace,
    ReviewCopy,
    Searched,
    SearchNote,
    words_in,
)
from app.domain.whole import JsonValue
from app.exporters.markdown import entry_page
from app.exporters.writing.review_copy import text_of
from app.services.ledger import Ledger
from app.services.redacting.covered import typed_behind_cover
from app.services.redacting.places import described
from app.services.redacting.removal import Removal
from app.storage import entries, files, redacting, settings, whole_texts
from app.storage.redacting import BEHIND_COVER, Change, Open, Spot
from app.storage.rewriting import REQUEST_SEARCHES
from app.storage.rows import fetched

_APART: Final = frozenset({PlaceKind.DESK, PlaceKind.DRAFT, PlaceKind.PROMPT, PlaceKind.SETTINGS})
"""Kinds whose places share a number: each row of them is a place of its own."""
_WALK: Final = "walk:"
_SEALED: Final = "These words are sealed until both have answered. End the round first to have them here."
_BESIDE: Final = {
    "draft": "Typing that was not saved yet",
    "own_prompt": "A question of your own",
    "wording": "A question as it was put",
    "journal": "A saved search or setting",
    "redaction": "What stands in place of removed words",
}
_AT: Final = "at"
_Row = tuple[Spot, str]


@dataclass
class _Met:
    """What was met at one place so far."""

    count: int = 0
    parts: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)


class Requests:
    """Searches every table that can hold words, collects what was ticked, and keeps a note of each search."""

    def __init__(self, ledger: Ledger, removal: Removal, shipped: Callable[[], frozenset[str]]) -> None:
        self._ledger = ledger
        self._removal = removal
        self._shipped = shipped

    def offered(self) -> tuple[str, ...]:
        """The names of the list of names and the roles that stand in their place, to search for."""
        known = self._removal.words.known_names()
        return words_in(one for pair in known for one in (pair.name, pair.role))

    # ---- searching

    def search(
        self,
        words: Sequence[str],
        *,
        inside: bool = False,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> Searched:
        """Where any of the words stands, as words on their own or `inside` longer ones too. Nothing is kept.

        Raises InvalidInput, Cancelled.
        """
        wanted = words_in(words)
        _check(wanted)
        met: dict[_Row, _Met] = {}
        with self._ledger.file.read() as connection:
            for done, word in enumerate(wanted):
                if cancelled():
                    raise CancelledByPerson
                progress(done, len(wanted))
                self._meet(connection, Words(word, alone=not inside), met, cancelled)
            progress(len(wanted), len(wanted))
            places = self._described(connection, met)
        return Searched(wanted, inside, self._now(), places)

    def _meet(self, connection: Open, word: Words, met: dict[_Row, _Met], cancelled: Cancelled) -> None:
        for change in redacting.find(connection, word, redacting.Scope(None, self._shipped())):
            if cancelled():
                raise CancelledByPerson
            if not _is_of_requests(change):
                _add(
                    met,
                    (change.spot, _row_of(change)),
                    whole_texts.PART_WORDS[change.table],
                    word,
                    change.count,
                )
        for form in typed_behind_cover(connection, self._ledger.file, word):
            row = f"draft {whole_texts.row_key((('form', form),))}"
            _add(met, ((PlaceKind.DRAFT, 0), row), whole_texts.PART_WORDS["draft"], word, 1)

    def _described(self, connection: Open, met: dict[_Row, _Met]) -> tuple[FoundPlace, ...]:
        held = self._removal.holding.now()
        counts = Counter({spot: 1 for spot, _ in met})
        in_bin = {row[0] for row in fetched(connection, "SELECT id FROM entry WHERE deleted_at IS NOT NULL")}
        rows: dict[Spot, list[tuple[str, _Met]]] = {}
        for (spot, row), what in met.items():
            rows.setdefault(spot, []).append((row, what))
        return tuple(
            FoundPlace(
                place.kind, place.number, row, _title(place.title, row), place.day, what.count,
                tuple(what.parts), tuple(what.words), place.held,
                place.kind is PlaceKind.ENTRY and place.number in in_bin,
            )
            for place in described(connection, counts, held)
            for row, what in rows[place.kind, place.number]
        )  # fmt: skip

    def hold(self, places: Collection[FoundPlace]) -> int:
        """Put the entries among these places on hold, each; how many were not before."""
        fresh = [one for one in places if one.kind is PlaceKind.ENTRY and not one.held]
        for one in fresh:
            self._removal.holding.put(EntryId(one.number), on=True)
        return len(fresh)

    # ---- the leader's own record

    def keep_note(self, searched: Searched) -> SearchNote:
        """Note what was searched for, when, and in how many places it was found; outside undo."""
        note = searched.note()
        self._keep([*self.notes(), note])
        return note

    def notes(self) -> tuple[SearchNote, ...]:
        """Every search that was noted, the oldest first."""
        with self._ledger.file.read() as connection:
            kept = settings.setting(connection, REQUEST_SEARCHES, [])
        return (
            tuple(_note_from(one) for one in kept if isinstance(one, dict)) if isinstance(kept, list) else ()
        )

    def _keep(self, notes: Sequence[SearchNote]) -> None:
        if self._ledger.file.is_read_only:  # a search is there to be read; the copy holds its note
            return
        with self._ledger.file.untracked() as connection:
            settings.note(connection, REQUEST_SEARCHES, [_shape_of(one) for one in notes])

    # ---- collecting

    def collect(
        self,
        searched: Searched,
        ticked: Collection[str],
        *,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> ReviewCopy:
        """Every ticked place whole, with the note of the search; raises InvalidInput, Cancelled."""
        chosen = [one for one in searched.places if one.key in ticked]
        if not chosen:
            raise InvalidInput("ticked", "Nothing is ticked yet.", "Tick what the copy should hold.")
        parts = []
        with self._ledger.file.read() as connection:
            for done, one in enumerate(chosen):
                if cancelled():
                    raise CancelledByPerson
                progress(done, len(chosen))
                parts.append(self._collected(connection, one))
        held = _said_of(self._removal.holding.now())
        return ReviewCopy(self._ledger.clock.today(), searched.note(), held, tuple(parts))

    def _collected(self, connection: Open, place: FoundPlace) -> Collected:
        if place.row:
            table, key = place.row.split(" ", 1)
            if table == "draft" and BEHIND_COVER in key:
                return Collected(place, (DatedText("Sealed", _SEALED),))
            return Collected(place, tuple(whole_texts.texts_of_row(connection, table, key)))
        if place.kind is not PlaceKind.ENTRY:
            return Collected(place, tuple(whole_texts.texts_of(connection, place.kind, place.number)))
        found = entries.load(connection, self._ledger.file.words, place.number)
        written = entry_page(found) if found is not None else ""
        without = whole_texts.IN_ITS_PAGE if found is not None else ()
        return Collected(
            place, tuple(whole_texts.texts_of(connection, place.kind, place.number, without)), written
        )

    def write(self, copy: ReviewCopy, path: Path) -> int:
        """Write the copy to a file that this account alone can read, and note that; how many places it holds."""
        with files.file_errors():
            files.write_whole(path, text_of(copy))
        written = (copy.made_on, len(copy.parts))
        self._keep(
            [
                replace(one, copies=(*one.copies, written)) if one.at == copy.note.at else one
                for one in self.notes()
            ]
        )
        return len(copy.parts)

    def _now(self) -> datetime:
        return self._ledger.clock.now().astimezone()


def _check(words: Sequence[str]) -> None:
    if not words:
        raise InvalidInput(
            "words", "There is nothing to look for yet.", "Type a name, a role or other words."
        )
    for word in words:
        if sum(sign.isalnum() for sign in Words(word).folded) < LEAST_EVERYWHERE - 1:
            raise InvalidInput(
                "words", f"“{word}” is too short to be looked for.", "Use two letters or more."
            )


def _add(met: dict[_Row, _Met], row: _Row, part: str, word: Words, count: int) -> None:
    what = met.setdefault(row, _Met())
    what.count += count
    what.parts[part] = None
    what.words[word.given] = None


def _row_of(change: Change) -> str:
    return f"{change.table} {whole_texts.row_key(change.key)}" if change.spot[0] in _APART else ""


def _is_of_requests(change: Change) -> bool:
    """Whether it is what this page itself keeps: the words that were searched for."""
    key = dict(change.key)
    return (change.table == "draft" and str(key["form"]).startswith(_WALK)) or (
        change.table == "journal" and key["key"] == REQUEST_SEARCHES
    )


def _title(title: str, row: str) -> str:
    return _BESIDE.get(row.split(" ", 1)[0], title) if row else title


def _said_of(held: Held) -> str:
    if held.journal:
        return "The whole journal was on hold when this was made."
    if held.entries:
        many = "1 entry was" if len(held.entries) == 1 else f"{len(held.entries):,} entries were"
        return f"{many} on hold when this was made; the rest of the journal was not."
    return "Nothing was on hold when this was made."


def _shape_of(note: SearchNote) -> JsonValue:
    return {
        _AT: note.at.isoformat(),
        "inside": note.inside,
        "each": [[word, count] for word, count in note.each],
        "places": note.places,
        "copies": [[day.isoformat(), count] for day, count in note.copies],
    }


def _note_from(kept: dict[str, JsonValue]) -> SearchNote:
    each, copies, places = kept.get("each"), kept.get("copies"), kept.get("places")
    return SearchNote(
        datetime.fromisoformat(str(kept[_AT])),
        kept.get("inside") is True,
        tuple((str(one[0]), _number(one[1])) for one in _pairs(each)),
        _number(places),
        tuple((date.fromisoformat(str(one[0])), _number(one[1])) for one in _pairs(copies)),
    )


def _pairs(kept: JsonValue) -> list[list[JsonValue]]:
    pairs = kept if isinstance(kept, list) else []
    return [one for one in pairs if isinstance(one, list) and len(one) == 2]


def _number(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0
