"""What the leader draws on, what nobody intended, and which prompts the charts show."""

from datetime import date

from app.domain.days import Span
from app.domain.entries import EntryId, Stage
from app.domain.readings import (
    ANSWERED,
    Behind,
    Counts,
    CountsFound,
    DatedText,
    Fact,
    Findings,
    ReadingValue,
    Texts,
)
from app.patterns import PATTERNS, c21_what_i_draw_on, c22_unintended
from app.patterns.option_bars import Option, named
from app.patterns.pattern import ANY
from app.patterns.series import Line, Series
from tests.fixtures.plain_library import shipped

TODAY = date(2026, 6, 30)
ALL = Span(None, TODAY)
Values = dict[ReadingValue, int]
REVIEW = (Stage.REVIEW,)


def drawn_on(**asked: Values) -> Series:
    stages = {"bc-conditions": (Stage.DECISION, Stage.WEEKLY)}
    counts = {
        Counts(name, stages.get(name, (Stage.DECISION,))): CountsFound(values)
        for prompt, values in asked.items()
        for name in [prompt.replace("_", "-")]
    }
    labels = {"ev-kinds": {"data": "Our own data", "research": "Research", "instinct": "Instinct"}}
    return c21_what_i_draw_on.pattern.compute(Findings(ALL, TODAY, counts, labels=labels))


def test_each_question_is_drawn_by_its_own_number_of_answers() -> None:
    series = drawn_on(
        ev_kinds={ANSWERED: 8, "data": 6, "instinct": 2},
        ci_levers={ANSWERED: 4, "story": 4},
        bc_conditions={ANSWERED: 5, "time": 3},
    )
    assert [picture.title for picture in series.pictures] == [
        "What I drew on (8 answered)",
        "Conditions, not answers (5 answered)",
    ]
    assert series.n == 8
    assert series.sentence == (
        "Drawn on most often: “Our own data” in 6 of 8. What lay within reach that you did not use?"
    )
    assert series.notes == (
        "Conditions made most often: “Time” in 3 of 5.",
        "Too few answers to show yet: What I reached for (4).",
    )


def test_options_keep_the_order_of_the_question_and_those_never_chosen() -> None:
    series = drawn_on(ev_kinds={ANSWERED: 12, "instinct": 9, "research": 3})
    assert list(series.table.rows) == [
        ("What I drew on: Our own data", "0 (0%)", "12"),
        ("What I drew on: Research", "3 (25%)", "12"),
        ("What I drew on: Instinct", "9 (75%)", "12"),
    ]
    assert series.table.behind[1] == Behind("ev-kinds", ("research",))


def test_conditions_of_weeks_count_beside_those_of_decisions() -> None:
    series = drawn_on(bc_conditions={ANSWERED: 6, "time": 5})
    assert series.everything == Behind("bc-conditions", stages=(Stage.DECISION, Stage.WEEKLY))


def test_many_options_in_a_sentence_are_named_up_to_three() -> None:
    options = [Option(str(n), f"O{n}", 1) for n in range(5)]
    assert named(options[:1]) == "“O0”"
    assert named(options[:3]) == "“O0”, “O1” and “O2”"
    assert named(options) == "“O0”, “O1” and 3 more"


def unintended(lines: int, reviews: int, sure: Values | None = None) -> Series:
    texts = tuple(
        DatedText(EntryId(n), "Title", date(2026, 5, n + 1), f"Line {n}", never_share=n == 0)
        for n in reversed(range(lines))
    )
    return c22_unintended.pattern.compute(
        Findings(
            ALL,
            TODAY,
            {
                Counts("ws-unintended", REVIEW): CountsFound({ANSWERED: lines}),
                Counts(Fact.REVIEWED): CountsFound({"yes": reviews, "open": 9}),
                Counts(Fact.PREDICTED_SURE): CountsFound(sure or {}),
            },
            texts={Texts("ws-unintended", REVIEW): texts},
            labels={"ws-predictable": {"largely": "Largely predictable", "trying": "Only by trying"}},
        )
    )


def test_lines_are_listed_newest_first_from_the_first_one() -> None:
    assert unintended(2, 6).lines == (
        Line("2 May 2026", "Line 1", EntryId(1)),
        Line("1 May 2026", "Line 0", EntryId(0), never_share=True),
    )


def test_lines_are_counted_among_final_reviews() -> None:
    series = unintended(5, 10)
    assert series.sentence == (
        "Five of ten reviews name something nobody intended. Which of these would you look for next time?"
    )
    assert (series.n, series.of) == (5, 10)
    assert (series.figures["written"], series.figures["reviews"]) == (5, 10)
    assert series.caption == "5 of 10 final reviews answered this."
    assert series.table.rows == (("Reviews that name something", "5"), ("Reviews that name nothing", "5"))


def test_how_sure_is_set_beside_how_knowable_only_from_eight() -> None:
    series = unintended(5, 10, {"largely/80": 4, "largely/70": 4, "trying/60": 7})
    assert series.notes == (
        "Where you had said “Largely predictable” (8 decisions), you were on average 75 out of 100 sure of "
        "what you expected.",
    )
    assert series.table.rows[-1] == ("“Largely predictable”", "8", "75")
    assert series.table.behind[-1] == Behind(Fact.PREDICTED_SURE, ("largely/70", "largely/80"))
    assert series.figures["predictable"] == {
        "largely": {"n": 8, "mean_confidence": 75},
        "trying": {"n": 7, "mean_confidence": 60},
    }


def test_no_decision_with_both_answers_leaves_the_small_table_out() -> None:
    series = unintended(6, 9)
    assert series.notes == ()
    assert series.table.headers == ("Final reviews", "Number")
    assert series.figures["predictable"] == {
        "largely": {"n": 0, "mean_confidence": None},
        "trying": {"n": 0, "mean_confidence": None},
    }


def test_every_prompt_a_chart_draws_on_is_in_the_library() -> None:
    known = {prompt["id"] for prompt in shipped()}
    for pattern in PATTERNS:
        assert set(pattern.draws_on) - {ANY} <= known, pattern.chart
        assert len(set(pattern.draws_on)) == len(pattern.draws_on)


def test_the_prompt_of_an_empty_chart_is_one_it_draws_on() -> None:
    for pattern in PATTERNS:
        if pattern.empty_prompt and pattern.draws_on and ANY not in pattern.draws_on:
            assert pattern.empty_prompt in pattern.draws_on, pattern.chart


def test_charts_of_prompts_named_in_their_asks_draw_on_them() -> None:
    for pattern in PATTERNS:
        asked = {
            ask.reading if isinstance(ask, Counts) else ask.prompt_id
            for ask in pattern.asks
            if isinstance(ask, Counts | Texts)
        }
        prompts = {reading for reading in asked if not reading.startswith("fact:")}
        assert ANY in pattern.draws_on or prompts <= set(pattern.draws_on), pattern.chart
