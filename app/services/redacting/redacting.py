"""Redacting a passage or a whole text, and swapping a name for a role: looked at first, then done for good."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from app.domain.contacts import LoggedShare
from app.domain.distilled import Gone
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput
from app.domain.exchange import Progress, no_progress
from app.domain.privacy import REMOVED
from app.domain.redaction import Words, check_words
from app.domain.removing import (
    HELD_SENTENCE,
    WORD_TO_REMOVE,
    WORD_TO_SWAP,
    FieldPreview,
    FieldWords,
    Held,
    OnHold,
    Place,
    PlaceKind,
    RemovalPreview,
    Removed,
    check_word,
)
from app.services.ledger import Ledger
from app.services.redacting.covered import drop_typed, sealed_with_key, typed_behind_cover
from app.services.redacting.holding import Holding
from app.services.redacting.places import described
from app.services.redacting.sweeping import Sweeping
from app.storage import emptying, redacting, remembering, sharing_log
from app.storage.redacting import Open
from app.storage.remembering import Kind
from app.storage.rows import fetched


@dataclass(frozen=True, slots=True)
class Known:
    """A name that stands in the leader's alias list, and the words that stand in its place there."""

    name: str
    role: str


class Redacting:
    """Takes words out of a journal. Nothing here can be undone."""

    def __init__(
        self, ledger: Ledger, holding: Holding, sweeping: Sweeping, shipped: Callable[[], frozenset[str]]
    ) -> None:
        self._ledger = ledger
        self._holding = holding
        self._sweeping = sweeping
        self._shipped = shipped

    # ---- looking

    def look(self, passage: str, entry: EntryId | None = None) -> RemovalPreview:
        """Where a passage stands: in the whole journal, or in one entry and all that belongs to it.

        Any case, spacing and Unicode form is met. Raises InvalidInput, NoSuchEntry.
        """
        return self._look(Words(passage), entry)

    def look_at_range(self, entry: EntryId, field: str, start: int, end: int) -> RemovalPreview:
        """The same for characters `start` to `end` of a text of an entry, by its field id; raises InvalidInput."""
        with self._ledger.file.read() as connection:
            kept = emptying.texts(connection, entry, field)
        if not kept or not 0 <= start < end <= len(kept[0]):
            raise InvalidInput("range", "There are no such words in this text.", "Select them again.")
        return self.look(kept[0][start:end], entry)

    def look_for_name(self, name: str, role: str, entry: EntryId | None = None) -> RemovalPreview:
        """Where a name stands as words on their own, to be swapped for a role; raises InvalidInput."""
        return self._look(Words(name, alone=True, instead=" ".join(role.split())), entry)

    def known_names(self) -> tuple[Known, ...]:
        """Names of the alias list with a role to offer for each."""
        with self._ledger.file.read() as connection:
            rows = fetched(connection, "SELECT plain, alias FROM alias ORDER BY plain, id")
        return tuple(Known(*row) for row in rows)

    def _look(self, words: Words, entry: EntryId | None) -> RemovalPreview:
        check_words(words, everywhere=entry is None)
        if entry is not None:
            self._ledger.entry(entry)
        held = self._holding.now()
        with self._ledger.file.read() as connection:
            found = Counter[redacting.Spot]()
            for change in redacting.find(connection, words, self._scope(entry)):
                found[change.spot] += change.count
            covered = typed_behind_cover(connection, self._ledger.file, words, entry)
            if covered:
                found[PlaceKind.DRAFT, 0] += len(covered)
            found.update(
                (PlaceKind.ROUND, one) for one in sealed_with_key(connection, self._ledger.file, words, entry)
            )
            places = described(connection, found, held)
            shares = _shares(connection, places)
        numbers = frozenset(one.number for one in places if one.held)
        why = HELD_SENTENCE if held.journal or numbers else ""
        return RemovalPreview(words, entry, places, shares, why)

    def _scope(self, entry: EntryId | None) -> redacting.Scope:
        return redacting.Scope(entry, self._shipped())

    # ---- doing

    def remove(
        self,
        preview: RemovalPreview,
        *,
        confirmed: str,
        only: Collection[str] | None = None,
        despite_hold: bool = False,
        progress: Progress = no_progress,
    ) -> Removed:
        """Replace the words in the places of `only` (their keys), or in all; not undoable.

        `confirmed` is the typed word: “remove” for a passage, “swap” for a name. What is on hold is left
        out and counted; `despite_hold` goes on for a single entry only. Raises InvalidInput, OnHold.
        """
        check_word(confirmed, WORD_TO_SWAP if preview.words.alone else WORD_TO_REMOVE)
        check_words(preview.words, everywhere=preview.entry is None)
        held = self._holding.now()
        past = despite_hold and preview.entry is not None
        if held.why(frozenset({preview.entry or 0})) and not past:
            raise OnHold
        chosen = _chosen(preview, held, only, past=past)
        words, scope = preview.words, self._scope(preview.entry)
        with self._sweeping.removal(progress) as connection:
            covered = typed_behind_cover(connection, self._ledger.file, words, preview.entry)
            sealed = sealed_with_key(connection, self._ledger.file, words, preview.entry)
            found = redacting.remove(connection, words, scope, chosen)
            if covered and chosen((PlaceKind.DRAFT, 0)):
                drop_typed(connection, covered)
                found[PlaceKind.DRAFT, 0] = found.get((PlaceKind.DRAFT, 0), 0) + len(covered)
            rounds = [one for one in sealed if chosen((PlaceKind.ROUND, one))]
            redacting.close_rounds(connection, rounds)
            found |= {spot: found.get(spot, 0) + 1 for spot in ((PlaceKind.ROUND, one) for one in rounds)}
            everything = only is None and not _left(preview, past=past)
            secret = self._ledger.file.keyed(remembering.PURPOSE)
            today = self._ledger.clock.today()
            for spots in (None,) if everything else _to_note(found):
                remembering.note_words(connection, words, secret, today, spots, preview.entry)
        return Removed(
            count=sum(found.values()),
            entries=sum(kind is PlaceKind.ENTRY for kind, _ in found),
            places=len(found),
            left_on_hold=_left(preview, past=past),
            compacted=self._sweeping.compact(progress),
            shares=preview.shares,
        )

    # ---- a whole text

    def look_at_field(self, entry: EntryId, field: str) -> FieldPreview:
        """What emptying a whole text of an entry would remove, by its field id; raises InvalidInput."""
        held = self._holding.now()
        with self._ledger.file.read() as connection:
            kept = emptying.texts(connection, entry, field)
            if not kept:
                raise InvalidInput("field", "There is no such text in this entry.", "Choose another one.")
            quotes = fetched(
                connection, "SELECT count(*) FROM comment WHERE entry = ? AND quote IS NOT NULL", (entry,)
            )[0][0]
            shares = sharing_log.containing(connection, (entry,))
            gone = Gone(remembering.uid_of(connection, entry), field)
        words = FieldWords(field, field, kept[0])
        why = held.why(frozenset({entry}))
        return FieldPreview(entry, words, len(kept) - 1, quotes, shares, why, kept[1:], gone)

    def remove_field(
        self,
        preview: FieldPreview,
        *,
        confirmed: str,
        despite_hold: bool = False,
        progress: Progress = no_progress,
    ) -> Removed:
        """Put [removed] where a text stood, and remove its versions, quotes and copies; raises OnHold."""
        check_word(confirmed, WORD_TO_REMOVE)
        self._holding.check(frozenset({preview.entry}), despite_hold=despite_hold)
        with self._sweeping.removal(progress) as connection:
            count = self.empty(connection, preview.entry, preview.field.field, REMOVED)
        return Removed(count, 1, 1, 0, self._sweeping.compact(progress), preview.shares)

    def empty(self, connection: Open, entry: EntryId, field: str, instead: str) -> int:
        """Inside a removal: put other words where a text stood, and take the text out wherever it is repeated.

        Gives in how many places the words stood.
        """
        today, secret = self._ledger.clock.today(), self._ledger.file.keyed(remembering.PURPOSE)
        texts = emptying.texts(connection, entry, field)
        count = 0
        for text in dict.fromkeys(texts):
            words = Words(text)
            if not _stands_alone(words):
                continue
            found = redacting.remove(connection, words, self._scope(entry), lambda _: True)
            remembering.note_words(connection, words, secret, today, None, entry)
            count += sum(found.values())
        uid = remembering.uid_of(connection, entry)
        if emptying.empty(connection, entry, field, instead):
            remembering.note(connection, Kind.FIELD, today, entry=uid, field=field, replacement=instead)
        return max(count, 1)


def _stands_alone(words: Words) -> bool:
    """Whether words are enough of their own to be looked for elsewhere in the entry: a “yes” is not."""
    try:
        check_words(words, everywhere=True)
    except InvalidInput:
        return False
    return " " in words.folded


def _chosen(
    preview: RemovalPreview, held: Held, only: Collection[str] | None, *, past: bool
) -> Callable[[redacting.Spot], bool]:
    wanted = {one.key for one in preview.places} if only is None else set(only)
    if not past:
        wanted -= {one.key for one in preview.places if one.held}

    def chosen(spot: redacting.Spot) -> bool:
        kind, number = spot
        on_hold = kind is PlaceKind.ENTRY and number in held.entries
        return f"{kind}:{number}" in wanted and (past or not on_hold)

    return chosen


def _to_note(found: Iterable[redacting.Spot]) -> tuple[frozenset[redacting.Spot], ...]:
    """Places in the order they are noted: which copies hold words otherwise is seen while the entries have them."""
    entries = frozenset(spot for spot in found if spot[0] is PlaceKind.ENTRY)
    return frozenset(found) - entries, entries


def _left(preview: RemovalPreview, *, past: bool) -> int:
    return 0 if past else sum(one.held for one in preview.places)


def _shares(connection: Open, places: Iterable[Place]) -> tuple[LoggedShare, ...]:
    """The shares whose kept copy holds the words."""
    numbers = sorted({one.number for one in places if one.kind is PlaceKind.SHARE})
    if not numbers:
        return ()
    query = "SELECT uid FROM share WHERE id IN (SELECT value FROM json_each(?))"
    uids = {uid for (uid,) in fetched(connection, query, (str(numbers),))}
    return tuple(one for one in sharing_log.log(connection) if one.uid in uids)
