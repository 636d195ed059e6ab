"""What a list of entries is asked for: filters, order and the size of a page."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.days import Span
from app.domain.entries import EntryKind, Listed, Status, ThemeId


class Order(StrEnum):
    """The orders of a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    REVIEW_DATE = "review-date"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries a list shows; an empty part lets everything through.

    `prompts` are prompt ids: entries that answered any of them (a framework is
    its prompts). `in_bin` shows the removed entries instead of the others. Of each set in
    `also_themes` an entry must carry one theme too; an empty set lets nothing through. `has_comment`
    shows only entries somebody else said something about.
    """

    kinds: frozenset[EntryKind] = frozenset()
    themes: frozenset[ThemeId] = frozenset()
    prompts: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    span: Span = field(default_factory=Span)
    in_bin: bool = False
    also_themes: tuple[frozenset[ThemeId], ...] = ()
    has_comment: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether everything outside the bin is let through."""
        return self == EntryFilter()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list or search, and how many there are in all."""

    entries: tuple[Listed, ...]
    total: int
