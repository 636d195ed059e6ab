"""What stands behind the marks of a chart in a real file: sliders, what carries, questions, judgements, themes."""

from collections.abc import Iterator

import pytest

from app.domain.entries import EntryKind, ThemeId
from app.domain.selection import Selection, Window
from app.patterns.series import Series
from app.services.demo import make_demo
from app.services.journal import Journal
from tests.fixtures.cheap import PASSPHRASE, vault_in
from tests.fixtures.pattern_marks import counted_by, marks_of

CHARTS = ("C2", "C7", "C8", "C11", "C12")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    journal = make_demo(vault_in(tmp_path_factory.mktemp("demo")), PASSPHRASE, as_dated=True)
    yield journal
    journal.close(back_up=False)


def chart(demo: Journal, name: str, window: Window, theme: ThemeId | None) -> Series:
    patterns = demo.patterns
    (series,) = patterns.charts(patterns.span(Selection(window)), theme, [patterns.chart(name)])
    return series


def themes_of(demo: Journal) -> dict[str, ThemeId]:
    return {theme.name: theme.id for theme in demo.lists.themes()}


@pytest.mark.parametrize("window", [Window.SIX, Window.ALL])
@pytest.mark.parametrize("theme", [None, "workforce"])
@pytest.mark.parametrize("name", CHARTS)
def test_each_mark_opens_as_many_entries_as_it_counts(
    demo: Journal, name: str, theme: str | None, window: Window
) -> None:
    chosen = themes_of(demo)[theme] if theme else None
    series, span = chart(demo, name, window, chosen), demo.patterns.span(Selection(window))
    for picture in series.pictures:
        for mark in marks_of(picture):
            assert mark.behind is not None
            found = demo.patterns.behind(mark.behind, span, chosen)
            assert len(found) in counted_by(name, picture, mark), mark.label


def test_a_mark_of_themes_opens_its_own_theme_whatever_theme_is_chosen(demo: Journal) -> None:
    themes = themes_of(demo)
    series = chart(demo, "C12", Window.ALL, themes["SEND"])
    behind = dict(zip((row[0] for row in series.table.rows), series.table.behind, strict=True))
    span = demo.patterns.span(Selection(Window.ALL))

    def opened(row: str) -> int:
        mark = behind[row]
        assert mark is not None
        return len(demo.patterns.behind(mark, span, themes["SEND"]))

    assert [opened(row) for row in ("workforce", "SEND", "All decisions")] == [9, 4, 34]


def test_a_row_of_questions_opens_weekly_reflections_and_decisions_looked_at_again(demo: Journal) -> None:
    series = chart(demo, "C8", Window.ALL, None)
    rows = dict(zip((row[0] for row in series.table.rows), series.table.behind, strict=True))
    mark = rows["Depth of reflection"]
    assert mark is not None
    found = demo.patterns.behind(mark, demo.patterns.span(Selection(Window.ALL)))
    assert {line.kind for line in found} == {EntryKind.DECISION, EntryKind.WEEKLY}
