"""M2, M3: every way from a released schema to this one, cut at its statements: exactly the old journal or the new."""

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, event

from app.domain.errors import MigrationFailed
from app.services.journal import Journal
from app.storage import keys, migrate
from app.storage.engine import for_writing, open_engine, reading
from tests.fixtures.cheap import CHEAP, PASSPHRASE, TODAY, assert_whole, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.journals.schema_0001.make import HERE as FROZEN_0001
from tests.fixtures.journals.schema_0001.make import as_json
from tests.fixtures.journals.schema_0002.make import HERE as FROZEN_0002
from tests.fixtures.journals.schema_0003.make import HERE as FROZEN_0003
from tests.fixtures.journals.schema_0004.make import HERE as FROZEN_0004
from tests.fixtures.same_journal import contents

SEED = 20261123
FROZEN = {"0001": FROZEN_0001, "0002": FROZEN_0002, "0003": FROZEN_0003, "0004": FROZEN_0004}
KILLED = 9
Raw = dict[str, list[str]]


def copied(frozen: Path, folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    for name in ("journal.db", "journal.keys"):
        shutil.copyfile(frozen / name, folder / name)
    return folder


def everything_in(home: Path) -> Raw:
    """Every row and every definition in a file, as it lies there."""
    key = keys.open_with_passphrase(home / "journal.keys", PASSPHRASE, CHEAP)
    opened = open_engine(home / "journal.db", key)
    with reading(opened) as connection:
        master = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
        tables = [row.name for row in master if row.type == "table" and not row.name.startswith("doc_fts")]
        found = {
            name: sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{name}"'))) for name in tables
        }
    opened.dispose()
    key.zero()
    return found | {"": sorted(map(repr, master))}


@contextmanager
def at_statement(number: int | None, stop: Callable[[], object]) -> Iterator[list[str]]:
    """Inside, the statements of an upgrade are noted, those of its triggers and of the chain too; one stops it."""
    seen: list[str] = []
    upgrade = migrate._upgrade
    going: list[bool] = []

    def statement(text: str) -> None:
        if going:
            seen.append(text)
            if len(seen) - 1 == number:
                stop()

    def watched(*given: Any, **more: Any) -> None:
        going.append(True)
        given[0].connection.driver_connection.set_trace_callback(statement)
        upgrade(*given, **more)
        going.clear()

    with patch.object(migrate, "_upgrade", watched):
        yield seen


def statements(frozen: Path, folder: Path) -> int:
    """How many statements a whole upgrade has."""
    home = copied(frozen, folder)
    with at_statement(None, lambda: None) as seen:
        unlocked(home, MovedClock(TODAY)).close(back_up=False)
    assert seen.count("COMMIT") == 1
    assert seen.index("COMMIT") == len(seen) - 2  # then foreign keys are turned on again
    shutil.rmtree(home)
    return len(seen) - 1


def cut(home: Path, number: int) -> None:
    """Upgrade in a child that is killed as it begins this statement."""
    child = os.fork()
    if not child:
        with at_statement(number, lambda: os.kill(os.getpid(), KILLED)):
            unlocked(home, MovedClock(TODAY))
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"statement {number} did not come"


def killed_on_the_way(schema: str, folder: Path, places: Callable[[int], list[int]]) -> None:
    """Kill at each of these statements; then the file is the old one to the last row, and comes up whole."""
    frozen = FROZEN[schema]
    expected = json.loads((frozen / "expected.json").read_text("utf-8"))["contents"]
    of = statements(frozen, folder / "counted")
    old = everything_in(copied(frozen, folder / "old"))
    wanted = places(of)
    for number in wanted:
        home = copied(frozen, folder / f"cut {number}")  # seen before in one place, it would be told as older
        cut(home, number)
        assert everything_in(home) == old, f"statement {number} of {of}"
        journal = unlocked(home, MovedClock(TODAY))
        assert as_json(contents(journal)) == expected
        assert_whole(journal)
        journal.close(back_up=False)
        shutil.rmtree(home)
    print(f"M2: seed {SEED}, schema {schema}, killed at {len(wanted)} of {of} statements")


@pytest.mark.parametrize("schema", FROZEN)
def test_an_upgrade_killed_at_its_first_its_last_or_any_statement_leaves_exactly_the_old(
    tmp_path: Path, schema: str
) -> None:
    drawn = random.Random(f"{SEED} {schema}")
    killed_on_the_way(schema, tmp_path, lambda of: [0, drawn.randrange(1, of - 1), of - 1])


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("schema", FROZEN)
def test_an_upgrade_killed_at_each_statement_leaves_exactly_the_old(tmp_path: Path, schema: str) -> None:
    killed_on_the_way(schema, tmp_path, lambda of: [*range(of)])


@pytest.mark.parametrize("schema", FROZEN)
def test_foreign_keys_are_off_at_every_statement_of_an_upgrade_and_on_afterwards(
    tmp_path: Path, schema: str
) -> None:
    """With them on, making a table anew empties its children without a word (M3)."""
    found: list[set[int]] = []
    upgrade = migrate._upgrade

    def look(connection: Any, *_: Any) -> None:
        raw = connection.connection.driver_connection
        found[-1].add(raw.execute("PRAGMA foreign_keys").fetchone()[0])

    def watched(connection: Any, *, fresh: bool) -> None:
        found.append(set())
        event.listen(Engine, "before_cursor_execute", look)
        try:
            upgrade(connection, fresh=fresh)
        finally:
            event.remove(Engine, "before_cursor_execute", look)

    with patch.object(migrate, "_upgrade", watched):
        journal = unlocked(copied(FROZEN[schema], tmp_path / schema), MovedClock(TODAY))
    assert found == [{0}]
    with journal.file.read() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    journal.close(back_up=False)


def test_an_upgrade_that_cannot_turn_foreign_keys_off_does_not_begin(journal: Journal) -> None:
    """SQLite passes over that wish inside a transaction, without a word."""
    ran: list[object] = []
    with for_writing(journal.file._engine).connect() as connection, pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrate, "_run_alembic", ran.append)
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(MigrationFailed):
            migrate._upgrade(connection, fresh=False)
        raw.execute("ROLLBACK")
    assert ran == []
