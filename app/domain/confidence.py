"""How sure a leader says they are: words and per cent."""

from app.domain.entries import CONFIDENCE_STEPS
from app.domain.errors import InvalidInput

WORDS: tuple[tuple[int, str], ...] = (
    (20, "unlikely"),
    (40, "doubtful"),
    (50, "could go either way"),
    (65, "likely"),
    (80, "very likely"),
    (95, "almost certain"),
)
"""The buttons: per cent and its words."""


def words_for(percent: int) -> str:
    """The words of the nearest button; between two, those nearer to an even chance."""
    return min(WORDS, key=lambda word: (abs(word[0] - percent), abs(word[0] - 50)))[1]


def said(percent: int | None, *, withheld: bool = False) -> str:
    """Confidence as a person reads it."""
    if percent is None:
        return "rather not say" if withheld else "not said"
    return f"{percent}%, {words_for(percent)}"


def percent_for(text: str) -> int:
    """Per cent from what a person wrote: 65, 65% or the words of a button.

    Raises InvalidInput for anything but a step of five from 5 to 95.
    """
    plain = " ".join(text.casefold().split())
    for percent, words in WORDS:
        if plain == words:
            return percent
    digits = plain.removesuffix("%").strip()
    if len(digits) <= 3 and digits.isascii() and digits.isdecimal() and int(digits) in CONFIDENCE_STEPS:
        return int(digits)
    raise InvalidInput(
        "confidence",
        "How sure you are is a step of five from 5 to 95, or words such as “likely”.",
        "Choose one of them, or leave it out.",
    )
