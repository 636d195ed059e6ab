"""Pages to read: the lines of a chart, the quarterly questions in sequence, and the map of frameworks."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.patterns.coverage_map import MODELS
from app.services.journal import Journal
from app.ui.patterns.entry_list import RowButton
from app.ui.patterns.map_page import FrameworkRow
from tests.fixtures.cheap import log
from tests.gui.patterns_window import PatternsWindow

Open = Callable[..., PatternsWindow]


def rows(window: PatternsWindow) -> list[str]:
    return [row.row.text for row in window.page.findChildren(RowButton) if row.isVisible()]


def headings(window: PatternsWindow) -> list[str]:
    return [one.accessibleName() for one in window.view.lines.lists] if window.view.lines else []


def test_beliefs_are_read_as_a_page_newest_first(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("Read as a page: Beliefs rewritten")
    assert window.went[-1] == ("patterns", {"lines": "C5"})
    window.arrive(lines="C5")
    assert window.page.heading.text() == "Beliefs rewritten"
    assert window.page.subtitle.text() == "From 1 July 2025 to 30 June 2026"
    assert [text.split(" · ")[0] for text in rows(window)] == [
        "12 May 2026", "28 April 2026", "13 March 2026", "12 December 2025", "7 October 2025",
    ]  # fmt: skip
    assert "5 lines. Enter opens the entry a line stands in." in window.texts()


def test_a_line_opens_its_entry_and_back_is_asked_of_the_window(open_patterns: Open) -> None:
    window = open_patterns()
    back: list[int] = []
    window.desk.went_back.connect(lambda: back.append(1))
    window.arrive(lines="C22")
    first = next(one for one in window.page.findChildren(RowButton) if one.isVisible())
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert window.went[-1][0] == "decision"
    window.press("Back")
    assert back == [1]


def test_lines_are_searched_in_any_case(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(lines="C5")
    assert window.view.lines is not None
    window.view.lines.search.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "TRUSTS")
    window.settle()
    assert [text.split(" · ")[0] for text in rows(window)] == ["28 April 2026"]
    assert "1 line with “TRUSTS”." in window.texts()
    QTest.keyClicks(focused, " nowhere")
    window.settle()
    assert "No line has these words." in window.texts()


def test_lines_keep_to_the_period_until_everything_is_asked_for(open_patterns: Open) -> None:
    window = open_patterns()
    window.press("3 months")
    window.arrive(lines="C5")
    assert len(rows(window)) == 2
    window.press("Everything")
    assert len(rows(window)) == 5


def test_many_lines_come_a_few_at_a_time(open_patterns: Open) -> None:
    window = open_patterns("empty")

    def write(journal: Journal) -> None:
        for number in range(30):
            log(journal, f"Week {number}", answers={"dq-kind": f"Answer {number}"})

    window.do(write)
    window.arrive(lines="quarterly")
    assert len(rows(window)) == 12
    first = next(
        one
        for one in window.page.findChildren(QAbstractButton)
        if one.isVisible() and one.text().startswith("Show 18")
    )
    QTest.keyClick(first, Qt.Key.Key_Space)
    window.settle()
    assert len(rows(window)) == 30
    focused = QApplication.focusWidget()
    assert isinstance(focused, RowButton)


def test_quarterly_answers_are_read_in_sequence_by_question_and_by_quarter(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(lines="quarterly")
    assert window.page.subtitle.text() == "Everything"
    assert [one.split("?")[0].split(",")[0] for one in headings(window)] == [
        "In the last quarter", "What would you have to find out to tell whether children are better off",
        "What has the whole local system learned lately",
    ]  # fmt: skip
    window.press("By quarter")
    assert headings(window) == ["April to June 2026"]
    assert rows(window)[0].split("\n")[0].endswith("June 2026 · When leadership made the difference")


def test_the_pages_to_read_are_offered_at_the_end(open_patterns: Open) -> None:
    window = open_patterns()
    for name, where in (
        ("Read: Beliefs I rewrote", {"lines": "C5"}),
        ("Read: What nobody intended", {"lines": "C22"}),
        ("Read: The quarterly questions", {"lines": "quarterly"}),
        ("Read: Where every framework shows up", {"map": True}),
    ):
        window.press(name)
        assert window.went[-1] == ("patterns", where)


def test_every_framework_and_every_model_of_the_paper_is_on_the_map(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(map=True)
    found = window.page.findChildren(FrameworkRow)
    names = {one.accessibleName() for one in found}
    library = window.journal.prompts.now().library
    assert names == {one.name for one in library.frameworks}
    texts = window.texts()
    for models in MODELS.values():
        assert all(model in texts for model in models)
    assert all(one.buttons for one in found)


def test_the_map_says_how_many_answers_and_what_was_not_met(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(map=True)
    assert "68 answers, to 6 questions; 1 not met yet." in window.texts()
    assert "Not met yet: Which rule is in question?" in window.texts()


def test_a_chart_on_the_map_leads_to_it(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(map=True)
    window.press("Boundaries: go to this chart, from Cultural and local-authority boundaries")
    assert window.went[-1] == ("patterns", {"chart": "C18"})


def test_a_save_is_on_the_map_and_among_the_lines_at_once(open_patterns: Open) -> None:
    window = open_patterns()
    window.arrive(map=True)
    window.log("One more", answers={"ll-intent": "single"})
    assert "69 answers, to 6 questions; 1 not met yet." in window.texts()
    window.arrive(lines="quarterly")
    window.log("A quarter", answers={"dq-kind": "By listening longer."})
    assert any("By listening longer." in text for text in rows(window))
