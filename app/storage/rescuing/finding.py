"""Which pages belong to which table, and every row of it that can be read or put together again."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from app.domain.errors import JournalDamaged
from app.storage.rescuing.btree import Record, Value
from app.storage.rescuing.shapes import Shape, indices_of
from app.storage.rescuing.trees import EVERYTHING, Row, Trees, Walk

_SCHEMA_PAGE: Final = 1
_SCHEMA_KINDS: Final = frozenset(("table", "index", "view", "trigger"))
_REVISION: Final = "alembic_version"
Named = dict[str, Value]


@dataclass
class Schema:
    """What the file says of its own tables: where each begins, and the words that made it."""

    roots: dict[str, int] = field(default_factory=dict)
    made_by: dict[str, str] = field(default_factory=dict)
    gaps: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every page of the list could be read."""
        return not self.gaps


def schema_of(trees: Trees) -> Schema:
    """Read the file's list of its tables, also where its first page is damaged; JournalDamaged where none is left."""
    walk = trees.walk(_SCHEMA_PAGE, rows=True)
    found = Schema(gaps=len(walk.gaps))
    pages = list(walk.pages)
    if walk.gaps:
        for top in trees.unclaimed():
            rows = trees.first_rows(top)
            if trees.is_table(top) and rows and all(_is_schema(row.values) for row in rows):
                pages.extend(trees.walk(top, rows=True).pages)
    for row in trees.rows(pages):
        if _is_schema(row.values):
            _kind, name, _table, root, made_by = row.values
            if isinstance(root, int) and root > 0:
                found.roots[str(name)] = root
            if isinstance(made_by, str) and _kind == "table":
                found.made_by[str(name)] = made_by
    if not found.made_by:
        raise JournalDamaged(
            "The part of the file that says where everything lies cannot be read, so nothing can be rescued from it.",
            "Restore the newest backup. The damaged file was left as it is.",
        )
    return found


def _is_schema(values: Record) -> bool:
    return len(values) == 5 and values[0] in _SCHEMA_KINDS and isinstance(values[1], str)


@dataclass
class Seen:
    """What was met while a table was read; the rows of a damaged one that only its indices name."""

    lost: dict[tuple[Value, ...], Named] = field(default_factory=dict)
    through_index: int = 0
    pages: int = 0


class Tables:
    """The trees of the file sorted to their tables."""

    def __init__(self, trees: Trees, schema: Schema, shapes: dict[str, Shape]) -> None:
        self._trees, self._shapes = trees, shapes
        self._walks = {
            name: trees.walk(schema.roots.get(name, 0), rows=shape.has_numbers)
            if name in schema.roots or not schema.is_whole
            else Walk()
            for name, shape in shapes.items()
        }
        for name, root in schema.roots.items():
            if name not in shapes:
                trees.walk(root, rows=trees.is_table(root))
        self.unplaced = 0
        self._doubtful: list[tuple[int, list[str]]] = []
        self._without_root = {name for name in self._walks if name not in schema.roots}
        self._tops: Counter[str] = Counter()
        self._place_the_rest()
        self._close_gaps(explained=len(trees.damaged) + trees.missing <= schema.gaps)

    def _place_the_rest(self) -> None:
        """Pages that only a damaged one led to; placed where one tree alone can have them."""
        for top in self._trees.unclaimed():
            rows = self._trees.first_rows(top)
            fitting = [name for name in self._walks if rows and self._may_have(name, top, rows)]
            if len(fitting) == 1:
                more = self._trees.walk(top, rows=self._shapes[fitting[0]].has_numbers)
                self._walks[fitting[0]].pages.extend(more.pages)
                self._walks[fitting[0]].gaps.extend(more.gaps)
                self._tops[fitting[0]] += 1
            elif not fitting:
                self.unplaced += bool(rows)
            elif any(self._shapes[name].is_kept for name in fitting):
                self._doubtful.append((top, fitting))

    def _close_gaps(self, *, explained: bool) -> None:
        """A table whose beginning only the list of tables had lost misses nothing, once its one tree is found.

        `explained` says that no other page than those of the list is damaged.
        """
        for name in self._without_root:
            if explained or self._tops[name] == 1:
                walk = self._walks[name]
                walk.gaps = [gap for gap in walk.gaps if gap != EVERYTHING]

    def _may_have(self, name: str, top: int, rows: list[Row]) -> bool:
        shape, walk = self._shapes[name], self._walks[name]
        if shape.has_numbers is not self._trees.is_table(top) or not all(
            shape.fits(row.values) for row in rows
        ):
            return False
        number = rows[0].number
        return any(number is None or gap.above < number <= gap.to for gap in walk.gaps)

    def rows(self, table: str, seen: Seen) -> Iterator[tuple[Value, ...]]:
        """Every row of a table in the order of its columns, those that only indices hold whole at the end."""
        shape, walk = self._shapes[table], self._walks[table]
        unread, there = self._trees.unread, set[tuple[Value, ...]]()
        keyed = _key_of(shape)
        for row in self._trees.rows(walk.pages):
            if shape.fits(row.values):
                values = _with_number(shape, row)
                there.add(keyed(values))
                yield values
            else:
                self._trees.unread += 1
        if walk.gaps or self._trees.unread != unread:
            yield from self._by_indices(shape, walk, there, seen)

    def place_by_content(self, driver: Any) -> Iterator[tuple[Shape, list[Record]]]:
        """Rows of trees whose bytes alone fit several, told apart by what was read of the others.

        An index holds exactly what stands in its table; of tables, the one whose references all lead somewhere
        is taken, and where there are several, the one that refers to most.
        """
        for top, fitting in self._doubtful:
            pages = self._trees.walk(top, rows=False).pages
            rows = [row.values for row in self._trees.rows(pages)]
            if any(self._is_index(driver, self._shapes[name], rows) for name in fitting):
                continue
            kept = [self._shapes[name] for name in fitting if self._shapes[name].is_kept]
            if any(_are_there(driver, shape, rows) for shape in kept):
                continue  # an index gave them already
            fit = {shape.name: _references(driver, shape, rows) for shape in kept}
            best = max(fit.values(), default=-1)
            chosen = [shape for shape in kept if fit[shape.name] == best]
            if best < 0 or len(chosen) != 1:
                self.unplaced += 1
            else:
                yield chosen[0], rows

    def _is_index(self, driver: Any, shape: Shape, rows: list[Record]) -> bool:
        if not shape.is_index:
            return False
        if shape.table == _REVISION:  # the one table with other words in the new file
            return len(rows) == 1 and rows[0][-1] == 1
        names = ", ".join(f'"{column.name}"' for column in shape.columns)
        found = driver.execute(f'SELECT {names} FROM "{shape.table}"').fetchall()
        return {*rows} <= {*found} if shape.is_partial else {*rows} == {*found}

    def _by_indices(
        self, shape: Shape, walk: Walk, there: set[tuple[Value, ...]], seen: Seen
    ) -> Iterator[tuple[Value, ...]]:
        names = tuple(column.name for column in shape.columns)
        lost, any_whole = self._named_by_indices(shape, there)
        for key, known in lost.items():
            if len(known) == len(names):
                seen.through_index += 1
                yield tuple(known[name] for name in names)
            else:
                seen.lost[key] = known
        seen.pages = 0 if any_whole else max(len(walk.gaps), 1)

    def _named_by_indices(
        self, shape: Shape, there: set[tuple[Value, ...]]
    ) -> tuple[dict[tuple[Value, ...], Named], bool]:
        """What the indices say of rows that were not read, by key; and whether one of them is whole."""
        lost: dict[tuple[Value, ...], Named] = {}
        any_whole = False
        for index in indices_of(self._shapes, shape.name):
            walk, unread = self._walks[index.name], self._trees.unread
            for row in self._trees.rows(walk.pages):
                if index.fits(row.values):
                    known = dict(zip((column.name for column in index.columns), row.values, strict=True))
                    key = tuple(known[name] for name in shape.key if name in known)
                    if len(key) == len(shape.key) and key not in there:
                        lost.setdefault(key, {}).update(known)
            whole = not index.is_partial and not walk.gaps and self._trees.unread == unread
            any_whole = any_whole or whole
        return lost, any_whole


def _with_number(shape: Shape, row: Row) -> tuple[Value, ...]:
    return tuple(
        row.number if column.is_number else value
        for column, value in zip(shape.columns, row.values, strict=True)
    )


def _key_of(shape: Shape) -> Callable[[tuple[Value, ...]], tuple[Value, ...]]:
    at = [place for place, column in enumerate(shape.columns) if column.name in shape.key]
    return lambda values: tuple(values[place] for place in at)


def _references(driver: Any, shape: Shape, rows: list[Record]) -> int:
    """How many columns refer to another table; -1 where a value leads nowhere."""
    links = driver.execute(f'PRAGMA foreign_key_list("{shape.name}")').fetchall()
    at = {column.name: place for place, column in enumerate(shape.columns)}
    for link in links:
        query = f'SELECT 1 FROM "{link[2]}" WHERE id = ?'
        given = {row[at[link[3]]] for row in rows} - {None}
        if any(driver.execute(query, (value,)).fetchone() is None for value in given):
            return -1
    return len(links)


def _are_there(driver: Any, shape: Shape, rows: list[Record]) -> bool:
    """Whether all these rows stand in a table already."""
    same = " AND ".join(f'"{column.name}" IS ?' for column in shape.columns)
    query = f'SELECT 1 FROM "{shape.name}" WHERE {same}'
    return all(driver.execute(query, row).fetchone() is not None for row in rows)
