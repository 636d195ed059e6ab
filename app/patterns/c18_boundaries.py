"""C18 Boundaries: does my stance change with the boundary?

Entries that named a boundary (cultural, local authority, or both) and their
stance across it. Entries with both boundaries stand hollow in each strip and are
left out of the counts of either kind.

Figures: `cultural`, `local-authority`, `both`, each with n, counts by place,
`challenged` (above the middle) and `respected` (below it).
"""

from dataclasses import dataclass, replace

from app.domain.prompts import Ends
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings
from app.patterns.crossed_rows import behind_option, crossed_places, crossed_row, hollow_marks, nowhere
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.series import StripRow, Strips, Table
from app.patterns.slider_rows import high_side, low_side, place_figures
from app.patterns.small_numbers import TREND_FROM, answered_caption, cell, range_words

KIND, STANCE = "bo-kind", "bo-stance"
_STANCES = Counts(Fact.BOUNDARY_STANCE)
_DECIDED = Counts(Fact.DECIDED)
_ENDS = Ends("Respected it", "Challenged it")
_VIEW = "One view (Scott, Harris & Florek) is that these call for different stances. Do yours fit?"


@dataclass(frozen=True, slots=True)
class _Kind:
    """The stances across one kind of boundary."""

    id: str
    name: str
    places: dict[int, int]

    @property
    def n(self) -> int:
        return sum(self.places.values())

    @property
    def challenged(self) -> int:
        return high_side(self.places)

    @property
    def respected(self) -> int:
        return low_side(self.places)


@read_once
def _kinds(findings: Findings) -> tuple[_Kind, _Kind, _Kind]:
    found = crossed_places(findings.counts.get(_STANCES, CountsFound()))

    def kind(one: str, name: str) -> _Kind:
        return _Kind(one, name, found.get(one, nowhere()))

    return (
        kind("cultural", "Cultural"),
        kind("local-authority", "Local authority"),
        kind("both", "Both at once"),
    )


def _count(findings: Findings) -> Counted:
    kinds = _kinds(findings)
    n = sum(kind.n for kind in kinds)
    of = max(n, findings.counts.get(_DECIDED, CountsFound()).answered)
    every = tuple(value for kind in kinds for value in behind_option(Fact.BOUNDARY_STANCE, kind.id).values)
    return Counted(
        n=n,
        of=of,
        caption=answered_caption(n, of).replace("answered this", "named a boundary and a stance across it"),
        everything=Behind(Fact.BOUNDARY_STANCE, every),
        figures={
            kind.id: {
                "n": kind.n,
                "counts": place_figures(kind.places),
                "challenged": kind.challenged,
                "respected": kind.respected,
            }
            for kind in kinds
        },
    )


def _say(findings: Findings) -> Said:
    cultural, local, both = _kinds(findings)
    return Said(
        sentence=_sentence(cultural, local, both),
        table=_table((cultural, local, both)),
        pictures=(
            Strips(
                "Respected it or challenged it, by boundary",
                (_strip(cultural, both), _strip(local, both)),
            ),
        ),
        notes=_notes(cultural, local, both),
    )


def _sentence(cultural: _Kind, local: _Kind, both: _Kind) -> str:
    if cultural.n and local.n:
        return (
            f"Across local-authority boundaries you challenged in {_of(local)}; "
            f"across cultural ones in {_of(cultural)}. {_VIEW}"
        )
    ask = "What did the boundary call for?"
    if local.n:
        return f"Across local-authority boundaries you challenged in {_of(local)}. {ask}"
    if cultural.n:
        return f"Across cultural boundaries you challenged in {_of(cultural)}. {ask}"
    return f"Where a decision crossed both at once you challenged in {_of(both)}. {ask}"


def _of(kind: _Kind) -> str:
    said = f"{kind.challenged} of {kind.n}"
    return f"{said} ({range_words(kind.challenged, kind.n)})" if kind.n >= TREND_FROM else said


def _notes(cultural: _Kind, local: _Kind, both: _Kind) -> tuple[str, ...]:
    if not both.n or not (cultural.n or local.n):
        return ()
    return (
        f"Where a decision crossed both at once you challenged in {_of(both)}; "
        "these are drawn hollow in each strip.",
    )


def _strip(kind: _Kind, both: _Kind) -> StripRow:
    row = crossed_row(Fact.BOUNDARY_STANCE, kind.id, kind.name, _ENDS, kind.places)
    return replace(row, hollow=hollow_marks(Fact.BOUNDARY_STANCE, both.id, both.name, _ENDS, both.places))


def _table(kinds: tuple[_Kind, ...]) -> Table:
    def row(kind: _Kind) -> tuple[str, ...]:
        middle = kind.n - kind.respected - kind.challenged
        counts = (cell(k, kind.n) for k in (kind.respected, middle, kind.challenged))
        return (kind.name, *counts, str(kind.n))

    return Table(
        ("Boundary", _ENDS.low, "In the middle", _ENDS.high, "Answered"),
        tuple(row(kind) for kind in kinds),
        tuple(behind_option(Fact.BOUNDARY_STANCE, kind.id) for kind in kinds),
    )


pattern = Pattern(
    chart="C18",
    title="Boundaries",
    question="Does my stance change with the boundary?",
    asks=(_STANCES, _DECIDED),
    count=_count,
    say=_say,
    empty=(
        "Answer “Which boundary” and “Respect or challenge” on a few decisions and your stance across each "
        "kind of boundary will show here."
    ),
    empty_prompt=KIND,
    draws_on=(KIND, STANCE),
    about=(
        "Counts decisions that crossed a boundary, with your stance across it. Challenged is anything above "
        "the middle, respected anything below. A decision that crossed both kinds at once stands hollow in "
        "both strips and in neither count. Ranges are Wilson ranges (Wilson, 1927), made to hold 95 times "
        "in 100."
    ),
    source="Scott, Harris & Florek (2013), section 4 (sector-led improvement)",
)
