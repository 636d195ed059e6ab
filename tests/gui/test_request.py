"""The page of a request through the window: hold, search, tick, copy; and taken up again after a lock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.entries import EntryId
from app.services.demo_desk import lay_on_desk
from app.ui.actions import actions_for
from app.ui.coach.alone import ONLY
from app.ui.registry import PAGES
from app.ui.request import PAGE
from app.ui.request.choose_part import ChoosePart
from app.ui.request.copy_part import CopyPart
from app.ui.walks.page import Walk
from app.ui.widgets import CheckChoice
from tests.fixtures.cheap import PASSPHRASE, log, vault_in
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET

pytestmark = QUIET
LOOK_FOR = "What to look for, one a line"


class Asked(Sitting):
    """Somebody at the page of a request."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.desk.vault = vault_in(folder / "j", self.clock)

    @property
    def walk(self) -> Walk:
        assert isinstance(self.view, Walk)
        return self.view

    @property
    def choosing(self) -> ChoosePart:
        part = self.walk.parts["choose"]
        assert isinstance(part, ChoosePart)
        return part

    @property
    def copying(self) -> CopyPart:
        part = self.walk.parts["copy"]
        assert isinstance(part, CopyPart)
        return part

    def search(self, words: str) -> None:
        self.press("Next: Search")
        self.type_into(LOOK_FOR, words)
        self.press("Search the journal")

    def tick(self, start: str) -> None:
        ticks = [one for one in self.page.findChildren(CheckChoice) if one.isVisible()]
        self.press(next(one.accessibleName() for one in ticks if start in one.accessibleName()))

    def again(self) -> None:
        """The page made anew, as after a lock; nothing is flushed before."""
        layout = self.host.layout()
        assert layout is not None
        old = self.page
        layout.removeWidget(old)
        old.deleteLater()
        self.show(PAGE)


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Asked]:
    sitting = Asked(qtbot, tmp_path)
    log(sitting.journal, "Spoke with Wilhelmina", context="Wilhelmina asked for the plan.")
    log(sitting.journal, "A plan for Wilhelmina", context="Not to be collected.")
    log(sitting.journal, "Nothing to do with it")
    sitting.show(PAGE)
    yield sitting
    sitting.close()


def test_it_is_reached_from_the_menu_and_has_help_of_its_own() -> None:
    from app.ui.help.reading import topics

    assert "request.open" in {one.id for one in actions_for(PAGES)}
    assert "request" in topics()


def test_the_whole_journal_is_put_on_hold_with_the_plain_words(sat: Asked) -> None:
    assert "Deleting something to keep it from a request" in sat.texts()
    assert "The journal is not on hold." in sat.texts()
    sat.press("Put the whole journal on hold")
    assert sat.journal.removal.holding.now().journal
    assert "The journal is on hold since" in sat.texts()
    assert not sat.offers("Put the whole journal on hold")
    assert QApplication.focusWidget() is not None


def test_a_search_says_how_much_was_found_and_is_noted(sat: Asked) -> None:
    sat.search("Wilhelmina")
    assert "“Wilhelmina”: 2 places." in sat.texts()
    (note,) = sat.journal.requests.notes()
    assert note.each == (("Wilhelmina", 2),)


def test_without_a_search_the_next_step_is_not_shown(sat: Asked) -> None:
    sat.press("Next: Search")
    sat.type_into(LOOK_FOR, "Wilhelmina")
    sat.press("Next: Choose what to collect")
    assert sat.walk.here == "search"
    assert "Search first" in sat.texts()


def test_other_words_than_those_searched_for_have_to_be_searched_again(sat: Asked) -> None:
    sat.search("Wilhelmina")
    sat.type_into(LOOK_FOR, " the second")
    assert "2 places" not in sat.texts()
    sat.press("Next: Choose what to collect")
    assert sat.walk.here == "search"


def test_single_letters_are_refused_beside_the_field(sat: Asked) -> None:
    sat.search("W")
    assert "“W” is too short" in sat.texts()
    assert sat.journal.requests.notes() == ()


def test_every_place_is_listed_with_its_day_kind_and_parts_and_nothing_is_ticked(sat: Asked) -> None:
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    assert [row.tick.isChecked() for row in sat.choosing.rows] == [False, False]
    assert "Entry. “Wilhelmina”, 2 times, in the entry." in sat.texts()
    assert "0 of 2 places ticked." in sat.texts()
    sat.press("Next: Copy for review")
    assert "Nothing is ticked yet." in sat.texts()
    assert sat.walk.here == "choose"


def test_what_is_ticked_and_nothing_else_is_written_after_the_passphrase(sat: Asked, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    sat.tick("Spoke with")
    sat.press("Next: Copy for review")
    assert "The copy will hold 1 place and the note of the search." in sat.texts()
    sat.copying.file.path.set_text(str(path))
    sat.press("Write the file")
    assert not path.exists()
    sat.type_into("Your passphrase again, before anything is written", PASSPHRASE)
    sat.press("Write the file")
    sat.until(path.exists)
    sat.settle()
    text = path.read_text(encoding="utf-8")
    assert "Wilhelmina asked for the plan." in text
    assert "Not to be collected." not in text
    assert "1 place written" in sat.texts()
    sat.press("Next: What comes next")
    assert "A copy of 1 place was written on" in sat.texts()


def test_ticked_entries_are_put_on_hold_one_by_one(sat: Asked) -> None:
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    assert not sat.offers("Put the ticked entries on hold")
    sat.tick("Spoke with")
    sat.press("Put the ticked entries on hold")
    assert len(sat.journal.removal.holding.now().entries) == 1
    assert "Entry, on hold." in sat.texts()
    assert "1 of 2 places ticked." in sat.texts()


def test_after_a_lock_the_ticks_stand_and_the_search_is_not_noted_twice(sat: Asked) -> None:
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    sat.tick("Spoke with")
    sat.press("Next: Copy for review")
    sat.again()
    assert sat.walk.here == "choose"
    assert "1 of 2 places ticked." in sat.texts()
    assert len(sat.journal.requests.notes()) == 1
    sat.press("Next: Copy for review")
    assert "The copy will hold 1 place" in sat.texts()
    sat.press("2. Search")
    assert sat.named(LOOK_FOR).toPlainText() == "Wilhelmina"  # type: ignore[attr-defined]


def test_many_places_come_ten_at_a_time_and_all_can_be_ticked_at_once(sat: Asked) -> None:
    for number in range(25):
        log(sat.journal, f"Heron {number}")
    sat.search("heron")
    sat.press("Next: Choose what to collect")
    first = [row.tick.accessibleName() for row in sat.choosing.rows]
    assert len(first) == 10
    sat.press("Tick all")
    assert "25 of 25 places ticked." in sat.texts()
    sat.press("More places")
    sat.press("More places")
    assert "Places 21 to 25 of 25" in sat.texts()
    assert len(sat.choosing.rows) == 5
    assert all(row.tick.isChecked() for row in sat.choosing.rows)
    assert not sat.offers("More places")
    sat.press("Those before")
    sat.press("Those before")
    assert [row.tick.accessibleName() for row in sat.choosing.rows] == first


def test_an_entry_that_was_found_can_be_read(sat: Asked) -> None:
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    sat.press("Read it")
    assert sat.went[-1][0] == "decision"


def test_what_was_done_to_an_entry_meanwhile_shows_when_one_comes_back(sat: Asked) -> None:
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    number = sat.choosing.rows[0].one.number
    sat.tick(sat.choosing.rows[0].one.title)
    sat.desk.act(lambda journal: journal.writing.delete([EntryId(number)]), sat.host)
    sat.settle()
    sat.arrive()
    assert "Entry, in the bin." in sat.texts()
    assert "1 of 2 places ticked." in sat.texts()
    assert len(sat.journal.requests.notes()) == 1


def test_tab_reaches_every_part_and_comes_round(sat: Asked) -> None:
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    names = sat.tab_names()
    for wanted in (
        "1. Put it on hold",
        "Tick all",
        "One step back",
        "Next: Copy for review",
        "Leave it for now",
    ):
        assert wanted in names
    sat.key(Qt.Key.Key_Tab)


def test_while_one_leader_is_shown_alone_nothing_is_searched_or_listed(sat: Asked) -> None:
    for name in ("Ash", "Cedar"):
        lay_on_desk(sat.journal, name)
    sat.search("Cedar")
    sat.press("Next: Choose what to collect")
    assert any("Cedar" in row.tick.accessibleName() for row in sat.choosing.rows)
    sat.press("2. Search")
    (ash,) = [one for one in sat.journal.desk.leaders() if one.name == "Ash"]
    sat.journal.lists.note(ONLY, ash.contact)
    sat.press("Search the journal")
    assert "One leader alone is shown now" in sat.texts()
    assert len(sat.journal.requests.notes()) == 1
    sat.press("3. Choose what to collect")
    assert sat.choosing.rows == []
    assert "Show every leader first" in sat.texts()
    sat.press("2. Search")
    sat.journal.lists.note(ONLY, "")
    sat.press("3. Choose what to collect")
    assert sat.choosing.rows


def test_a_second_request_begins_without_what_was_ticked_for_the_first(sat: Asked) -> None:
    """Else places ticked for one person would be in the copy for another."""
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    sat.press("Tick all")
    sat.press("Next: Copy for review")
    sat.press("Next: What comes next")
    sat.press("Finish")
    sat.arrive()
    sat.search("plan")
    sat.press("Next: Choose what to collect")
    assert "0 of 2 places ticked." in sat.texts()


def test_beginning_again_while_it_searches_leaves_no_way_shut(sat: Asked) -> None:
    sat.search("Wilhelmina")
    sat.press("Next: Choose what to collect")
    sat.again()
    assert sat.walk.here == "choose"
    sat.choosing.busy.emit(True)  # as while it searches by itself
    sat.walk.begin_again()
    sat.settle()
    assert sat.walk.here == "hold"
    sat.press("Next: Search")
    assert sat.walk.here == "search"
