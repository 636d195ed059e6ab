"""How far this computer last saw a journal, kept outside the journal's own folder (ruling 26).

A sync program or a copied folder can put an older file in the place of the journal, and it would open like
any other. What is kept here says where its chain ended: a number and a digest, and no word of the journal.
"""

import hashlib
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from app.domain.errors import JournalForked, JournalOlderThanSeen
from app.domain.seen import Standing
from app.paths import make_folder
from app.storage import chain
from app.storage.chain import Link
from app.storage.files import write_whole
from app.storage.rows import driver_of

SECONDS_BETWEEN: Final = 30
_BYTES_AT_MOST: Final = 4096


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """The end of the chain as it was last seen."""

    seq: int
    head: str
    at: datetime

    @property
    def standing(self) -> Standing:
        """The same without the digest."""
        return Standing(self.seq, self.at)


class LastSeen:
    """What this computer last saw of the journal in one place; two copies in two folders are kept apart."""

    def __init__(self, folder: Path, journal_id: str, journal: Path) -> None:
        named = hashlib.sha256(f"{journal_id}\0{journal.resolve()}".encode("utf-8", "surrogateescape"))
        self.path = folder / f"{named.hexdigest()[:32]}.json"
        self._written: SeenBefore | None = None
        self._noted_at = time.monotonic()

    def read(self) -> SeenBefore | None:
        """What was kept; None on a computer that never had the journal open, or where it cannot be read."""
        try:
            with self.path.open("rb") as file:
                kept = json.loads(file.read(_BYTES_AT_MOST))
            return SeenBefore(int(kept["seq"]), str(kept["head"]), datetime.fromisoformat(kept["at"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def compare(self, connection: Connection) -> None:
        """Raise JournalOlderThanSeen or JournalForked where the file does not carry on from what was seen."""
        seen = self.read()
        if seen is None:
            return
        there, head = Link(0, 0, b""), None
        if chain.is_there(connection):
            there = chain.last_link(connection)
            head = (
                driver_of(connection).execute("SELECT head FROM chain WHERE seq = ?", (seen.seq,)).fetchone()
            )
        if there.seq < seen.seq:
            raise JournalOlderThanSeen(_standing(there), seen.standing)
        if head is None or head[0].hex() != seen.head:
            raise JournalForked(_standing(there), seen.standing)
        self._written = seen

    def is_due(self) -> bool:
        """Whether it was last written some time ago."""
        return time.monotonic() - self._noted_at >= SECONDS_BETWEEN

    def note(self, connection: Connection) -> None:
        """Keep where the chain ends now; the connection must see only what is committed.

        What cannot be written here keeps nobody from their journal: the next opening compares with less.
        """
        self._noted_at = time.monotonic()
        there = chain.last_link(connection)
        seen = SeenBefore(there.seq, there.head.hex(), _moment(there.at))
        if seen == self._written:
            return
        kept = {"seq": seen.seq, "head": seen.head, "at": seen.at.isoformat()}
        with suppress(OSError):
            make_folder(self.path.parent)
            write_whole(self.path, json.dumps(kept).encode())
            self._written = seen

    def forget(self) -> None:
        """Take whatever comes next as it is: a backup was put in this place by the person."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def _moment(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / 1_000_000, UTC)


def _standing(link: Link) -> Standing:
    return Standing(link.seq, _moment(link.at) if link.seq else None)
