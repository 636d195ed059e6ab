"""The page of leaving the job through the window: what is held, the learning as a file, who holds what, what is left."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.entries import Happened, ReviewDraft
from app.paths import Places
from app.services.demo_desk import lay_on_desk
from app.services.sharing.sharing import Sharing
from app.ui.actions import actions_for
from app.ui.coach.alone import ONLY
from app.ui.leaving import ACCESS, PAGE
from app.ui.leaving.access_page import AccessPage
from app.ui.leaving.learning_part import LearningPart
from app.ui.registry import PAGES
from app.ui.walks.page import Walk
from app.ui.widgets import QuietButton
from tests.fixtures.cheap import log
from tests.fixtures.shares import everything, shared_with
from tests.gui.pages import House
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET
from tests.gui.test_accessibility_walk import EACH_SIZE, holds, preferences
from tests.gui.walk import clipped, nameless, not_reached, too_small

pytestmark = [QUIET, pytest.mark.timeout(240)]


class Leaver(Sitting):
    """Somebody at the page of leaving."""

    def to(self, step: str) -> None:
        walk = self.view
        assert isinstance(walk, Walk)
        while walk.here != step:
            walk.go_on()
            self.settle()


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Leaver]:
    sitting = Leaver(qtbot, tmp_path)
    entry = log(sitting.journal, "Storycanary", context="Storycanary")
    sitting.clock.pass_by(days=2)
    sitting.journal.reviews.save(entry, ReviewDraft(Happened.YES, "Storycanary", learned="Ask early."))
    sitting.show(PAGE)
    yield sitting
    sitting.close()


def test_both_pages_are_reached_from_the_menu_and_have_help() -> None:
    from app.ui.help.page import _OF_PAGES
    from app.ui.help.reading import topics

    assert {"leaving.open", "lost-access.open"} <= {one.id for one in actions_for(PAGES)}
    assert {"leaving", _OF_PAGES["lost-access"]} <= set(topics())


def test_every_page_that_a_step_leads_to_is_there(sat: Leaver) -> None:
    there = {kind.id for kind in PAGES}
    shared_with(sat.journal, "Rowan", everything(sat.journal))
    for step, ways in {
        "hold": ("A request has arrived", "The hold, in Settings"),
        "distil": ("Old entries, to distil", "The journal"),
        "learning": ("A report of your patterns", "The whole journal, as a file"),
        "people": ("Contacts", "What you shared", "What they hold: Rowan"),
        "rest": ("Erase this journal…", "If I lost access tomorrow"),
    }.items():
        sat.to(step)
        for name in ways:
            before = len(sat.went)
            sat.press(name)
            assert len(sat.went) == before + 1, name
            assert sat.went[-1][0] in there, name


def test_a_hold_is_told_first_and_keeps_the_journal_from_being_erased(sat: Leaver) -> None:
    assert "Nothing is on hold." in sat.texts()
    sat.desk.act(lambda journal: journal.removal.holding.turn(on=True), sat.host)
    sat.settle()
    assert "The whole journal is on hold." in sat.texts()
    sat.to("rest")
    assert "Something is on hold, so the journal is not erased." in sat.texts()
    assert not any(part.text() == "Erase this journal…" and part.isEnabled() for part in buttons(sat.page))


def buttons(page: QWidget) -> list[QuietButton]:
    return [one for one in page.findChildren(QuietButton) if one.isVisible()]


def test_the_learning_alone_is_written_to_a_file(sat: Leaver, tmp_path: Path) -> None:
    sat.to("learning")
    walk = sat.view
    assert isinstance(walk, Walk)
    part = walk.part
    assert isinstance(part, LearningPart)
    assert "1 thing you learned." in sat.texts()
    sat.press("Text (Markdown)")
    path = tmp_path / "learned.md"
    part.out.path.set_text(str(path))
    sat.press("Write it")
    sat.until(path.exists)
    text = path.read_text(encoding="utf-8")
    assert "Ask early." in text
    assert "Storycanary" not in text
    sat.press("With the titles of the entries it was learned from")
    sat.press("Read what would go with you")
    assert "Storycanary" in sat.texts()


def test_people_are_listed_with_what_they_hold_and_change_with_the_log(sat: Leaver) -> None:
    uid = shared_with(sat.journal, "Rowan", everything(sat.journal))
    assert uid
    sat.to("people")
    assert "Rowan (coach): not ended yet. 1 share, 1 not asked to be deleted." in sat.texts()

    def end(journal: object) -> None:
        sharing: Sharing = sat.journal.sharing
        sharing.log.asked_to_delete(sharing.log.all()[0].uid)
        sharing.people.end(sharing.log.all()[0].contact or "")

    sat.desk.act(end, sat.host)
    sat.settle()
    assert "1 share, all asked to be deleted." in sat.texts()
    assert "Rowan (coach): ended on" in sat.texts()


def test_the_page_against_losing_access_is_written_with_own_notes_and_keeps_them(
    qtbot: QtBot, tmp_path: Path
) -> None:
    sat = Leaver(qtbot, tmp_path)
    try:
        log(sat.journal, "Storycanary")
        view = sat.show(ACCESS)
        assert isinstance(view, AccessPage)
        assert "The journal lies in" in sat.texts()
        sat.type_into("Whom I would ask", "The service desk")
        path = tmp_path / "access.html"
        assert view.out is not None
        view.out.path.set_text(str(path))
        sat.press("Write it")
        sat.until(path.exists)
        text = path.read_text(encoding="utf-8")
        assert "The service desk" in text
        assert "Storycanary" not in text
        sat.desk.flush()
        draft = sat.journal.drafts.of("lost-access")
        assert draft is not None
        assert draft.fields["who_to_ask"] == "The service desk"
    finally:
        sat.close()


@EACH_SIZE
def test_every_step_has_names_room_and_is_reached(
    make_house: Callable[..., House], demo_places: Places, size: str
) -> None:
    house = make_house(demo_places, preferences(size))
    journal = house.unlock()
    house.go("leaving")
    walk = journal.window.views["leaving"]
    assert isinstance(walk, Walk)
    found: list[str] = []
    for step in walk.plan.steps:
        house.rest()
        assert walk.here == step.id
        root: QWidget = house.content
        problems = (*nameless(root), *too_small(root), *clipped(root), *not_reached(house.frame, root))
        found += [f"{step.id}: {problem}" for problem in problems]
        if step is not walk.plan.steps[-1]:
            walk.go_on()
    holds(found)


def test_while_one_leader_is_shown_alone_no_other_is_listed(sat: Leaver) -> None:
    for name in ("Ash", "Cedar"):
        lay_on_desk(sat.journal, name)
    (ash,) = [one for one in sat.journal.desk.leaders() if one.name == "Ash"]
    sat.to("people")
    assert "Cedar (leader)" in sat.texts()
    sat.desk.act(lambda journal: journal.lists.note(ONLY, ash.contact), sat.host)
    sat.settle()
    assert "Ash (leader)" in sat.texts()
    assert "Cedar" not in sat.texts()


@EACH_SIZE
def test_the_page_against_losing_access_can_be_heard_reached_and_read(
    make_house: Callable[..., House], demo_places: Places, size: str
) -> None:
    house = make_house(demo_places, preferences(size))
    house.unlock()
    house.go("lost-access")
    house.rest()
    root: QWidget = house.content
    holds([*nameless(root), *too_small(root), *clipped(root), *not_reached(house.frame, root)])
