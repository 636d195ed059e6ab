"""Everything the page of patterns shows, asked of the journal in one pass; no widgets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.days import Span, week_ending
from app.domain.entries import EntryKind
from app.domain.forms import FORMS, FormKind
from app.domain.listing import EntryFilter
from app.domain.prompts import Prompt, When
from app.domain.readings import Behind, EntryLine
from app.domain.sealing import week_offered
from app.domain.selection import Selection
from app.patterns import MORE, PAGE_ORDER
from app.patterns.page import QuietPage, quiet_page
from app.patterns.series import Series, Shown
from app.services.dashboard import PatternsPage
from app.services.journal import Journal

MOST_LISTED = 200
"""How many entries are listed behind a mark; the newest come first."""
QUIET = ""
"""The name under which the entries of a quiet page are listed."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a question is answered: a page, what of it, and how the button that leads there says so."""

    page: str
    words: str
    where: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offered:
    """What a page can be narrowed to, as (key, name); and the month in which the year begins."""

    themes: tuple[tuple[str, str], ...] = ()
    frameworks: tuple[tuple[str, str], ...] = ()
    year_start: int = 4


@dataclass(frozen=True)
class Gathered:
    """One selection of the page. `listed` holds the entries of charts that list some, by chart.

    `ways` says for a prompt where it is answered, and for a chart without one where it begins. With `opening` only what the
    page opens with was asked, and the rest follows.
    """

    page: PatternsPage
    quiet: QuietPage | None
    listed: Mapping[str, tuple[EntryLine, ...]]
    ways: Mapping[str, Way]
    offered: Offered
    own_order: bool = False
    opening: bool = False

    @property
    def selection(self) -> Selection:
        """What is shown."""
        return self.page.selection


def gather(journal: Journal, selection: Selection | None, *, keep: bool = False) -> Gathered:
    """Every chart of a selection with what it lists; None takes the one chosen last; `keep` remembers it."""
    chosen = _settled(journal, selection)
    if keep:
        journal.patterns.keep(chosen)
    page = journal.patterns.page(chosen)
    every = (*page.series, *page.more)
    quiet = quiet_page(every) if every else None
    listings: dict[str, Behind | None] = (
        {series.chart: series.listing for series in every} if quiet is None else {QUIET: quiet.listing}
    )
    listed = {
        chart: journal.patterns.behind(listing, page.window, chosen.theme, MOST_LISTED)
        for chart, listing in listings.items()
        if listing is not None
    }
    own_order = journal.patterns.order() != (*PAGE_ORDER, *MORE)
    return Gathered(page, quiet, listed, _ways(journal, every), _offered(journal), own_order)


def gather_opening(journal: Journal, selection: Selection | None) -> Gathered | None:
    """What the page opens with, sooner than the whole; None where only the whole says how the page looks.

    Charts that list entries are left to the whole: their lists would come a moment later and push the page about.
    """
    chosen = _settled(journal, selection)
    if chosen.is_compared:
        return None
    page = journal.patterns.page(chosen, opening_alone=True)
    if not any(series.shown not in (Shown.NOTHING, Shown.LIST) for series in page.series):
        return None
    return Gathered(page, None, {}, _ways(journal, page.series), _offered(journal), opening=True)


def _settled(journal: Journal, selection: Selection | None) -> Selection:
    return journal.patterns.kept() if selection is None else selection.settled(journal.clock.today())


def _offered(journal: Journal) -> Offered:
    themes = journal.lists.themes(archived=True)
    return Offered(
        tuple((str(one.id), one.name) for one in themes if one.used or not one.archived),
        tuple((one.id, one.name) for one in journal.prompts.now().library.frameworks),
        journal.patterns.year_start(),
    )


_LOG = Way("today", "Log a decision", {"start": "decision"})
_LOOK = Way("look-again", "Look again at a decision")
_OF_NO_PROMPT: Mapping[str, Way] = {"C4": _LOG, "C10": _LOG, "C11": _LOOK, "C14": _LOOK}
"""Where charts begin that no question of the library feeds."""


def _ways(journal: Journal, every: Iterable[Series]) -> dict[str, Way]:
    library = journal.prompts.now().library
    named = {prompt for series in every for prompt in (series.empty_prompt, series.linked_prompt)}
    named |= {offer.prompt_id for series in every for offer in series.offers}
    known = {name: library.prompt(name) for name in named if name}
    weekly = any(prompt is not None and _form_of(prompt) is FormKind.WEEKLY for prompt in known.values())
    week = _week_to_write(journal) if weekly else None
    asked = {name: way_of(prompt, week) for name, prompt in known.items() if prompt is not None}
    return {**_OF_NO_PROMPT, **asked}


def _week_to_write(journal: Journal) -> date | None:
    """The last day of the week a weekly reflection would be about: one that is not written yet."""
    today = journal.clock.today()
    present = week_ending(today)
    for last in (week_offered(today) or present - timedelta(weeks=1), present):
        week = EntryFilter(kinds=frozenset({EntryKind.WEEKLY}), span=Span(last - timedelta(days=6), last))
        if not journal.finding.page(week, limit=1):
            return last
    return None


def _form_of(prompt: Prompt) -> FormKind:
    if When.DECISION in prompt.when:
        return FormKind.STANDARD
    if prompt.id in FORMS[FormKind.QUARTERLY].prompts:
        return FormKind.QUARTERLY
    return FormKind.WEEKLY if When.WEEKLY in prompt.when else FormKind.REVIEW


_WORDS = {
    FormKind.STANDARD: "Answer it on a new decision",
    FormKind.QUARTERLY: "Answer it in a quarterly reflection",
    FormKind.WEEKLY: "Answer it in a weekly reflection",
    FormKind.REFLECTION: "Answer it in a reflection",
}


def way_of(prompt: Prompt, week: date | None) -> Way:
    """Where a prompt is answered: in the first form that asks it.

    Where every `week` is written already (None), a reflection on something that happened takes any question.
    """
    form = _form_of(prompt)
    if form is FormKind.REVIEW:
        return Way("look-again", "Look again at a decision")
    if form is FormKind.WEEKLY and week is None:
        form = FormKind.REFLECTION
    where: dict[str, object] = {"form": form.value, "prompt": prompt.id}
    if form is FormKind.WEEKLY:
        where["week"] = week
    return Way("write", _WORDS[form], where)
