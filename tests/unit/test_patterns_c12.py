"""C12: the leader's own themes, quarter by quarter; and the quarters themselves."""

from datetime import date

import pytest

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.readings import EVERY_THEME, Findings
from app.patterns.c12_themes import pattern
from app.patterns.quarters import period_short, period_span, quarter_name, quarter_of
from app.patterns.series import Bars, Series, Slopes

TODAY = date(2026, 6, 30)
APRIL_25, JULY_25, OCTOBER_25, JANUARY_26 = (
    2025 * 12 + 3,
    2025 * 12 + 6,
    2025 * 12 + 9,
    2026 * 12,
)
NAMES = ("SEND", "budget", "workforce", "placements", "care leavers", "education", "data")
LONG_NAME = "Sufficiency of placements close to home for children with the most complex needs"


def themed(
    decided: dict[int, int],
    themes: dict[str, dict[int, int]],
    year_start: int = 4,
    chosen: ThemeId | None = None,
    window: Span | None = None,
) -> Series:
    ids = {name: ThemeId(place) for place, name in enumerate(themes, 1)}
    return pattern.compute(
        Findings(
            window or Span(None, TODAY),
            TODAY,
            themes={EVERY_THEME: decided, **{ids[name]: months for name, months in themes.items()}},
            theme_names={number: name for name, number in ids.items()},
            theme=chosen,
            year_start=year_start,
        )
    )


def drift(before: tuple[int, int], after: tuple[int, int]) -> object:
    series = themed(
        {APRIL_25: before[1], JANUARY_26: after[1]}, {"SEND": {APRIL_25: before[0], JANUARY_26: after[0]}}
    )
    return series.figures["drift"]


def test_a_share_that_moved_by_exactly_twenty_points_has_drifted_and_a_little_less_has_not() -> None:
    assert drift((1, 10), (3, 10)) == [{"theme": "SEND", "from": [1, 10], "to": [3, 10]}]
    assert drift((3, 10), (1, 10)) == [{"theme": "SEND", "from": [3, 10], "to": [1, 10]}]
    assert drift((1, 11), (3, 11)) == []


def test_drift_is_stated_as_counts() -> None:
    series = themed({APRIL_25: 9, JANUARY_26: 10}, {"SEND": {APRIL_25: 1, JANUARY_26: 4}})
    assert series.notes[-2:] == (
        "April to June 2025, then January to March 2026: these shares moved by 20 points or more.",
        "SEND: 1 of 9, then 4 of 10.",
    )


def test_a_quarter_of_seven_is_not_set_beside_another() -> None:
    assert drift((0, 8), (7, 7)) == []
    assert drift((0, 8), (8, 8)) == [{"theme": "SEND", "from": [0, 8], "to": [8, 8]}]


def test_drift_looks_at_the_first_and_the_last_quarter_with_enough() -> None:
    series = themed(
        {APRIL_25: 3, JULY_25: 8, OCTOBER_25: 9, JANUARY_26: 8},
        {"SEND": {APRIL_25: 3, JULY_25: 4, OCTOBER_25: 0, JANUARY_26: 4}},
    )
    assert series.figures["drift"] == []
    assert series.notes[-1].startswith("July to September 2025, then January to March 2026: no theme’s")


def test_lines_are_drawn_for_six_themes_over_quarters_with_enough() -> None:
    themes = {name: {APRIL_25: 7 - place, JANUARY_26: 1} for place, name in enumerate(NAMES)}
    series = themed({APRIL_25: 12, JULY_25: 2, JANUARY_26: 10}, themes)
    (picture,) = series.pictures
    assert isinstance(picture, Slopes)
    assert picture.periods == ("Apr–Jun 2025", "Jan–Mar 2026")
    assert [slope.label for slope in picture.slopes] == list(NAMES[:6])
    first = picture.slopes[0].marks[0]
    assert first is not None
    assert first.value == pytest.approx(100 * 7 / 12)
    assert first.label == "SEND, April to June 2025: 7 of 12 (58%)"
    assert len(series.table.rows) == 8


@pytest.mark.parametrize("decided", [{APRIL_25: 8, JANUARY_26: 8}, {APRIL_25: 30, JULY_25: 7}])
def test_without_twenty_decisions_or_a_second_quarter_the_counts_are_drawn(decided: dict[int, int]) -> None:
    (picture,) = themed(decided, {"SEND": {APRIL_25: 3}}).pictures
    assert isinstance(picture, Bars)
    assert [row.right.label for row in picture.rows if row.right] == [f"SEND: 3 of {sum(decided.values())}"]


def test_themes_stand_commonest_first_and_equals_by_name() -> None:
    series = themed({APRIL_25: 9}, {"b": {APRIL_25: 2}, "A": {APRIL_25: 2}, "c": {APRIL_25: 4}, "d": {}})
    totals = series.figures["totals"]
    assert isinstance(totals, dict)
    assert list(totals.items()) == [("c", 4), ("A", 2), ("b", 2)]
    assert series.sentence.startswith("Most often: c in 4 of 9, A in 2, b in 2.")


def test_quarters_begin_where_the_year_begins() -> None:
    decided = {APRIL_25: 2, APRIL_25 + 1: 3, APRIL_25 + 2: 4}
    april = themed(decided, {"SEND": {APRIL_25 + 2: 1}}).figures["quarters"]
    march = themed(decided, {"SEND": {APRIL_25 + 2: 1}}, year_start=3).figures["quarters"]
    assert april == {"2025-04": {"n": 9, "themes": {"SEND": 1}}}
    assert march == {"2025-03": {"n": 5, "themes": {}}, "2025-06": {"n": 4, "themes": {"SEND": 1}}}


def test_it_says_that_shares_pass_the_whole() -> None:
    assert "so the shares can pass 100%." in themed({APRIL_25: 10}, {"SEND": {APRIL_25: 2}}).notes[0]
    assert "%" not in " ".join(themed({APRIL_25: 9}, {"SEND": {APRIL_25: 2}}).notes)


def test_a_long_name_is_kept_whole() -> None:
    series = themed({APRIL_25: 9}, {LONG_NAME: {APRIL_25: 5}})
    assert LONG_NAME in series.sentence
    assert series.table.rows[0][0] == LONG_NAME


def test_a_theme_chosen_for_the_page_narrows_neither_the_counts_nor_the_entries_behind() -> None:
    series = themed({APRIL_25: 9}, {"SEND": {APRIL_25: 5}, "data": {APRIL_25: 1}}, chosen=ThemeId(2))
    assert series.n == 9
    assert series.everything is not None
    assert series.everything.theme == EVERY_THEME
    assert [behind.theme for behind in series.table.behind if behind] == [1, 2, EVERY_THEME]
    assert "not only the one chosen above" in series.caption


def test_decisions_without_a_theme_ask_for_one() -> None:
    series = themed({APRIL_25: 6}, {})
    assert series.sentence.startswith("None of 6 decisions has a theme yet.")
    assert series.pictures == ()


def test_names_of_periods_follow_the_calendar_over_the_turn_of_a_year() -> None:
    november = 2025 * 12 + 10
    assert quarter_name(APRIL_25) == "April to June 2025"
    assert quarter_name(november) == "November 2025 to January 2026"
    assert period_short(november, 3) == "Nov 2025–Jan 2026"
    assert period_short(APRIL_25, 12) == "2025/26"
    assert period_short(2025 * 12, 12) == "2025"
    assert period_short(1999 * 12 + 3, 12) == "1999/00"


def test_a_quarter_at_the_edge_has_only_the_days_of_the_window() -> None:
    window = Span(date(2025, 4, 12), date(2025, 6, 3))
    assert period_span(APRIL_25, 3, window) == window
    assert period_span(APRIL_25, 3, Span(None, TODAY)) == Span(date(2025, 4, 1), date(2025, 6, 30))


@pytest.mark.parametrize("start", range(1, 13))
def test_a_year_has_four_quarters_of_three_months_wherever_it_starts(start: int) -> None:
    first = 2025 * 12 + start - 1
    assert [quarter_of(month, start) - first for month in range(first, first + 12)] == [
        0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9,
    ]  # fmt: skip
