"""What every chart promises, whatever is in the journal."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest

from app.domain.conversation import ActionStatus, AgreedAction
from app.domain.days import Span, rolling_window
from app.domain.readings import Counts, Findings, Steps, Texts
from app.patterns import MORE, PAGE_ORDER, PATTERNS
from app.patterns.page import CAVEAT
from app.patterns.pattern import ANY, Pattern
from app.patterns.series import Calibration, Columns, Series, Shown, shown_for
from tests.fixtures.made_up import made_up, made_up_reflection, made_up_weekly
from tests.fixtures.pattern_findings import findings_of, found_behind
from tests.fixtures.pattern_marks import counted_by, marks_of, rows_that_open
from tests.fixtures.plain_library import labels, shipped
from tests.fixtures.plain_parts import Entry

TODAY = date(2026, 6, 30)
ALL = Span(None, TODAY)
EVERY = pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.chart)
OF_ENTRIES = pytest.mark.parametrize(
    "pattern", [one for one in PATTERNS if one.chart != "C20"], ids=lambda pattern: pattern.chart
)
NUMBERS = (0, 1, 4, 5, 9, 10, 19, 20)
NOT_SAID = re.compile(
    r"\b(score|performance|target|compliance|failure|success|overdue|streak|user|should|"
    r"strong|poor|healthy|well done|congratulations|private)\b",
    re.IGNORECASE,
)

LIBRARY = re.compile("|".join(re.escape(label) for label in labels()), re.IGNORECASE)
"""The words of the library stand as they are."""


def computed(
    pattern: Pattern, entries: Sequence[Entry], window: Span = ALL, actions: tuple[AgreedAction, ...] = ()
) -> Series:
    return pattern.compute(findings_of(entries, pattern.asks, TODAY, window, actions=actions))


def with_answers(pattern: Pattern, n: int, seed: int) -> Series:
    """A chart of a journal in which it finds exactly `n` answers."""
    random, before = Random(seed), TODAY - timedelta(days=91)
    entries = made_up(n, seed, before if pattern.chart == "C15" else TODAY, 300)
    match pattern.chart:
        case "C8":
            entries = [{**entry, "answers": {"bd-position": 1}, "reviews": []} for entry in entries]
        case "C13":
            entries = [{**entry, "reviews": []} for entry in entries]
        case "C16":
            entries += [made_up_weekly(random, TODAY, 300) for _ in range(n)]
        case "C20":
            return computed(pattern, entries, actions=agreed(n))
    return computed(pattern, entries)


def agreed(n: int) -> tuple[AgreedAction, ...]:
    statuses = tuple(ActionStatus)
    return tuple(
        AgreedAction(
            f"a-{place}", "Ask first", "leader", None, statuses[place % 3], TODAY - timedelta(days=place)
        )
        for place in range(n)
    )


@cache
def a_journal(number: int, seed: int, days: int, answered: float) -> Sequence[Entry]:
    """Decisions with weekly and other reflections between them; made once, and read only."""
    random = Random(seed)
    return (
        *made_up(number, seed, TODAY, days, answered),
        *(made_up_weekly(random, TODAY, days, answered) for _ in range(number // 2)),
        *(made_up_reflection(random, TODAY, days, answered) for _ in range(number // 4)),
    )


def words_of(series: Series) -> Iterator[str]:
    yield from (series.title, series.question, series.sentence, series.caption, *series.notes, series.later)
    yield from (series.about, series.source, series.lines_title, series.listing_title, series.offers_title)
    yield from (text for row in (series.table.headers, *series.table.rows) for text in row)
    for picture in series.pictures:
        yield picture.title
        yield from (mark.label for mark in marks_of(picture))


def check(series: Series) -> None:
    """What holds at every number of answers."""
    assert series.shown is shown_for(series.n)
    assert all((series.sentence, series.caption, series.about, series.source, series.later))
    if series.shown not in (Shown.NOTHING, Shown.LIST) and series.chart != "C10":  # words of the design
        assert series.sentence.endswith("?") or series.listing is not None
    assert series.table.headers
    assert series.table.rows
    assert all(len(row) == len(series.table.headers) for row in series.table.rows)
    assert len(series.table.behind) == len(series.table.rows)
    if series.chart != "C20":  # agreed actions stand behind no entry
        assert series.everything is not None
        assert all(mark.behind for picture in series.pictures for mark in marks_of(picture))
    assert all(mark.label for picture in series.pictures for mark in marks_of(picture))
    check_words(series)
    check_small_numbers(series)
    assert series.figures["display"] == series.shown.value
    assert series.figures["n"] == series.n
    assert series.of is None or series.of >= series.n


def check_words(series: Series) -> None:
    """No judgement, and no share or range where the numbers are too small for one."""
    for text in words_of(series):
        assert not NOT_SAID.search(LIBRARY.sub("…", text)), text
        assert series.n >= 10 or "%" not in text, text
        assert series.n >= 20 or "roughly between" not in text, text


def check_small_numbers(series: Series) -> None:
    if series.n < 20:
        assert not any(isinstance(picture, Calibration) for picture in series.pictures)
        columns = [p for p in series.pictures if isinstance(p, Columns) and p.title.endswith("by month")]
        assert all(column.as_dots for picture in columns for column in picture.columns)
    if series.n < 5:
        assert not series.pictures
        assert not series.notes
        assert not any(dict(series.figures["shown"]).values())  # type: ignore[call-overload]


@EVERY
@pytest.mark.parametrize("n", NUMBERS)
def test_a_chart_shows_no_more_than_its_number_of_answers_allows(pattern: Pattern, n: int) -> None:
    for seed in range(4):
        series = with_answers(pattern, n, seed)
        assert series.n == n
        check(series)


@EVERY
def test_a_chart_without_findings_says_what_would_appear(pattern: Pattern) -> None:
    series = pattern.compute(Findings(ALL, TODAY))
    check(series)
    assert series.shown is Shown.NOTHING
    assert series.sentence == pattern.empty


@EVERY
@pytest.mark.parametrize("months", [3, 6, 12, None])
def test_ten_years_with_ties_gaps_and_voids_are_said_like_any_other(
    pattern: Pattern, months: int | None
) -> None:
    for seed, answered in enumerate((0.15, 0.5, 0.9)):
        entries = a_journal(500, seed, 3650, answered)
        check(computed(pattern, entries, rolling_window(TODAY, months), agreed(30)))


@OF_ENTRIES
def test_every_count_that_is_drawn_is_the_number_of_entries_behind_it(pattern: Pattern) -> None:
    for seed, number in enumerate((7, 14, 60)):
        entries = a_journal(number, seed, 500, 0.9)
        window = rolling_window(TODAY, 12)
        series = computed(pattern, entries, window)
        for picture in series.pictures:
            for mark in marks_of(picture):
                assert mark.behind is not None
                found = len(found_behind(entries, mark.behind, TODAY, window))
                assert found in counted_by(pattern.chart, picture, mark), mark.label
        assert series.everything is not None
        behind = len(found_behind(entries, series.everything, TODAY, window))
        if pattern.chart in ("C8", "C13"):  # answers, and days, of which an entry can have several
            assert 0 < behind <= series.n
        elif pattern.chart == "C2":  # the slider answered most, and every entry with any
            assert behind >= series.n
        else:
            assert behind == series.n


@OF_ENTRIES
def test_a_table_row_that_opens_entries_counts_them(pattern: Pattern) -> None:
    entries = a_journal(45, 3, 300, 0.9)
    series = computed(pattern, entries)
    opened = 0
    for row, behind, counts in rows_that_open(series):
        found = len(found_behind(entries, behind, TODAY, ALL))
        assert found in counts, row
        opened += 1
    assert opened or pattern.chart == "C3"


@EVERY
def test_what_a_chart_asks_is_declared_once_and_hashable(pattern: Pattern) -> None:
    assert len(set(pattern.asks)) == len(pattern.asks)


# ---- what the library holds and where it shows


def prompts_asked(pattern: Pattern) -> set[str]:
    """The prompts a chart names in what it asks."""
    named = {ask.reading for ask in pattern.asks if isinstance(ask, Counts | Steps)}
    named |= {ask.prompt_id for ask in pattern.asks if isinstance(ask, Texts)}
    return {name for name in named if not name.startswith("fact:")}


@EVERY
def test_a_chart_names_the_prompts_it_draws_on(pattern: Pattern) -> None:
    known = {prompt["id"] for prompt in shipped()}
    assert set(pattern.draws_on) - {ANY} <= known
    assert prompts_asked(pattern) <= set(pattern.draws_on)
    assert pattern.empty_prompt == "" or pattern.empty_prompt in known


def test_every_slider_of_the_library_is_drawn_with_the_sliders() -> None:
    chart = next(one for one in PATTERNS if one.chart == "C2")
    assert set(chart.draws_on) == {prompt["id"] for prompt in shipped() if prompt["kind"] == "slider"}


def test_every_framework_of_the_paper_is_seen_in_some_chart() -> None:
    named = {prompt for pattern in PATTERNS for prompt in pattern.draws_on}
    seen = {prompt["framework"] for prompt in shipped() if prompt["id"] in named or ANY in named}
    assert seen == {prompt["framework"] for prompt in shipped()}
    assert len(seen) == 19


def test_the_page_holds_every_chart_of_the_design_once() -> None:
    charts = [pattern.chart for pattern in PATTERNS]
    assert charts == [f"C{number}" for number in range(1, 23)]
    assert sorted((*PAGE_ORDER, *MORE)) == sorted(charts)
    assert PAGE_ORDER == ("C1", "C3", "C5", "C6", "C9", "C4")
    assert [one.chart for one in PATTERNS if one.hidden_at_first] == ["C13", "C14"]
    assert [one.chart for one in PATTERNS if one.only_with is not None] == ["C20"]


def test_agreed_actions_are_absent_until_there_are_some() -> None:
    chart = next(one for one in PATTERNS if one.chart == "C20")
    assert chart.only_with is not None
    assert not chart.only_with(findings_of([], chart.asks, TODAY, ALL))
    assert chart.only_with(findings_of([], chart.asks, TODAY, ALL, actions=agreed(1)))


def test_the_caveat_is_the_sentence_of_the_design() -> None:
    assert CAVEAT.startswith("These are your own readings of your own decisions.")
    assert not NOT_SAID.search(CAVEAT)
