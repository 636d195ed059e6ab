"""Where a remark stands: by its place where the words are the same, else by the words it quotes, else nowhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.sharing import CONTEXT, Anchor, content_hash

LONG_ENOUGH: Final = 12
"""Characters of a quote that stand in a text once are found there though the words around them changed."""
_MOST_LOOKED_AT: Final = 2000

Spot = tuple[int, int]
"""The first character and the one after the last, counted in characters."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a text, and how its places lead to the leader's own words as they stand today.

    `to_own` gives None for a place that has none there.
    """

    text: str
    to_own: Callable[[int, int], Spot | None]


def as_it_is(start: int, end: int) -> Spot:
    """Leads from a text to itself."""
    return start, end


def anchor_on(text: str, start: int, end: int) -> Anchor:
    """An anchor on some words of a text; raises ValueError where there are none."""
    if not 0 <= start < end <= len(text):
        raise ValueError("no words there")
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(text[start:end], prefix, suffix, start, end, content_hash(text))


def place(anchor: Anchor, text: str) -> Spot | None:
    """Where the words of an anchor stand in a text; None where they do not, or where it cannot be told."""
    here = (anchor.start, anchor.end)
    if 0 <= anchor.start < anchor.end <= len(text) and anchor.content_hash == content_hash(text):
        return here if text[anchor.start : anchor.end] == anchor.exact else None
    return find_quote(text, anchor.exact, anchor.prefix, anchor.suffix)


def find_quote(text: str, exact: str, prefix: str, suffix: str) -> Spot | None:
    """Where a quote stands in a text that may have changed since.

    The words before or after must be the same; of a quote long enough that stands there once they need not be.
    Where two places are as good as each other, none is chosen: a remark must not be read on the wrong words.
    """
    if not exact:
        return None
    found = list(_occurrences(text, exact))
    if len(found) == 1 and len(exact) >= LONG_ENOUGH:
        return found[0], found[0] + len(exact)
    ranked = sorted(((_likeness(text, at, exact, prefix, suffix), at) for at in found), reverse=True)
    ranked = [(likeness, at) for likeness, at in ranked if likeness > 0]
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1], ranked[0][1] + len(exact)


def place_in_versions(anchor: Anchor, versions: tuple[Version, ...]) -> Spot | None:
    """Where an anchor stands in the leader's own words, by the first version of them that knows it."""
    for version in versions:
        spot = place(anchor, version.text)
        own = version.to_own(*spot) if spot is not None else None
        if own is not None:
            return own
    return None


def _occurrences(text: str, exact: str) -> Iterator[int]:
    at = text.find(exact)
    for _ in range(_MOST_LOOKED_AT):
        if at < 0:
            return
        yield at
        at = text.find(exact, at + 1)


def _likeness(text: str, at: int, exact: str, prefix: str, suffix: str) -> int:
    """How many characters around a place are the same; none where neither side is whole."""
    before = _same(text[max(0, at - len(prefix)) : at][::-1], prefix[::-1])
    end = at + len(exact)
    after = _same(text[end : end + len(suffix)], suffix)
    starts = not prefix and at == 0
    ends = not suffix and end == len(text)
    whole = (bool(prefix) and before == len(prefix)) or (bool(suffix) and after == len(suffix))
    return before + after + starts + ends if whole or (starts and ends) else 0


def _same(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
