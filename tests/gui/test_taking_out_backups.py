"""After words were taken out: the backups that still hold them, the files that left, and a disk without room."""

import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.domain.entries import EntryDraft
from app.domain.errors import DiskFull
from app.storage import looking_into
from app.storage.journal_file import JournalFile
from app.ui.widgets import CheckChoice
from tests.fixtures.shares import everything, shared_with
from tests.gui.pages import widget_named
from tests.gui.removing_house import CANARY, Removing
from tests.gui.stage import QUIET

pytestmark = [QUIET, pytest.mark.timeout(180)]


def test_backups_that_still_hold_the_words_are_named_and_replaced_by_a_new_one(removing: Removing) -> None:
    removing.write()
    removing.back_up()
    before = [one.path for one in removing.journal.care.backups()]
    removing.take_out()
    assert "1 was looked into: 1 still holds it." in removing.reads()
    removing.press("Make a new backup and remove these")
    assert "A new verified backup was made, and 1 of them was removed." in removing.reads()
    after = [one.path for one in removing.journal.care.backups()]
    assert len(after) == 1
    assert after != before
    assert not before[0].exists()


def test_a_backup_from_before_a_text_was_edited_is_named_after_the_whole_text_was_taken_out(
    removing: Removing,
) -> None:
    entry = removing.write()
    removing.back_up()
    other = EntryDraft(title="A quiet matter", context="A hard day for everyone.")
    removing.house.step.jobs.now(lambda: removing.journal.writing.rewrite(entry, other))
    removing.house.go("take-out", {"entry": entry})
    removing.press("Or a whole text of this entry")
    removing.press("Take out the whole of: What was going on")
    removing.confirm("remove", "Take it out for good")
    removing.house.rest()
    assert "1 was looked into: 1 still holds it." in removing.reads()


def test_the_second_place_that_still_holds_the_words_is_named_with_its_folder(
    removing: Removing, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    removing.write()
    removing.house.step.jobs.now(lambda: removing.journal.care.second_place.choose(stick))
    removing.take_out()
    assert f"• The copies at your second place, made before now: {stick}" in removing.reads()


def test_without_a_second_place_none_is_named(removing: Removing) -> None:
    removing.write()
    removing.take_out()
    assert "your second place" not in removing.reads()


def test_no_backup_is_removed_while_anything_is_on_hold(removing: Removing) -> None:
    removing.hold(removing.write("Held"))
    removing.write("Free")
    removing.back_up()
    before = [one.path for one in removing.journal.care.backups()]
    removing.take_out()
    removing.press("Make a new backup and remove these")
    assert "No backup is removed while anything is on hold." in removing.reads()
    assert before[0].exists()


def test_where_the_disk_had_no_room_the_last_step_can_be_tried_again(
    removing: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    removing.write()
    with monkeypatch.context() as patched:

        def no_room(_file: JournalFile) -> None:
            raise DiskFull

        patched.setattr(JournalFile, "compact", no_room)
        removing.take_out()
    assert "too little room on the disk" in removing.reads()
    removing.press("Try again")
    assert "too little room on the disk" not in removing.reads()
    assert "The journal file was written anew" in removing.reads()


def test_files_that_left_with_the_words_are_named_before_and_after(removing: Removing) -> None:
    removing.write()
    removing.house.step.jobs.now(lambda: shared_with(removing.journal, "Rowan", everything(removing.journal)))
    removing.look_for(CANARY)
    assert "• Rowan, 30 June 2026: " in removing.reads()
    assert widget_named(removing.page.widget, "Kept copy of what was shared with Rowan").isVisible()
    removing.confirm("remove", "Take it out for good")
    assert "• Rowan, 30 June 2026: " in removing.reads()
    removing.press("What you shared")
    assert removing.house.journal.window.shown == "sharing-log"


def test_looking_into_backups_can_be_stopped_and_taken_up_again(
    removing: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    removing.write()
    removing.back_up()
    begun, goes_on = threading.Event(), threading.Event()

    def held_up(*_: object) -> bool:
        begun.set()
        assert goes_on.wait(20)
        return True

    removing.look_for(CANARY)
    with monkeypatch.context() as patched:
        patched.setattr(looking_into, "holds", held_up)
        widget_named(removing.page.widget, "Type “").setFocus()
        QTest.keyClicks(removing.seen.typed.line.field, "remove")
        removing.house.press("Take it out for good")
        removing.house.qtbot.waitUntil(begun.is_set, timeout=20_000)
        removing.house.qtbot.waitUntil(
            lambda: removing.page.told is not None and removing.told.backups.is_busy
        )
        removing.house.press("Cancel")
        goes_on.set()
        removing.house.settle()
    assert "Stopped. 1 was looked into: 1 still holds it." in removing.reads()
    removing.press("Look into the backups")
    assert "1 was looked into: 1 still holds it." in removing.reads()
    assert "Stopped" not in removing.reads()


def test_a_backup_that_cannot_be_opened_is_named_and_not_ticked(
    removing: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    removing.write()
    removing.back_up()
    monkeypatch.setattr(looking_into, "holds", lambda *_: None)
    removing.take_out()
    ticks = [one for one in removing.told.backups.findChildren(CheckChoice) if one.isVisible()]
    assert [one.text().endswith("could not be opened here") for one in ticks] == [True]
    assert not ticks[0].isChecked()
    assert not removing.told.backups.replace.isEnabled()
    assert "The one that could not be opened belongs to another key" in removing.reads()
    assert "holds it" not in removing.reads()
    assert "None of them could be opened here." in removing.reads()


def test_that_no_backup_holds_it_is_said_only_where_every_one_could_be_opened(
    removing: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    removing.write()
    removing.back_up()
    removing.write("Another")
    removing.back_up()
    answers = iter((False, None))
    monkeypatch.setattr(looking_into, "holds", lambda *_: next(answers))
    removing.take_out()
    assert "1 was looked into: it does not hold it." in removing.reads()
    assert "No backup here" not in removing.reads()


def test_help_leads_back_to_what_was_told_and_the_menu_begins_anew(removing: Removing) -> None:
    removing.write()
    removing.back_up()
    removing.take_out()
    removing.house.journal.commands.do("help.here")
    removing.house.settle()
    help_page = removing.house.journal.window.views["help"].widget
    assert any(one.text().startswith("Redact") for one in help_page.findChildren(QLabel))
    removing.press("Back")
    assert "The words are gone: once, in 1 entry." in removing.reads()
    removing.press("Make a new backup and remove these")
    assert "A new verified backup was made" in removing.reads()
    removing.house.journal.commands.do("words.take-out")
    removing.house.settle()
    assert "The words are gone" not in removing.reads()
    assert removing.page.ask.isVisible()
