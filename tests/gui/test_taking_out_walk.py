"""Each step of taking words out can be heard, reached and read: in the usual window, and in the smallest at 200 %."""

from collections.abc import Callable

import pytest

from app.paths import Places
from app.preferences import Preferences
from tests.gui.pages import House
from tests.gui.removing_house import CANARY, Removing
from tests.gui.stage import QUIET
from tests.gui.walk import clipped, nameless, not_reached, too_small

pytestmark = [QUIET, pytest.mark.timeout(180)]


@pytest.mark.parametrize(("window", "percent"), [((1240, 805), 100), ((911, 512), 200)])
def test_every_step_has_names_room_and_is_reached_by_tab(
    make_house: Callable[..., House], demo_places: Places, window: tuple[int, int], percent: int
) -> None:
    at = Removing(make_house(demo_places, Preferences(theme="light", text_size=percent, window=window)))
    found: list[str] = []

    def look(step: str) -> None:
        at.house.rest()
        root = at.house.content
        problems = (*nameless(root), *too_small(root), *clipped(root), *not_reached(at.house.frame, root))
        found.extend(f"{step}: {problem}" for problem in problems)

    held = at.write("A held matter")
    for number in range(34):
        at.write(f"A matter that went on for a long time, number {number}")
    at.hold(held)
    at.back_up()
    at.house.go("take-out", {"entry": held, "text": CANARY})
    look("one entry on hold")
    at.press("Leave it as it is")
    look("asked for one entry")
    at.look_for(CANARY)
    look("the places")
    at.confirm("nope", "Take it out for good")
    look("another word")
    at.seen.typed.line.field.clear()
    at.confirm("remove", "Take it out for good")
    look("what was removed")
    at.press("Make a new backup and remove these")
    look("a hold on backups")
    assert not found, "\n" + "\n".join(sorted(set(found)))
