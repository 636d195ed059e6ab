"""Locking when the computer sleeps or its screen is locked, told over real buses of the tests' own."""

import ctypes
import tempfile
from collections.abc import Callable, Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import open_journal, system_buses
from app.ui.door.unlock import Unlock
from app.ui.locking import Idle
from app.ui.open_journal import OpenJournal
from app.ui.system_buses import Buses, session_address, system_address
from app.ui.windows_messages import WindowsMessages, tells_of_leaving
from tests.fixtures.buses import SESSION, WHY_NOT, Services, bus_in, daemon
from tests.gui.pages import House, names
from tests.gui.stage import QUIET

pytestmark = QUIET
needs_bus = pytest.mark.skipif(daemon() is None, reason=WHY_NOT)
SAVERS = [
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="balcony-bus-") as folder, bus_in(Path(folder)) as at:
        yield at


@pytest.fixture
def services(address: str, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Iterator[Services]:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    one = Services(address)
    yield one
    one.close()


class Listening:
    """Buses that are listened to, and how often they told."""

    def __init__(self, qtbot: QtBot, services: Services) -> None:
        self.qtbot = qtbot
        self.services = services
        self.heard = 0
        self.owner = QObject()
        self.buses = Buses(self._left, self.owner)
        self.buses.begin()
        qtbot.waitUntil(lambda: services.holds_back == 1 and not self.buses._asked)

    def _left(self) -> None:
        self.heard += 1

    def hears(self, times: int) -> None:
        self.qtbot.waitUntil(lambda: self.heard >= times)
        self.qtbot.wait(50)
        assert self.heard == times


@pytest.fixture
def listening(qtbot: QtBot, services: Services) -> Iterator[Listening]:
    one = Listening(qtbot, services)
    yield one
    one.buses.stop()


@needs_bus
def test_sleep_is_held_back_until_the_journal_is_out_of_the_way(listening: Listening) -> None:
    services = listening.services
    assert ("Inhibit", ["sleep", "Balcony", "Locks the journal first", "delay"]) in services.answers.asked
    services.sleep(begins=True)
    listening.hears(1)
    assert services.holds_back == 1
    listening.buses.let_sleep()
    listening.qtbot.waitUntil(lambda: services.holds_back == 0)


@needs_bus
def test_after_waking_the_next_sleep_is_held_back_again(listening: Listening) -> None:
    services = listening.services
    services.sleep(begins=True)
    listening.hears(1)
    listening.buses.let_sleep()
    services.sleep(begins=False)
    listening.qtbot.waitUntil(lambda: services.holds_back == 1)
    assert listening.heard == 1


@needs_bus
def test_a_journal_that_stayed_open_after_a_locked_screen_still_holds_the_next_sleep_back(
    listening: Listening,
) -> None:
    services = listening.services
    services.lock()
    listening.hears(1)
    listening.buses.let_sleep()
    services.sleep(begins=True)
    listening.hears(2)
    assert services.holds_back == 1
    listening.buses.let_sleep()
    listening.qtbot.waitUntil(lambda: services.holds_back == 0)


@needs_bus
@pytest.mark.parametrize(("path", "interface"), SAVERS)
def test_a_covered_screen_is_heard_and_its_return_is_not(
    listening: Listening, path: str, interface: str
) -> None:
    listening.services.say(path, interface, "ActiveChanged", False)
    listening.services.say(path, interface, "ActiveChanged", True)
    listening.hears(1)


@needs_bus
def test_a_locked_session_is_heard_and_that_of_another_account_is_not(listening: Listening) -> None:
    listening.services.lock(f"{SESSION}_of_another")
    listening.services.lock()
    listening.hears(1)


@needs_bus
def test_what_is_no_longer_listened_to_is_not_heard_and_holds_nothing_back(listening: Listening) -> None:
    listening.buses.stop()
    listening.qtbot.waitUntil(lambda: listening.services.holds_back == 0)
    listening.services.sleep(begins=True)
    listening.services.lock()
    listening.qtbot.wait(100)
    assert listening.heard == 0


@needs_bus
def test_a_bus_without_these_services_is_passed_over(
    qtbot: QtBot, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    heard: list[bool] = []
    owner = QObject()
    buses = Buses(lambda: heard.append(True), owner)
    buses.begin()
    qtbot.waitUntil(lambda: not buses._asked)
    buses.stop()
    assert heard == []


@pytest.mark.parametrize("said", ["unix:path=/nowhere/bus", "tcp:host=localhost,port=1", ""])
def test_without_a_bus_nothing_is_heard_and_nothing_is_started(
    said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: object
) -> None:
    monkeypatch.setattr(system_buses, "_SYSTEM_SOCKET", tmp_path / "none")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", said)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", said)
    owner = QObject()
    buses = Buses(lambda: None, owner)
    buses.begin()
    buses.let_sleep()
    buses.stop()


@pytest.mark.parametrize("said", ["tcp:host=localhost,port=1", "unix:path=/a;tcp:host=b", "autolaunch:"])
def test_a_bus_beyond_this_computer_counts_as_none(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", said)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", said)
    assert (system_address(), session_address()) == ("", "")


# ---- in the window


def _told(journal: OpenJournal) -> list[Callable[[Services], None]]:
    """What is told of leaving, once the journal listens."""
    journal.system.begin()
    return [lambda services: services.sleep(begins=True), Services.lock]


@needs_bus
@pytest.mark.parametrize("which", [0, 1])
def test_sleep_and_a_locked_session_lock_the_journal_and_then_let_sleep(
    services: Services, house: House, which: int
) -> None:
    journal = house.unlock()
    tells = _told(journal)[which]
    house.qtbot.waitUntil(lambda: services.holds_back == 1 and len(services.answers.asked) == 2)
    house.qtbot.wait(50)
    tells(services)
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert isinstance(house.page, Unlock)
    house.qtbot.waitUntil(lambda: services.holds_back == 0)


@needs_bus
def test_an_open_journal_begins_to_listen_by_itself(
    services: Services, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_journal, "_READY_AFTER_MS", 1)
    house.unlock()
    house.qtbot.waitUntil(lambda: services.holds_back == 1)


def test_a_computer_that_slept_a_short_while_is_locked_though_no_bus_told_of_it(qapp: object) -> None:
    slept = [1000.0]
    idle = Idle(60, seconds=lambda: 0.0, slept=lambda: slept[0])
    heard: list[bool] = []
    idle.passed.connect(lambda: heard.append(True))
    slept[0] += 0.5
    idle.look()
    assert heard == []
    slept[0] += 5
    idle.look()
    assert heard == [True]


def test_a_journal_that_stayed_open_is_not_locked_again_for_the_same_sleep(qapp: object) -> None:
    slept = [0.0]
    idle = Idle(60, seconds=lambda: 0.0, slept=lambda: slept[0])
    heard: list[bool] = []
    idle.passed.connect(lambda: heard.append(True))
    slept[0] = 30
    idle.look()
    idle.resume()
    idle.look()
    assert heard == [True]


# ---- Windows


@pytest.mark.parametrize(
    ("message", "what", "leaves"),
    [
        (0x0218, 0x4, True),  # the computer goes to sleep
        (0x0218, 0x7, False),  # it woke
        (0x02B1, 0x7, True),  # the screen is locked
        (0x02B1, 0x8, False),  # and unlocked
        (0x02B1, 0x2, True),  # another account takes the screen
        (0x000F, 0x7, False),  # a paint
    ],
)
def test_messages_of_windows_that_tell_of_leaving(
    message: int, what: int, leaves: bool, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    heard: list[bool] = []
    messages = WindowsMessages(lambda: heard.append(True), window)
    told = wintypes.MSG(message=message, wParam=what)
    assert messages.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(told)) == (
        False,
        0,
    )
    assert tells_of_leaving(message, what) is leaves
    assert heard == [True] * leaves


def test_messages_of_other_kinds_are_not_looked_into(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    messages = WindowsMessages(lambda: pytest.fail("nothing was told"), window)
    assert messages.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), 0) == (False, 0)
    messages.begin()
    messages.let_sleep()
    messages.stop()


def test_the_window_says_nothing_of_the_journal_while_it_locks_for_sleep(house: House) -> None:
    journal = house.unlock()
    titles = {line.title for line in journal.jobs.now(journal.opened.journal.finding.page)}
    journal.system.left.emit()
    assert not titles & set(names(house.frame))
    assert house.frame.windowTitle() == "Balcony"
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
