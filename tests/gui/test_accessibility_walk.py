"""Every page, in three looks and at three sizes: named, large enough, nothing cut off, and reached by Tab.

The looks differ by colours alone (tests/unit/test_palette.py), so each size is walked in one of them; all nine
are walked with `-m soak`.
"""

from collections.abc import Callable

import pytest

from app.paths import Places
from app.preferences import Preferences, Theme
from app.services.demo_desk import lay_on_desk
from app.services.demo_one_room import begin_rounds
from app.services.demo_versions import mend_a_week
from app.services.journal import Journal
from app.ui.door.step import DoorPage
from app.ui.screenshots import pictures_of
from tests.gui.pages import House
from tests.gui.stage import QUIET
from tests.gui.walk import clipped, nameless, not_reached, too_small

pytestmark = [QUIET, pytest.mark.timeout(240)]
MakeHouse = Callable[..., House]

SIZES = {"usual": (1240, 805, 100), "small": (911, 512, 100), "large-text": (911, 512, 200)}
EACH_SIZE = pytest.mark.parametrize("size", SIZES)
LOOKS: tuple[Theme, ...] = ("light", "dark", "contrast")
WALKED: dict[str, Theme] = {"usual": "light", "small": "contrast", "large-text": "dark"}


def preferences(size: str, look: Theme = "light") -> Preferences:
    width, height, percent = SIZES[size]
    return Preferences(theme=look, text_size=percent, window=(width, height))


def lay_desk(journal: Journal) -> None:
    """Put something on the coach's desk, which the demo leaves empty, begin pair rounds, and mend some words."""
    lay_on_desk(journal)
    begin_rounds(journal)
    mend_a_week(journal)


def holds(found: list[str]) -> None:
    """Fails with every problem on a line of its own."""
    assert not found, "\n" + "\n".join(sorted(set(found)))


def problems_of_door(house: House, kind: DoorPage) -> list[str]:
    house.door.turn(kind)
    house.rest()
    root = house.content
    found = [*nameless(root), *too_small(root), *clipped(root), *not_reached(house.frame, root)]
    return [f"{kind.value}: {problem}" for problem in found]


@EACH_SIZE
def test_every_page_of_the_door_can_be_heard_reached_and_read(
    make_house: MakeHouse, demo_places: Places, size: str
) -> None:
    house = make_house(demo_places, preferences(size))
    holds([problem for kind in DoorPage for problem in problems_of_door(house, kind)])


@pytest.mark.parametrize(
    ("size", "look"),
    [
        pytest.param(size, look, marks=() if WALKED[size] == look else pytest.mark.soak, id=f"{look}-{size}")
        for look in LOOKS
        for size in SIZES
    ],
)
def test_every_page_has_names_room_and_large_enough_targets(
    make_house: MakeHouse, demo_places: Places, size: str, look: Theme
) -> None:
    house = make_house(demo_places, preferences(size, look))
    journal = house.unlock()
    found: list[str] = []
    journal.desk.act(lay_desk, house.frame)
    house.settle()
    pages = tuple(journal.window.kinds)
    for picture in journal.jobs.now(lambda: pictures_of(journal.opened.journal, pages)):
        house.go(picture.page, picture.where)
        house.rest()
        root = house.content
        problems = (*nameless(root), *too_small(root), *clipped(root))
        found += [f"{picture.name}: {problem}" for problem in problems]
    holds(found)


@pytest.mark.parametrize("size", ["usual", "large-text"])
def test_tab_reaches_everything_on_every_page_in_view_and_comes_round(
    make_house: MakeHouse, demo_places: Places, size: str
) -> None:
    house = make_house(demo_places, preferences(size))
    journal = house.unlock()
    found: list[str] = []
    journal.desk.act(lay_desk, house.frame)
    house.settle()
    pages = tuple(journal.window.kinds)
    for picture in journal.jobs.now(lambda: pictures_of(journal.opened.journal, pages)):
        house.go(picture.page, picture.where)
        house.rest()
        found += [f"{picture.name}: {problem}" for problem in not_reached(house.frame, house.content)]
    holds(found)


@EACH_SIZE
def test_the_list_of_commands_and_the_cover_fit_their_window(
    make_house: MakeHouse, demo_places: Places, size: str
) -> None:
    from app.ui.palette import Palette

    house = make_house(demo_places, preferences(size))
    journal = house.unlock()
    journal.find_command()
    house.settle()
    palette = house.frame.findChildren(Palette)[0]
    assert palette.width() <= house.frame.width()
    assert palette.height() <= house.frame.height()
    holds([*nameless(palette), *too_small(palette), *clipped(palette)])
    palette.close()
    house.frame.activateWindow()
    journal.turn_cover()
    house.settle()
    root = house.content
    holds([*nameless(root), *too_small(root), *clipped(root), *not_reached(house.frame, root)])
