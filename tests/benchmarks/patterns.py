"""Goals 4 and 5: every chart's data over ten years, and how soon it is current after a save."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial
from math import log10
from typing import Any

from app import patterns
from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.readings import Counts, Fact, Steps, Texts
from app.storage.codes import FACTS, STAGES
from tests.benchmarks.drafts import a_draft
from tests.benchmarks.generator import TODAY
from tests.benchmarks.journals import copied_journal, kept_journal, opened, raw
from tests.benchmarks.results import Result
from tests.benchmarks.timing import Task, Times, in_turns, timed

_ROUNDS = 15
_SAVES = 25
TEN_YEARS = Span(TODAY - timedelta(days=3652), TODAY)
FREE = Span(date(2018, 3, 11), date(2024, 9, 17))
THEME = ThemeId(8)
_ASKS = tuple(dict.fromkeys(ask for one in patterns.PATTERNS for ask in one.asks))
_WINDOWS = (
    ("ten years", TEN_YEARS, None),
    ("a free range", FREE, None),
    ("ten years, a theme", TEN_YEARS, THEME),
)


def raw_data(connection: Any, window: Span, theme: ThemeId | None) -> Callable[[], object]:
    """The same data by plain SQL: whole months from the tallies, the days at both ends from the readings."""
    first, last = window.first or date.min, window.last or TODAY
    inner = (_month(first) + (first.day > 1), _month(last) - ((last + timedelta(days=1)).day > 1))
    edges = [(first, _first_of(inner[0]) - timedelta(days=1)), (_first_of(inner[1] + 1), last)]
    days = [(a.toordinal(), b.toordinal()) for a, b in edges if a <= b]
    codes = dict(connection.execute("SELECT code, id FROM prompt").fetchall())

    def number(reading: str) -> int:
        return FACTS[Fact(reading)] if reading in FACTS else int(codes.get(reading, 0))

    counts = [ask for ask in _ASKS if isinstance(ask, Counts)]
    monthly = {number(ask.reading) for ask in counts if ask.by_month}
    whole = {number(ask.reading) for ask in counts} - monthly
    everything = ",".join(map(str, monthly | whole))
    themed = (
        f"AND EXISTS (SELECT 1 FROM entry_theme t WHERE t.entry = r.entry AND t.theme = {theme})"
        if theme
        else ""
    )
    tally = "FROM tally WHERE theme = ? AND stage IN (0, 1) AND month BETWEEN ? AND ? AND question IN"
    span = (theme or 0, *inner)
    statements: list[tuple[str, tuple[int, ...]]] = [
        (f"SELECT question, stage, value, sum(n) {tally} ({_in(whole)}) GROUP BY 1, 2, 3", span),
        (f"SELECT question, stage, month, value, n {tally} ({_in(monthly)})", span),
        (
            "SELECT distance, sum(n) FROM step_tally WHERE theme = ? AND month BETWEEN ? AND ? GROUP BY 1",
            span,
        ),
        (
            f"SELECT month, value, count(*) FROM reading r WHERE question = {FACTS[Fact.RETURNED]} AND stage = 0"
            f" AND day > ? {themed} GROUP BY 1, 2",
            (TODAY.toordinal() - 14,),
        ),
    ]
    for low, high in days:
        statements.append(
            (
                f"SELECT question, stage, month, value, count(*) FROM reading r WHERE question IN ({everything})"
                f" AND stage IN (0, 1) AND day BETWEEN ? AND ? {themed} GROUP BY 1, 2, 3, 4",
                (low, high),
            )
        )
        statements.append(
            (
                "SELECT step, count(*) FROM standing WHERE theme = ? AND day BETWEEN ? AND ? GROUP BY 1",
                (theme or 0, low, high),
            )
        )
    for ask in _ASKS:
        if isinstance(ask, Texts):
            stages = ",".join(str(STAGES[stage]) for stage in ask.stages)
            statements.append(
                (
                    "SELECT r.entry, e.title, r.day, a.text FROM reading r JOIN entry e ON e.id = r.entry"
                    " JOIN answer a ON a.entry = r.entry AND a.prompt = r.question"
                    " AND coalesce(a.review, 0) = CASE r.stage WHEN 1 THEN e.reviewed ELSE 0 END"
                    f" WHERE r.question = ? AND r.stage IN ({stages}) AND r.day BETWEEN ? AND ? {themed}"
                    " ORDER BY r.day DESC, r.entry DESC LIMIT ?",
                    (number(ask.prompt_id), first.toordinal(), last.toordinal(), ask.limit),
                )
            )
        if isinstance(ask, Steps):
            statements.append(
                (
                    "SELECT step FROM standing WHERE theme = ? AND day >= ? ORDER BY day, entry LIMIT 1",
                    (theme or 0, first.toordinal()),
                )
            )
    return lambda: [connection.execute(statement, values).fetchall() for statement, values in statements]


def _in(numbers: set[int]) -> str:
    return ",".join(str(number) for number in sorted(numbers))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def run(sizes: tuple[int, ...]) -> Iterator[Result]:
    """The data alone and with its words, in ratio and in growth; the sizes take turns too."""
    with ExitStack() as stack:
        journals = {size: opened(kept_journal(size)) for size in sizes}
        for journal in journals.values():
            stack.callback(journal.close, back_up=False)
        connections = {size: stack.enter_context(raw(kept_journal(size))) for size in sizes}
        for name, window, theme in _WINDOWS:
            tasks: dict[tuple[str, int], Task] = {}
            for size, journal in journals.items():
                tasks["data", size] = partial(journal.patterns.findings, patterns.PATTERNS, window, theme)
                tasks["page", size] = partial(journal.patterns.page, window, theme)
                tasks["limit", size] = raw_data(connections[size], window, theme)
            times = in_turns(tasks, _ROUNDS, 2)
            yield from _of_window(name, sizes, {key: found.cpu_ms for key, found in times.items()})


def _of_window(name: str, sizes: tuple[int, ...], took: dict[tuple[str, int], float]) -> Iterator[Result]:
    for size in sizes:
        data, page, limit = took["data", size], took["page", size], took["limit", size]
        yield Result(4, f"data, {name}", size, data, limit, "≤ 2 ×, ≤ 30", data <= min(2 * limit, 30))
        yield Result(4, f"data and words, {name}", size, page, limit, "≤ 30", page <= 30)
    if {10_000, 100_000} <= {*sizes}:
        grows = log10(took["data", 100_000] / took["data", 10_000])
        yield Result(4, f"growth of data, {name}", 100_000, grows, None, "≤ 0.2", grows <= 0.2, "exponent")


def after_a_save(sizes: tuple[int, ...]) -> Iterator[Result]:
    """From the commit of one save to the page being current."""
    times = {size: Times() for size in sizes}
    with ExitStack() as stack:
        journals = {size: opened(stack.enter_context(copied_journal(size))) for size in sizes}
        for place in range(_SAVES):
            for size, journal in journals.items():
                journal.writing.log(a_draft(place))
                timed(partial(journal.patterns.page, TEN_YEARS), times[size] if place > 2 else Times())
        for journal in journals.values():
            journal.close(back_up=False)
    for size, found in times.items():
        yield Result(5, "Patterns current after a save", size, found.cpu_ms, None, "≤ 16", found.cpu_ms <= 16)
        yield Result(5, "Patterns current after a save", size, found.wall_ms, None, "", None, "ms wall")
