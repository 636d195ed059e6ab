"""The page of patterns over real journals: what it shows, what opens, what is hidden, and by which keys."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.domain.selection import Window
from app.patterns import PAGE_ORDER
from app.services.journal import Journal
from app.ui.charts import ChartCanvas, SeriesTable
from app.ui.desk import Desk
from app.ui.patterns import charts_page
from app.ui.patterns.card import ChartCard
from app.ui.patterns.gather import gather
from app.ui.theme import Look, apply_look
from app.ui.widgets import Body
from tests.fixtures.cheap import TODAY, log
from tests.gui.patterns_window import PatternsWindow

ORDER = ["Balcony and dance floor over time", "Loop share", "Beliefs rewritten",
         "Triangle alignment", "Voices", "Loop closing"]  # fmt: skip


Open = Callable[..., PatternsWindow]


def test_the_page_opens_with_six_charts_of_twelve_months_in_their_order(open_patterns: Open) -> None:
    window = open_patterns()
    assert window.cards() == ORDER
    assert "From 1 July 2025 to 30 June 2026" in window.texts()
    assert "15 of 29 on the balcony, 9 on the dance floor, 5 both." in window.texts()
    assert window.texts().count("These are your own readings of your own decisions.") == 1


def test_the_focus_begins_on_the_window_that_is_shown(open_patterns: Open) -> None:
    window = open_patterns()
    assert window.focused_name == "12 months"


def test_confidence_waits_under_more_charts(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More charts")
    cards = window.cards()
    assert cards[: len(ORDER)] == ORDER
    assert "Confidence and what happened" in cards
    assert len(cards) > 18


def test_the_sentence_stands_before_the_picture_and_the_caption_after(open_patterns: Open) -> None:
    card = open_patterns().card("Balcony and dance floor over time")
    sentence = next(label for label in card.findChildren(Body) if label.text().startswith("15 of 29"))
    caption = next(label for label in card.findChildren(Body) if label.text().startswith("29 of 29"))
    picture = next(iter(card.findChildren(ChartCanvas)))
    tops = [one.mapTo(card, QPoint(0, 0)).y() for one in (sentence, picture, caption)]
    assert tops == sorted(tops)


def test_another_window_counts_anew_and_is_kept_for_next_time(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Everything")
    assert "Everything to 30 June 2026" in window.texts()
    assert window.journal.patterns.kept().window is Window.ALL
    again = PatternsWindow(window.qtbot, window.journal)
    assert "Everything to 30 June 2026" in again.texts()
    again.desk.jobs.finish()
    again.host.close()


def test_three_months_list_the_entries_where_they_are_too_few(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("3 months")
    card = window.card("Balcony and dance floor over time")
    assert not [one for one in card.findChildren(ChartCanvas) if one.isVisible()]
    button = window.named(
        "10 June 2026 · Ask the corporate team to own the care leavers' housing target", card
    )
    QTest.keyClick(button, Qt.Key.Key_Return)
    page, where = window.went[-1]
    assert page == "decision"
    assert isinstance(where, dict)
    assert window.journal.entry(where["entry"]).title.startswith("Ask the corporate team")


def test_enter_on_a_mark_lists_its_entries_and_escape_goes_back_to_the_chart(open_patterns: Open) -> None:
    window = open_patterns("ten")
    canvas = window.canvas("Balcony and dance floor over time")
    canvas.setFocus()
    window.key(Qt.Key.Key_End)
    window.key(Qt.Key.Key_Return)
    panel = window.card("Balcony and dance floor over time").panel
    assert panel is not None
    assert panel.accessibleName() == "Entries behind: 4 of 9 on the balcony"
    assert "4 entries. Enter opens one, Esc closes the list." in window.texts()
    assert " · " in window.focused_name
    window.key(Qt.Key.Key_Escape)
    assert window.card("Balcony and dance floor over time").panel is None
    assert QApplication.focusWidget() is canvas


def test_an_entry_behind_a_mark_opens_with_enter(open_patterns: Open) -> None:
    window = open_patterns("ten")
    canvas = window.canvas("Balcony and dance floor over time")
    canvas.choose_mark(0)
    window.settle()
    window.key(Qt.Key.Key_Down)
    said = window.focused_name
    window.key(Qt.Key.Key_Return)
    page, where = window.went[-1]
    assert page == "decision"
    assert isinstance(where, dict)
    assert said.endswith(window.journal.entry(where["entry"]).title)


def test_a_click_on_a_mark_lists_its_entries_too(open_patterns: Open) -> None:
    window = open_patterns("ten")
    canvas = window.canvas("Voices")
    mark = canvas.spoken_marks()[0]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=mark.rect.center().toPoint())
    window.settle()
    panel = window.card("Voices").panel
    assert panel is not None
    assert mark.mark.label in panel.accessibleName()


def test_control_t_shows_the_table_of_the_chart_with_the_focus(open_patterns: Open) -> None:
    window = open_patterns()
    window.canvas("Loop share").setFocus()
    window.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.card("Loop share").table is not None
    assert window.card("Balcony and dance floor over time").table is None
    assert window.focused_name == "Table: Loop share"
    window.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.card("Loop share").table is None
    assert window.focused_name.startswith("Chart: Loop share")


def test_tab_leads_from_a_table_to_the_buttons_below_it(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Show as table: Balcony and dance floor over time")
    card = window.card("Balcony and dance floor over time")
    assert card.table is not None
    assert card.table.hasFocus()
    window.key(Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert card.isAncestorOf(focused)
    assert window.focused_name != "Show as table: Loop share"


def test_enter_on_a_row_of_the_table_lists_its_entries(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Show as table: Beliefs rewritten")
    table = next(iter(window.card("Beliefs rewritten").findChildren(SeriesTable)))
    assert table.hasFocus()
    window.key(Qt.Key.Key_Return)
    panel = window.card("Beliefs rewritten").panel
    assert panel is not None
    assert panel.accessibleName() == "Entries behind: Final reviews: Rewrote a belief"
    window.key(Qt.Key.Key_Escape)
    assert table.hasFocus()


def test_a_belief_opens_the_decision_it_stands_in(open_patterns: Open) -> None:
    window = open_patterns()
    card = window.card("Beliefs rewritten")
    belief = next(
        one for one in card.findChildren(QAbstractButton) if one.accessibleName().startswith("12 May 2026: I used to")
    )  # fmt: skip
    belief.setFocus()
    window.key(Qt.Key.Key_Return)
    page, where = window.went[-1]
    assert page == "decision"
    assert isinstance(where, dict)
    changed = window.journal.entry(where["entry"]).reviews[-1].answers
    assert any(str(answer.value) in belief.accessibleName() for answer in changed)


def test_waiting_decisions_are_listed_under_loop_closing(open_patterns: Open) -> None:
    card = open_patterns().card("Loop closing")
    headings = [label.text() for label in card.findChildren(Body) if label.isVisible()]
    assert "Waiting" in headings


def test_what_is_this_tells_how_it_counts_and_where_it_comes_from(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More for this chart: Voices")
    assert "Where it comes from: " in window.texts()
    window.press("Less for this chart: Voices")
    assert "Where it comes from: " not in window.texts()


def test_a_hidden_chart_goes_and_comes_back_with_undo(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More for this chart: Loop share")
    window.press("Hide this chart: Loop share")
    assert "Loop share" not in window.cards()
    assert window.focused_name == "More for this chart: Beliefs rewritten"
    window.do(Journal.undo)
    assert window.cards() == ORDER


def test_a_hidden_chart_comes_back_from_the_end_of_the_page(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("More for this chart: Loop share")
    window.press("Hide this chart: Loop share")
    window.press("Show: Loop share")
    assert window.cards() == ORDER
    assert window.journal.patterns.hidden() == ("C13", "C14")
    assert window.focused_name.startswith("Chart: Loop share")


def test_with_every_chart_hidden_the_page_still_offers_them_back(open_patterns: Open) -> None:
    window = open_patterns()
    for chart in window.journal.patterns.order():
        window.hide(chart)
    assert window.cards() == []
    assert "What appears later" not in window.texts()
    window.press("Show: Voices")
    assert window.cards() == ["Voices"]


def test_an_empty_chart_leads_to_its_prompt(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("3 months")
    window.press("Answer it on a new decision: Voices")
    assert window.went[-1] == ("write", {"form": "standard", "prompt": "vo-heard"})


def test_the_question_of_a_sentence_leads_to_the_prompt_it_asks(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Answer this on a new decision: Balcony and dance floor over time")
    assert window.went[-1] == ("write", {"form": "standard", "prompt": "bd-pulled"})


def test_an_empty_journal_says_what_appears_later_and_gives_one_button(open_patterns: Open) -> None:
    window = open_patterns("empty")
    assert "There are no decisions in this period yet." in window.texts()
    assert "What appears later" in window.texts()
    assert window.cards() == []
    window.press("Log a decision")
    assert window.went[-1] == ("today", {"start": "decision"})


def test_with_fewer_than_five_answers_everywhere_the_page_is_one_list(open_patterns: Open) -> None:
    window = open_patterns("empty")
    window.do(lambda journal: log(journal, "Hold the front door", answers={"bd-position": 2}))
    assert "Too few to show a pattern. Here they are:" in window.texts()
    assert window.cards() == []
    window.press("30 June 2026 · Hold the front door")
    assert window.went[-1][0] == "decision"


def test_the_fifth_answer_turns_the_list_into_charts(open_patterns: Open) -> None:
    window = open_patterns("empty")
    for day in range(5):
        on = TODAY - timedelta(days=day)
        window.log(f"Call {on}", decided_on=on, answers={"bd-position": 2})
    assert "5 of 5 on the balcony, 0 on the dance floor, 0 both." in window.texts()
    assert window.cards() == ORDER


def test_a_save_redraws_only_the_charts_it_changed(
    open_patterns: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_patterns()
    drawn: list[str] = []
    show = ChartCard.show_series

    def watched(card: ChartCard, *given: object) -> bool:
        changed = show(card, *given)  # type: ignore[arg-type]
        if changed:
            drawn.append(card.series.chart)
        return changed

    monkeypatch.setattr(ChartCard, "show_series", watched)
    window.do(lambda journal: log(journal, "A reflection to keep", answers={"dj-options": "none"}))
    window.do(lambda journal: journal.lists.add_theme("housing"))
    assert set(drawn) <= {"C1", "C3", "C6", "C9"}  # their captions count one entry more
    assert "C5" not in drawn
    assert "C4" not in drawn


def test_the_rest_is_asked_for_once_what_the_page_opens_with_is_drawn(
    open_patterns: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_patterns()
    window.press("More charts")
    done: list[str] = []
    show, whole = ChartCard.show_series, gather

    def watched(card: ChartCard, *given: object) -> bool:
        done.append(card.series.chart)
        return show(card, *given)  # type: ignore[arg-type]

    def asked(*given: object, **more: object) -> object:
        done.append("the rest")
        return whole(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ChartCard, "show_series", watched)
    monkeypatch.setattr(charts_page, "gather", asked)
    window.press("Everything")
    assert done.count("the rest") == 1
    first, then = done[: done.index("the rest")], done[done.index("the rest") + 1 :]
    assert {"C1", "C3", "C6", "C9"} <= {*first} <= {*PAGE_ORDER}
    assert {*PAGE_ORDER, "C2", "C8"} <= {*then}
    assert window.journal.patterns.kept().window is Window.ALL


def test_what_changes_while_another_page_is_shown_is_there_on_return(open_patterns: Open) -> None:
    window = open_patterns("empty")
    window.host.hide()
    window.do(lambda journal: log(journal, "Meanwhile"))
    window.host.show()
    window.arrive()
    assert "Meanwhile" in window.named("30 June 2026 · Meanwhile").accessibleName()


def test_coming_back_puts_the_focus_where_it_was(open_patterns: Open) -> None:
    window = open_patterns()
    window.named("More for this chart: Voices").setFocus()
    window.arrive(lines="C5")
    assert window.focused_name == "Back"
    window.arrive()
    assert window.focused_name == "More for this chart: Voices"


def test_the_journal_thread_is_asked_for_what_opens_the_page_and_then_for_the_whole(
    open_patterns: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_patterns()
    asked: list[object] = []
    read = Desk.read

    def counted(self: Desk, *given: object, **named: object) -> object:
        asked.append(given)
        return read(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "read", counted)
    window.press("6 months")
    assert len(asked) == 2
    window.log("One more")
    assert len(asked) == 3, "after a save the whole is there at once"


@pytest.mark.parametrize(("width", "height"), [(911, 512), (640, 480)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_runs_off_the_side_or_is_cut(
    open_patterns: Open, qapp: QApplication, width: int, height: int, percent: int
) -> None:
    window = open_patterns("ten")
    window.press("More charts")
    window.press("More for this chart: Loop share")
    window.press("List the entries: Loop share")
    apply_look(qapp, Look.LIGHT, percent)
    window.host.resize(width, height)
    for _ in range(4):
        QApplication.processEvents()
    column = window.page.widget()
    assert column is not None
    assert column.width() <= window.page.viewport().width()
    for widget in window.page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, Body | QAbstractButton):
            assert widget.mapTo(column, widget.rect().bottomRight()).x() <= window.page.viewport().width()
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.accessibleName()


def test_tab_reaches_every_chart_and_leaves_the_page(open_patterns: Open) -> None:
    window = open_patterns("ten")
    names: list[str] = []
    start = window.named("12 months")
    start.setFocus()
    for _ in range(200):
        window.key(Qt.Key.Key_Tab)
        names.append(window.focused_name)
        if QApplication.focusWidget() is start:
            break
    assert names[-1] == "12 months"
    for title in ("Balcony and dance floor over time", "Loop share", "Triangle alignment", "Voices"):
        assert any(name.startswith(f"Chart: {title}") for name in names)
        assert f"More for this chart: {title}" in names
    assert all(names)
