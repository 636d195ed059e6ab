"""Other words made to fit where they are put: a capital where a sentence opens, “in” before a month."""

from app.domain.privacy.coarsening import told_in
from app.domain.privacy.notices import Group

_BEFORE_WORDS = " \t-•*“”\"'‘(["
_ENDS = ".!?…\n"


def opening(text: str, start: int, words: str) -> str:
    """The words with a capital where they open a sentence."""
    before = text[:start].rstrip(_BEFORE_WORDS)
    return words[:1].upper() + words[1:] if not before or before[-1] in _ENDS else words


def fitted(text: str, start: int, words: str, group: Group) -> tuple[int, str]:
    """Where other words for the passage at `start` go, and how they are written there."""
    if group is Group.DATE and words:
        start, words = told_in(text, start, words)
    return start, opening(text, start, words)
