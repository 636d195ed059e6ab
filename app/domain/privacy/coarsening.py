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
_N = r"\d{1,2}(?:st|nd|rd|th)?"
_LIST = rf"(?:(?:{_N}, )*{_N} (?:and|or|to) (?:the )?|{_N} ?[-–] ?)"
_DAY = rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?(?P<list1>{_LIST})?{_N}(?: of)?"
_MORE = rf"(?: ?[-–] ?{_N}| (?:and|or|to) (?:the )?{_N}(?! (?:{_NAMED})\b))"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    r"(?:\b(?P<lead>on|between|from) )?(?<![\d./-])"
    rf"\b(?:{_DAY} (?P<m1>{_NAMED})\b(?:\.?,? (?P<y1>{_YEAR})\b|\.(?= (?-i:[a-z])))?"
    rf"|(?P<m2>{_NAMED}) {_N}\b(?!\d)(?P<list2>{_MORE})?(?:,? (?P<y2>{_YEAR})\b)?"
    rf"|\d{{1,2}}[/.-](?P<m3>\d{{1,2}})[/.-](?P<y3>{_YEAR})\b"
    r"|\d{1,2}[/.](?P<m5>\d{1,2})[/.](?P<y5>\d\d)\b(?![./-]\d)"
    rf"|(?P<y4>{_YEAR})-(?P<m4>\d\d)-\d\d\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ALSO_WORDS = {"may", "march", "mar"}
"""Months that say something else in small letters: “option 3 may help”."""
_NUMBERED = {
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "section",
    "sections",
    "clause",
    "version",
    "standard",
}
"""Words before a number of three parts that is no date: “paragraph 3.1.10”."""
_RESTS_ON = {"based", "depend", "depends", "depending", "relied", "relies", "rely", "relying", "drawing"}


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
    """A text with its exact dates told as months or seasons, and the map between the two.

    “On 3 June” becomes “In June”: a month is a time in which, not on which.
    """
    edits = []
    for match in _DATE.finditer(text) if _DIGIT.search(text) else ():
        told = _read(match)
        if told:
            start, lead = _lead(match)
            edits.append(Edit(start, match.end(), lead + _told(*told, width)))
    return apply_edits(text, edits)


def wider_dates(passage: str) -> tuple[str, ...]:
    """The month and the season of the date in a passage; nothing when it holds none."""
    match = _DATE.search(passage)
    told = _read(match) if match else None
    return (_told(*told, "month"), _told(*told, "season")) if told else ()


def told_in(text: str, start: int, words: str) -> tuple[int, str]:
    """Where a wider date goes in place of the exact one at `start`, and as which words: “on” before it becomes “in”."""
    before = re.search(r"\bon $", text[:start], re.IGNORECASE)
    if before is None or _rests_on(text, before.start()):
        return start, words
    return before.start(), f"{_like(before.group(), 'in')} {words}"


def _lead(match: re.Match[str]) -> tuple[int, str]:
    """Where a date begins with the word before it, and what stands for that word."""
    lead = match["lead"]
    if not lead:
        return match.start(), ""
    is_span = bool(match["list1"] or match["list2"])
    changes = not _rests_on(match.string, match.start()) if lead.casefold() == "on" else is_span
    return match.start(), f"{_like(lead, 'in') if changes else lead} "


def _like(word: str, instead: str) -> str:
    return instead.capitalize() if word[0].isupper() else instead


def _rests_on(text: str, start: int) -> bool:
    """Whether the “on” at `start` belongs to the word before it: “based on 3 June figures”."""
    return _word_before(text, start) in _RESTS_ON


def _word_before(text: str, start: int) -> str:
    return (text[max(0, start - 40) : start].split() or [""])[-1].casefold()


def _read(match: re.Match[str]) -> tuple[int, int | None] | None:
    """Month and year of a date that was found; None when there is no such month, or it is none at all."""
    parts = match.groupdict()
    month = next(value for name, value in parts.items() if name[0] == "m" and value)
    year = next((int(value) for name, value in parts.items() if name[0] == "y" and value), None)
    if parts["m5"] and _word_before(match.string, match.start()) in _NUMBERED:
        return None
    if month.isdecimal():
        number = int(month)
    elif (
        year is None and month in _ALSO_WORDS and not re.search(r"\d(?:st|nd|rd|th)\b|\bof\b", match.group())
    ):
        return None
    else:
        number = [name[:3] for name in MONTHS].index(month[:3].capitalize()) + 1
    if not 1 <= number <= 12:
        return None
    return number, year + 2000 if year is not None and year < 100 else year


def shared_themes(themes: Iterable[Iterable[str]]) -> frozenset[str]:
    """The themes (one collection for each entry) that more than one entry of the share has."""
    counted = Counter(theme for entry in themes for theme in set(entry))
    return frozenset(theme for theme, entries in counted.items() if entries > 1)
