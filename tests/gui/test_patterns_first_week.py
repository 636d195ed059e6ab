"""The page of patterns in the first week: a few decisions, each with a few answers."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton

from app.domain.entries import EntryKind
from app.patterns.series import Shown
from app.ui.patterns.card import ChartCard
from tests.gui.patterns_window import PatternsWindow
from tests.gui.test_patterns_cards import Open

FEW = {"bd-position": 1, "st-value": 2, "st-authority": 0, "st-capacity": -1}


def decide(window: PatternsWindow, how_many: int) -> None:
    for place in range(how_many):
        window.log(f"Decision {place}", decided_on=date(2026, 6, 20), answers=FEW)


def test_three_decisions_with_a_dozen_answers_are_one_list(open_patterns: Open) -> None:
    window = open_patterns("empty")
    decide(window, 3)
    said = window.texts()
    assert said.count("Too few to show a pattern.") == 1
    assert window.cards() == []


def test_five_decisions_bring_the_charts(open_patterns: Open) -> None:
    window = open_patterns("empty")
    decide(window, 5)
    assert "Balcony and dance floor over time" in window.cards()


def test_weekly_reflections_alone_do_not_announce_a_list_that_is_not_there(open_patterns: Open) -> None:
    window = open_patterns("empty")
    window.log("", kind=EntryKind.WEEKLY, decided_on=date(2026, 6, 28), answers={"kf-energy": 1})
    assert "Here they are:" not in window.texts()
    assert "There are no decisions in this period yet." in window.texts()
    window.named("Log a decision")


def test_a_framework_that_only_the_questions_count_keeps_that_chart(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Everything")
    window.press("Narrow or compare")
    window.pick("Framework", "Depth of reflection")
    window.press("More charts")
    assert "Questions met and not yet met" in window.cards()


def test_every_empty_chart_has_a_button_to_where_it_begins_and_counts_nothing_of_nothing(
    open_patterns: Open,
) -> None:
    window = open_patterns("empty")
    decide(window, 6)
    window.press("More charts")
    empty = [card for card in window.page.findChildren(ChartCard) if card.series.shown is Shown.NOTHING]
    shown = [card for card in empty if card.isVisible()]
    assert {"Loop closing", "Confidence and what happened", "Decision and outcome"} <= {
        card.accessibleName() for card in shown
    }
    for card in shown:
        if card.accessibleName() == "On this day":
            continue  # only time brings it
        begins = [
            b for b in card.findChildren(QAbstractButton) if b.isVisible() and not b.text().startswith("More")
        ]
        assert begins, card.accessibleName()
    assert "0 of 0" not in window.texts()
    assert "There are no final reviews in this period." in window.texts()
    window.press("Look again at a decision: Decision and outcome")
    assert window.went[-1][0] == "look-again"
    window.press("Log a decision: Loop closing")
    assert window.went[-1] == ("today", {"start": "decision"})


def test_a_page_of_lines_that_is_empty_leads_to_where_they_are_written(open_patterns: Open) -> None:
    window = open_patterns("empty")
    window.arrive(lines="quarterly")
    window.press("Write about this quarter")
    window.arrive(lines="C5")
    window.press("Everything")
    window.press("Look again at a decision")
    assert [page for page, _where in window.went[-2:]] == ["write", "look-again"]
    assert window.went[-2][1] == {"form": "quarterly"}
