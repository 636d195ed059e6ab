"""C7: what was named as carrying what, beside what the three sliders show."""

from datetime import date
from typing import Any

from app.domain.days import Span
from app.domain.entries import EntryId, Stage
from app.domain.readings import Counts, CountsFound, DatedText, Fact, Findings, ReadingValue, Texts
from app.patterns.c07_carrying import pattern
from app.patterns.series import Grid, Series, Shown

TODAY = date(2026, 6, 30)
COSTS = Texts("ic-cost", (Stage.REVIEW, Stage.WEEKLY))


def carrying(
    named: dict[ReadingValue, int], computed: dict[ReadingValue, int], decided: int = 20, cost: str = ""
) -> Series:
    counts = {
        Counts("ic-compensate"): CountsFound(named),
        Counts(Fact.CARRYING): CountsFound(computed),
        Counts(Fact.DECIDED): CountsFound({1: decided}),
    }
    texts = {COSTS: (DatedText(EntryId(7), "A decision", date(2026, 1, 9), cost),)} if cost else {}
    return pattern.compute(Findings(Span(None, TODAY), TODAY, counts, texts=texts))


def grid(series: Series) -> list[list[float | None]]:
    (picture,) = series.pictures
    assert isinstance(picture, Grid)
    return [[mark.value if mark else None for mark in row.marks] for row in picture.rows]


def test_the_grid_has_what_was_weak_down_and_what_carried_it_across_with_a_blank_diagonal() -> None:
    series = carrying({"leadership-carries-workforce": 4, "systems-carry-leadership": 1}, {})
    (picture,) = series.pictures
    assert isinstance(picture, Grid)
    assert picture.columns == ("Systems", "Workforce", "Leadership")
    assert [row.label for row in picture.rows] == ["Systems", "Workforce", "Leadership"]
    assert grid(series) == [[None, 0, 0], [0, None, 4], [1, 0, None]]


def test_from_eight_answers_on_it_asks_how_long_that_can_last() -> None:
    nine = carrying(
        {"leadership-carries-workforce": 4, "leadership-carries-systems": 2, "no-real-weakness": 3}, {}
    )
    seven = carrying({"leadership-carries-workforce": 6, "no-real-weakness": 1}, {})
    assert nine.sentence == "Leadership was carrying in 6 of 9. How long can it?"
    assert seven.sentence == "Leadership was carrying in 6 of 7. What does the carrying take?"


def test_two_that_carry_as_often_are_asked_about_together() -> None:
    series = carrying({"leadership-carries-systems": 4, "workforce-carries-systems": 4}, {})
    assert series.sentence == "Leadership was carrying in 4 of 8, workforce in 4. How long can they?"


def test_what_the_sliders_show_is_said_beside_from_five_decisions_on() -> None:
    named: dict[ReadingValue, int] = {"no-real-weakness": 2, "not-made-up-for": 3}
    assert carrying(named, {"yes": 3, "no": 1}).notes == (
        "Nothing was making up for it in 3; there was no real weakness in 2.",
    )
    assert "In 3 of 5 decisions" in carrying(named, {"yes": 3, "no": 2}).notes[1]


def test_sliders_without_a_name_for_it_are_said_and_no_grid_is_drawn() -> None:
    series = carrying({"leadership-carries-systems": 2}, {"yes": 4, "no": 2})
    assert series.n == 6
    assert series.sentence.startswith(
        "In 4 of 6 decisions with systems, workforce and leadership all answered"
    )
    assert series.pictures == ()
    assert series.linked_prompt == "ic-compensate"
    shown: Any = series.figures["shown"]
    assert shown["computed"] is True
    assert shown["pairs"] is False


def test_figures_count_pairs_and_what_carries() -> None:
    figures = carrying(
        {"leadership-carries-workforce": 2, "workforce-carries-systems": 1, "no-real-weakness": 1},
        {"yes": 3, "no": 1},
    ).figures
    assert figures["carrying"] == {"leadership": 2, "workforce": 1, "systems": 0}
    assert (figures["named"], figures["no_real_weakness"], figures["not_made_up_for"]) == (3, 1, 0)
    assert figures["computed"] == {"yes": 3, "n": 4}
    assert (figures["n"], figures["of"]) == (4, 20)


def test_the_cost_is_listed_from_the_first_answer() -> None:
    series = carrying({"leadership-carries-workforce": 1}, {}, cost="The team paid.")
    assert series.shown is Shown.LIST
    assert [(line.on, line.text, line.entry_id) for line in series.lines] == [
        ("9 January 2026", "The team paid.", 7)
    ]
    assert series.lines_title == "What the carrying cost"
