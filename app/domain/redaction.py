"""Finding words to remove: in any case, spacing and Unicode form, as a passage or as words on their own."""

import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Final, Protocol

from app.domain.errors import InvalidInput
from app.domain.privacy.fitting import opening
from app.domain.privacy.notices import REMOVED

Span = tuple[int, int]
"""The first character and the one after the last."""

_IGNORED: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_ALIKE: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_LEAST_OVERLAP: Final = 4
_HASH_BLOCK: Final = 64
LEAST_EVERYWHERE: Final = 3
"""Letters and figures of words that may be removed from a whole journal."""
_MARKS_TOGETHER: Final = re.compile(rf"{re.escape(REMOVED)}(?:\s*{re.escape(REMOVED)})+")


class Search(Protocol):
    """Anything that finds words in a text, and knows what stands in their place."""

    @property
    def instead(self) -> str: ...

    @property
    def alone(self) -> bool: ...

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the words stand, in order and apart."""
        ...

    def may_quote(self, text: str) -> bool:
        """Whether a quote taken from around or inside the words may hold a part of them."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """Words as a person gave them; `alone` finds them as words on their own only, as names are found."""

    given: str
    alone: bool = False
    instead: str = REMOVED
    folded: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(self.given).strip())

    def __repr__(self) -> str:
        return "Words(…)"

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the words stand, in order and apart."""
        if not self.folded or not _may_hold(text, self.folded):
            return ()
        folded, places = _folded_with_places(text)
        return tuple(_found(text, folded, places, self.folded, alone=self.alone))

    def meets(self, text: str) -> bool:
        """Whether they stand in a text."""
        return bool(self.spans(text))

    def may_quote(self, text: str) -> bool:
        """Whether a quote shares enough with the words to give a part of them away."""
        quote = fold(text).strip()
        if not quote:
            return False
        if quote in self.folded or self.folded in quote:
            return True
        longest = min(len(quote), len(self.folded))
        return any(
            self.folded.startswith(quote[-size:]) or self.folded.endswith(quote[:size])
            for size in range(longest, _LEAST_OVERLAP - 1, -1)
        )


@dataclass(frozen=True, slots=True, repr=False)
class AnyOf(Words):
    """Words and others beside them, any of which may be met: for looking whether they are still there."""

    others: tuple[Words, ...] = ()

    def meets(self, text: str) -> bool:
        """Whether any of them stand in a text."""
        plain = _plain(text)
        return any(one.folded in plain and one.spans(text) for one in (Words(self.given), *self.others))


def any_of(texts: Iterable[str]) -> Words | None:
    """What texts that went are looked for by: each of some words, and where none has, the longest."""
    given = sorted({one.strip() for one in texts} - {""}, key=lambda one: (-len(one), one))
    telling = [one for one in given if " " in one] or given[:1]
    return AnyOf(telling[0], others=tuple(map(Words, telling[1:]))) if telling else None


@dataclass(frozen=True, slots=True)
class Remembered:
    """Words of which only a keyed digest and the length are known: what a restore removes again."""

    digest: str
    length: int
    secret: bytes = field(repr=False)
    alone: bool = False
    instead: str = REMOVED

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the words stand, in order and apart."""
        if self.length > len(text) * 3:  # one character folds to three at most
            return ()
        if text.isascii() and not self._stands_in(fold(text)):
            return ()
        folded, places = _folded_with_places(text)
        return tuple(self._met(text, folded, places))

    def may_quote(self, text: str) -> bool:
        """It cannot be told, so every quote beside the words goes."""
        return bool(text)

    def _stands_in(self, folded: str) -> bool:
        """Whether the words stand in a folded text of ASCII, whose signs have the neighbours they had before."""
        starts: Iterable[int] = range(len(folded) - self.length + 1)
        if self.alone:
            alone = re.compile(rf"(?<!\w)(?=.{{{self.length}}}(?!\w))", re.ASCII)
            starts = (found.start() for found in alone.finditer(folded))
        is_it, data = _known_by(self.digest, self.secret), folded.encode("ascii")
        return any(is_it(data[at : at + self.length]) for at in starts)

    def _met(self, text: str, folded: str, places: list[Span]) -> Iterator[Span]:
        is_it = _known_by(self.digest, self.secret)
        at = reached = 0
        while at + self.length <= len(folded):
            stands = places[at][0], places[at + self.length - 1][1]
            fits = stands[0] >= reached and (not self.alone or _is_alone(text, stands))
            if fits and is_it(_encoded(folded[at : at + self.length])):
                yield stands
                reached = stands[1]
                at += self.length
            else:
                at += 1


def digest_of(folded: str, secret: bytes) -> str:
    """The keyed HMAC of folded words, by which they are known again without being kept."""
    return hmac.digest(secret, _encoded(folded), "sha256").hex()


def _encoded(folded: str) -> bytes:
    return folded.encode("utf-8", "surrogatepass")


def _known_by(digest: str, secret: bytes) -> Callable[[bytes], bool]:
    """Whether words have this digest. The secret goes into the hash once (RFC 2104), not for each of a text's places."""
    key = (sha256(secret).digest() if len(secret) > _HASH_BLOCK else secret).ljust(_HASH_BLOCK, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in key)).copy
    outer = sha256(bytes(byte ^ 0x5C for byte in key)).copy

    def is_it(words: bytes) -> bool:
        within, around = inner(), outer()
        within.update(words)
        around.update(within.digest())
        return around.hexdigest() == digest

    return is_it


def check_words(words: Words, *, everywhere: bool) -> None:
    """Raise InvalidInput for words that cannot be removed, or that stand in what would take their place."""
    letters = sum(char.isalnum() for char in words.folded)
    if not letters:
        raise InvalidInput("words", "There are no words to remove yet.", "Give the words as they stand.")
    if everywhere and letters < LEAST_EVERYWHERE:
        raise InvalidInput(
            "words", "These words are too short to be removed from the whole journal.", "Choose one entry."
        )
    if words.folded in fold(REMOVED):
        raise InvalidInput(
            "words", f"These words stand in the mark {REMOVED} itself.", "Give a longer passage."
        )
    if not words.instead.strip():
        raise InvalidInput("role", "There is no role to put in its place yet.", "Give a role, not a name.")
    if Words(words.given, words.alone).spans(words.instead):
        raise InvalidInput("role", "The role still holds the name.", "Give a role without it.")


def without(text: str, search: Search) -> tuple[str, int]:
    """The text with the words replaced wherever they stand, and how many places that were."""
    count = 0
    for _ in range(len(text) + 1):
        found = search.spans(text)
        if not found:
            break
        count = count or len(found)
        parts, end = [], 0
        for start, stop in found:
            instead = search.instead
            parts += [text[end:start], instead if instead == REMOVED else opening(text, start, instead)]
            end = stop
        text = _MARKS_TOGETHER.sub(REMOVED, "".join([*parts, text[end:]]))
    return text, count


def fold(text: str) -> str:
    """A text as it is compared: no case, one Unicode form, straight quotes, each run of spaces one space."""
    if text.isascii():
        return _spaced(text.casefold())
    return _folded_with_places(text)[0]


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _may_hold(text: str, folded: str) -> bool:
    """A quick look: most texts do not hold the words."""
    return folded in _plain(text)


def _plain(text: str) -> str:
    """A text folded as a whole, which is quick; its signs may not lie where `fold` puts them."""
    if text.isascii():
        return _spaced(text.casefold())
    plain = unicodedata.normalize("NFC", text.translate(_IGNORED).translate(_ALIKE)).casefold()
    return _spaced(unicodedata.normalize("NFC", plain))


def _folded_with_places(text: str) -> tuple[str, list[Span]]:
    """The folded text and, for each of its characters, the characters of the text it stands for."""
    signs: list[str] = []
    places: list[Span] = []
    for start, end in _clusters(text):
        for sign in _folded_cluster(text[start:end]):
            if sign == " " and signs and signs[-1] == " ":
                places[-1] = (places[-1][0], end)
                continue
            signs.append(sign)
            places.append((start, end))
    return "".join(signs), places


def _clusters(text: str) -> Iterator[Span]:
    """Characters with all that joins them in the composed form."""
    if text.isascii():
        yield from ((at, at + 1) for at in range(len(text)))
        return
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and not text[end].isascii() and _joins(text[start:end], text[end]):
            end += 1
        yield start, end
        start = end


@lru_cache(maxsize=4096)
def _joins(before: str, sign: str) -> bool:
    if unicodedata.combining(sign):
        return True
    form = unicodedata.normalize
    return form("NFC", before + sign) != form("NFC", before) + form("NFC", sign)


@lru_cache(maxsize=4096)
def _folded_cluster(cluster: str) -> str:
    plain = unicodedata.normalize("NFC", cluster.translate(_IGNORED).translate(_ALIKE)).casefold()
    return "".join(" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", plain))


def _found(text: str, folded: str, places: list[Span], wanted: str, *, alone: bool) -> Iterator[Span]:
    at = folded.find(wanted)
    reached = 0
    while at >= 0:
        stands = places[at][0], places[at + len(wanted) - 1][1]
        if stands[0] >= reached and (not alone or _is_alone(text, stands)):
            yield stands
            reached = stands[1]
            at = folded.find(wanted, at + len(wanted))
        else:
            at = folded.find(wanted, at + 1)


def _is_alone(text: str, stands: Span) -> bool:
    start, end = stands
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")
