"""C3 Loop share: what kind of learning am I doing?

Figures: `intent` (n, single, double, both, unsure) at decision; `learned` (n,
single, double, both, nothing-yet) at final review; `reviewed` (final reviews);
`double_share` ((double + both) of the reviews with an answer, a fraction);
`double_range` (Wilson, two fractions); `learned_months` (counts by "2025-06").
`n` is that of the side with more answers. Each side keeps to the small-number
rule by its own number of answers.
"""

from dataclasses import dataclass

from app.domain.entries import Stage
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings
from app.patterns.months import Filled, Split, filled_months, month_columns, month_figures
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.proportions import range_figure, share
from app.patterns.reviews import REVIEWED, final_reviews
from app.patterns.series import Category, Column, Columns, Hatch, Mark, Picture, Table
from app.patterns.small_numbers import (
    PERCENT_FROM,
    TREND_FROM,
    WORDS_FROM,
    answered_caption,
    cell,
    range_words,
)

_INTENT = Counts("ll-intent")
_LEARNED = Counts("ll-learned", (Stage.REVIEW,), by_month=True)
_DECIDED = Counts(Fact.DECIDED)
_BEHIND_INTENT = Behind("ll-intent")
_BEHIND_LEARNED = Behind("ll-learned", stages=(Stage.REVIEW,))

_SINGLE = Category("single", "Single loop", 0)
_DOUBLE = Category("double", "Double loop", 2, Hatch.STRIPES)
_SOME = Category("both", "Some of each", 1, Hatch.DOTS)
_UNSURE = Category("unsure", "Too early to say, or nothing has changed yet", 3, Hatch.HOLLOW)
_CATEGORIES = (_SINGLE, _DOUBLE, _SOME, _UNSURE)

_INTENDED = (
    Split(_SINGLE, ("single",), "meant single loop"),
    Split(_DOUBLE, ("double",), "meant double loop"),
    Split(_SOME, ("both",), "meant some of each"),
    Split(_UNSURE, ("unsure",), "too early to say"),
)
_CHANGED = (
    Split(_SINGLE, ("single",), "ended as single loop"),
    Split(_DOUBLE, ("double",), "ended as double loop"),
    Split(_SOME, ("both",), "ended as both"),
    Split(_UNSURE, ("nothing-yet",), "nothing has changed yet"),
)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two bars."""

    label: str
    splits: tuple[Split, ...]
    found: CountsFound
    behind: Behind

    @property
    def n(self) -> int:
        return sum(split.of(self.found.by_value) for split in self.splits)

    def count(self, place: int) -> int:
        return self.splits[place].of(self.found.by_value)


@read_once
def _sides(findings: Findings) -> tuple[_Side, _Side]:
    return (
        _Side("When deciding", _INTENDED, findings.counts.get(_INTENT, CountsFound()), _BEHIND_INTENT),
        _Side("Looking back", _CHANGED, findings.counts.get(_LEARNED, CountsFound()), _BEHIND_LEARNED),
    )


@read_once
def _learned_months(findings: Findings) -> Filled:
    return filled_months(findings.counts.get(_LEARNED, CountsFound()).by_month, _CHANGED)


def _figure(side: _Side) -> dict[str, int]:
    return {"n": side.n, **{str(s.values[0]): s.of(side.found.by_value) for s in side.splits}}


def _count(findings: Findings) -> Counted:
    intent, learned = _sides(findings)
    decided = max(intent.n, findings.counts.get(_DECIDED, CountsFound()).answered)
    reviewed = max(learned.n, final_reviews(findings))
    changed = learned.count(1) + learned.count(2)
    ahead = intent.n >= learned.n
    captions = answered_caption(intent.n, decided)
    if reviewed:
        captions += f" Looking back: {answered_caption(learned.n, reviewed, 'review', 'reviews')}"
    return Counted(
        n=max(intent.n, learned.n),
        of=decided if ahead else reviewed,
        caption=captions,
        everything=_BEHIND_INTENT if ahead else _BEHIND_LEARNED,
        figures={
            "intent": _figure(intent),
            "learned": _figure(learned),
            "reviewed": reviewed,
            "double_share": share(changed, learned.n),
            "double_range": range_figure(changed, learned.n),
            "learned_months": month_figures(_learned_months(findings), _CHANGED),
        },
        held_back={
            "intent": intent.n >= WORDS_FROM,
            "learned": learned.n >= WORDS_FROM,
            "double_share": learned.n >= PERCENT_FROM,
            "double_range": learned.n >= TREND_FROM,
            "learned_months": learned.n >= TREND_FROM,
        },
    )


def _say(findings: Findings) -> Said:
    intent, learned = _sides(findings)
    return Said(
        sentence=f"{_counts_in_words(intent, learned)} Which kind did the work need?",
        table=_table(intent, learned),
        pictures=_pictures(findings, intent, learned),
        notes=("Single loop is the right kind for much of the job.",),
    )


def _counts_in_words(intent: _Side, learned: _Side) -> str:
    changed = learned.count(1) + learned.count(2)
    set_out = f"You set out to question the present way in {intent.count(1)} of {intent.n}"
    ended = f"{changed} of {learned.n} ended with a changed view, alone or alongside doing it better."
    if learned.n >= TREND_FROM:
        ended += f" That is {range_words(changed, learned.n)}."
    if learned.n < WORDS_FROM:
        return f"{set_out}. Too few reviews say yet what changed."
    if intent.n < WORDS_FROM:
        return ended
    return f"{set_out}; {ended}"


def _pictures(findings: Findings, intent: _Side, learned: _Side) -> tuple[Picture, ...]:
    columns = tuple(_column(side) for side in (intent, learned) if side.n >= WORDS_FROM)
    both = Columns(
        "What you set out to do, and what came of it",
        _CATEGORIES,
        columns,
        as_shares=any(not column.as_dots for column in columns),
    )
    if learned.n < TREND_FROM:
        return (both,)
    months = month_columns(_learned_months(findings), _CHANGED, _BEHIND_LEARNED, findings.window, bars=True)
    return (both, Columns("Looking back, month by month", _CATEGORIES, months))


def _column(side: _Side) -> Column:
    parts = tuple(
        Mark(
            f"{side.label}: {k} of {side.n} {split.words}",
            k,
            split.category.key,
            Behind(side.behind.reading, split.values, side.behind.stages),
        )
        for split in side.splits
        if (k := split.of(side.found.by_value))
    )
    return Column(f"{side.label} ({side.n})", parts, as_dots=side.n < PERCENT_FROM)


def _table(intent: _Side, learned: _Side) -> Table:
    sides = tuple(side for side in (intent, learned) if side.n >= WORDS_FROM)
    rows = tuple(
        (category.label, *(cell(side.count(place), side.n) for side in sides))
        for place, category in enumerate(_CATEGORIES)
    )
    answered = ("Answered", *(str(side.n) for side in sides))
    return Table(("Kind", *(side.label for side in sides)), (*rows, answered), (None,) * (len(rows) + 1))


pattern = Pattern(
    chart="C3",
    title="Loop share",
    question="What kind of learning am I doing?",
    asks=(_INTENT, _LEARNED, _DECIDED, REVIEWED),
    count=_count,
    say=_say,
    empty=(
        "Answer “What kind of question is this?” when you decide and “What changed” when you look again, "
        "and the two will stand side by side here."
    ),
    empty_prompt="ll-intent",
    draws_on=("ll-intent", "ll-learned"),
    about=(
        "Single loop is doing the present way better; double loop is changing what is thought right to do. "
        "The left bar is what you set out to do, the right bar what your final reviews say came of it. "
        "Ranges are Wilson ranges (Wilson, 1927), made to hold 95 times in 100."
    ),
    source=(
        "Munro Review of Child Protection, Part One (2010), as cited in Scott, Harris & Florek (2013), "
        "section 4; idea from Argyris & Schön (1978)"
    ),
)
