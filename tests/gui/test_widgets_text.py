"""Writing: plain text only, problems in words beside the field, dates as people write them."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.written_dates import read_date, written
from app.ui.theme import Look, apply_look
from app.ui.theme.colours import LOOKS, contrast
from app.ui.widgets import DatePick, Page, TextArea, TextLine
from tests.gui.stage import QUIET, Stage, spoken

pytestmark = QUIET

Key = Qt.Key
TODAY = date(2026, 11, 22)


def test_a_problem_stands_beneath_the_field_is_spoken_and_described(qtbot: QtBot) -> None:
    line = TextLine("Passphrase", hint="Six words", secret=True)
    _stage = Stage(qtbot, line)
    with spoken() as heard:
        line.set_problem("That is not the passphrase.")
    assert heard == ["That is not the passphrase."]
    field = QAccessible.queryAccessibleInterface(line.field)
    assert field.text(QAccessible.Text.Name) == "Passphrase"
    assert field.text(QAccessible.Text.Description) == "That is not the passphrase. Six words"
    line.set_problem("")
    assert field.text(QAccessible.Text.Description) == "Six words"


def test_what_is_typed_can_be_shown(qtbot: QtBot) -> None:
    line = TextLine("Passphrase", secret=True)
    stage = Stage(qtbot, line)
    assert line.field.echoMode() == QLineEdit.EchoMode.Password
    stage.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Space)
    assert line.field.echoMode() == QLineEdit.EchoMode.Normal


def test_text_cut_by_pasting_is_said_not_swallowed(qtbot: QtBot) -> None:
    line = TextLine("Title", max_length=10)
    stage = Stage(qtbot, line)
    QApplication.clipboard().setText("a title much too long")
    with spoken() as heard:
        stage.press(Key.Key_Tab)
        stage.press(Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "a title mu"
    assert heard == ["Only 10 letters fit here; the rest was left out."]


def test_a_text_line_tells_typing_but_not_what_the_page_writes(qtbot: QtBot) -> None:
    line = TextLine("Title")
    stage = Stage(qtbot, line)
    told: list[object] = []
    line.changed.connect(told.append)
    line.set_text("draft")
    stage.press(Key.Key_Tab, Key.Key_End)
    stage.type("s")
    assert told == ["drafts"]


def test_tab_leaves_a_text_area(qtbot: QtBot) -> None:
    area = TextArea("What happened?")
    stage = Stage(qtbot, area)
    assert stage.tab_names() == ["What happened?"]
    assert area.text() == ""


def test_rich_text_is_pasted_as_plain_text(qtbot: QtBot) -> None:
    area = TextArea("What happened?")
    stage = Stage(qtbot, area)
    rich = QMimeData()
    rich.setHtml("<b>bold</b> <img src='file:///etc/passwd'>")
    rich.setText("bold")
    QApplication.clipboard().setMimeData(rich)
    stage.press(Key.Key_Tab)
    stage.press(Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "bold"
    assert not area.field.textCursor().charFormat().font().bold()


@pytest.mark.parametrize("percent", [100, 200])
def test_a_text_area_is_as_tall_as_its_text(qtbot: QtBot, percent: int) -> None:
    area = TextArea("What happened?")
    stage = Stage(qtbot, area, percent=percent, width=420)
    area.set_text("Several words that wrap at this width. " * 12)
    qtbot.waitUntil(lambda: area.field.verticalScrollBar().maximum() == 0)
    tall = area.field.height()
    assert tall > 6 * area.field.fontMetrics().lineSpacing()
    area.set_text("")
    qtbot.waitUntil(lambda: area.field.height() < tall / 2)
    assert stage.window.isVisible()


def test_the_line_being_written_stays_in_view(qtbot: QtBot, qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    page = Page("Write")
    area = TextArea("What happened?")
    page.add(area)
    stage = Stage(qtbot, page)
    area.field.setFocus()
    area.set_text("line\n" * 80)
    stage.press(Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    stage.type("last")

    def cursor_in_view() -> bool:
        at = area.field.viewport().mapTo(page.viewport(), area.field.cursorRect().center())
        return page.viewport().rect().contains(at)

    qtbot.waitUntil(cursor_in_view)
    assert page.verticalScrollBar().value() > 0


@pytest.mark.parametrize(
    "text",
    ["4 March 2027", "4 mar 27", "4th March 2027", "04/03/2027", "4.3.27", "2027-03-04", " 4  march, 2027 "],
)
def test_a_date_reads_however_it_is_written(text: str) -> None:
    assert read_date(text, TODAY) == date(2027, 3, 4)


@pytest.mark.parametrize(
    "text", ["", "soon", "31 February 2027", "4", "4 13 2027", "4 ma 2027", "0/0/0", "4 March next"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_date(text, TODAY) is None


def test_a_date_without_a_year_is_this_years_and_writes_back_in_words() -> None:
    assert read_date("4 march", TODAY) == date(2026, 3, 4)
    assert written(date(2026, 3, 4)) == "4 March 2026"


def date_pick() -> DatePick:
    return DatePick("Look again on", today=TODAY, least=date(2026, 11, 23))


def test_a_date_is_typed_and_told(qtbot: QtBot) -> None:
    pick = date_pick()
    stage = Stage(qtbot, pick)
    told: list[object] = []
    pick.picked.connect(told.append)
    stage.press(Key.Key_Tab)
    stage.type("4/1/27")
    stage.press(Key.Key_Tab)
    assert told == [date(2027, 1, 4)]
    assert pick.text() == "4 January 2027"


def test_a_date_out_of_range_or_unreadable_is_said_and_not_told(qtbot: QtBot) -> None:
    pick = date_pick()
    stage = Stage(qtbot, pick)
    told: list[object] = []
    pick.picked.connect(told.append)
    with spoken() as heard:
        stage.press(Key.Key_Tab)
        stage.type("1 May 2020")
        stage.press(Key.Key_Return)
        pick.field.clear()
        stage.type("soonish")
        stage.press(Key.Key_Return)
    assert told == []
    assert heard == [
        "Not before 23 November 2026, please.",
        "This does not read as a date. Try 4 March 2027.",
    ]


def test_up_and_down_step_a_date_within_its_range(qtbot: QtBot) -> None:
    pick = date_pick()
    pick.set_value(date(2026, 11, 23))
    stage = Stage(qtbot, pick)
    stage.press(Key.Key_Tab, Key.Key_Down)
    assert pick.value() == date(2026, 11, 23)
    stage.press(Key.Key_Up, Key.Key_PageUp)
    assert pick.value() == date(2026, 12, 1)


def test_a_day_can_be_picked_from_the_calendar_by_keyboard(qtbot: QtBot) -> None:
    pick = date_pick()
    pick.set_value(date(2026, 12, 10))
    stage = Stage(qtbot, pick)
    told: list[object] = []
    pick.picked.connect(told.append)
    pick.open_calendar()
    qtbot.waitUntil(lambda: stage.focused.window() is not stage.window)
    stage.press(Key.Key_Right, Key.Key_Return)
    qtbot.waitUntil(lambda: told == [date(2026, 12, 11)])


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.CONTRAST])
def test_the_words_of_an_empty_field_can_be_read(qtbot: QtBot, qapp: QApplication, look: Look) -> None:
    box = QLineEdit()
    box.setPlaceholderText("Any words")
    _stage = Stage(qtbot, box)
    apply_look(qapp, look, 100)
    shown = box.palette().color(QPalette.ColorRole.PlaceholderText)
    assert shown.alpha() == 255
    assert contrast(shown.name(), LOOKS[look].field) >= 4.5
