"""jrnl's text: entries begin with a date, in brackets or (version 1) without."""

import re
from dataclasses import dataclass
from datetime import datetime

from app.domain.entries import TITLE_LENGTH
from app.domain.exchange import Problem
from app.importers.reading.flow import warning
from app.importers.reading.words import clean, tidy_tags

_BRACKETED = re.compile(r"^\[([^\[\]\n]{6,40})\](?: |$)", re.MULTILINE)
_BARE = re.compile(r"^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}) ", re.MULTILINE)
_DATE = re.compile(
    r"(?:(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-./])(?P<b>\d{1,2})(?P=t)(?P<z>\d{4}))"
    r"(?:[ T]{1,2}(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?\s?(?P<half>[AaPp][Mm])?)?",
    re.ASCII,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_TAG = re.compile(r"(?<![^\s(])@(\w[\w/-]{0,79})")


@dataclass(frozen=True, slots=True)
class TextEntry:
    """One entry as jrnl sees it; `when` is local, without a zone."""

    place: str
    when: datetime
    title: str
    body: str
    tags: tuple[str, ...] = ()
    starred: bool = False


def moment(said: str, *, day_first: bool) -> datetime | None:
    """A date, with or without a time of 24 or 12 hours; `day_first` reads 3/4/2024 as 3 April."""
    found = _DATE.fullmatch(said.strip())
    if found is None:
        return None
    year, month, day = int(found["y"] or found["z"]), found["m"], found["d"]
    if found["a"]:
        day, month = (found["a"], found["b"]) if day_first else (found["b"], found["a"])
    hour = int(found["hour"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    clock = f"{hour:02}:{found['minute'] or '00'}:{found['second'] or '00'}"
    try:
        return datetime.fromisoformat(f"{year:04}-{int(month):02}-{int(day):02}T{clock}")
    except ValueError:
        return None


def text_entries(text: str) -> tuple[list[TextEntry], Problem | None]:
    """The entries of a text journal, and what to say about the order of day and month, if anything."""
    text = clean(text)
    starts = [found for found in _BRACKETED.finditer(text) if _DATE.fullmatch(found[1].strip())]
    if text.lstrip()[:1].isdigit():
        starts = list(_BARE.finditer(text))
    day_first, note = _order([found[1] for found in starts])
    dated = [(found, when) for found in starts if (when := moment(found[1], day_first=day_first))]
    ends = [found.start() for found, _ in dated[1:]] + [len(text)][: len(dated)]
    entries = []
    line, counted = 1, 0
    for (found, when), end in zip(dated, ends, strict=True):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        entries.append(_entry(text[found.end() : end], when, f"line {line}"))
    return entries, note


def _order(dates: list[str]) -> tuple[bool, Problem | None]:
    """Whether the day stands first; told by a number above 12, else as in Britain."""
    firsts, seconds, separators = set(), set(), set()
    for found in filter(None, (_DATE.fullmatch(said.strip()) for said in dates)):
        if found["a"]:
            firsts.add(int(found["a"]))
            seconds.add(int(found["b"]))
            separators.add(found["t"])
    if max(firsts, default=0) > 12 or separators <= {"."}:
        return True, None
    if max(seconds, default=0) > 12:
        return False, None
    return True, warning("the whole file", "dates such as 3/4/2024 were read as 3 April")


def _entry(words: str, when: datetime, place: str) -> TextEntry:
    words = words.strip()
    title, _, body = words.partition("\n")
    starred = title.endswith(" *")
    title = title.removesuffix(" *").rstrip()
    if len(title) > TITLE_LENGTH:
        sentence = _SENTENCE.split(title, maxsplit=1)
        if len(sentence) == 2:
            title, body = sentence[0], f"{sentence[1]}\n{body}"
    tags = tidy_tags(found[1] for found in _TAG.finditer(words))
    return TextEntry(place, when, title, body.strip(), tags, starred)
