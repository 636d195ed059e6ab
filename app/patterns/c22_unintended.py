"""C22 What nobody intended: what followed that no one meant, and had I thought it knowable?

The dated lines of final reviews are the chart. Beside them, from eight decisions
an answer, how sure the leader was where they had said how knowable it was.

Figures: `written` (final reviews with a line), `reviews` (final reviews),
`range` (Wilson, two fractions), `predictable` (for each answer: n, the decisions
that also gave a confidence, and `mean_confidence`, 0-100, None of none). `n` is the
number of lines.
"""

from dataclasses import dataclass

from app.domain.entries import Stage
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings, Texts, crossed
from app.domain.written_dates import written
from app.patterns.option_bars import label_of
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.proportions import range_figure
from app.patterns.reviews import FINAL, REVIEWED, final_reviews
from app.patterns.series import Line, Table
from app.patterns.small_numbers import TREND_FROM, answered_caption, opening_count, range_words, whole

UNINTENDED, PREDICTABLE = "ws-unintended", "ws-predictable"
_REVIEW = (Stage.REVIEW,)
_WRITTEN = Counts(UNINTENDED, _REVIEW)
_TEXTS = Texts(UNINTENDED, _REVIEW)
_SURE = Counts(Fact.PREDICTED_SURE)
_SHOWN_FROM = 8


@dataclass(frozen=True, slots=True)
class _Knowable:
    """How sure the leader was where they had said how knowable it was."""

    id: str
    label: str
    said: dict[int, int]

    @property
    def n(self) -> int:
        return sum(self.said.values())

    @property
    def mean(self) -> float | None:
        total = sum(percent * k for percent, k in self.said.items())
        return total / self.n if self.n else None

    @property
    def behind(self) -> Behind:
        return Behind(Fact.PREDICTED_SURE, tuple(f"{self.id}/{percent}" for percent in sorted(self.said)))


def _read(findings: Findings) -> tuple[int, int]:
    lines = findings.counts.get(_WRITTEN, CountsFound()).answered
    return lines, max(lines, final_reviews(findings))


def _knowable(findings: Findings) -> tuple[_Knowable, ...]:
    labels = findings.labels.get(PREDICTABLE, {})
    said: dict[str, dict[int, int]] = {option: {} for option in labels}
    found = findings.counts.get(_SURE, CountsFound()).by_value
    for value in sorted(found, key=str):
        option, percent = crossed(value)
        said.setdefault(option, {})[int(percent)] = found[value]
    return tuple(_Knowable(one, labels.get(one) or label_of(one), sure) for one, sure in said.items())


def _count(findings: Findings) -> Counted:
    lines, reviews = _read(findings)
    knowable = _knowable(findings)
    return Counted(
        n=lines,
        of=reviews,
        caption=answered_caption(lines, reviews, "final review", "final reviews"),
        everything=Behind(UNINTENDED, stages=_REVIEW),
        figures={
            "written": lines,
            "reviews": reviews,
            "range": range_figure(lines, reviews),
            "predictable": {one.id: {"n": one.n, "mean_confidence": one.mean} for one in knowable},
        },
        held_back={
            "range": lines >= TREND_FROM,
            "predictable": any(one.n >= _SHOWN_FROM for one in knowable),
        },
        lines=tuple(
            Line(written(found.on), found.text, found.entry_id, found.never_share)
            for found in findings.texts.get(_TEXTS, ())
        ),
        lines_title="What nobody intended",
    )


def _say(findings: Findings) -> Said:
    lines, reviews = _read(findings)
    sentence = f"{opening_count(lines, reviews)} reviews name something nobody intended"
    if lines >= TREND_FROM:
        sentence += f", {range_words(lines, reviews)}"
    shown = tuple(one for one in _knowable(findings) if one.n >= _SHOWN_FROM)
    return Said(
        sentence=f"{sentence}. Which of these would you look for next time?",
        table=_table(lines, reviews, shown),
        notes=tuple(_how_sure(one) for one in shown),
    )


def _how_sure(one: _Knowable) -> str:
    return (
        f"Where you had said “{one.label}” ({one.n} decisions), you were on average "
        f"{whole(one.mean or 0.0)} out of 100 sure of what you expected."
    )


def _table(lines: int, reviews: int, shown: tuple[_Knowable, ...]) -> Table:
    none = Behind(Fact.REVIEWED, FINAL, without=Behind(UNINTENDED, stages=_REVIEW))
    rows: list[tuple[str, ...]] = [
        ("Reviews that name something", str(lines)),
        ("Reviews that name nothing", str(reviews - lines)),
    ]
    behind = [Behind(UNINTENDED, stages=_REVIEW), none, *(one.behind for one in shown)]
    if not shown:
        return Table(("Final reviews", "Number"), tuple(rows), tuple(behind))
    rows = [(*row, "") for row in rows]
    rows += [(f"“{one.label}”", str(one.n), str(whole(one.mean or 0.0))) for one in shown]
    headers = ("Final reviews, then how knowable it was", "Number", "How sure on average, out of 100")
    return Table(headers, tuple(rows), tuple(behind))


pattern = Pattern(
    chart="C22",
    title="What nobody intended",
    question="What has followed that no one meant?",
    asks=(_WRITTEN, _TEXTS, _SURE, REVIEWED),
    count=_count,
    say=_say,
    empty="Answer “What nobody intended” when you look again, and your own lines will be listed here.",
    empty_prompt=UNINTENDED,
    draws_on=(UNINTENDED, PREDICTABLE),
    about=(
        "Lists, newest first, what you wrote under “What nobody intended” in final reviews, welcome or not. "
        "From eight decisions that answered “How knowable is this?” in the same way and said how sure you "
        "were, the average of how sure stands beside it. Ranges are Wilson ranges (Wilson, 1927), made to "
        "hold 95 times in 100."
    ),
    source=(
        "Scott, Harris & Florek (2013), section 4: whole-systems thinking, complexity science, Munro on "
        "unintended consequences"
    ),
)
