"""What a backup says of itself: in which order they were made, what is in them, and whether that was changed."""

import json
import os
import signal
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from app.services.journal import Journal
from app.storage import backups
from app.storage.backup_about import read_about
from tests.fixtures.cheap import log, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.next_schema import with_next_schema


def about_in(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as archive:
        found = json.loads(archive.read("about.json"))
    assert isinstance(found, dict)
    return found


def rewritten(path: Path, **changed: object) -> Path:
    """The same backup with other words in its about.json, whole by every checksum of the zip."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["about.json"] = json.dumps({**about_in(path), **changed}).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def killed_after(home: Path, title: str) -> None:
    """Write an entry in a process that ends without closing anything."""
    child = os.fork()
    if not child:
        try:
            log(unlocked(home), title)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_clock_set_back_does_not_hide_the_newest_backup(journal: Journal, clock: MovedClock) -> None:
    log(journal, "One")
    journal.care.back_up()
    clock.pass_by(days=-400)
    log(journal, "Two")
    newest = journal.care.back_up()
    assert [one.entries for one in journal.care.backups()] == [2, 1]
    assert journal.care.last_backup_at() == newest.made_at


def test_a_backup_of_the_first_version_is_read_and_stands_before_those_with_a_number(
    journal: Journal, clock: MovedClock
) -> None:
    log(journal, "One")
    old = journal.care.back_up().path
    later = (clock.now() + timedelta(days=30)).isoformat()
    content = {"format": "balcony-backup", "version": 1, "entries": 1, "made_at": later}
    with zipfile.ZipFile(old) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(old, "w", zipfile.ZIP_STORED) as archive:
        for name, held in {**parts, "about.json": json.dumps(content).encode()}.items():
            archive.writestr(name, held)
    assert journal.file.what_is_wrong(old) == ""
    assert not journal.file.changed_since_backup
    assert journal.care.is_behind()  # nothing in it says how far the journal had come
    journal.care.back_up_if_changed()
    first, second = journal.care.backups()
    assert (first.number, second.number) == (1, 0)
    assert (second.entries, second.came_to) == (1, "")


def test_what_was_written_before_a_kill_is_backed_up_by_the_next_close(journal: Journal) -> None:
    home = journal.care.places.data_dir
    log(journal, "One")
    journal.close()
    killed_after(home, "Two")
    again = unlocked(home)
    assert [one.entries for one in again.care.backups()] == [1]
    assert again.close() is None
    assert [one.entries for one in backups.backups(home / "backups")] == [2, 1]
    after = unlocked(home)
    assert not after.care.is_behind()
    after.close()
    assert len(backups.backups(home / "backups")) == 2


def test_a_draft_kept_before_a_kill_counts_as_written(journal: Journal) -> None:
    home = journal.care.places.data_dir
    journal.care.back_up()
    journal.drafts.keep("decision:new", {"title": "Half a thought"})
    journal.close(back_up=False)
    again = unlocked(home)
    assert again.care.is_behind()
    again.care.back_up()
    again.close(back_up=False)
    last = unlocked(home)
    assert not last.care.is_behind()
    last.close(back_up=False)


def test_a_journal_whose_backups_are_gone_is_backed_up_again(journal: Journal) -> None:
    home = journal.care.places.data_dir
    journal.care.back_up().path.unlink()
    journal.close(back_up=False)
    again = unlocked(home)
    again.close()
    assert len(backups.backups(home / "backups")) == 1


def test_a_backup_of_another_journal_in_the_folder_makes_nothing_up_to_date(
    journal: Journal, tmp_path: Path
) -> None:
    home = journal.care.places.data_dir
    made = journal.care.back_up()
    assert backups.newest_of(home / "backups", journal.file.journal_id) is not None
    assert backups.newest_of(home / "backups", "another") is None
    rewritten(made.path, came_to="elsewhere")
    journal.file.changed_since_backup = False
    assert journal.care.is_behind()


def test_the_digest_in_a_backup_is_that_of_the_journal_in_it(journal: Journal, tmp_path: Path) -> None:
    log(journal, "One")
    made = journal.care.back_up()
    with zipfile.ZipFile(made.path) as archive, archive.open("journal.db") as inside:
        assert backups.digest(inside).hex() == about_in(made.path)["journal"]
    assert about_in(made.path)["version"] == 2
    assert journal.file.what_is_wrong(made.path) == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"entries": 90}, "changed after it was made"),
        ({"number": 900}, "changed after it was made"),
        ({"made_at": "2020-01-01T00:00:00+00:00"}, "changed after it was made"),
        ({"came_to": "00"}, "changed after it was made"),
        ({"seal": "é"}, "changed after it was made"),
        ({"journal": "00" * 32}, "not the one it was made with"),
        ({"made_at": "yesterday"}, "cannot be read"),
    ],
)
def test_what_was_changed_in_a_backup_is_told_though_every_checksum_fits(
    journal: Journal, changed: dict[str, object], said: str
) -> None:
    log(journal, "One")
    made = journal.care.back_up()
    assert said in journal.file.what_is_wrong(rewritten(made.path, **changed))


def test_a_number_known_elsewhere_is_never_used_again(journal: Journal) -> None:
    journal.care.back_up()
    made = journal.file.back_up(journal.care.places.backups, journal.clock.now(), above=57)
    assert made.number == 58
    assert journal.care.back_up().number == 59


@pytest.mark.parametrize("said", ["[]", "{}", '{"made_at": "2026-06-30T09:00:00", "entries": 1}', "3"])
def test_what_is_no_about_is_no_backup(said: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_about(said.encode())


def test_what_a_kill_left_of_the_backup_before_an_upgrade_goes_when_it_is_made_again(
    journal: Journal, tmp_path: Path
) -> None:
    home = journal.care.places.data_dir
    log(journal, "One")
    journal.close()
    left = home / "backups" / ".journal-20260101-080000-000000Z.copy"
    left.write_bytes(b"half")
    with with_next_schema(tmp_path / "next"):
        again = unlocked(home)
        assert not left.exists()
        assert [one.number for one in again.care.backups()] == [2, 1]
        assert again.care.is_behind()  # the upgrade itself is not in that one
        again.close(back_up=False)
