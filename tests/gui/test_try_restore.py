"""A restore is tried out from Settings: proved with the passphrase, compared, cleared away, and the journal goes on."""

import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress
from app.domain.restoring import Opener, ToTry, Tried
from app.services import restoring
from app.services.restoring import Restoring
from tests.gui.pages import PASSPHRASE, House, names, widget_named
from tests.gui.stage import QUIET

pytestmark = QUIET


@pytest.fixture
def settings(house: House) -> House:
    """Settings, unfolded where a restore is tried."""
    house.unlock()
    house.go("settings", {"section": "try-restore"})
    return house


def hidden_in(house: House) -> list[Path]:
    return list(house.journal.opened.places.data_dir.glob(".rest*"))


def try_with(house: House, passphrase: str) -> None:
    house.type_into("Passphrase of the backup", passphrase)
    house.press("Test a restore now")
    house.settle()
    house.settle()


def test_a_trial_says_what_it_brought_and_when_and_leaves_nothing(settings: House) -> None:
    house = settings
    assert "A restore was not tried on this computer yet." in names(house.frame)
    before = len(house.journal.jobs.now(house.journal.opened.journal.care.backups))
    count = house.journal.jobs.now(house.journal.opened.journal.finding.count)
    try_with(house, PASSPHRASE)
    said = names(house.frame)
    assert "It can be restored." in said
    assert any(
        line.startswith("Last tried on 30 June 2026") and f"all {count} entries and" in line for line in said
    )
    assert hidden_in(house) == []
    field = widget_named(house.frame, "Passphrase of the backup")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    assert len(house.journal.jobs.now(house.journal.opened.journal.care.backups)) == before + 1


def test_a_wrong_passphrase_is_said_beside_its_field(settings: House) -> None:
    try_with(settings, "not this one")
    field = widget_named(settings.frame, "Passphrase of the backup")
    assert "does not open this backup" in field.accessibleDescription()
    assert field.hasFocus()
    assert hidden_in(settings) == []


def test_a_backup_that_brings_less_is_told_above(settings: House, monkeypatch: pytest.MonkeyPatch) -> None:
    real = restoring.to_try

    def with_a_row_more(tables: Mapping[str, int]) -> Mapping[str, int]:
        return {**tables, "entry": tables["entry"] + 1}

    monkeypatch.setattr(
        "app.ui.settings.try_restore.to_try",
        lambda journal: ToTry((made := real(journal)).backup, with_a_row_more(made.tables)),
    )
    try_with(settings, PASSPHRASE)
    said = "\n".join(names(settings.frame))
    assert "does not hold as many rows as the journal in 1 table" in said
    assert "It can be restored." not in said
    assert "A restore was not tried on this computer yet." in said


def test_a_trial_that_ends_leaves_the_focus_where_the_person_went_on(
    settings: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, begun, goes_on, real = settings, threading.Event(), threading.Event(), Restoring.try_out

    def waits(self: Restoring, wanted: ToTry, opener: Opener, progress: Progress, cancelled: Asked) -> Tried:
        begun.set()
        assert goes_on.wait(20)
        return real(self, wanted, opener, progress, cancelled)

    monkeypatch.setattr(Restoring, "try_out", waits)
    house.type_into("Passphrase of the backup", PASSPHRASE)
    house.press("Test a restore now")
    house.qtbot.waitUntil(begun.is_set)
    elsewhere = widget_named(house.frame, "Backups")
    elsewhere.setFocus()
    goes_on.set()
    house.settle()
    assert "It can be restored." in names(house.frame)
    assert house.frame.focusWidget() is elsewhere


def test_a_trial_whose_end_is_waited_for_leaves_the_focus_on_its_button(settings: House) -> None:
    try_with(settings, PASSPHRASE)
    assert settings.frame.focusWidget() is widget_named(settings.frame, "Test a restore now")


def test_a_trial_can_be_cancelled_while_the_journal_goes_on(
    settings: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, begun, real = settings, threading.Event(), Restoring.try_out

    def waits(self: Restoring, wanted: ToTry, opener: Opener, progress: Progress, cancelled: Asked) -> Tried:
        begun.set()
        for _ in range(2_000):
            if cancelled():
                break
            threading.Event().wait(0.005)
        return real(self, wanted, opener, progress, cancelled)

    monkeypatch.setattr(Restoring, "try_out", waits)
    house.type_into("Passphrase of the backup", PASSPHRASE)
    house.press("Test a restore now")
    house.qtbot.waitUntil(begun.is_set)
    assert house.journal.jobs.now(house.journal.opened.journal.finding.count) > 0
    house.press("Cancel")
    house.settle()
    assert "Stopped. What was unpacked is gone again." in names(house.frame)
    assert hidden_in(house) == []
    field = widget_named(house.frame, "Passphrase of the backup")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
