"""What a pattern says: its sentence, its pictures, its table, and the entries behind each mark."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.readings import Behind


class Shown(StrEnum):
    """How much may be said at this many answers (domain section 4.1, rule 4; ruling 35)."""

    NOTHING = "nothing"
    LIST = "list"
    WORDS = "words"
    PERCENT = "percent"
    TREND = "trend"


def shown_for(n: int) -> Shown:
    """The small-number rule: 0, 1-4, 5-9, 10-19, 20 and more answers."""
    for least, shown in ((20, Shown.TREND), (10, Shown.PERCENT), (5, Shown.WORDS), (1, Shown.LIST)):
        if n >= least:
            return shown
    return Shown.NOTHING


class Hatch(StrEnum):
    """The shape that tells categories apart without colour."""

    SOLID = "solid"
    STRIPES = "stripes"
    DOTS = "dots"
    CROSS = "cross"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class Category:
    """One entry of a legend. `tone` picks a colour of the theme: 0 accent, 1 neutral, 2 warm, 3 pale."""

    key: str
    label: str
    tone: int
    hatch: Hatch = Hatch.SOLID


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is drawn and can be entered: `label` reads as a sentence fragment with its number."""

    label: str
    value: float
    category: str = ""
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of parts. `as_dots` draws each count as a dot: too few for a bar."""

    label: str
    parts: tuple[Mark, ...]
    as_dots: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Stacked columns. `diverging` draws `below` categories under the line and the rest above; `as_shares` to 100 %."""

    title: str
    categories: tuple[Category, ...]
    columns: tuple[Column, ...]
    below: tuple[str, ...] = ()
    middle: str = ""
    as_shares: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """One named row: a bar to the left, to the right, or both; counts are printed.

    `rest` is a count printed beside the row and not drawn as a bar ("marked neither").
    """

    label: str
    left: Mark | None = None
    right: Mark | None = None
    pinned: bool = False
    rest: Mark | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, one or two sided."""

    title: str
    rows: tuple[BarRow, ...]
    left: Category | None = None
    right: Category | None = None


@dataclass(frozen=True, slots=True)
class StripRow:
    """Seven columns of counts between two named ends; `marks[0]` is -3. `median` is a slider value or None."""

    label: str
    low: str
    high: str
    marks: tuple[Mark, ...]
    median: float | None = None
    hollow: tuple[Mark, ...] = ()
    """A second count for each of the seven places, drawn hollow on top; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Strips:
    """Dot strips, one row each."""

    title: str
    rows: tuple[StripRow, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """One confidence band: percent said on average against percent that happened, with the Wilson range."""

    label: str
    n: int
    said: float | None
    happened: float | None
    range_low: float | None
    range_high: float | None
    hollow: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Calibration:
    """Said against happened, both 0-100, with the guide line said = happened."""

    title: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid; None leaves a place blank (a diagonal, a day outside the window)."""

    label: str
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts in rows and columns, shaded in four steps of one colour by value.

    `numbers` prints each count; without them a cell says its number only when it is entered, and a
    nought is left blank. `down` and `across` name what the rows and columns are.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    down: str = ""
    across: str = ""
    numbers: bool = True


@dataclass(frozen=True, slots=True)
class Slope:
    """One line of shares in percent (a mark's value), one mark a period; None where nothing is known."""

    label: str
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Slopes:
    """Lines over periods, at most six; each is told apart by its label at the end and the shape of its marks."""

    title: str
    periods: tuple[str, ...]
    slopes: tuple[Slope, ...]


@dataclass(frozen=True, slots=True)
class SpreadMark:
    """How many stand at one place of an axis."""

    at: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Spread:
    """Dots along an axis of numbers: `unit` names it ("days after the date chosen"), `zero` its nought.

    `median` and the `middle_half` (lower and upper quartile) are drawn when given.
    """

    title: str
    unit: str
    marks: tuple[SpreadMark, ...]
    zero: str = ""
    median: float | None = None
    middle_half: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """How many stand at one place of two scales, each -3 to 3."""

    across: int
    up: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Two scales of seven crossed. `corners` name the four cells: top left, top right, bottom left, bottom right."""

    title: str
    across: tuple[str, str]
    up: tuple[str, str]
    corners: tuple[str, str, str, str]
    points: tuple[Point, ...]


Picture = Columns | Bars | Strips | Calibration | Grid | Slopes | Spread | Quadrants


@dataclass(frozen=True, slots=True)
class Table:
    """The same figures as text. `behind` has one place for each row: the entries that row counts, or None."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    behind: tuple[Behind | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A dated text shown as a list; `entry_id` opens the entry. One marked `never_share` leaves with no report."""

    on: str
    text: str
    entry_id: int | None = None
    never_share: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A question not met yet: it can be tried now, or turned off as "not for me"."""

    prompt_id: str
    title: str


@dataclass(frozen=True)
class Series:
    """Everything one chart has to say about one window.

    `n` is how many answered, `of` how many could have. `figures` holds unrounded
    numbers for `--json`; they are there even where `shown` keeps them off the page:
    `display` repeats `shown`, and `figures["shown"]` says of each figure whether
    the page shows it. `everything` asks for the entries behind the whole chart.
    `listing`, when set, asks for entries to be listed under `listing_title`: all
    of them while there are too few for a pattern, or a part that waits. `offers`
    are questions listed under `offers_title`, each with its two buttons.
    """

    chart: str
    title: str
    question: str
    shown: Shown
    n: int
    of: int | None
    sentence: str
    caption: str = ""
    notes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    table: Table = field(default_factory=lambda: Table((), ()))
    lines: tuple[Line, ...] = ()
    lines_title: str = ""
    everything: Behind | None = None
    figures: Mapping[str, object] = field(default_factory=dict)
    about: str = ""
    source: str = ""
    empty_prompt: str = ""
    """The prompt to open from the empty state's button; empty where there is none."""
    listing: Behind | None = None
    listing_title: str = ""
    offers: tuple[Offer, ...] = ()
    offers_title: str = ""
    linked_prompt: str = ""
    """The prompt that the question at the end of the sentence leads to."""
    later: str = ""
    """What appears here with more answers; the sentence itself when there are none."""
