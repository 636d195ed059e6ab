"""What the tables of one schema revision look like as bytes: read from a new, empty file of that revision."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table

from app.storage.rescuing.btree import Record, Value
from app.storage.schema import drawn

_TYPES: Final[dict[str, tuple[type, ...]]] = {"INTEGER": (int,), "TEXT": (str,), "BLOB": (bytes,)}
_DRAWN: Final = {table.name for table in vars(drawn).values() if isinstance(table, Table)}
_NOT_KEPT: Final = {*_DRAWN, "chain", "alembic_version", "bulk"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `is_number` says that it is the row's own number, which stands outside the row."""

    name: str
    kind: str
    may_be_absent: bool
    is_number: bool

    def takes(self, value: Value) -> bool:
        """Whether such a value can stand here."""
        if self.is_number:
            return value is None
        if value is None:
            return self.may_be_absent
        return isinstance(value, _TYPES.get(self.kind, (int, float, str, bytes)))


@dataclass(frozen=True, slots=True)
class Shape:
    """A tree of the file: a table, or an index of one; columns in the order of its rows."""

    name: str
    table: str
    columns: tuple[Column, ...]
    has_numbers: bool
    """Whether it is a table whose rows have numbers; other tables lie in the file as indices do."""
    is_index: bool = False
    is_partial: bool = False
    key: tuple[str, ...] = ()

    def fits(self, values: Record) -> bool:
        """Whether these values can be a row of it."""
        return len(values) == len(self.columns) and all(
            column.takes(value) for column, value in zip(self.columns, values, strict=True)
        )

    @property
    def is_kept(self) -> bool:
        """Whether its rows are written by a person or for one; the others are drawn or begin anew."""
        return not (self.is_index or self.name in _NOT_KEPT or self.name.startswith(("sqlite_", "doc_fts")))


def shapes(driver: Any) -> dict[str, Shape]:
    """Every tree of an open file, by name."""
    without = {row[1] for row in driver.execute("PRAGMA table_list") if row[4]}
    found = {}
    for kind, name, table, root in driver.execute(
        "SELECT type, name, tbl_name, rootpage FROM sqlite_master ORDER BY type DESC"
    ).fetchall():
        if root and kind == "table":
            found[name] = _table(driver, name, has_numbers=name not in without)
        elif root and kind == "index":
            found[name] = _index(driver, name, found[table])
    return found


def _table(driver: Any, name: str, *, has_numbers: bool) -> Shape:
    rows = driver.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
    keys = sorted((row for row in rows if row[5]), key=lambda row: row[5])
    alone = has_numbers and len(keys) == 1 and str(keys[0][2]).upper() == "INTEGER"
    ordered = rows if has_numbers else [*keys, *(row for row in rows if not row[5])]
    columns = tuple(
        Column(
            row[1],
            str(row[2]).upper(),
            not row[3] and not (row[5] and not has_numbers),
            alone and bool(row[5]),
        )
        for row in ordered
    )
    return Shape(name, name, columns, has_numbers, key=tuple(row[1] for row in keys))


def _index(driver: Any, name: str, table: Shape) -> Shape:
    by_name = {column.name: column for column in table.columns}
    columns = tuple(_indexed(row, table, by_name) for row in driver.execute(f'PRAGMA index_xinfo("{name}")'))
    listed = driver.execute(f'PRAGMA index_list("{table.name}")').fetchall()
    partial = any(row[1] == name and row[4] for row in listed)
    return Shape(
        name, table.name, columns, has_numbers=False, is_index=True, is_partial=partial, key=table.key
    )


def _indexed(row: Any, table: Shape, by_name: dict[str, Column]) -> Column:
    """A column of an index; the number of the row stands in it as any value does."""
    known = by_name.get(row[2]) if row[1] >= 0 else None
    if known is None or known.is_number:
        number = next((column.name for column in table.columns if column.is_number), "rowid")
        return Column(number, "INTEGER", may_be_absent=False, is_number=False)
    return known


def indices_of(found: dict[str, Shape], table: str) -> Iterator[Shape]:
    """The indices of a table; one that is not partial names every row of it."""
    return (one for one in found.values() if one.is_index and one.table == table)
