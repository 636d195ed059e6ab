"""Where the words of a search stand in a text: ranges to paint, never markup; no Qt."""

import re
import unicodedata
from collections.abc import Collection

OPEN, CLOSE = "\x02", "\x03"
Range = tuple[int, int]
"""Start and length, in characters."""

# A word as the index sees it: letters and digits, with the accents that follow them.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


def unmarked(snippet: str) -> tuple[str, tuple[Range, ...]]:
    """A snippet as one line of plain text, and where its found words stand."""
    parts: list[str] = []
    ranges: list[Range] = []
    length, start = 0, None
    for piece in re.split(f"([{OPEN}{CLOSE}])", " ".join(snippet.split())):
        if piece == OPEN:
            start = length
        elif piece == CLOSE and start is not None:
            ranges.append((start, length - start))
            start = None
        elif piece not in {OPEN, CLOSE}:
            parts.append(piece)
            length += len(piece)
    return "".join(parts), tuple(ranges)


def beside_title(snippet: str, title: str) -> tuple[str, tuple[Range, ...]]:
    """The same, where it says more than the title does; otherwise nothing."""
    text, ranges = unmarked(snippet)
    return ("", ()) if text.strip("… ") in title else (text, ranges)


def found_in(text: str, words: Collection[str], *, typing: str = "") -> tuple[Range, ...]:
    """Where the words (folded) stand in a text; the one in `typing` may be the start of a word."""
    ranges = []
    for match in _WORD.finditer(text):
        folded = _folded(match.group())
        if folded in words or (typing and folded.startswith(typing)):
            ranges.append((match.start(), match.end() - match.start()))
    return tuple(ranges)


def cut_left(text: str, ranges: tuple[Range, ...], most: int) -> tuple[str, tuple[Range, ...]]:
    """A text whose first found word begins within `most` characters; its start gives way to an ellipsis."""
    if not ranges or ranges[0][0] <= most:
        return text, ranges
    by = text.rfind(" ", 0, max(1, ranges[0][0] - most // 2)) + 1
    return "…" + text[by:], tuple((start - by + 1, length) for start, length in ranges)


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word)
    return "".join(char for char in plain if unicodedata.category(char) != "Mn").lower()
