"""C8: questions met and not yet met, by framework and month."""

from datetime import date, timedelta
from itertools import count

from app.domain.days import Span, month_of
from app.domain.entries import Stage
from app.domain.prompts import AnswerKind
from app.domain.readings import AskedPrompt, Findings
from app.patterns.c08_coverage import pattern
from app.patterns.series import Grid, Offer, Series

TODAY = date(2026, 6, 30)
LONG_AGO = date(2025, 1, 1)
EIGHT_WEEKS_AGO = TODAY - timedelta(weeks=8)
JUNE = month_of(TODAY)
NAMES = {"loops": "Single and double loop learning", "triangle": "Strategic triangle", "voices": "Voices"}


def prompt(
    prompt_id: str, framework: str = "triangle", since: date | None = LONG_AGO, *, in_use: bool = True
) -> AskedPrompt:
    title = prompt_id.replace("-", " ").capitalize()
    return AskedPrompt(prompt_id, title, framework, AnswerKind.TEXT, None, since, in_use)


def covered(
    prompts: list[AskedPrompt],
    coverage: dict[str, dict[int, int]],
    window: Span | None = None,
    framework: str | None = None,
    year_start: int = 4,
) -> Series:
    return pattern.compute(
        Findings(
            window or Span(None, TODAY),
            TODAY,
            coverage=coverage,
            asked={one.prompt_id: one for one in prompts},
            frameworks=NAMES,
            framework=framework,
            year_start=year_start,
        )
    )


def grid(series: Series) -> Grid:
    (picture,) = series.pictures
    assert isinstance(picture, Grid)
    return picture


def test_only_questions_asked_for_eight_weeks_in_a_form_in_use_can_be_unmet() -> None:
    series = covered(
        [
            prompt("met"),
            prompt("just-long-enough", since=EIGHT_WEEKS_AGO),
            prompt("a-day-short", since=EIGHT_WEEKS_AGO + timedelta(days=1)),
            prompt("turned-off", since=None),
            prompt("form-never-used", in_use=False),
        ],
        {"met": {JUNE: 6}},
    )
    assert (series.figures["answered"], series.figures["enabled"]) == (1, 2)
    assert series.figures["never"] == ["just-long-enough"]
    assert series.offers == (Offer("just-long-enough", "Just long enough"),)
    assert series.offers_title == "You have not yet met these questions"
    assert series.sentence.startswith("You have met 1 of 2 questions.")


def test_an_answer_to_a_question_turned_off_since_is_in_the_grid_and_in_no_share() -> None:
    series = covered([prompt("old", since=None), prompt("met")], {"old": {JUNE: 3}, "met": {JUNE: 2}})
    assert series.n == 5
    assert (series.figures["answered"], series.figures["enabled"]) == (1, 1)
    assert grid(series).rows[0].marks[0] is not None
    assert series.table.rows[0][:3] == ("Strategic triangle", "5", "1 of 1")


def test_unmet_questions_stand_in_library_order() -> None:
    series = covered(
        [prompt("z"), prompt("met"), prompt("a", "loops"), prompt("m", "voices")], {"met": {JUNE: 5}}
    )
    assert series.figures["never"] == ["z", "a", "m"]


def test_a_narrow_window_says_the_questions_were_not_met_in_it() -> None:
    window = Span(date(2026, 4, 1), TODAY)
    series = covered([prompt("met"), prompt("other")], {"met": {JUNE: 5}}, window)
    assert series.offers_title == "You have not yet met these questions in this period"
    assert series.sentence.startswith("You have met 1 of 2 questions in this period.")


def test_with_every_question_met_nothing_is_offered() -> None:
    series = covered([prompt("met")], {"met": {JUNE: 5}})
    assert series.offers == ()
    assert series.offers_title == ""
    assert series.sentence == "You have met 1 of 1 questions. Which would you ask again?"


def test_every_framework_has_a_row_in_library_order_also_without_an_answer() -> None:
    series = covered(
        [prompt("met"), prompt("quiet", "loops"), prompt("mine", "own")],
        {"met": {JUNE: 4}, "mine": {JUNE: 1}},
    )
    rows = grid(series).rows
    assert [row.label for row in rows] == ["Single and double loop learning", "Strategic triangle", "own"]
    assert series.figures["frameworks"] == {"loops": {}, "triangle": {"2026-06": 4}, "own": {"2026-06": 1}}


def test_a_cell_counts_answers_and_opens_every_entry_that_gave_one() -> None:
    window = Span(date(2026, 6, 10), TODAY)
    series = covered([prompt("one"), prompt("two")], {"one": {JUNE: 4}, "two": {JUNE: 2}}, window)
    mark = grid(series).rows[0].marks[0]
    assert mark is not None
    assert mark.value == 6
    assert mark.label == "Strategic triangle, Jun 2026: 6 answers"
    assert mark.behind is not None
    assert (mark.behind.reading, mark.behind.also) == ("one", ("two",))
    assert mark.behind.span == window
    assert set(mark.behind.stages) == set(Stage)


def test_months_give_way_to_quarters_and_years_when_they_grow_many() -> None:
    def columns(months: int) -> tuple[str, ...]:
        return grid(covered([prompt("met")], {"met": {JUNE - months + 1: 4, JUNE: 2}})).columns

    assert len(columns(18)) == 18
    assert columns(18)[-1] == "Jun 2026"
    assert columns(19)[0] == "Oct–Dec 2024"
    assert columns(19)[-1] == "Apr–Jun 2026"
    assert columns(120)[-1] == "2026/27"
    assert len(columns(120)) == 11


def test_every_answer_is_in_the_grid_whatever_the_columns_are() -> None:
    for back, start in zip((0, 17, 20, 53, 54, 119, 400), count(1)):
        series = covered([prompt("met")], {"met": {JUNE - back: 4, JUNE: 5}}, year_start=start)
        assert sum(mark.value for row in grid(series).rows for mark in row.marks if mark) == series.n


def test_a_chosen_framework_keeps_its_own_questions_alone() -> None:
    series = covered(
        [prompt("met"), prompt("a", "loops"), prompt("b", "loops")],
        {"met": {JUNE: 9}, "a": {JUNE: 5}},
        framework="loops",
    )
    assert series.n == 5
    assert [row.label for row in grid(series).rows] == ["Single and double loop learning"]
    assert series.figures["never"] == ["b"]


def test_a_row_kept_from_the_last_look_follows_its_answers_its_window_and_the_year() -> None:
    asked = [prompt("met"), prompt("by-voices", "voices")]

    def looked(voices: dict[int, int], year_start: int = 4) -> tuple[object, list[list[float | None]]]:
        series = covered(asked, {"met": {JUNE: 4}, "by-voices": voices}, year_start=year_start)
        rows = [[mark.value if mark else None for mark in row.marks] for row in grid(series).rows]
        return series.figures["frameworks"], rows

    figures, rows = looked({JUNE: 2})
    assert figures == {"triangle": {"2026-06": 4}, "voices": {"2026-06": 2}}
    assert rows == [[4], [2]]
    figures, rows = looked({JUNE - 1: 1, JUNE: 3})
    assert figures == {"triangle": {"2026-06": 4}, "voices": {"2026-05": 1, "2026-06": 3}}
    assert rows == [[0, 4], [1, 3]]
    assert looked({JUNE - 69: 1, JUNE: 3})[1] == [[0, 0, 0, 0, 0, 0, 4], [1, 0, 0, 0, 0, 0, 3]]
    assert looked({JUNE - 69: 1, JUNE: 3}, 9)[1] == [[0, 0, 0, 0, 0, 4], [1, 0, 0, 0, 0, 3]]
