"""Where the remarks of a reply stand: looked up in what was shared, then in the entries as they are today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.contacts import SharePlace
from app.domain.entries import EntryId
from app.domain.merging import ArrivingComment, Place, Standing
from app.domain.privacy import REMOVED
from app.domain.sharing import BundleComment, ShareBundle
from app.services.ledger import Ledger
from app.services.own_words import OwnWords
from app.storage import conversation, sharing_log
from app.storage.entries import versions


@dataclass
class Placing:
    """Places remarks on one share."""

    ledger: Ledger
    copy: ShareBundle
    places: tuple[SharePlace, ...]
    _words: dict[EntryId, OwnWords] = field(default_factory=dict)

    def arriving(self, comment: BundleComment, *, here: bool = False) -> ArrivingComment:
        """A remark with where it stands, and its quote where the kept copy still holds those words."""
        found = self.place_of(comment)
        if found is None:
            return self._on_no_entry(comment, here=here)
        quote = self._quote(comment)
        if found.entry_id is None:
            return ArrivingComment(comment, Place(Standing.GONE), quote=quote and REMOVED, here=here)
        own = self._own(found.entry_id)
        place = self._standing(comment, found, own)
        label = own.label(found) if comment.field_id else ""
        return ArrivingComment(comment, place, own.entry.title, label, quote, here)

    def _on_no_entry(self, comment: BundleComment, *, here: bool) -> ArrivingComment:
        """A remark on everything, one that goes on with an earlier one, or one on what was never shared."""
        if comment.share_id or comment.field_id:
            return ArrivingComment(comment, Place(Standing.NOT_SHARED), here=here)
        if comment.in_reply_to is None:
            return ArrivingComment(comment, Place(Standing.SHARE), here=here)
        with self.ledger.file.read() as connection:
            home = conversation.home_of(connection, comment.in_reply_to)
        title = self._own(home).entry.title if home is not None else ""
        return ArrivingComment(comment, Place(Standing.THREAD, home), title, here=here)

    def about(self, comments: Iterable[ArrivingComment]) -> tuple[EntryId, str] | None:
        """The entry, with its title, that a reply speaks of most; where it names none, the only one shared."""
        spoken = Counter(one.place.entry_id for one in comments if one.place.entry_id is not None)
        shared = {one.entry_id for one in self.places if one.entry_id is not None}
        found = spoken.most_common(1)[0][0] if spoken else next(iter(shared)) if len(shared) == 1 else None
        return None if found is None else (found, self._own(found).entry.title)

    def place_of(self, comment: BundleComment) -> SharePlace | None:
        """Which field of which entry a remark speaks of; for one on an entry whole, any field of it."""
        return next(
            (
                one
                for one in self.places
                if one.share_id == comment.share_id and comment.field_id in {"", one.field_id}
            ),
            None,
        )

    def _standing(self, comment: BundleComment, found: SharePlace, own: OwnWords) -> Place:
        entry_id = own.entry.id
        if own.entry.deleted_at is not None:
            return Place(Standing.IN_BIN, entry_id, comment.field_id)
        if comment.anchor is None:
            return Place(Standing.FIELD if comment.field_id else Standing.ENTRY, entry_id, comment.field_id)
        spot = own.spot(comment.anchor, self._copied(comment), found)
        standing = Standing.UNPLACED if spot is None else Standing.WORDS
        return Place(standing, entry_id, comment.field_id, spot)

    def _quote(self, comment: BundleComment) -> str | None:
        """The quoted words; only what this journal shared and still has in its copy is taken from a file."""
        if comment.anchor is None:
            return None
        return comment.anchor.exact if comment.anchor.exact in self._copied(comment) else REMOVED

    def _copied(self, comment: BundleComment) -> str:
        entry = self.copy.entry(comment.share_id)
        shown = entry.field(comment.field_id) if entry else None
        return shown.value if shown else ""

    def _own(self, entry_id: EntryId) -> OwnWords:
        if entry_id not in self._words:
            with self.ledger.file.read() as connection:
                earlier = versions(connection, (entry_id,)).get(entry_id, ())
            self._words[entry_id] = OwnWords(self.ledger.entry(entry_id), earlier)
        return self._words[entry_id]


def placing_in(ledger: Ledger, bundle_id: str) -> Placing | None:
    """Placing for a share of the log; None where none of that id left this journal."""
    with ledger.file.read() as connection:
        copy = sharing_log.exact_copy(connection, bundle_id)
        places = sharing_log.places(connection, bundle_id)
    return None if copy is None else Placing(ledger, copy, places)
