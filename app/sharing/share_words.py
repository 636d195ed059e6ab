"""A share as the members of a parcel, and back: one object of words, and a picture for each chart."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict

from app.domain.errors import FileDamaged
from app.domain.sharing import (
    FIELD_KINDS,
    Agreement,
    ShareBundle,
    SharedChart,
    SharedEntry,
    SharedField,
    ThreadAnswer,
    shared_field,
)
from app.sharing import strict_json
from app.sharing.limits import (
    LARGEST_WORDS,
    MOST_CHARTS,
    MOST_COLUMNS,
    MOST_COMMENTS,
    MOST_ENTRIES,
    MOST_FIELDS,
    MOST_ROWS,
)
from app.sharing.parcel import ENTRIES, MANIFEST, picture_name
from app.sharing.pictures import check_picture
from app.sharing.told import Told, once


def members_of(bundle: ShareBundle) -> dict[str, bytes]:
    """Every member but the first page."""
    pictures = {_name_of(chart): chart.svg.encode("utf-8") for chart in bundle.charts if chart.svg}
    told = {
        "bundle_id": bundle.bundle_id,
        "version": bundle.version,
        "made_on": bundle.made_on.isoformat(),
        "from_name": bundle.from_name,
        "to_label": bundle.to_label,
        "purpose": bundle.purpose,
        "note": bundle.note,
        "agreement": asdict(bundle.agreement) if bundle.agreement else None,
        "delete_by": bundle.delete_by.isoformat() if bundle.delete_by else None,
        "marking": bundle.marking,
        "entries": [_told_entry(entry) for entry in bundle.entries],
        "charts": [_told_chart(chart) for chart in bundle.charts],
        "thread": [{"comment_id": each.comment_id, "answer": each.answer} for each in bundle.thread],
    }
    return {ENTRIES: strict_json.dump(told), **pictures}


def read_share(members: Mapping[str, bytes]) -> ShareBundle:
    """The share in a parcel whose first page was read; raises FileDamaged."""
    if ENTRIES not in members:
        raise FileDamaged
    told = Told(strict_json.load(members[ENTRIES], LARGEST_WORDS))
    pictures = {name: content for name, content in members.items() if name not in {ENTRIES, MANIFEST}}
    entries = told.each("entries", MOST_ENTRIES, _entry)
    once(tuple(entry.share_id for entry in entries))
    charts = told.each("charts", MOST_CHARTS, lambda chart: _chart(chart, pictures))
    if pictures.keys() != {_name_of(chart) for chart in charts if chart.svg}:
        raise FileDamaged
    return ShareBundle(
        bundle_id=told.id("bundle_id"),
        version=told.number("version", 1, 10**6),
        made_on=told.day("made_on"),
        from_name=told.line("from_name"),
        to_label=told.line("to_label"),
        purpose=told.text("purpose"),
        note=told.text("note"),
        agreement=_agreement(told.part("agreement")) if told.has("agreement") else None,
        delete_by=told.day("delete_by") if told.has("delete_by") else None,
        marking=told.line("marking"),
        entries=entries,
        charts=charts,
        thread=told.each("thread", MOST_COMMENTS, _thread_answer),
    )


def _told_entry(entry: SharedEntry) -> dict[str, object]:
    return {
        "share_id": entry.share_id,
        "when": entry.when,
        "fields": [_told_field(field) for field in entry.fields],
    }


def _told_field(field: SharedField) -> dict[str, object]:
    told: dict[str, object] = {
        "field_id": field.field_id,
        "label": field.label,
        "question": field.question,
        "kind": field.kind,
        "value": field.value,
    }
    if field.ends is not None:
        told["ends"] = list(field.ends)
    if field.step is not None:
        told["step"] = field.step
    return told


def _told_chart(chart: SharedChart) -> dict[str, object]:
    return {
        "name": chart.name,
        "words": chart.words,
        "n": chart.n,
        "range_words": chart.range_words,
        "picture": _name_of(chart) if chart.svg else "",
        "headers": list(chart.headers),
        "rows": [list(row) for row in chart.rows],
    }


def _name_of(chart: SharedChart) -> str:
    return picture_name(hashlib.sha256(chart.svg.encode("utf-8")).hexdigest())


def _entry(told: Told) -> SharedEntry:
    fields = told.each("fields", MOST_FIELDS, _field)
    once(tuple(field.field_id for field in fields))
    return SharedEntry(told.id("share_id"), told.line("when"), fields)


def _field(told: Told) -> SharedField:
    kind = told.text("kind", 20)
    field_id = told.line("field_id")
    if kind not in FIELD_KINDS or not field_id:
        raise FileDamaged
    return shared_field(
        field_id,
        told.line("label"),
        told.text("question"),
        kind,
        told.text("value"),
        ends=_ends(told.texts("ends", 2)) if told.has("ends") else None,
        step=told.number("step", -1000, 1000) if told.has("step") else None,
    )


def _ends(ends: tuple[str, ...]) -> tuple[str, str]:
    if len(ends) != 2:
        raise FileDamaged
    return ends[0], ends[1]


def _chart(told: Told, pictures: Mapping[str, bytes]) -> SharedChart:
    picture = told.text("picture", 100)
    if picture and picture not in pictures:
        raise FileDamaged
    headers = told.texts("headers", MOST_COLUMNS)
    return SharedChart(
        name=told.line("name"),
        words=told.text("words"),
        n=told.number("n", 0, 10**9),
        svg=_picture(picture, pictures[picture]) if picture else "",
        headers=headers,
        rows=told.rows("rows", MOST_ROWS, MOST_COLUMNS),
        range_words=told.line("range_words"),
    )


def _picture(name: str, content: bytes) -> str:
    try:
        svg = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileDamaged from error
    if name != picture_name(hashlib.sha256(content).hexdigest()) or not svg:
        raise FileDamaged
    return check_picture(svg)


def _agreement(told: Told) -> Agreement:
    return Agreement(
        purpose=told.text("purpose"),
        who_else=told.text("who_else"),
        kept_where=told.text("kept_where"),
        how_long=told.text("how_long"),
        when_it_ends=told.text("when_it_ends"),
        at_the_end=told.text("at_the_end"),
    )


def _thread_answer(told: Told) -> ThreadAnswer:
    return ThreadAnswer(told.reference("comment_id"), told.text("answer"))
