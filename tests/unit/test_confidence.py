"""How sure a leader is can be said in words or per cent."""

import pytest

from app.domain.confidence import WORDS, said, words_for
from app.domain.entries import CONFIDENCE_STEPS


@pytest.mark.parametrize(("percent", "words"), WORDS)
def test_every_button_has_its_own_words(percent: int, words: str) -> None:
    assert words_for(percent) == words


@pytest.mark.parametrize(
    ("percent", "words"),
    [(5, "unlikely"), (30, "doubtful"), (45, "could go either way"), (70, "likely"), (90, "almost certain")],
)
def test_a_step_between_two_buttons_takes_the_nearer_words(percent: int, words: str) -> None:
    assert words_for(percent) == words


def test_confidence_is_read_aloud_in_full() -> None:
    assert said(65) == "65%, likely"
    assert said(None) == "not said"
    assert said(None, withheld=True) == "rather not say"
    assert all(words_for(step) for step in CONFIDENCE_STEPS)
