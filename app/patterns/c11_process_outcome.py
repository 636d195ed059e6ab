"""C11 Decision and outcome: am I judging by results?

Final reviews that say both whether the leader would decide the same way (on what
was known then) and how it turned out. The sign of each makes four cells; a
review with either in the middle stands on a line.

Figures: `same_better`, `same_worse`, `differently_better`, `differently_worse`,
`on_a_line`; `n` is their sum, `of` the final reviews of the window.
"""

from dataclasses import dataclass

from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.reviews import REVIEWED, final_reviews
from app.patterns.series import Mark, Picture, Point, Quadrants
from app.patterns.slider_rows import PLACES, signed
from app.patterns.small_numbers import (
    TREND_FROM,
    answered_caption,
    counted_table,
    opening_count,
    range_words,
)

_JUDGED = Counts(Fact.JUDGED)
_LABELS = {
    "same_better": "The same way, better than hoped",
    "same_worse": "The same way, worse than hoped",
    "differently_better": "Differently, better than hoped",
    "differently_worse": "Differently, worse than hoped",
    "on_a_line": "On a line: one or both in the middle",
}


def _value(process: int, outcome: int) -> int:
    """The value of `Fact.JUDGED` that says both."""
    return process * 10 + outcome


def _cell(process: int, outcome: int) -> str:
    if not process or not outcome:
        return "on_a_line"
    return f"{'same' if process > 0 else 'differently'}_{'better' if outcome > 0 else 'worse'}"


_PAIRS = tuple((process, outcome) for process in PLACES for outcome in PLACES)
_VALUES = {cell: tuple(_value(*pair) for pair in _PAIRS if _cell(*pair) == cell) for cell in _LABELS}
"""The values of `Fact.JUDGED` in each cell."""


@dataclass(frozen=True)
class _Read:
    """What the findings say: every pair, and the five cells they fall into."""

    found: CountsFound

    @property
    def cells(self) -> dict[str, int]:
        return {cell: self.found.of(*values) for cell, values in _VALUES.items()}

    @property
    def n(self) -> int:
        return sum(self.cells.values())


def _read(findings: Findings) -> _Read:
    return _Read(findings.counts.get(_JUDGED, CountsFound()))


def _count(findings: Findings) -> Counted:
    read = _read(findings)
    of = max(read.n, final_reviews(findings))
    return Counted(
        n=read.n,
        of=of,
        caption=answered_caption(read.n, of, "review", "reviews").replace("answered this", "answered both"),
        everything=Behind(Fact.JUDGED),
        figures=dict(read.cells),
    )


def _say(findings: Findings) -> Said:
    read = _read(findings)
    rows = tuple((_LABELS[cell], k, Behind(Fact.JUDGED, _VALUES[cell])) for cell, k in read.cells.items())
    return Said(
        sentence=_sentence(read),
        table=counted_table("I would decide …, and it turned out …", "Reviews", rows, read.n),
        pictures=(_quadrants(read),),
    )


def _sentence(read: _Read) -> str:
    """Names the cell where deciding and outcome part, as a count and without praise."""
    cells, n = read.cells, read.n
    if cells["same_worse"]:
        return (
            f"{_counted(cells['same_worse'], n)} you would decide the same way though they turned out worse "
            "than hoped. What was outside your hands?"
        )
    if cells["differently_better"]:
        return (
            f"{_counted(cells['differently_better'], n)} you would decide differently though they turned out "
            "better than hoped. What carried them?"
        )
    if cells["on_a_line"] == n:
        return f"All {n} stand on a line, one or both in the middle. What would have tipped one of them?"
    agree = cells["same_better"] + cells["differently_worse"]
    return (
        f"In {agree} of {n}, deciding and outcome point the same way; in none do they part. "
        "Would you judge the deciding the same, had it turned out otherwise?"
    )


def _counted(k: int, n: int) -> str:
    said = opening_count(k, n)
    return f"{said} ({range_words(k, n)})" if n >= TREND_FROM else said


def _quadrants(read: _Read) -> Picture:
    points = tuple(
        Point(process, outcome, _mark(process, outcome, k, read.n))
        for process, outcome in _PAIRS
        if (k := read.found.of(_value(process, outcome)))
    )
    return Quadrants(
        "Deciding and outcome",
        across=("Would decide differently", "Would decide the same way"),
        up=("Worse than hoped", "Better than hoped"),
        corners=(
            "Differently, and better than hoped",
            "The same way, and better than hoped",
            "Differently, and worse than hoped",
            "The same way, and worse than hoped",
        ),
        points=points,
    )


def _mark(process: int, outcome: int, k: int, n: int) -> Mark:
    deciding = "the same way" if process > 0 else "differently" if process else "in the middle"
    came = "better than hoped" if outcome > 0 else "worse than hoped" if outcome else "in the middle"
    return Mark(
        f"Would decide {deciding} ({signed(process)}), turned out {came} ({signed(outcome)}): {k} of {n}",
        k,
        behind=Behind(Fact.JUDGED, (_value(process, outcome),)),
    )


pattern = Pattern(
    chart="C11",
    title="Decision and outcome",
    question="Am I judging by results?",
    asks=(_JUDGED, REVIEWED),
    count=_count,
    say=_say,
    empty=(
        "Look again at a few decisions, say whether you would decide the same way and how each turned out, "
        "and the two will be set side by side here."
    ),
    frameworks=("decision-quality",),
    about=(
        "Counts final reviews that say both whether you would decide the same way, on what was known then, "
        "and how it turned out. The two are kept apart because a careful decision can turn out badly and a "
        "careless one well. Reviews with either answer in the middle stand on a line. Ranges are Wilson ranges "
        "(Wilson, 1927), made to hold 95 times in 100."
    ),
    source=(
        "Decision-journal practice (not from Scott, Harris & Florek): Duke (2018), judging a decision apart "
        "from its outcome"
    ),
)
