"""The entries behind a mark of a chart, and the dated texts that charts and pages list."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from app.domain.days import Span, day_of
from app.domain.entries import EntryId, Sensitivity, Stage, ThemeId
from app.domain.readings import Behind, DatedText, EntryLine, Fact
from app.storage.codes import EARLIER, FACT_VALUES, KIND_NAMES, SENSITIVITY, STAGES
from app.storage.meanings import Meanings, listed
from app.storage.rows import fetched
from app.storage.windows import ends, overlap

WAIT_BEFORE_COUNTED = timedelta(days=14)
"""A decision not looked at counts in C4 only from 14 days past its date."""

_PRIVATE = SENSITIVITY[Sensitivity.PRIVATE_ONLY]


def themed(theme: ThemeId | None) -> str:
    """A condition that the entry of a reading `r` has a theme."""
    if not theme:  # neither of one theme nor of every theme
        return ""
    return f"AND EXISTS (SELECT 1 FROM entry_theme t WHERE t.entry = r.entry AND t.theme = {int(theme)})"


def entries_behind(
    meanings: Meanings,
    mark: Behind,
    window: Span,
    today: date,
    theme: ThemeId | None = None,
    limit: int = 200,
    pauses: tuple[Span, ...] = (),
) -> tuple[EntryLine, ...]:
    """The entries behind a mark, newest first; a theme of the mark's own stands in place of the page's."""
    where, values = _where(meanings, mark, window, today, pauses)
    if mark.without is not None:
        out, out_values = _where(meanings, mark.without, window, today, pauses)
        where += f" AND r.entry NOT IN (SELECT r.entry FROM reading r WHERE {out})"
        values += out_values
    statement = f"""
      SELECT r.entry, e.kind, e.title, r.day, min(r.value) FROM reading r JOIN entry e ON e.id = r.entry
      WHERE {where} {themed(theme if mark.theme is None else mark.theme)}
      GROUP BY r.entry, r.day ORDER BY r.day DESC, r.entry DESC LIMIT ?"""
    found = fetched(meanings.connection, statement, (*values, limit))
    return tuple(
        EntryLine(
            EntryId(entry),
            KIND_NAMES[kind],
            title,
            date.fromordinal(day),
            None if mark.also or len(mark.stages) == len(STAGES) else meanings.value(mark.reading, value),
        )
        for entry, kind, title, day, value in found
    )


def _where(
    meanings: Meanings, mark: Behind, window: Span, today: date, pauses: tuple[Span, ...]
) -> tuple[str, tuple[int, ...]]:
    inside = window if mark.span is None else overlap(window, mark.span)
    if inside is None:
        return "0", ()
    stages = set(meanings.stages(mark.reading, mark.stages))
    if stages == {*STAGES.values()}:
        stages.add(EARLIER)
    questions = listed({meanings.question(reading) for reading in (mark.reading, *mark.also)})
    where = f"r.question IN ({questions}) AND r.stage IN ({listed(stages)}) AND r.day BETWEEN ? AND ?"
    if mark.values:
        where += f" AND {meanings.carries('r.value', mark.reading, mark.values)}"
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


# ---- dated texts


def dated_texts(
    meanings: Meanings,
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
    if text:
        wanted = text.casefold()
        found = (
            one
            for one in _looked_through(meanings, prompt_ids, stages, window, theme)
            if wanted in one.text.casefold()
        )
        return tuple(islice(found, offset, offset + limit))
    # Each question and stage stands in the order of days, so that only the newest of each are read.
    newest = f"ORDER BY r.day DESC, r.entry DESC LIMIT {int(limit + offset)}"
    each = " UNION ALL ".join(
        f"SELECT * FROM (SELECT * FROM reading r WHERE r.question = {question} AND r.stage = {STAGES[stage]}"
        f" AND r.day BETWEEN :first AND :last {themed(theme)} {newest})"
        for question in sorted({meanings.question(prompt_id) for prompt_id in prompt_ids})
        for stage in stages
    )
    inner = f"(SELECT * FROM ({each}) r ORDER BY r.day DESC, r.entry DESC LIMIT {int(limit)} OFFSET {int(offset)})"
    names, (first, last) = meanings.prompts, ends(window)
    rows = fetched(meanings.connection, _TEXTS.format(inner=inner), {"first": first, "last": last})
    return tuple(_dated(names, row) for row in rows)


def _looked_through(
    meanings: Meanings,
    prompt_ids: Sequence[str],
    stages: Sequence[Stage],
    window: Span,
    theme: ThemeId | None,
) -> Iterator[DatedText]:
    questions = listed({meanings.question(prompt_id) for prompt_id in prompt_ids})
    names, inner = (
        meanings.prompts,
        (
            f"(SELECT * FROM reading r WHERE r.question IN ({questions})"
            f" AND r.stage IN ({listed(STAGES[stage] for stage in stages)})"
            f" AND r.day BETWEEN ? AND ? {themed(theme)})"
        ),
    )
    with meanings.connection.exec_driver_sql(_TEXTS.format(inner=inner), ends(window)) as result:
        yield from (_dated(names, row) for row in result)


_TEXTS = f"""
  SELECT r.entry, e.title, r.day, a.text, (e.marks | a.marks) & {_PRIVATE}, r.question
  FROM {{inner}} r JOIN entry e ON e.id = r.entry
  JOIN answer a ON a.entry = r.entry AND a.prompt = r.question
    AND coalesce(a.review, 0) = CASE r.stage WHEN 1 THEN e.reviewed ELSE 0 END
  ORDER BY r.day DESC, r.entry DESC"""


def _dated(names: dict[int, str], row: Sequence[Any]) -> DatedText:
    entry, title, day, text, marked, question = row
    return DatedText(EntryId(entry), title, date.fromordinal(day), text, bool(marked), names[question])
