"""Words in place of names: the same all through one share, and others for every recipient (domain page 7.5)."""

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.privacy.fitting import opening
from app.domain.privacy.offsets import Edit, OffsetMap, apply_edits

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O look like numbers
_GAP = r"(?:\s{1,3}|-)"


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of the leader's own list, which never leaves the device.

    `names` are all the ways of writing it; `role` the kind of words to use (“head of service”).
    """

    key: str
    names: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Alias:
    """What stands in place of a name in the copy for one recipient.

    `with_capital` names are ordinary words too (Will, Grace) and are met only when they have a capital.
    """

    name: str
    instead: str
    with_capital: bool = False


def aliases_for(
    people: Sequence[Person],
    secret: bytes,
    *,
    given: Mapping[str, str] | None = None,
    also_words: frozenset[str] = frozenset(),
) -> tuple[Alias, ...]:
    """The aliases of one recipient, letters dealt in an order that only `secret` tells.

    `secret` is random, kept for this recipient alone, so that the copies of two recipients cannot be
    joined up by their letters. `given` (key to words) are aliases this recipient has met; they stay.
    `also_words` are first names that are ordinary words.
    """
    words = dict(given or {})
    used = set(words.values())
    dealt: dict[str, Iterator[str]] = {}
    for person in sorted(people, key=lambda one: hmac.digest(secret, one.key.encode(), hashlib.sha256)):
        if person.key in words:
            continue
        role = " ".join(person.role.split()) or "colleague"
        letters = dealt.setdefault(role.casefold(), _letters())
        words[person.key] = next(one for letter in letters if (one := f"{role} {letter}") not in used)
        used.add(words[person.key])
    return tuple(
        Alias(name, words[person.key], name.strip().casefold() in also_words)
        for person in people
        for name in person.names
        if any(char.isalnum() for char in name)
    )


def _letters() -> Iterator[str]:
    round_of = 0
    while True:
        yield from (letter + (str(round_of + 1) if round_of else "") for letter in _LETTERS)
        round_of += 1


def find_aliases(text: str, aliases: Sequence[Alias]) -> Iterator[tuple[int, int, Alias]]:
    """Where names of the list stand: in any case, longest first where several could, never over each other."""
    named = (one for one in aliases if any(char.isalnum() for char in one.name))
    ordered = sorted(named, key=lambda one: len(one.name.strip()), reverse=True)
    if not ordered:
        return
    shapes = (_shape(one) for one in ordered)
    whole = re.compile(r"(?<!\w)(?:" + "|".join(f"({shape})" for shape in shapes) + r")(?!\w)")
    for match in whole.finditer(text):
        yield *match.span(), ordered[(match.lastindex or 1) - 1]


def _shape(alias: Alias) -> str:
    """A pattern for a name: any case, any space or hyphen, either apostrophe."""
    parts = [re.escape(part) for part in re.split(r"[\s\-]+", alias.name.strip()) if part]
    body = re.sub("['’]", "['’]", _GAP.join(parts))
    if alias.with_capital:
        first = alias.name.strip()[0]
        return f"(?={re.escape(first.upper())})(?i:{body})"
    return f"(?i:{body})"


def apply_aliases(text: str, aliases: Sequence[Alias]) -> tuple[str, OffsetMap]:
    """The text with every name of the list replaced once, and the map between the two.

    Endings stay: “Sarah’s” becomes “Head of service A’s”. Words put in are not looked at again, and have a
    capital where they open a sentence.
    """
    return apply_edits(
        text,
        (
            Edit(start, end, opening(text, start, one.instead or one.name))
            for start, end, one in find_aliases(text, aliases)
        ),
    )
