"""C2: rows of sliders in library order, from five answers on, and what is said of them."""

from datetime import date
from typing import Any

from app.domain.days import Span
from app.domain.entries import Stage
from app.domain.prompts import AnswerKind, Ends
from app.domain.readings import AskedPrompt, CountsFound, Findings, ReadingValue, Sliders
from app.patterns.c02_sliders import pattern
from app.patterns.series import Series, Shown, Strips

TODAY = date(2026, 6, 30)
WINDOW = Span(None, TODAY)


def asked(prompt_id: str, title: str, low: str, high: str, framework: str) -> AskedPrompt:
    return AskedPrompt(prompt_id, title, framework, AnswerKind.SLIDER, Ends(low, high), TODAY, in_use=True)


LIBRARY = {
    one.prompt_id: one
    for one in (
        asked("st-value", "Purpose", "Unclear", "Clear", "strategic-triangle"),
        asked("ci-lever", "How I got it to move", "Control", "Influence", "control-influence"),
        asked("pa-space", "Whose voice", "Mine", "Other people's", "personal-agency"),
    )
}


def sliders(found: dict[str, dict[ReadingValue, int]], framework: str | None = None) -> Series:
    counts = {prompt_id: CountsFound(places) for prompt_id, places in found.items()}
    return pattern.compute(
        Findings(WINDOW, TODAY, sliders={Sliders(): counts}, asked=LIBRARY, framework=framework)
    )


def rows(series: Series) -> list[str]:
    return [row.label for picture in series.pictures if isinstance(picture, Strips) for row in picture.rows]


def figure(series: Series, prompt_id: str) -> Any:
    found: Any = series.figures["sliders"]
    return found[prompt_id]


def test_rows_stand_in_library_order_however_the_answers_lie() -> None:
    series = sliders({"pa-space": {3: 9}, "ci-lever": {-3: 6}, "st-value": {0: 5}})
    assert rows(series) == ["Purpose (5)", "How I got it to move (6)", "Whose voice (9)"]
    assert series.n == 9


def test_a_row_of_four_answers_is_named_in_the_table_and_not_drawn() -> None:
    series = sliders({"st-value": {1: 4}, "ci-lever": {1: 5}})
    assert rows(series) == ["How I got it to move (5)"]
    assert series.table.rows[0] == ("Purpose", "4", "too few yet", "", "", "")
    assert series.table.behind[0] is not None


def test_the_sides_the_middle_and_the_median_are_counted_apart() -> None:
    series = sliders({"ci-lever": {-2: 1, 0: 1, 1: 1, 2: 3, 3: 3}})
    assert figure(series, "ci-lever") == {
        "n": 9,
        "counts": {"-3": 0, "-2": 1, "-1": 0, "0": 1, "1": 1, "2": 3, "3": 3},
        "median": 2,
        "low_side": 1,
        "middle": 1,
        "high_side": 7,
    }


def test_three_answers_in_four_on_one_side_are_said_and_fewer_are_not() -> None:
    leaning = sliders({"ci-lever": {-1: 2, 1: 6}, "st-value": {-1: 3, 1: 5}})
    assert leaning.sentence == (
        "On “How I got it to move”, 6 of 8 answers lay towards “Influence”. "
        "When is that a choice, and when a habit?"
    )
    neither = sliders({"ci-lever": {-1: 3, 1: 5}, "st-value": {-1: 2, 0: 1, 1: 2}})
    assert neither.sentence.startswith(
        "On “How I got it to move”, 3 of 8 answers lay towards “Control”, 5 towards “Influence”, 0 in the middle."
    )


def test_a_share_has_its_range_only_from_twenty_answers_to_its_own_row() -> None:
    series = sliders({"ci-lever": {1: 20}, "st-value": {1: 19}})
    assert "19 of 19 answers lay towards “Clear”; " in series.sentence
    assert "20 of 20 answers lay towards “Influence” (roughly between 84% and 100%)." in series.sentence


def test_a_mark_asks_for_answers_when_deciding_and_in_weekly_reflections() -> None:
    (picture,) = sliders({"ci-lever": {2: 5}}).pictures
    assert isinstance(picture, Strips)
    mark = picture.rows[0].marks[5]
    assert mark.label == "How I got it to move at +2: 5 of 5"
    assert mark.behind is not None
    assert (mark.behind.values, mark.behind.stages) == ((2,), (Stage.DECISION, Stage.WEEKLY))


def test_a_chosen_framework_keeps_its_own_rows_alone() -> None:
    series = sliders({"ci-lever": {1: 5}, "st-value": {1: 30}, "gone": {1: 7}}, "control-influence")
    assert rows(series) == ["How I got it to move (5)"]
    assert series.n == 5


def test_a_slider_the_library_does_not_know_comes_last_under_its_id() -> None:
    series = sliders({"from-elsewhere": {1: 6}, "pa-space": {1: 5}})
    assert rows(series) == ["Whose voice (5)", "from-elsewhere (6)"]


def test_four_answers_are_a_list_of_every_entry_that_gave_one() -> None:
    series = sliders({"ci-lever": {1: 4}, "st-value": {1: 2}})
    assert series.shown is Shown.LIST
    assert series.listing is not None
    assert {series.listing.reading, *series.listing.also} == {"ci-lever", "st-value"}
