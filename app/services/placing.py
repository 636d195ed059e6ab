"""Where the remarks of a reply stand: looked up in what was shared, then in the entries as they are today."""

from dataclasses import dataclass, field

from app.domain.contacts import SharePlace
from app.domain.entries import EntryId
from app.domain.merging import ArrivingComment, Place, Standing
from app.domain.privacy import REMOVED
from app.domain.sharing import BundleComment, ShareBundle
from app.services.ledger import Ledger
from app.services.own_words import OwnWords
from app.storage import sharing_log
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
            whole = not comment.share_id and not comment.field_id
            return ArrivingComment(
                comment, Place(Standing.SHARE if whole else Standing.NOT_SHARED), quote=None, here=here
            )
        quote = self._quote(comment)
        if found.entry_id is None:
            return ArrivingComment(comment, Place(Standing.GONE), quote=quote and REMOVED, here=here)
        own = self._own(found.entry_id)
        place = self._standing(comment, found, own)
        label = own.label(found) if comment.field_id else ""
        return ArrivingComment(comment, place, own.entry.title, label, quote, here)

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
