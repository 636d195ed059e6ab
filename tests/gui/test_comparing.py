"""An older file at the door, and entries that are not as last written in the window."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.paths import Places
from app.storage import engine
from app.ui.comparing import Differing
from app.ui.door.restore import Restore
from app.ui.door.unlock import Unlock
from app.ui.open_journal import OpenJournal
from tests.fixtures.cheap import PASSPHRASE, log
from tests.gui.pages import House, cheap_vault, names, widget_named
from tests.gui.stage import spoken

MakeHouse = Callable[..., House]


@pytest.fixture
def own_places(empty_places: Places) -> Places:
    """A person's own journal with one entry, closed."""
    journal, _code = cheap_vault(empty_places).create(PASSPHRASE)
    log(journal, "The words of one entry")
    journal.close(back_up=False)
    return empty_places


@pytest.fixture
def older_places(own_places: Places) -> Places:
    """The same with the file as it was before the last entry."""
    kept = own_places.journal.read_bytes()
    journal = cheap_vault(own_places).unlock(PASSPHRASE)
    log(journal, "Another")
    journal.close(back_up=True)
    own_places.journal.write_bytes(kept)
    return own_places


def told_at_the_door(make_house: MakeHouse, places: Places) -> House:
    house = make_house(places)
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Unlock")
    house.qtbot.waitUntil(lambda: "Open it as it is" in names(house.frame), timeout=20_000)
    return house


def test_an_older_file_is_told_calmly_with_three_ways_on_and_the_focus_on_stopping(
    make_house: MakeHouse, older_places: Places
) -> None:
    before = older_places.journal.read_bytes()
    house = told_at_the_door(make_house, older_places)
    said = names(house.frame)
    assert "This journal file is older than the one this computer last had open." in said
    assert any("When it was last open here, it held" in line for line in said)
    ways = ["Open it as it is", "Restore the newest backup instead", "Stop here", "Put this away"]
    assert [name for name in said if name in ways] == ways  # what does nothing stands last
    assert house.frame.focusWidget() is widget_named(house.frame, "Stop here")
    house.press("Stop here")
    assert "Open it as it is" not in names(house.frame)
    assert isinstance(house.page, Unlock)
    assert house.page.passphrase.text() == ""
    assert older_places.journal.read_bytes() == before


def test_a_backup_can_be_restored_instead(make_house: MakeHouse, older_places: Places) -> None:
    house = told_at_the_door(make_house, older_places)
    house.press("Restore the newest backup instead")
    house.turned_to(Restore)
    house.qtbot.waitUntil(lambda: "Restore the newest backup…" in names(house.frame))
    house.press("Restore the newest backup…")
    house.restore_chosen(PASSPHRASE)
    opened = house.unlock(PASSPHRASE)
    assert opened.opened.journal.file.found_copy is None


def test_what_is_put_above_the_first_page_is_spoken(make_house: MakeHouse, older_places: Places) -> None:
    house = told_at_the_door(make_house, older_places)
    with spoken() as heard:
        house.press("Open it as it is")
        house.entered()
    assert any(said.startswith("Opened as it is. The journal was opened as it is.") for said in heard)


def test_opened_as_it_is_it_says_where_the_file_as_found_lies(
    make_house: MakeHouse, older_places: Places
) -> None:
    house = told_at_the_door(make_house, older_places)
    house.press("Open it as it is")
    opened = house.entered()
    copy = opened.opened.journal.file.found_copy
    assert copy is not None
    assert any(str(copy) in line for line in names(house.frame))
    house.press("Put this away")
    assert not any(str(copy) in line for line in names(house.frame))


def spliced(make_house: MakeHouse, places: Places) -> OpenJournal:
    """The window on a journal one entry of which was changed by no action of its own."""
    journal = cheap_vault(places).unlock(PASSPHRASE)
    opened = engine.open_engine(journal.file.path, journal.file._data_key)
    with engine.writing(opened) as connection:
        connection.exec_driver_sql("UPDATE entry SET decision = 'What an older page said'")
    opened.dispose()
    journal.close(back_up=False)
    house = make_house(places)
    shown = house.unlock(PASSPHRASE)
    shown.comparing.compare()
    house.settle()
    return shown


def test_a_journal_that_is_as_it_was_written_says_nothing(make_house: MakeHouse, own_places: Places) -> None:
    house = make_house(own_places)
    opened = house.unlock(PASSPHRASE)
    opened.comparing.compare()
    house.settle()
    assert opened.comparing.banner is None


def test_entries_not_as_last_written_are_counted_and_not_quoted_and_can_be_seen(
    make_house: MakeHouse, own_places: Places, qtbot: QtBot
) -> None:
    opened = spliced(make_house, own_places)
    banner = opened.comparing.banner
    assert banner is not None
    said = names(banner)
    assert "1 entry is not as last written" in said
    assert {"See them", "Restore from a backup", "Keep as they are"} <= set(said)
    assert not any("The words of one entry" in line or "older page" in line for line in said)
    banner.button.click()
    qtbot.waitUntil(lambda: bool(opened.window.findChildren(Differing)))
    (dialog,) = opened.window.findChildren(Differing)
    assert "The words of one entry" in names(dialog)
    dialog.chosen.emit(1)
    assert opened.window.shown == "decision"


def test_kept_as_they_are_it_is_not_said_again(
    make_house: MakeHouse, own_places: Places, qtbot: QtBot
) -> None:
    opened = spliced(make_house, own_places)
    banner = opened.comparing.banner
    assert banner is not None
    widget_named(banner, "Keep as they are").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: opened.comparing.banner is None)
    assert opened.opened.journal.as_written.compare().holds


def test_locking_stops_a_comparison_that_is_under_way(
    make_house: MakeHouse, own_places: Places, qtbot: QtBot
) -> None:
    house = make_house(own_places)
    opened = house.unlock(PASSPHRASE)
    job = opened.comparing.compare()
    opened.lock()
    assert job.is_cancelled()
    qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert house.unlock(PASSPHRASE).comparing.banner is None
