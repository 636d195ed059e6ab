"""The folder of Day One Classic: one property list for each entry."""

import plistlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from xml.parsers.expat import ExpatError

from app.domain.errors import ImportProblem
from app.domain.exchange import Problem, Read
from app.importers.reading.dates import NO_DATE, OUT_OF_RANGE, written, zone_named
from app.importers.reading.dayone_text import plain_text
from app.importers.reading.files import MEBIBYTE, files_under, read_bytes
from app.importers.reading.flow import EMPTY, TOO_LONG, reflection, unreadable_entry, warning
from app.importers.reading.words import LONGEST_TEXT, clean, tidy_tags, title_and_rest

LARGEST_ENTRY = 8 * MEBIBYTE
_SUFFIX = ".doentry"
_ERRORS = (ExpatError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError)


def is_classic(folder: Path) -> bool:
    """Whether a folder is a Classic journal."""
    return any(file.suffix.lower() == _SUFFIX for file in files_under(folder))


def classic_entries(folder: Path, zone: tzinfo) -> Iterator[Read]:
    """The entries of a Classic journal, in order of their file names."""
    media = 0
    for file in files_under(folder):
        place = file.relative_to(folder).as_posix()
        if file.suffix.lower() == _SUFFIX:
            yield from _entry(file, zone, place)
        elif file.parent != folder:
            media += 1
    if media:
        what = "1 other file was" if media == 1 else f"{media} other files were"
        yield Problem("the whole folder", f"{what} left out: Balcony keeps words only")


def _entry(file: Path, zone: tzinfo, place: str) -> Iterator[Read]:
    try:
        value = plistlib.loads(read_bytes(file, LARGEST_ENTRY), fmt=plistlib.FMT_XML)
    except ImportProblem as problem:
        yield unreadable_entry(place, problem.message)
        return
    except _ERRORS:
        yield unreadable_entry(place, "it is damaged, or not an entry of Day One")
        return
    created = value.get("Creation Date") if isinstance(value, Mapping) else None
    if not isinstance(created, datetime):
        yield unreadable_entry(place, NO_DATE)
        return
    own_zone = zone_named(value.get("Time Zone"))
    if own_zone is None and value.get("Time Zone"):
        yield warning(place, "its time zone is not known here; the day may be one off")
    when = written(created.replace(tzinfo=UTC), own_zone or zone)
    said = value.get("Entry Text")
    text = plain_text(said) if isinstance(said, str) else ""
    if when is None:
        yield unreadable_entry(place, OUT_OF_RANGE)
    elif not text:
        yield Problem(place, EMPTY)
    elif len(text) > LONGEST_TEXT:
        yield unreadable_entry(place, TOO_LONG)
    else:
        title, rest = title_and_rest(text)
        uuid, tags = value.get("UUID"), value.get("Tags")
        own_id = clean(uuid).strip() if isinstance(uuid, str) and uuid.strip() else file.stem
        key = f"day-one:{own_id.replace('-', '').upper()}"
        tags = tidy_tags(tags) if isinstance(tags, list) else ()
        yield reflection(title, rest, when, key, place, tags, starred=value.get("Starred") is True)
