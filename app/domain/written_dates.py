"""Reading and writing a date the way people here do."""

import re
from datetime import date

# Not strftime: its names follow the computer's language.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written(when: date) -> str:
    """A date in words: 22 November 2026."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def written_short(when: date) -> str:
    """A date where there is little room: 22 Nov 2026."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def with_weekday(when: date) -> str:
    """A date with its weekday: Sunday 22 November 2026."""
    return f"{WEEKDAYS[when.weekday()]} {written(when)}"


def read_date(text: str, today: date) -> date | None:
    """The date a person wrote, day first; None where it is none.

    Takes 22 November 2026, 22 nov 26, 22/11/2026, 22.11.26, 2026-11-22, and without
    a year the one of `today`.
    """
    parts = [part for part in re.split(r"[\s./,-]+", text.strip().lower()) if part]
    parts = [re.sub(r"^(\d+)(st|nd|rd|th)$", r"\1", part) for part in parts]
    if len(parts) == 2:
        parts.append(str(today.year))
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    month = _month(parts[1])
    if month is None or not (parts[0].isdecimal() and parts[2].isdecimal()):
        return None
    year = int(parts[2])
    try:
        return date(year + 2000 if year < 100 else year, month, int(parts[0]))
    except ValueError:
        return None


def _month(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), None)
