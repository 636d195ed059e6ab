"""What stands beside a selection when it is compared with the period before."""

from datetime import date

import pytest

from app.domain.days import Span
from app.domain.selection import Selection, Window, period_before

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("selection", "before"),
    [
        (Selection(Window.TWELVE), Span(date(2024, 7, 1), date(2025, 6, 30))),
        (Selection(Window.THREE), Span(date(2025, 12, 31), date(2026, 3, 30))),
        (
            Selection(Window.FREE, Span(date(2026, 4, 1), date(2026, 6, 30))),
            Span(date(2026, 1, 1), date(2026, 3, 31)),
        ),
        (
            Selection(Window.FREE, Span(date(2026, 6, 8), date(2026, 6, 14))),
            Span(date(2026, 6, 1), date(2026, 6, 7)),
        ),
        (Selection(Window.ALL), None),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(
    selection: Selection, before: Span | None
) -> None:
    assert period_before(selection, TODAY) == before


def test_the_period_before_moves_with_today() -> None:
    chosen = Selection(Window.TWELVE, compare_before=True)
    assert chosen.settled(TODAY).compare_span == Span(date(2024, 7, 1), date(2025, 6, 30))
    later = chosen.settled(TODAY).settled(date(2026, 7, 31))
    assert later.compare_span == Span(date(2024, 8, 1), date(2025, 7, 31))


def test_before_everything_there_is_nothing_to_compare_with() -> None:
    settled = Selection(Window.ALL, compare_before=True).settled(TODAY)
    assert not settled.is_compared
    assert not settled.compare_before


def test_a_period_chosen_by_its_days_stays_where_it_is() -> None:
    span = Span(date(2020, 1, 1), date(2020, 12, 31))
    assert Selection(compare_span=span).settled(TODAY).compare_span == span
