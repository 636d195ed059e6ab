"""Every step of the page of a request can be heard, reached and read, at three sizes."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalReadOnly
from app.paths import Places
from app.storage.lockfile import JournalLock
from app.ui.request.search_part import SearchPart
from app.ui.walks.page import Walk
from tests.gui.pages import PASSPHRASE, House, names
from tests.gui.stage import QUIET
from tests.gui.test_accessibility_walk import EACH_SIZE, holds, preferences
from tests.gui.walk import clipped, nameless, not_reached, too_small

pytestmark = [QUIET, pytest.mark.timeout(240)]
Problems = list[str]


def look_at(house: House, step: str) -> Problems:
    house.rest()
    root: QWidget = house.content
    found = [*nameless(root), *too_small(root), *clipped(root), *not_reached(house.frame, root)]
    return [f"{step}: {problem}" for problem in found]


@EACH_SIZE
def test_every_step_has_names_room_and_is_reached(
    make_house: Callable[..., House], demo_places: Places, size: str
) -> None:
    house = make_house(demo_places, preferences(size))
    journal = house.unlock()
    house.go("request")
    walk = journal.window.views["request"]
    assert isinstance(walk, Walk)
    found = look_at(house, "hold")
    walk.go_on()
    found += look_at(house, "search")
    search = walk.part
    assert isinstance(search, SearchPart)
    search.words.set_text("plan\nthe lead member")
    search.search()
    found += look_at(house, "found")
    for step in ("choose", "copy", "after"):
        if step == "copy":
            house.press("Tick all")
            house.rest()
        walk.go_on()
        assert walk.here == step
        found += look_at(house, step)
    holds(found)


def test_a_journal_open_to_be_read_only_is_searched_and_nothing_is_kept(
    make_house: Callable[..., House], demo_places: Places
) -> None:
    demo_places.demo_note.unlink()
    house = make_house(demo_places)
    before = demo_places.journal.read_bytes()
    with patch.object(JournalLock, "take", side_effect=JournalReadOnly):
        house.type_into("Passphrase", PASSPHRASE)
        house.press("Unlock")
        house.settle()
        house.press("Open to read only")
        journal = house.entered()
        house.go("request")
        walk = journal.window.views["request"]
        assert isinstance(walk, Walk)
        walk.go_on()
        house.rest()
        search = walk.part
        assert isinstance(search, SearchPart)
        search.words.set_text("plan")
        search.search()
        house.rest()
        assert "“plan”: 1 place." in "\n".join(names(house.frame))
        walk.go_on()
        house.rest()
        assert walk.here == "choose"
        assert not any("Something went wrong" in name for name in names(house.frame))
        journal.lock()
        house.qtbot.waitUntil(lambda: house.session.journal is None)
    assert demo_places.journal.read_bytes() == before
