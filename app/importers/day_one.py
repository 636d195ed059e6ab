"""Day One: a JSON file, a folder or zip that holds some, or the folder of the Classic app."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import tzinfo
from pathlib import Path
from typing import BinaryIO

from app.domain.entries import ImportedEntry
from app.domain.errors import ImportProblem, JournalError
from app.domain.exchange import Cancelled, Pick, Problem, Progress, Read, never, no_progress
from app.domain.whole import JsonValue
from app.importers.reading.dates import NO_DATE, OUT_OF_RANGE, Written, instant, written, zone_named
from app.importers.reading.dayone_classic import classic_entries, is_classic
from app.importers.reading.dayone_text import plain_text, rich_text
from app.importers.reading.files import MEBIBYTE, files_under, opened
from app.importers.reading.flow import EMPTY, TOO_LONG, in_bounds, reflection, unreadable_entry, warning
from app.importers.reading.stream import ArrayStart, Element, walk
from app.importers.reading.words import LONGEST_TEXT, clean, digest_key, tidy_tags, title_and_rest
from app.importers.reading.zipped import is_zip, json_members

LARGEST_FILE = 512 * MEBIBYTE
_ENTRIES = frozenset({"entries"})
_LONGEST_ID = 100
_MEDIA = {
    "photos": ("photo", "photos"),
    "videos": ("video", "videos"),
    "audios": ("recording", "recordings"),
    "pdfAttachments": ("PDF", "PDFs"),
}


class DayOne:
    """Reads Day One's exports as reflections; media stay behind and are counted."""

    id = "day-one"
    name = "Day One"
    describes = "The zip or JSON file that Day One exports, or a folder that holds one."
    picks = frozenset({Pick.FILE, Pick.FOLDER})
    suffixes = (".zip", ".json")

    def recognises(self, path: Path) -> bool:
        try:
            if path.is_dir():
                return is_classic(path) or any(
                    _begins_as_day_one(file.open("rb")) for file in _journals(path)
                )
            if is_zip(path):
                with json_members(path) as members:
                    return any(_begins_as_day_one(member.open()) for _, member in members)
            return _begins_as_day_one(opened(path, LARGEST_FILE))
        except (JournalError, OSError, ValueError):
            return False

    def read(
        self, path: Path, *, zone: tzinfo, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> Iterator[Read]:
        return in_bounds(self._reads(path, zone), progress, cancelled)

    def _reads(self, path: Path, zone: tzinfo) -> Iterator[Read]:
        if path.is_dir():
            if is_classic(path):
                yield from classic_entries(path, zone)
                beside = sum(file.parent == path for file in _journals(path))
                if beside:
                    files = "1 JSON file was" if beside == 1 else f"{beside:,} JSON files were"
                    yield Problem("the whole folder", f"{files} left out: bring each in on its own")
                return
            journals = _journals(path)
            if not journals:
                raise _no_journal("folder")
            for file in journals:
                yield from _journal(opened(file, LARGEST_FILE), zone, f"{file.name}, ")
        elif is_zip(path):
            with json_members(path) as members:
                if not members:
                    raise _no_journal("zip")
                for name, member in members:
                    yield from _journal(member.open(), zone, f"{clean(name)}, ")
        else:
            yield from _journal(opened(path, LARGEST_FILE), zone)


def _journals(folder: Path) -> list[Path]:
    return [
        file
        for file in files_under(folder)
        if file.suffix.lower() == ".json" and len(file.relative_to(folder).parts) <= 2
    ]


def _begins_as_day_one(stream: BinaryIO) -> bool:
    with closing(stream):
        for part in walk(stream, _ENTRIES):
            if isinstance(part, Element):
                return isinstance(part.value, Mapping) and "creationDate" in part.value
    return False


def _journal(stream: BinaryIO, zone: tzinfo, before: str = "") -> Iterator[Read]:
    """The entries of one JSON journal; `before` names it in the places."""
    media: Counter[str] = Counter()
    listed = good = 0
    has_list = False
    with closing(stream):
        for part in walk(stream, _ENTRIES):
            has_list = has_list or isinstance(part, ArrayStart)
            if isinstance(part, Element):
                listed += 1
                good += isinstance(part.value, Mapping) and "creationDate" in part.value
                yield from _entry(part.value, zone, f"{before}entry {part.index + 1}", media)
    if not has_list or (listed and not good):
        raise ImportProblem(
            "This file does not come from Day One: it holds no dated list of entries.",
            "In Day One choose File › Export › JSON, then choose the zip it makes.",
            before.removesuffix(", "),
        )
    if media:
        yield Problem(before.removesuffix(", ") or "the whole file", _left_out(media))


def _entry(value: JsonValue, zone: tzinfo, place: str, media: Counter[str]) -> Iterator[Read]:
    if not isinstance(value, Mapping):
        yield unreadable_entry(place, "it is not an entry")
        return
    here = Counter(
        {kind: len(found) for kind in _MEDIA if isinstance(found := value.get(kind), list) and found}
    )
    media.update(here)
    created = instant(value.get("creationDate"))
    if created is None:
        yield unreadable_entry(place, NO_DATE)
        return
    own_zone = zone_named(value.get("timeZone"))
    if own_zone is None and value.get("timeZone"):
        yield warning(place, "its time zone is not known here; the day may be one off")
    offset = created.tzinfo if created.utcoffset() else None  # a bare Z says nothing of where the writer was
    when = written(created, own_zone or offset or zone)
    text = _text(value)
    if when is None:
        yield unreadable_entry(place, OUT_OF_RANGE)
    elif len(text) > LONGEST_TEXT:
        yield unreadable_entry(place, TOO_LONG)
    elif not text:
        yield Problem(place, f"{EMPTY}, only media" if here else EMPTY)
    else:
        yield _imported(value, text, when, place)


def _text(value: Mapping[str, JsonValue]) -> str:
    text = value.get("text")
    return (plain_text(text) if isinstance(text, str) else "") or rich_text(value.get("richText"))


def _imported(value: Mapping[str, JsonValue], text: str, when: Written, place: str) -> ImportedEntry:
    title, rest = title_and_rest(text)
    uuid, listed = value.get("uuid"), value.get("tags")
    own_id = clean(uuid).strip() if isinstance(uuid, str) else ""
    if 0 < len(own_id) <= _LONGEST_ID:
        key = f"day-one:{own_id.replace('-', '').upper()}"
    else:
        key = digest_key("day-one", when[0].isoformat(), text)
    tags = tidy_tags(listed) if isinstance(listed, list) else ()
    return reflection(title, rest, when, key, place, tags, starred=value.get("starred") is True)


def _left_out(media: Counter[str]) -> str:
    counted = [
        f"{media[kind]} {one if media[kind] == 1 else many}"
        for kind, (one, many) in _MEDIA.items()
        if media[kind]
    ]
    *others, last = counted
    said = f"{', '.join(others)} and {last}" if others else last
    return f"{said} left out: Balcony keeps words only"


def _no_journal(what: str) -> ImportProblem:
    return ImportProblem(
        f"There is no Day One journal in this {what}.",
        f"Choose the {what} that holds the JSON file of the export.",
    )


importer = DayOne()
