"""A chart is walked by keyboard, pressed by pointer and read by a screen reader."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.patterns.series import Mark, Table
from app.ui.charts import ChartCanvas, SeriesTable
from app.ui.theme import Look, apply_look
from tests.gui.pictures import CALIBRATION, PICTURES, SHARES, VOICES
from tests.gui.stage import QUIET, Stage, spoken

pytestmark = QUIET


def test_a_chart_is_one_tab_stop(qtbot: QtBot) -> None:
    canvas = ChartCanvas(SHARES)
    stage = Stage(qtbot, canvas)
    stage.press(Qt.Key.Key_Tab)
    assert canvas.hasFocus()
    stage.press(Qt.Key.Key_Tab)
    assert stage.focused_name == "after"


def test_arrows_move_between_marks_and_speak_each(qtbot: QtBot) -> None:
    canvas = ChartCanvas(SHARES)
    stage = Stage(qtbot, canvas)
    canvas.setFocus()
    with spoken() as heard:
        stage.press(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Home)
    assert heard == [
        "Dec 2026: 3 Dance floor",
        "Dec 2026: 1 Both",
        "Feb 2026: 2 Both",
        "Nov 2026: 6 Balcony",
        "Dec 2026: 3 Dance floor",
    ]


def test_enter_opens_the_mark_the_arrows_are_on(qtbot: QtBot) -> None:
    canvas = ChartCanvas(VOICES)
    stage = Stage(qtbot, canvas)
    canvas.setFocus()
    chosen: list[Mark] = []
    canvas.mark_chosen.connect(chosen.append)
    stage.press(Qt.Key.Key_Return)
    assert chosen == [], "no mark was chosen yet"
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    assert chosen == [VOICES.rows[0].right]


def test_a_click_opens_the_mark_under_it_and_nothing_beside_it(qtbot: QtBot) -> None:
    canvas = ChartCanvas(CALIBRATION)
    stage = Stage(qtbot, canvas)
    chosen: list[Mark] = []
    canvas.mark_chosen.connect(chosen.append)
    shape = canvas.spoken_marks()[2]
    stage.click(canvas, shape.rect.center().toPoint())
    stage.click(canvas, canvas.rect().bottomRight())
    assert chosen == [CALIBRATION.bands[3].mark]


@pytest.mark.parametrize("name", PICTURES)
def test_a_screen_reader_finds_the_chart_and_each_mark_in_its_place(qtbot: QtBot, name: str) -> None:
    canvas = ChartCanvas(PICTURES[name], name="Where I stood")
    _stage = Stage(qtbot, canvas)
    chart = QAccessible.queryAccessibleInterface(canvas)
    assert chart.role() == QAccessible.Role.Chart
    assert chart.text(QAccessible.Text.Name) == "Chart: Where I stood"
    assert "Arrow keys" in chart.text(QAccessible.Text.Description)
    marks = canvas.spoken_marks()
    assert chart.childCount() == len(marks) > 0
    for at in (0, len(marks) - 1):
        child = chart.child(at)
        assert child.isValid()
        assert child.text(QAccessible.Text.Name) == marks[at].label
        assert chart.indexOfChild(child) == at
        assert chart.rect().contains(child.rect().center())
        assert child.parent().role() == QAccessible.Role.Chart


def test_the_mark_the_arrows_are_on_says_that_it_has_the_focus(qtbot: QtBot) -> None:
    canvas = ChartCanvas(VOICES)
    stage = Stage(qtbot, canvas)
    canvas.setFocus()
    stage.press(Qt.Key.Key_End)
    chart = QAccessible.queryAccessibleInterface(canvas)
    states = [bool(chart.child(at).state().focused) for at in range(chart.childCount())]
    assert states == [False] * 7 + [True]


def test_the_outline_of_the_current_mark_can_be_seen(qtbot: QtBot) -> None:
    canvas = ChartCanvas(VOICES)
    stage = Stage(qtbot, canvas)
    canvas.setFocus()
    before = canvas.grab().toImage()
    stage.press(Qt.Key.Key_End)
    assert canvas.grab().toImage() != before


def test_another_picture_brings_other_marks_and_forgets_the_place(qtbot: QtBot) -> None:
    canvas = ChartCanvas(SHARES)
    _stage = Stage(qtbot, canvas)
    canvas.move_to(12)
    canvas.set_picture(VOICES)
    assert canvas.current_mark() is None
    chart = QAccessible.queryAccessibleInterface(canvas)
    assert chart.childCount() == 8
    assert chart.child(7).text(QAccessible.Text.Name) == canvas.spoken_marks()[7].label


def test_a_chart_that_is_gone_leaves_children_that_are_not_valid(qtbot: QtBot) -> None:
    canvas = ChartCanvas(VOICES)
    _stage = Stage(qtbot, canvas)
    child = QAccessible.queryAccessibleInterface(canvas).child(0)
    assert child.isValid()
    canvas.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not child.isValid()
    assert child.text(QAccessible.Text.Name) == ""
    assert child.parent() is None


def test_a_chart_grows_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    canvas = ChartCanvas(VOICES)
    _stage = Stage(qtbot, canvas)
    small = canvas.heightForWidth(700)
    apply_look(qapp, Look.LIGHT, 200)
    qtbot.waitUntil(lambda: canvas.heightForWidth(700) > 1.5 * small)


TABLE = Table(("Month", "Dance floor", "Balcony"), (("May 2026", "3", "2"), ("June 2026", "0", "6")))


def test_the_table_says_every_figure_and_lets_tab_out(qtbot: QtBot) -> None:
    table = SeriesTable(TABLE, name="Where I stood")
    stage = Stage(qtbot, table)
    spoken_table = QAccessible.queryAccessibleInterface(table)
    cells = [spoken_table.child(at).text(QAccessible.Text.Name) for at in range(spoken_table.childCount())]
    assert [cell for cell in cells if cell] == [
        "Month",
        "Dance floor",
        "Balcony",
        "May 2026",
        "3",
        "2",
        "June 2026",
        "0",
        "6",
    ]
    table.setFocus()
    stage.press(Qt.Key.Key_Tab)
    assert stage.focused_name == "after"


def test_the_table_is_as_tall_as_its_rows_and_copies_as_text(qtbot: QtBot) -> None:
    table = SeriesTable(TABLE)
    stage = Stage(qtbot, table)
    assert table.verticalScrollBar().maximum() == 0
    table.setFocus()
    stage.press(Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[1] == "May 2026\t3\t2"
