"""C17 Friction and watchwords: where has the role rubbed?

Answers given when deciding. Groups only, never a person. An entry that names
several arenas stands in the strip of each.

Figures: `arenas` and `watchwords`, each with n and the count of each option;
`peace_point` by arena (n, counts by place, median).
"""

from app.domain.prompts import Ends
from app.domain.readings import Counts, CountsFound, Fact, Findings
from app.patterns.crossed_rows import crossed_figures, crossed_places, crossed_row, nowhere
from app.patterns.option_bars import (
    Option,
    Options,
    figure_of,
    fullest,
    most_named,
    option_bars,
    options_of,
    options_table,
    too_few_yet,
)
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.series import Picture, StripRow, Strips
from app.patterns.slider_rows import Places
from app.patterns.small_numbers import WORDS_FROM

ARENA, WATCHWORDS, PEACE = "rw-arena", "rw-watchwords", "rw-peace-point"
_ARENAS, _WATCHWORDS = Counts(ARENA), Counts(WATCHWORDS)
_PEACE = Counts(Fact.ARENA_PEACE)
_DECIDED = Counts(Fact.DECIDED)
_ENDS = Ends("Kept the peace", "Pressed the point")


@read_once
def _read(findings: Findings) -> tuple[Options, Options]:
    return (
        options_of(findings, _ARENAS, "Where the friction was"),
        options_of(findings, _WATCHWORDS, "What was under strain"),
    )


@read_once
def _stances(findings: Findings) -> dict[str, dict[int, int]]:
    return crossed_places(findings.counts.get(_PEACE, CountsFound()))


def _count(findings: Findings) -> Counted:
    arenas, watchwords = _read(findings)
    most = fullest((arenas, watchwords))
    stances = _stances(findings)
    ids = dict.fromkeys((*(option.id for option in arenas.options), *sorted(stances)))
    of = max(most.n, findings.counts.get(_DECIDED, CountsFound()).answered)
    return Counted(
        n=most.n,
        of=of,
        caption=f"Of {of} entries, {arenas.n} answered where the friction was, "
        f"{watchwords.n} what was under strain.",
        everything=most.everything,
        figures={
            "arenas": figure_of(arenas),
            "watchwords": figure_of(watchwords),
            "peace_point": {arena: crossed_figures(stances.get(arena, nowhere())) for arena in ids},
        },
        held_back={
            "arenas": arenas.is_shown,
            "watchwords": watchwords.is_shown,
            "peace_point": any(_is_drawn(places) for places in stances.values()),
        },
    )


def _is_drawn(places: Places) -> bool:
    return sum(places.values()) >= WORDS_FROM


def _say(findings: Findings) -> Said:
    arenas, watchwords = _read(findings)
    shown = tuple(options for options in (arenas, watchwords) if options.is_shown)
    said = []
    if arenas.is_shown:
        said.append(f"At odds with {most_named(arenas)}.")
    if watchwords.is_shown:
        said.append(f"Under strain: {most_named(watchwords)}.")
    return Said(
        sentence=f"{' '.join(said)} What was the role asking of you there?",
        table=options_table(shown),
        pictures=(
            *(option_bars(options, tone=2 * place) for place, options in enumerate(shown)),
            *_strips(arenas, _stances(findings)),
        ),
        notes=too_few_yet((arenas, watchwords)),
        linked_prompt="rw-honest",
    )


def _strips(arenas: Options, stances: dict[str, dict[int, int]]) -> tuple[Picture, ...]:
    drawn = [option for option in arenas.options if _is_drawn(stances.get(option.id, nowhere()))]
    if not drawn:
        return ()
    return (
        Strips(
            "Kept the peace or pressed the point, by where the friction was",
            tuple(_strip(option, stances) for option in drawn),
        ),
    )


def _strip(option: Option, stances: dict[str, dict[int, int]]) -> StripRow:
    return crossed_row(Fact.ARENA_PEACE, option.id, option.label, _ENDS, stances[option.id])


pattern = Pattern(
    chart="C17",
    title="Friction and watchwords",
    question="Where has the role rubbed?",
    asks=(_ARENAS, _WATCHWORDS, _PEACE, _DECIDED),
    count=_count,
    say=_say,
    empty=(
        "Answer “Where the friction was” or “What was under strain” on a few decisions and the groups "
        "and watchwords you named will show here."
    ),
    empty_prompt=ARENA,
    draws_on=(ARENA, WATCHWORDS, PEACE),
    about=(
        "Counts what you marked when deciding; one entry may name several. Groups only, never a named person. "
        "A strip of “Kept the peace or pressed the point” is drawn for a group from five answers; neither end "
        "is the good one. Ranges are Wilson ranges (Wilson, 1927), made to hold 95 times in 100."
    ),
    source=(
        "Scott, Harris & Florek (2013), section 6: champion for children, four arenas of conflict, "
        "four watchwords"
    ),
    kept_back="It names groups you work with, who may see themselves in it and cannot answer here.",
)
