"""Erasing the whole journal in the real window: named first, on hold refused, and back at the door with a note."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.paths import Places
from app.preferences import save_preferences
from app.services.journal import Journal
from app.ui.door.first import First
from app.ui.erasing.journal_page import said_at_the_door
from tests.gui.pages import House, names
from tests.gui.removing import Taking

WORD = "Type “erase” to confirm"
BUTTON = "Erase this journal for good"


@pytest.fixture
def own_places(demo_places: Places) -> Places:
    """A journal of one's own: without its note it is no demo."""
    demo_places.demo_note.unlink()
    return demo_places


@pytest.fixture
def taking(make_house: Callable[..., House], own_places: Places) -> Taking:
    taking = Taking(make_house(own_places))
    save_preferences(own_places.preferences, taking.house.session.preferences)
    taking.ask(lambda journal: journal.care.back_up())
    return taking


def backups(places: Places) -> list[Path]:
    return sorted(places.backups.glob("*.balcony-backup"))


def test_what_goes_is_named_with_its_files_and_backups_and_what_is_out_of_reach(
    taking: Taking, own_places: Places
) -> None:
    taking.go("settings", section="erase-journal")
    taking.press("Erase this journal…")
    assert taking.shown == "erase-journal"
    read = taking.texts()
    entries = taking.ask(lambda journal: journal.finding.count())
    assert f"{entries} entries with all that belongs to them" in read
    assert str(own_places.journal) in read
    assert str(own_places.keys) in read
    assert "Balcony made 1 backup of it in" in read
    assert "What this cannot reach" in read
    taking.press("Leave everything as it is")
    assert taking.shown == "settings"
    assert own_places.journal.exists()


def test_another_word_erases_nothing(taking: Taking, own_places: Places) -> None:
    taking.go("erase-journal")
    taking.type_into(WORD, "remove")
    taking.press(BUTTON)
    assert "That is not the word that confirms this." in taking.texts()
    assert own_places.journal.exists()
    assert taking.ask(lambda journal: journal.finding.count()) > 0


@pytest.mark.parametrize("with_backups", [False, True])
def test_the_journal_goes_and_the_window_stands_before_its_door_with_a_note(
    taking: Taking, own_places: Places, *, with_backups: bool
) -> None:
    house = taking.house
    taking.go("erase-journal")
    if with_backups:
        taking.press("Remove these backups too")
    taking.type_into(WORD, "erase")
    house.press(BUTTON)
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    house.turned_to(First)
    assert any("The journal was erased." in name for name in names(house.content))
    left = {path for path in own_places.data_dir.rglob("*") if path.is_file()}
    assert left == (set() if with_backups else set(backups(own_places)))
    assert bool(backups(own_places)) is not with_backups
    assert any("Its backup stays in" in name for name in names(house.content)) is not with_backups
    assert not own_places.preferences.exists()
    assert not list(own_places.state.glob("*"))


def test_on_hold_nothing_is_offered_but_the_way_to_the_hold(taking: Taking, own_places: Places) -> None:
    taking.act(lambda journal: journal.removal.holding.turn(on=True))
    taking.go("erase-journal")
    assert "may be an offence" in taking.texts()
    assert not taking.offers(BUTTON)
    taking.press("Look at what is on hold")
    assert taking.shown == "settings"
    assert own_places.journal.exists()


def test_a_hold_that_comes_after_the_preview_still_refuses_and_the_journal_stays_open(
    taking: Taking, own_places: Places
) -> None:
    taking.go("erase-journal")
    taking.type_into(WORD, "erase")

    def hold(journal: Journal) -> None:
        journal.removal.holding.turn(on=True)

    taking.ask(hold)
    taking.press(BUTTON)
    assert own_places.journal.exists()
    assert "may be an offence" in taking.texts()
    assert taking.ask(lambda journal: journal.finding.count()) > 0
    taking.go("today")


def test_erasing_a_demo_leaves_how_the_own_window_looks(
    make_house: Callable[..., House], demo_places: Places
) -> None:
    taking = Taking(make_house(demo_places))
    house = taking.house
    save_preferences(demo_places.preferences, house.session.preferences)
    taking.go("erase-journal")
    assert str(demo_places.preferences) not in taking.texts()
    taking.type_into(WORD, "erase")
    house.press(BUTTON)
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert not demo_places.journal.exists()
    assert demo_places.preferences.exists()


def test_a_second_backup_place_is_named_as_out_of_reach_and_no_file_of_it_is_touched(
    taking: Taking, own_places: Places, tmp_path: Path
) -> None:
    second = tmp_path / "second place"
    second.mkdir()
    taking.ask(lambda journal: journal.care.second_place.choose(second))
    taking.ask(lambda journal: journal.care.second_place.catch_up(thins=False))
    copies = sorted(second.rglob("*.balcony-backup"))
    assert copies
    house = taking.house
    taking.go("erase-journal")
    assert f"Copies of its backups lie in {copies[0].parent} too." in taking.texts()
    taking.type_into(WORD, "erase")
    house.press(BUTTON)
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    house.turned_to(First)
    assert any(f"lie in {copies[0].parent}, for you to delete." in name for name in names(house.content))
    assert sorted(second.rglob("*.balcony-backup")) == copies
    assert not own_places.backup_place.exists()


def test_files_that_could_not_be_removed_are_named_at_the_door(taking: Taking) -> None:
    from app.services.redacting import whole_journal

    preview = taking.ask(whole_journal.look)
    stuck = Path("journal.keys")
    said = said_at_the_door(preview, (stuck,), with_backups=True)
    assert "These could not be removed, and are for you to delete: journal.keys." in said
    assert "backup" not in said
