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
    Grid,
    GridRow,
    Hatch,
    Mark,
    Picture,
    Point,
    Quadrants,
    Slope,
    Slopes,
    Spread,
    SpreadMark,
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

NEITHER = Bars(
    "Who shapes my decisions",
    tuple(
        BarRow(
            label,
            Mark(f"{label}: affected, not heard in {left}", left),
            Mark(f"{label}: heard in {right}", right),
            rest=Mark(f"{label}: marked neither in {rest}", rest),
        )
        for label, left, right, rest in (
            ("Children and young people", 16, 8, 4),
            ("Carers (foster, kinship, residential), and their own families", 12, 3, 19),
        )
    ),
    left=VOICES.left,
    right=VOICES.right,
)
FRAMEWORKS = (
    "Strategic triangle",
    "Balcony and dance floor",
    "Single and double loop learning",
    "Seven practices of systems leaders in children’s services today",
    *(f"Framework {at}" for at in range(5, 20)),
)


def grid_month(at: int) -> str:
    """The month that stands so many months after July 2016."""
    return f"{CALENDAR_MONTHS[(at + 6) % 12]} {2016 + (at + 6) // 12}"


CALENDAR_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def coverage(months: int) -> Grid:
    return Grid(
        "Answers by month",
        tuple(grid_month(at) for at in range(months)),
        tuple(
            GridRow(
                name,
                tuple(
                    Mark(f"{name}, {grid_month(at)}: {(row * at) % 13}", (row * at) % 13)
                    for at in range(months)
                ),
            )
            for row, name in enumerate(FRAMEWORKS)
        ),
        down="Framework",
        across="Month",
    )


COVERAGE = coverage(12)
LONG_COVERAGE = coverage(30)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CALENDAR = Grid(
    "Days on which I wrote",
    WEEKDAYS,
    tuple(
        GridRow(
            f"{week % 28 + 1} {CALENDAR_MONTHS[week // 5 % 12]} 2025",
            tuple(
                None if week == 52 and at > 2 else Mark(f"Week {week}, {day}: {week * at % 5}", week * at % 5)
                for at, day in enumerate(WEEKDAYS)
            ),
        )
        for week in range(53)
    ),
    down="Week from",
    across="Day",
    numbers=False,
)
ELEMENTS = ("Leadership", "Workforce", "Systems")
CARRYING = Grid(
    "What carried what",
    ELEMENTS,
    tuple(
        GridRow(
            weak, tuple(None if weak == by else Mark(f"{by} carried {weak}: {len(by)}", 7) for by in ELEMENTS)
        )
        for weak in ELEMENTS
    ),
    down="What was weak",
    across="What was carrying it",
)


def slope(label: str, *shares: float | None) -> Slope:
    return Slope(
        label, tuple(None if each is None else Mark(f"{label}: {each:.0f} %", each) for each in shares)
    )


SLOPES = Slopes(
    "Share of decisions with each theme",
    ("Jul–Sep 2025", "Oct–Dec 2025", "Jan–Mar 2026", "Apr–Jun 2026"),
    (
        slope("Budget", 40, 38, 41, 40),
        slope("SEND and inclusion", 11, 20, 25, 40),
        slope("Workforce", 30, 38, 10, 38),
        slope("Corporate parenting, and care leavers in and out of the borough", 5, None, 12, 39),
        slope("Partnership", 0, 0, 3, 0),
        slope("Inspection", 20, 25, 25, None),
    ),
)


def spread_of(counts: dict[float, int], **more: object) -> Spread:
    return Spread(
        "From the date chosen to the look back",
        "days after the date chosen",
        tuple(SpreadMark(at, Mark(f"{at:.0f} days: {count}", count)) for at, count in counts.items()),
        **more,  # type: ignore[arg-type]
    )


WAITING = spread_of(
    {-9: 1, -2: 1, 0: 3, 1: 2, 2: 1, 3: 1, 4: 4, 6: 2, 7: 1, 12: 1, 14: 2, 25: 1},
    zero="the date chosen",
    median=4,
    middle_half=(1, 7),
)
FAR_OUT = spread_of(
    {-3: 1, 0: 9, 1: 3, 2: 1, 3: 4, 5: 1, 400: 1, 420: 2, -700: 1},
    zero="the date chosen",
    median=1,
    middle_half=(0, 3),
)
MANY_WAITS = spread_of({at: 200 // (1 + abs(at)) for at in range(-20, 90)}, zero="the date chosen", median=1)


def quadrants_of(counts: dict[tuple[int, int], int]) -> Quadrants:
    return Quadrants(
        "Deciding and outcome",
        ("Would decide differently", "Would decide the same way"),
        ("Worse than hoped", "Better than hoped"),
        (
            "Differently, and better than hoped",
            "The same way, and better than hoped",
            "Differently, and worse than hoped",
            "The same way, and worse than hoped",
        ),
        tuple(
            Point(across, up, Mark(f"{across} across, {up} up: {count}", count))
            for (across, up), count in counts.items()
        ),
    )


QUADRANTS = quadrants_of({(2, 1): 3, (3, 3): 1, (1, -2): 2, (-1, 2): 1, (-2, -2): 4, (0, 0): 1, (3, -3): 12})
HOLLOW = Strips(
    "Where I stood, by boundary",
    tuple(
        StripRow(
            f"{name} ({sum(solid)})",
            "Respected the boundary as it stood, and worked within it",
            "Challenged it, and asked others to do the same with me",
            tuple(Mark(f"{name} at {at}: {count}", count) for at, count in enumerate(solid, -3)),
            -1,
            tuple(Mark(f"both, {name} at {at}: {count}", count) for at, count in enumerate(hollow, -3)),
        )
        for name, solid, hollow in (
            ("Cultural", (1, 3, 2, 1, 0, 2, 0), (0, 1, 0, 0, 2, 1, 0)),
            ("Local authority", (12, 0, 1, 1, 0, 2, 12345), (0, 1, 0, 0, 2, 1, 0)),
        )
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
    "neither": NEITHER,
    "coverage": COVERAGE,
    "long coverage": LONG_COVERAGE,
    "calendar": CALENDAR,
    "carrying": CARRYING,
    "slopes": SLOPES,
    "waiting": WAITING,
    "far out": FAR_OUT,
    "many waits": MANY_WAITS,
    "quadrants": QUADRANTS,
    "hollow": HOLLOW,
}
