"""The difference of two texts: nothing is lost or made up, whatever they hold, and the time is bounded."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.differing import Fate, Row, difference

LETTERS = st.text(
    st.characters(), max_size=300
)  # lone surrogates, line ends of every kind and marks included
WORDS = st.lists(
    st.sampled_from(["the", "hub", " ", "\n", "\n\n", ",", "\r\n", "\u2028", "é", "e\u0301", "a"]),
    max_size=80,
)


def both(rows: tuple[Row, ...]) -> tuple[str, str]:
    return "".join(row.old for row in rows), "".join(row.new for row in rows)


@given(LETTERS, LETTERS)
def test_what_was_kept_and_removed_is_the_old_text_and_what_was_kept_and_added_the_new_one(
    old: str, new: str
) -> None:
    assert both(difference(old, new)) == (old, new)


@given(WORDS, WORDS)
def test_no_word_is_lost_between_texts_that_are_much_alike(one: list[str], other: list[str]) -> None:
    old, new = "".join(one), "".join(other)
    rows = difference(old, new)
    assert both(rows) == (old, new)
    assert all(run.text for row in rows for run in row.runs)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(words: list[str]) -> None:
    assert not any(row.differs for row in difference("".join(words), "".join(words)))


def told(old: str, new: str) -> list[list[str]]:
    sign = {Fate.KEPT: "=", Fate.REMOVED: "-", Fate.ADDED: "+"}
    return [[sign[run.fate] + run.text for run in row.runs] for row in difference(old, new)]


def test_a_mended_word_is_all_that_is_marked() -> None:
    assert told("The first tittle of it.", "The first title of it.") == [
        ["=The first ", "-tittle", "+title", "= of it."]
    ]


def test_a_word_that_stayed_by_chance_in_the_midst_of_greater_changes_goes_with_them() -> None:
    assert told("we waited long for it", "nobody came for whom we cared") == [
        ["-we waited long for it", "+nobody came for whom we cared"]
    ]


def test_a_paragraph_that_came_has_a_row_of_its_own_and_the_others_stay_beside_each_other() -> None:
    assert told("One.\n\nThree.", "One.\n\nTwo.\n\nThree, too.") == [
        ["=One.\n\n"],
        ["+Two.\n\n"],
        ["=Three", "+, too", "=."],
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (".," * 3750, ";:" * 3750),
        ("\n" * 7500, "\n " * 3750),
        ("ab " * 2500, "ba b" * 1875),
        (" ".join(f"w{at}" for at in range(1500)), " ".join(f"v{at}" for at in range(1500))),
    ],
    ids=["nothing in common", "line ends", "two words", "all other words"],
)
def test_the_worst_texts_of_7500_letters_are_told_apart_in_bounded_time(old: str, new: str) -> None:
    begun = perf_counter()
    rows = difference(old, new)
    assert (
        perf_counter() - begun < 8
    )  # some half a second on a quiet machine; a square of the pieces takes minutes
    assert both(rows) == (old, new)
