"""After words were taken out nothing in the window holds them, and meanwhile nothing gets in between."""

import gc
import threading
import weakref

import pytest
from PySide6.QtTest import QTest
from shiboken6 import isValid

from app.storage.journal_file import JournalFile
from app.ui.screenshots import pictures_of
from tests.gui.pages import widget_named
from tests.gui.removing_house import CANARY, Removing
from tests.gui.stage import QUIET

pytestmark = [QUIET, pytest.mark.timeout(180)]


@pytest.fixture
def clipboard_emptied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the clipboard was asked to forget; the platform of these tests does not tell whose it is."""
    asked: list[str] = []
    monkeypatch.setattr("app.ui.window.forget_clipboard", lambda: asked.append("asked"))
    return asked


def test_words_are_taken_out_of_the_whole_journal_and_of_everything_open_in_the_window(
    removing: Removing, clipboard_emptied: list[str]
) -> None:
    entry = removing.write(f"About the {CANARY}")
    removing.write("Another one", f"After the {CANARY.upper()} meeting.")
    removing.house.step.jobs.now(lambda: removing.journal.lists.save_search(f"My {CANARY}", CANARY))
    removing.house.step.jobs.now(lambda: removing.journal.lists.add_theme(CANARY))
    for page in ("today", "look-again", "patterns", "settings", "share"):
        removing.house.go(page)
    removing.house.go("decision", {"entry": entry})
    removing.house.go("journal", {"text": "quillfeather"})
    removing.house.go("write", {"form": "reflection"})
    removing.type_into("What happened", f"Typed and not saved: {CANARY}")
    assert removing.in_the_window()
    assert removing.in_the_file()
    removing.look_for(CANARY)
    assert "in 2 entries and 3 other places" in removing.reads()
    removing.confirm("remove", "Take it out for good")
    removing.house.rest()
    assert "The words are gone: 7 times" in removing.reads()
    assert not removing.in_the_file()
    assert removing.in_the_window() == []
    assert clipboard_emptied == ["asked"]


def test_every_page_can_be_thrown_away_and_made_anew(removing: Removing) -> None:
    house = removing.house
    pages = house.step.jobs.now(lambda: pictures_of(removing.journal, tuple(house.journal.window.kinds)))
    for picture in pages:
        house.go(picture.page, picture.where)
    house.go("take-out")
    made = dict(house.journal.window.views)
    assert len(made) > 15
    house.journal.desk.forgotten.emit()
    house.journal.desk.changed.emit(None, house.frame)
    house.rest()
    removing.forgotten()
    assert list(house.journal.window.views) == ["take-out"]
    assert [name for name, view in made.items() if name != "take-out" and isValid(view.widget)] == []
    house.journal.window.back()
    assert house.journal.window.shown == "take-out"
    for picture in pages[:8]:
        house.go(picture.page, picture.where)
    house.rest()


def test_what_is_being_typed_is_looked_through_too(removing: Removing) -> None:
    entry = removing.write("A quiet matter", "Nothing of it here.")
    removing.house.go("decision", {"entry": entry})
    removing.press("Add a later thought")
    removing.type_into("What do you think now?", f"I think of the {CANARY} now.")
    removing.look_for(CANARY)
    assert "It stands once, in 1 place." in removing.reads()
    removing.confirm("remove", "Take it out for good")
    removing.house.rest()
    assert removing.in_the_window() == []
    drafts = removing.house.step.jobs.now(removing.journal.drafts.all)
    assert CANARY not in str(drafts)


def test_the_window_stays_on_the_page_while_words_are_taken_out(
    removing: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    removing.write()
    removing.look_for(CANARY)
    begun, goes_on = threading.Event(), threading.Event()
    compact = JournalFile.compact

    def held_up(file: JournalFile) -> None:
        begun.set()
        assert goes_on.wait(20)
        compact(file)

    monkeypatch.setattr(JournalFile, "compact", held_up)
    widget_named(removing.page.widget, "Type “").setFocus()
    QTest.keyClicks(removing.seen.typed.line.field, "remove")
    removing.house.press("Take it out for good")
    removing.house.qtbot.waitUntil(begun.is_set, timeout=20_000)
    removing.house.journal.window.go("today")
    assert removing.house.journal.window.shown == "take-out"
    assert (
        removing.house.journal.window.status.said.text()
        == "This page stays until what is under way here is done."
    )
    goes_on.set()
    removing.house.settle()
    removing.house.journal.window.go("today")
    assert removing.house.journal.window.shown == "today"
    removing.house.settle()


@pytest.mark.parametrize("name", ["journal", "decision", "write", "today", "share", "settings"])
def test_work_that_is_done_holds_no_page(removing: Removing, name: str) -> None:
    removing.house.go(name, {"entry": 1} if name == "decision" else {})
    page = weakref.ref(removing.house.journal.window.views[name])
    removing.house.go("take-out")
    removing.house.journal.desk.forgotten.emit()
    removing.forgotten()
    gc.collect()
    assert page() is None


def test_a_form_that_was_typed_in_is_held_by_nothing_once_its_page_went(removing: Removing) -> None:
    removing.house.go("decision", {"entry": 1})
    card = weakref.ref(removing.house.journal.window.views["decision"].thought)  # type: ignore[attr-defined]
    removing.press("Add a later thought")
    removing.type_into("What do you think now?", "A word that was kept")
    removing.house.go("take-out")
    removing.house.journal.desk.pending()
    removing.house.journal.desk.forgotten.emit()
    removing.forgotten()
    gc.collect()
    assert card() is None
