"""C4 Loop closing: do I come back?

The window lies on the review date chosen last. Storage gives `Fact.RETURNED`
for the window and clips `not-yet` to review dates at least 14 days before
today; decisions without a review, withdrawn ones and paused weeks are not in
it. Those not yet looked at are listed as *waiting*, over the same days.

Figures: `due` (decisions whose date counts), `on_time` (looked at again by 14
days after it), `later`, `not_yet`, `share` (on_time of due, a fraction),
`range` (Wilson, two fractions).
"""

from datetime import timedelta

from app.domain.days import Span
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.proportions import range_figure, share
from app.patterns.small_numbers import PERCENT_FROM, TREND_FROM, counted_table, plural, range_words

GRACE = timedelta(days=14)
_RETURNED = Counts(Fact.RETURNED)


def _found(findings: Findings) -> tuple[int, int, int]:
    found = findings.counts.get(_RETURNED, CountsFound())
    return found.of("on-time"), found.of("later"), found.of("not-yet")


def _waiting(findings: Findings) -> Behind:
    last = findings.today - GRACE
    window = findings.window
    span = Span(window.first, min(window.last, last) if window.last else last)
    return Behind(Fact.RETURNED, ("not-yet",), span=span)


def _everything(findings: Findings) -> Behind:
    """All that count: dates passed in the last 14 days and not looked at again do not yet."""
    recent = Span(findings.today - GRACE + timedelta(days=1), findings.window.last)
    return Behind(Fact.RETURNED, without=Behind(Fact.RETURNED, ("not-yet",), span=recent))


def _count(findings: Findings) -> Counted:
    on_time, later, not_yet = _found(findings)
    due = on_time + later + not_yet
    return Counted(
        n=due,
        of=due,
        caption=(
            f"{due} {plural(due, 'decision', 'decisions')} with a date to look again in this period, "
            "looked at again or at least two weeks past it."
            if due
            else "No date to look again has come round in this period yet."
        ),
        everything=_everything(findings),
        figures={
            "due": due,
            "on_time": on_time,
            "later": later,
            "not_yet": not_yet,
            "share": share(on_time, due),
            "range": range_figure(on_time, due),
        },
        held_back={"share": due >= PERCENT_FROM, "range": due >= TREND_FROM},
    )


def _say(findings: Findings) -> Said:
    on_time, later, not_yet = _found(findings)
    due = on_time + later + not_yet
    sentence = f"{on_time} of {due} looked at again within two weeks of the date you chose"
    if due >= TREND_FROM:
        sentence += f", {range_words(on_time, due)}"
    ask = "Which of those waiting would you come back to first?" if not_yet else "What brought you back?"
    rows = (
        ("Looked at again within two weeks of the date", on_time, Behind(Fact.RETURNED, ("on-time",))),
        ("Looked at again later", later, Behind(Fact.RETURNED, ("later",))),
        ("Waiting", not_yet, _waiting(findings)),
    )
    return Said(
        sentence=f"{sentence}. {ask}",
        table=counted_table("Came back", "Decisions", rows, due),
        listing=_waiting(findings) if not_yet else None,
        listing_title="Waiting" if not_yet else "",
    )


pattern = Pattern(
    chart="C4",
    title="Loop closing",
    question="Do I come back?",
    asks=(_RETURNED,),
    count=_count,
    say=_say,
    empty=(
        "Choose a date to look again at a few decisions, and this will say how often you came back "
        "within two weeks of it."
    ),
    frameworks=("decision-quality",),
    about=(
        "Counts decisions whose date to look again lies in this period and that were looked at again, or are "
        "at least two weeks past the date. A review that leaves things open and sets a new date moves the "
        "decision to that date; it counts once. A decision marked as needing no review is left out. Ranges "
        "are Wilson ranges (Wilson, 1927), made to hold 95 times in 100."
    ),
    source="Decision-journal practice (not from Scott, Harris & Florek): Farnam Street decision journal",
)
