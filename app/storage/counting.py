"""Compiles what patterns ask for into a few statements over the tallies.

Whole months come from `tally`, the days at the two ends of a window from
`reading`; no text is read and no entry is built.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import Connection

from app.domain.days import Span, day_of, first_day_of_month, last_day_of_month, month_of
from app.domain.entries import EntryId, ThemeId
from app.domain.readings import (
    ANSWERED,
    Ask,
    Behind,
    Counts,
    CountsFound,
    DatedText,
    EntryLine,
    Fact,
    Findings,
    ReadingValue,
    Steps,
    Texts,
)
from app.storage.codes import (
    ANSWERED_CODE,
    FACT_VALUES,
    FACTS,
    KIND_NAMES,
    POSITION,
    STAGES,
)
from app.storage.derived import VOICE_PROMPTS
from app.storage.wordings import Words

WAIT_BEFORE_COUNTED = timedelta(days=14)
"""A decision not looked at counts in C4 only from 14 days past its date."""

_FIRST_MONTH, _LAST_MONTH = 0, 12 * 9999
Cell = tuple[int, int, int]  # month, value, n


@dataclass(frozen=True, slots=True)
class _Parts:
    """A window as whole months and the ranges of days that are left at its ends."""

    first_month: int
    last_month: int
    days: tuple[tuple[int, int], ...]


def _parts(window: Span) -> _Parts:
    first_month, last_month, days = _FIRST_MONTH, _LAST_MONTH, list[tuple[int, int]]()
    first, last = window.first, window.last
    if first is not None and last is not None and month_of(first) == month_of(last):
        return _Parts(1, 0, ((day_of(first), day_of(last)),))
    if first is not None:
        first_month = month_of(first)
        if first.day > 1:
            days.append((day_of(first), day_of(last_day_of_month(first_month))))
            first_month += 1
    if last is not None:
        last_month = month_of(last)
        if last != last_day_of_month(last_month):
            days.append((day_of(first_day_of_month(last_month)), day_of(last)))
            last_month -= 1
    return _Parts(first_month, last_month, tuple(days))


class Counting:
    """The counts of one journal; `Words` turns prompts and options into numbers and back."""

    def __init__(self, connection: Connection, words: Words) -> None:
        self._connection = connection
        self._words = words

    def answer(
        self,
        asks: Iterable[Ask],
        window: Span,
        today: date,
        theme: ThemeId | None = None,
        pauses: tuple[Span, ...] = (),
    ) -> Findings:
        """Everything asked, in one window; paused days leave C4's and C14's readings (ruling 7)."""
        wanted = list(dict.fromkeys(asks))
        counts = [ask for ask in wanted if isinstance(ask, Counts)]
        steps = [ask for ask in wanted if isinstance(ask, Steps)]
        texts = [ask for ask in wanted if isinstance(ask, Texts)]
        return Findings(
            window,
            today,
            self._counts(counts, window, today, theme, pauses),
            {ask: self._steps(window, theme) for ask in steps},
            {ask: self._texts(ask, window, theme) for ask in texts},
        )

    # ---- counts

    def _counts(
        self,
        asks: list[Counts],
        window: Span,
        today: date,
        theme: ThemeId | None,
        pauses: tuple[Span, ...],
    ) -> dict[Counts, CountsFound]:
        plain = self._cells([ask for ask in asks if not ask.by_month], window, theme, monthly=False)
        monthly = self._cells([ask for ask in asks if ask.by_month], window, theme, monthly=True)
        found = {}
        for ask in asks:
            cells = self._own(ask, monthly if ask.by_month else plain)
            if ask.reading in (Fact.RETURNED, Fact.WAITED):
                cells += self._corrections(ask, window, today, theme, pauses)
            found[ask] = self._found(ask, cells)
        return found

    def _own(self, ask: Counts, cells: Mapping[tuple[int, int], list[Cell]]) -> list[Cell]:
        number = self.question(ask.reading)
        return [cell for stage in self._stages(ask) for cell in cells.get((number, stage), ())]

    def _cells(
        self, asks: list[Counts], window: Span, theme: ThemeId | None, *, monthly: bool
    ) -> dict[tuple[int, int], list[Cell]]:
        """Cells by (question, stage): counts by value, and by month when `monthly` (else month 0)."""
        if not asks:
            return {}
        numbers = ",".join(sorted({str(self.question(ask.reading)) for ask in asks}))
        parts = _parts(window)
        month = "month" if monthly else "0"
        statement = (
            f"SELECT question, stage, {month}, value, sum(n) FROM tally"
            f" WHERE theme = ? AND month BETWEEN ? AND ? AND question IN ({numbers}) GROUP BY 1, 2, 3, 4"
        )
        ends = (theme or 0, parts.first_month, parts.last_month)
        rows = [tuple(row) for row in self._connection.exec_driver_sql(statement, ends)]
        for first, last in parts.days:
            rows += self._edge(numbers, month, first, last, theme)
        cells: dict[tuple[int, int], list[Cell]] = defaultdict(list)
        for question, stage, at, value, n in rows:
            cells[question, stage].append((at, value, n))
        return cells

    def _edge(
        self, numbers: str, month: str, first: int, last: int, theme: ThemeId | None
    ) -> list[tuple[int, ...]]:
        stages = ",".join(str(stage) for stage in STAGES.values())
        statement = (
            f"SELECT question, stage, {month}, value, count(*) FROM reading r"
            f" WHERE question IN ({numbers}) AND stage IN ({stages}) AND day BETWEEN ? AND ? {_themed(theme)}"
            " GROUP BY 1, 2, 3, 4"
        )
        return [tuple(row) for row in self._connection.exec_driver_sql(statement, (first, last))]

    def _corrections(
        self, ask: Counts, window: Span, today: date, theme: ThemeId | None, pauses: tuple[Span, ...]
    ) -> list[Cell]:
        """What leaves C4 and C14: dates in a pause, and decisions less than 14 days past their date."""
        taken: list[Cell] = []
        for place, pause in enumerate(pauses):
            for inside in _outside(_overlap(window, pause), pauses[:place]):
                taken += self._own(ask, self._cells([ask], inside, theme, monthly=ask.by_month))
        if ask.reading == Fact.RETURNED:
            waiting = FACT_VALUES[Fact.RETURNED]["not-yet"]
            recent = _overlap(window, Span(today - WAIT_BEFORE_COUNTED + timedelta(days=1), None))
            for part in _outside(recent, pauses):
                cells = self._own(ask, self._cells([ask], part, theme, monthly=ask.by_month))
                taken += [cell for cell in cells if cell[1] == waiting]
        return [(month, value, -n) for month, value, n in taken]

    def _found(self, ask: Counts, cells: list[Cell]) -> CountsFound:
        by_value: dict[ReadingValue, int] = defaultdict(int)
        by_month: dict[int, dict[ReadingValue, int]] = defaultdict(lambda: defaultdict(int))
        for month, code, n in cells:
            value = self.value(ask.reading, code)
            by_value[value] += n
            if ask.by_month:
                by_month[month][value] += n
        return CountsFound(
            _some(by_value),
            {month: kept for month, values in sorted(by_month.items()) if (kept := _some(values))},
        )

    # ---- steps and texts

    def _steps(self, window: Span, theme: ThemeId | None) -> dict[int, int]:
        """How often consecutive positions differ by each distance.

        With a theme the neighbours are others, so they are read in order; without, the tally holds
        each step at its later day, and only the first answer of the window loses its own.
        """
        if theme is not None:
            return self._steps_of_theme(window, theme)
        parts = _parts(window)
        found: dict[int, int] = defaultdict(int)
        statement = (
            "SELECT distance, sum(n) FROM step_tally WHERE question = ? AND month BETWEEN ? AND ? GROUP BY 1"
        )
        rows = list(
            self._connection.exec_driver_sql(statement, (POSITION, parts.first_month, parts.last_month))
        )
        for first, last in parts.days:
            rows += list(
                self._connection.exec_driver_sql(
                    "SELECT step, count(*) FROM reading WHERE question = ? AND stage = 0"
                    " AND day BETWEEN ? AND ? AND step IS NOT NULL GROUP BY 1",
                    (POSITION, first, last),
                )
            )
        for distance, n in rows:
            found[distance] += n
        first_step = self._connection.exec_driver_sql(
            "SELECT step FROM reading WHERE question = ? AND stage = 0 AND day BETWEEN ? AND ?"
            " ORDER BY day, entry LIMIT 1",
            (POSITION, *_ends(window)),
        ).scalar()
        if first_step is not None:
            found[first_step] -= 1
        return {distance: n for distance, n in found.items() if n}

    def _steps_of_theme(self, window: Span, theme: ThemeId) -> dict[int, int]:
        values = [
            row[0]
            for row in self._connection.exec_driver_sql(
                f"SELECT value FROM reading r WHERE question = ? AND stage = 0 AND day BETWEEN ? AND ?"
                f" {_themed(theme)} ORDER BY day, entry",
                (POSITION, *_ends(window)),
            )
        ]
        found: dict[int, int] = defaultdict(int)
        for before, after in pairwise(values):
            found[abs(after - before)] += 1
        return dict(found)

    def _texts(self, ask: Texts, window: Span, theme: ThemeId | None) -> tuple[DatedText, ...]:
        number = self.question(ask.prompt_id)
        stages = ",".join(str(STAGES[stage]) for stage in ask.stages)
        statement = f"""
          SELECT r.entry, e.title, r.day, a.text FROM reading r JOIN entry e ON e.id = r.entry
          JOIN answer a ON a.entry = r.entry AND a.prompt = r.question
            AND coalesce(a.review, 0) = CASE r.stage WHEN 1 THEN e.reviewed ELSE 0 END
          WHERE r.question = ? AND r.stage IN ({stages}) AND r.day BETWEEN ? AND ? {_themed(theme)}
          ORDER BY r.day DESC, r.entry DESC LIMIT ?"""
        rows = self._connection.exec_driver_sql(statement, (number, *_ends(window), ask.limit))
        return tuple(DatedText(EntryId(row[0]), row[1], date.fromordinal(row[2]), row[3]) for row in rows)

    # ---- entries behind a mark

    def behind(
        self,
        mark: Behind,
        window: Span,
        today: date,
        theme: ThemeId | None = None,
        limit: int = 200,
        pauses: tuple[Span, ...] = (),
    ) -> tuple[EntryLine, ...]:
        """The entries behind a mark, newest first."""
        where, values = self._where(mark, window, today, pauses)
        if mark.without is not None:
            out, out_values = self._where(mark.without, window, today, pauses)
            where += f" AND r.entry NOT IN (SELECT r.entry FROM reading r WHERE {out})"
            values += out_values
        statement = f"""
          SELECT r.entry, e.kind, e.title, r.day, min(r.value) FROM reading r JOIN entry e ON e.id = r.entry
          WHERE {where} {_themed(theme)} GROUP BY r.entry, r.day ORDER BY r.day DESC, r.entry DESC LIMIT ?"""
        rows = self._connection.exec_driver_sql(statement, (*values, limit))
        return tuple(
            EntryLine(
                EntryId(row[0]),
                KIND_NAMES[row[1]],
                row[2],
                date.fromordinal(row[3]),
                self.value(mark.reading, row[4]),
            )
            for row in rows
        )

    def _where(
        self, mark: Behind, window: Span, today: date, pauses: tuple[Span, ...]
    ) -> tuple[str, tuple[int, ...]]:
        inside = window if mark.span is None else _overlap(window, mark.span)
        if inside is None:
            return "0", ()
        stages = ",".join(str(stage) for stage in self._stages(Counts(mark.reading, mark.stages)))
        where = (
            f"r.question = {self.question(mark.reading)} AND r.stage IN ({stages}) AND r.day BETWEEN ? AND ?"
        )
        if mark.values:
            codes = [self.code(mark.reading, value) for value in mark.values]
            where += f" AND r.value IN ({','.join(str(code) for code in codes if code is not None)})"
        values: tuple[int, ...] = _ends(inside)
        if mark.reading == Fact.RETURNED:
            waiting = FACT_VALUES[Fact.RETURNED]["not-yet"]
            where += f" AND (r.value <> {waiting} OR r.day <= ?)"
            values = (*values, day_of(today - WAIT_BEFORE_COUNTED))
        if mark.reading in (Fact.RETURNED, Fact.WAITED):
            for pause in pauses:
                where += " AND NOT r.day BETWEEN ? AND ?"
                values = (*values, *_ends(pause))
        return where, values

    # ---- numbers

    def _stages(self, ask: Counts) -> tuple[int, ...]:
        if ask.reading in FACTS:
            return (0,)
        return tuple(STAGES[stage] for stage in ask.stages)

    def question(self, reading: str) -> int:
        """The number of a reading; a prompt never met has one that nothing carries."""
        if reading in FACTS:
            return FACTS[Fact(reading)]
        known = self._words.prompts.get(reading)
        if known is None:
            row = self._connection.exec_driver_sql(
                "SELECT id FROM prompt WHERE code = ?", (reading,)
            ).scalar()
            if row is None:
                return 0
            known = self._words.prompts[reading] = int(row)
        return known

    def value(self, reading: str, code: int) -> ReadingValue:
        """What a stored value stands for."""
        if reading in FACT_VALUES:
            return next(value for value, number in FACT_VALUES[reading].items() if number == code)
        if reading == Fact.VOICES:
            return ANSWERED if code == ANSWERED_CODE else self._words.option_code(self._connection, code)
        if reading in FACTS:
            return code
        return self._prompt_value(reading, code)

    def _prompt_value(self, reading: str, code: int) -> ReadingValue:
        kind = self._kinds().get(self.question(reading))
        if kind == "multi":
            return ANSWERED if code == ANSWERED_CODE else self._words.option_code(self._connection, code)
        if kind == "single":
            return self._words.option_code(self._connection, code)
        return ANSWERED if kind == "text" else code

    def _kinds(self) -> Mapping[int, str]:
        """The answer kind of each prompt number."""
        if not hasattr(self, "_known_kinds"):
            rows = self._connection.exec_driver_sql(
                "SELECT prompt, max(json_extract(body, '$.kind')) FROM wording GROUP BY prompt"
            )
            self._known_kinds: dict[int, str] = {row[0]: row[1] for row in rows}
        return self._known_kinds

    def code(self, reading: str, value: ReadingValue) -> int | None:
        """How a value is stored, or None where no entry can carry it."""
        if reading in FACT_VALUES:
            return FACT_VALUES[reading][value]
        if isinstance(value, int):
            return value
        kind = "multi" if reading == Fact.VOICES else self._kinds().get(self.question(reading))
        if value == ANSWERED:
            return ANSWERED_CODE if kind == "multi" else 1
        owners = VOICE_PROMPTS if reading == Fact.VOICES else str(self.question(reading))
        found = self._connection.exec_driver_sql(
            f"SELECT min(id) FROM option WHERE prompt IN ({owners}) AND code = ?", (value,)
        ).scalar()
        return None if found is None else int(found)


def _some(values: Mapping[ReadingValue, int]) -> dict[ReadingValue, int]:
    return {value: n for value, n in values.items() if n}


def _themed(theme: ThemeId | None) -> str:
    if theme is None:
        return ""
    return f"AND EXISTS (SELECT 1 FROM entry_theme t WHERE t.entry = r.entry AND t.theme = {int(theme)})"


def _ends(window: Span) -> tuple[int, int]:
    first = day_of(window.first) if window.first else 0
    return first, day_of(window.last) if window.last else day_of(date.max)


def _overlap(one: Span, other: Span) -> Span | None:
    firsts = [day for day in (one.first, other.first) if day is not None]
    lasts = [day for day in (one.last, other.last) if day is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return None if first is not None and last is not None and first > last else Span(first, last)


def _outside(span: Span | None, pauses: tuple[Span, ...]) -> list[Span]:
    """The days of a span that lie in no pause."""
    left = [span] if span is not None else []
    for pause in pauses:
        kept: list[Span] = []
        for part in left:
            if _overlap(part, pause) is None:
                kept.append(part)
                continue
            if pause.first is not None and (part.first is None or part.first < pause.first):
                kept.append(Span(part.first, pause.first - timedelta(days=1)))
            if pause.last is not None and (part.last is None or part.last > pause.last):
                kept.append(Span(pause.last + timedelta(days=1), part.last))
        left = kept
    return left
