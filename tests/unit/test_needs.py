"""A prompt fits when its condition on other answers holds."""

import pytest

from app.domain.entries import AnswerDraft, AnswerValue
from app.domain.needs import fits, is_answered, with_copies
from app.domain.own_prompts import reworded
from app.domain.prompts import AnswerKind, Card, Library, Needs, Prompt, When

CARDS = (Card("trio", ("s1", "s2", "s3"), 1),)


def answers(**values: AnswerValue) -> dict[str, AnswerDraft]:
    return {name: AnswerDraft(value) for name, value in values.items()}


ANSWERED = Needs(prompt="p", answered=True)
ANY = Needs(prompt="p", any_of=("x", "y"))
NONE = Needs(prompt="p", none_of=("x", "y"))
CARD = Needs(card="trio", answered=True)
LOW = Needs(card="trio", any_at_most=-1)


@pytest.mark.parametrize(
    ("needs", "given", "holds"),
    [
        (None, {}, True),
        (ANSWERED, {}, False),
        (ANSWERED, {"p": "words"}, True),
        (ANSWERED, {"p": "  \n"}, False),
        (ANSWERED, {"p": 0}, True),
        (ANSWERED, {"p": ()}, False),
        (ANSWERED, {"q": "words"}, False),
        (ANY, {}, False),
        (ANY, {"p": "x"}, True),
        (ANY, {"p": "z"}, False),
        (ANY, {"p": ("z", "y")}, True),
        (ANY, {"p": ("z",)}, False),
        (NONE, {}, False),
        (NONE, {"p": "z"}, True),
        (NONE, {"p": "x"}, False),
        (NONE, {"p": ("z", "x")}, False),
        (CARD, {"s1": 1, "s2": 0}, False),
        (CARD, {"s1": 1, "s2": 0, "s3": -3}, True),
        (LOW, {"s1": 1, "s2": 0, "s3": 0}, False),
        (LOW, {"s2": -1}, True),
        (LOW, {"s1": 3, "s3": -3}, True),
        (Needs(card="unknown", answered=True), {"p": 1}, False),
        (Needs(card="unknown", any_at_most=3), {"p": 1}, False),
        (Needs(prompt="p", any_at_most=0), {"p": "0"}, False),
    ],
)
def test_a_condition_holds_or_not(needs: Needs | None, given: dict[str, AnswerValue], holds: bool) -> None:
    assert fits(needs, answers(**given), CARDS) is holds


def test_the_free_text_beside_a_multi_alone_counts_as_an_answer() -> None:
    assert is_answered(AnswerDraft((), other="something else"))
    assert not is_answered(AnswerDraft((), other="  "))


def test_an_answered_copy_stands_for_the_prompt_it_is_based_on_but_never_over_it() -> None:
    base = Prompt("p", "T", "Q?", "H", "f", AnswerKind.TEXT, (When.DECISION,))
    copy = reworded(base, "Other words?")
    library = Library((), (base, copy), ())
    assert with_copies(library, {copy.id: AnswerDraft("yes")})["p"].value == "yes"
    assert "p" not in with_copies(library, {copy.id: AnswerDraft(" ")})
    both = with_copies(library, {copy.id: AnswerDraft("copy"), "p": AnswerDraft("first")})
    assert both["p"].value == "first"
