"""C19 Authority held: how much of this was mine to decide?

Figures: `steps` (decisions by each answer), `happened` (for each answer: n, the
final reviews that say yes or no to what was expected, and how many say yes). The
second is shown only for an answer with eight such reviews.
"""

from dataclasses import dataclass

from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings, crossed
from app.patterns.option_bars import Option, Options, option_bars, options_of
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.series import BarRow, Bars, Category, Hatch, Mark, Picture, Table
from app.patterns.small_numbers import TREND_FROM, answered_caption, cell, range_words

FORMAL = "wa-formal"
_FORMAL = Counts(FORMAL)
_HAPPENED = Counts(Fact.FORMAL_HAPPENED)
_DECIDED = Counts(Fact.DECIDED)
_CROSSED_FROM = 8
_MINE, _SHARED, _OTHERS = ("all", "most"), ("shared",), ("a-little", "none")


@dataclass(frozen=True, slots=True)
class _Settled:
    """The reviews of one answer that say yes or no."""

    n: int = 0
    yes: int = 0


@read_once
def _read(findings: Findings) -> Options:
    return options_of(findings, _FORMAL, "How much was mine to decide")


@read_once
def _settled(findings: Findings) -> dict[str, _Settled]:
    found: dict[str, _Settled] = {}
    for value, k in findings.counts.get(_HAPPENED, CountsFound()).by_value.items():
        step, happened = crossed(value)
        before = found.get(step, _Settled())
        found[step] = _Settled(before.n + k, before.yes + (k if happened == "yes" else 0))
    return found


def _count(findings: Findings) -> Counted:
    options, settled = _read(findings), _settled(findings)
    of = max(options.n, findings.counts.get(_DECIDED, CountsFound()).answered)
    ids = dict.fromkeys((*(option.id for option in options.options), *sorted(settled)))
    crossing = {one: settled.get(one, _Settled()) for one in ids}
    return Counted(
        n=options.n,
        of=of,
        caption=answered_caption(options.n, of),
        everything=options.everything,
        figures={
            "steps": {option.id: option.k for option in options.options},
            "happened": {one: {"n": found.n, "yes": found.yes} for one, found in crossing.items()},
        },
        held_back={"happened": any(found.n >= _CROSSED_FROM for found in settled.values())},
    )


def _say(findings: Findings) -> Said:
    options, settled = _read(findings), _settled(findings)
    mine, shared, others = (options.of(*ids) for ids in (_MINE, _SHARED, _OTHERS))
    with_range = f" ({range_words(mine, options.n)})" if options.n >= TREND_FROM else ""
    ask = (
        "What moved the ones you could not decide alone?"
        if shared or others
        else "Which of these could others have decided?"
    )
    crossing = {one: found for one, found in settled.items() if found.n >= _CROSSED_FROM}
    return Said(
        sentence=(
            f"All or most of it was yours to decide in {mine} of {options.n}{with_range}, an equal share in "
            f"{shared or 'none'}, little or nothing of it in {others or 'none'}. {ask}"
        ),
        table=_table(options, crossing),
        pictures=(option_bars(options), *_happened(options, crossing)),
        linked_prompt="wa-willing" if shared or others else "",
    )


def _happened(options: Options, crossing: dict[str, _Settled]) -> tuple[Picture, ...]:
    rows = tuple(
        BarRow(f"{option.label} ({crossing[option.id].n})", right=_mark(option, crossing[option.id]))
        for option in options.options
        if option.id in crossing
    )
    if not rows:
        return ()
    category = Category("happened", "What I expected happened", 2, Hatch.STRIPES)
    return (Bars("What I expected happened, by how much was mine to decide", rows, right=category),)


def _mark(option: Option, found: _Settled) -> Mark:
    label = f"{option.label}: what I expected happened in {found.yes} of {found.n}"
    return Mark(label, found.yes, "happened", Behind(Fact.FORMAL_HAPPENED, (f"{option.id}/yes",)))


def _table(options: Options, crossing: dict[str, _Settled]) -> Table:
    def happened(option: Option) -> tuple[str, ...]:
        if not crossing:
            return ()
        found = crossing.get(option.id)
        return (f"{found.yes} of {found.n}" if found else "too few",)

    return Table(
        ("How much was mine", "Decisions", *(("What I expected happened",) if crossing else ())),
        tuple((one.label, cell(one.k, options.n), *happened(one)) for one in options.options),
        tuple(options.behind(one) for one in options.options),
    )


pattern = Pattern(
    chart="C19",
    title="Authority held",
    question="How much of this was mine to decide?",
    asks=(_FORMAL, _HAPPENED, _DECIDED),
    count=_count,
    say=_say,
    empty="Answer “How much was mine to decide” on a few decisions and the five steps will show here.",
    empty_prompt=FORMAL,
    draws_on=(FORMAL,),
    about=(
        "Counts decisions by how much formal authority you had over the result. From eight reviews of an "
        "answer that say yes or no to what you expected, the number that say yes stands beside it. More "
        "authority is neither better nor worse. Ranges are Wilson ranges (Wilson, 1927), made to hold 95 "
        "times in 100."
    ),
    source="Scott, Harris & Florek (2013), sections 4 and 5",
)
