"""Everything the page of patterns shows, asked of the journal in one pass; no widgets."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from app.domain.errors import JournalError
from app.domain.prompts import Library, When
from app.domain.readings import Behind, EntryLine
from app.patterns.page import QuietPage, quiet_page
from app.patterns.series import Series
from app.services.dashboard import PatternsPage, Window
from app.services.journal import Journal

WINDOW_KEY = "patterns_window"
MOST_LISTED = 200
"""How many entries are listed behind a mark; the newest come first."""
QUIET = ""
"""The name under which the entries of a quiet page are listed."""


@dataclass(frozen=True)
class Gathered:
    """One window of the page. `listed` holds the entries of charts that list some, by chart.

    `ways` says for a prompt on which page it is answered: "write" or "look-again".
    """

    window: Window
    page: PatternsPage
    quiet: QuietPage | None
    listed: Mapping[str, tuple[EntryLine, ...]]
    ways: Mapping[str, str]


def kept_window(journal: Journal) -> Window:
    """The window chosen last in this journal; 12 months at first."""
    kept = str(journal.lists.choice(WINDOW_KEY, Window.TWELVE.value))
    return Window(kept) if kept in {one.value for one in Window} else Window.TWELVE


def gather(journal: Journal, window: Window | None) -> Gathered:
    """Every chart of a window with what it lists; None takes the window chosen last."""
    chosen = window or kept_window(journal)
    span = journal.patterns.span(chosen)
    page = journal.patterns.page(span)
    every = (*page.series, *page.more)
    quiet = quiet_page(every) if every else None
    listings: dict[str, Behind | None] = (
        {series.chart: series.listing for series in every} if quiet is None else {QUIET: quiet.listing}
    )
    listed = {
        chart: journal.patterns.behind(listing, span, limit=MOST_LISTED)
        for chart, listing in listings.items()
        if listing is not None
    }
    return Gathered(chosen, page, quiet, listed, _ways(journal.prompts.now().library, every))


def keep_window(journal: Journal, window: Window) -> None:
    """Remember the window for the next time, outside undo; a journal that cannot be written still shows it."""
    with suppress(JournalError):
        journal.lists.note(WINDOW_KEY, window.value)


def _ways(library: Library, every: Iterable[Series]) -> dict[str, str]:
    named = {prompt for series in every for prompt in (series.empty_prompt, series.linked_prompt)}
    known = {name: library.prompt(name) for name in named if name}
    return {
        name: "write" if When.DECISION in prompt.when else "look-again"
        for name, prompt in known.items()
        if prompt is not None
    }
