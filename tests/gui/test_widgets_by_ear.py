"""A screen reader's press does what a click does, once."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets import ChoiceChips, ConfidenceChooser, Disclosure, NavButton, TextLine
from tests.gui.stage import QUIET, Stage

pytestmark = QUIET


def press_by_ear(widget: QWidget) -> None:
    actions = QAccessible.queryAccessibleInterface(widget).actionInterface()
    assert isinstance(actions, QAccessibleActionInterface)
    actions.doAction(actions.actionNames()[0])


def test_one_of_several_is_chosen_by_ear_and_the_others_are_not(qtbot: QtBot) -> None:
    chooser = ConfidenceChooser()
    _stage = Stage(qtbot, chooser)
    heard: list[int | None] = []
    chooser.changed.connect(lambda: heard.append(chooser.value()))
    press_by_ear(chooser._group.choices[3])
    press_by_ear(chooser._group.choices[0])
    assert heard == [65, 20]
    assert [choice.isChecked() for choice in chooser._group.choices].count(True) == 1


def test_a_tick_by_ear_is_told_once(qtbot: QtBot) -> None:
    chips = ChoiceChips("Themes", [("a", "Alpha"), ("b", "Beta")], multi=True)
    _stage = Stage(qtbot, chips)
    heard: list[object] = []
    chips.changed.connect(heard.append)
    press_by_ear(chips._any.choices[1])
    assert heard == [("b",)]


def test_a_section_is_unfolded_by_ear(qtbot: QtBot) -> None:
    section = Disclosure("More")
    _stage = Stage(qtbot, section)
    press_by_ear(section.button)
    assert section.is_unfolded


@pytest.mark.parametrize("act", [NavButton.click, press_by_ear], ids=["click", "ear"])
def test_a_place_is_gone_to_by_click_and_by_ear_alike(qtbot: QtBot, act: Callable[[QWidget], None]) -> None:
    place = NavButton("Journal")
    _stage = Stage(qtbot, place)
    heard: list[bool] = []
    place.clicked.connect(lambda: heard.append(True))
    act(place)
    qtbot.waitUntil(lambda: bool(heard))  # Qt presses by ear as slowly as a finger does
    assert heard == [True]
    place.set_here(here=True)
    assert heard == [True], "what the window itself marks is nobody's press"


def test_a_place_is_a_button_that_says_when_it_is_the_one_shown(qtbot: QtBot) -> None:
    place = NavButton("Journal")
    _stage = Stage(qtbot, place)
    heard = QAccessible.queryAccessibleInterface(place)
    assert heard.role() is QAccessible.Role.Button
    assert not heard.state().checkable
    assert heard.text(QAccessible.Text.Description) == ""
    place.set_here(here=True)
    assert heard.text(QAccessible.Text.Description) == "Shown now"


def test_words_written_by_ear_are_noticed_as_typed_ones_are(qtbot: QtBot) -> None:
    line = TextLine("What did you decide?")
    _stage = Stage(qtbot, line)
    heard: list[object] = []
    line.changed.connect(heard.append)
    QAccessible.queryAccessibleInterface(line.field).setText(QAccessible.Text.Value, "By ear")
    assert heard == ["By ear"]
    line.set_text("By the page")
    assert heard == ["By ear"]
