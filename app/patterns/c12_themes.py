"""C12 Themes over time: what is taking my attention?

The leader's own themes, over all decisions of the window (a theme chosen for the
page does not narrow this chart). A decision may have several themes, so shares
add up to more than all.

Figures: `quarters` (by first month "2026-04": `n` decisions and `themes` by
name), `totals` (by name, commonest first), `drift` (themes whose share moved by
20 points or more between the first and the last quarter with eight decisions
each: `theme`, `from` and `to` as [count, decisions]; by name). `n` is all decisions.
"""

from dataclasses import dataclass
from functools import cached_property

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.readings import EVERY_THEME, Behind, Fact, Findings, Themes
from app.patterns.pattern import Counted, Pattern, Said, read_once
from app.patterns.quarters import QUARTER, gathered, period_key, period_short, period_span, quarter_name
from app.patterns.series import BarRow, Bars, Category, Mark, Picture, Slope, Slopes, Table
from app.patterns.small_numbers import (
    PERCENT_FROM,
    TREND_FROM,
    cell,
    percent,
    plural,
    range_words,
)

_COMPARED_FROM = 8
_DRAWN_AT_MOST = 6
_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class _Theme:
    """One theme: how many decisions carry it, in all and by quarter."""

    id: ThemeId
    name: str
    k: int
    by_quarter: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Quarter:
    """A quarter that lines are drawn over: how it is said, its decisions, and its days in the window."""

    first: int
    name: str
    n: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Drift:
    """A theme whose share moved between two quarters, as counts of decisions."""

    theme: str
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True)
class _Read:
    """Decisions by quarter, oldest first, and themes, commonest first; equals by name."""

    quarters: dict[int, int]
    themes: tuple[_Theme, ...]

    @cached_property
    def n(self) -> int:
        return sum(self.quarters.values())

    @cached_property
    def compared(self) -> tuple[int, ...]:
        """The quarters with decisions enough to be set beside another."""
        return tuple(first for first, n in self.quarters.items() if n >= _COMPARED_FROM)

    @cached_property
    def drift(self) -> tuple[_Drift, ...]:
        """Themes whose share moved by a fifth or more of the whole."""
        if len(self.compared) < 2:
            return ()
        first, last = self.compared[0], self.compared[-1]
        n, later_n = self.quarters[first], self.quarters[last]
        found = []
        for theme in self.themes:
            k, later = theme.by_quarter.get(first, 0), theme.by_quarter.get(last, 0)
            if 5 * abs(later * n - k * later_n) >= n * later_n:
                found.append(_Drift(theme.name, (k, n), (later, later_n)))
        return tuple(found)


@read_once
def _read(findings: Findings) -> _Read:
    start = findings.year_start
    themes = [
        _Theme(
            theme,
            findings.theme_names.get(theme, "A theme"),
            sum(months.values()),
            gathered(months, QUARTER, start),
        )
        for theme, months in findings.themes.items()
        if theme != EVERY_THEME and any(months.values())
    ]
    themes.sort(key=lambda theme: (-theme.k, theme.name.casefold(), theme.id))
    return _Read(gathered(findings.themes.get(EVERY_THEME, {}), QUARTER, start), tuple(themes))


def _count(findings: Findings) -> Counted:
    read = _read(findings)
    quarters = {
        period_key(first): {
            "n": n,
            "themes": {theme.name: k for theme in read.themes if (k := theme.by_quarter.get(first))},
        }
        for first, n in read.quarters.items()
    }
    drift = [
        {"theme": one.theme, "from": list(one.before), "to": list(one.after)}
        for one in sorted(read.drift, key=lambda one: one.theme)
    ]
    return Counted(
        n=read.n,
        of=None,
        caption=_caption(read, findings),
        everything=Behind(Fact.DECIDED, theme=EVERY_THEME),
        figures={
            "quarters": quarters,
            "totals": {theme.name: theme.k for theme in read.themes},
            "drift": drift,
        },
        held_back={"drift": len(read.compared) > 1},
    )


def _caption(read: _Read, findings: Findings) -> str:
    said = f"{read.n} {plural(read.n, 'decision', 'decisions')} in this period, by your own themes."
    if findings.theme is None:
        return said
    return f"{said} All themes are counted here, not only the one chosen above."


def _say(findings: Findings) -> Said:
    read = _read(findings)
    return Said(
        sentence=_sentence(read),
        table=_table(read),
        pictures=_pictures(read, findings),
        notes=_notes(read),
    )


def _sentence(read: _Read) -> str:
    if not read.themes:
        return f"None of {read.n} decisions has a theme yet. Which theme would the latest one have?"
    first, *others = read.themes[:_NAMED_AT_MOST]
    said = f"Most often: {first.name} in {first.k} of {read.n}"
    if read.n >= TREND_FROM:
        said += f" ({range_words(first.k, read.n)})"
    said += "".join(f", {theme.name} in {theme.k}" for theme in others)
    return f"{said}. Which of these did you choose, and which chose you?"


def _notes(read: _Read) -> tuple[str, ...]:
    if not read.themes:
        return ()
    several = (
        "A decision may have several themes, so the shares can pass 100%."
        if read.n >= PERCENT_FROM
        else "A decision may have several themes, so the counts can add up to more than the decisions."
    )
    if len(read.compared) < 2:
        return (several,)
    between = f"{quarter_name(read.compared[0])}, then {quarter_name(read.compared[-1])}:"
    if not read.drift:
        return (several, f"{between} no theme’s share moved by 20 points or more.")
    return (
        several,
        f"{between} these shares moved by 20 points or more.",
        *(_moved(one) for one in read.drift),
    )


def _moved(one: _Drift) -> str:
    return f"{one.theme}: {one.before[0]} of {one.before[1]}, then {one.after[0]} of {one.after[1]}."


def _pictures(read: _Read, findings: Findings) -> tuple[Picture, ...]:
    """Lines only where a trend may be shown and two quarters can be set side by side; else counts."""
    drawn = read.themes[:_DRAWN_AT_MOST]
    if not drawn:
        return ()
    if read.n < TREND_FROM or len(read.compared) < 2:
        rows = tuple(BarRow(theme.name, right=_total_mark(read, theme)) for theme in drawn)
        return (Bars("Commonest themes", rows, right=Category("decisions", "Decisions", 0)),)
    compared = tuple(
        _Quarter(
            first, quarter_name(first), read.quarters[first], period_span(first, QUARTER, findings.window)
        )
        for first in read.compared
    )
    slopes = tuple(Slope(theme.name, tuple([_mark(theme, one) for one in compared])) for theme in drawn)
    periods = tuple(period_short(first, QUARTER) for first in read.compared)
    return (Slopes("Share of decisions with each theme, in quarters with eight or more", periods, slopes),)


def _total_mark(read: _Read, theme: _Theme) -> Mark:
    return Mark(
        f"{theme.name}: {theme.k} of {read.n}",
        theme.k,
        "decisions",
        Behind(Fact.DECIDED, theme=theme.id),
    )


def _mark(theme: _Theme, quarter: _Quarter) -> Mark:
    k, n = theme.by_quarter.get(quarter.first, 0), quarter.n
    share = f" ({percent(k / n)})" if n >= PERCENT_FROM else ""
    return Mark(
        f"{theme.name}, {quarter.name}: {k} of {n}{share}",
        100 * k / n,
        behind=Behind(Fact.DECIDED, span=quarter.span, theme=theme.id),
    )


def _table(read: _Read) -> Table:
    """Every theme, by quarter and in all; the last row counts the decisions."""
    quarters = tuple(read.quarters)
    rows = [
        (theme.name, *[str(theme.by_quarter.get(first, 0)) for first in quarters], cell(theme.k, read.n))
        for theme in read.themes
    ]
    rows.append(("All decisions", *map(str, read.quarters.values()), str(read.n)))
    behind = [Behind(Fact.DECIDED, theme=theme.id) for theme in read.themes]
    return Table(
        ("Theme", *(period_short(first, QUARTER) for first in quarters), "All"),
        tuple(rows),
        (*behind, Behind(Fact.DECIDED, theme=EVERY_THEME)),
    )


pattern = Pattern(
    chart="C12",
    title="Themes over time",
    question="What is taking my attention?",
    asks=(Themes(),),
    count=_count,
    say=_say,
    empty="Give your decisions themes, and what takes your attention from quarter to quarter will show here.",
    about=(
        "Counts decisions by the themes you gave them yourself; no words are searched. A decision may have "
        "several themes, so shares add up to more than all. Quarters begin where your year begins, which you "
        "can change. Lines are drawn for the six commonest themes from twenty decisions on, over quarters "
        "with at least eight; the table has every theme and every quarter. Ranges are Wilson ranges "
        "(Wilson, 1927), made to hold 95 times in 100."
    ),
    source="Your own themes (not from Scott, Harris & Florek)",
)
