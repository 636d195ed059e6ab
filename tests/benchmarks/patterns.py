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
from app.domain.readings import Counts, Days, Fact, Texts
from app.domain.selection import Selection, Window
from app.services.dashboard import Dashboard
from app.services.journal import Journal
from app.services.ledger import Ledger
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
_SHOWN = tuple(one for one in patterns.PATTERNS if not one.hidden_at_first)
_ASKS = tuple(dict.fromkeys(ask for one in _SHOWN for ask in one.asks))
_WINDOWS = (
    ("ten years", TEN_YEARS, None),
    ("a free range", FREE, None),
    ("ten years, a theme", TEN_YEARS, THEME),
)


Statement = tuple[str, tuple[int, ...]]


def raw_data(connection: Any, window: Span, theme: ThemeId | None) -> Callable[[], object]:
    """The same data by plain SQL: whole months from the tallies, the days at both ends from the readings."""
    raw_ask = RawAsk(connection, window, theme)
    statements = [*raw_ask.counts(), *raw_ask.steps(), *raw_ask.texts(), *raw_ask.across_prompts()]
    return lambda: [connection.execute(statement, values).fetchall() for statement, values in statements]


class RawAsk:
    """The statements that a person would write who knows the tables."""

    def __init__(self, connection: Any, window: Span, theme: ThemeId | None) -> None:
        self.first, self.last = window.first or date.min, window.last or TODAY
        day_after = self.last + timedelta(days=1)
        self.inner = (_month(self.first) + (self.first.day > 1), _month(self.last) - (day_after.day > 1))
        edges = [
            (self.first, _first_of(self.inner[0]) - timedelta(days=1)),
            (_first_of(self.inner[1] + 1), self.last),
        ]
        self.days = [(a.toordinal(), b.toordinal()) for a, b in edges if a <= b]
        self.theme = int(theme or 0)
        self.span = (self.theme, *self.inner)
        self.themed = (
            f"AND EXISTS (SELECT 1 FROM entry_theme t WHERE t.entry = r.entry AND t.theme = {theme})"
            if theme
            else ""
        )
        self.codes = dict(connection.execute("SELECT code, id FROM prompt").fetchall())
        kinds = dict(
            connection.execute(
                "SELECT prompt, max(json_extract(body, '$.kind')) FROM wording GROUP BY prompt"
            )
        )
        self.sliders = {prompt for prompt, kind in kinds.items() if kind == "slider"}
        self.multis = {prompt for prompt, kind in kinds.items() if kind == "multi"}

    def number(self, reading: str) -> int:
        return FACTS[Fact(reading)] if reading in FACTS else int(self.codes.get(reading, 0))

    def counts(self) -> Iterator[Statement]:
        """Every count, and every slider beside them; then what is not old enough."""
        counts = [ask for ask in _ASKS if isinstance(ask, Counts)]
        monthly = {self.number(ask.reading) for ask in counts if ask.by_month}
        whole = ({self.number(ask.reading) for ask in counts} | self.sliders) - monthly
        tally = "FROM tally WHERE theme = ? AND stage IN (0, 1, 2) AND month BETWEEN ? AND ? AND question IN"
        yield f"SELECT question, stage, value, sum(n) {tally} ({_in(whole)}) GROUP BY 1, 2, 3", self.span
        yield f"SELECT question, stage, month, value, n {tally} ({_in(monthly)})", self.span
        for low, high in self.days:
            yield self._at("question, stage, month, value", monthly | whole, "0, 1, 2"), (low, high)
        recent = (TODAY.toordinal() - 14, TODAY.toordinal() + 400)
        yield self._at("month, value", {FACTS[Fact.RETURNED]}, "0"), recent
        older = {self.number(ask.reading) for ask in counts if ask.older_than}
        yield self._at("value", older, "0"), (TODAY.toordinal() - 90, TODAY.toordinal())

    def _at(self, columns: str, questions: set[int], stages: str) -> str:
        groups = ", ".join(str(place + 1) for place in range(columns.count(",") + 1))
        return (
            f"SELECT {columns}, count(*) FROM reading r WHERE question IN ({_in(questions)})"
            f" AND stage IN ({stages}) AND day BETWEEN ? AND ? {self.themed} GROUP BY {groups}"
        )

    def steps(self) -> Iterator[Statement]:
        """How far each position is from the one before."""
        yield (
            "SELECT distance, sum(n) FROM step_tally WHERE theme = ? AND month BETWEEN ? AND ? GROUP BY 1",
            self.span,
        )
        for low, high in self.days:
            yield (
                "SELECT step, count(*) FROM standing WHERE theme = ? AND day BETWEEN ? AND ? GROUP BY 1",
                (self.theme, low, high),
            )
        yield (
            "SELECT step FROM standing WHERE theme = ? AND day >= ? ORDER BY day, entry LIMIT 1",
            (self.theme, self.first.toordinal()),
        )

    def texts(self) -> Iterator[Statement]:
        """The newest texts that charts list."""
        for ask in _ASKS:
            if isinstance(ask, Texts):
                number = self.number(ask.prompt_id)
                newest = f"ORDER BY day DESC, entry DESC LIMIT {ask.limit}"
                each = " UNION ALL ".join(
                    f"SELECT * FROM (SELECT * FROM reading r WHERE question = {number} AND stage = {STAGES[stage]}"
                    f" AND day BETWEEN ?1 AND ?2 {self.themed} {newest})"
                    for stage in ask.stages
                )
                yield (
                    "SELECT r.entry, e.title, r.day, a.text, (e.marks | a.marks) & 1"
                    f" FROM (SELECT * FROM ({each}) {newest}) r JOIN entry e ON e.id = r.entry"
                    " JOIN answer a ON a.entry = r.entry AND a.prompt = r.question"
                    " AND coalesce(a.review, 0) = CASE r.stage WHEN 1 THEN e.reviewed ELSE 0 END"
                    " ORDER BY r.day DESC, r.entry DESC",
                    (self.first.toordinal(), self.last.toordinal()),
                )

    def across_prompts(self) -> Iterator[Statement]:
        """Answers to every prompt by month, decisions by theme and month, and the days of the last year."""
        prompts = {int(number) for number in self.codes.values()}
        once = "(value = 0 OR stage = 4)"
        yield (
            " UNION ALL ".join(
                f"SELECT {number}, month, sum(n) FROM tally WHERE theme = {self.theme} AND question = {number}"
                f" AND month BETWEEN {self.inner[0]} AND {self.inner[1]}"
                f" {f'AND {once}' if number in self.multis else ''} GROUP BY month"
                for number in sorted(prompts)
            ),
            (),
        )
        decided = f"question = {FACTS[Fact.DECIDED]} AND stage = 0"
        yield (
            f"SELECT theme, month, n FROM tally WHERE theme IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) AND {decided} AND month BETWEEN ? AND ?",
            self.inner,
        )
        for days in self.days:
            yield (
                f"SELECT question, count(*) FROM reading r WHERE question IN ({_in(prompts)}) AND stage IN (0, 1, 2, 3, 4)"
                f" AND (question NOT IN ({_in(self.multis)}) OR {once}) AND day BETWEEN ? AND ? {self.themed} GROUP BY 1",
                days,
            )
            yield f"SELECT count(*) FROM reading WHERE {decided} AND day BETWEEN ? AND ?", days
            yield (
                "SELECT t.theme, count(*) FROM reading r JOIN entry_theme t ON t.entry = r.entry"
                f" WHERE {decided} AND day BETWEEN ? AND ? GROUP BY 1",
                days,
            )
        if any(isinstance(ask, Days) for ask in _ASKS):
            last = self.last.toordinal()
            yield self._at("day, value", {FACTS[Fact.WROTE]}, "0"), (last - 371, last)


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
                selection = Selection(Window.FREE, window, theme)
                tasks["data", size] = partial(_data, journal, window, theme)
                tasks["page", size] = partial(_page, journal, selection)
                tasks["opening", size] = partial(_page, journal, selection, opening_alone=True)
                tasks["limit", size] = raw_data(connections[size], window, theme)
            times = in_turns(tasks, _ROUNDS, 2)
            yield from _of_window(name, sizes, {key: found.cpu_ms for key, found in times.items()})


def _anew(journal: Journal) -> Dashboard:
    """A page that has not been looked at before, so that nothing of it is kept."""
    return Dashboard(Ledger(journal.file, journal.clock), journal.prompts)


def _data(journal: Journal, window: Span, theme: ThemeId | None) -> object:
    return _anew(journal).findings(_SHOWN, window, theme)


def _page(journal: Journal, selection: Selection, *, opening_alone: bool = False) -> object:
    return _anew(journal).page(selection, opening_alone=opening_alone)


def _of_window(name: str, sizes: tuple[int, ...], took: dict[tuple[str, int], float]) -> Iterator[Result]:
    for size in sizes:
        data, page, limit = took["data", size], took["page", size], took["limit", size]
        yield Result(4, f"data, {name}", size, data, limit, "≤ 2 ×, ≤ 30", data <= min(2 * limit, 30))
        yield Result(
            4, f"as it opens, {name}", size, took["opening", size], limit, "≤ 30", took["opening", size] <= 30
        )
        yield Result(4, f"data and words, {name}", size, page, limit, "", None)
    if {10_000, 100_000} <= {*sizes}:
        grows, least = (log10(took[one, 100_000] / took[one, 10_000]) for one in ("data", "limit"))
        yield Result(4, f"growth of data, {name}", 100_000, grows, least, "≤ 0.2", grows <= 0.2, "exponent")


def after_a_save(sizes: tuple[int, ...]) -> Iterator[Result]:
    """From the commit of one save to the page being current: what it opens with, and with "More" open too."""
    times = {(size, alone): Times() for size in sizes for alone in (True, False)}
    with ExitStack() as stack:
        journals = {size: opened(stack.enter_context(copied_journal(size))) for size in sizes}
        for place in range(_SAVES):
            for size, journal in journals.items():
                for alone in (True, False):
                    journal.writing.log(a_draft(2 * place + alone))
                    look = partial(journal.patterns.page, TEN_YEARS, opening_alone=alone)
                    timed(look, times[size, alone] if place > 2 else Times())
        for journal in journals.values():
            journal.close(back_up=False)
    for (size, alone), found in times.items():
        name = "after a save, as it opens" if alone else "after a save, with More"
        yield Result(5, name, size, found.cpu_ms, None, "≤ 16", found.cpu_ms <= 16)
        yield Result(5, name, size, found.wall_ms, None, "", None, "ms wall")
