"""R4, R6, R8, R9 in the window: each state of the file and the disk has its calm message and what mends it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import (
    BackupDamaged,
    ContentElsewhere,
    DiskFull,
    JournalDamaged,
    JournalError,
    JournalReadOnly,
    LeftoverOfAnother,
)
from app.paths import Places
from app.storage import engine, leftover
from app.storage.files import copies_beside
from app.storage.lockfile import JournalLock
from app.ui.door.restore import Restore
from app.ui.door.step import DoorPage
from app.ui.door.unlock import RESCUE, TAKE, Unlock
from tests.gui.pages import PASSPHRASE, House, cheap_vault, names, widget_named
from tests.gui.stage import QUIET

pytestmark = QUIET
MakeHouse = Callable[..., House]
PICTURES = os.environ.get("BALCONY_PICTURES", "")


@pytest.fixture
def own_places(demo_places: Places) -> Places:
    """A journal that is not known as a demo at the door."""
    demo_places.demo_note.unlink()
    return demo_places


def said(house: House, *words: str) -> None:
    house.qtbot.waitUntil(lambda: all(any(word in name for name in names(house.frame)) for word in words))
    if PICTURES:
        house.settle()
        house.frame.grab().save(
            f"{PICTURES}/{os.environ['PYTEST_CURRENT_TEST'].split('::')[1].split(' ')[0]}.png"
        )


def try_to_unlock(house: House) -> None:
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Unlock")


@contextmanager
def refused(error: JournalError) -> Iterator[None]:
    def refuse(_lock: JournalLock) -> None:
        raise error

    with patch.object(JournalLock, "take", refuse):
        yield


def test_a_folder_that_may_not_be_written_opens_to_be_read_and_says_so(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    before = own_places.journal.read_bytes()
    with refused(JournalReadOnly()):
        try_to_unlock(house)
        said(house, JournalReadOnly.message, "Open to read only", "Try again", "Choose another folder")
        house.press("Open to read only")
        opened = house.entered()
        assert opened.opened.journal.is_read_only
        said(house, "This journal is open to be read only", "Lock, to open it again")
        for page in ("today", "journal", "patterns", "look-again", "settings", "write"):
            opened.window.go(page)
            house.settle()
            assert not any("Something went wrong" in name for name in names(house.frame)), page
        opened.desk.act(lambda journal: journal.lists.choose("echo_on", True), opened)
        said(house, "open to be read only, so nothing was kept")
        opened.lock()
        house.qtbot.waitUntil(lambda: house.session.journal is None)
    assert own_places.journal.read_bytes() == before


def test_an_unfinished_save_of_another_version_is_put_aside_at_a_press(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    beside = leftover.beside(own_places.journal)
    beside.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    with patch.object(leftover, "examine", side_effect=LeftoverOfAnother):
        try_to_unlock(house)
        said(house, LeftoverOfAnother.message, "Put it aside and open", "Restore a backup")
        house.press("Put it aside and open")
        house.entered()
    assert not beside.exists()
    assert [*own_places.data_dir.glob("journal.*.old.db-journal")]


def test_a_file_without_its_content_says_what_to_do_and_opens_when_it_is_back(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    with patch.object(engine, "is_plain_database", side_effect=OSError(121, "remote I/O")):
        try_to_unlock(house)
        said(house, ContentElsewhere.message, "Always keep on this device", "Try again", "Restore a backup")
    house.press("Try again")
    house.entered()


def test_a_journal_cut_to_nothing_leads_to_its_backups(make_house: MakeHouse, own_places: Places) -> None:
    own_places.journal.write_bytes(b"")
    house = make_house(own_places)
    try_to_unlock(house)
    said(house, "The journal file is empty", "Restore a backup")
    assert own_places.journal.read_bytes() == b""
    assert not {RESCUE, TAKE} & set(names(house.frame))  # nothing is left to be rescued, and no key opens it
    house.press("Restore a backup")
    house.turned_to(Restore)


def test_the_message_of_a_full_disk_goes_once_something_is_saved(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    try_to_unlock(house)
    opened = house.entered()
    opened.desk.jobs.problem.emit(DiskFull(), opened)
    said(house, DiskFull.message)
    opened.desk.act(lambda journal: journal.lists.choose("echo_on", True), opened)
    house.qtbot.waitUntil(lambda: DiskFull.message not in names(house.frame))
    opened.desk.jobs.problem.emit(JournalDamaged(), opened)  # what saving does not mend stays
    opened.desk.act(lambda journal: journal.lists.choose("echo_on", False), opened)
    house.settle()
    said(house, JournalDamaged.message)


def test_damage_met_while_the_journal_is_open_leads_to_the_door_where_it_is_mended(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    try_to_unlock(house)
    opened = house.entered()
    opened.desk.jobs.problem.emit(BackupDamaged(), opened)
    said(house, BackupDamaged.message, "Put this away")
    assert "Lock, to restore or rescue it" not in names(house.frame)
    opened.desk.jobs.problem.emit(JournalDamaged(), opened)
    said(house, JournalDamaged.message, "Lock, to restore or rescue it")
    house.press("Lock, to restore or rescue it")
    house.qtbot.waitUntil(lambda: house.session.journal is None)


def test_a_copy_of_a_sync_program_is_told_at_the_door_and_can_be_looked_into(
    make_house: MakeHouse, own_places: Places
) -> None:
    copy = own_places.data_dir / "journal-TOWNHALL7.db"
    shutil.copyfile(own_places.journal, copy)
    house = make_house(own_places)
    said(house, "There is another copy here", f"“{copy.name}” lies beside the journal in {copy.parent}")
    house.press("Look into the other one")
    house.qtbot.waitUntil(lambda: house.step.places.data_dir.parent == own_places.data_dir)
    house.turned_to(Unlock)
    said(house, "This is the other copy")
    house.unlock()
    assert copy.exists()


def test_a_copy_of_a_sync_program_is_told_in_settings(make_house: MakeHouse, own_places: Places) -> None:
    shutil.copyfile(own_places.journal, own_places.data_dir / "journal (1).db")
    house = make_house(own_places)
    house.unlock().window.go("settings", {"section": "files"})
    said(house, "“journal (1).db” lies beside the journal")


def test_a_full_disk_keeps_what_is_typed_and_the_next_save_works(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    opened = house.unlock()
    opened.window.go("write", {"form": "reflection"})
    house.settle()
    house.type_into("What happened, in a line?", "The hub on Saturdays")
    with patch("app.storage.journal_file.engine.writing", side_effect=DiskFull):
        house.press("Save")
        said(house, "The disk is full")
        assert "The hub on Saturdays" in [field.text() for field in house.frame.findChildren(QLineEdit)]
    house.press("Save")
    house.qtbot.waitUntil(lambda: opened.window.shown == "decision")


def test_a_file_replaced_while_open_is_told_with_a_backup_of_what_was_saved(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    opened = house.unlock()
    other = own_places.journal.read_bytes()
    own_places.journal.unlink()
    own_places.journal.write_bytes(other)
    opened.desk.act(lambda journal: journal.lists.choose("echo_on", True), opened)
    said(house, "replaced or taken away by another program", "Make a backup now")
    before = {*own_places.backups.iterdir()}
    house.press("Make a backup now")
    house.qtbot.waitUntil(lambda: len({*own_places.backups.glob("*.balcony-backup")} - before) == 1)
    assert own_places.journal.read_bytes() == other


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("journal (1).db", True), ("journal-TOWNHALL7.db", True), ("journal - Copy.db", True),
        ("journal (Ash's conflicted copy 2026-11-23).db", True), ("journal.sync-conflict-20261123-1.db", True),
        ("journal.db", False), ("journal.20261123-090000-000001.old.db", False), ("journal.db-journal", False),
        ("journal.20261123-090000-000001.found.db", False), ("journal.keys", False), ("notes.db", False),
    ],
)  # fmt: skip
def test_copies_are_told_by_their_names(tmp_path: Path, name: str, is_one: bool) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert bool(copies_beside(tmp_path / "journal.db")) is is_one


def test_a_journal_open_in_another_window_is_told_with_a_way_to_try_again(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    journal = cheap_vault(own_places).unlock(PASSPHRASE)
    try:
        try_to_unlock(house)
        said(house, "open in another window", "Try again", "Open to read only")
    finally:
        journal.close(back_up=False)
    house.press("Try again")
    house.entered()


def test_a_journal_open_in_another_window_can_be_opened_to_be_read(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    journal = cheap_vault(own_places).unlock(PASSPHRASE)
    try:
        try_to_unlock(house)
        said(house, "open in another window", "Open to read only")
        house.press("Open to read only")
        assert house.entered().opened.journal.is_read_only
    finally:
        journal.close(back_up=False)


@contextmanager
def typed_where_nothing_is_kept(make_house: MakeHouse, places: Places) -> Iterator[House]:
    """A journal that is open to be read only, with words in a form that can be kept nowhere."""
    house = make_house(places)
    with refused(JournalReadOnly()):
        try_to_unlock(house)
        said(house, "Open to read only")
        house.press("Open to read only")
        house.entered().window.go("write", {"form": "reflection"})
        house.settle()
        house.type_into("What happened, in a line?", "The hub on Saturdays")
        yield house


def test_closing_a_journal_open_to_read_only_asks_before_typed_words_go(
    make_house: MakeHouse, own_places: Places
) -> None:
    with typed_where_nothing_is_kept(make_house, own_places) as house:
        house.frame.close()
        said(house, "What you typed is not kept.", "Stay", "Close without keeping it")
        assert house.frame.focusWidget() is widget_named(house.frame, "Stay")
        house.press("Stay")
        assert "Close without keeping it" not in names(house.frame)
        assert "The hub on Saturdays" in [field.text() for field in house.frame.findChildren(QLineEdit)]
        house.frame.close()
        said(house, "Close without keeping it")
        house.press("Close without keeping it")
        house.qtbot.waitUntil(lambda: not house.frame.isVisible(), timeout=20_000)


def test_locking_a_journal_open_to_read_only_keeps_typed_words_under_a_cover_until_that_is_said(
    make_house: MakeHouse, own_places: Places
) -> None:
    with typed_where_nothing_is_kept(make_house, own_places) as house:
        house.journal.lock()
        house.qtbot.waitUntil(lambda: house.content.accessibleName() == "Balcony is covered")
        house.press("Show again")
        said(house, "What you typed is not kept.", "Stay")
        house.press("Lock without keeping it")
        house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)


def test_a_journal_open_to_read_only_locks_by_itself_when_nobody_is_there_to_be_asked(
    make_house: MakeHouse, own_places: Places
) -> None:
    with typed_where_nothing_is_kept(make_house, own_places) as house:
        house.journal.idle.warned.emit(60)
        said(house, "open to be read only is not kept")
        house.journal.idle.passed.emit()
        house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)


def test_a_journal_open_to_read_only_closes_at_once_when_nothing_was_typed(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    with refused(JournalReadOnly()):
        try_to_unlock(house)
        said(house, "Open to read only")
        house.press("Open to read only")
        house.entered().window.go("write", {"form": "reflection"})
        house.settle()
        house.frame.close()
        house.qtbot.waitUntil(lambda: not house.frame.isVisible(), timeout=20_000)


def test_without_a_backup_the_first_thing_to_do_has_the_focus(
    make_house: MakeHouse, own_places: Places
) -> None:
    house = make_house(own_places)
    house.step.turn_to(DoorPage.RESTORE)
    house.turned_to(Restore)
    said(house, "There is no backup in the usual folder")
    assert house.frame.focusWidget() is widget_named(house.frame, "Choose a backup file…")


def test_the_note_of_a_kept_draft_goes_when_it_is_saved(make_house: MakeHouse, own_places: Places) -> None:
    house = make_house(own_places)
    opened = house.unlock()
    opened.window.go("write", {"form": "reflection"})
    house.settle()
    house.type_into("What happened, in a line?", "The hub on Saturdays")
    said(house, "Draft kept at")
    house.press("Save")
    house.qtbot.waitUntil(lambda: opened.window.shown == "decision")
    house.settle()
    assert not any("Draft kept at" in name for name in names(house.frame))
