"""Lists, pages and search."""

from dataclasses import dataclass, replace

from app.domain import search as words
from app.domain.days import Span
from app.domain.entries import Listed, ThemeId
from app.domain.library import MergedLibrary
from app.domain.listing import EntryFilter, Found, Order
from app.domain.search import Query
from app.services.asking import Asking
from app.services.ledger import Ledger
from app.storage import lists, search, themes


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found. `total` is None while only the first page is known to be full."""

    query: Query
    entries: tuple[Listed, ...]
    total: int | None
    words: tuple[str, ...] = ()
    """The words to mark in titles, folded."""


class Finding:
    """Entries by filter, order and word."""

    def __init__(self, ledger: Ledger, asking: Asking) -> None:
        self._ledger = ledger
        self._asking = asking

    def page(
        self,
        wanted: EntryFilter | None = None,
        order: Order = Order.NEWEST,
        *,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[Listed, ...]:
        """One page of a list."""
        with self._ledger.file.read() as connection:
            return lists.list_entries(
                connection, wanted or EntryFilter(), self._ledger.clock.today(), order, limit, offset
            )

    def count(self, wanted: EntryFilter | None = None, *, up_to: int | None = None) -> int:
        """How many entries a filter lets through; `up_to` stops counting there."""
        today = self._ledger.clock.today()
        with self._ledger.file.read() as connection:
            return lists.count_entries(connection, wanted or EntryFilter(), today, up_to=up_to)

    def listing(
        self,
        wanted: EntryFilter | None = None,
        order: Order = Order.NEWEST,
        *,
        limit: int = 100,
        offset: int = 0,
    ) -> Found:
        """One page and the total."""
        return Found(self.page(wanted, order, limit=limit, offset=offset), self.count(wanted))

    def search(
        self,
        text: str,
        wanted: EntryFilter | None = None,
        *,
        limit: int = 50,
        offset: int = 0,
        counted: bool = False,
    ) -> Search:
        """The newest entries that match what was typed; never raises for what was typed.

        Without words the filters alone list. `counted` always gives the total.
        """
        query = words.parse(text)
        narrowed = self._narrowed(query, wanted or EntryFilter())
        match = words.fts5_match(query)
        today = self._ledger.clock.today()
        with self._ledger.file.read() as connection:
            if match is None:
                without = words.fts5_without(query)
                entries = lists.list_entries(
                    connection, narrowed, today, Order.NEWEST, limit, offset, without
                )
                total = lists.count_entries(connection, narrowed, today, without)
                return Search(query, entries, total)
            found, known = search.find(connection, match, narrowed, today, limit, offset)
            total_found: int | None = found.total if known else None
            if counted and not known:
                total_found = search.count(connection, match, narrowed, today)
        return Search(query, found.entries, total_found, words.highlights(query))

    def _narrowed(self, query: Query, wanted: EntryFilter) -> EntryFilter:
        if not (query.frameworks or query.kinds or query.statuses or query.themes or query.span != Span()):
            return wanted
        library = self._asking.now().library
        prompts = set(wanted.prompts)
        for name in query.frameworks:
            prompts |= _prompts_of(library, name)
        return replace(
            wanted,
            kinds=wanted.kinds | frozenset(query.kinds),
            statuses=wanted.statuses | frozenset(query.statuses),
            also_themes=wanted.also_themes + self._themes_named(query.themes),
            prompts=frozenset(prompts),
            span=_narrower(wanted.span, query.span),
        )

    def _themes_named(self, typed: tuple[str, ...]) -> tuple[frozenset[ThemeId], ...]:
        """For each name typed, the themes whose name holds it."""
        if not typed:
            return ()
        with self._ledger.file.read() as connection:
            known = themes.theme_numbers(connection).items()
        return tuple(
            frozenset(ThemeId(number) for name, number in known if one.casefold() in name) for one in typed
        )

    def prompts_of(self, framework_id: str) -> frozenset[str]:
        """The prompt ids of a framework, for a filter."""
        library = self._asking.now().library
        return frozenset(prompt.id for prompt in library.prompts if prompt.framework == framework_id)


def _prompts_of(library: MergedLibrary, typed: str) -> set[str]:
    """The prompts of the frameworks whose name or id holds what was typed."""
    folded = typed.casefold()
    chosen = {one.id for one in library.frameworks if folded in one.name.casefold() or folded in one.id}
    return {prompt.id for prompt in library.prompts if prompt.framework in chosen} or {"-"}


def _narrower(one: Span, other: Span) -> Span:
    firsts = [day for day in (one.first, other.first) if day]
    lasts = [day for day in (one.last, other.last) if day]
    return Span(max(firsts, default=None), min(lasts, default=None))
