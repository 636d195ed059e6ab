"""Contacts, agreements and the sharing log from Balcony's own JSON; the inverse of the exporter's shapes."""

import json
from collections.abc import Iterable, Mapping

from app.domain.contacts import (
    Contact,
    ContactKind,
    KeptAgreement,
    KeptShare,
    LoggedShare,
    SharePlace,
    SharingKept,
    Side,
)
from app.domain.sharing import Agreement
from app.domain.whole import JsonValue
from app.importers.reading.fields import Fields, is_whole, wrong

_MOST = 2**53
Shown = dict[str, list[dict[str, JsonValue]]]
"""What copies show, by the share."""


def sharing_from(
    contacts: Iterable[Fields],
    agreements: Iterable[Fields],
    shares: Iterable[Fields],
    entries: Iterable[Fields],
    charts: Iterable[Fields],
) -> SharingKept:
    """All of it; no uid may stand for two things of a kind. `entries` and `charts` are what the copies show."""
    uids: set[tuple[str, str]] = set()
    shown = {"entries": _by_share(entries), "charts": _by_share(charts)}

    def uid(fields: Fields, kind: str) -> str:
        found = fields.needed("uid")
        if (kind, found) in uids:
            raise fields.refuse("uid")
        uids.add((kind, found))
        return found

    kept = SharingKept(
        tuple(_contact(one, uid(one, "contact")) for one in contacts),
        tuple(_agreement(one, uid(one, "agreement")) for one in agreements),
        tuple(_share(one, uid(one, "share"), shown) for one in shares),
    )
    for part, by_share in shown.items():
        if any(("share", name) not in uids for name in by_share):
            raise wrong(f"shared_{part}")
    return kept


def _by_share(parts: Iterable[Fields]) -> Shown:
    found: Shown = {}
    for one in parts:
        values = {name: value for name, value in one.values().items() if name != "share"}
        found.setdefault(one.needed("share"), []).append(values)
    return found


def _contact(fields: Fields, uid: str) -> Contact:
    return Contact(
        uid,
        fields.needed("name"),
        fields.named("kind", ContactKind),
        fields.day("first_seen_on"),
        ended_on=fields.maybe_day("ended_on"),
        next_meeting_on=fields.maybe_day("next_meeting_on"),
    )


def _agreement(fields: Fields, uid: str) -> KeptAgreement:
    words = fields.part("words")
    if words is None:
        raise fields.refuse("words")
    agreed = Agreement(
        purpose=words.text("purpose"),
        who_else=words.text("who_else"),
        kept_where=words.text("kept_where"),
        how_long=words.text("how_long"),
        when_it_ends=words.text("when_it_ends"),
        at_the_end=words.text("at_the_end"),
    )
    side = fields.named("side", Side)
    return KeptAgreement(fields.needed("contact"), side, agreed, fields.day("agreed_on"), uid)


def _share(fields: Fields, uid: str, shown: Mapping[str, Shown]) -> KeptShare:
    logged = LoggedShare(
        uid=uid,
        label=fields.text("label"),
        made_on=fields.day("made_on"),
        fingerprint=fields.text("fingerprint"),
        entries=fields.number("entries", 0, _MOST) or 0,
        fields=fields.number("fields", 0, _MOST) or 0,
        contact=fields.maybe("contact"),
        is_plain=fields.flag("is_plain"),
        asked_to_delete_on=fields.maybe_day("asked_to_delete_on"),
    )
    copy = fields.part("copy")
    if copy is None:
        raise fields.refuse("copy")
    parts = {name: by_share[uid] for name, by_share in shown.items() if uid in by_share}
    told = json.dumps({**copy.values(), **parts}, ensure_ascii=False, separators=(",", ":"))
    return KeptShare(logged, told, fields.parts("places", _place))


def _place(fields: Fields) -> SharePlace:
    return SharePlace(
        share_id=fields.needed("share_id"),
        field_id=fields.needed("field"),
        entry_id=None,
        review_uid=fields.maybe("review"),
        offsets=_offsets(fields),
        source_hash=fields.text("source_hash"),
        entry_uid=fields.text("entry"),
    )


def _offsets(fields: Fields) -> tuple[tuple[int, ...], ...]:
    """Rows of four numbers each, in order of place."""
    value = fields.get("offsets") or []
    if not isinstance(value, list):
        raise fields.refuse("offsets")
    rows: list[tuple[int, ...]] = []
    for row in value:
        numbers = [one for one in row if is_whole(one) and 0 <= one < _MOST] if isinstance(row, list) else []
        if len(numbers) != 4 or not isinstance(row, list) or len(row) != 4:
            raise fields.refuse("offsets")
        rows.append(tuple(numbers))
    return tuple(rows)
