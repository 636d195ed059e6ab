"""How sure a leader says they are: words and per cent."""

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
