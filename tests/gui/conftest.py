"""A demo journal made once, and a window on a copy of it for each test that asks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.paths import Places
from app.preferences import Preferences
from tests.gui.pages import House, copy_of, make_template


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
