"""jrnl: its JSON export, its text journal, or a folder of day files."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime, tzinfo
from pathlib import Path

from app.domain.errors import ImportProblem, JournalError
from app.domain.exchange import Cancelled, Pick, Problem, Progress, Read, never, no_progress
from app.domain.whole import JsonValue
from app.importers.reading.dates import NO_DATE, OUT_OF_RANGE, written
from app.importers.reading.files import MEBIBYTE, PLAIN_TEXT_LIMIT, decoded, files_under, opened, read_bytes
from app.importers.reading.flow import EMPTY, TOO_LONG, in_bounds, reflection, unreadable_entry
from app.importers.reading.jrnl_text import TextEntry, moment, text_entries
from app.importers.reading.stream import ArrayStart, Element, walk
from app.importers.reading.words import LONGEST_TEXT, clean, digest_key, fitted, heading_words, tidy_tags

LARGEST_FILE = 512 * MEBIBYTE
_ENTRIES = frozenset({"entries"})
_LONGEST_ID = 100
_DAY_FILE = re.compile(r"\d{4}/\d{2}/\d{2}\.txt")
_HEAD = 64 * 1024
_SEALED = (b"JRNLv3", b"gAAAAA")


class Jrnl:
    """Reads jrnl's journals as reflections; times are local to `zone`, since jrnl stores none."""

    id = "jrnl"
    name = "jrnl"
    describes = "The file that `jrnl --format json` writes, a text journal, or a jrnl folder."
    picks = frozenset({Pick.FILE, Pick.FOLDER})
    suffixes = (".json", ".txt", ".journal", ".jrnl")

    def recognises(self, path: Path) -> bool:
        try:
            if path.is_dir():
                return any(True for _ in _day_files(path))
            if _is_json(path):
                with closing(opened(path, LARGEST_FILE)) as stream:
                    first = next((part for part in walk(stream, _ENTRIES) if isinstance(part, Element)), None)
                value = first.value if first else None
                return (
                    isinstance(value, Mapping) and "date" in value and ("title" in value or "body" in value)
                )
            with opened(path, PLAIN_TEXT_LIMIT) as stream:
                head = stream.read(_HEAD).decode("utf-8", "ignore")
            return bool(text_entries(head)[0])
        except (JournalError, OSError, ValueError):
            return False

    def read(
        self, path: Path, *, zone: tzinfo, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> Iterator[Read]:
        return in_bounds(self._reads(path, zone), progress, cancelled)

    def _reads(self, path: Path, zone: tzinfo) -> Iterator[Read]:
        if path.is_dir():
            files = list(_day_files(path))
            if not files:
                raise ImportProblem(
                    "This folder is not a jrnl folder: it holds no files such as 2024/01/15.txt.",
                    "Choose the folder that holds the years, or the JSON file that jrnl exports.",
                )
            for file in files:
                yield from _text_file(file, zone, f"{file.relative_to(path).as_posix()}, ")
        elif _is_json(path):
            yield from _json_file(path, zone)
        else:
            yield from _text_file(path, zone)


def _day_files(folder: Path) -> Iterator[Path]:
    return (file for file in files_under(folder) if _DAY_FILE.fullmatch(file.relative_to(folder).as_posix()))


def _is_json(path: Path) -> bool:
    with opened(path, LARGEST_FILE) as file:
        return file.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _json_file(path: Path, zone: tzinfo) -> Iterator[Read]:
    listed = good = 0
    has_list = False
    with closing(opened(path, LARGEST_FILE)) as stream:
        for part in walk(stream, _ENTRIES):
            has_list = has_list or isinstance(part, ArrayStart)
            if isinstance(part, Element):
                listed += 1
                good += isinstance(part.value, Mapping) and "date" in part.value
                yield _json_entry(part.value, zone, f"entry {part.index + 1}")
    if not has_list or (listed and not good):
        raise ImportProblem(
            "This file does not come from jrnl: it holds no dated list of entries.",
            "Run `jrnl --format json --file journal.json` and choose the file it makes.",
        )


def _json_entry(value: JsonValue, zone: tzinfo, place: str) -> Read:
    if not isinstance(value, Mapping):
        return unreadable_entry(place, "it is not an entry")
    day, clock = value.get("date"), value.get("time")
    said = f"{day} {clock}" if isinstance(clock, str) and clock.strip() else day
    when = moment(said, day_first=True) if isinstance(said, str) else None
    if when is None:
        return unreadable_entry(place, NO_DATE)
    title, body, tags, uuid = (value.get(key) for key in ("title", "body", "tags", "uuid"))
    entry = TextEntry(
        place,
        when,
        clean(title) if isinstance(title, str) else "",
        clean(body) if isinstance(body, str) else "",
        tidy_tags(tags) if isinstance(tags, list) else (),
        starred=value.get("starred") is True,
    )
    return _imported(entry, zone, place, clean(uuid).strip() if isinstance(uuid, str) else "")


def _text_file(path: Path, zone: tzinfo, before: str = "") -> Iterator[Read]:
    data = read_bytes(path, PLAIN_TEXT_LIMIT)
    if data.startswith(_SEALED):
        raise ImportProblem(
            "This jrnl journal is encrypted.",
            "Run `jrnl --format json --file journal.json`, import that file, then delete it.",
        )
    entries, note = text_entries(decoded(data))
    if not entries:
        raise ImportProblem(
            "No jrnl entries were found in this file.",
            "Each entry begins with its date, as in [2024-01-15 09:30].",
            before.removesuffix(", "),
        )
    if note:
        yield Problem(before.removesuffix(", ") or "the whole file", note.reason, note.kind)
    for entry in entries:
        yield _imported(entry, zone, f"{before}{entry.place}")


def _imported(entry: TextEntry, zone: tzinfo, place: str, own_id: str = "") -> Read:
    when = written(entry.when, zone)
    if when is None:
        return unreadable_entry(place, OUT_OF_RANGE)
    if len(entry.title) + len(entry.body) > LONGEST_TEXT:
        return unreadable_entry(place, TOO_LONG)
    title, text = fitted(heading_words(entry.title), entry.body.strip())
    if not title and not text:
        return Problem(place, EMPTY)
    if 0 < len(own_id) <= _LONGEST_ID:
        key = f"jrnl:{own_id.replace('-', '').upper()}"
    else:
        key = digest_key("jrnl", _minute(entry.when), f"{entry.title} {entry.body}")
    return reflection(title, text, when, key, place, entry.tags, starred=entry.starred)


def _minute(when: datetime) -> str:
    """The local minute, as jrnl's JSON has it, so that text and JSON of one journal give the same keys."""
    return when.strftime("%Y-%m-%d %H:%M")


importer = Jrnl()
