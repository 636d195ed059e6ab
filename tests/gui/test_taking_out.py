"""Taking words out and swapping a name, through the whole window: gone from the file, and from all that is shown."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from shiboken6 import isValid

from app.domain.errors import DiskFull
from app.paths import Places
from app.services.journal import Journal
from app.storage import looking_into
from app.storage.journal_file import JournalFile
from app.ui.decision.passage import Passage
from app.ui.screenshots import pictures_of
from app.ui.widgets import CheckChoice
from tests.fixtures.shares import everything, shared_with
from tests.gui.pages import House, widget_named
from tests.gui.removing_house import CANARY, Removing
from tests.gui.stage import QUIET

pytestmark = [QUIET, pytest.mark.timeout(180)]


@pytest.fixture
def at(make_house: Callable[..., House], demo_places: Places) -> Removing:
    """A window on the demo journal, unlocked."""
    return Removing(make_house(demo_places))


@pytest.fixture
def clipboard_emptied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the clipboard was asked to forget; the platform of these tests does not tell whose it is."""
    asked: list[str] = []
    monkeypatch.setattr("app.ui.window.forget_clipboard", lambda: asked.append("asked"))
    return asked


def test_words_are_taken_out_of_the_whole_journal_and_of_everything_open_in_the_window(
    at: Removing, clipboard_emptied: list[str]
) -> None:
    entry = at.write(f"About the {CANARY}")
    at.write("Another one", f"After the {CANARY.upper()} meeting.")
    at.house.step.jobs.now(lambda: at.journal.lists.save_search(f"My {CANARY}", CANARY))
    at.house.step.jobs.now(lambda: at.journal.lists.add_theme(CANARY))
    for page in ("today", "look-again", "patterns", "settings", "share"):
        at.house.go(page)
    at.house.go("decision", {"entry": entry})
    at.house.go("journal", {"text": "quillfeather"})
    at.house.go("write", {"form": "reflection"})
    at.type_into("What happened", f"Typed and not saved: {CANARY}")
    assert at.in_the_window()
    assert at.in_the_file()
    at.look_for(CANARY)
    assert "in 2 entries and 3 other places" in at.reads()
    at.confirm("remove", "Take it out for good")
    at.house.rest()
    assert "The words are gone: 7 times" in at.reads()
    assert not at.in_the_file()
    assert at.in_the_window() == []
    assert clipboard_emptied == ["asked"]


def test_leaving_everything_as_it_is_changes_nothing(at: Removing) -> None:
    entry = at.write()
    at.look_for(CANARY)
    at.press("Leave everything as it is")
    assert at.in_the_file()
    assert CANARY in at.context(entry)
    assert at.page.seen is None
    assert at.page.ask.isVisible()


def test_another_word_is_refused_calmly_and_nothing_goes(at: Removing) -> None:
    at.write()
    at.look_for(CANARY)
    at.confirm("delete", "Take it out for good")
    line = at.seen.typed.line
    assert "That is not the word that confirms this. Type “remove”. Nothing was removed." in at.reads()
    assert line.field.hasFocus()
    assert line.has_problem
    assert at.in_the_file()
    at.confirm("Remove ", "Take it out for good")
    assert not at.in_the_file()


def test_an_unticked_place_keeps_the_words(at: Removing) -> None:
    kept, gone = at.write("Kept as it is"), at.write("Taken out")
    at.look_for(CANARY)
    at.press("Kept as it is")
    at.confirm("remove", "Take it out for good")
    assert CANARY in at.context(kept)
    assert at.context(gone) == "We met about the [removed] matter, and I said little."
    assert "The words are gone: once, in 1 entry." in at.reads()


def test_where_nothing_is_ticked_nothing_can_be_done(at: Removing) -> None:
    at.write()
    at.write("Another")
    at.look_for(CANARY)
    at.press("Tick none")
    assert not at.seen.typed.do.isEnabled()
    at.press("Tick all")
    assert at.seen.typed.do.isEnabled()


def test_words_that_stand_nowhere_are_told_and_there_is_nothing_to_confirm(at: Removing) -> None:
    at.look_for("nowhere at all indeed")
    assert "This does not stand anywhere in the journal." in at.reads()
    assert not at.seen.typed.isVisible()
    at.press("Look for something else")
    assert at.page.ask.isVisible()


def test_words_too_short_for_a_whole_journal_are_told_beneath_the_field(at: Removing) -> None:
    at.look_for("to")
    assert "too short to be removed from the whole journal" in at.reads()
    assert at.page.seen is None


def test_what_is_on_hold_is_named_left_as_it_is_and_told_at_the_end(at: Removing) -> None:
    held, gone = at.write("A held matter"), at.write("A free matter")
    at.hold(held)
    at.look_for(CANARY)
    assert "You marked this as possibly needed" in at.reads()
    assert "on hold, stays as it is" in at.reads()
    at.confirm("remove", "Take it out for good")
    assert "1 place on hold was left as it was." in at.reads()
    assert CANARY in at.context(held)
    assert CANARY not in at.context(gone)


def test_one_held_entry_goes_only_after_the_sentence_and_going_on_all_the_same(at: Removing) -> None:
    held = at.write("A held matter")
    at.hold(held)
    at.house.go("take-out", {"entry": held, "text": CANARY})
    assert at.seen.held.button.hasFocus()
    assert not at.seen.typed.do.isEnabled()
    at.press("Go on all the same")
    at.confirm("remove", "Take it out for good")
    assert CANARY not in at.context(held)


def test_leaving_a_held_entry_as_it_is_changes_nothing(at: Removing) -> None:
    held = at.write("A held matter")
    at.hold(held)
    at.house.go("take-out", {"entry": held, "text": CANARY})
    at.press("Leave it as it is")
    assert at.page.seen is None
    assert CANARY in at.context(held)


def test_a_whole_journal_on_hold_lets_nothing_be_taken_out(at: Removing) -> None:
    entry = at.write()
    at.house.step.jobs.now(lambda: at.journal.removal.holding.turn(on=True))
    at.look_for(CANARY)
    assert "All of it is on hold, and stays as it is." in at.reads()
    assert not at.seen.typed.do.isEnabled()
    assert CANARY in at.context(entry)


def test_a_whole_text_goes_with_its_earlier_versions(at: Removing) -> None:
    entry = at.write()
    at.house.go("take-out", {"entry": entry})
    at.press("Or a whole text of this entry")
    at.press("Take out the whole of: What was going on")
    assert "The whole text" in at.reads()
    at.confirm("remove", "Take it out for good")
    at.house.rest()
    assert at.context(entry) == "[removed]"
    assert not at.in_the_file()
    assert at.in_the_window() == []


def test_a_name_is_swapped_for_a_role_after_its_own_word(at: Removing) -> None:
    entry = at.write("Supervision", "Quillon said no. Quillon’s reasons stood. Quillons stay.")
    at.house.journal.commands.do("name.swap")
    at.house.settle()
    at.type_into("The name", "Quillon")
    at.type_into("The role in its place", "a senior partner")
    at.press("Look where this stands")
    assert "It stands twice, in 1 entry." in at.reads()
    at.confirm("remove", "Swap it for good")
    assert "Type “swap”" in at.reads()
    at.seen.typed.line.field.clear()
    at.confirm("swap", "Swap it for good")
    assert at.context(entry) == "A senior partner said no. A senior partner’s reasons stood. Quillons stay."
    assert "The role stands in the place of the name now: twice, in 1 entry." in at.reads()
    at.house.rest()
    assert at.in_the_window("Quillon") == []


def test_a_role_that_holds_the_name_is_refused_beneath_its_field(at: Removing) -> None:
    at.house.go("swap-name")
    at.type_into("The name", "Quillon")
    at.type_into("The role in its place", "the Quillon person")
    at.press("Look where this stands")
    assert "The role still holds the name." in at.reads()
    assert at.page.ask.role.field.hasFocus()  # type: ignore[attr-defined]


def test_backups_that_still_hold_the_words_are_named_and_replaced_by_a_new_one(at: Removing) -> None:
    at.write()
    at.back_up()
    before = [one.path for one in at.journal.care.backups()]
    at.take_out()
    assert "1 was looked into: 1 still holds it." in at.reads()
    at.press("Make a new backup and remove these")
    assert "A new verified backup was made, and 1 of them was removed." in at.reads()
    after = [one.path for one in at.journal.care.backups()]
    assert len(after) == 1
    assert after != before
    assert not before[0].exists()


def test_no_backup_is_removed_while_anything_is_on_hold(at: Removing) -> None:
    at.hold(at.write("Held"))
    at.write("Free")
    at.back_up()
    before = [one.path for one in at.journal.care.backups()]
    at.take_out()
    at.press("Make a new backup and remove these")
    assert "No backup is removed while anything is on hold." in at.reads()
    assert before[0].exists()


def test_what_is_read_first_has_the_focus_and_leads_to_the_last_step(at: Removing) -> None:
    at.write()
    at.look_for(CANARY)
    at.house.rest()
    assert at.seen.on.hasFocus()
    assert at.page.page.verticalScrollBar().value() == 0
    at.press("To the last step")
    assert at.seen.typed.line.field.hasFocus()
    at.confirm("remove", "Take it out for good")
    assert at.told.finish.hasFocus()


def test_where_the_disk_had_no_room_the_last_step_can_be_tried_again(
    at: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.write()
    with monkeypatch.context() as patched:

        def no_room(_file: JournalFile) -> None:
            raise DiskFull

        patched.setattr(JournalFile, "compact", no_room)
        at.take_out()
    assert "too little room on the disk" in at.reads()
    at.press("Try again")
    assert "too little room on the disk" not in at.reads()
    assert "The journal file was written anew" in at.reads()


def test_a_long_list_of_places_is_shown_by_thirty_and_keeps_each_tick(at: Removing) -> None:
    for number in range(70):
        at.write(f"Matter {number}")
    at.look_for(CANARY)
    assert "It stands 70 times, in 70 entries." in at.reads()
    at.press("Matter 0 · ")
    at.press("The next 30")
    assert "31 to 60 of 70" in at.reads()
    at.press("The next 10")
    at.press("The 30 before")
    at.press("The 30 before")
    assert not widget_named(at.page.widget, "Matter 0 · ").isChecked()  # type: ignore[attr-defined]
    places = at.seen.places
    assert places is not None
    assert len(places.chosen) == 69
    at.press("Tick none")
    assert not places.chosen
    at.press("Tick all")
    assert places.is_everything


def passage(at: Removing, words: str) -> Passage:
    """The text on the page of an entry that holds the words."""
    page = at.house.journal.window.views["decision"].widget
    return next(one for one in page.findChildren(Passage) if words in one.text())


def select(text: Passage, words: str) -> None:
    text.setFocus(Qt.FocusReason.MouseFocusReason)
    text.setSelection(text.text().index(words), len(words))


def test_selected_words_are_looked_for_at_once_in_that_entry_alone(at: Removing) -> None:
    entry, other = at.write("This one"), at.write("The other one")
    at.house.go("decision", {"entry": entry})
    at.house.rest()
    select(passage(at, CANARY), CANARY)
    button = widget_named(at.house.frame, "Take words out…")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    at.house.settle()
    assert "It stands once, in 1 entry." in at.reads()
    at.confirm("remove", "Take it out for good")
    assert CANARY not in at.context(entry)
    assert CANARY in at.context(other)
    at.press("Done")
    at.house.rest()
    shown = at.house.journal.window.views["decision"].widget
    assert any("[removed]" in one.text() for one in shown.findChildren(Passage))


@pytest.mark.qt_log_ignore("does not support", extend=True)  # a menu off the screen
def test_the_menu_of_a_text_offers_to_take_the_selected_words_out(at: Removing) -> None:
    entry = at.write()
    at.house.go("decision", {"entry": entry})
    at.house.rest()
    text = passage(at, CANARY)
    select(text, CANARY)
    at_it = text.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at_it, text.mapToGlobal(at_it))
    QApplication.sendEvent(text, asked)
    menu = text.findChildren(QMenu)[0]
    offered = next(one for one in menu.actions() if one.text() == "Take these words out…")
    assert offered.isEnabled()
    offered.trigger()
    menu.close()
    at.house.settle()
    assert "It stands once, in 1 entry." in at.reads()


def test_without_a_selection_the_words_can_be_typed_or_the_whole_journal_looked_through(at: Removing) -> None:
    entry = at.write("This one")
    at.write("The other one")
    at.house.go("decision", {"entry": entry})
    at.press("Take words out…")
    assert "In the entry “This one” and all that belongs to it." in at.reads()
    at.type_into("The words, as they stand", CANARY)
    at.press("Look where this stands")
    assert "It stands once, in 1 entry." in at.reads()
    at.press("Look in the whole journal instead")
    assert "It stands twice, in 2 entries." in at.reads()


def test_every_page_can_be_thrown_away_and_made_anew(at: Removing) -> None:
    house = at.house
    pages = house.step.jobs.now(lambda: pictures_of(at.journal, tuple(house.journal.window.kinds)))
    for picture in pages:
        house.go(picture.page, picture.where)
    house.go("take-out")
    made = dict(house.journal.window.views)
    assert len(made) > 15
    house.journal.desk.forgotten.emit()
    house.journal.desk.changed.emit(None, house.frame)
    house.rest()
    at.forgotten()
    assert list(house.journal.window.views) == ["take-out"]
    assert [name for name, view in made.items() if name != "take-out" and isValid(view.widget)] == []
    house.journal.window.back()
    assert house.journal.window.shown == "take-out"
    for picture in pages[:8]:
        house.go(picture.page, picture.where)
    house.rest()


def test_what_is_being_typed_is_looked_through_too(at: Removing) -> None:
    entry = at.write("A quiet matter", "Nothing of it here.")
    at.house.go("decision", {"entry": entry})
    at.press("Add a later thought")
    at.type_into("What do you think now?", f"I think of the {CANARY} now.")
    at.look_for(CANARY)
    assert "It stands once, in 1 place." in at.reads()
    at.confirm("remove", "Take it out for good")
    at.house.rest()
    assert at.in_the_window() == []
    drafts = at.house.step.jobs.now(at.journal.drafts.all)
    assert CANARY not in str(drafts)


def test_files_that_left_with_the_words_are_named_before_and_after(at: Removing) -> None:
    at.write()
    at.house.step.jobs.now(lambda: shared_with(at.journal, "Rowan", everything(at.journal)))
    at.look_for(CANARY)
    assert "• Rowan, 30 June 2026: " in at.reads()
    assert widget_named(at.page.widget, "Kept copy of what was shared with Rowan").isVisible()
    at.confirm("remove", "Take it out for good")
    assert "• Rowan, 30 June 2026: " in at.reads()
    at.press("What you shared")
    assert at.house.journal.window.shown == "sharing-log"


def test_looking_into_backups_can_be_stopped_and_taken_up_again(
    at: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.write()
    at.back_up()
    begun, goes_on = threading.Event(), threading.Event()

    def held_up(*_: object) -> bool:
        begun.set()
        assert goes_on.wait(20)
        return True

    at.look_for(CANARY)
    with monkeypatch.context() as patched:
        patched.setattr(looking_into, "holds", held_up)
        widget_named(at.page.widget, "Type “").setFocus()
        QTest.keyClicks(at.seen.typed.line.field, "remove")
        at.house.press("Take it out for good")
        at.house.qtbot.waitUntil(begun.is_set, timeout=20_000)
        at.house.qtbot.waitUntil(lambda: at.page.told is not None and at.told.backups.is_busy)
        at.house.press("Cancel")
        goes_on.set()
        at.house.settle()
    assert "Stopped. 1 was looked into: 1 still holds it." in at.reads()
    at.press("Look into the backups")
    assert "1 was looked into: 1 still holds it." in at.reads()
    assert "Stopped" not in at.reads()


def test_a_backup_that_cannot_be_opened_is_named_and_not_ticked(
    at: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.write()
    at.back_up()
    monkeypatch.setattr(looking_into, "holds", lambda *_: None)
    at.take_out()
    ticks = [one for one in at.told.backups.findChildren(CheckChoice) if one.isVisible()]
    assert [one.text().endswith("could not be opened here") for one in ticks] == [True]
    assert not ticks[0].isChecked()
    assert not at.told.backups.replace.isEnabled()
    assert "The one that could not be opened belongs to another key" in at.reads()


def test_the_window_stays_on_the_page_while_words_are_taken_out(
    at: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.write()
    at.look_for(CANARY)
    begun, goes_on = threading.Event(), threading.Event()
    compact = JournalFile.compact

    def held_up(file: JournalFile) -> None:
        begun.set()
        assert goes_on.wait(20)
        compact(file)

    monkeypatch.setattr(JournalFile, "compact", held_up)
    widget_named(at.page.widget, "Type “").setFocus()
    QTest.keyClicks(at.seen.typed.line.field, "remove")
    at.house.press("Take it out for good")
    at.house.qtbot.waitUntil(begun.is_set, timeout=20_000)
    at.house.journal.window.go("today")
    assert at.house.journal.window.shown == "take-out"
    goes_on.set()
    at.house.settle()
    at.house.journal.window.go("today")
    assert at.house.journal.window.shown == "today"
    at.house.settle()


def test_help_leads_back_to_what_was_told_and_the_menu_begins_anew(at: Removing) -> None:
    at.write()
    at.back_up()
    at.take_out()
    at.house.journal.commands.do("help.here")
    at.house.settle()
    help_page = at.house.journal.window.views["help"].widget
    assert any(one.text().startswith("Redact") for one in help_page.findChildren(QLabel))
    at.press("Back")
    assert "The words are gone: once, in 1 entry." in at.reads()
    at.press("Make a new backup and remove these")
    assert "A new verified backup was made" in at.reads()
    at.house.journal.commands.do("words.take-out")
    at.house.settle()
    assert "The words are gone" not in at.reads()
    assert at.page.ask.isVisible()


def test_work_that_is_done_holds_no_page(at: Removing) -> None:
    at.house.go("journal")
    page = weakref.ref(at.house.journal.window.views["journal"])
    at.house.go("take-out")
    at.house.journal.desk.forgotten.emit()
    at.forgotten()
    gc.collect()
    assert page() is None


def test_a_noted_name_is_offered_with_its_role_and_goes_from_the_list_of_names_too(at: Removing) -> None:
    entry = at.write("Supervision", "Zephirine said no.")

    def note(journal: Journal) -> None:
        contact = journal.sharing.people.add_by_name("Rowan")
        journal.sharing.other_words.set(contact.uid, "Zephirine", "a senior partner")

    at.house.step.jobs.now(lambda: note(at.journal))
    at.house.go("swap-name", {"whole": True})
    at.press("Zephirine: a senior partner")
    at.press("Look where this stands")
    at.confirm("swap", "Swap it for good")
    at.house.rest()
    assert at.context(entry) == "A senior partner said no."
    assert not at.in_the_file("Zephirine")
    assert at.in_the_window("Zephirine") == []


def test_a_passage_too_long_to_be_pasted_is_told_and_not_put_in(at: Removing) -> None:
    at.house.go("take-out", {"whole": True})
    data = QMimeData()
    data.setText("word " * 5_000)
    field = at.page.ask.words.field  # type: ignore[attr-defined]
    field.insertFromMimeData(data)
    assert "That is longer than 20,000 letters and was not put in." in at.reads()
    assert not field.toPlainText()
