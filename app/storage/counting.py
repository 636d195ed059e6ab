"""Compiles what patterns ask for into a few statements over the tallies.

Whole months come from `tally`, the days at the two ends of a window from
`reading`; no entry is built, and texts are read only where a chart lists them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import Connection

from app.domain.days import Span
from app.domain.entries import Stage, ThemeId
from app.domain.readings import (
    EVERY_THEME,
    Agreed,
    Ask,
    Behind,
    Counts,
    CountsFound,
    Coverage,
    DatedText,
    Days,
    EntryLine,
    Fact,
    Findings,
    ReadingValue,
    Sliders,
    Steps,
    Texts,
    Themes,
)
from app.storage.behind import WAIT_BEFORE_COUNTED, dated_texts, entries_behind, themed
from app.storage.cells import Cell, Cells, View, answers_by_month, counted, entries_by_theme
from app.storage.codes import FACT_VALUES, FACTS, STAGES
from app.storage.conversation import actions
from app.storage.meanings import Meanings
from app.storage.rows import fetched
from app.storage.themes import all_themes
from app.storage.windows import ends, outside, overlap
from app.storage.wordings import Words


class Counting:
    """The counts of one journal; `Words` turns prompts and options into numbers and back."""

    def __init__(self, connection: Connection, words: Words) -> None:
        self._connection = connection
        self._meanings = Meanings(connection, words)

    def answer(
        self,
        asks: Iterable[Ask],
        view: View,
        kept: Findings | None = None,
        changed: Collection[int] = (),
    ) -> Findings:
        """Everything asked of one view.

        With `kept`, an earlier answer to the same asks of the same view, only what carries a question
        in `changed` is counted again.
        """
        wanted = [ask for ask in dict.fromkeys(asks) if kept is None or self._carries(ask, changed)]
        kept = kept or Findings(view.window, view.today)
        sliders = {ask for ask in wanted if isinstance(ask, Sliders)}
        found = replace(
            kept,
            counts={**kept.counts, **self._counts(_of(Counts, wanted), view)},
            steps={**kept.steps, **{ask: self._steps(view) for ask in _of(Steps, wanted)}},
            texts={**kept.texts, **{ask: self._texts(ask, view) for ask in _of(Texts, wanted)}},
            days={**kept.days, **{ask: self._days(ask, view) for ask in _of(Days, wanted)}},
            sliders={
                **kept.sliders,
                **{ask: self._sliders(ask, view, kept.sliders.get(ask), changed) for ask in sliders},
            },
        )
        if _of(Coverage, wanted):
            found = replace(found, coverage=self._coverage(view, kept.coverage, changed))
        if _of(Themes, wanted):
            found = replace(found, themes=self._themes(view))
        if _of(Agreed, wanted):
            found = replace(found, actions=actions(self._connection))
        return found

    def _carries(self, ask: Ask, changed: Collection[int]) -> bool:
        """Whether the answer to an ask may be another after these questions changed."""
        match ask:
            case Counts(reading=reading) | Steps(reading=reading) | Days(reading=reading):
                return self._meanings.question(reading) in changed
            case Texts(prompt_id=prompt_id):
                return self._meanings.question(prompt_id) in changed
            case Themes():
                return FACTS[Fact.DECIDED] in changed
        return True

    # ---- counts

    def _counts(self, asks: list[Counts], view: View) -> dict[Counts, CountsFound]:
        found = {}
        for age in sorted({ask.older_than for ask in asks}):
            until = Span(None, view.today - timedelta(days=age))
            inside = view.window if not age else overlap(view.window, until)
            own = [ask for ask in asks if ask.older_than == age]
            cells = {} if inside is None else self._cells(own, view.within(inside))
            for ask in own:
                of_ask = self._own(ask, cells)
                if ask.reading in (Fact.RETURNED, Fact.WAITED):
                    of_ask += self._corrections(ask, view)
                found[ask] = self._found(ask, of_ask)
        return found

    def _cells(self, asks: list[Counts], view: View) -> Cells:
        by_month = {self._meanings.question(ask.reading) for ask in asks if ask.by_month}
        whole = {self._meanings.question(ask.reading) for ask in asks} - by_month
        stages = {stage for ask in asks for stage in self._meanings.stages(ask.reading, ask.stages)}
        return counted(self._connection, whole, by_month, stages, view)

    def _own(self, ask: Counts, cells: Cells) -> list[Cell]:
        number = self._meanings.question(ask.reading)
        stages = self._meanings.stages(ask.reading, ask.stages)
        return [cell for stage in stages for cell in cells.get((number, stage), ())]

    def _corrections(self, ask: Counts, view: View) -> list[Cell]:
        """What leaves C4 and C14: dates in a pause, and decisions less than 14 days past their date."""
        taken: list[Cell] = []
        for place, pause in enumerate(view.pauses):
            for inside in outside(overlap(view.window, pause), view.pauses[:place]):
                taken += self._own(ask, self._cells([ask], view.within(inside)))
        if ask.reading == Fact.RETURNED:
            waiting = FACT_VALUES[Fact.RETURNED]["not-yet"]
            since = view.today - WAIT_BEFORE_COUNTED + timedelta(days=1)
            recent = overlap(view.window, Span(since, None))
            for part in outside(recent, view.pauses):
                cells = self._own(ask, self._cells([ask], view.within(part)))
                taken += [cell for cell in cells if cell[1] == waiting]
        return [(month, value, -n) for month, value, n in taken]

    def _found(self, ask: Counts, cells: list[Cell]) -> CountsFound:
        names = {code: self._meanings.value(ask.reading, code) for code in {cell[1] for cell in cells}}
        by_value: dict[ReadingValue, int] = defaultdict(int)
        if not ask.by_month:
            for _, code, n in cells:
                by_value[names[code]] += n
            return CountsFound(_some(by_value))
        by_month: dict[int, dict[ReadingValue, int]] = {}
        for month, code, n in cells:
            value, values = names[code], by_month.get(month)
            if values is None:
                values = by_month[month] = {}
            by_value[value] += n
            values[value] = values.get(value, 0) + n
        return CountsFound(
            _some(by_value),
            {month: kept for month, values in sorted(by_month.items()) if (kept := _some(values))},
        )

    # ---- what spans many prompts

    def _sliders(
        self, ask: Sliders, view: View, kept: Mapping[str, CountsFound] | None, changed: Collection[int]
    ) -> dict[str, CountsFound]:
        names = self._meanings.prompts
        numbers = self._meanings.of_kind("slider")
        if kept is not None:
            numbers &= set(changed)
        stages = [STAGES[stage] for stage in ask.stages]
        cells = counted(self._connection, numbers, set(), stages, view)
        found = dict(kept or {})
        for number in numbers:
            by_value: dict[ReadingValue, int] = defaultdict(int)
            for stage in stages:
                for _, place, n in cells.get((number, stage), ()):
                    by_value[place] += n
            found[names[number]] = CountsFound(_some(by_value))
        return {name: counts for name, counts in found.items() if counts.by_value}

    def _coverage(
        self, view: View, kept: Mapping[str, Mapping[int, int]], changed: Collection[int]
    ) -> dict[str, Mapping[int, int]]:
        names = self._meanings.prompts
        numbers = names.keys() & changed if kept else names.keys()
        fresh = answers_by_month(self._connection, numbers, self._meanings.kinds, view)
        found = {**kept, **{names[number]: fresh.get(number, {}) for number in numbers}}
        return {name: months for name, months in found.items() if months}

    def _themes(self, view: View) -> dict[ThemeId, dict[int, int]]:
        carried = [int(theme.id) for theme in all_themes(self._connection) if theme.used]
        found = entries_by_theme(self._connection, FACTS[Fact.DECIDED], carried, view)
        kept = {ThemeId(theme): _some(months) for theme, months in found.items()}
        return {theme: months for theme, months in kept.items() if months or theme == EVERY_THEME}

    def _days(self, ask: Days, view: View) -> dict[date, dict[ReadingValue, int]]:
        last = min(view.window.last or view.today, view.today)
        monday = last - timedelta(days=last.weekday(), weeks=ask.weeks - 1)
        inside = overlap(view.window, Span(monday, last))
        if inside is None:
            return {}
        statement = (
            f"SELECT day, value, count(*) FROM reading r WHERE question = {self._meanings.question(ask.reading)}"
            f" AND stage = 0 AND day BETWEEN ? AND ? {themed(view.theme)} GROUP BY 1, 2"
        )
        found: dict[date, dict[ReadingValue, int]] = {}
        for day, code, n in fetched(self._connection, statement, ends(inside)):
            found.setdefault(date.fromordinal(day), {})[self._meanings.value(ask.reading, code)] = n
        return found

    # ---- steps and texts

    def _steps(self, view: View) -> dict[int, int]:
        """How often consecutive positions differ by each distance.

        Each step is held at its later day; only the first answer of the window loses its own.
        """
        number, within = int(view.theme or 0), view.parts
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
            for distance, n in fetched(self._connection, statement, values):
                found[distance] += sign * n
        first = (
            "SELECT step FROM standing WHERE theme = ? AND day BETWEEN ? AND ? ORDER BY day, entry LIMIT 1"
        )
        for (step,) in fetched(self._connection, first, (number, *ends(view.window))):
            if step is not None:
                found[step] -= 1
        return {distance: n for distance, n in found.items() if n}

    def _texts(self, ask: Texts, view: View) -> tuple[DatedText, ...]:
        return dated_texts(self._meanings, (ask.prompt_id,), ask.stages, view.window, view.theme, ask.limit)

    # ---- entries behind a mark

    def behind(self, mark: Behind, view: View, limit: int = 200) -> tuple[EntryLine, ...]:
        """The entries behind a mark, newest first."""
        return entries_behind(self._meanings, mark, view.window, view.today, view.theme, limit, view.pauses)

    def lines(
        self,
        prompt_ids: Sequence[str],
        stages: Sequence[Stage],
        window: Span,
        theme: ThemeId | None = None,
        limit: int = 200,
        *,
        offset: int = 0,
        text: str = "",
    ) -> tuple[DatedText, ...]:
        """What was written to any of the prompts, newest first; with `text`, where that occurs in any case."""
        return dated_texts(self._meanings, prompt_ids, stages, window, theme, limit, offset=offset, text=text)


_Kind = TypeVar("_Kind")
_Key = TypeVar("_Key")


def _of(kind: type[_Kind], asks: Iterable[object]) -> list[_Kind]:
    return [ask for ask in asks if isinstance(ask, kind)]


def _some(counts: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: n for key, n in counts.items() if n}
