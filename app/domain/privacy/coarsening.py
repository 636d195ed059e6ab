"""Days told as months or seasons, so that nobody can look one up."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from app.domain.privacy.offsets import Edit, OffsetMap, apply_edits
from app.domain.written_dates import MONTHS

Width = Literal["month", "season"]

_SEASONS = ("winter", "spring", "summer", "autumn")
_NAMED = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS).replace("Sep(?:", "Sept?(?:")
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)?"
_DATE = re.compile(
    rf"\b(?:{_DAY} (?P<m1>{_NAMED})\b\.?(?:,? (?P<y1>(?:19|20)\d\d)\b)?"
    rf"|(?P<m2>{_NAMED}) \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y2>(?:19|20)\d\d)\b)?"
    r"|\d{1,2}[/.](?P<m3>\d{1,2})[/.](?P<y3>(?:19|20)\d\d|\d\d)\b"
    r"|(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)-\d\d\b)",
    re.IGNORECASE,
)


def coarsen(day: date, width: Width) -> str:
    """A day as its month (“June 2026”) or season (“summer 2026”; December to February “winter 2026–27”)."""
    return _told(day.month, day.year, width)


def _told(month: int, year: int | None, width: Width) -> str:
    if width == "month":
        return MONTHS[month - 1] + (f" {year}" if year else "")
    season = _SEASONS[month % 12 // 3]
    if year is None:
        return season
    if season == "winter":
        begins = year if month == 12 else year - 1
        return f"winter {begins}–{(begins + 1) % 100:02}"
    return f"{season} {year}"


def coarsen_dates(text: str, width: Width) -> tuple[str, OffsetMap]:
    """A text with its exact dates told as months or seasons, and the map between the two."""
    edits = []
    for match in _DATE.finditer(text):
        told = _read(match)
        if told:
            edits.append(Edit(*match.span(), _told(*told, width)))
    return apply_edits(text, edits)


def wider_dates(passage: str) -> tuple[str, ...]:
    """The month and the season of the date in a passage; nothing when it holds none."""
    match = _DATE.search(passage)
    told = _read(match) if match else None
    return (_told(*told, "month"), _told(*told, "season")) if told else ()


def _read(match: re.Match[str]) -> tuple[int, int | None] | None:
    """Month and year of a date that was found; None when there is no such month."""
    parts = match.groupdict()
    month = next(value for name, value in parts.items() if name[0] == "m" and value)
    year = next((int(value) for name, value in parts.items() if name[0] == "y" and value), None)
    if month.isdecimal():
        number = int(month)
    else:
        number = [name[:3] for name in MONTHS].index(month[:3].capitalize()) + 1
    if not 1 <= number <= 12:
        return None
    return number, year + 2000 if year is not None and year < 100 else year


def shared_themes(themes: Iterable[Iterable[str]]) -> frozenset[str]:
    """The themes (one collection for each entry) that more than one entry of the share has."""
    counted = Counter(theme for entry in themes for theme in set(entry))
    return frozenset(theme for theme, entries in counted.items() if entries > 1)
