"""Compiles what patterns ask for into a few statements over the tallies.

Whole months come from `tally`, the days at the two ends of a window from
`reading`; no text is read and no entry is built.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import Connection

from app.domain.days import Span, day_of
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
    STAGES,
)
from app.storage.derived import VOICE_PROMPTS
from app.storage.rows import fetched
from app.storage.windows import Edge, ends, outside, overlap, parts
from app.storage.wordings import Words

WAIT_BEFORE_COUNTED = timedelta(days=14)
"""A decision not looked at counts in C4 only from 14 days past its date."""

Cell = tuple[int, int, int]  # month, value, n
Cells = dict[tuple[int, int], list[Cell]]
"""Cells by question and stage."""


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
            {ask: self._steps(window, today, theme) for ask in steps},
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
        cells = self._cells(asks, window, today, theme)
        found = {}
        for ask in asks:
            own = self._own(ask, cells)
            if ask.reading in (Fact.RETURNED, Fact.WAITED):
                own += self._corrections(ask, window, today, theme, pauses)
            found[ask] = self._found(ask, own)
        return found

    def _own(self, ask: Counts, cells: Cells) -> list[Cell]:
        number = self.question(ask.reading)
        return [cell for stage in self._stages(ask) for cell in cells.get((number, stage), ())]

    def _cells(self, asks: list[Counts], window: Span, today: date, theme: ThemeId | None) -> Cells:
        """Counts by value; by month too where an ask wants that, else all in month 0."""
        by_month = {self.question(ask.reading) for ask in asks if ask.by_month}
        whole = {self.question(ask.reading) for ask in asks} - by_month
        stages = ",".join(sorted({str(stage) for ask in asks for stage in self._stages(ask)}))
        within = parts(window, today)
        cells: Cells = defaultdict(list)
        for edge in within.edges:
            for question, stage, value, n in self._edge(edge, by_month | whole, stages, theme):
                month = edge.month if question in by_month else 0
                cells[question, stage].append((month, value, edge.sign * n))
        if within.first_month > within.last_month:
            return cells
        span = (theme or 0, within.first_month, within.last_month)
        where = f"WHERE theme = ? AND stage IN ({stages}) AND month BETWEEN ? AND ? AND question IN"
        for columns, questions, group in (
            ("0, value, sum(n)", whole, "GROUP BY question, stage, value"),
            ("month, value, n", by_month, ""),
        ):
            if questions:
                statement = (
                    f"SELECT question, stage, {columns} FROM tally {where} ({_listed(questions)}) {group}"
                )
                for question, stage, month, value, n in fetched(self._connection, statement, span):
                    cells[question, stage].append((month, value, n))
        return cells

    def _edge(
        self, edge: Edge, questions: set[int], stages: str, theme: ThemeId | None
    ) -> Iterable[tuple[int, ...]]:
        statement = (
            f"SELECT question, stage, value, count(*) FROM reading r WHERE question IN ({_listed(questions)})"
            f" AND stage IN ({stages}) AND day BETWEEN ? AND ? {_themed(theme)} GROUP BY 1, 2, 3"
        )
        return fetched(self._connection, statement, (edge.first, edge.last))

    def _corrections(
        self, ask: Counts, window: Span, today: date, theme: ThemeId | None, pauses: tuple[Span, ...]
    ) -> list[Cell]:
        """What leaves C4 and C14: dates in a pause, and decisions less than 14 days past their date."""
        taken: list[Cell] = []
        for place, pause in enumerate(pauses):
            for inside in outside(overlap(window, pause), pauses[:place]):
                taken += self._own(ask, self._cells([ask], inside, today, theme))
        if ask.reading == Fact.RETURNED:
            waiting = FACT_VALUES[Fact.RETURNED]["not-yet"]
            recent = overlap(window, Span(today - WAIT_BEFORE_COUNTED + timedelta(days=1), None))
            for part in outside(recent, pauses):
                cells = self._own(ask, self._cells([ask], part, today, theme))
                taken += [cell for cell in cells if cell[1] == waiting]
        return [(month, value, -n) for month, value, n in taken]

    def _found(self, ask: Counts, cells: list[Cell]) -> CountsFound:
        names = {code: self.value(ask.reading, code) for code in {cell[1] for cell in cells}}
        by_value: dict[ReadingValue, int] = defaultdict(int)
        for _, code, n in cells:
            by_value[names[code]] += n
        if not ask.by_month:
            return CountsFound(_some(by_value))
        by_month: dict[int, dict[ReadingValue, int]] = {month: defaultdict(int) for month, _, _ in cells}
        for month, code, n in cells:
            by_month[month][names[code]] += n
        return CountsFound(
            _some(by_value),
            {month: kept for month, values in sorted(by_month.items()) if (kept := _some(values))},
        )

    # ---- steps and texts

    def _steps(self, window: Span, today: date, theme: ThemeId | None) -> dict[int, int]:
        """How often consecutive positions differ by each distance.

        Each step is held at its later day; only the first answer of the window loses its own.
        """
        number, within = theme or 0, parts(window, today)
        found: dict[int, int] = defaultdict(int)
        whole = (
            "SELECT distance, sum(n) FROM step_tally WHERE theme = ? AND month BETWEEN ? AND ? GROUP BY 1",
            (number, within.first_month, within.last_month),
            1,
        )
        days = (
            "SELECT step, count(*) FROM standing WHERE theme = ? AND day BETWEEN ? AND ?"
            " AND step IS NOT NULL GROUP BY 1"
        )
        edges = ((days, (number, edge.first, edge.last), edge.sign) for edge in within.edges)
        for statement, values, sign in (whole, *edges):
            for distance, n in self._connection.exec_driver_sql(statement, values):
                found[distance] += sign * n
        first_step = self._connection.exec_driver_sql(
            "SELECT step FROM standing WHERE theme = ? AND day BETWEEN ? AND ? ORDER BY day, entry LIMIT 1",
            (number, *ends(window)),
        ).scalar()
        if first_step is not None:
            found[first_step] -= 1
        return {distance: n for distance, n in found.items() if n}

    def _texts(self, ask: Texts, window: Span, theme: ThemeId | None) -> tuple[DatedText, ...]:
        number = self.question(ask.prompt_id)
        stages = ",".join(str(STAGES[stage]) for stage in ask.stages)
        statement = f"""
          SELECT r.entry, e.title, r.day, a.text FROM reading r JOIN entry e ON e.id = r.entry
          JOIN answer a ON a.entry = r.entry AND a.prompt = r.question
            AND coalesce(a.review, 0) = CASE r.stage WHEN 1 THEN e.reviewed ELSE 0 END
          WHERE r.question = ? AND r.stage IN ({stages}) AND r.day BETWEEN ? AND ? {_themed(theme)}
          ORDER BY r.day DESC, r.entry DESC LIMIT ?"""
        found = fetched(self._connection, statement, (number, *ends(window), ask.limit))
        return tuple(
            DatedText(entry, title, date.fromordinal(day), text) for entry, title, day, text in found
        )

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
          WHERE {where} {_themed(theme if mark.theme is None else mark.theme)}
          GROUP BY r.entry, r.day ORDER BY r.day DESC, r.entry DESC LIMIT ?"""
        found = fetched(self._connection, statement, (*values, limit))
        return tuple(
            EntryLine(
                EntryId(row[0]),
                KIND_NAMES[row[1]],
                row[2],
                date.fromordinal(row[3]),
                None if mark.also else self.value(mark.reading, row[4]),
            )
            for row in found
        )

    def _where(
        self, mark: Behind, window: Span, today: date, pauses: tuple[Span, ...]
    ) -> tuple[str, tuple[int, ...]]:
        inside = window if mark.span is None else overlap(window, mark.span)
        if inside is None:
            return "0", ()
        stages = ",".join(str(stage) for stage in self._stages(Counts(mark.reading, mark.stages)))
        questions = _listed({self.question(reading) for reading in (mark.reading, *mark.also)})
        where = f"r.question IN ({questions}) AND r.stage IN ({stages}) AND r.day BETWEEN ? AND ?"
        if mark.values:
            codes = [self.code(mark.reading, value) for value in mark.values]
            where += f" AND r.value IN ({','.join(str(code) for code in codes if code is not None)})"
        values: tuple[int, ...] = ends(inside)
        if mark.reading == Fact.RETURNED:
            waiting = FACT_VALUES[Fact.RETURNED]["not-yet"]
            where += f" AND (r.value <> {waiting} OR r.day <= ?)"
            values = (*values, day_of(today - WAIT_BEFORE_COUNTED))
        if mark.reading in (Fact.RETURNED, Fact.WAITED):
            for pause in pauses:
                where += " AND NOT r.day BETWEEN ? AND ?"
                values = (*values, *ends(pause))
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
        if reading not in self._words.prompts:
            self._words.meet_prompts(self._connection)
        return self._words.prompts.get(reading, 0)

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
        kind = self._words.kind(self._connection, self.question(reading))
        if kind == "multi":
            return ANSWERED if code == ANSWERED_CODE else self._words.option_code(self._connection, code)
        if kind == "single":
            return self._words.option_code(self._connection, code)
        return ANSWERED if kind == "text" else code

    def code(self, reading: str, value: ReadingValue) -> int | None:
        """How a value is stored, or None where no entry can carry it."""
        if reading in FACT_VALUES:
            return FACT_VALUES[reading][value]
        if isinstance(value, int):
            return value
        kind = (
            "multi" if reading == Fact.VOICES else self._words.kind(self._connection, self.question(reading))
        )
        if value == ANSWERED:
            return ANSWERED_CODE if kind == "multi" else 1
        owners = VOICE_PROMPTS if reading == Fact.VOICES else str(self.question(reading))
        found = self._connection.exec_driver_sql(
            f"SELECT min(id) FROM option WHERE prompt IN ({owners}) AND code = ?", (value,)
        ).scalar()
        return None if found is None else int(found)


def _some(values: Mapping[ReadingValue, int]) -> dict[ReadingValue, int]:
    return {value: n for value, n in values.items() if n}


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in sorted(numbers))


def _themed(theme: ThemeId | None) -> str:
    if not theme:
        return ""
    return f"AND EXISTS (SELECT 1 FROM entry_theme t WHERE t.entry = r.entry AND t.theme = {int(theme)})"
