"""Dates from elsewhere: the instant of writing, and the day it was where the writer was."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2100
OUT_OF_RANGE = f"its date is not between {FIRST_YEAR} and {LAST_YEAR}"
NO_DATE = "it has no date that Balcony can read"

_NOON = time(12)
_OFFSET_NAME = re.compile(r"(?:GMT|UTC)([+-])(\d{1,2}):?(\d{2})?")
_LONGEST = 64


Written = tuple[datetime, date]
"""The instant of writing in UTC, and the local day."""


def instant(value: object) -> datetime | None:
    """A date and time in ISO 8601, with or without its offset from UTC."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None


def written(moment: datetime, zone: tzinfo) -> Written | None:
    """The instant in UTC and the local day in a zone; a moment without an offset is local there.

    None when the date is not one a person alive has written on.
    """
    try:
        local = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        return None
    return at, local.date()


def at_noon(day: date) -> datetime:
    """A moment for a day without a time: noon stays on that day in every zone nearby."""
    return datetime.combine(day, _NOON)  # local; `written` adds the zone


def zone_named(name: object) -> tzinfo | None:
    """The zone of an IANA name or of an offset such as GMT+0100; None for anything else."""
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST:
        return None
    offset = _OFFSET_NAME.fullmatch(name)
    try:
        if offset:
            sign = -1 if offset[1] == "-" else 1
            return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0)))
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        return None
