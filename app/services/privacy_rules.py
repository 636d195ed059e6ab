"""The rules of the privacy check that ship with Balcony, read once."""

from collections.abc import Mapping
from functools import lru_cache

from app.domain.privacy import Alias, Rules, shipped_rules
from app.paths import bundled


@lru_cache(maxsize=1)
def privacy_rules() -> Rules:
    """Read when first asked for; takes about a millisecond."""
    return shipped_rules(bundled("resources/privacy"))


def alias_list(words: Mapping[str, str]) -> tuple[Alias, ...]:
    """Names with the words in their place, for the check; a name that is a word too wants its capital."""
    ordinary = privacy_rules().words.names_that_are_words
    return tuple(Alias(name, instead, name.casefold() in ordinary) for name, instead in words.items())
