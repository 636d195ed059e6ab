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
_SHARE_HEAD = "Share"
_ANSWERED_ROW = "Answered"
_NOTHING = ("–", "too few yet", "")


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
    """A chart beside itself: rows are those of its tables, told apart by their first cell."""
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
    """Three columns at any width: what is counted, and once for either.

    Columns that only one of the two has, such as its quarters, say nothing beside the other.
    """
    heads_a, rows_a = _rows(a)
    heads_b, rows_b = _rows(b)
    heads = [head for head in heads_a if head in heads_b]
    first = a.table.headers[0]
    names = list(dict.fromkeys((*rows_a, *rows_b)))
    if first in _IN_TIME:
        names = [name for name in names if name in rows_a and name in rows_b]
    if len(heads) > 1:
        names = [name for name in names if _says_something(name, heads[1:], rows_a, rows_b)] or names
    one_row = len(names) == 1 and len(heads) > 1
    rows = [
        (_label(name, head, heads, one_row=one_row), _cell(rows_a, name, head), _cell(rows_b, name, head))
        for name in names
        for head in heads
    ]
    return Table((names[0] if one_row else first, name_a, name_b), tuple(rows))


_Rows = dict[str, dict[str, str]]


def _says_something(name: str, heads: list[str], *sides: _Rows) -> bool:
    return any(_cell(rows, name, head) not in _NOTHING for rows in sides for head in heads)


def _cell(rows: _Rows, name: str, head: str) -> str:
    return rows.get(name, {}).get(head, "–")


def _label(name: str, head: str, heads: list[str], *, one_row: bool) -> str:
    if one_row:
        return head
    return name if len(heads) == 1 else f"{name}: {head}"


def _rows(series: Series) -> tuple[tuple[str, ...], _Rows]:
    """The headers, and the cells of each row by theirs; a row named twice is counted off."""
    heads = series.table.headers[1:]
    answered = _answered(series)
    found: _Rows = {}
    for row in series.table.rows:
        name, place = row[0], 2
        while name in found:
            name, place = f"{row[0]} ({place})", place + 1
        cells = dict(zip(heads, row[1:], strict=False))
        share = cells.pop(_SHARE_HEAD, "") if len(heads) == 2 else ""
        found[name] = {head: _of(_with(cell, share), answered.get(head, 0)) for head, cell in cells.items()}
    return tuple(head for head in heads if len(heads) != 2 or head != _SHARE_HEAD), found


def _with(cell: str, share: str) -> str:
    """A count and its share as one: "9" and "45%" as "9 (45%)"."""
    if share in ("", *_NOTHING):
        return cell
    return share if cell in _NOTHING else f"{cell} ({share})"


def _answered(series: Series) -> dict[str, int]:
    """How many answers the shares of a column are of, where that is known: from its row, else from the chart."""
    heads, rows = series.table.headers[1:], series.table.rows
    for row in rows:
        if row[0] == _ANSWERED_ROW:
            return {head: int(cell) for head, cell in zip(heads, row[1:], strict=False) if cell.isdecimal()}
    columns = {head: [row[at + 1] for row in rows if len(row) > at + 1] for at, head in enumerate(heads)}
    return {head: series.n for head, cells in columns.items() if _shares_fit(cells, series.n)}


def _shares_fit(cells: list[str], n: int) -> bool:
    counted = [found for found in map(_SHARE.fullmatch, cells) if found is not None]
    return n > 0 and all(percent(int(found[1]) / n) == found[2] for found in counted)


def _of(cell: str, n: int) -> str:
    """A share said in full: "9 (45%)" as "9 of 20 (45%)"; other cells stay as they are."""
    counted = _SHARE.fullmatch(cell)
    if counted is None or n == 0 or percent(int(counted[1]) / n) != counted[2]:
        return cell
    return f"{counted[1]} of {n} ({counted[2]})"
