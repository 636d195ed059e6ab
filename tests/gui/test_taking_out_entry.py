"""Words selected in an entry are taken out from its page, by its button and by the menu of the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.ui.decision.passage import Passage
from tests.gui.pages import widget_named
from tests.gui.removing_house import CANARY, Removing
from tests.gui.stage import QUIET

pytestmark = [QUIET, pytest.mark.timeout(180)]


def passage(removing: Removing, words: str) -> Passage:
    """The text on the page of an entry that holds the words."""
    page = removing.house.journal.window.views["decision"].widget
    return next(one for one in page.findChildren(Passage) if words in one.text())


def select(text: Passage, words: str) -> None:
    text.setFocus(Qt.FocusReason.MouseFocusReason)
    text.setSelection(text.text().index(words), len(words))


def test_selected_words_are_looked_for_at_once_in_that_entry_alone(removing: Removing) -> None:
    entry, other = removing.write("This one"), removing.write("The other one")
    removing.house.go("decision", {"entry": entry})
    removing.house.rest()
    select(passage(removing, CANARY), CANARY)
    button = widget_named(removing.house.frame, "Take words out…")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    removing.house.settle()
    assert "It stands once, in 1 entry." in removing.reads()
    removing.confirm("remove", "Take it out for good")
    assert CANARY not in removing.context(entry)
    assert CANARY in removing.context(other)
    removing.press("Done")
    removing.house.rest()
    shown = removing.house.journal.window.views["decision"].widget
    assert any("[removed]" in one.text() for one in shown.findChildren(Passage))


@pytest.mark.qt_log_ignore("does not support", extend=True)  # a menu off the screen
def test_the_menu_of_a_text_offers_to_take_the_selected_words_out(removing: Removing) -> None:
    entry = removing.write()
    removing.house.go("decision", {"entry": entry})
    removing.house.rest()
    text = passage(removing, CANARY)
    select(text, CANARY)
    at_it = text.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at_it, text.mapToGlobal(at_it))
    QApplication.sendEvent(text, asked)
    menu = text.findChildren(QMenu)[0]
    offered = next(one for one in menu.actions() if one.text() == "Take these words out…")
    assert offered.isEnabled()
    offered.trigger()
    menu.close()
    removing.house.settle()
    assert "It stands once, in 1 entry." in removing.reads()


def test_without_a_selection_the_words_can_be_typed_or_the_whole_journal_looked_through(
    removing: Removing,
) -> None:
    entry = removing.write("This one")
    removing.write("The other one")
    removing.house.go("decision", {"entry": entry})
    removing.press("Take words out…")
    assert "In the entry “This one” and all that belongs to it." in removing.reads()
    removing.type_into("The words, as they stand", CANARY)
    removing.press("Look where this stands")
    assert "It stands once, in 1 entry." in removing.reads()
    removing.press("Look in the whole journal instead")
    assert "It stands twice, in 2 entries." in removing.reads()
