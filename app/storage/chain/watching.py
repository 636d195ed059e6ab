"""Notes which subjects a transaction changes, by triggers that live as long as the connection.

They write into a table in memory, so that nothing which changes a source row can forget to say so: the
unit of work, undo, an import, erasing. `links.settle` reads it before the commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Table

from app.storage.chain.subjects import DERIVED, OWNED, SETTINGS, SOURCES
from app.storage.rows import driver_of

_TABLES: Final = (
    "CREATE TEMP TABLE chain_touched (kind TEXT NOT NULL, key INTEGER NOT NULL, act INTEGER NOT NULL,"
    " PRIMARY KEY (kind, key)) WITHOUT ROWID",
    "CREATE TEMP TABLE chain_quiet (id INTEGER PRIMARY KEY)",
)
_THERE: Final = "SELECT 1 FROM temp.sqlite_master WHERE name = 'chain_touched'"
CHANGED: Final = 1


def _noting(table: Table, row: str) -> str:
    kind, column = OWNED.get(table.name, (table.name, "id"))
    said = f"SELECT '{kind}' AS kind, {row}.\"{column}\" AS key"
    if table.name == "answer_choice":
        said = f"SELECT 'entry' AS kind, entry AS key FROM answer WHERE id = {row}.answer"
    if table.name == SETTINGS.kind:
        said = f"SELECT '{SETTINGS.kind}' AS kind, {SETTINGS.key} AS key"
    # No OR IGNORE: inside an upsert the outer statement's own conflict rule would take its place.
    return (
        f"INSERT INTO chain_touched (kind, key, act) SELECT s.kind, s.key, {CHANGED} FROM ({said}) s WHERE NOT"
        " EXISTS (SELECT 1 FROM chain_touched c WHERE c.kind = s.kind AND c.key = s.key);"
    )


def _trigger(table: Table, name: str, when: str, rows: tuple[str, ...], guard: str = "") -> str:
    noted = " ".join(_noting(table, row) for row in rows)
    return f"CREATE TEMP TRIGGER chain_{table.name}_{name} AFTER {when} ON main.{table.name} {guard} BEGIN {noted} END"


def _when_added(table: Table) -> str:
    return _trigger(table, "added", "INSERT", ("NEW",))


def _triggers(table: Table) -> Iterator[str]:
    yield _when_added(table)
    yield _trigger(table, "removed", "DELETE", ("OLD",))
    columns = [column.name for column in table.columns if (table.name, column.name) not in DERIVED]
    if table.name == "entry":
        columns.remove("deleted_at")
        quiet = "WHEN NOT EXISTS (SELECT 1 FROM chain_quiet)"
        yield _trigger(table, "binned", "UPDATE OF deleted_at", ("NEW",), quiet)
    named = ", ".join(f'"{name}"' for name in columns)
    rows = ("OLD", "NEW") if table.name in OWNED else ("NEW",)
    yield _trigger(table, "changed", f"UPDATE OF {named}", rows)


_PARTS: Final = [SOURCES[name] for name, (kind, _column) in OWNED.items() if kind == "entry"]
_WATCHING: Final = ";\n".join(
    ("BEGIN", *_TABLES, *(trigger for table in SOURCES.values() for trigger in _triggers(table)), "COMMIT")
)


def watch(connection: Connection) -> None:
    """Note from now on what this connection changes; done once for each, and before a transaction begins."""
    driver = driver_of(connection)
    if driver.execute(_THERE).fetchone() is None:
        # As a script, which is not kept: a hundred statements would take the place of those of every save.
        driver.executescript(_WATCHING)


def whole_entries_arrive(connection: Connection) -> None:
    """Until `whole_entries_came`, the rows of an entry are added with the entry itself, which alone is noted."""
    for table in _PARTS:
        driver_of(connection).execute(f"DROP TRIGGER temp.chain_{table.name}_added")


def whole_entries_came(connection: Connection) -> None:
    """Note again what is added to entries that are there; a transaction that is taken back does so too."""
    for table in _PARTS:
        driver_of(connection).execute(_when_added(table))


@contextmanager
def quietly(connection: Connection) -> Iterator[None]:
    """Entries move to the bin or out of it with their batch, which says so for all of them."""
    driver = driver_of(connection)
    driver.execute("INSERT INTO chain_quiet (id) VALUES (1)")
    yield
    driver.execute("DELETE FROM chain_quiet")
