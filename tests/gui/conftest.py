"""A demo journal made once, and a window on a copy of it for each test that asks."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import Places
from app.preferences import Preferences
from app.services.clock import FixedClock
from app.services.demo import fill
from app.ui.collecting import Collecting
from app.ui.theme import Look, apply_look
from tests.fixtures.cheap import TODAY, new_journal
from tests.gui.pages import House, copy_of, make_template
from tests.gui.patterns_window import PatternsWindow
from tests.gui.removing_house import Removing


@pytest.fixture(scope="module", autouse=True)
def nothing_left_for_threads() -> Iterator[None]:
    """Widgets that went in a circle go here, not in a thread of whatever is tested next."""
    yield
    gc.collect()


@pytest.fixture(scope="session", autouse=True)
def nothing_left_on_the_clipboard(qapp: QApplication) -> Iterator[None]:
    """The platform without a screen lets go of what lies there only after Python has ended, and ends badly."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def collecting(qapp: QApplication) -> Iterator[None]:
    """Cycles are collected as in the program itself: on the window's thread alone.

    What was to be deleted later goes here too: the next test would else style every part of it anew.
    """
    one = Collecting(qapp)
    yield
    one.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The demo journal as dated; never opened itself."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def demo_places(demo_template: Places, tmp_path: Path) -> Places:
    """A copy of the demo journal."""
    return copy_of(demo_template, tmp_path)


@pytest.fixture
def empty_places(tmp_path: Path) -> Places:
    """A folder without a journal."""
    return Places(tmp_path / "journal", tmp_path / "settings")


@pytest.fixture
def make_house(qtbot: QtBot) -> Iterator[Callable[..., House]]:
    """Opens windows; they are closed after the test."""
    houses: list[House] = []

    def make(places: Places, preferences: Preferences | None = None, **more: object) -> House:
        houses.append(House(qtbot, places, preferences, **more))  # type: ignore[arg-type]
        return houses[-1]

    yield make
    for house in houses:
        house.close()


@pytest.fixture
def house(make_house: Callable[..., House], demo_places: Places) -> House:
    """A window before the locked demo journal."""
    return make_house(demo_places)


@pytest.fixture
def removing(house: House) -> Removing:
    """The window on the demo journal, unlocked, to take words out of it."""
    return Removing(house)


@pytest.fixture
def open_patterns(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[Callable[..., PatternsWindow]]:
    """Opens the page of patterns on the demo as dated ("demo"), its ten decisions ("ten") or nothing ("empty")."""
    apply_look(qapp, Look.LIGHT, 100)
    opened: list[PatternsWindow] = []

    def make(kind: str = "demo") -> PatternsWindow:
        journal = new_journal(tmp_path / "j", FixedClock(TODAY))
        if kind != "empty":
            fill(journal, as_dated=True, only_decisions=kind == "ten")
        opened.append(PatternsWindow(qtbot, journal))
        return opened[-1]

    yield make
    for window in opened:
        window.host.close()
        window.desk.jobs.finish()
        window.journal.close(back_up=False)
