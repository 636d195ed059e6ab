"""An interrupted save beside the journal: looked at on a copy before SQLite may roll it back."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from app.domain.errors import DiskFull, JournalError, LeftoverOfAnother
from app.storage import chain, check
from app.storage.engine import open_engine, reading, writing
from app.storage.files import file_errors, flush_folder
from app.storage.keys import DataKey
from app.storage.migrate import HEAD, revision
from app.storage.seen import LastSeen

_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")  # sqlite.org/fileformat2.html#the_rollback_journal
Moments = frozenset[int]
_BLOB_PAGES: Final = 256
_ROOM_IN_PAGE: Final = 4000


def beside(path: Path) -> Path:
    """Where SQLite keeps what it would roll back."""
    return path.with_name(f"{path.name}-journal")


def is_there(path: Path) -> bool:
    """Whether a save was interrupted; never asked while the file is open here."""
    with file_errors():
        found = beside(path)
        if not found.is_file():
            return False
        with found.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC


def examine(path: Path, data_key: DataKey, seen: LastSeen | None) -> None:
    """Raise LeftoverOfAnother where rolling back would spoil a journal that is whole without it, or age it.

    A sync program can bring the journal and what lies beside it from two moments. Both are tried on
    copies. A save that was written whole, and cut off while the drive was still waited for, is taken as
    done: what would have undone it goes. Where there is no room for a copy, SQLite decides as it always did.
    """
    try:
        with_it = _look(path, data_key, seen, rolled_back=True)
        without = _look(path, data_key, seen, rolled_back=False)
    except DiskFull:
        return
    if without is None:
        return
    further = without - (with_it or frozenset())
    if with_it is None or len(further) > 1:
        raise LeftoverOfAnother
    if further:
        with file_errors():
            beside(path).unlink()
            flush_folder(path.parent)


def write_unused_anew(opened: Engine) -> None:
    """After a rollback: give every unused page its seal again.

    SQLite does not put back pages that held nothing, so half of what the interrupted save wrote there stays;
    no word is at stake, but the check of the file would find pages that are not as they were sealed.
    """
    with writing(opened) as connection:
        free = int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())
        if not free:
            return
        connection.exec_driver_sql("CREATE TABLE unused_pages (room BLOB)")
        for _ in range(0, free, _BLOB_PAGES):
            room = min(free, _BLOB_PAGES) * _ROOM_IN_PAGE
            connection.exec_driver_sql("INSERT INTO unused_pages VALUES (zeroblob(?))", (room,))
        connection.exec_driver_sql("DROP TABLE unused_pages")


def _look(path: Path, data_key: DataKey, seen: LastSeen | None, *, rolled_back: bool) -> Moments | None:
    """When the acts of the journal were done, by its history chain; None where it is not whole."""
    with _copied(path, rolled_back=rolled_back) as copy:
        opened: Engine | None = None
        try:
            opened = open_engine(copy, data_key)
            write_unused_anew(opened)
            return _moments(opened, seen)
        except DiskFull:
            raise
        except JournalError:
            return None
        finally:
            if opened is not None:
                opened.dispose()


def _moments(opened: Engine, seen: LastSeen | None) -> Moments | None:
    with reading(opened) as connection:
        if seen is not None:
            seen.compare(connection)
        looks = check.PAGES_AND_WORDS if revision(connection) == HEAD else check.PAGES
    with writing(opened) as connection:
        if not all(line.holds for line in check.check(connection, looks=looks)):
            return None
        if not chain.is_there(connection):
            return frozenset()
        return frozenset(connection.exec_driver_sql("SELECT DISTINCT at FROM chain").scalars())


@contextmanager
def _copied(path: Path, *, rolled_back: bool) -> Iterator[Path]:
    with file_errors():
        folder = Path(
            tempfile.mkdtemp(prefix=".look-", dir=path.parent)
        )  # 0700, and encrypted as the file is
        try:
            copy = folder / path.name
            shutil.copyfile(path, copy)
            if rolled_back:
                shutil.copyfile(beside(path), beside(copy))
            yield copy
        finally:
            shutil.rmtree(folder, ignore_errors=True)
