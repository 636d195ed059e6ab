"""What the page of patterns is narrowed to and compared with: chosen, named, remembered, and respected."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.selection import Selection, Window
from app.ui.patterns.beside import short_span
from app.ui.patterns.card import ChartCard, Shows
from app.ui.patterns.selection_bar import SelectionBar
from app.ui.widgets import Body
from app.ui.widgets.reading_order import ReadingOrder
from tests.fixtures.cheap import TODAY
from tests.gui.patterns_window import PatternsWindow

Open = Callable[..., PatternsWindow]


def fold_title(window: PatternsWindow) -> str:
    return next(iter(window.page.findChildren(SelectionBar))).fold.button.text()


def type_day(window: PatternsWindow, name: str, text: str) -> QLineEdit:
    fields = [
        one for one in window.page.findChildren(QLineEdit) if one.isVisible() and one.accessibleName() == name
    ]
    fields[0].setFocus()
    fields[0].selectAll()
    QTest.keyClicks(fields[0], text)
    QTest.keyClick(fields[0], Qt.Key.Key_Return)
    window.settle()
    return fields[0]


def test_a_theme_narrows_every_chart_and_is_named_under_the_title(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Narrow or compare")
    window.pick("Theme", "workforce")
    assert window.page.subtitle.text() == "From 1 July 2025 to 30 June 2026 · theme workforce"
    assert "8 of 8 entries answered this." in window.texts()
    assert fold_title(window) == "Narrow or compare: workforce"


def test_the_entries_behind_a_mark_keep_to_the_theme(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Narrow or compare")
    window.pick("Theme", "workforce")
    window.press("List the entries: Balcony and dance floor over time")
    panel = window.card("Balcony and dance floor over time").panel
    assert panel is not None
    assert "8 entries. Enter opens one, Esc closes the list." in window.texts()


def test_a_framework_leaves_the_charts_that_show_it(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Narrow or compare")
    window.pick("Framework", "Strategic triangle")
    assert window.cards() == ["Triangle alignment"]
    window.press("More charts")
    assert set(window.cards()) > {"Triangle alignment", "Questions met and not yet met"}
    assert "Loop share" not in window.cards()
    assert len(window.offered("Framework")) == 20


def test_what_was_chosen_is_there_the_next_time(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Narrow or compare")
    window.pick("Theme", "workforce")
    window.pick("Compare with", "The period before")
    again = PatternsWindow(window.qtbot, window.journal)
    assert again.page.subtitle.text() == window.page.subtitle.text()
    assert fold_title(again) == "Narrow or compare: workforce · beside the period before"
    again.desk.jobs.finish()
    again.host.close()


def test_from_and_to_begin_with_the_days_that_were_shown(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("From–to")
    assert "From 1 July 2025 to 30 June 2026" in window.texts()
    type_day(window, "From this day on", "1 January 2026")
    assert "From 1 January 2026 to 30 June 2026" in window.texts()
    assert window.journal.patterns.kept().window is Window.FREE


def test_days_in_the_wrong_order_are_told_and_nothing_changes(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("From–to")
    field = type_day(window, "Up to this day", "1 January 2020")
    assert "The last day of that period lies before its first." in field.accessibleDescription()
    assert "From 1 July 2025 to 30 June 2026" in window.texts()
    type_day(window, "Up to this day", "31 December 2025")
    assert field.accessibleDescription() == ""
    assert "From 1 July 2025 to 31 December 2025" in window.texts()


def test_an_empty_day_is_told(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("From–to")
    field = next(
        one for one in window.page.findChildren(QLineEdit) if one.accessibleName() == "From this day on"
    )
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "A period needs a first and a last day." in field.accessibleDescription()


def test_two_periods_stand_beside_each_other_in_two_sentences_and_one_table(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("6 months")
    window.press("Narrow or compare")
    window.pick("Compare with", "The period before")
    assert window.page.subtitle.text().endswith("beside 1 July 2025 to 30 December 2025")
    card = window.card("Loop closing")
    said = "\n".join(label.accessibleName() for label in card.findChildren(Body) if label.isVisible())
    assert said.count("looked at again within two weeks of the date you chose") == 2
    table = card.beside.table
    assert table is not None
    assert table.model().headerData(1, Qt.Orientation.Horizontal) == "31 Dec 2025–30 Jun 2026"
    assert "What was different, apart from the numbers?" in said


def test_a_comparison_of_every_chart_takes_one_part_a_turn_and_orders_tab_at_the_end(
    open_patterns: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_patterns()
    window.press("More charts")
    window.press("Everything")
    window.press("Narrow or compare")
    cards, done = window.view.charts.cards, list[tuple[str, bool]]()
    show, rest, order = ChartCard.show_series, ChartCard.show_rest, ReadingOrder.set_order

    def shown(card: ChartCard, shows: Shows) -> bool:
        changed = show(card, shows)
        if changed and not card.is_whole:
            done.append((card.series.chart, False))
        return changed

    def rested(card: ChartCard) -> None:
        rest(card)
        done.append((card.series.chart, True))

    def ordered(one: ReadingOrder) -> None:
        order(one)
        done.append(("Tab", cards.is_drawing))

    monkeypatch.setattr(ChartCard, "show_series", shown)
    monkeypatch.setattr(ChartCard, "show_rest", rested)
    monkeypatch.setattr(ReadingOrder, "set_order", ordered)
    (drawing,) = cards.findChildren(QTimer)
    drawing.timeout.connect(lambda: done.append(("turn", True)))
    window.pick("Compare with", "Another theme")
    window.pick("Theme beside it", "workforce")
    compared = [card.series.chart for card in cards.in_view() if card.beside.table is not None]
    assert len(compared) >= 8
    for chart in compared:
        assert ("turn", True) in done[done.index((chart, False)) : done.index((chart, True))]
    assert ("Tab", True) not in done
    assert ("Tab", False) in done


def test_too_few_to_compare_say_why(open_patterns: Open) -> None:
    window = open_patterns("ten")
    window.press("6 months")
    window.press("Narrow or compare")
    window.pick("Compare with", "The period before")
    assert "Two are set side by side once each has 8 answers or more:" in window.texts()
    assert "Here they are:" not in window.texts()
    assert all(card.beside.table is None for card in window.view.charts.cards.in_view())


def test_another_theme_is_compared_once_it_is_chosen(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Everything")
    window.press("Narrow or compare")
    assert "The period before" not in window.offered("Compare with")
    window.pick("Compare with", "Another theme")
    assert not window.journal.patterns.kept().is_compared
    window.pick("Theme beside it", "budget")
    assert window.page.subtitle.text() == "Everything to 30 June 2026 · beside theme budget"
    window.pick("Compare with", "Nothing")
    assert window.page.subtitle.text() == "Everything to 30 June 2026"


def test_another_period_is_compared_by_its_days(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Narrow or compare")
    window.pick("Compare with", "Another period")
    assert "beside 1 July 2024 to 30 June 2025" in window.texts()
    type_day(window, "From this day on", "1 January 2025")
    assert "beside 1 January 2025 to 30 June 2025" in window.texts()


def test_the_year_begins_where_the_leader_says_and_undo_takes_it_back(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Narrow or compare")
    window.pick("The year begins in", "September")
    assert window.journal.patterns.year_start() == 9
    window.do(lambda journal: journal.undo())
    assert window.journal.patterns.year_start() == 4
    bar = next(iter(window.page.findChildren(SelectionBar)))
    assert bar.year.field.currentText() == "April"


def test_choosing_keeps_the_focus_where_it_was(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Narrow or compare")
    bar = next(iter(window.page.findChildren(SelectionBar)))
    bar.theme.field.setFocus()
    window.pick("Theme", "budget")
    assert QApplication.focusWidget() is bar.theme.field


def test_a_selection_asked_for_is_shown_and_not_kept(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(selection=Selection(Window.THREE))
    assert "From 31 March 2026 to 30 June 2026" in window.texts()
    assert window.journal.patterns.kept().window is Window.TWELVE


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(Window.TWELVE), "Jul 2025–Jun 2026"),
        (Selection(Window.SIX), "31 Dec 2025–30 Jun 2026"),
    ],
)
def test_heads_of_tables_name_a_period_in_few_letters(selection: Selection, words: str) -> None:
    assert short_span(selection.span(TODAY)) == words
