"""Contacts, agreements and the sharing log as JSON objects and as Markdown; keys and other words for names never."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from app.domain.contacts import Contact, KeptAgreement, KeptShare, SharePlace, SharingKept
from app.domain.whole import JsonValue
from app.domain.written_dates import with_weekday
from app.exporters.writing.prose import one_line
from app.exporters.writing.shapes import Shape, filled

_SHOWN: Final = ("entries", "charts")


def contact_shape(one: Contact) -> Shape:
    return filled(
        uid=one.uid,
        name=one.name,
        kind=one.kind.value,
        first_seen_on=one.first_seen_on.isoformat(),
        ended_on=one.ended_on.isoformat() if one.ended_on else None,
        next_meeting_on=one.next_meeting_on.isoformat() if one.next_meeting_on else None,
    )


def agreement_shape(one: KeptAgreement) -> Shape:
    return filled(
        uid=one.uid,
        contact=one.contact,
        side=one.side.value,
        agreed_on=one.agreed_on.isoformat(),
        words=dict(asdict(one.agreement)),
    )


def share_shape(one: KeptShare) -> Shape:
    """A share without what its copy shows, which stands in lists of its own: a line holds only so much."""
    logged = one.logged
    copy = {name: part for name, part in json.loads(one.copy).items() if name not in _SHOWN}
    return filled(
        uid=logged.uid,
        contact=logged.contact,
        label=logged.label,
        made_on=logged.made_on.isoformat(),
        fingerprint=logged.fingerprint,
        entries=logged.entries,
        fields=logged.fields,
        is_plain=logged.is_plain,
        asked_to_delete_on=logged.asked_to_delete_on.isoformat() if logged.asked_to_delete_on else None,
        copy=copy,
        places=[_place_shape(place) for place in one.places],
    )


def shown(one: KeptShare, part: str) -> list[Shape]:
    """The entries or the charts of a copy, in order, each with the share it belongs to."""
    return [{"share": one.logged.uid, **each} for each in json.loads(one.copy).get(part, ())]


def _place_shape(place: SharePlace) -> Shape:
    offsets: list[JsonValue] = [list[JsonValue](row) for row in place.offsets]
    return filled(
        share_id=place.share_id,
        field=place.field_id,
        entry=place.entry_uid,
        review=place.review_uid,
        offsets=offsets,
        source_hash=place.source_hash,
    )


def what_left(kept: SharingKept) -> Iterator[str]:
    """The sharing log as Markdown: when, to whom and how much; nothing where nothing left."""
    if not kept.shares:
        return
    yield "## What I shared"
    yield "\n".join(_line(one) for one in kept.shares)


def _line(one: KeptShare) -> str:
    logged = one.logged
    told = [logged.words]
    if logged.is_plain:
        told.append("not locked")
    if logged.asked_to_delete_on:
        told.append(f"asked to delete it on {with_weekday(logged.asked_to_delete_on)}")
    return f"- {with_weekday(logged.made_on)}, {one_line(logged.label)}: {', '.join(told)}"
