"""The mark that a journal was moved to another computer, kept with this account and not beside the journal.

The journal's folder may be copied or kept in step with another computer, and a mark in it would go along and
close the journal there too. What is kept here is a day, a number and a digest, and no word of the journal.
"""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from app.domain.moving import FORM, MARKED, Moved
from app.paths import make_folder
from app.storage import chain, settings
from app.storage.engine import open_engine, reading
from app.storage.files import file_errors, write_whole
from app.storage.keys import DataKey
from app.storage.rows import driver_of
from app.storage.seen import LastSeen

_BYTES_AT_MOST: Final = 4096


class MovedMark:
    """The mark of the journal in one place; a copy in another folder has its own."""

    def __init__(self, seen: LastSeen) -> None:
        self.path: Path = seen.path.with_name(f"{MARKED}{seen.path.name}")

    def read(self) -> Moved | None:
        """What was kept; None where it was not moved, or the mark cannot be read."""
        try:
            with self.path.open("rb") as file:
                kept = json.loads(file.read(_BYTES_AT_MOST))
            return Moved(date.fromisoformat(kept["on"]), int(kept["seq"]), str(kept["head"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def set(self, moved: Moved) -> None:
        """Keep it; raises what writing a file can meet, and the journal is then not marked."""
        said = {"on": moved.on.isoformat(), "seq": moved.seq, "head": moved.head}
        with file_errors():
            make_folder(self.path.parent)
            write_whole(self.path, json.dumps(said).encode())

    def clear(self) -> None:
        """The journal goes on here; raises what removing a file can meet."""
        with file_errors():
            self.path.unlink(missing_ok=True)


def moved_now(connection: Connection, on: date) -> Moved:
    """The mark of a journal that ends where it does now."""
    last = chain.last_link(connection)
    return Moved(on, last.seq, last.head.hex())


def far(connection: Connection) -> str:
    """How far a journal has come: the end of its history, and what is being written beside it."""
    found = hashlib.sha256(b"balcony moved\0")
    found.update(chain.last_link(connection).head)
    for form, (body, _at) in sorted(settings.drafts(connection).items()):
        if form != FORM:
            found.update(hashlib.sha256(form.encode()).digest() + hashlib.sha256(body.encode()).digest())
    return found.hexdigest()


def came_back(moved: Moved, journal: Path, data_key: DataKey) -> bool:
    """Whether the file carries on from what was moved, with something written since: it was brought back."""
    opened = open_engine(journal, data_key, read_only=True)
    try:
        with reading(opened) as connection:
            if not chain.is_there(connection) or chain.last_link(connection).seq <= moved.seq:
                return False
            found = (
                driver_of(connection).execute("SELECT head FROM chain WHERE seq = ?", (moved.seq,)).fetchone()
            )
            return found is not None and found[0].hex() == moved.head
    finally:
        opened.dispose()
