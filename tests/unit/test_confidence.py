"""How sure a leader is can be said in words or per cent."""

import pytest

from app.domain.confidence import WORDS, percent_for, said, words_for
from app.domain.entries import CONFIDENCE_STEPS
from app.domain.errors import InvalidInput


@pytest.mark.parametrize(("percent", "words"), WORDS)
def test_every_button_goes_both_ways(percent: int, words: str) -> None:
    assert words_for(percent) == words
    assert percent_for(words) == percent


@pytest.mark.parametrize(
    ("percent", "words"),
    [(5, "unlikely"), (30, "doubtful"), (45, "could go either way"), (70, "likely"), (90, "almost certain")],
)
def test_a_step_between_two_buttons_takes_the_nearer_words(percent: int, words: str) -> None:
    assert words_for(percent) == words


@pytest.mark.parametrize(
    ("text", "percent"), [("65", 65), (" 65 % ", 65), ("Very  Likely", 80), ("5", 5), ("95%", 95)]
)
def test_what_a_person_writes_is_understood(text: str, percent: int) -> None:
    assert percent_for(text) == percent


@pytest.mark.parametrize("text", ["", "0", "100", "67", "-5", "sure", "6_5", "٦٥", "9" * 5000, "65%%"])
def test_anything_else_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        percent_for(text)
    assert caught.value.field == "confidence"


def test_confidence_is_read_aloud_in_full() -> None:
    assert said(65) == "65%, likely"
    assert said(None) == "not said"
    assert said(None, withheld=True) == "rather not say"
    assert all(words_for(step) for step in CONFIDENCE_STEPS)
