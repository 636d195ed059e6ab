"""The new journal: what was read is put into a new file, brought up to date, and looked at like any other."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from app.domain.errors import Cancelled, JournalDamaged, JournalTooNew, MigrationFailed
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress, never, no_progress
from app.domain.rescue import Rescued, RescuedTable
from app.storage import chain, migrate
from app.storage.engine import for_writing, open_engine, writing
from app.storage.journal_file import JournalFile
from app.storage.keys import DataKey
from app.storage.keys.pages import SealedPages
from app.storage.rescuing.btree import Record
from app.storage.rescuing.finding import Schema, Seen, Tables, schema_of
from app.storage.rescuing.mending import PARTS, Lost, Mended, mend
from app.storage.rescuing.shapes import Shape, shapes
from app.storage.rescuing.trees import Trees
from app.storage.rows import driver_of
from app.storage.translate import translating

_AT_ONCE: Final = 1000
_REVISIONS: Final = tuple(f"{number:04}" for number in range(int(migrate.HEAD), 0, -1))


def rescue_into(
    damaged: Path,
    data_key: DataKey,
    folder: Path,
    at: datetime,
    wordings: Mapping[str, str],
    progress: Progress = no_progress,
    cancelled: Asked = never,
) -> Rescued:
    """Make `folder/journal.db`, with the same key, of all that can be read of a damaged file.

    The damaged file is read byte by byte and never given to SQLite. `folder` holds the key file already;
    what it holds when this raises is for the caller to remove. `wordings` are the bodies of the questions of
    this version by code. Raises Cancelled, JournalDamaged where nothing can be read, JournalTooNew.
    """
    sealed = SealedPages(damaged, data_key)
    try:
        trees = Trees(sealed)
        trees.look(progress, cancelled)
        if len(trees.damaged) == sealed.count:
            raise JournalDamaged(
                "No page of this file can be read with this key: it is no journal, the key file belongs to another "
                "one, or the very beginning of the file is damaged.",
                "Choose the key file that belongs to it, or restore the newest backup. Nothing was changed.",
            )
        return _Making(trees, sealed, data_key, folder, at, progress, cancelled).make(wordings)
    finally:
        sealed.close()


class _Making:
    """One rescue under way."""

    def __init__(
        self, trees: Trees, sealed: SealedPages, data_key: DataKey, folder: Path, at: datetime,
        progress: Progress, cancelled: Asked,
    ) -> None:  # fmt: skip
        self._trees, self._sealed, self._data_key = trees, sealed, data_key
        self._path, self._at = folder / "journal.db", at
        self._progress, self._cancelled = progress, cancelled
        self._seen: dict[str, Seen] = {}
        self._read: dict[str, int] = {}

    def make(self, wordings: Mapping[str, str]) -> Rescued:
        """Read, write, bring up to date and look at it."""
        schema = schema_of(self._trees)
        revision = self._revision(schema)
        opened = open_engine(self._path, self._data_key, create=True)
        try:
            migrate.make_at(opened, revision)
            with _unlinked(opened) as driver:
                known = shapes(driver)
                tables = Tables(self._trees, schema, known)
                kept = [shape for shape in known.values() if shape.is_kept]
                for done, shape in enumerate(kept):
                    self._tell(done, len(kept))
                    self._copy(driver, tables, shape)
                for shape, rows in tables.place_by_content(driver):
                    self._put(driver, shape, rows)
                self._keep_counting(driver, tables, known)
                lost = Lost(
                    self._seen, self._searched(driver, tables, known),
                    lambda: tables.rows("reading", Seen()), wordings, self._at,
                )  # fmt: skip
                mended = mend(driver, lost)
            _bring_up_to_date(opened, revision)
        finally:
            opened.dispose()
        holds = self._look_at_it()
        told = tuple(self._told(shape.name, mended) for shape in kept)
        return Rescued(
            self._path.parent, revision, self._sealed.count, tuple(self._trees.damaged), self._trees.missing,
            tables.unplaced, told, holds,
        )  # fmt: skip

    def _copy(self, driver: Any, tables: Tables, shape: Shape) -> None:
        seen = self._seen[shape.name] = Seen()
        self._read[shape.name] = 0
        rows = tables.rows(shape.name, seen)
        while some := list(islice(rows, _AT_ONCE)):
            if self._cancelled():
                raise Cancelled
            self._put(driver, shape, some)

    def _put(self, driver: Any, shape: Shape, rows: list[Record]) -> None:
        names = ", ".join(f'"{column.name}"' for column in shape.columns)
        marks = ", ".join("?" * len(shape.columns))
        before = driver.total_changes
        driver.executemany(f'INSERT OR IGNORE INTO "{shape.name}" ({names}) VALUES ({marks})', rows)
        self._read[shape.name] += driver.total_changes - before

    def _keep_counting(self, driver: Any, tables: Tables, known: dict[str, Shape]) -> None:
        """Numbers that were given before are not given again."""
        for name, last in tables.rows("sqlite_sequence", Seen()) if "sqlite_sequence" in known else ():
            if isinstance(last, int) and name in known:
                driver.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))

    def _searched(
        self, driver: Any, tables: Tables, known_shapes: dict[str, Shape]
    ) -> dict[int, tuple[str, str]]:
        """The searched text of entries that were not read, or not in all their parts."""
        if all(not self._seen[name].lost and not self._seen[name].pages for name in ("entry", *PARTS)):
            return {}
        there = {row[0] for row in driver.execute("SELECT id FROM entry")}
        there -= {known.get("entry") for name in PARTS for known in self._seen[name].lost.values()}
        return {
            entry: (str(title), str(body))
            for _id, entry, title, body in (tables.rows("doc", Seen()) if "doc" in known_shapes else ())
            if isinstance(entry, int) and entry not in there
        }

    def _revision(self, schema: Schema) -> str:
        """The revision the file says it has; else the newest whose tables are made as those it names."""
        root = schema.roots.get("alembic_version")
        rows = [] if root is None else list(self._trees.rows(self._trees.walk(root, rows=True).pages))
        if rows:
            found = str(rows[0].values[0])
            if found > migrate.HEAD:
                raise JournalTooNew
            if found in _REVISIONS:
                return found
        for revision in _REVISIONS:
            if schema.made_by.items() <= self._made_by(revision).items():
                return revision
        return migrate.HEAD

    def _made_by(self, revision: str) -> dict[str, str]:
        opened = open_engine(self._path, self._data_key, create=True)
        try:
            migrate.make_at(opened, revision)
            with writing(opened) as connection:
                query = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
                return {row[0]: row[1] for row in connection.exec_driver_sql(query)}
        finally:
            opened.dispose()
            self._path.unlink()

    def _look_at_it(self) -> bool:
        """Open it as any journal is opened, note in its chain that it was taken as it is, and check all of it."""
        if self._cancelled():
            raise Cancelled
        keys = self._path.with_name("journal.keys")
        opened = open_engine(self._path, self._data_key)
        file = JournalFile(opened, self._data_key, self._path, keys)
        try:
            with file.untracked() as connection:
                chain.keep(connection, (chain.SETTINGS,), chain.Act.ACCEPTED)
            return all(line.holds for line in file.check(self._tell))
        finally:
            opened.dispose()

    def _tell(self, done: int, of: int | None) -> None:
        if self._cancelled():
            raise Cancelled
        self._progress(done, of)

    def _told(self, name: str, mended: Mended) -> RescuedTable:
        seen = self._seen[name]
        return RescuedTable(
            name, self._read[name] - mended.left_out[name], len(seen.lost), seen.pages,
            mended.left_out[name], mended.made[name],
        )  # fmt: skip


def _bring_up_to_date(opened: Engine, revision: str) -> None:
    """Draw what is drawn; JournalDamaged where so little is left that it does not fit together."""
    try:
        migrate.bring_to_head(opened, lambda: None)
        if revision == migrate.HEAD:
            with writing(opened) as connection:
                migrate.finish(connection)
    except (IntegrityError, MigrationFailed) as error:
        raise JournalDamaged(
            "So much of this file is damaged that what is left does not fit together.",
            "Restore the newest backup. The damaged file was left as it is.",
        ) from error


@contextmanager
def _unlinked(opened: Engine) -> Iterator[Any]:
    """A write transaction in which references may lead nowhere for a while."""
    with translating(), for_writing(opened).connect() as connection:
        driver = driver_of(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield driver
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
