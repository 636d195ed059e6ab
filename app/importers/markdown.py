"""Markdown: one note, or a folder of them, with or without properties at their top."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from app.domain.errors import ImportProblem, JournalError
from app.domain.exchange import Cancelled, Pick, Problem, Progress, Read, never, no_progress
from app.importers.reading.dates import OUT_OF_RANGE, at_noon, instant, written
from app.importers.reading.files import MEBIBYTE, decoded, files_under, opened, read_bytes
from app.importers.reading.flow import EMPTY, TOO_LONG, in_bounds, reflection, unreadable_entry, warning
from app.importers.reading.front_matter import Note, note_of
from app.importers.reading.hashtags import hashtags
from app.importers.reading.jrnl_text import moment
from app.importers.reading.words import (
    LONGEST_TEXT,
    clean,
    digest_key,
    fitted,
    heading_words,
    tidy_tags,
    title_and_rest,
    trimmed,
)  # fmt: skip

LARGEST_NOTE = 4 * MEBIBYTE
_SUFFIXES = (".md", ".markdown")
_DATE_NAMES = ("date", "created", "created_at", "date created", "created at")
_DATE_IN_NAME = re.compile(
    r"(?<!\d)(\d{4})([-_.])(\d{2})\2(\d{2})(?!\d)|^(\d{4})(\d{2})(\d{2})(?!\d)", re.ASCII
)
_H1 = re.compile(r"\s*# +\S")


class Markdown:
    """Reads notes as reflections, dated by a property, else the file's name, else the file's time."""

    id = "markdown"
    name = "Markdown"
    describes = "A folder of Markdown notes (from Obsidian, Joplin and others), or one note."
    picks = frozenset({Pick.FILE, Pick.FOLDER})
    suffixes = _SUFFIXES

    def recognises(self, path: Path) -> bool:
        try:
            if path.is_dir():
                return any(_is_note(file) for file in files_under(path))
            return path.is_file() and _is_note(path)
        except (JournalError, OSError, ValueError):
            return False

    def read(
        self, path: Path, *, zone: tzinfo, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> Iterator[Read]:
        if path.is_dir():
            files = list(files_under(path))
            notes = [file for file in files if _is_note(file)]
            return in_bounds(_folder(path, notes, len(files), zone), progress, cancelled, len(notes))
        return in_bounds(_single(path, zone), progress, cancelled, 1)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date and where it was found; `how` is property, name or time."""

    when: datetime
    how: str
    unread: bool = False


def _is_note(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES


def _folder(folder: Path, notes: list[Path], files: int, zone: tzinfo) -> Iterator[Read]:
    if not notes:
        raise ImportProblem(
            "There are no Markdown notes in this folder.", "Choose the folder that holds the .md files."
        )
    how: Counter[str] = Counter()
    for file in notes:
        place = clean(file.relative_to(folder).as_posix())
        try:
            yield from _note(file, zone, place, how)
        except ImportProblem as problem:
            where = f"{place}, {problem.place}" if problem.place else place
            yield unreadable_entry(where, problem.message)
    if how["name"]:
        yield warning("the whole folder", f"dated by the name of the file: {how['name']}")
    if others := files - len(notes):
        said = "1 other file was" if others == 1 else f"{others} other files were"
        yield Problem("the whole folder", f"{said} left out: only Markdown notes are read")


def _single(path: Path, zone: tzinfo) -> Iterator[Read]:
    with opened(path):
        pass  # says what is wrong with a file that is missing, empty or no file before its name is judged
    if not _is_note(path):
        raise ImportProblem("This is not a Markdown note.", "Choose a file whose name ends in .md.")
    yield from _note(path, zone, clean(path.name), Counter())


def _note(path: Path, zone: tzinfo, place: str, how: Counter[str]) -> Iterator[Read]:
    note = note_of(clean(decoded(read_bytes(path, LARGEST_NOTE))))
    if note.unread:
        yield warning(place, "its properties are not YAML; they stay in the text")
    dated = _dated(note, path, zone)
    when = written(dated.when, _own_zone(dated.when) or zone)
    title, text = _title_and_text(note, path)
    if when is None:
        yield unreadable_entry(place, OUT_OF_RANGE)
        return
    if not note.text.strip() and not note.properties.get("title"):
        yield Problem(place, EMPTY)
        return
    if len(text) > LONGEST_TEXT:
        yield unreadable_entry(place, TOO_LONG)
        return
    how[dated.how] += 1
    if dated.unread:
        yield warning(place, f"its date property cannot be read; dated by the {dated.how} of the file")
    elif dated.how == "time":
        yield warning(place, "it has no date; dated by the time of the file")
    # a file's time changes when it is copied, and must not make the same note a new one
    known_day = "" if dated.how == "time" else when[1].isoformat()
    key = digest_key("markdown", known_day, title, text)
    yield reflection(title, text, when, key, place, _tags(note))


def _own_zone(when: datetime) -> tzinfo | None:
    """The writer's offset; a bare Z says nothing of where the writer was."""
    return when.tzinfo if when.utcoffset() else None


def _dated(note: Note, path: Path, zone: tzinfo) -> _Dated:
    said = next((value for name in _DATE_NAMES if (value := note.properties.get(name))), None)
    found = _moment(said)
    if found is not None:
        return _Dated(found, "property")
    in_name = _DATE_IN_NAME.search(path.stem)
    if in_name:
        year, month, day = (int(in_name[n] or in_name[m]) for n, m in ((1, 5), (3, 6), (4, 7)))
        try:
            return _Dated(at_noon(date(year, month, day)), "name", unread=said is not None)
        except ValueError:
            pass  # not a day of the calendar
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone(zone)
    except (OverflowError, ValueError):
        changed = datetime.min.replace(tzinfo=UTC)  # out of range, and said to be
    return _Dated(changed, "time", unread=said is not None)


def _moment(said: object) -> datetime | None:
    """A date property: ISO 8601, or day, month and year as written in Britain; maybe as a [[link]]."""
    if not isinstance(said, str):
        return None
    words = said.strip().removeprefix("[[").removesuffix("]]").strip()
    found = instant(words) or moment(words, day_first=True)
    if found is not None and len(words) <= len("2024-01-15"):
        return at_noon(found.date())
    return found


def _title_and_text(note: Note, path: Path) -> tuple[str, str]:
    said = note.properties.get("title")
    text = trimmed(note.text)
    if isinstance(said, str) and said.strip():
        return fitted(clean(said), text)
    words = trimmed(note.text[note.body_at :])
    if _H1.match(words):
        title, rest = title_and_rest(words)
        return title, text if note.unread else rest
    named = _DATE_IN_NAME.sub("", clean(path.stem), count=1).strip(" -_.")
    if any(letter.isalpha() for letter in named):
        return fitted(heading_words(named), text)
    title, rest = title_and_rest(words)
    return title, text if note.unread else rest


def _tags(note: Note) -> tuple[str, ...]:
    said = note.properties.get("tags") or note.properties.get("tag") or []
    if isinstance(said, str):
        said = said.split(",") if "," in said else said.split()
    listed = said if isinstance(said, list) else []
    return tidy_tags([*listed, *hashtags(note.text)])


importer = Markdown()
