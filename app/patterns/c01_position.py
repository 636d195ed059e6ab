"""C1 Balcony and dance floor over time: where have I been standing?

Figures: `dance_floor`, `both`, `balcony` (counts of answers below, at and above
the middle), `dance_floor_share`, `both_share`, `balcony_share` (fractions of n),
`balcony_range` (Wilson, two fractions), `movement` (median distance between
consecutive answers), `movement_pairs`, `months` (the three counts by "2025-06").
A mean position is never worked out: someone who swings between the ends and
someone who stays in the middle would have the same one.
"""

from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings, Steps
from app.patterns.months import (
    Filled,
    Split,
    filled_months,
    month_columns,
    month_figures,
    month_name,
    month_span,
)
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.proportions import median, range_figure, share
from app.patterns.series import BarRow, Bars, Category, Columns, Hatch, Mark, Picture, Table
from app.patterns.small_numbers import (
    PERCENT_FROM,
    TREND_FROM,
    answered_caption,
    cell,
    range_words,
)

POSITION = "bd-position"
_ANSWERS = Counts(POSITION, by_month=True)
_STEPS = Steps(POSITION)
_DECIDED = Counts(Fact.DECIDED)
_ALL = Behind(POSITION)

_FLOOR = Split(Category("dance_floor", "Dance floor", 2, Hatch.STRIPES), (-3, -2, -1), "on the dance floor")
_BOTH = Split(Category("both", "Both", 1, Hatch.DOTS), (0,), "both")
_BALCONY = Split(Category("balcony", "Balcony", 0), (1, 2, 3), "on the balcony")
_SPLITS = (_FLOOR, _BOTH, _BALCONY)


def _answers(findings: Findings) -> tuple[CountsFound, int]:
    found = findings.counts.get(_ANSWERS, CountsFound())
    return found, sum(split.of(found.by_value) for split in _SPLITS)


@read_once
def _months(findings: Findings) -> Filled:
    return filled_months(findings.counts.get(_ANSWERS, CountsFound()).by_month, _SPLITS)


def _count(findings: Findings) -> Counted:
    found, n = _answers(findings)
    of = max(n, findings.counts.get(_DECIDED, CountsFound()).answered)
    steps = findings.steps.get(_STEPS, {})
    counts = {split.category.key: split.of(found.by_value) for split in _SPLITS}
    by_share = {f"{key}_share": share(k, n) for key, k in counts.items()}
    figures: dict[str, object] = {
        **counts,
        **by_share,
        "balcony_range": range_figure(counts["balcony"], n),
        "movement": median(steps),
        "movement_pairs": sum(steps.values()),
        "months": month_figures(_months(findings), _SPLITS),
    }
    from_ten = dict.fromkeys((*by_share, "movement", "movement_pairs"), n >= PERCENT_FROM)
    return Counted(
        n, of, answered_caption(n, of), _ALL, figures, {**from_ten, "balcony_range": n >= TREND_FROM}
    )


def _say(findings: Findings) -> Said:
    found, n = _answers(findings)
    floor, both, balcony = (split.of(found.by_value) for split in _SPLITS)
    sentence = f"{balcony} of {n} on the balcony, {floor} on the dance floor, {both} both."
    if n >= TREND_FROM:
        sentence += f" For the balcony that is {range_words(balcony, n)}."
    middle = median(findings.steps.get(_STEPS, {}))
    return Said(
        sentence=f"{sentence} When did you choose, and when were you pulled?",
        table=_table(findings, found, n),
        pictures=_pictures(findings, found, n),
        notes=(_movement(middle),) if n >= PERCENT_FROM and middle is not None else (),
        linked_prompt="bd-pulled",
    )


def _movement(middle: float) -> str:
    places = "place" if middle == 1 else "places"
    return f"Movement: from one answer to the next, the middle step was {middle:g} {places} on the scale."


def _pictures(findings: Findings, found: CountsFound, n: int) -> tuple[Picture, ...]:
    bars = n >= TREND_FROM
    by_month = Columns(
        title="Month by month",
        categories=tuple(split.category for split in _SPLITS),
        columns=month_columns(_months(findings), _SPLITS, _ALL, findings.window, bars=bars),
        below=(_FLOOR.category.key,),
        middle=_BOTH.category.key,
        as_shares=bars,
    )
    if bars:
        return (by_month,)
    rows = tuple(
        BarRow(
            split.category.label,
            right=Mark(
                f"{split.of(found.by_value)} of {n} {split.words}",
                split.of(found.by_value),
                split.category.key,
                Behind(POSITION, split.values),
            ),
        )
        for split in _SPLITS
    )
    return (Bars("All answers in this period", rows, right=Category("entries", "Entries", 0)), by_month)


def _table(findings: Findings, found: CountsFound, n: int) -> Table:
    months = _months(findings)
    rows = [(month_name(month), *map(str, counts)) for month, counts in months.items()]
    rows.append(("All", *(cell(split.of(found.by_value), n) for split in _SPLITS)))
    behind = [Behind(POSITION, span=month_span(month, findings.window)) for month in months]
    return Table(("Month", *(split.category.label for split in _SPLITS)), tuple(rows), (*behind, _ALL))


pattern = Pattern(
    chart="C1",
    title="Balcony and dance floor over time",
    question="Where have I been standing?",
    asks=(_ANSWERS, _STEPS, _DECIDED),
    count=_count,
    say=_say,
    empty="Answer “Where I was standing” on a few decisions and your balance will show here.",
    empty_prompt=POSITION,
    draws_on=(POSITION,),
    about=(
        "Answers towards the dance floor are drawn below the line, answers towards the balcony above it, "
        "and the middle between them. Neither end is the good one. Months with fewer than five answers stay "
        "dots. Ranges are Wilson ranges (Wilson, 1927), made to hold 95 times in 100."
    ),
    source="Heifetz & Linsky, Leadership on the Line (2002), as used in Scott, Harris & Florek (2013), section 6",
)
