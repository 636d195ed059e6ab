"""The time zone of this computer, with its changes over the years."""

from datetime import UTC, datetime, timedelta, tzinfo

_NOT_KNOWN = (ValueError, OverflowError, OSError)
"""What a system raises that knows no local time for a year, such as Windows before 1970."""


class LocalTime(tzinfo):
    """Local time as the operating system reckons it at each moment, not as it is today."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        """The offset from UTC at a local time."""
        if at is None:
            return timedelta(0)
        try:
            return at.replace(tzinfo=None).astimezone().utcoffset() or timedelta(0)
        except _NOT_KNOWN:
            return timedelta(0)

    def dst(self, _at: datetime | None) -> timedelta | None:
        """Not known apart from the offset."""
        return None

    def tzname(self, _at: datetime | None) -> str:
        """A name for messages."""
        return "local time"

    def fromutc(self, at: datetime) -> datetime:
        """The local time of a moment in UTC."""
        try:
            return at.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)
        except _NOT_KNOWN:
            return at
