"""R6: a journal that may not be written opens to be read, or says plainly why not; nothing is written anywhere."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import JournalError, JournalReplaced
from tests.durability.forking import apart, can_mount, mounted, open_folder
from tests.fixtures.cheap import PASSPHRASE, assert_whole, log, new_journal, unlocked, vault_in

NO_MOUNT = "no file system can be mounted here: the read-only mount and the full tmpfs were NOT tried"


def everything(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def prepared(home: Path) -> Path:
    """One entry, closed, and everything loaded that a child of another account could not load any more."""
    journal = new_journal(home)
    log(journal, "kept")
    journal.close(back_up=False)
    to_read(home)
    return home


def to_read(home: Path) -> list[Any]:
    """What opening says, and what reading and writing say in a journal that is opened to be read."""
    vault = vault_in(home)
    try:
        vault.unlock(PASSPHRASE).close(back_up=False)
        opening = "opened"
    except JournalError as error:
        opening = error.code
    journal = vault.unlock(PASSPHRASE, to_read=True)
    try:
        log(journal, "not kept")
        writing = "written"
    except JournalError as error:
        writing = error.code
    count = journal.finding.count()
    problem = journal.close()
    return [opening, count, writing, problem.code if problem else None]


def test_a_folder_of_another_account_opens_to_be_read() -> None:
    with open_folder() as folder:
        home = prepared(folder / "j")
        for path in (home, home / "backups", *home.iterdir()):
            path.chmod(0o755 if path.is_dir() else 0o644)
        home.chmod(0o555)  # where the tests do not run as root
        before = everything(folder)
        assert apart(lambda: to_read(home), as_nobody=True) == ["not-allowed", 1, "open-to-read-only", None]
        assert everything(folder) == before
        home.chmod(0o755)


def test_a_file_that_may_only_be_read_is_told_before_anything_is_typed() -> None:
    with open_folder() as folder:
        home = prepared(folder / "j")
        for path in (home, home / "backups", *home.iterdir()):
            shutil.chown(path, "nobody") if path.owner() == "root" else None
        (home / "journal.db").chmod(0o400)
        before = everything(folder)
        said = apart(lambda: to_read(home), as_nobody=True)
        assert said == ["journal-read-only", 1, "open-to-read-only", None]
        assert everything(folder) == before


@pytest.mark.skipif(not can_mount(), reason=NO_MOUNT)
def test_a_read_only_drive_opens_to_be_read(tmp_path: Path) -> None:
    with mounted(tmp_path / "drive", "6m") as drive:
        home = prepared(drive / "j")
        before = everything(drive)
        subprocess.run(["mount", "-o", "remount,ro", drive], check=True)
        assert to_read(home) == ["journal-read-only", 1, "open-to-read-only", None]
        assert everything(drive) == before


def test_a_folder_that_may_not_be_looked_into_is_not_taken_for_an_empty_one() -> None:
    from PySide6.QtCore import QCoreApplication

    from app.ui.door.step import DoorPage, Doorstep

    def look(home: Path) -> list[str]:
        _app = QCoreApplication.instance() or QCoreApplication([])
        step = Doorstep(vault_in(home).places, lambda places, _clock: vault_in(places.data_dir))
        assert not step.is_demo
        assert step.first_page() is DoorPage.UNLOCK
        try:
            vault_in(home).unlock(PASSPHRASE)
        except JournalError as error:
            return [error.code]
        return []

    with open_folder() as folder:
        home = prepared(folder / "j")
        home.chmod(0o000)
        assert apart(lambda: look(home), as_nobody=True) == ["not-allowed"]
        home.chmod(0o755)


def test_a_folder_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    gone = tmp_path / "unplugged" / "j"
    for to_be_read in (False, True):
        with pytest.raises(JournalError) as told:
            vault_in(gone).unlock(PASSPHRASE, to_read=to_be_read)
        assert told.value.code == "no-journal-here"
    assert [*tmp_path.iterdir()] == []


def test_a_folder_taken_away_while_the_journal_is_open_is_told_and_nothing_is_made_elsewhere(
    tmp_path: Path,
) -> None:
    home = tmp_path / "j"
    journal = new_journal(home)
    log(journal, "kept")
    away = tmp_path / "away"
    home.rename(away)
    with pytest.raises(JournalReplaced):
        log(journal, "not kept")
    assert journal.finding.count() == 1
    problem = journal.close()
    assert problem is None or problem.code == "backup-failed"
    assert not (home / "journal.db").exists()
    again = unlocked(away)
    assert again.finding.count() == 1
    assert_whole(again)
    again.close(back_up=False)
