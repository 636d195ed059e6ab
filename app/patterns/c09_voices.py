"""C9 Voices: who shapes my decisions, and who lives with them unheard?

Decisions count where either voice question was answered. `Fact.VOICES` carries
`ANSWERED` once for each such decision and each voice once that was marked
either way, so "marked neither" is n less that. Groups only, never a person.

Figures: `children_heard`, `children_absent` (affected, not heard),
`children_heard_range`, `children_absent_range` (Wilson, two fractions),
`voices` (heard, absent and neither by voice, for every voice ever marked here).
"""

from dataclasses import dataclass

from app.domain.readings import ANSWERED, Behind, Counts, CountsFound, Fact, Findings
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.proportions import range_figure
from app.patterns.series import BarRow, Bars, Category, Hatch, Mark, Table
from app.patterns.small_numbers import TREND_FROM, answered_caption, cell, range_words

CHILDREN = "children-and-young-people"
_VOICES = Counts(Fact.VOICES)
_HEARD = Counts("vo-heard")
_ABSENT = Counts("vo-absent")
_DECIDED = Counts(Fact.DECIDED)
_ALL = Behind(Fact.VOICES, (ANSWERED,))


@dataclass(frozen=True, slots=True)
class _Voice:
    """How often one group was heard, affected but not heard, or marked neither way."""

    id: str
    label: str
    heard: int
    absent: int
    neither: int


def _answered(findings: Findings) -> int:
    return findings.counts.get(_VOICES, CountsFound()).of(ANSWERED)


@read_once
def _voices(findings: Findings) -> tuple[_Voice, ...]:
    """Every group: children and young people first, then by how often affected and not heard."""
    heard = findings.counts.get(_HEARD, CountsFound())
    absent = findings.counts.get(_ABSENT, CountsFound())
    touched = findings.counts.get(_VOICES, CountsFound())
    n = touched.of(ANSWERED)
    labels = {**findings.labels.get("vo-absent", {}), **findings.labels.get("vo-heard", {})}
    named = dict.fromkeys((CHILDREN, *findings.labels.get("vo-heard", {}), *labels))
    marked = dict.fromkeys(str(v) for found in (heard, absent, touched) for v in found.by_value)
    ids = [voice for voice in {**named, **marked} if voice != ANSWERED]
    voices = [
        _Voice(
            voice,
            labels.get(voice) or voice.replace("-", " ").capitalize(),
            heard.of(voice),
            absent.of(voice),
            max(0, n - touched.of(voice)),
        )
        for voice in ids
    ]
    return tuple(sorted(voices, key=lambda voice: (voice.id != CHILDREN, -voice.absent)))


def _count(findings: Findings) -> Counted:
    n = _answered(findings)
    of = max(n, findings.counts.get(_DECIDED, CountsFound()).answered)
    voices = _voices(findings)
    children = voices[0]
    with_range = n >= TREND_FROM
    return Counted(
        n=n,
        of=of,
        caption=answered_caption(n, of),
        everything=_ALL,
        figures={
            "children_heard": children.heard,
            "children_absent": children.absent,
            "children_heard_range": range_figure(children.heard, n),
            "children_absent_range": range_figure(children.absent, n),
            "voices": {
                voice.id: {"heard": voice.heard, "absent": voice.absent, "neither": voice.neither}
                for voice in voices
                if voice.id == CHILDREN or voice.heard or voice.absent
            },
        },
        held_back={"children_heard_range": with_range, "children_absent_range": with_range},
    )


def _say(findings: Findings) -> Said:
    n = _answered(findings)
    voices = _voices(findings)
    children = voices[0]
    heard = f"heard in {children.heard} of {n}"
    absent = f"affected but unheard in {children.absent} of {n}"
    if n >= TREND_FROM:
        heard += f" ({range_words(children.heard, n)})"
        absent += f" ({range_words(children.absent, n)})"
    picture = Bars(
        "Voices: affected, not heard on the left; heard on the right",
        tuple(_row(voice, n) for voice in voices),
        left=Category("absent", "Affected, not heard", 2, Hatch.STRIPES),
        right=Category("heard", "Heard", 0),
    )
    return Said(
        sentence=f"{children.label}: {heard}, {absent}. Whose view would you ask for next?",
        table=_table(voices, n),
        pictures=(picture,),
    )


def _row(voice: _Voice, n: int) -> BarRow:
    absent = Mark(
        f"{voice.label}: affected, not heard in {voice.absent} of {n}",
        voice.absent,
        "absent",
        Behind("vo-absent", (voice.id,)),
    )
    heard = Mark(
        f"{voice.label}: heard in {voice.heard} of {n}", voice.heard, "heard", Behind("vo-heard", (voice.id,))
    )
    neither = Mark(
        f"{voice.label}: marked neither in {voice.neither} of {n}",
        voice.neither,
        "neither",
        Behind(Fact.VOICES, (ANSWERED,), without=Behind(Fact.VOICES, (voice.id,))),
    )
    return BarRow(
        voice.label,
        left=absent if voice.absent else None,
        right=heard if voice.heard else None,
        pinned=voice.id == CHILDREN,
        rest=neither,
    )


def _table(voices: tuple[_Voice, ...], n: int) -> Table:
    return Table(
        ("Voice", "Affected, not heard", "Heard", "Marked neither"),
        tuple(
            (voice.label, cell(voice.absent, n), cell(voice.heard, n), cell(voice.neither, n))
            for voice in voices
        ),
        tuple(Behind(Fact.VOICES, (voice.id,)) for voice in voices),
    )


pattern = Pattern(
    chart="C9",
    title="Voices",
    question="Who shapes my decisions, and who lives with them unheard?",
    asks=(_VOICES, _HEARD, _ABSENT, _DECIDED),
    count=_count,
    say=_say,
    empty="Answer “Voices that shaped this” or “Affected but not heard” and the voices will show here.",
    empty_prompt="vo-heard",
    draws_on=("vo-heard", "vo-absent"),
    about=(
        "Counts decisions where either question about voices was answered. Children and young people come "
        "first; the others by how often they were affected and not heard. Marked neither shows where nothing "
        "was said about a group. Groups only, never a named person. Ranges are Wilson ranges (Wilson, 1927), "
        "made to hold 95 times in 100."
    ),
    source=(
        "Supports the participative (Kahane) and many-perspectives (King’s Fund) elements of Scott, Harris & "
        "Florek (2013)"
    ),
)
