"""C16 Seven messages, seven practices: which do I seldom reach?

Weekly reflections that answered each question; shown from eight weeks, each
question by its own number. Nothing is added up across the seven.

Figures: `kings_fund` and `seven_practices`, each with n (weeks that answered) and
the weeks in which each option was ticked. `n` is the larger of the two.
"""

from app.domain.entries import Stage
from app.domain.readings import Counts, CountsFound, Fact, Findings
from app.patterns.option_bars import (
    Options,
    figure_of,
    fullest,
    named,
    option_bars,
    options_of,
    options_table,
)
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.small_numbers import TREND_FROM, answers_table, plural, range_words

MESSAGES, PRACTICES = "kf-touched", "sp-practised"
_WEEKLY = (Stage.WEEKLY,)
_MESSAGES, _PRACTICES = Counts(MESSAGES, _WEEKLY), Counts(PRACTICES, _WEEKLY)
_WEEKS = Counts(Fact.WEEK)
_SHOWN_FROM = 8


def _read(findings: Findings) -> tuple[Options, Options]:
    return (
        options_of(findings, _MESSAGES, "Seven messages"),
        options_of(findings, _PRACTICES, "Seven practices"),
    )


def _count(findings: Findings) -> Counted:
    messages, practices = _read(findings)
    n = max(messages.n, practices.n)
    of = max(n, findings.counts.get(_WEEKS, CountsFound()).answered)
    return Counted(
        n=n,
        of=of,
        caption=(
            f"Of {of} weekly {plural(of, 'reflection', 'reflections')}, {messages.n} answered the seven messages "
            f"and {practices.n} the seven practices."
            if of
            else "There are no weekly reflections in this period."
        ),
        everything=fullest((messages, practices)).everything,
        figures={"kings_fund": figure_of(messages), "seven_practices": figure_of(practices)},
        held_back={
            "kings_fund": messages.n >= _SHOWN_FROM,
            "seven_practices": practices.n >= _SHOWN_FROM,
        },
    )


def _say(findings: Findings) -> Said:
    both = _read(findings)
    shown = tuple(options for options in both if options.n >= _SHOWN_FROM)
    if not shown:
        most = fullest(both)
        return Said(
            f"{most.n} weekly reflections so far; from {_SHOWN_FROM}, the weeks in which you ticked each show here.",
            answers_table(most.n, None),
            listing=most.everything,
            listing_title="Here they are",
        )
    seldom = " ".join(_seldom(options) for options in shown)
    return Said(
        sentence=f"{seldom} Which of these would the coming week have room for?",
        table=options_table(shown, "Weeks"),
        pictures=tuple(
            option_bars(options, f"{options.title} ({options.n} weeks)", "Weeks", chosen_only=True)
            for options in shown
        ),
        notes=tuple(_unticked(options) for options in shown if options.at(0)),
    )


def _seldom(options: Options) -> str:
    """What was ticked in the fewest weeks."""
    least = min((option.k for option in options.options), default=0)
    fewest = options.at(least)
    if not fewest:
        return f"{options.title}: none of the seven was ticked in {options.n} weeks."
    if len(fewest) == len(options.options):
        return f"{options.title}: each was ticked in {least} of {options.n} weeks."
    each = " each" if len(fewest) > 1 else ""
    said = f"{options.title}: {named(fewest)}{each} in {least or 'none'} of {options.n} weeks"
    if options.n >= TREND_FROM:
        said += f" ({range_words(least, options.n)})"
    return f"{said}{', the fewest' if least else ''}."


def _unticked(options: Options) -> str:
    labels = "; ".join(option.label for option in options.at(0))
    return f"Not ticked in this period, {options.title.lower()}: {labels}."


pattern = Pattern(
    chart="C16",
    title="Seven messages, seven practices",
    question="Which do I seldom reach?",
    asks=(_MESSAGES, _PRACTICES, _WEEKS),
    count=_count,
    say=_say,
    empty=(
        "Answer “Seven messages this week” or “Seven practices this week” in eight weekly reflections, "
        "and the weeks in which you ticked each will show here."
    ),
    empty_prompt=MESSAGES,
    draws_on=(MESSAGES, PRACTICES),
    about=(
        "Counts weekly reflections, from eight of them. Each bar is one of the seven, in the order of the "
        "question. The seven are not added up: a week can need one of them and leave the rest alone."
    ),
    source=(
        "Welbourn et al. (King’s Fund, 2012); National College (2010), National College & VSC (2012) and VSC "
        "(2012), as drawn together in Scott, Harris & Florek (2013), section 5"
    ),
)
