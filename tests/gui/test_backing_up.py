"""Backups in the open window: half an hour after a change, and copied to the second place on a thread of their own."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.paths import Places
from app.services.journal import Journal
from app.services.second_place import SecondPlace
from app.storage import second_copies
from app.ui.backing_up import AFTER_SECONDS, BackingUp
from app.ui.open_journal import OpenJournal
from app.ui.session import Session
from tests.gui.pages import House, cheap_vault, names, remove_one

MakeHouse = Callable[..., House]


class Watch:
    """A clock that nobody sets but the test."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def journal(house: House) -> OpenJournal:
    opened = house.unlock()
    house.rest()
    opened.opened.journal.care.back_up()
    return opened


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def backing_up(journal: OpenJournal, watch: Watch) -> BackingUp:
    """One of its own beside that of the window, which does not look before 15 seconds have passed."""
    return BackingUp(journal.desk, journal.opened.journal, lambda: False, watch)


def count(journal: OpenJournal) -> int:
    return len(list(journal.opened.places.backups.glob("*.balcony-backup")))


def choose(journal: OpenJournal, stick: Path) -> SecondPlace:
    place = journal.opened.journal.care.second_place
    place.choose(stick)
    return place


def test_a_backup_is_made_half_an_hour_after_the_first_change_and_not_before(
    house: House, journal: OpenJournal, backing_up: BackingUp, watch: Watch
) -> None:
    watch.now += 10 * AFTER_SECONDS
    backing_up.look()
    house.settle()
    assert count(journal) == 1  # nothing was written
    remove_one(house)
    backing_up.look()
    watch.now += AFTER_SECONDS - 1
    backing_up.look()
    house.settle()
    assert count(journal) == 1
    watch.now += 1
    backing_up.look()
    house.settle()
    assert count(journal) == 2
    watch.now += 10 * AFTER_SECONDS
    backing_up.look()
    house.settle()
    assert count(journal) == 2


def test_it_waits_while_somebody_types_but_not_for_ever(
    house: House, journal: OpenJournal, backing_up: BackingUp, watch: Watch
) -> None:
    remove_one(house)
    backing_up.look()
    watch.now += AFTER_SECONDS
    journal.desk.draft_kept.emit(journal.opened.journal.clock.now())
    backing_up.look()
    house.settle()
    assert count(journal) == 1
    watch.now += 299
    journal.desk.draft_kept.emit(journal.opened.journal.clock.now())
    backing_up.look()
    house.settle()
    assert count(journal) == 1
    watch.now += 1
    backing_up.look()
    house.settle()
    assert count(journal) == 2


def test_it_waits_while_other_work_on_the_file_is_under_way(
    house: House, journal: OpenJournal, backing_up: BackingUp, watch: Watch
) -> None:
    remove_one(house)
    backing_up.look()
    watch.now += AFTER_SECONDS
    go_on = threading.Event()
    journal.desk.read(lambda _journal: go_on.wait(20), lambda _none: None, house.frame)
    backing_up.look()
    assert count(journal) == 1
    go_on.set()
    house.settle()
    assert count(journal) == 1
    backing_up.look()
    house.settle()
    assert count(journal) == 2


def test_what_a_crash_left_without_a_backup_is_noticed_after_unlocking(
    make_house: MakeHouse, demo_places: Places, watch: Watch
) -> None:
    before = cheap_vault(demo_places).unlock("gravel teapot lantern orbit meadow fiddle")
    before.care.back_up()
    before.drafts.keep("decision:new", {"title": "Half a thought"})
    before.close(back_up=False)
    house = make_house(demo_places)
    journal = house.unlock()
    house.rest()
    own = BackingUp(journal.desk, journal.opened.journal, lambda: False, watch)
    own._begin()
    house.settle()
    watch.now += AFTER_SECONDS
    own.look()
    house.settle()
    assert count(journal) == 2


def test_a_backup_made_by_hand_is_copied_at_once(house: House, journal: OpenJournal, stick: Path) -> None:
    choose(journal, stick)
    journal.commands.do("backup.make")
    house.settle()
    assert len(list(stick.iterdir())) == 2
    assert not journal.window.status.second_place.isVisible()


def test_a_place_that_is_gone_is_told_in_the_status_line_with_the_way_to_settings(
    house: House, journal: OpenJournal, stick: Path, tmp_path: Path
) -> None:
    choose(journal, stick)
    journal.backing_up.copy()
    house.settle()
    stick.rename(tmp_path / "drawer")
    journal.commands.do("backup.make")
    house.settle()
    assert "Second backup place not reached" in names(journal.window.status)
    house.press("Second backup place not reached")
    house.settle()
    assert journal.window.shown == "settings"
    (tmp_path / "drawer").rename(stick)
    journal.backing_up.copy()
    house.settle()
    assert "Second backup place not reached" not in names(journal.window.status)
    assert len(list(stick.iterdir())) == 2


def test_copies_elsewhere_are_promised_only_while_there_are_any(
    house: House, journal: OpenJournal, stick: Path
) -> None:
    here_only, copied = "On this computer only", "On this computer, backups copied elsewhere too"
    choose(journal, stick)
    journal.refresh()
    house.settle()
    assert here_only in names(journal.window.status)
    journal.backing_up.copy()
    house.settle()
    assert copied in names(journal.window.status)
    for path in stick.iterdir():
        path.unlink()
    journal.commands.do("backup.make")
    house.settle()
    assert "Second backup place is empty" in names(journal.window.status)
    assert here_only in names(journal.window.status)
    house.press("Second backup place is empty")
    house.settle()
    said = "\n".join(names(house.frame))
    assert "the copies that were in it are not" in said
    assert "lies there" not in said


def test_a_slow_place_keeps_nobody_from_the_journal(
    house: House, journal: OpenJournal, stick: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    go_on, begun = threading.Event(), threading.Event()
    real = second_copies._write

    def slow(*given: object) -> bytes:
        begun.set()
        go_on.wait(20)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(second_copies, "_write", slow)
    choose(journal, stick)
    journal.backing_up.copy()
    qtbot.waitUntil(begun.is_set)
    answered: list[int] = []
    journal.desk.read(lambda one: one.finding.count(), answered.append, house.frame)
    qtbot.waitUntil(lambda: bool(answered))
    go_on.set()
    house.settle()
    assert len(list(stick.iterdir())) == 1


def test_closing_copies_the_last_backup_before_the_window_goes(
    house: House, journal: OpenJournal, stick: Path
) -> None:
    choose(journal, stick)
    remove_one(house)
    house.frame.close()
    house.qtbot.waitUntil(lambda: not house.frame.isVisible())
    assert {path.name for path in stick.iterdir()} == {
        path.name for path in journal.opened.places.backups.iterdir()
    }


def test_nobody_has_to_wait_for_the_last_copy(
    house: House, journal: OpenJournal, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = SecondPlace.catch_up

    def slow(place: SecondPlace, **given: object) -> object:
        cancelled = given["cancelled"]
        assert callable(cancelled)
        while not cancelled():
            time.sleep(0.001)
        return real(place, **given)  # type: ignore[arg-type]

    remove_one(house)
    choose(journal, stick)
    monkeypatch.setattr(SecondPlace, "catch_up", slow)
    house.frame.close()
    house.qtbot.waitUntil(lambda: "Close without waiting" in names(house.frame))
    house.press("Close without waiting")
    house.qtbot.waitUntil(lambda: not house.frame.isVisible())
    assert list(stick.iterdir()) == []


def test_locking_does_not_wait_and_the_door_copies_what_is_left(
    house: House, journal: OpenJournal, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.door.copying._AT_THE_DOOR_MS", 0)
    place = choose(journal, stick)
    remove_one(house)
    session: Session = house.session
    journal.lock()
    house.qtbot.waitUntil(lambda: session.journal is None)
    house.step = session.step
    house.qtbot.waitUntil(lambda: len(list(stick.glob("*.balcony-backup"))) == 2)
    house.settle()
    standing = place.standing()
    assert standing is not None
    assert standing.copies == 2
    house.unlock()


def test_a_journal_open_to_be_read_is_left_alone(
    journal: OpenJournal, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Journal, "is_read_only", property(lambda _journal: True))
    own = BackingUp(journal.desk, journal.opened.journal, lambda: False, watch)
    own.begin()
    assert not own._timer.isActive()


def test_removing_the_demo_forgets_its_second_place_and_leaves_what_lies_there(
    house: House, journal: OpenJournal, stick: Path
) -> None:
    choose(journal, stick)
    journal.backing_up.copy()
    house.settle()
    kept = journal.opened.places.backup_place
    assert kept.exists()
    session = house.session
    journal.shut_down(locks=True, forget=True)
    house.qtbot.waitUntil(lambda: session.journal is None)
    house.step = session.step
    assert not kept.exists()
    assert len(list(stick.iterdir())) == 1


def test_a_drive_that_does_not_answer_at_all_does_not_keep_the_window_from_closing(
    house: House, journal: OpenJournal, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked, ended = threading.Event(), threading.Event(), threading.Event()

    def hangs(_place: SecondPlace, **_given: object) -> None:
        asked.set()
        answers.wait(60)
        ended.set()

    monkeypatch.setattr("app.ui.jobs._PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr("app.ui.backing_up._LAST_COPY_MS", 200)
    remove_one(house)
    choose(journal, stick)
    monkeypatch.setattr(SecondPlace, "catch_up", hangs)
    house.frame.close()
    house.qtbot.waitUntil(lambda: not house.frame.isVisible())
    assert asked.is_set()
    assert not ended.is_set()
    answers.set()
    house.qtbot.waitUntil(ended.is_set)
