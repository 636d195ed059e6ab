"""C11: deciding set against outcome, without praise."""

from datetime import date

import pytest

from app.domain.days import Span
from app.domain.readings import Counts, CountsFound, Fact, Findings, ReadingValue
from app.patterns.c11_process_outcome import pattern
from app.patterns.series import Quadrants, Series

TODAY = date(2026, 6, 30)


def judged(found: dict[tuple[int, int], int], reviews: int = 0) -> Series:
    values: dict[ReadingValue, int] = {process * 10 + outcome: k for (process, outcome), k in found.items()}
    counts = {
        Counts(Fact.JUDGED): CountsFound(values),
        Counts(Fact.REVIEWED): CountsFound({"yes": reviews, "open": 3}),
    }
    return pattern.compute(Findings(Span(None, TODAY), TODAY, counts))


@pytest.mark.parametrize(
    ("pair", "cell"),
    [
        ((1, 1), "same_better"),
        ((3, -1), "same_worse"),
        ((-1, 3), "differently_better"),
        ((-3, -3), "differently_worse"),
        ((0, 3), "on_a_line"),
        ((-2, 0), "on_a_line"),
        ((0, 0), "on_a_line"),
    ],
)
def test_the_signs_choose_the_cell_and_a_middle_stands_on_a_line(pair: tuple[int, int], cell: str) -> None:
    figures = judged({pair: 5}).figures
    cells = ("same_better", "same_worse", "differently_better", "differently_worse", "on_a_line")
    assert {name: figures[name] for name in cells} == {name: 5 if name == cell else 0 for name in cells}


def test_the_cell_where_deciding_and_outcome_part_is_named() -> None:
    series = judged({(2, 2): 6, (1, -1): 1, (3, -2): 1, (0, -2): 2}, reviews=10)
    assert series.sentence == (
        "Two of ten you would decide the same way though they turned out worse than hoped. "
        "What was outside your hands?"
    )
    assert series.caption == "10 of 10 reviews answered both."


def test_the_other_parting_cell_is_named_when_the_first_is_empty() -> None:
    assert judged({(2, 2): 5, (-1, 1): 1}).sentence.startswith("One of six you would decide differently")


def test_no_parting_and_nothing_but_lines_have_words_of_their_own() -> None:
    assert judged({(2, 2): 4, (-1, -1): 2}).sentence.startswith("In 6 of 6, deciding and outcome point")
    assert judged({(0, 2): 5}).sentence.startswith("All 5 stand on a line")


def test_a_headline_of_twenty_has_its_range() -> None:
    assert judged({(1, 1): 18, (1, -1): 2}).sentence.startswith("2 of 20 (roughly between 3% and 30%) you")
    assert "roughly" not in judged({(1, 1): 17, (1, -1): 2}).sentence


def test_each_point_opens_the_reviews_at_its_place() -> None:
    (picture,) = judged({(-1, 3): 2, (2, -3): 4}).pictures
    assert isinstance(picture, Quadrants)
    assert [(point.across, point.up, point.mark.value) for point in picture.points] == [
        (-1, 3, 2),
        (2, -3, 4),
    ]
    assert [point.mark.behind.values for point in picture.points if point.mark.behind] == [(-7,), (17,)]
    assert picture.points[0].mark.label == (
        "Would decide differently (−1), turned out better than hoped (+3): 2 of 6"
    )


def test_the_values_behind_the_rows_of_the_table_share_out_all_forty_nine_places() -> None:
    behind = judged({(1, 1): 5}).table.behind
    values = [value for one in behind if one for value in one.values]
    assert len(values) == len(set(values)) == 49


def test_reviews_without_both_answers_are_in_the_caption() -> None:
    assert judged({(1, 1): 5}, reviews=8).caption == "5 of 8 reviews answered both."
