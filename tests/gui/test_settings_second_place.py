"""The second place for backups in Settings: chosen, shown, caught up again and given up, by names and keys."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.domain.second_place import Standing
from app.paths import Places, places_in
from app.preferences import Preferences
from app.services.second_place import SecondPlace
from app.storage import second_copies
from app.ui.door.make import Make
from tests.gui.pages import House, names, remove_one, widget_named
from tests.gui.test_settings import SettingsWindow
from tests.gui.walk import clipped, nameless, not_reached, too_small

SIZES = {"usual": (1240, 805, 100), "small": (911, 512, 100), "large-text": (911, 512, 200)}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def window(house: House) -> SettingsWindow:
    opened = SettingsWindow(house, "backups")
    opened.press("Back up now")
    return opened


def choose(window: SettingsWindow, folder: Path, button: str = "Choose a second place…") -> None:
    window.press(button)
    (dialog,) = window.house.frame.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    window.house.frame.activateWindow()
    window.house.settle()


def test_a_place_is_chosen_and_what_is_here_is_copied_there(window: SettingsWindow, stick: Path) -> None:
    assert "The backups lie on this computer, as the journal does." in window.texts()
    choose(window, stick)
    assert f"Each backup is copied to {stick}" in window.texts()
    assert "1 copy lies there, of the backup made" in window.texts()
    assert "on the same disk as the journal" in window.texts()
    assert "On this computer, backups copied elsewhere too" in names(window.house.journal.window.status)
    assert window.said() == "Every backup is copied to the second place and compared."
    assert len(list(stick.iterdir())) == 1
    assert window.house.frame.focusWidget().text() == "Choose another folder…"  # type: ignore[attr-defined]
    window.press("Back up now")
    assert "2 copies lie there" in window.texts()
    assert not widget_named(window.page, "Back up now").isHidden()


def test_copies_at_a_place_that_is_away_are_told_as_they_were_last_seen(
    window: SettingsWindow, stick: Path
) -> None:
    choose(window, stick)
    stick.rename(stick.with_name("drawer"))
    window.press("Back up now")
    window.house.rest()
    assert "1 copy lay there when it was last seen, of the backup made" in window.texts()
    assert "lies there" not in window.texts()


def test_a_folder_that_cannot_be_one_is_told_and_nothing_changes(
    window: SettingsWindow, demo_places: Places, stick: Path
) -> None:
    choose(window, demo_places.backups)
    assert "This is the folder of the journal, or lies inside it." in window.texts()
    assert "The backups lie on this computer, as the journal does." in window.texts()
    choose(window, stick)
    assert "This is the folder of the journal" not in window.texts()
    assert f"Each backup is copied to {stick}" in window.texts()


def test_a_place_that_is_gone_is_told_with_the_buttons_that_mend_it(
    window: SettingsWindow, stick: Path, tmp_path: Path
) -> None:
    choose(window, stick)
    stick.rename(tmp_path / "drawer")
    window.press("Back up now")
    assert "The second place cannot be reached." in window.texts()
    assert {"Try again", "Choose another folder…", "Stop using it"} <= set(names(window.page))
    assert "Second backup place not reached" in names(window.house.journal.window.status)
    window.press("Try again")
    assert "The second place cannot be reached." in window.texts()
    (tmp_path / "drawer").rename(stick)
    window.press("Try again")
    assert "cannot be reached" not in window.texts()
    assert "Try again" not in names(window.page)
    assert "Second backup place not reached" not in names(window.house.journal.window.status)
    assert len(list(stick.iterdir())) == 2


def test_another_folder_takes_its_place(window: SettingsWindow, stick: Path, tmp_path: Path) -> None:
    choose(window, stick)
    other = tmp_path / "other"
    other.mkdir()
    choose(window, other, "Choose another folder…")
    assert f"Each backup is copied to {other}" in window.texts()
    assert len(list(other.iterdir())) == len(list(stick.iterdir())) == 1


def test_it_is_given_up_and_what_lies_there_stays(window: SettingsWindow, stick: Path) -> None:
    choose(window, stick)
    window.press("Stop using it")
    assert window.said() == "Nothing is copied there from now on. What lies there stays."
    assert "The backups lie on this computer, as the journal does." in window.texts()
    assert window.house.frame.focusWidget().text() == "Choose a second place…"  # type: ignore[attr-defined]
    window.press("Back up now")
    assert len(list(stick.iterdir())) == 1


def test_copying_there_can_be_stopped_and_holds_up_nothing_else(
    window: SettingsWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = second_copies._write

    def slow(*given: object) -> bytes:
        begun.set()
        go_on.wait(20)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(second_copies, "_write", slow)
    widget_named(window.page, "Choose a second place…")
    section = window.view.folds["backups"].section
    assert section is not None
    section._second.use(str(stick))  # type: ignore[attr-defined]
    window.house.qtbot.waitUntil(begun.is_set)
    assert "Copying to the second place and comparing, in megabytes…" in names(window.page)
    window.house.press("Cancel")
    go_on.set()
    window.house.settle()
    assert window.said() == "Stopped. What is not copied yet is copied before long."
    assert "Nothing is copied there yet." in window.texts()
    assert list(stick.iterdir()) == []
    window.press("Copy now")
    assert len(list(stick.iterdir())) == 1


def test_cancel_while_the_folder_is_looked_at_copies_nothing(
    window: SettingsWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, real = threading.Event(), threading.Event(), SecondPlace.choose

    def slow(place: SecondPlace, folder: Path) -> Standing:
        begun.set()
        go_on.wait(20)
        return real(place, folder)

    monkeypatch.setattr(SecondPlace, "choose", slow)
    section = window.view.folds["backups"].section
    assert section is not None
    section._second.use(str(stick))  # type: ignore[attr-defined]
    window.house.qtbot.waitUntil(begun.is_set)
    window.house.press("Cancel")
    go_on.set()
    window.house.settle()
    assert window.said() == "Stopped. What is not copied yet is copied before long."
    assert "Nothing is copied there yet." in window.texts()
    assert list(stick.iterdir()) == []


def test_copying_that_ends_leaves_the_focus_where_the_person_went_on(
    window: SettingsWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, real = threading.Event(), threading.Event(), SecondPlace.choose

    def slow(place: SecondPlace, folder: Path) -> Standing:
        begun.set()
        go_on.wait(20)
        return real(place, folder)

    monkeypatch.setattr(SecondPlace, "choose", slow)
    section = window.view.folds["backups"].section
    assert section is not None
    section._second.use(str(stick))  # type: ignore[attr-defined]
    window.house.qtbot.waitUntil(begun.is_set)
    widget_named(window.page, "Back up now").setFocus()
    go_on.set()
    window.house.settle()
    assert window.said() == "Every backup is copied to the second place and compared."
    assert window.house.frame.focusWidget() is widget_named(window.page, "Back up now")


def test_a_place_with_newer_backups_of_this_journal_gets_one_that_counts_as_newer(
    window: SettingsWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SecondPlace, "highest_number", property(lambda _place: 57))
    choose(window, stick)
    newest = window.ask(lambda journal: journal.care.backups()[0])
    assert newest.number == 58
    assert (stick / newest.path.name).exists()


def test_every_backup_is_listed_when_that_is_unfolded(window: SettingsWindow) -> None:
    remove_one(window.house)
    window.press("Back up now")
    assert window.texts().count(" MB") == 1
    window.press("All 2 backups")
    assert window.texts().count(" MB") == 3


def test_the_file_that_says_where_it_is_is_named_among_the_files(
    window: SettingsWindow, demo_places: Places, stick: Path
) -> None:
    window.go("files")
    assert "backup-place.json" not in window.texts()
    choose(window, stick)
    window.go("files")
    assert f"{demo_places.backup_place}: where backups are copied to as well" in window.texts()


@pytest.mark.parametrize("size", SIZES)
def test_all_of_it_can_be_heard_reached_and_read_when_the_place_is_gone(
    make_house: Callable[..., House], demo_places: Places, stick: Path, size: str
) -> None:
    width, height, percent = SIZES[size]
    house = make_house(demo_places, Preferences(theme="light", text_size=percent, window=(width, height)))
    window = SettingsWindow(house, "backups")
    window.press("Back up now")
    choose(window, stick)
    stick.rename(stick.with_name("drawer"))
    remove_one(house)
    window.press("Back up now")
    window.go("backups")
    house.rest()
    assert "The second place cannot be reached." in window.texts()
    root = house.content
    found = [*nameless(root), *too_small(root), *clipped(root), *not_reached(house.frame, root)]
    assert not found, found


@pytest.mark.parametrize("size", SIZES)
def test_the_offer_at_first_run_can_be_heard_reached_and_read(
    make_house: Callable[..., House], tmp_path: Path, stick: Path, size: str
) -> None:
    width, height, percent = SIZES[size]
    places = places_in(tmp_path / "OneDrive - Council" / "balcony")
    house = make_house(places, Preferences(theme="light", text_size=percent, window=(width, height)))
    house.press("New journal")
    house.turned_to(Make)
    assert isinstance(house.page, Make)
    assert house.page.second is not None
    house.page.second.use(str(stick))
    house.rest()
    root = house.content
    found = [*nameless(root), *too_small(root), *clipped(root), *not_reached(house.frame, root)]
    assert not found, found
