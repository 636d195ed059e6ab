"""What every chart promises, whatever is in the journal."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from app.domain.days import Span, rolling_window
from app.domain.readings import Findings
from app.patterns import PATTERNS
from app.patterns.page import CAVEAT
from app.patterns.pattern import Pattern
from app.patterns.series import (
    Bars,
    Calibration,
    Columns,
    Mark,
    Picture,
    Series,
    Shown,
    Strips,
    shown_for,
)
from tests.fixtures.pattern_findings import findings_of, found_behind, made_up
from tests.fixtures.plain_patterns import Entry

TODAY = date(2026, 6, 30)
ALL = Span(None, TODAY)
EVERY = pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.chart)
NUMBERS = (0, 1, 4, 5, 9, 10, 19, 20)
NOT_SAID = re.compile(
    r"\b(score|performance|target|compliance|failure|success|overdue|streak|user|should|"
    r"strong|poor|healthy|well done|congratulations|private)\b",
    re.IGNORECASE,
)


def computed(pattern: Pattern, entries: list[Entry], window: Span = ALL) -> Series:
    return pattern.compute(findings_of(entries, pattern.asks, TODAY, window))


def marks_of(picture: Picture) -> Iterator[Mark]:
    if isinstance(picture, Columns):
        yield from (mark for column in picture.columns for mark in column.parts)
    elif isinstance(picture, Bars):
        yield from (m for row in picture.rows for m in (row.left, row.right, row.rest) if m)
    elif isinstance(picture, Strips):
        yield from (mark for row in picture.rows for mark in row.marks)
    else:
        yield from (band.mark for band in picture.bands)


def words_of(series: Series) -> list[str]:
    marks = [mark.label for picture in series.pictures for mark in marks_of(picture)]
    cells = [text for row in (series.table.headers, *series.table.rows) for text in row]
    titles = [picture.title for picture in series.pictures]
    return [series.title, series.question, series.sentence, series.caption, *series.notes, series.later,
            series.about, series.source, series.lines_title, series.listing_title, *titles, *marks,
            *cells]  # fmt: skip


def check(series: Series) -> None:
    """What holds at every number of answers."""
    assert series.shown is shown_for(series.n)
    assert series.sentence
    assert series.caption
    assert series.about
    assert series.source
    assert series.later
    assert series.everything is not None
    assert series.table.headers
    assert series.table.rows
    assert all(len(row) == len(series.table.headers) for row in series.table.rows)
    assert len(series.table.behind) == len(series.table.rows)
    for picture in series.pictures:
        for mark in marks_of(picture):
            assert mark.label
            assert mark.behind is not None
    said = words_of(series)
    assert not [text for text in said if NOT_SAID.search(text)]
    if series.n < 10:
        assert not [text for text in said if "%" in text]
    if series.n < 20:
        assert not any(isinstance(picture, Calibration) for picture in series.pictures)
        assert not [text for text in said if "roughly between" in text]
        columns = [p for p in series.pictures if isinstance(p, Columns) and p.title.endswith("by month")]
        assert all(column.as_dots for picture in columns for column in picture.columns)
    if series.n < 5:
        assert not series.pictures
        assert not series.notes
        assert not any(dict(series.figures["shown"]).values())  # type: ignore[call-overload]
    assert series.figures["display"] == series.shown.value
    assert series.figures["n"] == series.n


@EVERY
@pytest.mark.parametrize("n", NUMBERS)
def test_a_chart_shows_no_more_than_its_number_of_answers_allows(pattern: Pattern, n: int) -> None:
    for seed in range(4):
        series = computed(pattern, made_up(n, seed, TODAY, 300))
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
        entries = made_up(700, seed, TODAY, 3650, answered)
        check(computed(pattern, entries, rolling_window(TODAY, months)))


@EVERY
def test_every_count_that_is_drawn_is_the_number_of_entries_behind_it(pattern: Pattern) -> None:
    for seed, number in enumerate((7, 14, 60)):
        entries = made_up(number, seed, TODAY, 500, 0.9)
        window = rolling_window(TODAY, 12)
        series = computed(pattern, entries, window)
        marks = [mark for picture in series.pictures for mark in marks_of(picture)]
        for mark in marks:
            assert mark.behind is not None
            assert len(found_behind(entries, mark.behind, TODAY, window)) == mark.value, mark.label
        assert series.everything is not None
        assert len(found_behind(entries, series.everything, TODAY, window)) == series.n


@EVERY
def test_a_table_row_that_opens_entries_counts_them(pattern: Pattern) -> None:
    entries = made_up(19, 3, TODAY, 300, 0.9)
    table = computed(pattern, entries).table
    for row, behind in zip(table.rows, table.behind, strict=True):
        if behind is not None:
            counts = [
                int(text.split()[0]) for text in row[1:] if text.split()[:1] and text.split()[0].isdigit()
            ]
            found = len(found_behind(entries, behind, TODAY, ALL))
            assert found in counts or found == sum(counts) or pattern.chart == "C9"


@EVERY
def test_what_a_chart_asks_is_declared_once_and_hashable(pattern: Pattern) -> None:
    assert len(set(pattern.asks)) == len(pattern.asks)


def test_the_caveat_is_the_sentence_of_the_design() -> None:
    assert CAVEAT.startswith("These are your own readings of your own decisions.")
    assert not NOT_SAID.search(CAVEAT)
