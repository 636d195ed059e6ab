"""What the commands that remove say: what would go, what went, and what cannot be reached."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.cli import wording

if TYPE_CHECKING:
    from app.domain.contacts import LoggedShare
    from app.domain.removing import (
        DistilPreview,
        ErasePreview,
        FieldPreview,
        JournalErasure,
        RemovalPreview,
        Removed,
        StillHeld,
    )


def reach(told: "Removed | JournalErasure | ErasePreview") -> list[str]:
    return ["This cannot reach:", *(f"  {line}" for line in told.out_of_reach)]


def share_shape(one: "LoggedShare") -> dict[str, object]:
    return {"id": one.uid, "with": one.label, "made_on": one.made_on.isoformat()}


def share_lines(shares: "Sequence[LoggedShare]") -> Iterator[str]:
    if shares:
        yield "Files that left with it, and cannot be called back:"
        yield from (f"  {one.made_on.isoformat()}  {one.label}" for one in shares)


def left_and_held(preview: "RemovalPreview | FieldPreview | DistilPreview") -> Iterator[str]:
    """The last lines of a preview: what left with it, and why it may not be done."""
    yield from share_lines(preview.shares)
    if preview.why_held:
        yield preview.why_held


def preview_shape(preview: "RemovalPreview") -> dict[str, object]:
    return {
        "count": preview.count,
        "places": [
            {"place": one.key, "count": one.count, "title": one.title, "held": one.held}
            for one in preview.places
        ],
        "shares": [share_shape(one) for one in preview.shares],
        "why_held": preview.why_held,
    }


def preview_lines(preview: "RemovalPreview") -> Iterator[str]:
    rows = [
        (one.key, str(one.count), one.title + (" (on hold)" if one.held else "")) for one in preview.places
    ]
    yield from wording.table(rows)
    yield f"{preview.count} times in {len(preview.places)} places."
    yield from left_and_held(preview)


def field_shape(preview: "FieldPreview") -> dict[str, object]:
    return {
        "field": preview.field.field,
        "text": preview.field.text,
        "versions": preview.versions,
        "quotes": preview.quotes,
        "shares": [share_shape(one) for one in preview.shares],
        "why_held": preview.why_held,
    }


def field_lines(preview: "FieldPreview") -> Iterator[str]:
    yield preview.field.text
    yield f"Earlier versions: {preview.versions}. Quotes by others: {preview.quotes}."
    yield from left_and_held(preview)


def distil_shape(preview: "DistilPreview") -> dict[str, object]:
    return {
        "id": preview.entry,
        "title": preview.title,
        "keeps": [asdict(one) for one in preview.keeps],
        "goes": [asdict(one) for one in preview.goes],
        "versions": preview.versions,
        "quotes": preview.quotes,
        "shares": [share_shape(one) for one in preview.shares],
        "why_held": preview.why_held,
    }


def distil_lines(preview: "DistilPreview") -> Iterator[str]:
    yield "Stays, with themes, places on scales and choices:"
    yield from (f"  {one.label}: {one.text}" for one in preview.keeps)
    yield "Goes:"
    yield from (f"  {one.label}: {one.text}" for one in preview.goes)
    yield f"Earlier versions: {preview.versions}. Quotes by others: {preview.quotes}."
    yield from left_and_held(preview)


def erase_shape(preview: "ErasePreview") -> dict[str, object]:
    return {
        "entries": [
            {"id": number, "title": title}
            for number, title in zip(preview.entries, preview.titles, strict=True)
        ],
        "reviews": preview.reviews,
        "remarks": preview.remarks,
        "shares": [share_shape(one) for one in preview.shares],
        "why_held": preview.why_held,
    }


def erase_lines(preview: "ErasePreview") -> Iterator[str]:
    yield from (f"{number}  {title}" for number, title in zip(preview.entries, preview.titles, strict=True))
    yield f"With reviews: {preview.reviews}. Remarks of others: {preview.remarks}."
    yield from share_lines(preview.shares)
    yield from reach(preview)
    if preview.why_held:
        yield preview.why_held


def journal_shape(preview: "JournalErasure") -> dict[str, object]:
    return {
        "entries": preview.entries,
        "shared": preview.shares,
        "files": [str(path) for path in preview.files],
        "backups": [str(path) for path in preview.backups],
        "why_held": preview.why_held,
    }


def journal_lines(preview: "JournalErasure") -> Iterator[str]:
    yield f"The whole journal: {preview.entries} entries. Files that were shared: {preview.shares}."
    yield from (f"  {path}" for path in preview.files)
    yield f"Backups Balcony made: {len(preview.backups)} (removed with --backups)."
    yield from reach(preview)
    if preview.why_held:
        yield preview.why_held


def done_shape(done: "Removed", backups: "Sequence[StillHeld]", replaced: int) -> dict[str, object]:
    return {
        "done": True,
        "count": done.count,
        "places": done.places,
        "left_on_hold": done.left_on_hold,
        "compacted": done.compacted,
        "shares": [share_shape(one) for one in done.shares],
        "out_of_reach": list(done.out_of_reach),
        "backups": [
            {"path": str(one.path), "made_at": one.made_at.isoformat(), "holds": one.holds} for one in backups
        ],
        "replaced": replaced,
    }


def done_lines(done: "Removed", backups: "Sequence[StillHeld]", replaced: int) -> Iterator[str]:
    yield f"Removed: {done.count} times in {done.places} places. It cannot be undone."
    if done.left_on_hold:
        yield f"Left as it is, because it is on hold: {done.left_on_hold}."
    if not done.compacted:
        yield (
            "The file could not be written anew, as where the disk is full. What was removed is overwritten in it;"
            " the next removal writes it anew."
        )
    yield from share_lines(done.shares)
    if replaced:
        yield f"A fresh backup was made, and the ones that held it are removed: {replaced}."
    elif backups:
        yield "Backups Balcony made that still hold it, or could not be opened (--fresh-backup removes those that hold it):"
        yield from (f"  {one.made_at.date().isoformat()}  {one.path.name}" for one in backups)
    yield from reach(done)
