"""Pictures of every form, from few marks to very many, for the tests of the charts."""

from app.domain.readings import Behind
from app.patterns.series import (
    Band,
    BarRow,
    Bars,
    Calibration,
    Category,
    Column,
    Columns,
    Hatch,
    Mark,
    Picture,
    StripRow,
    Strips,
)

FLOOR = Category("floor", "Dance floor", 2, Hatch.STRIPES)
BOTH = Category("both", "Both", 1, Hatch.DOTS)
BALCONY = Category("balcony", "Balcony", 0)
UNSURE = Category("unsure", "Too early to say, or nothing has changed yet", 3, Hatch.HOLLOW)
ALL = (FLOOR, BOTH, BALCONY)
MONTHS = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")


def month(label: str, counts: tuple[int, ...], categories: tuple[Category, ...], *, dots: bool) -> Column:
    parts = tuple(
        Mark(f"{label}: {count} {category.label}", count, category.key, Behind("bd-position"))
        for category, count in zip(categories, counts, strict=True)
    )
    return Column(label, parts, as_dots=dots)


def year(*, dots_under: int = 0) -> tuple[Column, ...]:
    counts = [(3, 1, 2), (0, 0, 0), (5, 2, 4), (1, 1, 1), (0, 3, 0), (6, 0, 6)] * 2
    return tuple(
        month(f"{name} 2026", each, ALL, dots=sum(each) < dots_under)
        for name, each in zip(MONTHS, counts, strict=True)
    )


STACKED = Columns("Entries by month", ALL, year())
SHARES = Columns(
    "Where I have been standing",
    ALL,
    year(dots_under=5),
    below=("floor",),
    middle="both",
    as_shares=True,
)
DOTS = Columns("Few answers", ALL, year(dots_under=99), below=("floor",), middle="both")
SIDES = Columns(
    "Loops when deciding, and at the review",
    (FLOOR, BOTH, BALCONY, UNSURE),
    (
        month("When deciding (34)", (14, 13, 7, 0), (FLOOR, BOTH, BALCONY, UNSURE), dots=False),
        month("At the review (31)", (11, 9, 5, 6), (FLOOR, BOTH, BALCONY, UNSURE), dots=False),
    ),
    as_shares=True,
)
DECADE = Columns(
    "Ten years",
    ALL,
    tuple(month(f"{name} {2016 + n}", (12, 4, 9), ALL, dots=False) for n in range(10) for name in MONTHS),
    below=("floor",),
    middle="both",
    as_shares=True,
)
VOICES = Bars(
    "Who shapes my decisions",
    tuple(
        BarRow(
            label,
            Mark(f"{label}: affected, not heard in {left} of 34", left, "absent"),
            Mark(f"{label}: heard in {right} of 34", right, "heard"),
            pinned=pinned,
        )
        for label, left, right, pinned in (
            ("Children and young people", 16, 8, True),
            ("Carers (foster, kinship, residential)", 12, 3, False),
            ("Chief executive and corporate", 0, 21, False),
            ("Voluntary and community sector, including faith groups and housing associations", 7, 0, False),
        )
    ),
    left=Category("absent", "Affected, not heard", 2, Hatch.STRIPES),
    right=Category("heard", "Heard", 0),
)
COUNTS = Bars(
    "What I draw on",
    tuple(
        BarRow(label, right=Mark(f"{label}: {count}", count))
        for label, count in (
            ("Our own data", 1200),
            ("Research on what helps", 5),
            ("Other areas' experience", 0),
        )
    ),
)
STRIPS = Strips(
    "",
    tuple(
        StripRow(
            label,
            low,
            high,
            tuple(Mark(f"{count} at {at}", count) for at, count in enumerate(counts)),
            median,
        )
        for label, low, high, counts, median in (
            (
                "How clear and shared is the purpose?",
                "Unclear or disputed",
                "Clear and shared",
                (1, 0, 2, 3, 5, 2, 1),
                0.5,
            ),
            ("What carries this?", "Control", "Influence", (40, 12, 0, 3, 60, 2, 1), -1.0),
            (
                "One or many?",
                "One organisation, one aim",
                "Many organisations, many aims",
                (0, 0, 0, 1, 0, 0, 0),
                None,
            ),
        )
    ),
)


def band(label: str, n: int, said: float | None, happened: float | None, low: float, high: float) -> Band:
    return Band(label, n, said, happened, low, high, n < 3, Mark(f"{label}: {n} said", n))


CALIBRATION = Calibration(
    "When I am sure, am I right?",
    (
        band("0–20", 0, None, None, 0, 0),
        band("21–40", 2, 35, 0, 0, 65.8),
        band("41–60", 9, 55, 55.6, 26.7, 81.1),
        band("61–80", 13, 72.3, 76.9, 49.7, 91.8),
        band("81–100", 6, 88.3, 83.3, 43.6, 97),
    ),
)

PICTURES: dict[str, Picture] = {
    "stacked": STACKED,
    "shares": SHARES,
    "dots": DOTS,
    "sides": SIDES,
    "decade": DECADE,
    "voices": VOICES,
    "counts": COUNTS,
    "strips": STRIPS,
    "calibration": CALIBRATION,
}
