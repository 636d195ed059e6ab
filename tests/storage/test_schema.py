"""The migrations make exactly the tables the code sees, with the triggers it knows."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from app.paths import bundled
from app.services.journal import Journal
from app.storage import migrate
from app.storage.schema import metadata
from app.storage.triggers import TRIGGERS

NOT_TABLES_OF_OURS = ("doc_fts", "sqlite_", "alembic_version")
TABLES = sorted(metadata.tables)


@pytest.fixture
def declared() -> Iterator[Engine]:
    """The tables as SQLAlchemy would make them."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    yield engine
    engine.dispose()


def shape(connection: Connection, table: str) -> dict[str, object]:
    """Columns, keys, indexes and kind of a table, as SQLite itself tells them."""
    columns = [
        (row.name, row.type, row.notnull, str(row.dflt_value).strip("'"), row.pk)
        for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")
    ]
    references = {
        (row[3], row[2], row[4], row.on_delete)
        for row in connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})")
    }
    indexes = {}
    for row in connection.exec_driver_sql(f"PRAGMA index_list({table})").all():
        named = row.name if not row.name.startswith("sqlite_autoindex") else row.origin
        held = tuple(one[2] for one in connection.exec_driver_sql(f"PRAGMA index_info({row.name})"))
        indexes[named, held] = (row.unique, row.partial)
    said = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).scalar_one()
    kind = ("WITHOUT ROWID" in said, "AUTOINCREMENT" in said)
    return {"columns": columns, "references": references, "indexes": indexes, "kind": kind}


@pytest.mark.parametrize("table", TABLES)
def test_a_migrated_table_is_the_one_the_code_sees(journal: Journal, declared: Engine, table: str) -> None:
    with journal.file.read() as migrated, declared.connect() as wanted:
        assert shape(migrated, table) == shape(wanted, table)


def test_nothing_is_declared_that_no_migration_makes_and_the_other_way_round(journal: Journal) -> None:
    def is_ours(_object: object, name: str | None, *_rest: object) -> bool:
        return not str(name).startswith(NOT_TABLES_OF_OURS) and name != "bulk"

    with journal.file.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, metadata) == []
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
        assert {name for name in tables if not name.startswith(NOT_TABLES_OF_OURS)} == {*TABLES, "bulk"}


def test_partial_indexes_hold_the_same_rows(journal: Journal, declared: Engine) -> None:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'"
    with journal.file.read() as migrated, declared.connect() as wanted:
        found, expected = (
            {row[0]: " ".join(row[1].split("WHERE")[1].split()) for row in connection.exec_driver_sql(query)}
            for connection in (migrated, wanted)
        )
    assert found == expected


def test_no_foreign_key_deletes_by_itself(declared: Engine) -> None:
    with declared.connect() as connection:
        for table in TABLES:
            rules = {row.on_delete for row in connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})")}
            assert rules <= {"NO ACTION"}, table


def test_every_trigger_is_there_word_for_word(journal: Journal) -> None:
    with journal.file.read() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    assert {row.name: row.sql for row in rows} == {
        name: f"CREATE TRIGGER {name} {body}" for name, body in TRIGGERS.items()
    }


def test_the_newest_revision_file_is_the_one_the_code_writes() -> None:
    names = sorted(path.name for path in (bundled("migrations") / "versions").glob("[0-9]*.py"))
    assert names[-1].split("_")[0] == migrate.HEAD
    assert [name.split("_")[0] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
