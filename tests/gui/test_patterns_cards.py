"""What a card of the page offers: moving, taking out, questions to try, a search, and coming back from the map."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.entries import AnswerDraft, EntryId, Happened, ReviewDraft
from app.services.journal import Journal
from app.ui.patterns.entry_list import EntryList, Row, RowButton
from app.ui.patterns.offers import OfferRow
from tests.fixtures.cheap import TODAY, log
from tests.gui.patterns_window import PatternsWindow
from tests.gui.stage import Stage, spoken

Open = Callable[..., PatternsWindow]


def test_the_rarer_buttons_are_folded_away_and_say_so(open_patterns: Open) -> None:
    window = open_patterns()
    button = window.named("More for this chart: Voices")
    assert button.accessibleDescription() == "Folded away"
    window.press("More for this chart: Voices")
    assert button.accessibleDescription() == "Open"
    assert window.focused_name == "Less for this chart: Voices"
    window.named("Hide this chart: Voices")


def test_a_chart_moves_later_keeps_the_focus_and_undo_moves_it_back(open_patterns: Open) -> None:
    window = open_patterns()
    before = window.cards()
    said: list[str] = []
    window.desk.said.connect(said.append)
    window.press("More for this chart: Loop share")
    window.press("Later on this page: Loop share")
    assert window.cards()[:3] == [before[0], before[2], before[1]]
    assert window.focused_name == "Later on this page: Loop share"
    assert said == ["“Loop share” comes third of 6 now."]
    window.do(Journal.undo)
    assert window.cards() == before


def test_the_first_chart_cannot_come_earlier_and_the_focus_stays_on_it(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More for this chart: Loop share")
    window.press("Earlier on this page: Loop share")
    assert window.cards()[0] == "Loop share"
    assert not window.named("Earlier on this page: Loop share").isEnabled()
    assert window.focused_name == "Later on this page: Loop share"


def test_the_usual_order_comes_back_from_the_end_of_the_page(open_patterns: Open) -> None:
    window = open_patterns()
    before = window.cards()
    window.press("More for this chart: Loop share")
    window.press("Earlier on this page: Loop share")
    window.press("Put the charts back in their usual order")
    assert window.cards() == before


def test_a_chart_is_taken_out_by_the_page_that_does_so(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More for this chart: Voices")
    window.press("Take this chart out…: Voices")
    assert window.went[-1] == ("report", {"charts": ("C9",)})


def test_charts_hidden_at_first_are_offered_and_shown(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Show: When I write")
    assert "When I write" in window.cards()
    assert window.focused_name.endswith("When I write") or "When I write" in window.focused_name
    assert window.journal.patterns.hidden() == ("C14",)


def test_a_question_not_met_is_tried_on_the_form_that_asks_it(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More charts")
    window.press("Try it now: Can it be undone?")
    assert window.went[-1] == ("write", {"form": "standard", "prompt": "dj-reversible"})


def test_a_question_that_is_not_for_me_goes_and_undo_brings_it_back(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More charts")
    window.press("Not for me: Can it be undone?")
    assert "You have met 67 of 82 questions in this period." in window.texts()
    assert window.focused_name == "Not for me: Which rule is in question?"
    window.do(Journal.undo)
    assert "You have met 67 of 83 questions in this period." in window.texts()
    window.named("Not for me: Can it be undone?")


def test_the_other_questions_not_met_are_shown_on_request(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More charts")
    card = window.card("Questions met and not yet met")
    assert len(card.findChildren(OfferRow)) == 4
    window.press("Show 12 more: You have not yet met these questions in this period")
    assert len([row for row in card.findChildren(OfferRow) if row.isVisible()]) == 16


def with_many_beliefs(window: PatternsWindow) -> None:
    def write(journal: Journal) -> None:
        for number in range(14):
            on = TODAY - timedelta(days=60 + number)
            entry = log(journal, f"Call {number}", decided_on=on)
            belief = AnswerDraft(f"I used to think {number}. Now I think of wolves and {number * 2}.")
            journal.reviews.save(
                entry, ReviewDraft(happened=Happened.YES, answers={"ll-assumption-changed": belief})
            )

    window.do(write)


def test_more_than_a_dozen_lines_can_be_searched(open_patterns: Open) -> None:
    window = open_patterns("empty")
    with_many_beliefs(window)
    card = window.card("Beliefs rewritten")
    field = next(one for one in card.findChildren(QLineEdit) if one.isVisible())
    assert field.accessibleName() == "Search these lines: Lines: Beliefs rewritten"
    with spoken() as heard:
        QTest.keyClicks(field, "think 13")
        window.settle()
    rows = [row for row in card.findChildren(RowButton) if row.isVisible()]
    assert [row.row.text.split("\n")[1] for row in rows] == [
        "I used to think 13. Now I think of wolves and 26."
    ]
    assert heard[-1] == "1 of 14 lines"


def test_five_lines_need_no_search(open_patterns: Open) -> None:
    card = open_patterns().card("Beliefs rewritten")
    assert not [one for one in card.findChildren(QLineEdit) if one.isVisible()]


def test_asked_for_a_chart_the_page_goes_there(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(chart="C11")
    assert window.focused_name.startswith("Chart: Decision and outcome")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not focused.visibleRegion().isEmpty()


def test_asked_for_a_hidden_chart_the_page_shows_it_first(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(chart="C14")
    assert "Time to look again" in window.focused_name
    assert window.journal.patterns.hidden() == ("C13",)


def test_asked_for_a_chart_that_a_framework_leaves_out_the_page_widens(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Narrow or compare")
    window.pick("Framework", "Strategic triangle")
    window.arrive(chart="C9")
    assert window.focused_name.startswith("Chart: Voices")
    assert window.journal.patterns.kept().framework is None


def test_ctrl_t_works_in_the_charts_under_more(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More charts")
    window.canvas("Themes over time").setFocus()
    window.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.focused_name == "Table: Themes over time"
    window.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.focused_name.startswith("Chart: Themes over time")


def test_what_is_unfolded_below_the_edge_comes_into_view_with_its_button(open_patterns: Open) -> None:
    window = open_patterns()
    window.host.resize(911, 400)
    window.settle()
    window.press("More for this chart: Triangle alignment")
    window.settle()
    part = window.card("Triangle alignment").more
    assert part is not None
    assert part.visibleRegion().boundingRect().height() == part.height()
    assert not window.card("Triangle alignment").more_button.visibleRegion().isEmpty()


def test_the_page_leads_to_how_it_is_read(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Read: How to read this page")
    assert window.went[-1] == ("help", {"topic": "reading-patterns"})


def test_a_question_stands_level_with_its_buttons(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More charts")
    row = window.card("Questions met and not yet met").findChildren(OfferRow)[0]
    words = row.title.mapTo(row, row.title.rect().center()).y()
    button = row.try_button.mapTo(row, row.try_button.rect().center()).y()
    assert abs(words - button) <= 2


def test_a_list_that_says_other_rows_keeps_the_focus_where_it_stands_and_one_stop_for_tab(
    qtbot: QtBot,
) -> None:
    def rows(*texts: str) -> tuple[Row, ...]:
        return tuple(Row(text, EntryId(at)) for at, text in enumerate(texts, 1))

    def said() -> list[str]:
        return [one.accessibleName() for one in listed.findChildren(RowButton) if one.isVisible()]

    listed = EntryList("Entries", rows("One", "Two", "Three", "Four"))
    stage = Stage(qtbot, listed)
    listed.findChildren(RowButton)[1].setFocus()
    listed.set_rows(rows("A", "B", "C"))
    assert said() == ["A", "B", "C"]
    stops = [one for one in listed.findChildren(RowButton) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [one.accessibleName() for one in stops if one.isVisible()] == ["B"]
    assert stops[0].hasFocus()
    opened: list[object] = []
    listed.opened.connect(opened.append)
    QTest.keyClick(stops[0], Qt.Key.Key_Return)
    assert opened == [EntryId(2)]
    listed.set_rows(rows("A", "B", "C", "D", "E", "F", "G"))
    assert said() == ["A", "B", "C", "D", "E", "F"]
    listed.set_rows(())
    assert said() == []
    assert stage.widget is listed
