"""Dates as they are read, in no one's locale but ours."""

from datetime import date

from app.domain.days import month_of
from app.patterns.months import month_name


def long_date(when: date) -> str:
    """A date in full: 7 October 2025."""
    return f"{when.day} {month_name(month_of(when))}"
