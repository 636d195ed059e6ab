"""Every chart over random journals equals plain Python over the JSON that the journal exports.

The journals are written through the real services; 200 of them, in four kinds of
life whose days lie where counting by days and months can go wrong.
"""

import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.selection import Selection, Window
from app.patterns import PATTERNS
from app.services.journal import Journal
from app.storage import settings as kept_settings
from tests.fixtures.cheap import a_journal
from tests.fixtures.pattern_marks import counted_by, marks_of, rows_that_open
from tests.fixtures.plain_json import entries_of_json
from tests.fixtures.plain_library import Prompt, prompts_of_json
from tests.fixtures.plain_parts import rolling
from tests.fixtures.plain_patterns import plain_figures
from tests.fixtures.random_life import THEMES, Life, LondonClock, change, live

EACH = 50
FILE = "journal.json"
NUMBERS = (0, 1, 3, 6, 10, 16, 25, 40)


def ordinary(random: Random) -> tuple[date, ...]:
    """Any days of the last three years."""
    today = date(2026, 6, 30) + timedelta(days=random.randint(0, 400))
    return (*(today - timedelta(days=random.randint(0, 1100)) for _ in range(40)), today)


def ends_of_months(random: Random) -> tuple[date, ...]:
    """The first and last two days of months, leap days among them."""
    today = random.choice(
        (date(2024, 2, 29), date(2028, 2, 29), date(2028, 3, 1), date(2025, 2, 28), date(2026, 5, 31))
    )
    firsts = [date(today.year - back // 12, 12 - back % 12, 1) for back in range(30)]
    near = [first + timedelta(days=by) for first in firsts for by in (-2, -1, 0, 1)]
    leap = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2028, 2, 29)]
    return (*(day for day in (*near, *leap) if today - timedelta(days=900) <= day < today), today)


def clock_changes(random: Random) -> tuple[date, ...]:
    """The days on which summer time begins and ends, and those beside them."""
    changes = (
        *(date(2024, 3, 31), date(2024, 10, 27), date(2025, 3, 30)),
        *(date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25)),
    )
    today = random.choice(changes[2:]) + timedelta(days=random.randint(0, 1))
    near = [one + timedelta(days=by) for one in changes for by in (-1, 0, 1)]
    return (*(day for day in near if day < today), today)


def lone_years(random: Random) -> tuple[date, ...]:
    """One day in each of many years, and a few around today."""
    today = random.choice((date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29), date(2027, 3, 1)))
    lone = [date(today.year - back, random.randint(1, 12), random.randint(1, 28)) for back in range(1, 12)]
    return (*lone, *(today - timedelta(days=random.randint(0, 20)) for _ in range(4)), today)


KINDS = {one.__name__: one for one in (ordinary, ends_of_months, clock_changes, lone_years)}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=EACH)
@given(st.sampled_from(NUMBERS), st.sampled_from((0.15, 0.5, 0.9, 1.0)), st.integers(0, 2**32))
def test_every_chart_equals_plain_python_over_the_exported_journal(
    kind: str, number: int, answered: float, seed: int
) -> None:
    random = Random(f"{kind} {seed}")
    days = KINDS[kind](random)
    life = Life(days[-1], number, answered, days, f"{kind} {seed} life")
    clock = LondonClock()
    with a_journal(clock) as journal:
        made(journal, random.choice((min(days), *(life.today - timedelta(days=by) for by in (55, 56, 57)))))
        live(journal, clock, life)
        choose(journal, random, life)
        chosen = [a_selection(journal, random, life) for _ in range(3)]
        assert_equal(journal, chosen)
        change(journal, clock, life, random)
        assert_equal(journal, chosen)  # what is kept from one look to the next is current
        if seed % 3 == 0:
            assert_entries_stand_behind(journal, chosen[0])


def made(journal: Journal, on: date) -> None:
    """Say when the journal was made; the tests copy one that was made once."""
    with journal.file.untracked() as connection:
        at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        kept_settings.note(connection, "made_at", at.isoformat())


def choose(journal: Journal, random: Random, life: Life) -> None:
    """Show the charts that are hidden at first, pause now and then, and begin the year in some month."""
    for chart in ("C13", "C14"):
        journal.patterns.hide(chart, hidden=False)
    for _ in range(random.choice((0, 0, 1, 2))):
        first = random.choice(life.days)
        journal.pauses.add(Span(first, first + timedelta(days=random.choice((0, 6, 60)))))
    if random.random() < 0.5:
        journal.patterns.set_year_start(random.randint(1, 12))


def a_selection(journal: Journal, random: Random, life: Life) -> Selection:
    """A rolling or a free span, whole or narrowed to a theme or a framework."""
    window = random.choice(tuple(Window))
    free = None
    if window is Window.FREE:
        ahead = life.today + timedelta(days=random.choice((1, 30, 500)))
        last = ahead if random.random() < 0.3 else random.choice(life.days)
        free = Span(*sorted((random.choice(life.days), last)))
    themes = [theme.id for theme in journal.lists.themes(archived=True) if theme.name in THEMES]
    theme = random.choice(themes) if random.random() < 0.4 else None
    frameworks = [one.id for one in journal.prompts.now().library.frameworks]
    framework = random.choice(frameworks) if random.random() < 0.25 else None
    return Selection(window, free, theme, framework)


# ---- the second opinion


def exported(journal: Journal, folder: str) -> dict[str, Any]:
    path = Path(folder) / FILE
    journal.exchange.give_out("json", path)
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def assert_equal(journal: Journal, chosen: list[Selection]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = exported(journal, folder)
    entries, prompts = entries_of_json(whole), prompts_of_json(whole)
    names = {theme.id: theme.name for theme in journal.lists.themes(archived=True)}
    about = whole["journal"].get("settings", {})
    today = journal.clock.today()
    for selection in chosen:
        window = days_of(selection, today)
        figures = plain_figures(
            entries,
            today,
            window,
            theme=names.get(selection.theme, "(gone)") if selection.theme else None,
            framework=selection.framework,
            pauses=[(date.fromisoformat(a), date.fromisoformat(b)) for a, b in about.get("pauses", ())],
            year_start=about.get("year_start", 4),
            prompts=prompts,
            actions=[one["status"] for one in whole.get("actions", ())],
        )
        page = journal.patterns.page(selection)
        assert (page.window.first, page.window.last) == window
        found = {series.chart: dict(series.figures) for series in (*page.series, *page.more)}
        assert set(found) == fitting(selection.framework, prompts) - set(page.hidden)
        wrong = differences(found, {chart: figures[chart] for chart in found})
        assert not wrong, (wrong, selection)


def days_of(selection: Selection, today: date) -> tuple[date | None, date]:
    if selection.window is Window.FREE:
        assert selection.free
        assert selection.free.last
        return selection.free.first, selection.free.last
    return rolling(today, selection.window.months)


FIELDS_OF_PRACTICE = {"C4", "C10", "C11", "C13", "C14", "C15"}
"""They count what a decision journal keeps in fields of its own: dates, how sure, what happened."""


def fitting(framework: str | None, prompts: list[Prompt]) -> set[str]:
    """The charts that draw on a question of a framework, that count its fields, and the one that draws on all."""
    mine = {one["id"] for one in prompts if framework in (None, one["framework"])}
    counted = FIELDS_OF_PRACTICE if framework == "decision-quality" else set()
    return {
        one.chart
        for one in PATTERNS
        if one.only_with is None
        and (framework is None or "*" in one.draws_on or mine & set(one.draws_on) or one.chart in counted)
    }


def differences(app: Any, plain: Any, at: str = "") -> list[str]:
    """Where two sets of figures differ, by place; fractions may differ in the ninth place."""
    if isinstance(app, dict) and isinstance(plain, dict):
        found = [f"{at}.{key} only once" for key in app.keys() ^ plain.keys()]
        return found + [
            one
            for key in app.keys() & plain.keys()
            for one in differences(app[key], plain[key], f"{at}.{key}")
        ]
    if isinstance(app, list) and isinstance(plain, list) and len(app) == len(plain):
        return [
            one
            for n, pair in enumerate(zip(app, plain, strict=True))
            for one in differences(*pair, f"{at}[{n}]")
        ]
    if isinstance(app, float) and isinstance(plain, float) and abs(app - plain) < 1e-9:
        return []
    return [] if app == plain else [f"{at}: {app} and not {plain}"]


@settings(max_examples=10)
@given(st.sampled_from(tuple(KINDS)), st.sampled_from(NUMBERS), st.integers(0, 2**32))
def test_a_journal_brought_in_from_its_file_has_the_same_figures(kind: str, number: int, seed: int) -> None:
    random = Random(f"{kind} {seed}")
    days = KINDS[kind](random)
    clock = LondonClock()
    with tempfile.TemporaryDirectory() as folder, a_journal(clock) as first, a_journal(clock) as second:
        made(first, min(days))
        live(first, clock, Life(days[-1], number, 0.9, days, f"{kind} {seed} life"))
        exported(first, folder)
        second.exchange.take_in("balcony", Path(folder) / FILE, zone=UTC)
        one, other = (
            {series.chart: dict(series.figures) for series in journal.patterns.charts(Span(None, days[-1]))}
            for journal in (first, second)
        )
        assert not differences(one, other)


# ---- the entries behind


def assert_entries_stand_behind(journal: Journal, selection: Selection) -> None:
    """Every mark and every row that opens entries opens as many as it says."""
    page = journal.patterns.page(selection)
    for series in (*page.series, *page.more):
        for picture in series.pictures:
            for mark in marks_of(picture):
                assert mark.behind is not None
                n = entries_behind(journal, mark.behind, page.window, selection.theme)
                assert n in counted_by(series.chart, picture, mark), mark.label
        for row, behind, counts in rows_that_open(series):
            assert entries_behind(journal, behind, page.window, selection.theme) in counts, row


def entries_behind(journal: Journal, behind: Any, window: Span, theme: ThemeId | None) -> int:
    return len({line.entry_id for line in journal.patterns.behind(behind, window, theme, limit=1000)})
