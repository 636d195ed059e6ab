"""The two sevens, friction, boundaries and authority held."""

from datetime import date

import pytest

from app.domain.days import Span
from app.domain.entries import Stage
from app.domain.readings import ANSWERED, Behind, Counts, CountsFound, Fact, Findings, ReadingValue
from app.patterns import c16_messages_practices, c17_friction, c18_boundaries, c19_authority
from app.patterns.pattern import Pattern
from app.patterns.series import Bars, Series, Strips

TODAY = date(2026, 6, 30)
ALL = Span(None, TODAY)
Values = dict[ReadingValue, int]


def computed(pattern: Pattern, counts: dict[Counts, Values], **labels: dict[str, str]) -> Series:
    found = {ask: CountsFound(values) for ask, values in counts.items()}
    named = {prompt.replace("_", "-"): options for prompt, options in labels.items()}
    return pattern.compute(Findings(ALL, TODAY, found, labels=named))


def shown(series: Series, figure: str) -> bool:
    return bool(dict(series.figures["shown"])[figure])  # type: ignore[call-overload]


MESSAGES = Counts("kf-touched", (Stage.WEEKLY,))
PRACTICES = Counts("sp-practised", (Stage.WEEKLY,))
THREE = {"connections": "Made new connections", "open": "Stayed open and curious", "vision": "Built a vision"}


def sevens(messages: Values, practices: Values | None = None) -> Series:
    return computed(
        c16_messages_practices.pattern, {MESSAGES: messages, PRACTICES: practices or {}}, kf_touched=THREE
    )


def test_seven_weeks_are_listed_and_eight_are_drawn() -> None:
    seven = sevens({ANSWERED: 7, "open": 7})
    eight = sevens({ANSWERED: 8, "open": 7, "connections": 1})
    assert seven.pictures == ()
    assert seven.sentence.startswith("7 weekly reflections so far; from 8,")
    assert seven.listing == seven.everything == Behind("kf-touched", stages=(Stage.WEEKLY,))
    assert [picture.title for picture in eight.pictures] == ["Seven messages (8 weeks)"]
    assert (shown(seven, "kings_fund"), shown(eight, "kings_fund")) == (False, True)


def test_a_question_under_eight_weeks_waits_beside_one_that_has_them() -> None:
    series = sevens({ANSWERED: 9, "open": 3}, {ANSWERED: 7, "purpose": 6})
    assert [picture.title for picture in series.pictures] == ["Seven messages (9 weeks)"]
    assert not shown(series, "seven_practices")
    assert {row[0].split(": ")[0] for row in series.table.rows} == {"Seven messages"}


def test_what_was_not_ticked_is_listed_at_the_end_and_has_no_bar() -> None:
    series = sevens({ANSWERED: 9, "open": 8})
    (bars,) = series.pictures
    assert isinstance(bars, Bars)
    assert [row.label for row in bars.rows] == ["Stayed open and curious"]
    assert series.notes == (
        "Not ticked in this period, seven messages: Made new connections; Built a vision.",
    )
    assert "“Made new connections” and “Built a vision” each in none of 9 weeks." in series.sentence


def test_the_fewest_weeks_are_named_and_nothing_is_added_up() -> None:
    series = sevens({ANSWERED: 9, "open": 8, "connections": 2, "vision": 5})
    assert series.sentence.startswith("Seven messages: “Made new connections” in 2 of 9 weeks, the fewest.")
    assert series.figures["kings_fund"] == {"n": 9, "connections": 2, "open": 8, "vision": 5}


def test_equal_weeks_name_none_of_them() -> None:
    series = sevens({ANSWERED: 9, "open": 4, "connections": 4, "vision": 4})
    assert series.sentence.startswith("Seven messages: each was ticked in 4 of 9 weeks.")


ARENA, WATCH = Counts("rw-arena"), Counts("rw-watchwords")
PEACE = Counts(Fact.ARENA_PEACE)
ARENAS = {"members": "Elected members", "staff": "My own staff", "no-one": "No one"}


def friction(arenas: Values, watchwords: Values | None = None, peace: Values | None = None) -> Series:
    return computed(
        c17_friction.pattern,
        {ARENA: arenas, WATCH: watchwords or {}, PEACE: peace or {}, Counts(Fact.DECIDED): {1: 12}},
        rw_arena=ARENAS,
    )


def test_friction_and_strain_are_said_by_what_was_named_most() -> None:
    series = friction({ANSWERED: 7, "members": 4, "staff": 4, "no-one": 1}, {ANSWERED: 6, "stamina": 5})
    assert series.sentence == (
        "At odds with “Elected members” and “My own staff” each in 4 of 7. "
        "Under strain: “Stamina” in 5 of 6. What was the role asking of you there?"
    )
    assert series.caption == "Of 12 entries, 7 answered where the friction was, 6 what was under strain."
    assert [picture.title for picture in series.pictures] == [
        "Where the friction was (7 answered)",
        "What was under strain (6 answered)",
    ]


def test_a_question_with_too_few_answers_waits_and_is_named() -> None:
    series = friction({ANSWERED: 7, "members": 4}, {ANSWERED: 4, "stamina": 4})
    assert "strain" not in series.sentence
    assert series.notes == ("Too few answers to show yet: What was under strain (4).",)
    assert (shown(series, "arenas"), shown(series, "watchwords")) == (True, False)


def test_an_arena_has_its_own_strip_from_five_answers_to_both() -> None:
    peace: Values = {"members/-2": 3, "members/1": 2, "staff/3": 4}
    series = friction({ANSWERED: 9, "members": 5, "staff": 4}, peace=peace)
    (strips,) = [picture for picture in series.pictures if isinstance(picture, Strips)]
    (row,) = strips.rows
    assert (row.label, row.low, row.high, row.median) == (
        "Elected members (5)",
        "Kept the peace",
        "Pressed the point",
        -2,
    )
    assert [mark.value for mark in row.marks] == [0, 3, 0, 0, 2, 0, 0]
    assert row.marks[1].behind == Behind(Fact.ARENA_PEACE, ("members/-2",))
    figures = series.figures["peace_point"]
    assert isinstance(figures, dict)
    assert figures["staff"]["n"] == 4
    assert figures["no-one"] == {"n": 0, "counts": dict.fromkeys(map(str, range(-3, 4)), 0), "median": None}


def test_friction_is_kept_back_from_sharing() -> None:
    assert c17_friction.pattern.kept_back


def test_only_words_of_ones_own_still_count_as_an_answer() -> None:
    assert friction({ANSWERED: 6}).sentence.startswith("At odds with something of your own in 6 of 6.")


def boundaries(**stances: dict[int, int]) -> Series:
    crossed: Values = {
        f"{kind.replace('_', '-')}/{place}": k
        for kind, places in stances.items()
        for place, k in places.items()
    }
    counts: dict[Counts, Values] = {Counts(Fact.BOUNDARY_STANCE): crossed, Counts(Fact.DECIDED): {1: 30}}
    return computed(c18_boundaries.pattern, counts)


def test_stances_are_said_in_the_words_of_the_design() -> None:
    series = boundaries(local_authority={2: 4, 0: 1, -1: 1}, cultural={1: 2, -2: 7})
    assert series.sentence == (
        "Across local-authority boundaries you challenged in 4 of 6; across cultural ones in 2 of 9. "
        "One view (Scott, Harris & Florek) is that these call for different stances. Do yours fit?"
    )
    assert series.caption == "15 of 30 entries named a boundary and a stance across it."
    assert series.notes == ()


def test_both_boundaries_stand_hollow_in_each_strip_and_in_neither_count() -> None:
    series = boundaries(local_authority={2: 4}, cultural={-1: 2}, both={3: 1, -3: 2})
    (strips,) = series.pictures
    assert isinstance(strips, Strips)
    assert [row.label for row in strips.rows] == ["Cultural (2)", "Local authority (4)"]
    for row in strips.rows:
        assert [mark.value for mark in row.hollow] == [2, 0, 0, 0, 0, 0, 1]
        assert row.hollow[0].label == "Both at once at −3: 2 of 3"
        assert row.hollow[0].behind == Behind(Fact.BOUNDARY_STANCE, ("both/-3",))
    assert "challenged in 4 of 4" in series.sentence
    assert series.notes == (
        "Where a decision crossed both at once you challenged in 1 of 3; these are drawn hollow in each strip.",
    )
    assert series.n == 9


def test_entries_within_the_service_are_left_out() -> None:
    series = boundaries(cultural={1: 5}, none={-1: 8})
    assert series.n == 5
    assert series.sentence == (
        "Across cultural boundaries you challenged in 5 of 5. What did the boundary call for?"
    )


def test_a_kind_that_was_never_crossed_is_not_counted_as_none_of_none() -> None:
    assert "of 0" not in boundaries(local_authority={1: 5}).sentence
    assert "of 0" not in boundaries(both={1: 5}).sentence


def test_a_range_is_said_of_a_kind_from_twenty_on() -> None:
    series = boundaries(local_authority={2: 10, -2: 10}, cultural={1: 5})
    assert "in 10 of 20 (roughly between 30% and 70%); across cultural ones in 5 of 5." in series.sentence


STEPS = {"all": "All of it", "most": "Most of it", "shared": "Shared equally", "none": "None"}


def authority(steps: Values, happened: Values | None = None) -> Series:
    return computed(
        c19_authority.pattern,
        {
            Counts("wa-formal"): steps,
            Counts(Fact.FORMAL_HAPPENED): happened or {},
            Counts(Fact.DECIDED): {1: 20},
        },
        wa_formal=STEPS,
    )


def test_what_was_mine_to_decide_is_said_in_three_counts() -> None:
    series = authority({"all": 3, "most": 1, "a-little": 2, "none": 1})
    assert series.sentence == (
        "All or most of it was yours to decide in 4 of 7, an equal share in none, little or nothing of it in "
        "3. What moved the ones you could not decide alone?"
    )
    assert series.linked_prompt == "wa-willing"
    assert authority({"all": 6}).linked_prompt == ""


@pytest.mark.parametrize(("settled", "drawn"), [(7, False), (8, True)])
def test_what_happened_is_set_beside_an_answer_only_from_eight(settled: int, drawn: bool) -> None:
    happened: Values = {"all/yes": 5, "all/no": settled - 5, "most/yes": 7}
    series = authority({"all": 9, "most": 7, "none": 1}, happened)
    assert len(series.pictures) == (2 if drawn else 1)
    assert shown(series, "happened") is drawn
    assert ("What I expected happened" in series.table.headers) is drawn
    assert series.figures["happened"] == {
        "all": {"n": settled, "yes": 5},
        "most": {"n": 7, "yes": 7},
        "shared": {"n": 0, "yes": 0},
        "none": {"n": 0, "yes": 0},
    }


def test_answers_with_fewer_than_eight_say_so_in_the_table() -> None:
    series = authority({"all": 9, "most": 7}, {"all/yes": 5, "all/no": 3, "most/yes": 7})
    cells = {row[0]: row[2] for row in series.table.rows}
    assert cells == {
        "All of it": "5 of 8",
        "Most of it": "too few",
        "Shared equally": "too few",
        "None": "too few",
    }
    (_, bars) = series.pictures
    assert isinstance(bars, Bars)
    (row,) = bars.rows
    assert row.right is not None
    assert row.right.label == "All of it: what I expected happened in 5 of 8"
    assert row.right.behind == Behind(Fact.FORMAL_HAPPENED, ("all/yes",))
