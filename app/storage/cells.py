"""Counts by question, stage, month and value: whole months from the tallies, single days from the readings."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import repeat

from sqlalchemy import Connection

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.storage.behind import themed
from app.storage.codes import ANSWERED_CODE, EARLIER, STAGES
from app.storage.meanings import listed
from app.storage.rows import Row, fetched
from app.storage.windows import Edge, Parts, parts

Cell = tuple[int, int, int]
"""Month (0 for all of them), value, and how many."""
Cells = dict[tuple[int, int], list[Cell]]
"""Cells by question and stage."""


@dataclass(frozen=True)
class View:
    """What is counted: the days, seen from today, of one theme or of all; paused days leave C4 and C14."""

    window: Span
    today: date
    theme: ThemeId | None = None
    pauses: tuple[Span, ...] = ()

    def within(self, window: Span) -> "View":
        """The same over other days."""
        return replace(self, window=window)

    @cached_property
    def parts(self) -> Parts:
        """The window as whole months and the days at its ends."""
        return parts(self.window, self.today)

    @property
    def months(self) -> tuple[int, int, int] | None:
        """The number of the theme, the first and the last whole month; None where there is none."""
        within = self.parts
        if within.first_month > within.last_month:
            return None
        return int(self.theme or 0), within.first_month, within.last_month


def counted(
    connection: Connection, whole: set[int], by_month: set[int], stages: Iterable[int], view: View
) -> Cells:
    """Counts by value of these questions: those `by_month` in their months, the others all in month 0."""
    cells: Cells = defaultdict(list)
    every, at = whole | by_month, listed(set(stages))
    if not every:
        return cells
    for edge in view.parts.edges:
        for question, stage, value, n in _at_edge(connection, edge, every, at, view.theme):
            month = edge.month if question in by_month else 0
            cells[question, stage].append((month, value, edge.sign * n))
    if view.months is None:
        return cells
    tally = f"FROM tally WHERE theme = ? AND stage IN ({at}) AND month BETWEEN ? AND ? AND question IN"
    if whole:
        statement = f"SELECT question, stage, value, sum(n) {tally} ({listed(whole)}) GROUP BY 1, 2, 3"
        for question, stage, value, n in fetched(connection, statement, view.months):
            cells[question, stage].append((0, value, n))
    if by_month:
        packed = _MONTHS.format(n="n")
        statement = f"SELECT question, stage, value, {packed} {tally} ({listed(by_month)}) GROUP BY 1, 2, 3"
        for question, stage, value, *lists in fetched(connection, statement, view.months):
            months, counts = map(json.loads, lists)
            cells[question, stage] += zip(months, repeat(value), counts, strict=False)
    return cells


def _at_edge(
    connection: Connection, edge: Edge, questions: set[int], stages: str, theme: ThemeId | None
) -> Iterator[Row]:
    # Counted here: SQLite would first bring every reading into the order of its value.
    statement = (
        f"SELECT question, stage, group_concat(value) FROM reading r WHERE question IN ({listed(questions)})"
        f" AND stage IN ({stages}) AND day BETWEEN ? AND ? {themed(theme)} GROUP BY 1, 2"
    )
    for question, stage, values in fetched(connection, statement, (edge.first, edge.last)):
        for value, n in Counter(values.split(",")).items():
            yield question, stage, int(value), n


def answers_by_month(
    connection: Connection, questions: Collection[int], kinds: Mapping[int, str], view: View
) -> dict[int, dict[int, int]]:
    """How many answers each prompt has in each month, at every stage; a multi counts once, not by its choices.

    `kinds` are the kinds of answer by prompt.
    """
    found: dict[int, dict[int, int]] = defaultdict(dict)
    ordered = sorted(questions)
    multis = {question for question in ordered if kinds.get(question) == "multi"}
    texts = {question for question in ordered if kinds.get(question) == "text"}
    if view.months is not None:
        span = dict(zip(("theme", "first", "last"), view.months, strict=True))
        for statement in (*_of_one_value(multis, texts), *_of_many_values({*ordered} - multis - texts)):
            _add_months(found, fetched(connection, statement, span))
    if ordered:
        _add_edges(connection, found, ordered, multis, view)
    return found


def _of_one_value(multis: set[int], texts: set[int]) -> Iterable[str]:
    """Answers that stand at one value: their months come in order, but for a few that come again for another stage."""
    written = listed(STAGES.values())
    for questions, where in (
        (texts, ""),
        (multis, f" AND stage IN ({written}) AND value = {ANSWERED_CODE}"),
        (multis, f" AND stage = {EARLIER}"),
    ):
        if questions:
            yield (
                f"SELECT question, {_MONTHS.format(n='n')} FROM tally WHERE theme = :theme"
                f" AND question IN ({listed(questions)}){where} AND month BETWEEN :first AND :last GROUP BY 1"
            )


def _of_many_values(questions: set[int]) -> Iterable[str]:
    """Each question by itself: the rows to bring into the order of months are few, which is a third less work."""
    ordered = sorted(questions)
    for some in (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE)):
        yield " UNION ALL ".join(
            f"SELECT {question}, {_MONTHS.format(n='k')} FROM (SELECT month, sum(n) AS k FROM tally"
            f" WHERE theme = :theme AND question = {question} AND month BETWEEN :first AND :last GROUP BY month)"
            for question in some
        )


_AT_ONCE = 400
"""SQLite takes 500 parts of a compound statement."""
_ONCE = f"(value = {ANSWERED_CODE} OR stage = {EARLIER})"
_MONTHS = "json_group_array(month), json_group_array({n})"
"""Months and their counts in one row: a row of Python for each would cost more than counting them."""


def _add_months(found: dict[int, dict[int, int]], rows: Iterable[Row]) -> None:
    """Add rows of `_MONTHS` to what was found."""
    for question, listed_months, listed_counts in rows:
        months, counts = json.loads(listed_months), json.loads(listed_counts)
        kept, fresh = found[question], dict(zip(months, counts, strict=True))
        if not kept and len(fresh) == len(months):
            found[question] = fresh
            continue
        for month, n in zip(months, counts, strict=True):  # a month comes again for another stage
            kept[month] = kept.get(month, 0) + n


def _add_edges(
    connection: Connection,
    found: dict[int, dict[int, int]],
    questions: list[int],
    multis: Collection[int],
    view: View,
) -> None:
    every = listed({*STAGES.values(), EARLIER})
    for edge in view.parts.edges:
        statement = (
            f"SELECT question, count(*) FROM reading r WHERE question IN ({listed(questions)})"
            f" AND stage IN ({every}) AND day BETWEEN ? AND ? {themed(view.theme)}"
            f" AND (question NOT IN ({listed(multis)}) OR {_ONCE}) GROUP BY 1"
        )
        for question, n in fetched(connection, statement, (edge.first, edge.last)):
            months = found[question]
            months[edge.month] = months.get(edge.month, 0) + edge.sign * n
            if not months[edge.month]:
                del months[edge.month]


def entries_by_theme(
    connection: Connection, question: int, themes: Collection[int], view: View
) -> dict[int, dict[int, int]]:
    """How many entries have a reading, by theme and month; theme 0 is all of them."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    if view.months is not None:
        statement = (
            f"SELECT theme, {_MONTHS.format(n='n')} FROM tally WHERE theme IN ({listed({0, *themes})})"
            f" AND question = {question} AND stage = 0 AND month BETWEEN ? AND ? GROUP BY 1"
        )
        _add_months(found, fetched(connection, statement, view.months[1:]))
    at = f"FROM reading r {{}} WHERE r.question = {question} AND r.stage = 0 AND r.day BETWEEN ? AND ?"
    for edge in view.parts.edges:
        days = (edge.first, edge.last)
        every = fetched(connection, f"SELECT 0, count(*) {at.format('')}", days)
        joined = at.format("JOIN entry_theme t ON t.entry = r.entry")
        for theme, n in (*every, *fetched(connection, f"SELECT t.theme, count(*) {joined} GROUP BY 1", days)):
            found[theme][edge.month] = found[theme].get(edge.month, 0) + edge.sign * n
    return found
