"""Pages of the list, asked for on the journal's thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.entries import Entry, EntryId, Listed
from app.domain.prompts import Library
from app.domain.search import Query, highlights
from app.services.journal import Journal
from app.ui.journal.asked import Wanted, entry_filter

PAGE_ROWS = 100
MOST_AT_ONCE = 500
"""Entries that go to the bin in one act; more is more likely a slip than a wish."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a list from `first` on; `total` is None where it was not counted."""

    wanted: Wanted
    first: int
    entries: tuple[Listed, ...]
    total: int | None = None
    words: tuple[str, ...] = ()
    """What to mark in titles, folded."""
    typing: str = ""
    """The word of them that may go on, since it is still being typed."""
    has_words: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entry with what its preview needs."""

    entry: Entry
    library: Library
    on_hold: bool
    """Whether it, a part of it or the whole journal is on hold."""


def rows_of(
    journal: Journal, wanted: Wanted, first: int = 0, count: int = PAGE_ROWS, *, counted: bool = True
) -> Rows:
    """Rows of a list, or of a search where something was typed."""
    narrowed = entry_filter(journal, wanted)
    if not wanted.text.strip() or wanted.in_bin:
        entries = journal.finding.page(narrowed, wanted.order, limit=count, offset=first)
        return Rows(wanted, first, entries, journal.finding.count(narrowed) if counted else None)
    found = journal.finding.search(wanted.text, narrowed, limit=count, offset=first, counted=counted)
    notes = notes_on(journal, found.query) if counted else ()
    return Rows(
        wanted, first, found.entries, found.total, found.words, _typing(found.query),
        found.query.has_words, notes,
    )  # fmt: skip


def _typing(query: Query) -> str:
    """The word that is still being typed, folded; empty where all are whole."""
    if not query.prefix_last:
        return ""
    last = query.phrases[-1] if query.open_phrase else query.terms[-1]
    return highlights(Query(terms=(last,)))[-1]


def notes_on(journal: Journal, query: Query) -> tuple[str, ...]:
    """What of a typed search could not be used, in sentences."""
    notes = []
    if query.ignored:
        notes.append(
            f"Left out, because it could not be used: {', '.join(query.ignored)}. {_how(query.ignored)}".strip()
        )
    if query.themes:
        names = [theme.name.casefold() for theme in journal.lists.themes(archived=True)]
        unknown = [typed for typed in query.themes if not any(typed.casefold() in name for name in names)]
        notes += [f"No theme is called “{typed}”, so nothing is found." for typed in unknown]
    for typed in query.frameworks:
        folded, known = typed.casefold(), journal.prompts.now().library.frameworks
        if not any(folded in one.name.casefold() or folded in one.id for one in known):
            notes.append(f"No framework is called “{typed}”, so nothing is found.")
    return tuple(notes)


def _how(ignored: Sequence[str]) -> str:
    """What can be typed instead."""
    said = {
        "kind": "A kind is decision, weekly or reflection.",
        "status": "A status is to-decide, open, due, waiting, reviewed or let-go.",
        "before": "A day is typed as 2026, 2026-03 or 2026-03-05.",
        "after": "A day is typed as 2026, 2026-03 or 2026-03-05.",
    }
    names = [piece.partition(":")[0] for piece in ignored]
    return " ".join(dict.fromkeys(said[name] for name in names if name in said))


def chosen(journal: Journal, entry_id: EntryId) -> Chosen:
    """An entry for the preview; raises NoSuchEntry."""
    entry = journal.entry(entry_id)
    on_hold = entry.is_on_hold or journal.care.is_on_hold()
    return Chosen(entry, journal.prompts.now().library, on_hold)


def ids_of(journal: Journal, wanted: Wanted, spans: Sequence[tuple[int, int]]) -> tuple[EntryId, ...]:
    """The ids of spans of rows (first row and how many), for rows that were chosen but never shown."""
    found: list[EntryId] = []
    for first, count in spans:
        for at in range(first, first + count, PAGE_ROWS):
            size = min(PAGE_ROWS, first + count - at)
            found += [one.id for one in rows_of(journal, wanted, at, size, counted=False).entries]
    return tuple(found)


def held_among(journal: Journal, entry_ids: Sequence[EntryId]) -> int:
    """How many of these entries are on hold, whole or in part."""
    if journal.care.is_on_hold():
        return len(entry_ids)
    return sum(journal.entry(one).is_on_hold for one in entry_ids)
