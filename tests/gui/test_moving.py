"""Moving through the window: the file, the last step, the notice at the door, and writing here again."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.exchange import Cancelled as Asked
from app.domain.restoring import Opener
from app.paths import Places
from app.storage import second_copies
from app.ui.actions import actions_for
from app.ui.door.unlock import Unlock
from app.ui.moving.again import WriteAgain
from app.ui.moving.file_part import FilePart
from app.ui.moving.leave_part import LeavePart
from app.ui.moving.there_part import TherePart
from app.ui.open_journal import OpenJournal
from app.ui.registry import PAGES
from app.ui.walks.page import Walk
from app.ui.walks.part import Part
from tests.fixtures.cheap import log
from tests.gui.pages import PASSPHRASE, House, cheap_vault, names, remove_one
from tests.gui.stage import QUIET
from tests.gui.test_accessibility_walk import EACH_SIZE, holds, preferences
from tests.gui.turns import widgets_made
from tests.gui.walk import clipped, nameless, not_reached, too_small

MOST_MADE = 25
pytestmark = [QUIET, pytest.mark.timeout(240)]


@pytest.fixture
def own_places(tmp_path: Path) -> Places:
    """A journal that is no demo, with one entry."""
    places = Places(tmp_path / "journal", tmp_path / "settings")
    journal, _code = cheap_vault(places).create(PASSPHRASE)
    log(journal, "Hold the front door")
    journal.close(back_up=False)
    return places


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


class Mover:
    """Somebody at the page of moving, in a whole window."""

    def __init__(self, house: House, stick: Path) -> None:
        self.house, self.stick = house, stick
        house.unlock()
        self.open()

    def open(self) -> None:
        self.house.journal.commands.do("moving.open")
        self.house.settle()

    @property
    def walk(self) -> Walk:
        view = self.house.journal.window.views["moving"]
        assert isinstance(view, Walk)
        return view

    def part(self, step: str) -> Part:
        while self.walk.here != step:
            at = self.walk.here
            self.walk.go_on()
            self.house.settle()
            assert self.walk.here != at
        part = self.walk.part
        assert part is not None
        return part

    def make(self) -> Path:
        part = self.part("file")
        assert isinstance(part, FilePart)
        part.folder.set_text(str(self.stick))
        part.button.click()
        assert part.card.step is not None
        self.house.qtbot.waitUntil(lambda: part.card.step is None, timeout=20_000)
        self.house.settle()
        assert part.card.made.isVisible()
        return max(self.stick.iterdir())

    def leave(self) -> LeavePart:
        part = self.part("leave")
        assert isinstance(part, LeavePart)
        part.opened.click()
        part.button.click()
        self.house.settle()
        return part

    def texts(self) -> str:
        return "\n".join(names(self.house.content))


@pytest.fixture
def mover(make_house: Callable[..., House], own_places: Places, stick: Path) -> Mover:
    return Mover(make_house(own_places), stick)


def at_the_door(mover: Mover) -> str:
    """Closed by the last step, before the door; what it says."""
    house = mover.house
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    house.turned_to(Unlock)
    house.qtbot.waitUntil(lambda: "was moved on" in "\n".join(names(house.frame)))
    return "\n".join(names(house.frame))


def test_it_is_reached_from_the_menu_and_has_help() -> None:
    from app.ui.help.page import ORDER
    from app.ui.help.reading import topics

    assert "moving.open" in {one.id for one in actions_for(PAGES)}
    assert "moving" in ORDER
    assert "moving" in topics()


def test_the_file_is_made_where_it_was_chosen_and_opens_in_another_folder(
    mover: Mover, tmp_path: Path
) -> None:
    mover.house.qtbot.waitUntil(lambda: "1 entry with all that belongs to it." in mover.texts())
    file = mover.make()
    assert str(file) in mover.texts()
    other = cheap_vault(Places(tmp_path / "other", tmp_path / "other-settings"))
    opener = Opener(PASSPHRASE)
    other.restoring.restore(other.restoring.look(file, opener), opener)
    journal = other.unlock(PASSPHRASE)
    assert [one.title for one in journal.finding.page()] == ["Hold the front door"]
    log(journal, "Written there")
    journal.close(back_up=False)


def test_no_step_after_the_file_is_shown_before_it_is_made(mover: Mover) -> None:
    mover.part("file")
    mover.walk.go_on()
    mover.house.settle()
    assert mover.walk.here == "file"
    assert "Make the file first." in mover.texts()


def test_a_folder_that_is_not_there_is_said_in_place_and_nothing_is_made(mover: Mover, stick: Path) -> None:
    part = mover.part("file")
    assert isinstance(part, FilePart)
    part.folder.set_text(str(stick / "nowhere"))
    part.button.click()
    mover.house.qtbot.waitUntil(lambda: "There is no such folder." in mover.texts())
    mover.walk.go_on()
    assert mover.walk.here == "file"


def test_copying_can_be_stopped_and_leaves_no_file(
    mover: Mover, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = second_copies.copy_compared
    began = threading.Event()

    def slow(source: Path, folder: Path, by: second_copies.Moved, cancelled: Asked) -> None:
        began.set()
        while not cancelled():
            time.sleep(0.01)
        copied(source, folder, by, cancelled)

    monkeypatch.setattr(second_copies, "copy_compared", slow)
    part = mover.part("file")
    assert isinstance(part, FilePart)
    part.folder.set_text(str(stick))
    part.button.click()
    mover.house.qtbot.waitUntil(began.is_set)
    mover.walk.go_on()
    assert mover.walk.here == "file"
    mover.house.press("Cancel")
    mover.house.qtbot.waitUntil(lambda: "Stopped. No file was left there." in mover.texts())
    assert list(stick.iterdir()) == []
    monkeypatch.undo()
    assert mover.make().parent == stick


def test_the_last_step_needs_the_tick(mover: Mover) -> None:
    mover.make()
    part = mover.part("leave")
    assert isinstance(part, LeavePart)
    part.button.click()
    mover.house.settle()
    assert "Say first that you opened it there." in mover.texts()
    assert mover.house.session.journal is not None


def test_the_journal_is_closed_and_then_only_read_with_the_notice(mover: Mover) -> None:
    mover.make()
    mover.leave()
    said = at_the_door(mover)
    assert "This journal was moved on 30 June 2026" in said
    assert "From now on it opens to be read." in said
    house = mover.house
    journal: OpenJournal = house.unlock()
    assert journal.opened.journal.is_read_only
    assert "This journal was moved on 30 June 2026" in mover.texts()
    assert journal.window.shown == "journal"
    house.qtbot.waitUntil(lambda: "Hold the front door" in mover.texts())


def test_what_was_written_after_the_file_is_told_and_the_journal_stays_open(mover: Mover) -> None:
    mover.make()
    remove_one(mover.house)
    part = mover.leave()
    assert "Something was written here after the file was made" in mover.texts()
    assert part.trouble.isVisible()
    assert mover.house.session.journal is not None
    mover.walk.turn(1)
    mover.house.settle()
    assert "Make it again, so that it holds everything." in mover.texts()
    mover.make()
    mover.leave()
    at_the_door(mover)


def test_a_walk_left_at_the_last_step_is_taken_up_there_after_a_lock(mover: Mover) -> None:
    mover.make()
    mover.part("leave")
    house = mover.house
    house.journal.lock()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    house.turned_to(Unlock)
    house.unlock()
    mover.open()
    assert mover.walk.here == "leave"
    assert not house.journal.opened.journal.is_read_only
    mover.leave()
    at_the_door(mover)


def test_it_is_written_here_again_after_the_passphrase_at_the_door(mover: Mover) -> None:
    mover.make()
    mover.leave()
    at_the_door(mover)
    house = mover.house
    house.press("Write here again…")
    house.turned_to(WriteAgain)
    assert "two journals" in "\n".join(names(house.frame))
    house.type_into("Passphrase", "some other words")
    house.press("Write here again")
    house.qtbot.waitUntil(lambda: "does not open this journal" in "\n".join(names(house.frame)))
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Write here again")
    house.turned_to(Unlock)
    assert "was moved on" not in "\n".join(names(house.frame))
    assert not house.unlock().opened.journal.is_read_only


def test_the_steps_are_saved_without_a_word_of_an_entry(mover: Mover, tmp_path: Path) -> None:
    file = mover.make()
    part = mover.part("there")
    assert isinstance(part, TherePart)
    path = tmp_path / "steps.html"
    part.save_to(str(path))
    mover.house.qtbot.waitUntil(path.exists)
    text = path.read_text(encoding="utf-8")
    assert file.name in text
    assert "Hold the front door" not in text
    assert PASSPHRASE not in text


def test_a_demo_journal_says_that_it_is_not_moved(
    make_house: Callable[..., House], demo_places: Places, stick: Path
) -> None:
    mover = Mover(make_house(demo_places), stick)
    mover.house.qtbot.waitUntil(lambda: "This is the demo journal." in mover.texts())
    part = mover.part("file")
    assert isinstance(part, FilePart)
    mover.house.qtbot.waitUntil(lambda: not part.button.isEnabled())


def test_the_old_copy_is_erased_from_where_it_is_read(mover: Mover, own_places: Places) -> None:
    mover.make()
    mover.leave()
    at_the_door(mover)
    house = mover.house
    house.unlock()
    house.go("erase-journal")
    house.settle()
    house.type_into("Type “erase”", "erase")
    house.press("Erase this journal for good")
    house.qtbot.waitUntil(lambda: not own_places.journal.exists(), timeout=20_000)
    house.qtbot.waitUntil(lambda: house.session.journal is None)


def test_every_step_is_shown_in_short_turns(mover: Mover) -> None:
    mover.make()
    with widgets_made() as added:
        for step in (2, 3, 0, 1):
            mover.walk.turn(step)
            mover.house.rest()
    assert sum(added) > MOST_MADE
    assert max(added) <= MOST_MADE


@EACH_SIZE
def test_every_step_and_the_door_have_names_room_and_are_reached(
    make_house: Callable[..., House], own_places: Places, stick: Path, size: str
) -> None:
    mover = Mover(make_house(own_places, preferences(size)), stick)
    house = mover.house
    found: list[str] = []

    def look(name: str, root: QWidget) -> None:
        house.rest()
        problems = (*nameless(root), *too_small(root), *clipped(root), *not_reached(house.frame, root))
        found.extend(f"{name}: {problem}" for problem in problems)

    for step in ("what", "file", "there", "leave"):
        mover.part(step)
        look(step, house.content)
        if step == "file":
            mover.make()
            look("made", house.content)
    mover.leave()
    at_the_door(mover)
    look("door", house.content)
    house.press("Write here again…")
    house.turned_to(WriteAgain)
    look("again", house.content)
    holds(found)
