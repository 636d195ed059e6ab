"""The same warning told once, with every place it belongs to (ruling 52)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.privacy.notices import Group, Notice, Suggestion


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notice lies: the text it is in (a name of the caller's choosing) and the characters."""

    text_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alike:
    """One warning for the same words wherever they stand; `words` as they are first met."""

    rule_id: str
    group: Group
    words: str
    why: str
    suggestions: tuple[Suggestion, ...]
    stops: bool
    places: tuple[Place, ...]


def group_alike(looked_at: Iterable[tuple[str, str, Sequence[Notice]]]) -> tuple[Alike, ...]:
    """Notices of several texts (id, text, notices) as one each for the same rule and the same words.

    Case, spacing and a possessive ending make no difference. Stops come first, then the order of meeting.
    """
    met: dict[tuple[str, str], tuple[str, Notice, list[Place]]] = {}
    for text_id, text, notices in looked_at:
        for one in notices:
            words = text[one.start : one.end]
            _, _, places = met.setdefault((one.rule_id, _same(words)), (words, one, []))
            places.append(Place(text_id, one.start, one.end))
    alike = [
        Alike(one.rule_id, one.group, words, one.why, one.suggestions, one.stops, tuple(places))
        for words, one, places in met.values()
    ]
    return tuple(sorted(alike, key=lambda one: not one.stops))


def _same(words: str) -> str:
    plain = " ".join(words.casefold().replace("’", "'").split())
    return plain.removesuffix("'s")
