"""What the list is asked for: words, filters and order, and the same as the text of a saved search."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain.days import Span
from app.domain.entries import EntryKind, Status, Theme, ThemeId
from app.domain.listing import EntryFilter, Order
from app.domain.prompts import Framework
from app.domain.search import parse
from app.services.journal import Journal
from app.services.own_lists import SavedSearch

# Quoted words are passed over whole, so that a filter's name inside them stays words.
_PIECE = re.compile(
    r'(?P<filter>\b(?:theme|kind|framework|status|before|after):(?:"[^"]*"?|[^\s"]+))|"[^"]*"?', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen from the lists below the search box; empty parts let everything through."""

    framework: str = ""
    theme: ThemeId | None = None
    kind: EntryKind | None = None
    status: Status | None = None
    span: Span = Span()  # noqa: RUF009  frozen

    @property
    def count(self) -> int:
        """How many are set."""
        chosen = (self.framework, self.theme, self.kind, self.status, self.span.first, self.span.last)
        return sum(bool(one) for one in chosen)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows. The order is that of the newest while words are searched for."""

    text: str = ""
    filters: Filters = Filters()
    order: Order = Order.NEWEST
    in_bin: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether every entry is shown."""
        return not self.text.strip() and not self.filters.count


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from: frameworks, themes (archived ones last), saved searches."""

    frameworks: tuple[Framework, ...] = ()
    themes: tuple[Theme, ...] = ()
    searches: tuple[SavedSearch, ...] = ()

    def framework_name(self, framework_id: str) -> str:
        """The name of a framework."""
        return next((one.name for one in self.frameworks if one.id == framework_id), framework_id)

    def theme_name(self, theme_id: ThemeId | None) -> str:
        """The name of a theme."""
        return next((one.name for one in self.themes if one.id == theme_id), "")

    def theme_called(self, name: str) -> ThemeId | None:
        """The theme of exactly this name."""
        folded = name.casefold()
        return next((one.id for one in self.themes if one.name.casefold() == folded), None)


def choices_of(journal: Journal) -> Choices:
    """What can be chosen from now."""
    library = journal.prompts.now().library
    themes = journal.lists.themes(archived=True)
    return Choices(tuple(library.frameworks), themes, journal.lists.saved_searches())


def entry_filter(journal: Journal, wanted: Wanted) -> EntryFilter:
    """The filters as the services take them."""
    chosen = wanted.filters
    prompts = journal.finding.prompts_of(chosen.framework) if chosen.framework else frozenset()
    return EntryFilter(
        kinds=frozenset({chosen.kind} if chosen.kind else ()),
        themes=frozenset({chosen.theme} if chosen.theme else ()),
        prompts=frozenset(prompts),
        statuses=frozenset({chosen.status} if chosen.status else ()),
        span=chosen.span,
        in_bin=wanted.in_bin,
    )


def as_text(wanted: Wanted, choices: Choices) -> str:
    """A search as it would be typed, filters included; what is kept under a name."""
    chosen, span = wanted.filters, wanted.filters.span
    pieces = [wanted.text.strip()]
    if chosen.framework:
        pieces.append(f'framework:"{choices.framework_name(chosen.framework)}"')
    if chosen.theme:
        pieces.append(f'theme:"{choices.theme_name(chosen.theme)}"')
    pieces += [f"kind:{chosen.kind.value}"] if chosen.kind else []
    pieces += [f"status:{chosen.status.value}"] if chosen.status else []
    pieces += [f"after:{span.first.isoformat()}"] if span.first else []
    # A day typed after before: is itself left out.
    pieces += [f"before:{(span.last + timedelta(days=1)).isoformat()}"] if span.last else []
    return " ".join(piece for piece in pieces if piece)


def from_text(text: str, choices: Choices) -> Wanted:
    """A saved search as words and filters; a filter that names none of the choices stays typed."""
    filters = Filters()
    left, end = [], 0
    for match in _PIECE.finditer(text):
        taken = _with(filters, match["filter"], choices) if match["filter"] else None
        if taken is not None:
            filters = taken
            left.append(text[end : match.start()])
            end = match.end()
    left.append(text[end:])
    return Wanted(" ".join("".join(left).split()), filters)


def _with(filters: Filters, piece: str, choices: Choices) -> Filters | None:
    """The filters with a typed one added, or None where its place is taken or its name is unknown."""
    query, found = parse(piece), None
    if query.frameworks and not filters.framework:
        name = query.frameworks[0].casefold()
        known = [one.id for one in choices.frameworks if name in {one.name.casefold(), one.id}]
        found = replace(filters, framework=known[0]) if known else None
    elif query.themes and not filters.theme:
        theme = choices.theme_called(query.themes[0])
        found = replace(filters, theme=theme) if theme else None
    elif query.kinds and not filters.kind:
        found = replace(filters, kind=query.kinds[0])
    elif query.statuses and not filters.status:
        found = replace(filters, status=query.statuses[0])
    elif query.span.first and not filters.span.first:
        found = replace(filters, span=Span(query.span.first, filters.span.last))
    elif query.span.last and not filters.span.last:
        found = replace(filters, span=Span(filters.span.first, query.span.last))
    return found
