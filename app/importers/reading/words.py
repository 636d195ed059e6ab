"""Text and tags from elsewhere, made fit to be kept: readable, in bounds and without hidden characters."""

import hashlib
import re
from collections.abc import Iterable

from app.domain.entries import TITLE_LENGTH

LONGEST_TEXT = 1_000_000
"""Characters; a person who typed all day would not reach it."""
MOST_TAGS = 100
LONGEST_TAG = 80

_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85]")
# Controls would blind a screen reader or stand for the marks around words found; overrides reverse reading.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)+")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+|[ \t]+#+[ \t]*$")


def clean(text: str) -> str:
    """Text with plain line ends, no hidden characters and nothing that UTF-8 cannot hold."""
    return _HIDDEN.sub("", _NEWLINES.sub("\n", whole(text)))


def whole(text: str) -> str:
    """Text in which every half of a surrogate pair is replaced, so that it can be stored."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def trimmed(text: str) -> str:
    """Text without blank lines around it; the first line keeps its indent, which may mean something."""
    return _BLANK_LINES.sub("", text).rstrip()


def heading_words(line: str) -> str:
    """A line without the marks that make it a heading."""
    return _HEADING.sub("", line).strip()


def title_and_rest(text: str) -> tuple[str, str]:
    """The first line that says something as the title, and what follows it.

    A line too long for a title is shortened for it and stays in the text, so
    that no word is lost.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines):
        title = heading_words(line)
        if title:
            return fitted(title, trimmed("\n".join(lines[number + 1 :])))
    return "", ""


def fitted(title: str, rest: str) -> tuple[str, str]:
    """A title within its length; the whole of a longer one begins the text."""
    title = " ".join(title.split())
    if len(title) <= TITLE_LENGTH:
        return title, rest
    short = title[: TITLE_LENGTH - 1]
    at_word = short[: short.rfind(" ")] if " " in short[TITLE_LENGTH // 2 :] else short
    return f"{at_word.rstrip()}…", f"{title}\n\n{rest}".strip()


def tidy_tags(tags: Iterable[object]) -> tuple[str, ...]:
    """Tags as words, each once whatever its capitals, in their order, without the mark before them."""
    found: dict[str, str] = {}
    for tag in tags:
        if isinstance(tag, str):
            words = " ".join(clean(tag).split()).lstrip("@#")[:LONGEST_TAG].strip()
            if words:
                found.setdefault(words.casefold(), words)
        if len(found) == MOST_TAGS:
            break
    return tuple(found.values())


def digest_key(format_id: str, *parts: str) -> str:
    """A key that the same words at the same time give again; spaces and line ends do not matter."""
    said = "\x1f".join(" ".join(whole(part).split()) for part in parts)
    return f"{format_id}:sha256:{hashlib.sha256(said.encode()).hexdigest()}"
