"""Locking: after a quiet time, by hand, and what is left afterwards."""

import os
import sys
import threading
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.paths import Places
from app.preferences import Preferences
from app.services.journal import Journal
from app.ui.door.step import NOTE
from app.ui.door.unlock import Unlock
from app.ui.locking import Idle, command_line
from app.ui.session import arguments_for
from tests.gui.pages import PASSPHRASE, House, cheap_vault, names, remove_one
from tests.gui.stage import QUIET, spoken

pytestmark = QUIET
MakeHouse = Callable[..., House]


class SlowClock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> SlowClock:
    return SlowClock()


@pytest.fixture
def idle(clock: SlowClock, qapp: QApplication) -> Idle:
    return Idle(5, seconds=clock)


def told(idle: Idle) -> list[str]:
    heard: list[str] = []
    idle.warned.connect(lambda seconds: heard.append(f"warned {seconds}"))
    idle.used.connect(lambda: heard.append("used"))
    idle.passed.connect(lambda: heard.append("passed"))
    return heard


def test_a_quiet_window_is_warned_sixty_seconds_ahead_and_then_locked(idle: Idle, clock: SlowClock) -> None:
    heard = told(idle)
    for at in (0, 239, 240, 241, 299, 300):
        clock.now = 1000 + at
        idle.look()
    assert heard == ["warned 60", "passed"]


def test_any_key_extends_the_time_and_takes_the_warning_back(
    idle: Idle, clock: SlowClock, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    handle = window.windowHandle()
    assert handle is not None
    idle._watch(handle)
    heard = told(idle)
    clock.now += 250
    idle.look()
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    clock.now += 200
    idle.look()
    assert heard == ["warned 50", "used"]


def test_a_computer_that_slept_past_the_time_is_locked_at_once(idle: Idle, clock: SlowClock) -> None:
    heard = told(idle)
    clock.now += 8 * 3600
    idle.look()
    assert heard == ["passed"]


def test_the_warning_is_shown_spoken_and_taken_back(house: House) -> None:
    journal = house.unlock()
    with spoken() as heard:
        journal.idle.warned.emit(60)
    house.settle()
    assert "Balcony locks within 60 seconds" in names(house.frame)
    assert any("Press any key to go on" in text for text in heard)
    journal.idle.used.emit()
    house.settle()
    assert "Balcony locks within 60 seconds" not in names(house.frame)


def test_another_quiet_time_holds_at_once(house: House) -> None:
    journal = house.unlock()
    journal.desk.set_preferences(journal.desk.preferences.changed(lock_after_minutes=60))
    assert journal.idle._minutes == 60


# ---- locking


def test_lock_keeps_drafts_backs_up_and_starts_a_fresh_process_without_old_arguments(
    make_house: MakeHouse, demo_places: Places
) -> None:
    started: list[Sequence[str]] = []
    house = make_house(demo_places, start_again=started.append)
    journal = house.unlock()
    owner = QWidget(house.frame)

    def pending() -> Callable[[Journal], object]:
        return lambda journal: journal.drafts.keep("decision:new", {"title": "Half a thought"})

    journal.desk.flush_with(owner, pending)
    house.keys(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert started == [["--data-dir", str(demo_places.data_dir)]]
    assert list(demo_places.backups.glob("*.balcony-backup"))
    assert isinstance(house.page, Unlock)
    again = cheap_vault(demo_places).unlock(PASSPHRASE)
    draft = again.drafts.of("decision:new")
    again.close(back_up=False)
    assert draft is not None
    assert draft.fields == {"title": "Half a thought"}


def test_where_no_fresh_process_can_be_had_the_door_is_shown_and_opens_again(house: House) -> None:
    journal = house.unlock()
    titles = [line.title for line in journal.jobs.now(journal.opened.journal.finding.page)]
    house.go("help")
    journal.lock()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert house.frame.menuBar().actions() == []
    assert not set(titles) & set(names(house.frame))
    assert house.frame.windowTitle() == "Balcony"
    house.unlock()


def test_idle_locks_also_under_a_cover(house: House) -> None:
    journal = house.unlock()
    journal.turn_cover()
    journal.idle.passed.emit()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert isinstance(house.page, Unlock)


def test_words_that_cannot_be_kept_keep_the_journal_open_under_a_cover(house: House) -> None:
    journal = house.unlock()

    def refuse(_journal: Journal) -> None:
        raise DiskFull

    journal.desk.flush_with(QWidget(house.frame), lambda: refuse)
    journal.lock()
    assert "Locking the journal" in names(house.frame)
    house.settle()
    assert house.content.accessibleName() == "Balcony is covered"
    journal.turn_cover()
    house.settle()
    assert DiskFull.message in names(house.frame)


def test_closing_the_window_backs_up_and_lets_the_next_process_in(house: House) -> None:
    journal = house.unlock()
    places = journal.opened.places
    remove_one(house)
    house.frame.close()
    assert "Closing the journal" in names(house.frame)
    house.qtbot.waitUntil(lambda: not house.frame.isVisible(), timeout=20_000)
    assert list(places.backups.glob("*.balcony-backup"))
    cheap_vault(places).unlock(PASSPHRASE).close(back_up=False)


def test_a_backup_that_could_not_be_made_is_told_before_the_window_goes(house: House) -> None:
    journal = house.unlock()
    backups = journal.opened.places.backups
    remove_one(house)
    backups.rmdir()
    house.frame.close()
    house.qtbot.waitUntil(lambda: any("A backup could not be made." in name for name in names(house.frame)))
    assert house.frame.isVisible()
    house.press("Close Balcony")
    house.qtbot.waitUntil(lambda: not house.frame.isVisible())


def test_closing_the_window_again_ends_what_only_waits_to_be_read(house: House) -> None:
    journal = house.unlock()
    remove_one(house)
    journal.opened.places.backups.rmdir()
    house.frame.close()
    house.frame.close()
    house.qtbot.waitUntil(lambda: any("A backup could not be made." in name for name in names(house.frame)))
    house.frame.close()
    house.qtbot.waitUntil(lambda: not house.frame.isVisible())


def test_a_lock_asked_for_while_closing_was_refused_is_not_forgotten(house: House) -> None:
    journal = house.unlock()
    asked, go_on = threading.Event(), threading.Event()

    def refuses(_journal: Journal) -> str:
        asked.set()
        assert go_on.wait(20)
        raise DiskFull

    journal.erase_by(refuses)
    house.qtbot.waitUntil(asked.is_set)
    journal.system.left.emit()
    go_on.set()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert isinstance(house.page, Unlock)
    assert any(DiskFull.message in name for name in names(house.frame))


def test_words_that_cannot_be_kept_on_closing_stay_under_a_cover_once_the_person_left(house: House) -> None:
    journal = house.unlock()

    def refuse(_journal: Journal) -> None:
        raise DiskFull

    journal.desk.flush_with(QWidget(house.frame), lambda: refuse)
    house.frame.close()
    journal.system.left.emit()
    house.settle()
    assert house.content.accessibleName() == "Balcony is covered"


def test_a_backup_that_could_not_be_made_on_locking_is_told_at_the_door(house: House) -> None:
    journal = house.unlock()
    remove_one(house)
    journal.opened.places.backups.rmdir()
    journal.lock()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert any("A backup could not be made." in name for name in names(house.frame))
    assert NOTE not in os.environ


# ---- the fresh process


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        (["python", "-P", "-m", "app", "--data-dir", "x"], ["py", "-P", "-m", "app", "--today", "2026-06-30"]),
        (["python", "-m", "app"], ["py", "-m", "app", "--today", "2026-06-30"]),
        (
            ["python", "/usr/bin/balcony", "demo", "--passphrase-stdin"],
            ["py", "-P", "-m", "app", "--today", "2026-06-30"],
        ),
        (["python", "-P", "-m", "app", "demo", "--passphrase-stdin"],
         ["py", "-P", "-m", "app", "--today", "2026-06-30"]),
    ],
)  # fmt: skip
def test_a_fresh_process_keeps_the_interpreter_s_options_and_drops_every_old_argument(
    original: list[str], expected: list[str]
) -> None:
    assert command_line("py", original, ["--today", "2026-06-30"]) == expected


def test_the_usual_folder_needs_no_argument(tmp_path_factory: pytest.TempPathFactory) -> None:
    from app.paths import default_places

    assert arguments_for(default_places()) == []
    other = tmp_path_factory.mktemp("other")
    assert arguments_for(Places(other, other)) == ["--data-dir", str(other)]


@pytest.mark.skipif(os.name != "posix", reason="these limits are of POSIX systems")
def test_a_hardened_process_writes_for_its_account_alone_and_dumps_no_core() -> None:
    import subprocess

    script = (
        "import os, resource; from app.ui.hardening import harden; harden(); "
        "print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE), "
        "__import__('ctypes').CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    mask, core, dumpable = done.stdout.split(" ", 1)[0], "(0, 0)" in done.stdout, done.stdout.split()[-1]
    assert (mask, core) == ("0o77", True)
    if sys.platform.startswith("linux"):
        assert dumpable == "0"


def test_the_preferences_say_how_long_quiet_lasts(make_house: MakeHouse, demo_places: Places) -> None:
    house = make_house(demo_places, Preferences(theme="light", lock_after_minutes=17))
    assert house.unlock().idle._minutes == 17
