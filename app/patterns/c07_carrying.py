"""C7 What is carrying what: where is one strength covering for another?

Answers given when deciding count. Beside the leader's own naming of it stands a
check worked out from the three sliders: any at -1 or lower while any is at +1 or
higher, of the decisions with all three answered.

Figures: `pairs` (by option id, all six), `not_made_up_for`, `no_real_weakness`,
`named` (answers naming a pair), `carrying` (pairs by what carries: leadership,
workforce, systems), `computed` (`yes` of `n`). `n` is the larger of the answers
that name it and the decisions with all three sliders.
"""

from dataclasses import dataclass

from app.domain.entries import Stage
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings, Texts
from app.domain.written_dates import written
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.series import Grid, GridRow, Line, Mark, Picture
from app.patterns.small_numbers import TREND_FROM, WORDS_FROM, counted_table, range_words

_NAMED = Counts("ic-compensate")
_COMPUTED = Counts(Fact.CARRYING)
_DECIDED = Counts(Fact.DECIDED)
_COSTS = Texts("ic-cost", (Stage.REVIEW, Stage.WEEKLY))
_FLAG_FROM = 8

_ELEMENTS = {"systems": "Systems", "workforce": "Workforce", "leadership": "Leadership"}
_CARRIES = {
    ("leadership", "systems"): "leadership-carries-systems",
    ("leadership", "workforce"): "leadership-carries-workforce",
    ("workforce", "systems"): "workforce-carries-systems",
    ("workforce", "leadership"): "workforce-carries-leadership",
    ("systems", "workforce"): "systems-carry-workforce",
    ("systems", "leadership"): "systems-carry-leadership",
}
"""What carries and what is carried, and the option that says so."""
_NOTHING, _NO_WEAKNESS = "not-made-up-for", "no-real-weakness"


@dataclass(frozen=True)
class _Read:
    """What the findings say: the leader's naming, and what the sliders show."""

    found: CountsFound
    computed_yes: int
    computed_n: int

    @property
    def answered(self) -> int:
        return self.found.answered

    @property
    def carrying(self) -> dict[str, int]:
        """How often each element was named as the one that carries."""
        return {
            element: self.found.of(*(option for (by, _), option in _CARRIES.items() if by == element))
            for element in ("leadership", "workforce", "systems")
        }


@read_once
def _read(findings: Findings) -> _Read:
    computed = findings.counts.get(_COMPUTED, CountsFound())
    named = findings.counts.get(_NAMED, CountsFound())
    return _Read(named, computed.of("yes"), computed.of("yes", "no"))


def _count(findings: Findings) -> Counted:
    read = _read(findings)
    n = max(read.answered, read.computed_n)
    of = max(n, findings.counts.get(_DECIDED, CountsFound()).answered)
    return Counted(
        n=n,
        of=of,
        caption=_caption(read, of),
        everything=Behind("ic-compensate" if read.answered >= read.computed_n else Fact.CARRYING),
        figures={
            "pairs": {option: read.found.of(option) for option in _CARRIES.values()},
            "not_made_up_for": read.found.of(_NOTHING),
            "no_real_weakness": read.found.of(_NO_WEAKNESS),
            "named": read.found.of(*_CARRIES.values()),
            "carrying": read.carrying,
            "computed": {"yes": read.computed_yes, "n": read.computed_n},
        },
        held_back={
            **dict.fromkeys(
                ("pairs", "not_made_up_for", "no_real_weakness", "named", "carrying"),
                read.answered >= WORDS_FROM,
            ),
            "computed": read.computed_n >= WORDS_FROM,
        },
        lines=tuple(
            Line(written(found.on), found.text, found.entry_id, found.never_share)
            for found in findings.texts.get(_COSTS, ())
        ),
        lines_title="What the carrying cost",
    )


def _caption(read: _Read, of: int) -> str:
    if not of:
        return "There are no entries in this period."
    return (
        f"Of {of} {'entry' if of == 1 else 'entries'}, {read.answered or 'none'} said what was carrying what, "
        f"and {read.computed_n or 'none'} answered all three of systems, workforce and leadership."
    )


def _say(findings: Findings) -> Said:
    read = _read(findings)
    has_names = read.answered >= WORDS_FROM
    return Said(
        sentence=_sentence(read) if has_names else f"{_computed(read)} What was carrying what?",
        table=counted_table("What carried what", "Decisions", _rows(read), read.answered)
        if has_names
        else counted_table("By the three answers", "Decisions", _computed_rows(read), read.computed_n),
        pictures=(_grid(read),) if has_names else (),
        notes=_notes(read) if has_names else (),
        linked_prompt="ic-compensate" if not has_names else "",
    )


def _sentence(read: _Read) -> str:
    carrying = {element: k for element, k in read.carrying.items() if k}
    if not carrying:
        return (
            f"Nothing was named as carrying anything else in {read.answered} of {read.answered}. What holds?"
        )
    ranked = sorted(carrying.items(), key=lambda one: -one[1])
    (first, top), others = ranked[0], ranked[1:]
    said = f"{_ELEMENTS[first]} was carrying in {top} of {read.answered}"
    if read.answered >= TREND_FROM:
        said += f" ({range_words(top, read.answered)})"
    said += "".join(f", {element} in {k}" for element, k in others)
    if read.answered < _FLAG_FROM:
        return f"{said}. What does the carrying take?"
    return f"{said}. How long can {'it' if not others or others[0][1] < top else 'they'}?"


def _computed(read: _Read) -> str:
    return (
        f"In {read.computed_yes} of {read.computed_n} decisions with systems, workforce and leadership all "
        "answered, one of them stood at −1 or lower while another stood at +1 or higher."
    )


def _notes(read: _Read) -> tuple[str, ...]:
    nothing, no_weakness = read.found.of(_NOTHING), read.found.of(_NO_WEAKNESS)
    notes = []
    if nothing or no_weakness:
        notes.append(
            f"Nothing was making up for it in {nothing}; there was no real weakness in {no_weakness}."
        )
    if read.computed_n >= WORDS_FROM:
        notes.append(_computed(read))
    return tuple(notes)


def _rows(read: _Read) -> tuple[tuple[str, int, Behind | None], ...]:
    named = {option: _label(by, carried) for (by, carried), option in _CARRIES.items()}
    named |= {_NOTHING: "Nothing is making up for it", _NO_WEAKNESS: "No real weakness"}
    return tuple(
        (label, read.found.of(option), Behind("ic-compensate", (option,))) for option, label in named.items()
    )


def _computed_rows(read: _Read) -> tuple[tuple[str, int, Behind | None], ...]:
    return (
        ("One in the way, another helping", read.computed_yes, Behind(Fact.CARRYING, ("yes",))),
        ("No such pair", read.computed_n - read.computed_yes, Behind(Fact.CARRYING, ("no",))),
    )


def _label(by: str, carried: str) -> str:
    return f"{_ELEMENTS[by]} carrying {carried}"


def _grid(read: _Read) -> Picture:
    rows = tuple(
        GridRow(name, tuple(_cell(read, by, carried) for by in _ELEMENTS))
        for carried, name in _ELEMENTS.items()
    )
    return Grid(
        "What carried what",
        tuple(_ELEMENTS.values()),
        rows,
        down="What was weak",
        across="What was carrying it",
    )


def _cell(read: _Read, by: str, carried: str) -> Mark | None:
    option = _CARRIES.get((by, carried))
    if option is None:
        return None
    k = read.found.of(option)
    return Mark(
        f"{_label(by, carried)}: {k} of {read.answered}", k, behind=Behind("ic-compensate", (option,))
    )


pattern = Pattern(
    chart="C7",
    title="What is carrying what",
    question="Where is one strength covering for another?",
    asks=(_NAMED, _COMPUTED, _DECIDED, _COSTS),
    count=_count,
    say=_say,
    empty=(
        "Answer “What is carrying what” on a few decisions, and where one strength covers for another will "
        "show here."
    ),
    empty_prompt="ic-compensate",
    about=(
        "Counts what you chose under “What is carrying what” when deciding: the row is the part that was "
        "weak, the column the part that carried it. Beside it stands a check worked out from your answers to "
        "“Systems”, “Workforce” and “Leadership”: decisions where at least one stood at −1 or lower while "
        "another stood at +1 or higher. What you wrote about the cost is listed below. Ranges are Wilson "
        "ranges (Wilson, 1927), made to hold 95 times in 100."
    ),
    source="Implementation science, as set out in Scott, Harris & Florek (2013), section 3 and figure 2",
    draws_on=("ic-systems", "ic-workforce", "ic-leadership", "ic-compensate", "ic-cost"),
)
