"""The page of patterns among the other pages: there by keys, to what can be read, and back again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.ui.patterns.card import ChartCard
from app.ui.widgets import Page
from tests.gui.pages import House, names, widget_named
from tests.gui.stage import QUIET

pytestmark = [QUIET, pytest.mark.timeout(120)]


def focused() -> str:
    widget = QApplication.focusWidget()
    assert widget is not None
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def title(house: House) -> str:
    shown = house.journal.window.views[house.journal.window.shown].widget
    pages = [shown] if isinstance(shown, Page) else shown.findChildren(Page)
    return next(page.heading.text() for page in pages if page.isVisible())


def test_the_page_opens_by_its_key_with_the_focus_on_the_period(house: House) -> None:
    house.unlock()
    house.keys(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    house.rest()
    assert title(house) == "Patterns"
    assert focused() == "12 months"


def test_from_a_chart_to_its_lines_and_back_to_the_same_button(house: House) -> None:
    house.unlock()
    house.go("patterns")
    house.rest()
    house.press("Read as a page: Beliefs rewritten")
    house.rest()
    assert title(house) == "Beliefs rewritten"
    assert focused() == "Back"
    house.keys(Qt.Key.Key_Space)
    house.rest()
    assert title(house) == "Patterns"
    assert focused() == "Read as a page: Beliefs rewritten"


def test_from_the_map_to_a_chart_under_more_in_full_view(house: House) -> None:
    house.unlock()
    root = house.go("patterns", {"map": True})
    house.rest()
    house.press("Authority held: go to this chart, from Leading without authority")
    house.rest()
    assert focused().startswith("Chart: Authority held")
    card = next(one for one in root.findChildren(ChartCard) if one.series.chart == "C19")
    assert not card.heading.visibleRegion().isEmpty()


def test_the_quarterly_form_leads_to_what_was_answered_before_and_back(house: House) -> None:
    house.unlock()
    house.go("write", {"form": "quarterly"})
    house.press("Read what you answered before")
    house.rest()
    assert title(house) == "The quarterly questions"
    house.press("Back")
    house.rest()
    assert title(house) == "Looking back on the quarter"


def test_a_question_of_weekly_reflections_is_put_on_the_form_of_a_week_not_written_yet(house: House) -> None:
    house.unlock()
    house.go("patterns", {"more": True})
    house.rest()
    house.press("Show 12 more: You have not yet met these questions in this period")
    house.rest()
    house.press("Try it now: Someone's growth")
    house.rest()
    assert title(house) == "Looking back on the week"
    library = house.journal.opened.journal.prompts.now().library
    prompt = library.prompt("sp-grow")
    assert prompt is not None
    shown = house.journal.window.views["write"].widget
    assert any(name.startswith(prompt.question) for name in names(shown))


def test_a_question_of_reviews_leads_to_the_decisions_to_look_at_again(house: House) -> None:
    house.unlock()
    house.go("patterns", {"more": True})
    house.rest()
    house.press("Show 12 more: You have not yet met these questions in this period")
    house.rest()
    house.press("Try it now: The one that would have helped")
    house.rest()
    assert house.journal.window.shown == "look-again"
    assert "the question is offered once you say what happened" in " ".join(names(house.frame))


def test_a_chart_is_ticked_on_the_page_that_takes_charts_out(house: House) -> None:
    house.unlock()
    house.go("patterns")
    house.rest()
    house.press("More for this chart: Voices")
    house.press("Take this chart out…: Voices")
    house.rest()
    assert house.journal.window.shown == "report"
    tick = widget_named(house.frame, "Voices")
    assert tick.property("checked")
