"""Erasing a whole journal: only where it may be written, its keys first, and nothing of another's."""

from pathlib import Path

import pytest

from app.domain.errors import InvalidInput, OpenToReadOnly
from app.domain.restoring import Opener
from app.paths import places_in
from app.services.redacting import whole_journal
from tests.fixtures.cheap import PASSPHRASE, log, new_journal, restore, vault_in


def test_a_journal_that_is_open_to_be_read_only_is_not_erased(tmp_path: Path) -> None:
    home = tmp_path / "j"
    new_journal(home).close(back_up=False)
    reads = vault_in(home).unlock(PASSPHRASE, to_read=True)
    try:
        preview = whole_journal.look(reads)
        with pytest.raises(OpenToReadOnly):
            whole_journal.erase(reads, preview, confirmed="erase", with_backups=True)
    finally:
        reads.close(back_up=False)
    vault_in(home).unlock(PASSPHRASE).close(back_up=False)


def test_another_word_leaves_it_open_and_whole(tmp_path: Path) -> None:
    journal = new_journal(tmp_path / "j")
    entry = log(journal)
    preview = whole_journal.look(journal)
    with pytest.raises(InvalidInput):
        whole_journal.erase(journal, preview, confirmed="yes", with_backups=True)
    assert journal.entry(entry).title == "Hold the front door"
    journal.close(back_up=False)


@pytest.mark.parametrize("with_backups", [False, True])
def test_every_file_of_it_goes_and_what_others_put_there_stays(tmp_path: Path, *, with_backups: bool) -> None:
    home = tmp_path / "j"
    journal = new_journal(home)
    log(journal)
    kept = journal.care.back_up().path
    theirs = [home / "notes.txt", kept.parent / "notes.txt", home / "journal-notes.md"]
    for path in theirs:
        path.write_text("theirs", "utf-8")
    preview = whole_journal.look(journal)
    assert whole_journal.erase(journal, preview, confirmed="erase", with_backups=with_backups) == ()
    left = {path for path in home.rglob("*") if path.is_file()}
    assert left == {*theirs, *([] if with_backups else [kept])}
    assert not places_in(home).preferences.exists()


def test_a_backup_that_stays_opens_again_with_its_own_keys(tmp_path: Path) -> None:
    home = tmp_path / "j"
    journal = new_journal(home)
    log(journal, "Still here")
    kept = journal.care.back_up().path
    whole_journal.erase(journal, whole_journal.look(journal), confirmed="erase", with_backups=False)
    vault = vault_in(home)
    restore(vault, kept)
    again = vault_in(home).unlock(PASSPHRASE)
    assert [one.title for one in again.finding.page()] == ["Still here"]
    again.close(back_up=False)


def test_whole_copies_beside_it_that_balcony_made_go_with_it(tmp_path: Path) -> None:
    """A rescued journal and a copy to look into bring their own keys: left there, they would still open."""
    home = tmp_path / "j"
    journal = new_journal(home)
    log(journal)
    journal.close(back_up=False)
    vault = vault_in(home)
    into = vault.rescuing.place_beside()
    vault.rescuing.rescue(home / "journal.db", into, Opener(PASSPHRASE))
    rescued = vault_in(into).unlock(PASSPHRASE)
    inside = rescued.care.back_up().path
    rescued.close(back_up=False)
    other = vault.copy_to_look_into(home / "journal.db")
    left_by_a_kill = home / ".restore-20260101-000000-000000" / "journal.db"
    left_by_a_kill.parent.mkdir()
    left_by_a_kill.write_bytes(b"half")
    theirs = into / "notes.txt"
    theirs.write_text("theirs", "utf-8")
    journal = vault_in(home).unlock(PASSPHRASE)
    preview = whole_journal.look(journal)
    assert {into / "journal.db", into / "journal.keys", other / "journal.db"} <= {*preview.files}
    assert inside in preview.backups
    assert whole_journal.erase(journal, preview, confirmed="erase", with_backups=True) == ()
    assert [path for path in home.rglob("*") if path.is_file()] == [theirs]
    assert not other.exists()
