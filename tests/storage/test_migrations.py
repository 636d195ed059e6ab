"""A journal comes up to date whole, with a backup, or stays exactly as it was."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, event

from app.domain.errors import BackupFailed, JournalTooNew, MigrationFailed
from app.services.journal import Journal
from app.storage import backups, conversing, migrate
from app.storage.triggers import TRIGGERS
from tests.fixtures.cheap import TODAY, assert_whole, log, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.conversation import talk_about
from tests.fixtures.journals.schema_0001.make import HERE as FROZEN
from tests.fixtures.journals.schema_0001.make import as_json, counts
from tests.fixtures.journals.schema_0002.make import HERE as FROZEN_0002
from tests.fixtures.journals.schema_0002.make import counts as counts_0002
from tests.fixtures.journals.schema_0003.make import HERE as FROZEN_0003
from tests.fixtures.journals.schema_0004.make import HERE as FROZEN_0004
from tests.fixtures.next_schema import STEPS, with_next_schema
from tests.fixtures.same_journal import contents, rows

ROOT = Path(__file__).parents[2]
EXPECTED = json.loads((FROZEN / "expected.json").read_text("utf-8"))
Contents = dict[str, Any]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a copy of the frozen journal."""
    folder = tmp_path / "journal"
    folder.mkdir(mode=0o700)
    for name in ("journal.db", "journal.keys"):
        shutil.copyfile(FROZEN / name, folder / name)
    return folder


def digest(home: Path) -> str:
    return hashlib.sha256((home / "journal.db").read_bytes()).hexdigest()


def opened(home: Path) -> Journal:
    return unlocked(home, MovedClock(TODAY))


def kept(sizes: dict[str, int]) -> dict[str, int]:
    """How many rows each table holds that is not drawn from others."""
    return {name: size for name, size in sizes.items() if name in migrate._KEPT}


def close(journal: Journal) -> None:
    journal.close(back_up=False)


def names_in(journal: Journal, kind: str) -> set[str]:
    with journal.file.read() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = ?"
        return {row[0] for row in connection.exec_driver_sql(query, (kind,))}


def test_the_frozen_journal_of_schema_0001_opens_and_says_what_it_said(home: Path) -> None:
    journal = opened(home)
    assert kept(counts(journal)) == kept(EXPECTED["counts"])
    assert as_json(contents(journal)) == EXPECTED["contents"]
    assert journal.drafts.all()["decision:new"].fields == {"title": "Half a thought"}
    assert_whole(journal)
    close(journal)


@pytest.mark.parametrize(
    ("frozen", "filled"),
    [
        (FROZEN_0002, ("reply", "comment", "agreed_action", "round_choice")),
        (
            FROZEN_0003,
            ("contact", "identity", "agreement", "alias", "share", "share_field", "received", "remark"),
        ),
        (FROZEN_0004, ("pair_round", "round_answer", "round_comment", "round_choice")),
    ],
    ids=["0002", "0003", "0004"],
)
def test_a_later_frozen_journal_opens_and_says_what_it_said(
    tmp_path: Path, frozen: Path, filled: tuple[str, ...]
) -> None:
    folder = tmp_path / "later"
    folder.mkdir(mode=0o700)
    for name in ("journal.db", "journal.keys"):
        shutil.copyfile(frozen / name, folder / name)
    expected = json.loads((frozen / "expected.json").read_text("utf-8"))
    journal = opened(folder)
    found = counts_0002(journal)
    assert {name: found[name] for name in expected["counts"]} == expected["counts"]
    assert all(expected["counts"][name] for name in filled)
    assert as_json(contents(journal)) == expected["contents"]
    assert_whole(journal)
    close(journal)


def test_the_frozen_journal_can_be_written_on(home: Path) -> None:
    journal = opened(home)
    entry_id = log(journal, "And life goes on", answers={"bd-position": 1, "vo-heard": ("carers",)})
    before = rows(journal)
    journal.writing.delete([entry_id])
    journal.undo()
    assert rows(journal) == before
    assert_whole(journal)
    close(journal)


def test_the_frozen_journal_takes_in_what_others_said(home: Path) -> None:
    journal = opened(home)
    assert not journal.conversation.is_there
    entry_id = log(journal, "Something to talk about")
    with journal.file.write("Keep a reply", journal.clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, talk_about(journal.entry(entry_id).uid))
    assert [reply.comments[0].entry_id for reply in journal.conversation.comments(entry_id)] == [entry_id]
    assert journal.conversation.rounds()[0].prompts[0].mine is not None
    assert_whole(journal)
    close(journal)


# ---- a next schema


def test_an_upgrade_keeps_every_row_and_makes_the_triggers_again(home: Path, tmp_path: Path) -> None:
    old = opened(home)
    sizes, before = counts(old), rows(old)
    close(old)
    with with_next_schema(tmp_path):
        journal = opened(home)
        assert counts(journal) == sizes
        after = rows(journal)
        # A table made anew with foreign keys on empties its children without a word (M3).
        for child in (
            "answer",
            "answer_choice",
            "review",
            "addition",
            "version",
            "review_date",
            "field_mark",
        ):
            assert after[child] == before[child], child
            assert after[child], child
        assert names_in(journal, "trigger") == set(TRIGGERS)
        assert not [name for name in names_in(journal, "table") if name.startswith("_alembic")]
        with journal.file.read() as connection:
            assert set(connection.exec_driver_sql("SELECT weather FROM entry").scalars()) == {"dry"}
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert_whole(journal)
        assert journal.finding.search("Saturdays").total == 1
        log(journal, "After the upgrade", answers={"bd-position": 1})
        assert journal.finding.search("after upgrade").total == 1
        assert_whole(journal)
        close(journal)


def test_a_verified_backup_of_the_old_schema_stands_before_the_first_change(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes: list[str] = []
    there: list[backups.Backup] = []
    upgrade = migrate._upgrade

    def watched(connection: Any, *, fresh: bool) -> None:
        there.extend(backups.backups(home / "backups"))
        changes.append(digest(home))
        upgrade(connection, fresh=fresh)

    monkeypatch.setattr(migrate, "_upgrade", watched)
    before = digest(home)
    with with_next_schema(tmp_path):
        close(opened(home))
    assert changes == [before]
    assert [backup.entries for backup in there] == [EXPECTED["counts"]["entry"]]
    put_back = tmp_path / "put back"
    put_back.mkdir()
    backups.unpack(there[0].path, put_back / "journal.db", put_back / "journal.keys")
    journal = opened(put_back)
    assert as_json(contents(journal)) == EXPECTED["contents"]
    close(journal)


def test_without_a_backup_there_is_no_upgrade(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_pack", fails)
    before = digest(home)
    with with_next_schema(tmp_path), pytest.raises(BackupFailed):
        opened(home)
    assert digest(home) == before
    assert list((home / "backups").iterdir()) == []


def assert_still_old(home: Path) -> None:
    journal = opened(home)
    assert as_json(contents(journal)) == EXPECTED["contents"]
    assert names_in(journal, "trigger") == set(TRIGGERS)
    assert not {name for name in names_in(journal, "table") if name.startswith("_alembic") or name == "mood"}
    assert_whole(journal)
    close(journal)


@pytest.mark.parametrize("step", range(STEPS))
def test_an_upgrade_that_stops_half_way_leaves_exactly_the_old(
    home: Path, tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOP_AT", str(step))
    with with_next_schema(tmp_path), pytest.raises(MigrationFailed):
        opened(home)
    assert_still_old(home)
    monkeypatch.delenv("STOP_AT")
    with with_next_schema(tmp_path):
        journal = opened(home)
        assert "mood" in names_in(journal, "table")
        close(journal)


@pytest.mark.parametrize("step", [1, 2, 4])
def test_an_upgrade_that_is_killed_leaves_exactly_the_old(home: Path, step: int) -> None:
    killed = subprocess.run(
        [sys.executable, "-m", "tests.fixtures.next_schema", str(home)],
        cwd=ROOT,
        env={**os.environ, "STOP_AT": str(step), "STOP_BY": "kill"},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -9, killed.stderr
    assert killed.stderr == b""
    assert_still_old(home)


def test_an_error_at_any_statement_leaves_the_old_or_the_new(home: Path, tmp_path: Path) -> None:
    stopped_at_each(home, tmp_path, 3)


@pytest.mark.soak
def test_an_error_at_each_single_statement_leaves_the_old_or_the_new(home: Path, tmp_path: Path) -> None:
    stopped_at_each(home, tmp_path, 1)


def stopped_at_each(home: Path, tmp_path: Path, every: int) -> None:
    """Raise at every so many statements of the upgrade through all schemas to the made-up next one."""
    statements = _statements_of_an_upgrade(home, tmp_path)
    assert statements > 40
    print(f"M2: an error at {len(range(0, statements, every))} of {statements} statements")
    for number in range(0, statements, every):
        copy = tmp_path / f"at {number}"
        shutil.copytree(home, copy)
        with (
            _stopping_at(number) as seen,
            with_next_schema(tmp_path),
            pytest.raises((MigrationFailed, RuntimeError)),
        ):
            opened(copy)
        assert len(seen) > number
        assert_still_old(copy)
        shutil.rmtree(copy)


@contextmanager
def _stopping_at(number: int | None) -> Iterator[list[int]]:
    """Inside, the statements of an upgrade are counted, and one of them is refused."""
    seen: list[int] = []
    upgrade = migrate._upgrade

    def stop(*_: Any) -> None:
        seen.append(len(seen))
        if number is not None and seen[-1] == number:
            raise RuntimeError("stopped on purpose")

    def watched(connection: Any, *, fresh: bool) -> None:
        event.listen(Engine, "before_cursor_execute", stop)
        try:
            upgrade(connection, fresh=fresh)
        finally:
            event.remove(Engine, "before_cursor_execute", stop)

    with patch.object(migrate, "_upgrade", watched):
        yield seen


def _statements_of_an_upgrade(home: Path, tmp_path: Path) -> int:
    copy = tmp_path / "counted"
    shutil.copytree(home, copy)
    with _stopping_at(None) as seen, with_next_schema(tmp_path):
        close(opened(copy))
    return len(seen)


def test_an_upgrade_that_loses_rows_is_taken_back(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOSE_ROWS", "1")
    with with_next_schema(tmp_path), pytest.raises(MigrationFailed) as caught:
        opened(home)
    assert "hub" not in f"{caught.value!r} {caught.value}"
    assert_still_old(home)


def test_a_journal_of_a_newer_schema_is_refused_and_left_as_it_is(home: Path) -> None:
    journal = opened(home)
    with journal.file.untracked() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    close(journal)
    before, backups_before = digest(home), list((home / "backups").iterdir())
    with pytest.raises(JournalTooNew):
        opened(home)
    assert digest(home) == before
    assert list((home / "backups").iterdir()) == backups_before
