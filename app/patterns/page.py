"""What the page of patterns says around its charts."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.readings import Behind, Fact
from app.patterns.series import Series, Shown
from app.patterns.small_numbers import TOO_FEW

CAVEAT = (
    "These are your own readings of your own decisions. They show what you noticed and wrote down, "
    "which is not everything that happened."
)
"""Once, at the foot of the page."""

NOTHING_YET = "There are no decisions in this period yet."


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
    """The page while every chart has fewer than five answers; None as soon as one has more (ruling 35)."""
    quiet = (Shown.NOTHING, Shown.LIST)
    if any(series.shown not in quiet for series in series_list):
        return None
    later = tuple(Later(series.chart, series.title, series.later) for series in series_list)
    if not any(series.n or series.of for series in series_list):
        return QuietPage(NOTHING_YET, None, later)
    return QuietPage(TOO_FEW, Behind(Fact.DECIDED), later)
