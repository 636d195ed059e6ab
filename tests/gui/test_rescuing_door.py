"""At the door of a damaged journal, what can be read is rescued, can be stopped, and takes its place when asked."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress
from app.paths import Places
from app.storage.keys import DataKey
from app.storage.rescuing.trees import Trees
from app.ui.door.rescue import OPEN_THERE, TAKE_PLACE
from app.ui.door.rescue import Rescue as RescuePage
from app.ui.door.restore import Restore
from app.ui.door.unlock import RESCUE, Unlock
from tests.fixtures.damaged import digest
from tests.gui.pages import PASSPHRASE, House, cheap_vault, names, widget_named
from tests.gui.stage import QUIET

pytestmark = QUIET
MakeHouse = Callable[..., House]


@pytest.fixture
def damaged(demo_places: Places) -> Places:
    """A journal of a person's own of which the first page is damaged, so that it does not open."""
    demo_places.demo_note.unlink(missing_ok=True)
    content = bytearray(demo_places.journal.read_bytes())
    content[1500] ^= 1
    demo_places.journal.write_bytes(content)
    return demo_places


def before_the_rescue(make_house: MakeHouse, places: Places) -> House:
    house = make_house(places)
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Unlock")
    house.settle()
    house.press(RESCUE)
    house.turned_to(RescuePage)
    house.settle()
    return house


def rescued(house: House) -> None:
    house.type_into("Passphrase of the journal", PASSPHRASE)
    house.press("Rescue it")
    house.settle()


def folders(places: Places) -> list[Path]:
    return [
        path for path in places.data_dir.iterdir() if path.name.startswith(("rescued-", ".rescue", ".rest"))
    ]


def test_a_damaged_journal_offers_the_rescue_and_its_report_takes_the_place(
    make_house: MakeHouse, damaged: Places
) -> None:
    before = digest(damaged.journal)
    house = before_the_rescue(make_house, damaged)
    rescued(house)
    said = "\n".join(names(house.frame))
    assert "The rescued journal holds" in said
    assert "is damaged: 1." in said
    assert digest(damaged.journal) == before
    assert house.frame.focusWidget() is widget_named(house.frame, TAKE_PLACE)
    house.press(TAKE_PLACE)
    house.turned_to(Unlock)
    house.settle()
    assert "The rescued journal is in place." in "\n".join(names(house.frame))
    (kept,) = damaged.data_dir.glob("journal.*.old.db")
    assert digest(kept) == before
    assert folders(damaged) == []
    journal = cheap_vault(damaged).unlock(PASSPHRASE)
    assert journal.care.check().holds
    assert journal.finding.count() > 0
    journal.close(back_up=False)


def test_it_can_be_opened_where_it_is_with_the_damaged_one_left_there(
    make_house: MakeHouse, damaged: Places
) -> None:
    before = digest(damaged.journal)
    house = before_the_rescue(make_house, damaged)
    rescued(house)
    house.press(OPEN_THERE)
    house.turned_to(Unlock)
    (folder,) = folders(damaged)
    assert house.door.step.places.data_dir == folder
    assert digest(damaged.journal) == before


def test_a_journal_whose_damage_only_shows_once_it_is_open_can_be_rescued_too(
    make_house: MakeHouse, demo_places: Places
) -> None:
    """The way is on the page of restoring, whether or not the journal opens."""
    demo_places.demo_note.unlink(missing_ok=True)
    house = make_house(demo_places)
    house.press("Open another journal or restore a backup")
    house.turned_to(Restore)
    house.settle()
    house.press(RESCUE)
    house.turned_to(RescuePage)


def test_another_place_and_the_keys_of_a_backup_can_be_chosen(
    make_house: MakeHouse, demo_places: Places, tmp_path: Path
) -> None:
    """What lies on another disk cannot take the place by a new name alone, so that it is only opened there."""
    demo_places.demo_note.unlink(missing_ok=True)
    journal = cheap_vault(demo_places).unlock(PASSPHRASE)
    backup = journal.care.back_up().path
    journal.close(back_up=False)
    for path in (demo_places.keys, demo_places.keys.with_name("journal.keys.1")):
        path.unlink(missing_ok=True)
    other = tmp_path / "other disk"
    other.mkdir()
    house = make_house(demo_places)
    house.press("Open another journal or restore a backup")
    house.turned_to(Restore)
    house.settle()
    house.press(RESCUE)
    house.turned_to(RescuePage)
    page = house.page
    assert isinstance(page, RescuePage)
    page._keys_chosen(str(backup))
    page._place_chosen(str(other))
    said = page.where.text().replace("\u200b", "")
    assert str(other) in said
    assert backup.name in said
    rescued(house)
    assert not page.take.isVisible()
    assert house.frame.focusWidget() is widget_named(house.frame, OPEN_THERE)
    (folder,) = other.iterdir()
    assert folder.name.startswith("rescued-")
    assert folders(demo_places) == []


def test_a_wrong_passphrase_is_said_beside_its_field_and_leaves_nothing(
    make_house: MakeHouse, damaged: Places
) -> None:
    house = before_the_rescue(make_house, damaged)
    house.press("Rescue it")
    field = widget_named(house.frame, "Passphrase of the journal")
    assert "Type the passphrase of this journal." in field.accessibleDescription()
    house.type_into("Passphrase of the journal", "not this one")
    house.press("Rescue it")
    house.settle()
    assert "does not open this journal" in field.accessibleDescription()
    assert folders(damaged) == []


def test_a_rescue_can_be_stopped_and_leaves_nothing(
    make_house: MakeHouse, damaged: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, real = threading.Event(), Trees.look

    def look(self: Trees, progress: Progress, cancelled: Asked) -> None:
        begun.set()
        for _ in range(2_000):
            if cancelled():
                break
            threading.Event().wait(0.005)
        real(self, progress, cancelled)

    monkeypatch.setattr(Trees, "look", look)
    house = before_the_rescue(make_house, damaged)
    house.type_into("Passphrase of the journal", PASSPHRASE)
    house.press("Rescue it")
    assert begun.wait(20)
    house.press("Cancel")
    house.settle()
    assert "Stopped. Nothing was left behind." in names(house.frame)
    assert folders(damaged) == []


def test_what_cannot_be_rescued_leads_to_the_backups(make_house: MakeHouse, damaged: Places) -> None:
    damaged.journal.write_bytes(bytes(16) + damaged.journal.read_bytes()[16:])
    house = before_the_rescue(make_house, damaged)
    rescued(house)
    assert "No page of this file can be read" in "\n".join(names(house.frame))
    house.press("Restore a backup")
    house.turned_to(Restore)
    assert folders(damaged) == []


def test_the_key_of_the_journal_is_wiped_when_the_rescue_ends(
    make_house: MakeHouse, damaged: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiped: list[str] = []
    zero = DataKey.zero

    def noted(self: DataKey) -> None:
        wiped.append(self.journal_id)
        zero(self)

    monkeypatch.setattr(DataKey, "zero", noted)
    house = before_the_rescue(make_house, damaged)
    wiped.clear()
    rescued(house)
    assert len(wiped) == 1
    assert isinstance(house.page, RescuePage)
    assert house.page.asked.passphrase.text() == ""
