"""Ranges, rounding, number words, grammar and dates of the charts."""

from datetime import date, timedelta

import pytest

from app.domain.days import Span
from app.domain.entries import Stage
from app.domain.readings import ANSWERED, Counts, CountsFound, Fact, Findings, ReadingValue, Steps
from app.domain.written_dates import written
from app.patterns import MORE, PAGE_ORDER, PATTERNS
from app.patterns.forecasts import settled
from app.patterns.page import NOTHING_YET, quiet_page
from app.patterns.proportions import median, wilson
from app.patterns.series import Bars, Columns, Series, Shown
from app.patterns.small_numbers import answered_caption, cell, opening_count, percent, range_words
from tests.fixtures.pattern_findings import findings_of, found_behind, made_up

TODAY = date(2026, 6, 30)
WINDOW = Span(None, TODAY)


def compute(chart: str, findings: Findings) -> Series:
    return next(p for p in PATTERNS if p.chart == chart).compute(findings)


def counted(**by_reading: dict[ReadingValue, int]) -> Findings:
    """Findings that count facts named like `Fact`, in one window."""
    counts = {Counts(Fact[name]): CountsFound(found) for name, found in by_reading.items()}
    return Findings(WINDOW, TODAY, counts)


def test_the_wilson_range_of_10_of_13_is_the_one_worked_by_hand() -> None:
    # p = 0.769231, z² = 3.8416: centre (0.769231 + 0.147754)/1.295508 = 0.707820,
    # half-width 1.96·√(0.013655 + 0.005683)/1.295508 = 0.210387.
    assert wilson(10, 13) == pytest.approx((0.497432, 0.918207), abs=1e-5)


def test_the_wilson_range_of_none_and_all_stays_within_0_and_1() -> None:
    assert wilson(0, 2) == pytest.approx((0.0, 0.6576), abs=1e-4)
    assert wilson(2, 2) == pytest.approx((0.3424, 1.0), abs=1e-4)
    assert wilson(0, 7)[0] == 0.0
    assert wilson(7, 7)[1] == 1.0


def test_a_range_is_worded_in_whole_percent() -> None:
    assert range_words(10, 13) == "roughly between 50% and 92%"


def test_the_brier_figure_of_three_forecasts_is_the_one_worked_by_hand() -> None:
    # 80 % happened, 60 % did not, 30 % did not: (0.04 + 0.36 + 0.09) / 3.
    forecasts = settled({801: 1, 600: 1, 300: 1})
    assert forecasts.brier == pytest.approx(0.49 / 3)
    assert forecasts.own_rate_yardstick == pytest.approx(2 / 9)
    assert forecasts.gap == pytest.approx(170 / 3 - 100 / 3)


def test_band_ends_belong_to_their_own_band() -> None:
    forecasts = settled(dict.fromkeys((200, 210, 400, 410, 600, 610, 800, 810, 1000, 0), 1))
    bands = ((0, 20), (21, 40), (41, 60), (61, 80), (81, 100))
    assert [forecasts.within(*band).n for band in bands] == [2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [({}, None), ({2: 1}, 2), ({0: 1, 3: 1}, 1.5), ({0: 2, 1: 1, 6: 2}, 1), ({1: 3, 4: 3}, 2.5)],
)
def test_the_median_of_counts_is_the_middle_or_half_way(counts: dict[int, int], expected: float) -> None:
    assert median(counts) == expected


def test_halves_round_upwards() -> None:
    assert percent(0.125) == "13%"
    assert percent(0.005) == "1%"


def test_counts_open_a_sentence_in_words_up_to_ten() -> None:
    assert opening_count(5, 10) == "Five of ten"
    assert opening_count(0, 10) == "None of ten"
    assert opening_count(5, 31) == "5 of 31"
    assert opening_count(0, 31) == "None of 31"


def test_captions_keep_singular_and_plural() -> None:
    assert answered_caption(14, 20) == "14 of 20 entries answered this."
    assert answered_caption(1, 1) == "1 of 1 entry answered this."
    assert answered_caption(0, 0) == "There are no entries in this period."


def test_a_cell_has_its_share_only_from_ten() -> None:
    assert cell(4, 9) == "4"
    assert cell(4, 10) == "4 (40%)"


def test_dates_are_read_the_british_way() -> None:
    assert written(date(2025, 10, 7)) == "7 October 2025"


def test_the_page_opens_with_six_charts_and_keeps_the_rest_under_more() -> None:
    assert PAGE_ORDER == ("C1", "C3", "C5", "C6", "C9", "C4")
    numbers = [int(pattern.chart.removeprefix("C")) for pattern in PATTERNS]
    assert numbers == sorted(numbers)
    assert (*PAGE_ORDER, *MORE) == (*PAGE_ORDER, *(f"C{n}" for n in numbers if f"C{n}" not in PAGE_ORDER))


def positions(by_month: dict[int, dict[ReadingValue, int]], steps: dict[int, int]) -> Findings:
    total: dict[ReadingValue, int] = {}
    for month in by_month.values():
        for value, k in month.items():
            total[value] = total.get(value, 0) + k
    counts = {Counts("bd-position", by_month=True): CountsFound(total, by_month)}
    return Findings(WINDOW, TODAY, counts, {Steps("bd-position"): steps})


APRIL, MAY, JUNE = 2026 * 12 + 3, 2026 * 12 + 4, 2026 * 12 + 5


def monthly(series: Series) -> Columns:
    (columns,) = [picture for picture in series.pictures if isinstance(picture, Columns)]
    return columns


def test_from_twenty_a_month_is_a_bar_but_under_five_stays_dots() -> None:
    series = compute("C1", positions({APRIL: {-1: 4}, JUNE: {2: 16}}, {}))
    columns = monthly(series)
    assert [(c.label, c.as_dots, len(c.parts)) for c in columns.columns] == [
        ("Apr 2026", True, 1),
        ("May 2026", True, 0),
        ("Jun 2026", False, 1),
    ]
    assert columns.as_shares


def test_under_twenty_every_month_stays_dots() -> None:
    columns = monthly(compute("C1", positions({APRIL: {-1: 9}, JUNE: {2: 10}}, {})))
    assert all(column.as_dots for column in columns.columns)
    assert not columns.as_shares


def test_a_monthly_mark_asks_only_for_the_days_of_its_month_in_the_window() -> None:
    findings = positions({APRIL: {-1: 9}, JUNE: {2: 11}}, {})
    narrow = Findings(Span(date(2026, 4, 12), TODAY), TODAY, findings.counts, findings.steps)
    (mark,) = monthly(compute("C1", narrow)).columns[0].parts
    assert mark.behind is not None
    assert mark.behind.span == Span(date(2026, 4, 12), date(2026, 4, 30))
    assert mark.label == "April 2026: 9 of 9 on the dance floor"


def test_movement_is_said_from_ten_answers_on() -> None:
    nine = compute("C1", positions({MAY: {1: 9}}, {2: 8}))
    ten = compute("C1", positions({MAY: {1: 10}}, {2: 9}))
    one = compute("C1", positions({MAY: {1: 10}}, {1: 9}))
    assert nine.notes == ()
    assert ten.notes == ("Movement: from one answer to the next, the middle step was 2 places on the scale.",)
    assert "1 place on" in one.notes[0]
    assert ten.linked_prompt == "bd-pulled"


def test_a_side_of_the_loops_with_too_few_answers_is_neither_said_nor_drawn() -> None:
    counts = {Counts("ll-intent"): CountsFound({"single": 8, "double": 4})}
    series = compute("C3", Findings(WINDOW, TODAY, counts))
    (picture,) = series.pictures
    assert isinstance(picture, Columns)
    assert [column.label for column in picture.columns] == ["When deciding (12)"]
    assert "Too few reviews say yet what changed." in series.sentence
    assert series.table.headers == ("Kind", "When deciding")


def test_all_corners_tied_names_none_of_them() -> None:
    series = compute("C6", counted(WEAK_LEG={"tied": 6}, ALIGNMENT={0: 6}, DECIDED={1: 8}))
    assert series.sentence.startswith("The lowest corner was shared in 6 of 6.")
    assert series.caption == "6 of 8 entries answered all three."


def test_a_range_that_leaves_out_what_was_said_asks_why() -> None:
    series = compute("C10", counted(FORECAST={900: 18, 901: 4}))
    assert "which is lower than you said. What made these feel surer than they were?" in series.sentence
    assert "Early; one result can move this a lot." in series.notes


def test_other_bands_that_leave_out_what_was_said_are_named_beside() -> None:
    series = compute("C10", counted(FORECAST={701: 10, 700: 4, 101: 8}))
    assert any("0–20 band" in note and "higher than you said" in note for note in series.notes)


def test_what_is_left_out_of_the_forecasts_is_in_the_caption() -> None:
    reviewed: dict[ReadingValue, int] = {"yes": 4, "no": 3, "void": 2, "part": 1, "open": 1}
    series = compute("C10", counted(FORECAST={701: 4, 500: 1}, UNSAID={"no": 2}, REVIEWED=reviewed))
    assert series.caption == (
        "5 of 11 reviews settled a forecast. "
        "Left out: 2 overtaken, 1 in part, 1 still open, 2 rather not say how sure."
    )


def test_a_loop_with_nothing_waiting_lists_nothing() -> None:
    series = compute("C4", counted(RETURNED={"on-time": 6, "later": 1}))
    assert series.listing is None
    assert series.sentence == (
        "6 of 7 looked at again within two weeks of the date you chose. What brought you back?"
    )


def test_no_belief_rewritten_is_said_without_pointing_to_one() -> None:
    series = compute("C5", counted(REWRITTEN={"no": 12}))
    assert series.sentence == "None of 12 reviews rewrote a belief. What are you taking for granted now?"


def test_assumptions_are_counted_beside_from_five_on() -> None:
    four = compute("C5", counted(REWRITTEN={"yes": 2, "no": 5}, ASSUMED={"yes": 2, "no": 2}))
    five = compute("C5", counted(REWRITTEN={"yes": 2, "no": 5}, ASSUMED={"yes": 2, "no": 3}))
    assert four.notes == ()
    assert "2 of 5 reviews rewrote a belief" in five.notes[0]


def test_a_page_with_too_few_everywhere_is_one_list_and_what_appears_later() -> None:
    series = [p.compute(counted(DECIDED={1: 4}, REWRITTEN={"yes": 2})) for p in PATTERNS]
    page = quiet_page(series)
    assert page is not None
    assert page.listing is not None
    assert page.listing.reading == Fact.DECIDED
    assert [later.chart for later in page.later] == [p.chart for p in PATTERNS]
    assert all(later.text for later in page.later)


def test_a_page_with_one_pattern_is_not_quiet() -> None:
    series = [p.compute(counted(REWRITTEN={"yes": 2, "no": 3})) for p in PATTERNS]
    assert quiet_page(series) is None


def test_an_empty_page_lists_nothing() -> None:
    page = quiet_page([p.compute(Findings(WINDOW, TODAY)) for p in PATTERNS])
    assert page is not None
    assert page.sentence == NOTHING_YET
    assert page.listing is None


def test_one_to_four_answers_are_a_list_of_the_entries() -> None:
    series = compute("C5", counted(REWRITTEN={"yes": 1, "no": 1}))
    assert series.shown is Shown.LIST
    assert series.sentence == "Too few to show a pattern. Here they are:"
    assert series.listing == series.everything


def test_a_date_that_passed_13_days_ago_is_not_waiting_and_one_of_14_days_is() -> None:
    days = (13, 14)
    entries = [{**entry, "review_due": TODAY - timedelta(days=ago), "reviews": [], "no_review": False}
               for ago, entry in zip(days, made_up(2, 1, TODAY, 10), strict=True)]  # fmt: skip
    late = [{**entry, "withdrawn": False} for entry in entries * 5]
    pattern = next(p for p in PATTERNS if p.chart == "C4")
    series = pattern.compute(findings_of(late, pattern.asks, TODAY, WINDOW))
    assert series.listing is not None
    assert series.listing.span == Span(None, TODAY - timedelta(days=14))
    assert series.everything is not None
    assert series.everything.without is not None
    assert series.everything.without.span == Span(TODAY - timedelta(days=13), TODAY)
    assert len(found_behind(late, series.listing, TODAY, WINDOW)) == series.n == 5


def test_voices_put_children_first_then_the_most_often_unheard_then_library_order() -> None:
    absent: dict[ReadingValue, int] = {"health": 2, "elected-members": 4, "children-and-young-people": 1}
    counts = {
        Counts(Fact.VOICES): CountsFound({ANSWERED: 6, **absent}),
        Counts("vo-absent"): CountsFound({ANSWERED: 6, **absent}),
    }
    labels = {"vo-heard": {"schools-and-trusts": "Schools", "parents-and-families": "Parents"}}
    series = compute("C9", Findings(WINDOW, TODAY, counts, labels=labels))
    (bars,) = series.pictures
    assert isinstance(bars, Bars)
    assert [(row.label, row.pinned) for row in bars.rows] == [
        ("Children and young people", True),
        ("Elected members", False),
        ("Health", False),
        ("Schools", False),
        ("Parents", False),
    ]
    assert [row.rest.value for row in bars.rows if row.rest] == [5, 2, 4, 6, 6]
    assert bars.rows[3].left is None


def corners(n: int, moved: int) -> Series:
    counts = {
        Counts(Fact.WEAK_LEG): CountsFound({"value": n}),
        Counts("st-moved", (Stage.REVIEW,)): CountsFound({"means": moved}),
    }
    return compute("C6", Findings(WINDOW, TODAY, counts))


@pytest.mark.parametrize(("n", "moved", "compared"), [(9, 9, False), (10, 7, False), (10, 8, True)])
def test_corners_are_compared_with_what_moved_only_from_ten_and_eight(
    n: int, moved: int, compared: bool
) -> None:
    series = corners(n, moved)
    assert len(series.pictures) == (3 if compared else 2)
    assert ("At review, what had moved most, of 8: means in 8." in series.notes) is compared
