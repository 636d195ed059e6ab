"""R9: what a sync program can do to the folder is told before anything is written, and loses nothing."""

import errno
import json
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from app.domain.errors import JournalDamaged, JournalReplaced, LeftoverOfAnother
from app.storage import leftover
from tests.durability import power, shim
from tests.durability.shim import needs_gcc, run_under
from tests.durability.test_not_to_be_written import everything
from tests.durability.test_power_cuts import recorded
from tests.fixtures.cheap import PASSPHRASE, assert_whole, log, new_journal, restore, unlocked, vault_in

SAVES = 9


def with_stale_leftover(library: Path, folder: Path, at: int) -> Path:
    """The newest journal, beside it an unfinished save of another day: whole, flushed, and of an earlier file."""
    home, _base, to = recorded(library, folder, SAVES)
    kept, acknowledged = b"", 0
    content = power.File()
    for step in power.steps(to):
        if step.op == "M":
            acknowledged = step.offset
        if not step.path.endswith("journal.db-journal"):
            continue
        if step.op == "C":
            content = power.File()
        elif step.op == "U":
            content.flush()
            kept = bytes(content.held)
            if acknowledged >= at:
                break
        else:
            content.pending.append(step)
    assert kept[:4] == b"\xd9\xd5\x05\xf9"
    leftover.beside(home / "journal.db").write_bytes(kept)
    return home


@needs_gcc
@pytest.mark.parametrize("at", [1, 2, 4, 6])
def test_an_unfinished_save_of_another_version_is_told_and_put_aside(
    library: Path, tmp_path: Path, at: int
) -> None:
    home = with_stale_leftover(library, tmp_path, at)
    before = everything(home)
    with pytest.raises(LeftoverOfAnother):
        unlocked(home)
    assert {name: of for name, of in everything(home).items() if "lock" not in name} == {
        name: of for name, of in before.items() if "lock" not in name
    }
    vault_in(home).put_leftover_aside()
    journal = unlocked(home)
    assert_whole(journal)
    assert journal.finding.count() == SAVES
    journal.close(back_up=False)


@needs_gcc
def test_without_looking_first_such_a_save_would_spoil_the_journal(library: Path, tmp_path: Path) -> None:
    """The control: what is told above is no false alarm."""
    home = with_stale_leftover(library, tmp_path, 4)
    with patch.object(leftover, "examine"):
        try:
            journal = unlocked(home)
        except Exception:
            return
        spoilt = journal.finding.count() < SAVES or not journal.care.check().holds
        journal.close(back_up=False)
    assert spoilt


def test_a_file_cut_to_nothing_is_told_and_its_backup_brings_it_back(tmp_path: Path) -> None:
    journal = new_journal(tmp_path / "j")
    log(journal, "kept")
    backup = journal.care.back_up()
    journal.close(back_up=False)
    (tmp_path / "j" / "journal.db").write_bytes(b"")
    with pytest.raises(JournalDamaged, match="empty"):
        unlocked(tmp_path / "j")
    assert (tmp_path / "j" / "journal.db").read_bytes() == b""
    restore(vault_in(tmp_path / "j"), backup.path)
    again = unlocked(tmp_path / "j")
    assert again.finding.count() == 1
    again.close(back_up=False)


def test_a_file_replaced_under_the_open_journal_is_told_and_neither_version_is_lost(tmp_path: Path) -> None:
    home = tmp_path / "j"
    journal = new_journal(home)
    log(journal, "in both")
    other = tmp_path / "other.db"
    shutil.copyfile(home / "journal.db", other)
    log(journal, "in the open one only")
    other.replace(home / "journal.db")
    put = (home / "journal.db").read_bytes()
    with pytest.raises(JournalReplaced):
        log(journal, "not kept")
    assert (home / "journal.db").read_bytes() == put
    backup = journal.care.back_up()
    assert backup.entries == 2
    journal.close(back_up=False)


def _placeholder(home: Path) -> str:
    """Inside a process with the shim: a file whose content is elsewhere, and then is back."""
    from app.domain.errors import JournalError

    said = []
    for error in (errno.EIO, errno.EREMOTEIO, 0):
        shim.unreadable(error)
        try:
            journal = vault_in(home).unlock(PASSPHRASE)
        except JournalError as problem:
            said.append(problem.code)
        else:
            said.append(str(journal.finding.count()))
            journal.close(back_up=False)
    return json.dumps(said)


@needs_gcc
def test_a_file_kept_online_is_told_and_opens_when_it_is_fetched(library: Path, tmp_path: Path) -> None:
    home = tmp_path / "j"
    journal = new_journal(home)
    log(journal, "kept")
    journal.close(back_up=False)
    before = (home / "journal.db").read_bytes()
    said = run_under(library, home, "tests.durability.test_sync_hazards", home)
    assert json.loads(said) == ["content-elsewhere", "content-elsewhere", "1"]
    assert (home / "journal.db").read_bytes() == before


if __name__ == "__main__":
    import sys

    print(_placeholder(Path(sys.argv[1])))
