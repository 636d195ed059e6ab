"""C5 Beliefs rewritten: do my assumptions change?

The dated lines are the chart; the count comes second. A final review without
the answer counts as one that rewrote no belief.

Figures: `reviews` (final reviews), `rewritten`, `share` (a fraction), `range`
(Wilson, two fractions), `assumed` (reviewed decisions with an assumption
written when deciding), `assumed_rewritten` (of these, with a belief rewritten).
"""

from app.domain.entries import Stage
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings, Texts
from app.domain.written_dates import written
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.proportions import range_figure, share
from app.patterns.series import Line
from app.patterns.small_numbers import (
    PERCENT_FROM,
    TREND_FROM,
    WORDS_FROM,
    counted_table,
    opening_count,
    plural,
    range_words,
)

_REWRITTEN = Counts(Fact.REWRITTEN)
_ASSUMED = Counts(Fact.ASSUMED)
_BELIEFS = Texts("ll-assumption-changed", (Stage.REVIEW,))


def _yes_of(findings: Findings, ask: Counts) -> tuple[int, int]:
    found = findings.counts.get(ask, CountsFound())
    return found.of("yes"), found.of("yes", "no")


def _count(findings: Findings) -> Counted:
    rewritten, reviews = _yes_of(findings, _REWRITTEN)
    assumed_rewritten, assumed = _yes_of(findings, _ASSUMED)
    lines = tuple(
        Line(written(found.on), found.text, found.entry_id, found.never_share)
        for found in findings.texts.get(_BELIEFS, ())
    )
    return Counted(
        n=reviews,
        of=reviews,
        caption=(
            f"{reviews} final {plural(reviews, 'review', 'reviews')} in this period; "
            "one without an answer rewrote no belief."
            if reviews
            else "There are no final reviews in this period."
        ),
        everything=Behind(Fact.REWRITTEN),
        figures={
            "reviews": reviews,
            "rewritten": rewritten,
            "share": share(rewritten, reviews),
            "range": range_figure(rewritten, reviews),
            "assumed": assumed,
            "assumed_rewritten": assumed_rewritten,
        },
        held_back={
            "share": reviews >= PERCENT_FROM,
            "range": reviews >= TREND_FROM,
            "assumed": assumed >= WORDS_FROM,
            "assumed_rewritten": assumed >= WORDS_FROM,
        },
        lines=lines,
        lines_title="I used to think… now I think…",
    )


def _say(findings: Findings) -> Said:
    rewritten, reviews = _yes_of(findings, _REWRITTEN)
    assumed_rewritten, assumed = _yes_of(findings, _ASSUMED)
    sentence = f"{opening_count(rewritten, reviews)} reviews rewrote a belief"
    if reviews >= TREND_FROM:
        sentence += f", {range_words(rewritten, reviews)}"
    ask = (
        "Which of these would you tell a successor?"
        if rewritten > 1
        else "Would you tell it to a successor?"
        if rewritten
        else "What are you taking for granted now?"
    )
    rows = (
        ("Rewrote a belief", rewritten, Behind(Fact.REWRITTEN, ("yes",))),
        ("Rewrote none", reviews - rewritten, Behind(Fact.REWRITTEN, ("no",))),
    )
    second = (
        f"Where you wrote down what you were taking for granted, {assumed_rewritten} of {assumed} "
        "reviews rewrote a belief."
    )
    return Said(
        sentence=f"{sentence}. {ask}",
        table=counted_table("Final reviews", "Number", rows, reviews),
        notes=(second,) if assumed >= WORDS_FROM else (),
    )


pattern = Pattern(
    chart="C5",
    title="Beliefs rewritten",
    question="Do my assumptions change?",
    asks=(_REWRITTEN, _ASSUMED, _BELIEFS),
    count=_count,
    say=_say,
    empty="Answer “A belief I rewrote” when you look again, and your own lines will be listed here.",
    empty_prompt="ll-assumption-changed",
    draws_on=("ll-assumption", "ll-assumption-changed"),
    about=(
        "Lists, newest first, what you wrote under “A belief I rewrote” in final reviews. The count under it "
        "is of final reviews in this period. Ranges are Wilson ranges (Wilson, 1927), made to hold 95 times "
        "in 100."
    ),
    source=(
        "Munro Review of Child Protection, Part One (2010), as cited in Scott, Harris & Florek (2013), "
        "section 4; idea from Argyris & Schön (1978)"
    ),
)
