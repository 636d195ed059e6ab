"""C14 Time to look again: how long after I said I would?

Days from the date chosen last to the final review, negative when it came early,
over the final reviews of the window that had a date; days in a pause are left out.

Figures: `min`, `median`, `max`, and `lower_quartile`, `upper_quartile` by the
inclusive method, all in days.
"""

from app.domain.readings import Behind, Counts, CountsFound, Fact, Findings
from app.patterns.pattern import Counted, Pattern, Said
from app.patterns.proportions import median, quartiles
from app.patterns.reviews import REVIEWED, final_reviews
from app.patterns.series import Mark, Spread, SpreadMark, Table
from app.patterns.small_numbers import PERCENT_FROM, counted_table, plural, whole

_WAITED = Counts(Fact.WAITED)

# Groups of the table: their name, and the first and the last day they hold.
_GROUPS = (
    ("Before the date", None, -1),
    ("On the date", 0, 0),
    ("1 to 7 days after", 1, 7),
    ("8 to 14 days after", 8, 14),
    ("15 to 28 days after", 15, 28),
    ("More than 28 days after", 29, None),
)


def _days(findings: Findings) -> dict[int, int]:
    found = findings.counts.get(_WAITED, CountsFound()).by_value
    return {int(day): found[day] for day in sorted(found, key=int) if found[day]}


def _count(findings: Findings) -> Counted:
    days = _days(findings)
    n = sum(days.values())
    of = max(n, final_reviews(findings))
    low, high = quartiles(days) or (None, None)
    return Counted(
        n=n,
        of=of,
        caption=(
            f"{n} of {of} final {plural(of, 'review', 'reviews')} counted: "
            "those with a date to look again, outside any pause."
        ),
        everything=Behind(Fact.WAITED),
        figures={
            "min": min(days, default=None),
            "median": median(days),
            "max": max(days, default=None),
            "lower_quartile": low,
            "upper_quartile": high,
        },
        held_back=dict.fromkeys(("lower_quartile", "upper_quartile"), n >= PERCENT_FROM),
    )


def _say(findings: Findings) -> Said:
    days = _days(findings)
    n = sum(days.values())
    half = quartiles(days) if n >= PERCENT_FROM else None
    return Said(
        sentence=f"{_half_by(median(days) or 0.0)} {_longest(max(days))} What brings you back?",
        table=_table(days, n),
        pictures=(_spread(days, n, half),),
        notes=(f"The middle half: from {_when(whole(half[0]))} to {_when(whole(half[1]))}.",) if half else (),
    )


def _half_by(middle: float) -> str:
    if middle > 0:
        return f"Half were looked at within {_number(middle)} of the date."
    if middle < 0:
        return f"Half were looked at {_number(-middle)} or more before the date."
    return "Half were looked at by the date itself."


def _longest(most: int) -> str:
    return f"The longest wait was {_number(most)}." if most > 0 else "None came after the date."


def _number(days: float) -> str:
    return f"{days:g} {plural(1 if days == 1 else 2, 'day', 'days')}"


def _when(day: float) -> str:
    """A distance from the date as it is said: 3 days before the date."""
    if not day:
        return "the date itself"
    return f"{_number(abs(day))} {'after' if day > 0 else 'before'} the date"


def _spread(days: dict[int, int], n: int, half: tuple[float, float] | None) -> Spread:
    marks = tuple(
        SpreadMark(day, Mark(f"{_when(day).capitalize()}: {k} of {n}", k, behind=Behind(Fact.WAITED, (day,))))
        for day, k in days.items()
    )
    return Spread(
        "From the date chosen to the look back",
        "days after the date chosen",
        marks,
        zero="the date chosen",
        median=median(days),
        middle_half=half,
    )


def _table(days: dict[int, int], n: int) -> Table:
    rows = []
    for name, first, last in _GROUPS:
        within = tuple(
            day for day in days if (first is None or day >= first) and (last is None or day <= last)
        )
        rows.append((name, sum(days[day] for day in within), Behind(Fact.WAITED, within) if within else None))
    table = counted_table("Looked at again", "Reviews", tuple(rows), n)
    blank = ("–",) * (len(table.headers) - 2)
    ends = (
        ("Earliest", _when(min(days)), *blank),
        ("Half by", _when(median(days) or 0.0), *blank),
        ("Latest", _when(max(days)), *blank),
    )
    return Table(table.headers, (*table.rows, *ends), (*table.behind, None, None, None))


pattern = Pattern(
    chart="C14",
    title="Time to look again",
    question="How long after I said I would?",
    asks=(_WAITED, REVIEWED),
    count=_count,
    say=_say,
    empty="Choose a date to look again and come back to a few decisions, and the days between will show here.",
    frameworks=("decision-quality",),
    about=(
        "Counts the days from the date you chose last to your final review; one that came early stands to the "
        "left of the date. The line in the middle has half of them on each side; from ten reviews the middle "
        "half is shaded. A later look is not a worse one, so nothing is coloured by how late it was."
    ),
    source="Decision-journal practice (not from Scott, Harris & Florek): Farnam Street decision journal",
    hidden_at_first=True,
)
