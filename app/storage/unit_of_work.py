"""One transaction of one action: writes, what they replaced, and what must be drawn again.

Every write to a tracked table goes through here, so each new kind of write can
be undone without code of its own.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DefaultClause,
    Integer,
    Table,
    and_,
    delete,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from app.domain.changes import BatchChange, ChangeSet, Row, RowChange
from app.domain.entries import EntryId
from app.storage import chain, derived
from app.storage.codes import instant
from app.storage.rows import driver_of
from app.storage.schema import TRACKED
from app.storage.schema.asked import theme
from app.storage.schema.entries import answer, answer_choice, entry, entry_theme
from app.storage.schema.journal import import_batch

Values = dict[str, Any]
Images = tuple[RowChange | BatchChange, ...]


def _default(column: Column[Any]) -> int | str | None:
    given = column.server_default
    if not isinstance(given, DefaultClause):
        return None
    value = str(given.arg)
    return int(value) if isinstance(column.type, Integer) else value


def _insert_sql(table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.c)
    places = ", ".join(f":{column.name}" for column in table.c)
    return f"INSERT INTO {table.name} ({names}) VALUES ({places})"


def _read_sql(table: Table) -> str:
    keys = " AND ".join(f'"{column.name}" = :{column.name}' for column in table.primary_key.columns)
    return f"SELECT * FROM {table.name} WHERE {keys}"


# Text that is ready, since these two are most of what a save does.
_INSERTS = {name: _insert_sql(table) for name, table in TRACKED.items()}
_READS = {name: _read_sql(table) for name, table in TRACKED.items()}
_NUMBERED = {name for name, table in TRACKED.items() if "id" in table.c}
_DEFAULTS: dict[str, Values] = {
    name: {column.name: _default(column) for column in table.c if column.name != "id"}
    for name, table in TRACKED.items()
}


def _key(table: Table, row: Row) -> ColumnElement[bool]:
    return and_(*(column == row[column.name] for column in table.primary_key.columns))


def _entry_of(table: Table, row: Mapping[str, Any]) -> int | None:
    owner = row.get("id") if table is entry else row.get("entry")
    return owner if isinstance(owner, int) else None


class UnitOfWork:
    """Writes inside one open write transaction; `finish` draws what follows and names the change."""

    def __init__(self, connection: Connection, label: str, at: datetime, merges: str = "") -> None:
        self.connection = connection
        self._label = label
        self._at = at
        self._merges = merges
        self._changes: list[RowChange | BatchChange] = []
        self._touched: set[int] = set()
        self._looked_at: set[int] = set()
        self._answers: dict[int, int | None] = {}
        self.questions: set[int] | None = set()
        """The questions whose readings may be others once this is finished; None for any of them."""

    def insert(self, table: Table, /, **values: int | str | None) -> int:
        """Add a row and give its key (0 where the key is not one number)."""
        row: Values = {**_DEFAULTS[table.name], **values}
        unknown = row.keys() - table.c.keys()
        if unknown:
            raise KeyError(f"{table.name} has no {sorted(unknown)}")
        numbered = table.name in _NUMBERED
        if table is not entry:
            self._look_before(table, row)
        result = driver_of(self.connection).execute(
            _INSERTS[table.name], {"id": None, **row} if numbered else row
        )
        key = 0
        if numbered:
            key = row["id"] = row.get("id") or int(result.lastrowid)
        if table is entry:
            self._looked_at.add(key)
        elif table is answer:
            self._answers[key] = row["entry"]
        self._note(table, None, row)
        return key

    def update(self, table: Table, key: Row, /, **values: int | str | None) -> None:
        """Change a row that is there; nothing is recorded where nothing differs."""
        before = self._read(table, key)
        if before is None or all(before[name] == value for name, value in values.items()):
            return
        self._look_before(table, before)
        self.connection.execute(update(table).where(_key(table, key)).values(**values))
        kept = {*(column.name for column in table.primary_key.columns), "entry", *values}
        # Only what changed: taking this back must not touch stamps that lie outside undo.
        old = {name: value for name, value in before.items() if name in kept}
        self._note(table, old, {**old, **values})

    def delete(self, table: Table, where: ColumnElement[bool]) -> None:
        """Remove rows, each by name."""
        rows = self.connection.execute(select(table).where(where)).mappings().all()
        for row in rows:
            self._look_before(table, dict(row))
        if rows:
            self.connection.execute(delete(table).where(where))
        for row in rows:
            self._note(table, dict(row), None)

    def touch(self, entry_id: int) -> None:
        """Draw this entry again at the end though no tracked row of it changed."""
        self._touched.add(entry_id)

    def note_batch(self, batch: int) -> None:
        """Note that a whole imported batch was added."""
        self._changes.append(BatchChange(batch, present=True))

    def set_batch(self, batch: int, *, present: bool) -> None:
        """Move a whole imported batch to the bin, or take it out again.

        `taken_back` holds when it went, so that what was deleted on its own before stays in the bin.
        """
        row = import_batch.c.id == batch
        gone_at = self.connection.execute(select(import_batch.c.taken_back).where(row)).scalar_one()
        if bool(gone_at) != present:
            return
        at = 0 if present else instant(self._at)
        here = entry.c.deleted_at == gone_at if present else entry.c.deleted_at.is_(None)
        moved = update(entry).where(entry.c.batch == batch, here).values(deleted_at=at or None)
        with chain.quietly(self.connection):
            self.connection.execute(moved)
        self.connection.execute(update(import_batch).where(row).values(taken_back=at))
        if present:
            derived.add_batch(self.connection, batch)
        else:
            derived.remove_batch(self.connection, batch)
        self._changes.append(BatchChange(batch, present))

    def apply(self, images: Iterable[RowChange | BatchChange], *, backwards: bool) -> Images:
        """Write recorded images again: backwards to undo, forwards to redo.

        Gives the images for the way back: a row that goes takes the stamps with it that lie outside undo.
        """
        ordered = list(images)
        for place in reversed(range(len(ordered))) if backwards else range(len(ordered)):
            image = ordered[place]
            if isinstance(image, BatchChange):
                self.set_batch(image.batch, present=image.present != backwards)
            elif backwards:
                ordered[place] = self._backwards(image)
            else:
                self._apply_row(image)
        return tuple(ordered)

    def _backwards(self, image: RowChange) -> RowChange:
        found = None
        if image.before is None and image.after is not None and image.table == entry.name:
            found = self._read(entry, image.after)
        self._apply_row(RowChange(image.table, image.after, image.before))
        return image if found is None else RowChange(image.table, None, found)

    def finish(self) -> ChangeSet:
        """Draw readings and searched texts of every touched entry, and name the change."""
        carried = [derived.refresh(self.connection, entry_id) for entry_id in sorted(self._touched)]
        self.questions = set[int]().union(*carried)
        tables = {change.table for change in self._changes if isinstance(change, RowChange)}
        if any(isinstance(change, BatchChange) for change in self._changes):
            tables.add(entry.name)
            self.questions = None
        return ChangeSet(
            self._label,
            self._at,
            frozenset(EntryId(entry_id) for entry_id in self._touched),
            frozenset(tables),
            tuple(self._changes),
            self._merges,
        )

    def _read(self, table: Table, key: Row) -> Values | None:
        found = self.connection.exec_driver_sql(_READS[table.name], dict(key)).mappings().first()
        return dict(found) if found is not None else None

    def _look_before(self, table: Table, row: Mapping[str, Any]) -> None:
        """Once for each entry, before its first change: the link of the change must not hide an older page."""
        owner = self._entry_of_answer(row["answer"]) if table is answer_choice else _entry_of(table, row)
        if owner is not None and owner not in self._looked_at:
            self._looked_at.add(owner)
            chain.note_if_differing(self.connection, chain.Subject(entry.name, owner))

    def _entry_of_answer(self, number: int) -> int | None:
        if number not in self._answers:
            query = "SELECT entry FROM answer WHERE id = ?"
            found = driver_of(self.connection).execute(query, (number,)).fetchone()
            self._answers[number] = None if found is None else found[0]
        return self._answers[number]

    def _note(self, table: Table, before: Values | None, after: Values | None) -> None:
        self._changes.append(RowChange(table.name, before, after))
        owner = _entry_of(table, after or before or {})
        if owner is not None:
            self._touched.add(owner)

    def _apply_row(self, image: RowChange) -> None:
        table = TRACKED[image.table]
        if image.before is not None and image.after is not None:
            self.update(table, image.before, **image.after)
        elif image.after is not None:
            self._put_back(table, image.after)
        elif image.before is not None and table is theme and self._carried(image.before):
            self.update(table, image.before, archived=1)
        elif image.before is not None:
            self.delete(table, _key(table, image.before))

    def _put_back(self, table: Table, row: Row) -> None:
        if self._read(table, row) is None:
            self.insert(table, **row)
        else:
            self.update(table, row, **row)

    def _carried(self, row: Row) -> bool:
        """Whether entries carry a theme: those in the bin keep it, so it is archived and not removed."""
        mine = select(entry_theme.c.entry).where(entry_theme.c.theme == row["id"]).limit(1)
        return self.connection.execute(mine).first() is not None
