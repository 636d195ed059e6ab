"""Two periods, or two themes, side by side: the same chart twice, in counts only."""

import re
from dataclasses import dataclass

from app.patterns.series import Series, Table
from app.patterns.small_numbers import percent

COMPARED_FROM = 8
"""Each of the two needs this many answers (domain section 4.1, rule 4)."""
_IN_TIME = ("Month", "Quarter", "Week from")
"""Heads of tables whose rows are dates: of these only what both periods have is set side by side."""
_SHARE = re.compile(r"(\d+) \((\d+%)\)")


@dataclass(frozen=True, slots=True)
class Compared:
    """One chart of two selections. `table` is None where `why_not` says why nothing is compared."""

    chart: str
    name_a: str
    name_b: str
    n_a: int
    n_b: int
    sentence_a: str
    sentence_b: str
    table: Table | None
    why_not: str = ""

    @property
    def question(self) -> str:
        """What is asked once both are said."""
        return "" if self.table is None else "What was different, apart from the numbers?"


def compare(name_a: str, series_a: Series, name_b: str, series_b: Series) -> Compared:
    """A chart beside itself: rows are those of its tables, told apart by their first cell.

    Each column of the chart stands twice, once for either.
    """
    enough = series_a.n >= COMPARED_FROM and series_b.n >= COMPARED_FROM
    return Compared(
        series_a.chart,
        name_a,
        name_b,
        series_a.n,
        series_b.n,
        series_a.sentence,
        series_b.sentence,
        _table(name_a, series_a, name_b, series_b) if enough else None,
        "" if enough else _why_not(name_a, series_a.n, name_b, series_b.n),
    )


def _why_not(name_a: str, n_a: int, name_b: str, n_b: int) -> str:
    return (
        f"Two are set side by side once each has {COMPARED_FROM} answers or more: "
        f"{name_a} has {n_a}, {name_b} has {n_b}."
    )


def _table(name_a: str, a: Series, name_b: str, b: Series) -> Table:
    heads = max(a.table.headers, b.table.headers, key=len)
    rows_a, rows_b = _rows(a), _rows(b)
    names = list(dict.fromkeys((*rows_a, *rows_b)))
    if heads[0] in _IN_TIME:
        names = [name for name in names if name in rows_a and name in rows_b]
    headers = [heads[0]]
    for head in heads[1:]:
        said = "" if len(heads) == 2 else f"{head}: "
        headers += [f"{said}{name_a}", f"{said}{name_b}"]
    rows = tuple(
        (name, *(rows.get(name, {}).get(head, "–") for head in heads[1:] for rows in (rows_a, rows_b)))
        for name in names
    )
    return Table(tuple(headers), rows)


def _rows(series: Series) -> dict[str, dict[str, str]]:
    """The cells of each row by the header they stand under; a row named twice is counted off."""
    found: dict[str, dict[str, str]] = {}
    shares = _shares_of_all(series)
    for row in series.table.rows:
        name, place = row[0], 2
        while name in found:
            name, place = f"{row[0]} ({place})", place + 1
        cells = zip(series.table.headers[1:], row[1:], strict=False)
        found[name] = {head: _of(cell, series.n) if head in shares else cell for head, cell in cells}
    return found


def _shares_of_all(series: Series) -> set[str]:
    """The headers of the columns whose shares are all of the chart's answers; others have a number of their own."""
    n, apart = series.n, set()
    for row in series.table.rows:
        for head, cell in zip(series.table.headers[1:], row[1:], strict=False):
            counted = _SHARE.fullmatch(cell)
            if counted is not None and (not n or percent(int(counted[1]) / n) != counted[2]):
                apart.add(head)
    return {*series.table.headers} - apart


def _of(cell: str, n: int) -> str:
    """A share of all answers said in full: "9 (45%)" as "9 of 20 (45%)"; other cells stay as they are."""
    counted = _SHARE.fullmatch(cell)
    return cell if counted is None else f"{counted[1]} of {n} ({counted[2]})"
