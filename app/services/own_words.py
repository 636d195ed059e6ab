"""Where a shared passage stands in the leader's own words as they are today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.anchoring import Spot, Version, anchor_on, as_it_is, find_quote, place_in_versions
from app.domain.choosing import choosable, in_order
from app.domain.contacts import SharePlace
from app.domain.entries import Entry
from app.domain.entries import Version as Earlier
from app.domain.privacy.offsets import OffsetMap, from_rows
from app.domain.sharing import Anchor, content_hash


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An entry, whether or not it lies in the bin or is marked, with the earlier texts kept of it."""

    entry: Entry
    earlier: Sequence[Earlier] = ()

    def label(self, place: SharePlace) -> str:
        """What a person would call the field."""
        found = self._field(place)
        return found[1] if found else ""

    def spot(self, anchor: Anchor, copy: str, place: SharePlace) -> Spot | None:
        """Where an anchor on a shared copy stands in the own words; None where those words are gone.

        Where the own words are as they were, the copy leads there. Else the words are looked for as they
        were before the copy was made of them, then as the copy has them.
        """
        found = self._field(place)
        if found is None:
            return None
        own, offsets = found[0], from_rows(place.offsets)
        if content_hash(own) == place.source_hash:
            return place_in_versions(anchor, (Version(copy, offsets.span_to_original),))
        before = next((one for one in self._texts() if content_hash(one) == place.source_hash), None)
        versions = [Version(own, as_it_is)]
        if before is not None:
            versions.insert(0, Version(copy, lambda *spot: _moved(before, own, offsets, spot)))
        return place_in_versions(anchor, tuple(versions))

    def _field(self, place: SharePlace) -> tuple[str, str] | None:
        """The words and the label of a field today."""
        shown = choosable(_unmarked(self.entry))
        field = shown.field(self._field_id(place)) if shown else None
        return (field.value, field.label) if field else None

    def _field_id(self, place: SharePlace) -> str:
        """The id the field has today: reviews are counted by day, and one may have come between."""
        if place.review_uid is None:
            return place.field_id
        order = [review.uid for review in in_order(self.entry.reviews)]
        number = order.index(place.review_uid) + 1 if place.review_uid in order else 0
        return f"review:{number}:{place.field_id.split(':', 2)[-1]}"

    def _texts(self) -> Iterable[str]:
        return (one.text for one in self.earlier)


def _moved(before: str, own: str, offsets: OffsetMap, spot: Spot) -> Spot | None:
    """From the copy to the words it was made of, and on to where those stand now."""
    start, end = offsets.span_to_original(*spot)
    if not 0 <= start < end <= len(before):
        return None
    then = anchor_on(before, start, end)
    return find_quote(own, then.exact, then.prefix, then.suffix)


def _unmarked(entry: Entry) -> Entry:
    """An entry without what keeps its fields from being chosen: here they are only looked at."""
    answers = tuple(replace(one, private_only=False) for one in entry.answers)
    reviews = tuple(
        replace(review, answers=tuple(replace(one, private_only=False) for one in review.answers))
        for review in entry.reviews
    )
    return replace(
        entry, marks=frozenset(), field_marks={}, deleted_at=None, answers=answers, reviews=reviews
    )
