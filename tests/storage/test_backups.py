"""Backups are whole, encrypted, named only when verified, and put back without losing what is here."""

import hashlib
import io
import json
import os
import random
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import BackupFailed, JournalError
from app.domain.thinning import RECENT, Held, surplus
from app.services.journal import Journal
from app.storage import backups
from app.storage.keys.slot_file import SlotFile, dump
from tests.fixtures.cheap import PASSPHRASE, TODAY, assert_whole, log, restore, unlocked, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.same_journal import rows

CANARY = "quokka-in-the-corridor"


def folder_of(journal: Journal) -> Path:
    return journal.care.places.backups


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_opens_with_its_own_key_slots_and_equals_the_journal_row_by_row(
    journal: Journal, tmp_path: Path
) -> None:
    for title in ("One", "Two"):
        log(journal, title, themes=("budget",), answers={"bd-position": 1})
    made = journal.care.back_up()
    assert (made.entries, made.size) == (2, made.path.stat().st_size)
    there = tmp_path / "there"
    there.mkdir()
    backups.unpack(made.path, there / "journal.db", there / "journal.keys")
    copy = unlocked(there)
    assert rows(copy) == rows(journal)
    assert_whole(copy)
    copy.close(back_up=False)


def test_nothing_in_a_backup_is_plain_but_its_date_and_its_size(journal: Journal) -> None:
    log(journal, CANARY, expected=CANARY)
    made = journal.care.back_up()
    packed = made.path.read_bytes()
    assert CANARY.encode() not in packed
    assert b"SQLite format 3" not in packed
    with zipfile.ZipFile(made.path) as archive:
        assert sorted(archive.namelist()) == ["about.json", "journal.db", "journal.keys"]
    assert names(folder_of(journal)) == [made.path.name]


@pytest.mark.parametrize("step", ["_copy_and_verify", "_pack", "_verify_pack"])
def test_a_backup_that_does_not_succeed_leaves_nothing_behind(
    journal: Journal, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(backups, step)

    def fails(*given: object) -> None:
        real(*given)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, step, fails)
    with pytest.raises(BackupFailed):
        journal.care.back_up()
    assert names(folder_of(journal)) == []
    assert journal.file.changed_since_backup or not journal.care.backups()
    monkeypatch.undo()
    assert journal.care.back_up()


def test_a_backup_takes_its_name_only_after_it_was_verified(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    verify = backups._verify_pack

    def watched(packed: Path, copy: Path) -> None:
        seen.append(names(packed.parent))
        verify(packed, copy)

    monkeypatch.setattr(backups, "_verify_pack", watched)
    made = journal.care.back_up()
    assert seen
    assert all(name.startswith(".") for name in seen[0])
    assert names(folder_of(journal)) == [made.path.name]


def test_a_copy_that_lacks_entries_is_refused(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    log(journal, "One")
    fresh = vault_in(journal.care.places.data_dir / "other")
    other, _code = fresh.create(PASSPHRASE)
    other.close(back_up=False)
    real = shutil.copyfile

    def packs_another(packed: Path, copy: Path, *rest: object) -> None:
        copy.unlink()
        real(fresh.places.journal, copy)
        pack(packed, copy, *rest)  # type: ignore[arg-type]
        copy.write_bytes(b"something else")

    pack = backups._pack
    monkeypatch.setattr(backups, "_pack", packs_another)
    with pytest.raises(BackupFailed):
        journal.care.back_up()
    assert journal.care.backups() == ()


def test_closing_makes_a_backup_only_when_something_changed(journal: Journal) -> None:
    home = journal.care.places.data_dir
    log(journal, "One")
    assert journal.close() is None
    assert len(names(home / "backups")) == 1
    again = unlocked(home)
    assert again.finding.count() == 1
    assert_whole(again)
    assert again.close() is None
    assert len(names(home / "backups")) == 1
    more = unlocked(home, MovedClock(TODAY + timedelta(days=1)))
    log(more, "Two")
    assert more.close() is None
    assert len(names(home / "backups")) == 2


def test_closing_says_when_no_backup_could_be_made_and_closes_all_the_same(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = journal.care.places.data_dir
    log(journal, "One")
    monkeypatch.setattr(backups, "_verify_pack", lambda *_: (_ for _ in ()).throw(BackupFailed()))
    assert isinstance(journal.close(), BackupFailed)
    again = unlocked(home)
    assert again.finding.count() == 1
    again.close(back_up=False)


# ---- putting one back


def test_restoring_puts_the_backup_in_place_and_keeps_what_was_there(journal: Journal) -> None:
    home, clock = journal.care.places.data_dir, MovedClock(TODAY)
    log(journal, "In the backup")
    made, before = journal.care.back_up(), rows(journal)
    log(journal, "Written after")
    after = rows(journal)
    journal.close(back_up=False)
    old = (home / "journal.db").read_bytes()
    restore(vault_in(home, clock), made.path)
    back = unlocked(home, clock)
    assert rows(back) == before
    assert_whole(back)
    back.close(back_up=False)
    (kept,) = home.glob("journal.*.old.db")
    assert kept.read_bytes() == old
    (keys,) = (path for path in home.glob("journal.keys.*.old") if ".1." not in path.name)
    beside = home / "beside"
    beside.mkdir()
    shutil.copyfile(kept, beside / "journal.db")
    shutil.copyfile(keys, beside / "journal.keys")
    again = unlocked(beside)
    assert rows(again) == after
    again.close(back_up=False)
    assert not list(home.glob(".restore-*"))


def test_restoring_twice_in_one_second_keeps_both(journal: Journal) -> None:
    home, clock = journal.care.places.data_dir, MovedClock(TODAY)
    log(journal, "One")
    made = journal.care.back_up()
    journal.close(back_up=False)
    for _ in range(2):
        restore(vault_in(home, clock), made.path)
    assert len(list(home.glob("journal.*.old.db"))) == 2


def test_what_a_crash_left_beside_the_journal_does_not_reach_the_restored_one(journal: Journal) -> None:
    """A rollback journal belongs to the file that was open: SQLite would play it into any other."""
    home = journal.care.places.data_dir
    log(journal, "In the backup")
    made, before = journal.care.back_up(), rows(journal)
    for number in range(60):
        log(journal, f"After {number}", context="long words " * 300)
    hot = _with_a_hot_journal(journal)
    restore(vault_in(home), made.path)
    assert not (home / "journal.db-journal").exists()
    back = unlocked(home)
    assert rows(back) == before
    assert_whole(back)
    back.close(back_up=False)
    (kept,) = home.glob("journal.*.old.db-journal")
    assert kept.read_bytes() == hot


def _with_a_hot_journal(journal: Journal) -> bytes:
    """Close the journal, then lay beside it what a crash in the middle of a write would have left."""
    home = journal.care.places.data_dir
    with journal.file.read() as connection:
        raw = connection.connection.driver_connection
        assert raw
        raw.execute("PRAGMA cache_size = 4")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE entry SET context = context || 'x'")
        halfway, left = (home / "journal.db").read_bytes(), (home / "journal.db-journal").read_bytes()
        raw.execute("ROLLBACK")
    journal.close(back_up=False)
    (home / "journal.db").write_bytes(halfway)
    (home / "journal.db-journal").write_bytes(left)
    assert left
    return left


@pytest.mark.parametrize("way", ["one bit", "cut short", "empty", "another file"])
def test_a_damaged_backup_is_refused_and_the_journal_stays(journal: Journal, way: str) -> None:
    home = journal.care.places.data_dir
    log(journal, "One", context="words " * 500)
    made = journal.care.back_up()
    journal.close(back_up=False)
    before = hashlib.sha256((home / "journal.db").read_bytes()).hexdigest()
    there = sorted(path.name for path in home.iterdir())
    source, whole = random.Random(5), made.path.read_bytes()
    for _ in range(20 if way in {"one bit", "cut short"} else 1):
        spoilt = bytearray(whole)
        if way == "one bit":
            # Inside the journal's own bytes; the little around it names no word and is checked by the zip.
            spoilt[source.randrange(2000, len(whole) - 400)] ^= 1 << source.randrange(8)
        elif way == "cut short":
            del spoilt[source.randrange(1, len(whole) - 1) :]
        elif way == "empty":
            spoilt.clear()
        else:
            spoilt[:] = b"PK\x03\x04 not a zip at all"
        path = home.parent / "spoilt.balcony-backup"
        path.write_bytes(spoilt)
        with pytest.raises(JournalError) as caught:
            restore(vault_in(home), path)
        assert "damaged" in str(caught.value)
        assert hashlib.sha256((home / "journal.db").read_bytes()).hexdigest() == before
        assert sorted(path.name for path in home.iterdir()) == there
    back = unlocked(home)
    assert back.finding.count() == 1
    back.close(back_up=False)


# ---- thinning


@settings(max_examples=60, deadline=None)
@given(
    minutes=st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=40, unique=True),
    broken=st.integers(0, 3),
    others=st.integers(0, 3),
)
def test_thinning_touches_only_the_backups_of_this_journal(
    minutes: list[int], broken: int, others: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the clock did: back by years, forward, in any order."""
    folder = tmp_path_factory.mktemp("thin")
    start = datetime(2026, 6, 30, tzinfo=UTC)
    ours, theirs = dump(SlotFile("ours", ())), dump(SlotFile("theirs", ()))
    for number, minute in enumerate(minutes):
        _packed(folder, start + timedelta(minutes=minute), number + 1, ours)
    for number in range(others):
        _packed(folder, start + timedelta(days=9000, minutes=number), 1, theirs)
    _packed(folder, start - timedelta(days=9000), 1, b"no key file")
    for number in range(broken):
        (folder / f"journal-broken-{number}.balcony-backup").write_bytes(b"not a backup")
    (folder / "letter.txt").write_bytes(b"not a backup")
    before = {path for path in folder.iterdir() if backups.journal_in(path) != "ours"}
    made = [one for one in backups.backups(folder) if one.path not in before]
    held = [Held(one.path.name, one.made_at, one.entries, one.number) for one in made]
    went = backups.thin(folder, "ours")
    left = set(folder.iterdir())
    assert before <= left
    assert len(before) == others + broken + 2
    assert {path.name for path in left - before} == {one.name for one in held} - {
        one.name for one in surplus(held)
    }
    assert len(left - before) == len(minutes) - went
    assert backups.thin(folder, "ours") == 0


def _packed(folder: Path, at: datetime, number: int, slots: bytes) -> None:
    about = json.dumps({"entries": 1, "made_at": at.isoformat(), "number": number}).encode()
    packed = folder / f"journal-{at:%Y%m%d-%H%M%S-%f}Z.balcony-backup"
    backups.write_pack(packed, about, slots, io.BytesIO(b"x"))


def test_a_year_of_weekly_backups_leaves_days_and_months_that_all_open(
    journal: Journal, clock: MovedClock
) -> None:
    home = journal.care.places.data_dir
    made = []
    for week in range(53):
        clock.pass_by(days=7)
        log(journal, f"Week {week}")
        made.append(journal.care.back_up())
    assert [one.number for one in made] == list(range(1, 54))
    kept = journal.care.backups()
    last_of_month = {(one.made_at.year, one.made_at.month): one.entries for one in made}
    assert {one.entries for one in kept} == {*range(40, 54), *last_of_month.values()}
    assert journal.care.last_backup_at() == kept[0].made_at
    for number in (0, -1):
        there = home.parent / str(number)
        there.mkdir()
        backups.unpack(kept[number].path, there / "journal.db", there / "journal.keys")
        copy = unlocked(there)
        assert copy.finding.count() == kept[number].entries
        assert_whole(copy)
        copy.close(back_up=False)


def test_a_longer_history_is_not_thinned_for_shorter_ones(journal: Journal, clock: MovedClock) -> None:
    ids = [log(journal, f"One of {number}") for number in range(3)]
    longest = journal.care.back_up()
    journal.writing.delete(ids[:1])
    clock.pass_by(days=31)
    assert journal.care.empty_bin() == 1
    for _ in range(20):
        clock.pass_by(minutes=1)
        journal.care.back_up()
    kept = journal.care.backups()
    assert len(kept) == RECENT + 1
    assert kept[-1] == longest


def test_what_a_kill_left_of_a_backup_goes_before_the_next_is_made(journal: Journal) -> None:
    folder = folder_of(journal)
    journal.care.back_up()
    stem = ".journal-20260101-080000-000000Z"
    left = [folder / f"{stem}{end}" for end in (".copy", ".copy-journal", ".part")]
    alike = [
        folder / name
        for name in (f"{stem}.balcony-backup.part", f"{stem[1:]}.part", ".journal-notes.part", ".letter.copy")
    ]
    for path in (*left, *alike):
        path.write_bytes(b"half")
    journal.care.back_up()
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in alike)


def test_who_only_reads_clears_nothing(journal: Journal) -> None:
    folder, home = folder_of(journal), journal.care.places.data_dir
    journal.care.back_up()
    under_way = folder / ".journal-20260101-080000-000000Z.copy"
    under_way.write_bytes(b"being made by the process that holds the lock")
    reads = vault_in(home).unlock(PASSPHRASE, to_read=True)
    with pytest.raises(BackupFailed):
        reads.care.back_up()
    assert under_way.exists()
    reads.close(back_up=False)


def test_a_copy_whose_index_does_not_match_its_table_gets_no_name(journal: Journal) -> None:
    """`quick_check` passes over this, `integrity_check` does not."""
    log(journal, "One")
    with journal.file.untracked() as connection:
        raw = connection.connection.driver_connection
        assert raw
        raw.execute("CREATE TABLE probe (value INTEGER)")
        raw.execute("INSERT INTO probe VALUES (1), (2)")
        raw.execute("CREATE INDEX probe_value ON probe (value)")
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX probe_value ON probe (-value)' WHERE name = 'probe_value'"
        )
        raw.execute("PRAGMA writable_schema = RESET")
    with journal.file.read() as connection:
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    with pytest.raises(BackupFailed):
        journal.care.back_up()
    assert names(folder_of(journal)) == []


def test_files_of_a_journal_are_for_this_account_alone_whatever_the_mask(tmp_path: Path) -> None:
    os.umask(0)
    home = tmp_path / "j"
    vault = vault_in(home)
    journal, _code = vault.create(PASSPHRASE)
    log(journal, "One")
    journal.drafts.keep("decision:new", {"title": "x"})
    made = journal.care.back_up()
    journal.exchange.give_out("json", home / "out.json")
    journal.exchange.give_out("markdown", home / "out.md")
    _assert_modes(home)
    vault.changing_keys.change_passphrase(PASSPHRASE, "five slow barges carry coal upriver")
    journal.close()
    _assert_modes(home)
    restore(vault, made.path)
    back = unlocked(home)
    _assert_modes(home)
    back.close()
    _assert_modes(home)


def _assert_modes(home: Path) -> None:
    assert home.stat().st_mode & 0o777 == 0o700
    found = {path: path.stat().st_mode & 0o777 for path in home.rglob("*")}
    assert len(found) > 4
    assert {
        path.name: oct(mode) for path, mode in found.items() if mode != (0o700 if path.is_dir() else 0o600)
    } == {}
