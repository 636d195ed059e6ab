"""At the door a backup is looked into before anything moves, left without harm, and gives its keys when they are lost."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress
from app.domain.restoring import Opener, RestorePreview
from app.paths import Places
from app.services.restoring import Restoring
from app.ui.door.restore import Restore
from app.ui.door.restore_one import RestoreOne
from app.ui.door.take_keys import TakeKeys
from app.ui.door.unlock import Unlock
from app.ui.widgets import BusyLine
from tests.fixtures.cheap import log, restore
from tests.gui.pages import PASSPHRASE, House, cheap_vault, names, widget_named
from tests.gui.stage import QUIET

pytestmark = QUIET
MakeHouse = Callable[..., House]


def everything(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }


@pytest.fixture
def backed_up(demo_places: Places) -> Places:
    """A journal of a person's own with a backup, closed."""
    demo_places.demo_note.unlink(missing_ok=True)
    journal = cheap_vault(demo_places).unlock(PASSPHRASE)
    journal.care.back_up()
    journal.close(back_up=False)
    return demo_places


def before_the_backup(make_house: MakeHouse, places: Places) -> House:
    house = make_house(places)
    house.press("Open another journal or restore a backup")
    house.turned_to(Restore)
    house.settle()
    house.press("Restore the newest backup…")
    house.turned_to(RestoreOne)
    house.settle()
    return house


def looked_into(house: House, passphrase: str = PASSPHRASE) -> None:
    house.type_into("Passphrase of the backup", passphrase)
    house.press("Look into it")
    house.settle()


def test_a_wrong_passphrase_is_said_beside_its_field_and_can_be_typed_again(
    make_house: MakeHouse, backed_up: Places
) -> None:
    before = everything(backed_up.data_dir)
    house = before_the_backup(make_house, backed_up)
    house.press("Look into it")
    field = widget_named(house.frame, "Passphrase of the backup")
    assert isinstance(field, QLineEdit)
    assert "Type the passphrase of this backup." in field.accessibleDescription()
    looked_into(house, "not this one")
    assert "does not open this backup" in field.accessibleDescription()
    assert field.hasFocus()
    assert field.echoMode() == QLineEdit.EchoMode.Password
    assert everything(backed_up.data_dir) == before
    field.clear()
    looked_into(house)
    assert "Restore it" in names(house.frame)


def test_what_is_in_it_and_what_is_here_is_shown_and_can_be_left_as_it_is(
    make_house: MakeHouse, backed_up: Places
) -> None:
    before = everything(backed_up.data_dir)
    house = before_the_backup(make_house, backed_up)
    looked_into(house)
    said = "\n".join(names(house.frame))
    assert "This backup was made on " in said
    assert "every page of it is whole" in said
    assert "The journal that is here now was last written on" in said
    assert "It would be kept beside it as journal." in said
    assert house.frame.focusWidget() is widget_named(house.frame, "Leave everything as it is")
    house.press("Leave everything as it is")
    house.turned_to(Restore)
    house.settle()
    assert everything(backed_up.data_dir) == before
    assert not list(backed_up.data_dir.glob(".rest*"))


def test_going_back_before_the_passphrase_leaves_everything(make_house: MakeHouse, backed_up: Places) -> None:
    before = everything(backed_up.data_dir)
    house = before_the_backup(make_house, backed_up)
    house.press("Back")
    house.turned_to(Restore)
    assert everything(backed_up.data_dir) == before


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Looking into a backup waits until it is cancelled."""
    begun, real = threading.Event(), Restoring.look

    def look(
        self: Restoring, backup: Path, opener: Opener, progress: Progress, cancelled: Asked
    ) -> RestorePreview:
        begun.set()
        for _ in range(2_000):
            if cancelled():
                break
            threading.Event().wait(0.005)
        return real(self, backup, opener, progress, cancelled)

    monkeypatch.setattr(Restoring, "look", look)
    yield begun


def test_a_look_can_be_cancelled(
    make_house: MakeHouse, backed_up: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(backed_up.data_dir)
    house = before_the_backup(make_house, backed_up)
    with held_up(monkeypatch) as begun:
        house.type_into("Passphrase of the backup", PASSPHRASE)
        house.press("Look into it")
        house.qtbot.waitUntil(begun.is_set)
        assert house.frame.focusWidget() is widget_named(house.frame, "Cancel")
        house.press("Cancel")
        house.settle()
    assert "Stopped. Nothing was moved." in names(house.frame)
    assert everything(backed_up.data_dir) == before


def test_the_recovery_code_is_asked_for_instead(make_house: MakeHouse, empty_places: Places) -> None:
    journal, code = cheap_vault(empty_places).create(PASSPHRASE)
    journal.care.back_up()
    journal.close(back_up=False)
    house = before_the_backup(make_house, empty_places)
    house.press("Use its recovery code")
    house.type_into("Recovery code", code.text())
    house.press("Look into it")
    house.settle()
    house.press("Restore it")
    house.turned_to(Unlock)
    assert any(
        "The backup is restored." in line and "is kept as journal." in line for line in names(house.frame)
    )
    house.unlock(PASSPHRASE)


def test_the_door_says_that_it_removes_again_what_was_removed_since(
    make_house: MakeHouse, empty_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, _code = cheap_vault(empty_places).create(PASSPHRASE)
    log(journal, "One", context="The heron flew over the wall.")
    made = journal.care.back_up()
    words = journal.removal.words
    for passage in ("heron", "the wall"):
        words.remove(words.look(passage), confirmed="remove")
    journal.close(back_up=False)
    vault = cheap_vault(empty_places)
    restore(vault, made.path, PASSPHRASE)
    said: list[str] = []
    start = BusyLine.start

    def heard(line: BusyLine, text: str) -> None:
        said.append(text)
        start(line, text)

    monkeypatch.setattr(BusyLine, "start", heard)
    house = make_house(empty_places)
    house.unlock(PASSPHRASE)
    again = "Removing again what was removed since this backup…"
    assert said == ["Opening the journal…", again, *(f"{again} {done} of 3" for done in range(3))]


# ---- keys


def test_lost_keys_are_taken_from_a_backup_and_the_journal_opens(
    make_house: MakeHouse, backed_up: Places
) -> None:
    for path in backed_up.data_dir.glob("journal.keys*"):
        path.unlink()
    before = backed_up.journal.read_bytes()
    house = make_house(backed_up)
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Unlock")
    house.qtbot.waitUntil(lambda: "Take the keys from a backup" in names(house.frame))
    house.press("Take the keys from a backup")
    house.turned_to(TakeKeys)
    house.settle()
    house.type_into("Passphrase of the backup", "not this one")
    house.press("Take its keys")
    house.settle()
    field = widget_named(house.frame, "Passphrase of the backup")
    assert "does not open this backup" in field.accessibleDescription()
    assert not backed_up.keys.exists()
    house.type_into("Passphrase of the backup", PASSPHRASE)
    house.press("Take its keys")
    house.turned_to(Unlock)
    assert backed_up.journal.read_bytes() == before
    house.unlock()


def test_without_other_keys_it_says_so_and_asks_for_nothing(make_house: MakeHouse, backed_up: Places) -> None:
    house = make_house(backed_up)
    house.press("Open another journal or restore a backup")
    house.turned_to(Restore)
    house.settle()
    house.press("Take the keys from a backup")
    house.turned_to(TakeKeys)
    house.settle()
    said = names(house.frame)
    assert any("No backup in the usual folder holds other keys" in line for line in said)
    assert "Take its keys" not in said


@pytest.mark.parametrize("holds", ["what may not be looked into", "a restore that was cut off"])
def test_a_chosen_folder_that_may_hold_a_journal_is_stood_before(
    make_house: MakeHouse, backed_up: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holds: str
) -> None:
    """Unlocking says what is the matter with it, or finishes the restore."""
    there = tmp_path / "there"
    (there / ".restoring-20260101-000000-000000").mkdir(parents=True)
    if holds == "what may not be looked into":
        (there / ".restoring-20260101-000000-000000").rmdir()
        real = Path.exists

        def denied(path: Path) -> bool:
            if path.parent == there:
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr(Path, "exists", denied)
    house = make_house(backed_up)
    house.press("Open another journal or restore a backup")
    house.turned_to(Restore)
    house.settle()
    page = house.door.page
    assert isinstance(page, Restore)
    page.open_folder(str(there))
    house.turned_to(Unlock)
    assert house.door.step.places.data_dir == there
