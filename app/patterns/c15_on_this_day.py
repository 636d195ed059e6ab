"""C15 On this day: what did I think then?

The invitation itself appears on Today; here is only the count behind it, for the
leader alone: decisions of the window at least 90 days old, and those of them to
which something was added later.

Figures: `older`, `added_to`, `share` (a fraction), `range` (Wilson, two fractions).
"""

from datetime import timedelta

from app.domain.days import Span
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.proportions import range_figure, share
from app.patterns.small_numbers import PERCENT_FROM, TREND_FROM, counted_table, plural, range_words

_OLDER_THAN = 90
_ADDED = Counts(Fact.ADDED_TO, older_than=_OLDER_THAN)
_DECIDED = Counts(Fact.DECIDED)


def _read(findings: Findings) -> tuple[int, int]:
    found = findings.counts.get(_ADDED, CountsFound())
    return found.of("yes"), found.of("yes", "no")


def _behind(findings: Findings, *values: str) -> Behind:
    """Only decisions old enough to count."""
    last = findings.today - timedelta(days=_OLDER_THAN)
    window = findings.window
    return Behind(
        Fact.ADDED_TO, values, span=Span(window.first, min(window.last, last) if window.last else last)
    )


def _count(findings: Findings) -> Counted:
    added, older = _read(findings)
    of = max(older, findings.counts.get(_DECIDED, CountsFound()).answered)
    return Counted(
        n=older,
        of=of,
        caption=f"{older} of {of} {plural(of, 'decision', 'decisions')} in this period "
        f"{plural(older, 'was', 'were')} made 90 days ago or earlier.",
        everything=_behind(findings),
        figures={
            "older": older,
            "added_to": added,
            "share": share(added, older),
            "range": range_figure(added, older),
        },
        held_back={"share": older >= PERCENT_FROM, "range": older >= TREND_FROM},
    )


def _say(findings: Findings) -> Said:
    added, older = _read(findings)
    some = f"Something has been added since to {added}" if added else "Nothing has been added since to any"
    sentence = f"{some} of {older} decisions 90 days old or older"
    if added and older >= TREND_FROM:
        sentence += f", {range_words(added, older)}"
    rows = (
        ("Something added since", added, _behind(findings, "yes")),
        ("As it was written", older - added, _behind(findings, "no")),
    )
    return Said(
        sentence=f"{sentence}. Which one reads differently to you now?",
        table=counted_table("Decisions 90 days old or older", "Decisions", rows, older),
    )


pattern = Pattern(
    chart="C15",
    title="On this day",
    question="What did I think then?",
    asks=(_ADDED, _DECIDED),
    count=_count,
    say=_say,
    empty="Once a few decisions are 90 days old, this will say to how many you have added something since.",
    frameworks=("decision-quality",),
    about=(
        "Counts decisions made at least 90 days ago, and those to which you added a dated note after they "
        "were closed for editing. If you switch the invitation on, Today offers one of your earlier decisions "
        "to read again, at most one a day. Ranges are Wilson ranges (Wilson, 1927), made to hold 95 times "
        "in 100."
    ),
    source="Decision-journal practice (not from Scott, Harris & Florek): Farnam Street decision journal",
    kept_back="This count is for the person who writes. It says nothing about the decisions themselves.",
)
