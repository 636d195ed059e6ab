"""The recovery sheet: shown once, asked back, and kept for this account alone."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import WrongRecoveryCode
from app.paths import Places
from app.storage.keys import open_with_recovery
from app.ui.door.make import Make
from app.ui.door.recovery import SheetPage
from tests.gui.pages import PASSPHRASE, House, names, widget_named
from tests.gui.stage import QUIET

pytestmark = QUIET
MakeHouse = Callable[..., House]


def field_of(house: House, name: str) -> QLineEdit:
    field = widget_named(house.frame, name)
    assert isinstance(field, QLineEdit)
    return field


def sheet_of(house: House) -> SheetPage:
    page = house.go("recovery-sheet")
    assert isinstance(page, SheetPage)
    return page


@pytest.fixture
def new_journal(make_house: MakeHouse, empty_places: Places) -> House:
    house = make_house(empty_places)
    house.press("New journal")
    house.turned_to(Make)
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Make the journal")
    house.entered()
    return house


def test_the_sheet_counts_as_made_when_two_groups_are_typed_back(new_journal: House) -> None:
    house = new_journal
    page = sheet_of(house)
    code = house.journal.desk.code
    assert code is not None
    first, second = page._asked
    assert 0 <= first < second < 8
    house.type_into(f"Group {first + 1}", "XXXX")
    house.press("The sheet is made")
    assert "This is not group" in field_of(house, f"Group {first + 1}").accessibleDescription()
    assert "Recovery sheet not made yet" in names(house.frame)
    for place in (first, second):
        field_of(house, f"Group {place + 1}").clear()
        house.type_into(f"Group {place + 1}", code.groups[place].lower())
    house.press("The sheet is made")
    house.settle()
    assert "Recovery sheet not made yet" not in names(house.frame)
    assert house.journal.desk.code is None
    assert not any(group in " ".join(names(house.frame)) for group in code.groups[:8])


def test_a_later_sheet_needs_the_passphrase_and_replaces_the_earlier_code(new_journal: House) -> None:
    house = new_journal
    earlier = house.journal.desk.code
    assert earlier is not None
    house.journal.desk.code = None
    sheet_of(house)
    house.type_into("Passphrase", "not this")
    house.press("Make a new code")
    house.qtbot.waitUntil(lambda: "does not open" in field_of(house, "Passphrase").accessibleDescription())
    field_of(house, "Passphrase").clear()
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Make a new code")
    house.qtbot.waitUntil(lambda: house.journal.desk.code is not None)
    vault, later = house.journal.opened.vault, house.journal.desk.__dict__["code"]
    open_with_recovery(vault.places.keys, later.text()).zero()
    with pytest.raises(WrongRecoveryCode):
        open_with_recovery(vault.places.keys, earlier.text())


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.txt"])
def test_a_saved_sheet_is_readable_by_this_account_alone(
    new_journal: House, tmp_path: Path, name: str
) -> None:
    page = sheet_of(new_journal)
    page.save(str(tmp_path / name))
    new_journal.settle()
    saved = tmp_path / name
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    content = saved.read_bytes()
    code = new_journal.journal.desk.code
    assert code is not None
    if name.endswith("txt"):
        assert all(group.encode() in content for group in code.groups)
    else:
        assert content.startswith(b"%PDF")
        assert len(content) > 4000


def test_a_new_code_offers_to_let_earlier_backups_open_with_it(new_journal: House) -> None:
    house = new_journal
    vault = house.journal.opened.vault
    house.journal.desk.act(lambda journal: journal.care.back_up(), house.frame)
    house.settle()
    house.journal.desk.code = None
    page = sheet_of(house)
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Make a new code")
    house.qtbot.waitUntil(lambda: house.journal.desk.code is not None)
    house.settle()
    code = house.journal.desk.__dict__["code"]
    assert vault.changing_keys.outdated_backups() == 2  # and the one that is made before a new code
    for place in page._asked:
        house.type_into(f"Group {place + 1}", code.groups[place])
    house.press("The sheet is made")
    house.settle()
    house.press("Let them open with the passphrase of now")
    house.qtbot.waitUntil(lambda: vault.changing_keys.outdated_backups() == 0)
