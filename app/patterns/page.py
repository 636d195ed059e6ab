"""What the page of patterns says around its charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.readings import Behind, Fact
from app.domain.selection import Selection
from app.domain.written_dates import written
from app.patterns.series import Series, Shown
from app.patterns.small_numbers import TOO_FEW, WORDS_FROM

CAVEAT = (
    "These are your own readings of your own decisions. They show what you noticed and wrote down, "
    "which is not everything that happened."
)
"""Once, at the foot of the page."""

NOTHING_YET = "There are no decisions in this period yet."

_OF_ANSWERS = "C8"
_AND = " · "
BESIDE = f"{_AND}beside "
"""What leads to the name of the other, where a page is compared."""


@dataclass(frozen=True, slots=True)
class Later:
    """A chart that is still to come: what it asks, and what will appear."""

    chart: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class QuietPage:
    """One list instead of many charts: a sentence, the entries to list under it, and what appears later."""

    sentence: str
    listing: Behind | None
    later: tuple[Later, ...]
    later_title: str = "What appears later"


def quiet_page(series_list: Sequence[Series]) -> QuietPage | None:
    """The page while every chart has fewer than five answers; None as soon as one has more (ruling 35).

    The coverage of questions counts answers and not entries: three entries give it a dozen. Alone it is no
    reason to show every other chart with its apology.
    """
    quiet = (Shown.NOTHING, Shown.LIST)
    told = [series for series in series_list if series.shown not in quiet]
    of_entries = [series.of or 0 for series in series_list if series.chart != _OF_ANSWERS]
    if any(series.chart != _OF_ANSWERS for series in told):
        return None
    if told and max(of_entries, default=WORDS_FROM) >= WORDS_FROM:
        return None
    later = tuple(Later(series.chart, series.title, series.later) for series in series_list)
    if not any(series.n or series.of for series in series_list):
        return QuietPage(NOTHING_YET, None, later)
    return QuietPage(TOO_FEW, Behind(Fact.DECIDED), later)


def span_words(span: Span) -> str:
    """A period as it is read: "From 1 July 2025 to 30 June 2026"."""
    return span_name(span) if span.first is None else f"From {span_name(span)}"


def span_name(span: Span) -> str:
    """A period by its days alone: "1 July 2025 to 30 June 2026"."""
    if span.first is None:
        return f"Everything to {written(span.last)}" if span.last else "Everything"
    return f"{written(span.first)} to {written(span.last)}" if span.last else f"{written(span.first)} on"


def selected_words(
    selection: Selection, span: Span, themes: Mapping[ThemeId, str], frameworks: Mapping[str, str]
) -> str:
    """What is shown, for the page and everything that leaves it; names stand as the leader wrote them."""
    said = [span_words(span)]
    if selection.theme is not None:
        said.append(f"theme {themes.get(selection.theme, '')}".rstrip())
    if selection.framework is not None:
        said.append(frameworks.get(selection.framework, selection.framework))
    if selection.is_compared:
        other = compared_name(selection, themes)
        return f"{_AND.join(said)}{BESIDE}{other[:1].lower()}{other[1:]}"
    return _AND.join(said)


def compared_name(selection: Selection, themes: Mapping[ThemeId, str]) -> str:
    """What stands beside it: the other period, or the other theme."""
    if selection.compare_span is not None:
        return span_name(selection.compare_span)
    if selection.compare_theme is not None:
        return f"Theme {themes.get(selection.compare_theme, '')}".rstrip()
    return ""


def own_name(selection: Selection, span: Span, themes: Mapping[ThemeId, str]) -> str:
    """The selection itself, named by what tells it apart from the one beside it."""
    if selection.compare_theme is None:
        return span_name(span)
    return "All themes" if selection.theme is None else f"Theme {themes.get(selection.theme, '')}".rstrip()
