"""When I write, how long until I look again, and what was added since."""

import statistics
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.days import Span, rolling_window
from app.domain.readings import Behind, Counts, CountsFound, Days, Fact, Findings, ReadingValue
from app.patterns import c13_rhythm, c14_waiting, c15_on_this_day
from app.patterns.proportions import quartiles
from app.patterns.series import Grid, Series, Shown, Spread

TODAY = date(2026, 6, 30)  # a Tuesday
ALL = Span(None, TODAY)
Written = dict[date, dict[ReadingValue, int]]


def rhythm(written: Written, window: Span = ALL) -> Series:
    return c13_rhythm.pattern.compute(Findings(window, TODAY, days={Days(Fact.WROTE, 53): written}))


def grid(series: Series) -> Grid:
    (picture,) = series.pictures
    assert isinstance(picture, Grid)
    return picture


SIX: Written = {
    date(2026, 6, 29): {"entry": 1},
    date(2026, 6, 24): {"entry": 2, "review": 1},
    date(2026, 6, 1): {"review": 2},
}


def test_weeks_with_an_entry_are_said_of_the_weeks_in_view() -> None:
    series = rhythm(SIX, Span(date(2026, 4, 13), TODAY))
    assert series.sentence.startswith("Weeks with at least one entry: 3 of the last 12.")
    assert series.caption == (
        "6 entries and reviews written here on 3 days. What was imported is not counted."
    )


def test_a_period_that_ended_is_not_called_the_last_weeks() -> None:
    series = rhythm({date(2026, 1, 7): {"entry": 5}}, Span(date(2026, 1, 1), date(2026, 1, 31)))
    assert series.sentence.startswith("Weeks with at least one entry: 1 of the 5 in this period.")


def test_the_newest_week_stands_first_and_days_outside_the_window_stay_blank() -> None:
    rows = grid(rhythm({date(2026, 6, 24): {"entry": 5}}, Span(date(2026, 6, 18), TODAY))).rows
    assert [row.label for row in rows] == ["29 Jun 2026", "22 Jun 2026", "15 Jun 2026"]
    assert [mark is None for mark in rows[0].marks] == [False, False, True, True, True, True, True]
    assert [mark is None for mark in rows[2].marks] == [True, True, True, False, False, False, False]


def test_a_day_says_what_was_written_and_opens_it() -> None:
    drawn = grid(rhythm(SIX))
    wednesday, thursday = drawn.rows[1].marks[2], drawn.rows[1].marks[3]
    assert wednesday is not None
    assert thursday is not None
    assert wednesday.label == "Wednesday 24 June 2026: 2 entries, 1 review"
    assert wednesday.value == 3
    day = date(2026, 6, 24)
    assert wednesday.behind == Behind(Fact.WROTE, span=Span(day, day))
    assert (thursday.label, thursday.value) == ("Thursday 25 June 2026: nothing written", 0)
    assert drawn.numbers is False


def test_twelve_months_touch_53_weeks_and_everything_shows_no_more() -> None:
    year = rhythm(SIX, rolling_window(TODAY, 12))
    everything = rhythm({**SIX, date(2020, 1, 1): {"entry": 9}})
    assert year.figures["of_weeks"] == everything.figures["of_weeks"] == 53
    assert everything.n == 6
    assert everything.everything == Behind(Fact.WROTE, span=Span(date(2025, 6, 30), TODAY))


def test_weeks_run_from_monday_to_sunday() -> None:
    monday, sunday = date(2026, 6, 22), date(2026, 6, 21)
    apart = rhythm({monday: {"entry": 4}, sunday: {"entry": 4}})
    together = rhythm({monday: {"entry": 4}, date(2026, 6, 28): {"entry": 4}})
    assert (apart.figures["weeks"], together.figures["weeks"]) == (2, 1)


def test_the_table_lists_only_weeks_with_something_written() -> None:
    table = rhythm(SIX).table
    assert table.rows == (
        ("29 June 2026", "1", "", "", "", "", "", "", "1"),
        ("22 June 2026", "", "", "3", "", "", "", "", "3"),
        ("1 June 2026", "2", "", "", "", "", "", "", "2"),
    )


def test_a_period_still_to_come_holds_nothing() -> None:
    tomorrow = TODAY + timedelta(days=1)
    series = rhythm({}, Span(tomorrow, tomorrow + timedelta(days=30)))
    assert series.shown is Shown.NOTHING
    assert series.figures["of_weeks"] == 0


def test_no_chart_reads_the_hour() -> None:
    assert "no view by hour" in c13_rhythm.pattern.about
    assert c13_rhythm.pattern.hidden_at_first


def waited(days: dict[ReadingValue, int], finals: int = 0) -> Series:
    counts = {
        Counts(Fact.WAITED): CountsFound(days),
        Counts(Fact.REVIEWED): CountsFound({"yes": finals}),
    }
    return c14_waiting.pattern.compute(Findings(ALL, TODAY, counts))


def test_the_wait_is_said_by_its_middle_and_its_longest() -> None:
    series = waited({-3: 2, 0: 1, 4: 2, 8: 1, 25: 1})
    assert series.sentence.startswith(
        "Half were looked at within 4 days of the date. The longest wait was 25 days."
    )
    assert (series.figures["min"], series.figures["median"], series.figures["max"]) == (-3, 4, 25)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({-2: 5}, "Half were looked at 2 days or more before the date. None came after the date."),
        ({0: 5}, "Half were looked at by the date itself. None came after the date."),
        ({1: 6}, "Half were looked at within 1 day of the date. The longest wait was 1 day."),
        ({1: 3, 2: 3}, "Half were looked at within 1.5 days of the date. The longest wait was 2 days."),
    ],
)
def test_early_and_punctual_looks_are_said_as_they_are(days: dict[ReadingValue, int], said: str) -> None:
    assert waited(days).sentence.startswith(said)


def test_the_middle_half_is_drawn_from_ten_on() -> None:
    nine, ten = waited({0: 4, 8: 5}), waited({0: 5, 8: 5})
    (few,), (enough,) = nine.pictures, ten.pictures
    assert isinstance(few, Spread)
    assert isinstance(enough, Spread)
    assert (few.middle_half, enough.middle_half) == (None, (0, 8))
    assert (few.median, enough.median) == (8, 4)
    assert ten.notes == ("The middle half: from the date itself to 8 days after the date.",)
    assert dict(nine.figures["shown"])["lower_quartile"] is False  # type: ignore[call-overload]
    assert nine.figures["upper_quartile"] == 8


def test_reviews_without_a_date_are_in_the_caption() -> None:
    assert waited({2: 5}, finals=8).caption.startswith("5 of 8 final reviews counted")


def test_each_row_of_the_table_opens_the_days_it_counts() -> None:
    table = waited({-9: 1, -1: 2, 0: 1, 7: 1, 8: 1}).table
    counted = {row[0]: (row[1], behind) for row, behind in zip(table.rows, table.behind, strict=True)}
    assert counted["Before the date"] == ("3", Behind(Fact.WAITED, (-9, -1)))
    assert counted["1 to 7 days after"] == ("1", Behind(Fact.WAITED, (7,)))
    assert counted["15 to 28 days after"] == ("0", None)
    assert counted["Earliest"] == ("9 days before the date", None)


@given(st.lists(st.integers(-400, 400), min_size=2, max_size=60))
def test_quartiles_are_those_of_the_inclusive_method(days: list[int]) -> None:
    low, _, high = statistics.quantiles(days, n=4, method="inclusive")
    assert quartiles({day: days.count(day) for day in days}) == pytest.approx((low, high))


def test_one_value_is_its_own_quartiles_and_none_has_none() -> None:
    assert quartiles({6: 1}) == (6, 6)
    assert quartiles({}) is None


def added(yes: int, no: int, window: Span = ALL) -> Series:
    counts = {
        Counts(Fact.ADDED_TO, older_than=90): CountsFound({"yes": yes, "no": no}),
        Counts(Fact.DECIDED): CountsFound({1: yes + no + 4}),
    }
    return c15_on_this_day.pattern.compute(Findings(window, TODAY, counts))


def test_additions_are_counted_among_decisions_90_days_old() -> None:
    series = added(2, 6)
    assert series.sentence == (
        "Something has been added since to 2 of 8 decisions 90 days old or older. "
        "Which one reads differently to you now?"
    )
    assert series.caption == "8 of 12 decisions in this period were made 90 days ago or earlier."
    assert series.everything == Behind(Fact.ADDED_TO, span=Span(None, date(2026, 4, 1)))


def test_nothing_added_is_said_without_a_range() -> None:
    assert added(0, 25).sentence.startswith("Nothing has been added since to any of 25 decisions")
    assert "roughly" not in added(0, 25).sentence
    assert "roughly between" in added(5, 20).sentence


def test_the_entries_behind_a_window_that_ended_earlier_end_with_it() -> None:
    series = added(2, 6, Span(date(2025, 1, 1), date(2025, 12, 31)))
    assert series.everything is not None
    assert series.everything.span == Span(date(2025, 1, 1), date(2025, 12, 31))


def test_the_count_of_additions_is_kept_for_the_leader() -> None:
    assert c15_on_this_day.pattern.kept_back
    assert not c13_rhythm.pattern.kept_back
