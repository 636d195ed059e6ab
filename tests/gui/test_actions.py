"""Every action stands in a menu, shows its keys and can be found by name."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu

from app.ui.actions import ACTIONS, Enabled, actions_for
from app.ui.charts.table import SeriesTable
from app.ui.open_journal import OpenJournal
from app.ui.palette import Palette
from app.ui.patterns.page import PatternsView
from app.ui.registry import PAGES
from tests.gui.pages import House, names, remove_one, widget_named
from tests.gui.stage import QUIET

pytestmark = QUIET
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def journal(house: House) -> OpenJournal:
    return house.unlock()


def test_no_two_actions_share_a_name_or_a_key() -> None:
    actions = actions_for(PAGES)
    for told in (
        Counter(action.id for action in actions),
        Counter(action.text for action in actions),
        Counter(QKeySequence(keys).toString() for action in actions for keys in action.shortcuts),
    ):
        assert [name for name, count in told.items() if count > 1] == []


def test_no_action_has_a_key_without_ctrl_alt_or_a_function_key() -> None:
    for action in ACTIONS:
        for keys in action.shortcuts:
            assert keys.startswith(("Ctrl+", "Alt+", "F", "Shift+F")), action.id


def test_every_action_stands_in_the_menu_bar_with_its_keys_and_does_something(
    house: House, journal: OpenJournal
) -> None:
    menus = house.frame.menuBar().findChildren(QMenu)
    shown = {action.objectName(): action for menu in menus for action in menu.actions()}
    table = journal.operations.table()
    for action in actions_for(PAGES):
        assert action.id in shown
        assert action.id in table
        assert [key.toString() for key in shown[action.id].shortcuts()] == [
            QKeySequence(keys).toString() for keys in action.shortcuts
        ]


def test_actions_of_pages_that_are_not_there_are_left_out() -> None:
    left = {action.id for action in actions_for(())}
    assert {"decision.new", "search", "exchange.open", "sheet.make"} & left == set()
    assert "lock.now" in left


def opened_palette(house: House) -> Palette:
    house.keys(Qt.Key.Key_K, CTRL)
    house.qtbot.waitUntil(lambda: bool(house.frame.findChildren(Palette)))
    palette = house.frame.findChildren(Palette)[0]
    house.qtbot.waitUntil(palette.line.field.hasFocus)
    return palette


def test_a_command_is_found_by_a_few_letters_and_chosen_with_enter(
    house: House, journal: OpenJournal
) -> None:
    palette = opened_palette(house)
    offered = [palette.list.item(at).text() for at in range(palette.list.count())]
    assert any(text.startswith("Lock now") and "Ctrl+L" in text for text in offered)
    assert not any(text.startswith("Back") for text in offered), "there is nowhere to go back to"
    QTest.keyClicks(palette.line.field, "wor abo")
    assert palette.list.count() == 1
    QTest.keyClick(palette.line.field, Qt.Key.Key_Return)
    house.settle()
    assert journal.window.shown == "help"


def test_arrows_move_in_the_list_of_commands_while_typing_goes_on(house: House, journal: OpenJournal) -> None:
    palette = opened_palette(house)
    QTest.keyClicks(palette.line.field, "look")
    first = palette.list.currentItem().text()
    QTest.keyClick(palette.line.field, Qt.Key.Key_Down)
    assert palette.list.currentItem().text() != first
    assert palette.line.field.hasFocus()


def test_letters_that_no_command_has_are_said(house: House, journal: OpenJournal) -> None:
    palette = opened_palette(house)
    QTest.keyClicks(palette.line.field, "zzz")
    assert "No command has these letters. Try fewer." in names(palette)
    assert not palette.findChildren(QListWidget)[0].isVisible()


def test_the_palette_stands_still_while_no_command_is_found(house: House, journal: OpenJournal) -> None:
    palette = opened_palette(house)
    settled = [part.geometry() for part in (palette.line, palette.line.field)]
    QTest.keyClicks(palette.line.field, "zzz")
    house.settle()
    assert [part.geometry() for part in (palette.line, palette.line.field)] == settled
    said = palette.none.mapTo(palette, palette.none.rect().topLeft())
    under = palette.line.mapTo(palette, palette.line.rect().bottomLeft())
    assert 0 < said.y() - under.y() < 40, "said right below what was typed"


@pytest.mark.parametrize(
    ("action", "title"),
    [("weekly.new", "Looking back on the week"), ("quarterly.new", "Looking back on the quarter")],
)
def test_a_week_and_a_quarter_can_be_looked_back_on_at_any_time(
    house: House, journal: OpenJournal, action: str, title: str
) -> None:
    journal.commands.do(action)
    house.settle()
    assert journal.window.shown == "write"
    assert title in names(journal.window.stack)


# ---- undo


def count(house: House) -> int:
    return house.journal.jobs.now(house.journal.opened.journal.finding.count)


def test_undo_takes_the_last_action_back_and_redo_does_it_again(house: House, journal: OpenJournal) -> None:
    before = count(house)
    remove_one(house)
    assert count(house) == before - 1
    assert journal.commands.shown["undo"].text().startswith("Undo: ")
    house.keys(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert count(house) == before
    assert any(name.startswith("Undone: ") for name in names(journal.window.status))
    house.keys(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    house.settle()
    assert count(house) == before - 1


def test_undo_in_a_field_takes_back_typing_first_and_then_the_last_action(
    house: House, journal: OpenJournal
) -> None:
    before = count(house)
    remove_one(house)
    journal.desk.code = None
    house.go("recovery-sheet")
    field = widget_named(house.frame, "Passphrase")
    assert isinstance(field, QLineEdit)
    field.setEchoMode(QLineEdit.EchoMode.Normal)
    field.setFocus()
    QTest.keyClicks(field, "word")
    house.keys(Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert count(house) == before - 1
    house.keys(Qt.Key.Key_Z, CTRL)
    house.settle()
    assert count(house) == before


# ---- text size and look


def test_text_grows_in_steps_to_twice_the_size_and_back(house: House, journal: OpenJournal) -> None:
    usual = QApplication.font().pointSizeF()
    house.keys(Qt.Key.Key_Plus, CTRL)
    assert QApplication.font().pointSizeF() == pytest.approx(usual * 1.1)
    for _ in range(15):
        house.keys(Qt.Key.Key_Plus, CTRL)
    assert QApplication.font().pointSizeF() == pytest.approx(usual * 2)
    house.keys(Qt.Key.Key_Minus, CTRL)
    assert QApplication.font().pointSizeF() == pytest.approx(usual * 1.9)
    house.keys(Qt.Key.Key_0, CTRL)
    assert QApplication.font().pointSizeF() == pytest.approx(usual)


def test_the_look_that_was_chosen_is_kept_for_next_time(house: House, journal: OpenJournal) -> None:
    from app.preferences import load_preferences

    journal.commands.do("look.dark")
    assert load_preferences(house.step.places.preferences).theme == "dark"
    assert QApplication.palette().window().color().lightness() < 100


def test_what_belongs_to_the_demo_is_absent_from_the_menu_of_a_real_journal(house: House) -> None:
    commands = house.unlock().commands
    commands.set_can(Enabled.IN_DEMO, can=False)
    assert not commands.shown["demo.remove"].isVisible()
    commands.set_can(Enabled.IN_DEMO, can=True)
    assert commands.shown["demo.remove"].isVisible()


def test_the_table_of_a_picture_is_turned_from_the_menu_and_by_its_key_alike(
    house: House, journal: OpenJournal
) -> None:
    action = journal.commands.shown["chart.table"]
    assert not action.isEnabled()
    journal.window.go("patterns")
    house.settle()
    assert action.isEnabled()
    tables = [widget for widget in journal.window.stack.findChildren(SeriesTable) if widget.isVisible()]
    assert tables == []
    view = journal.window.views["patterns"]
    assert isinstance(view, PatternsView)
    house.qtbot.waitUntil(lambda: not view.is_drawing)
    action.trigger()
    house.settle()
    assert [widget for widget in journal.window.stack.findChildren(SeriesTable) if widget.isVisible()]
    house.keys(Qt.Key.Key_T, CTRL)
    house.settle()
    assert not [widget for widget in journal.window.stack.findChildren(SeriesTable) if widget.isVisible()]
    journal.window.go("today")
    assert not action.isEnabled()
