"""A reminder for a person's own calendar: neutral words, no date of any entry, nothing from the journal."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

TITLE = "Thinking time"
PRODUCT = "-//Balcony//Reminder//EN"
LENGTH = timedelta(minutes=30)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def weekly_reminder(weekday: int, at: time, *, today: date, stamp: datetime) -> str:
    """One event every week from the next such day (today included); Monday is 0.

    `at` is a local time without a zone: 16:00 wherever the calendar is. `stamp`
    is the aware present, which the format asks for. The text has CRLF line
    ends: write it with newline="".
    """
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    return _calendar(first, at, stamp, weekday)


def _calendar(on: date, at: time, stamp: datetime, weekday: int) -> str:
    from icalendar import Alarm, Calendar, Event  # here, so that opening the journal does not wait for it

    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", stamp)
    event.add("summary", TITLE)
    event.add("dtstart", datetime.combine(on, at.replace(tzinfo=None)))
    event.add("duration", LENGTH)
    event.add("class", "PRIVATE")
    event.add("rrule", {"freq": "weekly", "byday": _WEEKDAYS[weekday]})
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", TITLE)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text
