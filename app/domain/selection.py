"""What the page of patterns shows: how far back, which theme or framework, and what beside it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.days import Span, first_day_of_month, last_day_of_month, month_of, rolling_window
from app.domain.entries import ThemeId
from app.domain.errors import InvalidInput


class Window(StrEnum):
    """How far back the page looks: rolling months to today, everything, or two days chosen freely."""

    THREE = "3"
    SIX = "6"
    TWELVE = "12"
    ALL = "all"
    FREE = "free"

    @property
    def months(self) -> int | None:
        """How many months, or None where that is not what the window is made of."""
        return None if self in (Window.ALL, Window.FREE) else int(self.value)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the leader chose to see; raises InvalidInput where it cannot be shown.

    `free` has both days set when `window` is FREE; a `framework` (an id) leaves
    the charts that draw on it. At most one of the two comparisons is chosen.
    With `compare_before` the period beside it is always the one before, also
    when today has moved on since: `settled` says which that is.
    """

    window: Window = Window.TWELVE
    free: Span | None = None
    theme: ThemeId | None = None
    framework: str | None = None
    compare_span: Span | None = None
    compare_theme: ThemeId | None = None
    compare_before: bool = False

    def __post_init__(self) -> None:
        if self.window is Window.FREE:
            _hold_two_days("free", self.free)
        if self.compare_span is not None:
            _hold_two_days("compare", self.compare_span)
            if self.compare_theme is not None:
                raise InvalidInput(
                    "compare",
                    "A period and a theme cannot both be compared at once.",
                    "Choose another period or another theme.",
                )

    @property
    def is_compared(self) -> bool:
        """Whether there is something to see beside it."""
        return self.compare_span is not None or self.compare_theme is not None

    def settled(self, today: date) -> "Selection":
        """With the period before it worked out, where that is what stands beside it; none is before everything."""
        if not self.compare_before:
            return self
        before = period_before(self, today)
        return replace(self, compare_span=before, compare_before=before is not None)

    def span(self, today: date) -> Span:
        """The days this covers."""
        if self.window is Window.FREE and self.free is not None:
            return self.free
        return rolling_window(today, self.window.months)


def period_before(selection: Selection, today: date) -> Span | None:
    """The period that ends the day before: as many months, or as many days where it is not made of months."""
    span = selection.span(today)
    if span.first is None or span.last is None:
        return None
    end, months = span.first - timedelta(days=1), selection.window.months
    if months is not None:
        return rolling_window(end, months)
    if span.first.day == 1 and span.last == last_day_of_month(month_of(span.last)):
        length = month_of(span.last) - month_of(span.first) + 1
        return Span(first_day_of_month(month_of(span.first) - length), end)
    return Span(end - (span.last - span.first), end)


def _hold_two_days(field: str, span: Span | None) -> None:
    if span is None or span.first is None or span.last is None:
        raise InvalidInput(field, "A period needs a first and a last day.", "Choose both days.")
    if span.last < span.first:
        raise InvalidInput(
            field,
            "The last day of that period lies before its first.",
            "Choose the days the other way round.",
        )
