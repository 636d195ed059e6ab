"""C6 Triangle alignment: which corner is usually shakiest?

Only decisions with all three corners answered count. The shakiest corner is the
strict lowest of the three; a shared lowest is "tied". The alignment of a
decision is the lowest of its three corners (Moore: all three must line up, so
strength in one does not rescue another); the corners are never averaged.

Figures: `weakest` (value, authority, capacity, tied), `weakest_range` (Wilson of
the most frequent corner, two fractions), `aligned` (all three at +1 or more),
`aligned_share` (a fraction), `corners` (counts by place for each slider, over all
who answered it), `moved` (n, and which corner shifted most by final review).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.entries import Stage
from app.domain.prompts import Ends
from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.proportions import range_figure, share
from app.patterns.series import BarRow, Bars, Category, Hatch, Mark, Picture, StripRow, Strips
from app.patterns.slider_rows import place_counts, place_figures, slider_row
from app.patterns.small_numbers import (
    PERCENT_FROM,
    TREND_FROM,
    answered_caption,
    counted_table,
    plural,
    range_words,
)

_WEAKEST = Counts(Fact.WEAK_LEG)
_ALIGNMENT = Counts(Fact.ALIGNMENT)
_MOVED = Counts("st-moved", (Stage.REVIEW,))
_DECIDED = Counts(Fact.DECIDED)
_ALIGNED = (1, 2, 3)
_COMPARED_FROM = 8


@dataclass(frozen=True, slots=True)
class _Corner:
    """One corner: its value among the shakiest, its slider, its name and ends, and its name when it moved."""

    leg: str
    slider: str
    name: str
    low: str
    high: str
    moved: str


_CORNERS = (
    _Corner("value", "st-value", "Purpose", "Unclear or disputed", "Clear and shared", "purpose"),
    _Corner("authority", "st-authority", "Permission", "Thin or fragile", "Solid", "permission"),
    _Corner("capacity", "st-capacity", "Means", "Not in place", "In place", "means"),
)
_MOVED_OTHERWISE = {"more-than-one": "More than one", "none-noticeably": "None noticeably"}
_SLIDERS = {corner.slider: Counts(corner.slider) for corner in _CORNERS}


@dataclass(frozen=True)
class _Read:
    """What the findings say about the corners."""

    weakest: Mapping[str, int]
    aligned: int
    moved: Mapping[str, int]

    @property
    def n(self) -> int:
        return sum(self.weakest.values())

    @property
    def moved_n(self) -> int:
        return sum(self.moved.values())

    @property
    def ranked(self) -> tuple[_Corner, ...]:
        """The corners, most often shakiest first; equals in the order of the library."""
        return tuple(sorted(_CORNERS, key=lambda corner: -self.weakest[corner.leg]))


@read_once
def _read(findings: Findings) -> _Read:
    weakest = findings.counts.get(_WEAKEST, CountsFound())
    moved = findings.counts.get(_MOVED, CountsFound())
    ways = (*(corner.moved for corner in _CORNERS), *_MOVED_OTHERWISE)
    return _Read(
        {leg: weakest.of(leg) for leg in (*(corner.leg for corner in _CORNERS), "tied")},
        findings.counts.get(_ALIGNMENT, CountsFound()).of(*_ALIGNED),
        {way: moved.of(way) for way in ways},
    )


def _places(findings: Findings, corner: _Corner) -> dict[int, int]:
    return place_counts(findings.counts.get(_SLIDERS[corner.slider], CountsFound()))


def _count(findings: Findings) -> Counted:
    read = _read(findings)
    of = max(read.n, findings.counts.get(_DECIDED, CountsFound()).answered)
    corners = {corner.slider: place_figures(_places(findings, corner)) for corner in _CORNERS}
    return Counted(
        n=read.n,
        of=of,
        caption=answered_caption(read.n, of).replace("answered this", "answered all three"),
        everything=Behind(Fact.WEAK_LEG),
        figures={
            "weakest": dict(read.weakest),
            "weakest_range": range_figure(read.weakest[read.ranked[0].leg], read.n),
            "aligned": read.aligned,
            "aligned_share": share(read.aligned, read.n),
            "corners": corners,
            "moved": {"n": read.moved_n, **read.moved},
        },
        held_back={
            "weakest_range": read.n >= TREND_FROM,
            "aligned_share": read.n >= PERCENT_FROM,
            "moved": _is_compared(read),
        },
    )


def _is_compared(read: _Read) -> bool:
    return read.n >= PERCENT_FROM and read.moved_n >= _COMPARED_FROM


def _say(findings: Findings) -> Said:
    read = _read(findings)
    strips = Strips("Where each corner stood", tuple(_strip(findings, corner) for corner in _CORNERS))
    return Said(
        sentence=f"{_shakiest(read)} What would firm one of them up this month?",
        table=counted_table("Shakiest corner", "Decisions", _rows(read), read.n),
        pictures=(_bars(read), *_moved_picture(read), strips),
        notes=_notes(read),
    )


def _shakiest(read: _Read) -> str:
    found = [corner for corner in read.ranked if read.weakest[corner.leg]]
    if not found:
        return f"The lowest corner was shared in {read.n} of {read.n}."
    first, *others = found
    top = read.weakest[first.leg]
    said = f"{first.name} was the shakiest corner in {top} of {read.n}"
    said += "".join(f", {corner.name.lower()} in {read.weakest[corner.leg]}" for corner in others)
    if read.weakest["tied"]:
        said += f"; in {read.weakest['tied']} the lowest was shared"
    if read.n >= TREND_FROM:
        said += f". For {first.name.lower()} that is {range_words(top, read.n)}"
    return f"{said}."


def _notes(read: _Read) -> tuple[str, ...]:
    aligned = f"All three at +1 or more: {read.aligned} of {read.n}."
    if _is_compared(read):
        return (aligned, _moved_most(read))
    if read.moved_n:
        reviews = plural(read.moved_n, "review says", "reviews say")
        return (
            aligned,
            f"{read.moved_n} {reviews} which corner moved; from eight they are set beside these.",
        )
    return (aligned,)


def _moved_most(read: _Read) -> str:
    ways = {corner.moved: corner.name.lower() for corner in _CORNERS}
    said = ", ".join(f"{ways[way]} in {k}" for way, k in read.moved.items() if way in ways and k)
    if not said:
        return f"At review, no single corner had moved most in any of {read.moved_n}."
    return f"At review, what had moved most, of {read.moved_n}: {said}."


def _rows(read: _Read) -> tuple[tuple[str, int, Behind | None], ...]:
    return (
        *(
            (corner.name, read.weakest[corner.leg], Behind(Fact.WEAK_LEG, (corner.leg,)))
            for corner in _CORNERS
        ),
        ("Tied for lowest", read.weakest["tied"], Behind(Fact.WEAK_LEG, ("tied",))),
        ("All three at +1 or more", read.aligned, Behind(Fact.ALIGNMENT, _ALIGNED)),
    )


def _bars(read: _Read) -> Picture:
    legs = (*((corner.leg, corner.name) for corner in _CORNERS), ("tied", "Tied"))
    rows = tuple(
        BarRow(
            name,
            right=Mark(
                f"{name}: {read.weakest[leg]} of {read.n}",
                read.weakest[leg],
                "weakest",
                Behind(Fact.WEAK_LEG, (leg,)),
            ),
        )
        for leg, name in legs
    )
    return Bars("Shakiest corner", rows, right=Category("weakest", "Shakiest when deciding", 0))


def _moved_picture(read: _Read) -> tuple[Picture, ...]:
    """Which corner was shakiest when deciding, beside which had moved most by the review."""
    if not _is_compared(read):
        return ()
    rows = [
        BarRow(
            corner.name,
            left=_weak_mark(read, corner),
            right=_moved_mark(read, corner.moved, corner.name),
        )
        for corner in _CORNERS
    ]
    rows += [BarRow(name, right=_moved_mark(read, way, name)) for way, name in _MOVED_OTHERWISE.items()]
    return (
        Bars(
            "Shakiest when deciding, and moved most by the review",
            tuple(rows),
            left=Category("weakest", "Shakiest when deciding", 0),
            right=Category("moved", "Moved most by the review", 2, Hatch.STRIPES),
        ),
    )


def _weak_mark(read: _Read, corner: _Corner) -> Mark:
    k = read.weakest[corner.leg]
    label = f"{corner.name} shakiest when deciding: {k} of {read.n}"
    return Mark(label, k, "weakest", Behind(Fact.WEAK_LEG, (corner.leg,)))


def _moved_mark(read: _Read, way: str, name: str) -> Mark:
    k = read.moved[way]
    label = f"{name} moved by the review: {k} of {read.moved_n}"
    return Mark(label, k, "moved", Behind("st-moved", (way,), (Stage.REVIEW,)))


def _strip(findings: Findings, corner: _Corner) -> StripRow:
    ends = Ends(corner.low, corner.high)
    return slider_row(corner.name, ends, _places(findings, corner), Behind(corner.slider))


pattern = Pattern(
    chart="C6",
    title="Triangle alignment",
    question="Which corner is usually shakiest?",
    asks=(_WEAKEST, _ALIGNMENT, *_SLIDERS.values(), _MOVED, _DECIDED),
    count=_count,
    say=_say,
    empty="Answer “Purpose”, “Permission” and “Means” on a decision and its shakiest corner will show here.",
    empty_prompt="st-value",
    draws_on=("st-value", "st-authority", "st-capacity", "st-moved"),
    about=(
        "Counts decisions with all three corners answered. The shakiest is the lowest of the three; when two "
        "or more share the lowest place it is tied. A decision lines up as far as its lowest corner does, so "
        "the three are never averaged. The strips show every answer to each corner. Ranges are Wilson ranges "
        "(Wilson, 1927), made to hold 95 times in 100."
    ),
    source="Moore, Creating Public Value (1995), as cited in Scott, Harris & Florek (2013), section 2",
)
