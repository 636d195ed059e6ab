"""A restore is tried out beside the open journal: every table compared, nothing left, and noted on this computer."""

from pathlib import Path

import pytest

from app.domain.errors import BackupDiffers, Cancelled, WrongPassphrase
from app.domain.restoring import Opener, ToTry
from app.services.redacting import whole_journal
from app.services.restoring import to_try
from app.storage import tried
from tests.fixtures.cheap import PASSPHRASE, log, vault_in
from tests.fixtures.clock import MovedClock
from tests.storage.test_restoring import OPENER, everything, home

__all__ = ["home"]


def test_a_trial_opens_a_fresh_backup_compares_every_table_and_is_gone_again(home: Path) -> None:
    clock = MovedClock()
    vault = vault_in(home, clock)
    assert vault.restoring.last_tried() is None
    journal = vault.unlock(PASSPHRASE)
    wanted = to_try(journal)
    before, steps = everything(home), list[int]()
    found = vault.restoring.try_out(wanted, OPENER, lambda done, _of: steps.append(done))
    assert (found.entries, found.tables) == (3, len(wanted.tables))
    assert found.rows == sum(wanted.tables.values()) > 3
    assert steps == [0, 1, 2, 3, 4, 5]
    assert everything(home) == before
    assert not list(home.glob(".rest*"))
    log(journal, "Four")
    journal.close(back_up=False)
    assert vault_in(home).restoring.last_tried() == found


def test_a_trial_that_brings_less_is_said_and_not_noted(home: Path) -> None:
    vault = vault_in(home)
    journal = vault.unlock(PASSPHRASE)
    wanted = to_try(journal)
    more = ToTry(wanted.backup, {**wanted.tables, "entry": wanted.tables["entry"] + 1})
    with pytest.raises(BackupDiffers, match="in 1 table"):
        vault.restoring.try_out(more, OPENER)
    with pytest.raises(WrongPassphrase):
        vault.restoring.try_out(wanted, Opener("not this one at all"))
    with pytest.raises(Cancelled):
        vault.restoring.try_out(wanted, OPENER, cancelled=lambda: True)
    assert not list(home.glob(".rest*"))
    assert vault.restoring.last_tried() is None
    journal.close(back_up=False)


def test_erasing_the_whole_journal_takes_the_note_of_the_trial_too(home: Path) -> None:
    vault = vault_in(home)
    journal = vault.unlock(PASSPHRASE)
    vault.restoring.try_out(to_try(journal), OPENER)
    assert journal.file.seen is not None
    noted = tried.path_of(journal.file.seen)
    assert noted.is_file()
    preview = whole_journal.look(journal)
    assert whole_journal.erase(journal, preview, confirmed="erase", with_backups=True) == ()
    assert not noted.exists()
