"""Places that hold words, as a person would call them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from app.domain.removing import Held, Place, PlaceKind
from app.services.desk import HELD_LEADERS
from app.storage import settings
from app.storage.codes import date_of
from app.storage.redacting import Open, Spot
from app.storage.rows import fetched

_TITLES: Final = {
    PlaceKind.ENTRY: "SELECT title, decided_on FROM entry WHERE id = ?",
    PlaceKind.REPLY: "SELECT 'What came from ' || from_name, received_on FROM reply WHERE id = ?",
    PlaceKind.ROUND: "SELECT topic, opened_on FROM pair_round WHERE id = ?",
    PlaceKind.SHARE: "SELECT 'Kept copy of what was shared with ' || label, made_on FROM share WHERE id = ?",
    PlaceKind.DESK: "SELECT 'On the coach’s desk, from ' || name, NULL FROM contact WHERE id = ?",
    PlaceKind.CONTACT: "SELECT name, first_seen_on FROM contact WHERE id = ?",
    PlaceKind.THEME: "SELECT name, NULL FROM theme WHERE id = ?",
}
_PLAIN: Final = {
    PlaceKind.REPLY: "An action agreed with others",
    PlaceKind.DRAFT: "Typing that was not saved yet",
    PlaceKind.PROMPT: "Questions of your own",
    PlaceKind.SETTINGS: "Saved searches and settings",
}
_ORDER: Final = tuple(PlaceKind)


def described(connection: Open, found: Mapping[Spot, int], held: Held) -> tuple[Place, ...]:
    """Every place with its title and day: entries first, the newest first."""
    places = [_place(connection, kind, number, count, held) for (kind, number), count in found.items()]
    return tuple(sorted(places, key=_newest_first))


def _newest_first(one: Place) -> tuple[int, int, int]:
    return _ORDER.index(one.kind), -(one.day or date.min).toordinal(), one.number


def _place(connection: Open, kind: PlaceKind, number: int, count: int, held: Held) -> Place:
    rows = fetched(connection, _TITLES[kind], (number,)) if kind in _TITLES else []
    title, day = rows[0] if rows else (_PLAIN.get(kind, ""), None)
    return Place(kind, number, count, title, date_of(day), _is_held(connection, kind, number, held))


def _is_held(connection: Open, kind: PlaceKind, number: int, held: Held) -> bool:
    """Whether it is on hold: with the journal, as an entry, or as a kept copy of one that is."""
    if held.journal:
        return True
    if kind is PlaceKind.ENTRY:
        return number in held.entries
    if kind is PlaceKind.DESK:
        return _leader_is_held(connection, number)
    if kind is not PlaceKind.SHARE:
        return False
    rows = fetched(connection, "SELECT entry FROM share_field WHERE share = ?", (number,))
    return any(entry in held.entries for (entry,) in rows)


def _leader_is_held(connection: Open, contact: int) -> bool:
    held = settings.setting(connection, HELD_LEADERS, [])
    rows = fetched(connection, "SELECT uid FROM contact WHERE id = ?", (contact,))
    return isinstance(held, list) and bool(rows) and rows[0][0] in held
