"""The reminder says nothing but "Thinking time", at the time chosen."""

import re
from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from app.exporters.reminder import weekly_reminder

STAMP = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
TUESDAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("weekday", "first", "by_day"),
    [(1, date(2026, 6, 30), "TU"), (4, date(2026, 7, 3), "FR"), (0, date(2026, 7, 6), "MO"), (6, date(2026, 7, 5), "SU")],
)  # fmt: skip
def test_a_weekly_reminder_begins_on_the_next_such_day(weekday: int, first: date, by_day: str) -> None:
    calendar = Calendar.from_ical(weekly_reminder(weekday, time(16, 30), today=TUESDAY, stamp=STAMP))
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == f"{first}T16:30:00"
    assert dict(event.decoded("rrule")) == {"FREQ": ["WEEKLY"], "BYDAY": [by_day]}


def test_the_time_is_local_wherever_the_calendar_is() -> None:
    text = weekly_reminder(1, time(16, tzinfo=UTC), today=TUESDAY, stamp=STAMP)
    assert "DTSTART:20260630T160000\r\n" in text
    assert "TZID" not in text


def test_nothing_in_it_names_a_person_or_the_journal() -> None:
    text = weekly_reminder(3, time(9), today=TUESDAY, stamp=STAMP)
    words = set(re.sub(r"UID:.*\r\n", "", text).split("\r\n"))
    assert words == {
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Balcony//Reminder//EN", "BEGIN:VEVENT",
        "SUMMARY:Thinking time", "DTSTART:20260702T090000", "RRULE:FREQ=WEEKLY;BYDAY=TH", "DURATION:PT30M", "DTSTAMP:20260630T090000Z",
        "CLASS:PRIVATE", "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Thinking time", "TRIGGER:P0D",
        "END:VALARM", "END:VEVENT", "END:VCALENDAR", "",
    }  # fmt: skip
