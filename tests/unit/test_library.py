"""Packs are read with clear errors and merged into one library."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput
from app.domain.library import (
    OWN,
    PackUnreadable,
    exclusive_options,
    merge,
    read_pack,
    toggled,
)
from app.domain.own_prompts import is_own, own_prompt, revised, reworded
from app.domain.prompts import AnswerKind, Ends, Library, When


def raw_pack(letter: str = "a") -> dict[str, Any]:
    """A small pack: a scale and a choice on a card, and a text that needs the choice."""
    shared = {"title": "T", "help": "H", "framework": f"frame-{letter}", "when": ["decision"]}
    ids = {"A": f"{letter}-scale", "B": f"{letter}-choice", "C": f"{letter}-text"}
    return {
        "schema": 2,
        "frameworks": [{"id": f"frame-{letter}", "name": "Frame", "source": "A book (2001)"}],
        "prompts": [
            {"id": ids["A"], "question": "Where?", "kind": "slider", "ends": ["Low", "High"], **shared},
            {
                "id": ids["B"],
                "question": "Which?",
                "kind": "multi",
                "options": [
                    {"id": "x", "label": "X"},
                    {"id": "y", "label": "Y"},
                    {"id": "none", "label": "None of these", "exclusive": True},
                ],
                **shared,
            },
            {
                "id": ids["C"],
                "question": "Why?",
                "kind": "text",
                "needs": {"prompt": ids["B"], "any_of": ["x"]},
                **shared,
            },
        ],
        "cards": [{"id": f"card-{letter}", "prompts": [ids["A"], ids["B"]], "quick_rank": ord(letter)}],
    }


def read(raw: dict[str, Any], name: str = "mine.json") -> Any:
    return read_pack(json.dumps(raw), name)


def test_a_pack_becomes_prompts_with_their_options_ends_and_needs() -> None:
    scale, choice, text = read(raw_pack()).prompts
    assert scale.ends == Ends("Low", "High")
    assert [option.id for option in choice.options] == ["x", "y", "none"]
    assert text.needs is not None
    assert text.needs.any_of == ("x",)
    assert (text.version, text.core, text.default_on) == (1, False, True)


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def apply(raw: dict[str, Any]) -> None:
        *way, last = path.split("/")
        place: Any = raw
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[last] = value

    return apply


WRONG: list[tuple[str, Any, str]] = [
    ("schema", 1, "schema is not 2"),
    ("prompts", {}, "prompts as a list of objects"),
    ("spare", 1, "unknown key spare"),
    ("frameworks/0/source", " ", "a source"),
    ("frameworks/0/name", 3, "name as a text"),
    ("prompts/0/kind", "ladder", "no known kind"),
    ("prompts/0/when", ["monthly"], "no known moment"),
    ("prompts/0/when", [], "at least one moment"),
    ("prompts/0/ends", ["Low"], "two ends"),
    ("prompts/0/ends", None, "a name for each end"),
    ("prompts/0/ends", ["Same", "Same"], "ends that differ"),
    ("prompts/2/ends", ["Low", "High"], "no named ends"),
    ("prompts/0/question", "  ", "a question"),
    ("prompts/0/question", None, "question as a text"),
    ("prompts/0/version", 0, "version of 1"),
    ("prompts/0/version", True, "version as a whole number"),
    ("prompts/0/core", "yes", "core as true or false"),
    ("prompts/0/coer", True, "unknown key coer"),
    ("prompts/0/id", "Big Id", "an id of small letters"),
    ("prompts/0/id", "custom-1", "an id of small letters"),
    ("prompts/1/options", [{"id": "x", "label": "X"}], "two options"),
    ("prompts/1/options", [{"id": "x", "label": "X"}, {"id": "x", "label": "Y"}], "option ids that differ"),
    ("prompts/1/options", [{"id": "x", "label": "X"}, {"id": "y", "label": "x"}], "options that differ"),
    ("prompts/1/options", ["x", "y"], "options as a list of objects"),
    (
        "prompts/2/needs",
        {"prompt": "a-choice", "card": "card-a", "answered": True},
        "either a prompt or a card",
    ),
    ("prompts/2/needs", {"prompt": "a-choice"}, "exactly one condition"),
    ("prompts/2/question_at", {"someday": "Why?"}, "question_at of no known moment"),
    ("prompts/2/when", ["decision", "open"], "no known moment"),
    ("prompts/1/options/2/exclusive", 1, "exclusive as true or false"),
    ("cards/0/prompts", [], "holds no prompts"),
    ("cards/0/quick_rank", None, "quick_rank as a whole number"),
]


@pytest.mark.parametrize(("path", "value", "said"), WRONG)
def test_a_pack_that_is_wrong_is_refused_and_says_where(path: str, value: Any, said: str) -> None:
    raw = raw_pack()
    change(path, value)(raw)
    with pytest.raises(PackUnreadable, match=said) as caught:
        read(raw)
    assert "mine.json" in str(caught.value)


LOOSE: list[tuple[str, Any, str]] = [
    ("prompts/1/id", "a-scale", "prompt a-scale is there twice"),
    ("prompts/0/framework", "nowhere", "framework that is not there"),
    ("prompts/2/needs", {"prompt": "gone", "answered": True}, "prompt gone, which is not there"),
    ("prompts/2/needs", {"card": "gone", "answered": True}, "card gone, which is not there"),
    ("prompts/2/needs", {"prompt": "a-choice", "none_of": ["z"]}, "option z of a-choice"),
    ("cards/0/prompts", ["a-scale", "gone"], "names gone"),
    ("cards/0/prompts", ["a-scale", "a-scale"], "prompt on a card a-scale is there twice"),
    ("cards/0/id", "a-scale", "has the id of a prompt"),
]


@pytest.mark.parametrize(("path", "value", "said"), LOOSE)
def test_a_pack_that_names_what_is_not_there_is_refused(path: str, value: Any, said: str) -> None:
    raw = raw_pack()
    change(path, value)(raw)
    with pytest.raises(PackUnreadable, match=said):
        merge([read(raw)])


def test_every_problem_of_a_pack_is_told_at_once() -> None:
    raw = raw_pack()
    raw["prompts"][0]["kind"] = "ladder"
    raw["cards"][0]["prompts"] = []
    with pytest.raises(PackUnreadable) as caught:
        read(raw)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "7", "[" * 100_000])
def test_what_is_no_pack_at_all_is_refused(text: str) -> None:
    with pytest.raises(PackUnreadable):
        read_pack(text, "x.json")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    place=st.sampled_from(
        ["prompts/0", "prompts/1", "prompts/2", "cards/0", "frameworks/0", "prompts/1/options/0"]
    ),
    key=st.sampled_from(
        ["id", "kind", "when", "options", "ends", "needs", "question_at", "prompts", "label"]
    ),
    value=json_values,
)
def test_any_json_in_any_place_is_read_or_refused_in_words(place: str, key: str, value: Any) -> None:
    raw = raw_pack()
    change(f"{place}/{key}", value)(raw)
    with suppress(PackUnreadable):
        merge([read(raw)])  # no other error


def test_packs_follow_each_other_and_cards_go_by_rank() -> None:
    library = merge([read(raw_pack("b")), read(raw_pack("a"))])
    assert [prompt.id for prompt in library.prompts][:4] == ["b-scale", "b-choice", "b-text", "a-scale"]
    assert [card.id for card in library.cards] == ["card-a", "card-b"]


def test_a_pack_may_add_a_prompt_to_a_framework_of_another() -> None:
    second = raw_pack("b")
    second["frameworks"] = []
    for prompt in second["prompts"]:
        prompt["framework"] = "frame-a"
    library = merge([read(raw_pack("a")), read(second)])
    assert {prompt.framework for prompt in library.prompts} == {"frame-a"}


def test_the_same_pack_twice_is_refused() -> None:
    with pytest.raises(PackUnreadable, match="twice"):
        merge([read(raw_pack()), read(raw_pack())])


def test_own_prompts_come_last_and_copies_stand_beside_what_they_are_based_on() -> None:
    pack = read(raw_pack())
    copy = reworded(pack.prompts[1], "Which one was it?")
    own = own_prompt("What did the sea look like?", AnswerKind.TEXT, [When.WEEKLY])
    library = merge([pack], [own, copy])
    assert [prompt.id for prompt in library.prompts] == ["a-scale", "a-choice", copy.id, "a-text", own.id]
    assert library.framework("own") == OWN
    assert exclusive_options(library, copy.id) == {"none"}


def test_a_copy_of_a_prompt_that_is_gone_is_kept() -> None:
    copy = reworded(read(raw_pack("b")).prompts[0], "Where exactly?")
    assert merge([read(raw_pack("a"))], [copy]).prompts[-1] == copy


# ---- choosing


@pytest.mark.parametrize(
    ("chosen", "ticked", "then"),
    [
        ((), "x", ("x",)),
        (("x",), "y", ("x", "y")),
        (("x", "y"), "x", ("y",)),
        (("x", "y"), "none", ("none",)),
        (("none",), "x", ("x",)),
        (("none",), "none", ()),
    ],
)
def test_an_exclusive_option_goes_with_no_other(
    chosen: tuple[str, ...], ticked: str, then: tuple[str, ...]
) -> None:
    library = merge([read(raw_pack())])
    assert toggled(chosen, ticked, exclusive_options(library, "a-choice")) == then


def test_a_library_without_packs_knows_no_exclusive_options() -> None:
    assert exclusive_options(Library((), (), ()), "a-choice") == frozenset()


# ---- a leader's own


def test_a_copy_keeps_kind_moments_and_option_ids_and_takes_new_words() -> None:
    choice = read(raw_pack()).prompts[1]
    copy = reworded(choice, "Which was it?", labels=["First", "Second", "Neither"])
    assert is_own(copy.id)
    assert copy.based_on == "a-choice"
    assert (copy.kind, copy.when, copy.framework) == (choice.kind, choice.when, choice.framework)
    assert [(one.id, one.label) for one in copy.options] == [
        ("x", "First"),
        ("y", "Second"),
        ("none", "Neither"),
    ]


def test_a_copy_of_a_copy_is_still_based_on_the_library() -> None:
    scale = read(raw_pack()).prompts[0]
    assert reworded(reworded(scale, "One?"), "Two?", ends=("Near", "Far")).based_on == "a-scale"


def test_new_words_for_an_own_prompt_make_its_next_version() -> None:
    own = own_prompt("How windy?", AnswerKind.SLIDER, [When.DECISION], ends=("Calm", "Gale"))
    again = revised(own, "How windy was it?")
    assert (again.id, again.version, again.question) == (own.id, 2, "How windy was it?")


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("question", lambda: own_prompt("   ", AnswerKind.TEXT, [When.DECISION])),
        ("question", lambda: own_prompt("x" * 301, AnswerKind.TEXT, [When.DECISION])),
        ("when", lambda: own_prompt("Why?", AnswerKind.TEXT, [])),
        ("options", lambda: own_prompt("Which?", AnswerKind.SINGLE, [When.DECISION], options=["One"])),
        ("options", lambda: own_prompt("Which?", AnswerKind.MULTI, [When.DECISION], options=["One", "one "])),
        ("options", lambda: own_prompt("Which?", AnswerKind.MULTI, [When.DECISION], options=["One", " "])),
        ("options", lambda: own_prompt("Why?", AnswerKind.TEXT, [When.DECISION], options=["One", "Two"])),
        ("ends", lambda: own_prompt("Where?", AnswerKind.SLIDER, [When.DECISION])),
        ("ends", lambda: own_prompt("Where?", AnswerKind.SLIDER, [When.DECISION], ends=("A", " "))),
        ("ends", lambda: own_prompt("Why?", AnswerKind.TEXT, [When.DECISION], ends=("A", "B"))),
        ("options", lambda: reworded(read(raw_pack()).prompts[1], "Which?", labels=["One"])),
    ],
)
def test_an_own_prompt_that_lacks_something_says_which_field(field: str, make: Callable[[], object]) -> None:
    with pytest.raises(InvalidInput) as caught:
        make()
    assert caught.value.field == field


def test_own_prompts_never_share_an_id_and_take_their_title_from_the_question() -> None:
    made = [
        own_prompt("What did I hear " + "again " * 20 + "?", AnswerKind.TEXT, [When.WEEKLY])
        for _ in range(50)
    ]
    assert len({prompt.id for prompt in made}) == 50
    assert made[0].title.startswith("What did I hear")
    assert len(made[0].title) <= 60
