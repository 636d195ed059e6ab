"""What is said of places, previews and results, in plain words; no widgets."""

from collections.abc import Collection

from app.domain.removing import FieldPreview, Place, PlaceKind, RemovalPreview, Removed
from app.domain.written_dates import written

_KINDS = {
    PlaceKind.ENTRY: "Entry",
    PlaceKind.REPLY: "Reply",
    PlaceKind.ROUND: "Pair round",
    PlaceKind.SHARE: "Sharing log",
    PlaceKind.DRAFT: "Typing",
    PlaceKind.DESK: "Coach’s desk",
    PlaceKind.CONTACT: "Contact",
    PlaceKind.THEME: "Theme",
    PlaceKind.PROMPT: "Questions",
    PlaceKind.SETTINGS: "Settings",
}
_TITLE = 120
"""Letters of a title in a line: an imported one can be very long."""


def named_place(place: Place) -> str:
    """“A title · Entry, 3 June 2026 · 2 times”."""
    kind = _KINDS[place.kind]
    day = f", {written(place.day)}" if place.day is not None else ""
    title = place.title if len(place.title) <= _TITLE else f"{place.title[:_TITLE].rstrip()}…"
    return " · ".join(part for part in (title, f"{kind}{day}", times(place.count)) if part)


def times(count: int) -> str:
    """How often."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def stands(preview: RemovalPreview) -> str:
    """How often the words stand, and where, all in all."""
    if not preview.places:
        where = "in this entry or anything that belongs to it" if preview.entry else "anywhere in the journal"
        return f"This does not stand {where}."
    return f"It stands {times(preview.count)}, {_spread(preview.places)}."


def _spread(places: Collection[Place]) -> str:
    entries = sum(one.kind is PlaceKind.ENTRY for one in places)
    return spread(entries, len(places) - entries)


def spread(entries: int, others: int) -> str:
    """“in 3 entries and 2 other places”."""
    of_entries = "in 1 entry" if entries == 1 else f"in {entries:,} entries"
    if not entries:
        return "in 1 place" if others == 1 else f"in {others:,} places"
    if not others:
        return of_entries
    return f"{of_entries} and {'1 other place' if others == 1 else f'{others:,} other places'}"


def goes_with(preview: FieldPreview) -> str:
    """What goes with a whole text."""
    versions = "1 earlier version" if preview.versions == 1 else f"{preview.versions:,} earlier versions"
    quotes = "1 quote of the entry" if preview.quotes == 1 else f"{preview.quotes:,} quotes of the entry"
    parts = [words for words, count in ((versions, preview.versions), (quotes, preview.quotes)) if count]
    return f"With it go {' and '.join(parts)}." if parts else "No earlier version and no quote goes with it."


def removed_words(removed: Removed, preview: RemovalPreview | FieldPreview) -> str:
    """The first sentence of the result, without a word of what went."""
    if isinstance(preview, FieldPreview):
        return "The whole text is gone, with its earlier versions and what quoted it. [removed] stands in its place."
    if not removed.count:
        return "It stood nowhere any more. Nothing was changed."
    put = "The role stands in the place of the name now" if preview.words.alone else "The words are gone"
    return f"{put}: {times(removed.count)}, {spread(removed.entries, removed.places - removed.entries)}."


def left_words(removed: Removed) -> str:
    """What was left because it is on hold; empty where nothing was."""
    if not removed.left_on_hold:
        return ""
    count = removed.left_on_hold
    places = "1 place on hold was" if count == 1 else f"{count:,} places on hold were"
    return f"{places} left as it was." if count == 1 else f"{places} left as they were."
