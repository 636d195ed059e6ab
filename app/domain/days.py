"""Whole days and months as integers, the way the journal stores and counts them.

A day is `date.toordinal()`; a month is `year * 12 + month - 1`. Both order and
subtract as plain integers, and neither changes when the computer travels.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


def day_of(when: date) -> int:
    """The day number of a date."""
    return when.toordinal()


def month_of(when: date) -> int:
    """The month number of a date."""
    return when.year * 12 + when.month - 1


@lru_cache(maxsize=1200)
def first_day_of_month(month: int) -> date:
    """The first date of a month number."""
    return date(month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=1200)
def last_day_of_month(month: int) -> date:
    """The last date of a month number."""
    first = first_day_of_month(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def months_before(when: date, months: int) -> date:
    """The same day `months` earlier, clipped to the end of a shorter month."""
    month = month_of(when) - months
    last = last_day_of_month(month)
    return last if when.day > last.day else last.replace(day=when.day)


def week_ending(when: date) -> date:
    """The Sunday that ends the Monday-to-Sunday week of a date."""
    return when + timedelta(days=6 - when.weekday())


@dataclass(frozen=True, slots=True)
class Span:
    """A range of days, both ends included; `None` leaves an end open."""

    first: date | None = None
    last: date | None = None

    def holds(self, when: date) -> bool:
        """Whether a date lies in the range."""
        return (self.first is None or when >= self.first) and (self.last is None or when <= self.last)


def rolling_window(today: date, months: int | None) -> Span:
    """From the same day `months` back (exclusive, clipped) to today; `None` months is everything to today."""
    if months is None:
        return Span(None, today)
    return Span(months_before(today, months) + timedelta(days=1), today)
