"""What leaves of the dashboard: the charts that were ticked, each with its words, its number and its table.

A report holds nothing else. Lines in a person's own words go along only where that was ticked too, those
marked never to be shared do not go at all, and no more do the entries that stand in place of a pattern.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.written_dates import written
from app.patterns.comparing import Compared
from app.patterns.page import BESIDE, CAVEAT
from app.patterns.series import Line, Picture, Series, Shown, Table
from app.patterns.small_numbers import plural

SELF_REPORTED = "Self-reported reflection. Not a performance measure."
"""On every chart that leaves (domain section 4.3)."""

_NOTHING = "Nothing was answered here in this period."
_TOO_FEW = "Too few to show a pattern."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chart that was ticked; `with_lines` sends the lines in a person's own words along.

    `compared` sets it beside itself, where the page does.
    """

    series: Series
    with_lines: bool = False
    compared: Compared | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A chart beside itself in another period or theme. `table` is None where too few answered to compare."""

    title: str
    words: tuple[str, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class Section:
    """One chart of a report. `count` says how many answers it rests on."""

    chart: str
    title: str
    question: str
    sentence: str
    count: str
    notes: tuple[str, ...]
    pictures: tuple[Picture, ...]
    table: Table
    lines_title: str
    lines: tuple[Line, ...]
    source: str
    beside: Beside | None = None


@dataclass(frozen=True)
class Report:
    """Ticked charts in page order. `cover` is a line of the person's own, `words` the range and the filters."""

    made_on: date
    words: str
    sections: tuple[Section, ...]
    cover: str = ""
    title: str = "Patterns of reflection"
    caveat: str = CAVEAT

    @property
    def origin(self) -> str:
        """When this was made, and over what."""
        return f"Made on {written(self.made_on)}. {self.words}."

    @property
    def origin_alone(self) -> str:
        """The same for a picture, which shows nothing of what the page set beside it."""
        own, beside, _other = self.words.rpartition(BESIDE)
        return f"Made on {written(self.made_on)}. {own if beside else self.words}."


def report_of(chosen: Iterable[Chosen], words: str, made_on: date, cover: str = "") -> Report:
    """A report of the ticked charts, in the order given."""
    return Report(made_on, words, tuple(section_of(one) for one in chosen), cover.strip())


def section_of(chosen: Chosen) -> Section:
    """One ticked chart as it leaves."""
    series = chosen.series
    lines = tuple(line for line in series.lines if not line.never_share) if chosen.with_lines else ()
    return Section(
        chart=series.chart,
        title=series.title,
        question=series.question,
        sentence=_sentence(series),
        count=count_words(series),
        notes=(*((series.caption,) if series.caption else ()), *series.notes),
        pictures=series.pictures,
        table=series.table,
        lines_title=series.lines_title if lines else "",
        lines=lines,
        source=series.source,
        beside=_beside(chosen.compared) if chosen.compared is not None else None,
    )


def _beside(compared: Compared) -> Beside:
    title = f"Beside {compared.name_b[:1].lower()}{compared.name_b[1:]}"
    if compared.table is None:
        return Beside(title, (compared.why_not,), None)
    sides = (
        (compared.name_a, compared.n_a, compared.sentence_a),
        (compared.name_b, compared.n_b, compared.sentence_b),
    )
    words = tuple(f"{name} ({n} {plural(n, 'answer', 'answers')}): {said}" for name, n, said in sides)
    return Beside(title, (*words, compared.question), compared.table)


def has_lines(series: Series) -> bool:
    """Whether a chart has lines in a person's own words that may go along."""
    return any(not line.never_share for line in series.lines)


def count_words(series: Series) -> str:
    """How many answers a chart rests on: "n = 14 of 20"."""
    return f"n = {series.n}" if series.of is None else f"n = {series.n} of {series.of}"


def _sentence(series: Series) -> str:
    if series.shown is Shown.NOTHING:
        return _NOTHING
    return _TOO_FEW if series.shown is Shown.LIST else series.sentence
