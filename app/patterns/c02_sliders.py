"""C2 Where I tend to stand: what are my habits across the questions between two ends?

Answers given when deciding and in weekly reflections count; those of reviews are
left out (ruling 33). A row is drawn from five answers on, in library order and
never by value; rows are never added up.

Figures: `sliders`, for every slider with an answer by prompt id: `n`, `counts`
(by place "-3" to "3"), `median`, `low_side`, `middle`, `high_side` (answers
below, at and above the middle). `n` of the chart is that of the fullest row.
"""

from dataclasses import dataclass
from functools import cached_property

from app.domain.entries import Stage
from app.domain.prompts import Ends
from app.domain.readings import Behind, Fact, Findings, Sliders
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.proportions import median
from app.patterns.series import Strips, Table
from app.patterns.slider_rows import (
    high_side,
    low_side,
    place_counts,
    place_figures,
    signed,
    slider_row,
)
from app.patterns.small_numbers import TREND_FROM, WORDS_FROM, cell, plural, range_words

_STAGES = (Stage.DECISION, Stage.WEEKLY)
_SLIDERS = Sliders(_STAGES)
_ENDS_UNKNOWN = Ends("First end", "Second end")
_NAMED_AT_MOST = 3


@dataclass(frozen=True)
class _Row:
    """One slider: its name, its ends and how many answers stand at each place."""

    prompt_id: str
    title: str
    ends: Ends
    places: dict[int, int]

    @cached_property
    def n(self) -> int:
        return sum(self.places.values())

    @cached_property
    def low(self) -> int:
        return low_side(self.places)

    @cached_property
    def high(self) -> int:
        return high_side(self.places)

    @cached_property
    def median(self) -> float | None:
        return median(self.places)

    @property
    def leans(self) -> bool:
        """Whether at least three answers in four lie on one side."""
        return 4 * max(self.low, self.high) >= 3 * self.n

    @property
    def behind(self) -> Behind:
        return Behind(self.prompt_id, stages=_STAGES)


@read_once
def _rows(findings: Findings) -> tuple[_Row, ...]:
    """Every slider with an answer, in library order; those the library does not know come last."""
    found = findings.sliders.get(_SLIDERS, {})
    known = [prompt_id for prompt_id in findings.asked if prompt_id in found]
    unknown = sorted(prompt_id for prompt_id in found if prompt_id not in findings.asked)
    if findings.framework is not None:
        known = [one for one in known if findings.asked[one].framework == findings.framework]
        unknown = []
    rows = []
    for prompt_id in (*known, *unknown):
        prompt = findings.asked.get(prompt_id)
        title, ends = (prompt.title, prompt.ends) if prompt else (prompt_id, None)
        rows.append(_Row(prompt_id, title, ends or _ENDS_UNKNOWN, place_counts(found[prompt_id])))
    return tuple(row for row in rows if row.n)


def _count(findings: Findings) -> Counted:
    rows = _rows(findings)
    drawn = sum(row.n >= WORDS_FROM for row in rows)
    return Counted(
        n=max((row.n for row in rows), default=0),
        of=None,
        caption=(
            f"{len(rows)} {plural(len(rows), 'question', 'questions')} between two ends answered in this "
            f"period; {drawn or 'none'} {plural(drawn, 'has', 'have')} five answers or more. "
            "Weekly reflections count here too."
        ),
        everything=_everything(rows),
        figures={"sliders": {row.prompt_id: _row_figures(row) for row in rows}},
    )


def _everything(rows: tuple[_Row, ...]) -> Behind:
    if not rows:
        return Behind(Fact.DECIDED, (0,))
    first, *others = (row.prompt_id for row in rows)
    return Behind(first, stages=_STAGES, also=tuple(others))


def _row_figures(row: _Row) -> dict[str, object]:
    return {
        "n": row.n,
        "counts": place_figures(row.places),
        "median": row.median,
        "low_side": row.low,
        "middle": row.places[0],
        "high_side": row.high,
    }


def _say(findings: Findings) -> Said:
    rows = _rows(findings)
    drawn = [row for row in rows if row.n >= WORDS_FROM]
    strips = tuple(slider_row(row.title, row.ends, row.places, row.behind) for row in drawn)
    return Said(
        sentence=_sentence(drawn),
        table=_table(rows),
        pictures=(Strips("Answers between the two ends of each question", strips),),
    )


def _sentence(drawn: list[_Row]) -> str:
    leaning = [row for row in drawn if row.leans]
    if not leaning:
        fullest = max(drawn, key=lambda row: row.n)
        return (
            f"On “{fullest.title}”, {fullest.low} of {fullest.n} answers lay towards “{fullest.ends.low}”, "
            f"{fullest.high} towards “{fullest.ends.high}”, {fullest.places[0]} in the middle. "
            "When do you choose one side, and when the other?"
        )
    named, more = leaning[:_NAMED_AT_MOST], len(leaning[_NAMED_AT_MOST:])
    said = "; ".join(_leaning(row) for row in named)
    if more:
        said += f"; {more} more {plural(more, 'row leans', 'rows lean')} to one side as often"
    ask = (
        "Which of these do you choose, and which have become a habit?"
        if len(leaning) > 1
        else "When is that a choice, and when a habit?"
    )
    return f"{said[0].upper()}{said[1:]}. {ask}"


def _leaning(row: _Row) -> str:
    k, end = max((row.low, row.ends.low), (row.high, row.ends.high), key=lambda side: side[0])
    said = f"on “{row.title}”, {k} of {row.n} answers lay towards “{end}”"
    return f"{said} ({range_words(k, row.n)})" if row.n >= TREND_FROM else said


def _table(rows: tuple[_Row, ...]) -> Table:
    return Table(
        ("Question", "Answers", "Towards the first end", "Middle", "Towards the second end", "Median"),
        tuple(_cells(row) for row in rows),
        tuple(row.behind for row in rows),
    )


def _cells(row: _Row) -> tuple[str, ...]:
    if row.n < WORDS_FROM:
        return row.title, str(row.n), "too few yet", "", "", ""
    middle = row.median
    return (
        row.title,
        str(row.n),
        f"{row.ends.low}: {cell(row.low, row.n)}",
        cell(row.places[0], row.n),
        f"{row.ends.high}: {cell(row.high, row.n)}",
        "" if middle is None else signed(middle),
    )


pattern = Pattern(
    chart="C2",
    title="Where I tend to stand",
    question="What are my habits across the questions between two ends?",
    asks=(_SLIDERS,),
    count=_count,
    say=_say,
    empty=(
        "Answer a few of the questions that lie between two ends, such as “How I got it to move”, and where "
        "you tend to stand will show here."
    ),
    empty_prompt="ci-lever",
    about=(
        "One row for each question between two ends that has five answers or more, in the order of the "
        "question library. Answers given when deciding and in weekly reflections count; answers given when "
        "looking again do not. Neither end is the good one, and rows are never added up. The bar marks the "
        "median, the answer in the middle when all are put in order. The sentence names rows where at least "
        "three answers in four lie on one side. Ranges are Wilson ranges (Wilson, 1927), made to hold 95 "
        "times in 100."
    ),
    source="The frameworks of Scott, Harris & Florek (2013), sections 2 to 6; each question names its own",
    draws_on=(
        "bd-position", "bd-advocate-critic", "st-value", "st-authority", "st-capacity",
        "ic-systems", "ic-workforce", "ic-leadership", "ka-systemic", "ka-participative", "ka-emergent",
        "bc-visible", "ci-lever", "wa-span", "bo-stance", "kf-energy", "sp-flow", "sp-skill",
        "rw-peace-point", "pa-space",
    ),
)  # fmt: skip
