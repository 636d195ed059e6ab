"""C21 What I draw on: which evidence, levers, conditions and permission do I reach for?

Five questions as count bars, each by its own number of answers. `bc-conditions`
is asked of decisions and of weeks; both count.

Figures: one for each question, by its id, with n and the count of each option.
`n` is the largest of the five.
"""

from app.domain.entries import Stage
from app.domain.readings import Counts, Findings
from app.patterns.option_bars import (
    Options,
    figure_of,
    fullest,
    most_named,
    option_bars,
    options_of,
    options_table,
    too_few_yet,
)
from app.patterns.pattern import Counted, Pattern, Said

_DECISION = (Stage.DECISION,)
_ASKED = {
    Counts("ev-kinds", _DECISION): ("What I drew on", "Drawn on most often"),
    Counts("ev-use", _DECISION): ("How I used evidence", "The part evidence played most often"),
    Counts("ci-levers", _DECISION): ("What I reached for", "Reached for most often"),
    Counts("bc-conditions", (Stage.DECISION, Stage.WEEKLY)): (
        "Conditions, not answers",
        "Conditions made most often",
    ),
    Counts("st-permission-from", _DECISION): (
        "Whose permission this rests on",
        "Permission rested most often on",
    ),
}
PROMPTS = tuple(ask.reading for ask in _ASKED)


def _read(findings: Findings) -> tuple[Options, ...]:
    return tuple(options_of(findings, ask, title) for ask, (title, _) in _ASKED.items())


def _count(findings: Findings) -> Counted:
    questions = _read(findings)
    most = fullest(questions)
    answered = "; ".join(f"{one.title}, {one.n}" for one in questions)
    return Counted(
        n=most.n,
        of=None,
        caption=f"Entries that answered: {answered}.",
        everything=most.everything,
        figures={one.ask.reading: figure_of(one) for one in questions},
        held_back={one.ask.reading: one.is_shown for one in questions},
    )


def _say(findings: Findings) -> Said:
    questions = _read(findings)
    shown = [one for one in questions if one.is_shown]
    first, *others = (f"{_ASKED[one.ask][1]}: {most_named(one)}." for one in shown)
    return Said(
        sentence=f"{first} What lay within reach that you did not use?",
        table=options_table(shown),
        pictures=tuple(option_bars(one) for one in shown),
        notes=(*others, *too_few_yet(questions)),
    )


pattern = Pattern(
    chart="C21",
    title="What I draw on",
    question="Which evidence, levers and backing do I reach for?",
    asks=tuple(_ASKED),
    count=_count,
    say=_say,
    empty=(
        "Answer “What I drew on”, “What I reached for” or “Whose permission this rests on” on a few decisions "
        "and what you named will show here."
    ),
    empty_prompt="ev-kinds",
    draws_on=PROMPTS,
    about=(
        "Counts how often you marked each answer to five questions; one entry may mark several. A question is "
        "shown from five answers of its own, in the order of the question. “Conditions, not answers” counts "
        "weekly reflections too. Often is not the same as well: the bars say what you reached for, not what "
        "it did. Ranges are Wilson ranges (Wilson, 1927), made to hold 95 times in 100."
    ),
    source=(
        "Scott, Harris & Florek (2013), section 3; Moore (1995), Wheatley (1992/2006, 1997, 2005) and "
        "Welbourn et al. (King’s Fund, 2012), as cited there in sections 1, 2 and 4"
    ),
)
