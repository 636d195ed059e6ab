"""The steps of sharing and what leads from them, at three sizes: named, large enough, nothing cut off, all reached."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.contacts import ContactKind
from app.domain.entries import Sensitivity
from app.paths import Places
from app.preferences import Preferences, Theme
from app.ui.share.page import SharePage
from tests.fixtures.cheap import log, new_journal
from tests.fixtures.clock import MovedClock
from tests.gui.pages import DAY, House
from tests.gui.stage import QUIET
from tests.gui.walk import clipped, nameless, not_reached, too_small

pytestmark = [QUIET, pytest.mark.timeout(240)]
MakeHouse = Callable[..., House]
SIZES = {"usual": (1240, 805, 100), "small": (911, 512, 100), "large-text": (911, 512, 200)}


class Walk:
    """Collects what is wrong at each stop."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.found: list[str] = []

    def stop(self, name: str) -> None:
        self.house.rest()
        root = self.house.content
        problems = (
            *nameless(root), *too_small(root), *clipped(root), *not_reached(self.house.frame, root),
        )  # fmt: skip
        self.found += [f"{name}: {problem}" for problem in problems]

    def press(self, name: str) -> None:
        self.house.press(name)
        self.house.settle()


def met(house: House, folder: Path) -> str:
    """A contact with a card, and an entry with much to notice."""
    coach = new_journal(folder / "coach", MovedClock(DAY))
    coach.sharing.people.set_my_name("R. Iqbal")
    card = coach.sharing.people.my_card()
    coach.close(back_up=False)
    journal = house.journal.opened.journal

    def prepare() -> str:
        people = journal.sharing.people
        people.set_my_name("Dana")
        log(
            journal,
            "Ring the head",
            decision="Mr Okafor of Oakfield School rang me at 07700 900123 on 3 June 2026 about the hearing",
            marks=frozenset({Sensitivity.COURT_RELATED}),
        )
        return people.add(card, ContactKind.COACH).uid

    return house.journal.jobs.now(prepare)


@pytest.mark.parametrize(
    ("size", "look"), [("usual", "dark"), ("small", "light"), ("large-text", "contrast")]
)
def test_every_step_of_sharing_can_be_heard_reached_and_read(
    make_house: MakeHouse, demo_places: Places, tmp_path: Path, size: str, look: Theme
) -> None:
    width, height, percent = SIZES[size]
    house = make_house(demo_places, Preferences(theme=look, text_size=percent, window=(width, height)))
    house.unlock()
    uid = met(house, tmp_path)
    walk = Walk(house)
    house.go("share", {"contact": uid})
    view = house.journal.window.views["share"]
    assert isinstance(view, SharePage)
    row = next(one for one in view.entries.rows if one.entry.title == "Ring the head")
    row.tick.click()
    for field in row.fields:
        field.tick.setChecked(True)
        field.changed.emit()
    walk.press("Tick the same of every entry in this list")
    walk.press("Charts to send along")
    view.charts.rows[0].tick.click()
    walk.stop("choose")
    walk.press("Next: for whom")
    walk.stop("whom")
    walk.press("Next: read the words")
    walk.stop("stop")
    walk.press("I have checked with legal")
    walk.press("Go on to the words")
    walk.press("Other words for")
    walk.stop("read")
    while view.reading.warnings.rows:
        view.reading.warnings.rows[0].leave.click()
        house.settle()
    walk.press("I have read these words")
    walk.press("Next: lock and save")
    walk.press("With six words to tell them")
    walk.stop("lock")
    walk.press("Give me text to paste into an e-mail")
    walk.stop("done")
    house.go("sharing-log")
    walk.press("Read the exact copy")
    walk.stop("log")
    house.go("contacts", {"contact": uid})
    walk.press("Compare the six words")
    walk.press("Change, or end: R. Iqbal")
    walk.press("Show it as a picture for a telephone")
    walk.stop("contacts")
    house.go("agreement", {"contact": uid})
    walk.stop("agreement")
    assert not walk.found, "\n" + "\n".join(sorted(set(walk.found)))


def test_ctrl_o_opens_what_others_sent_and_ctrl_5_shares(house: House) -> None:
    from PySide6.QtCore import Qt

    house.unlock()
    house.keys(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert house.journal.window.shown == "open-file"
    house.keys(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert house.journal.window.shown == "share"
