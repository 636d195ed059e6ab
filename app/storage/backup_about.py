"""What a backup says of itself: `about.json`, written once, sealed with the journal's key, readable without it."""

import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from app.storage import chain
from app.storage.keys import DataKey
from app.storage.rows import fetched

VERSION: Final = 2
_SEALED_FOR: Final = b"balcony backup about"


@dataclass(frozen=True, slots=True)
class About:
    """One backup in figures; version 1 had neither number nor anything below it."""

    made_at: datetime
    entries: int
    number: int = 0
    """Counts in the order of making, whatever the clock said; 0 for one made before they were numbered."""
    journal: str = ""
    """The SHA-256 of the journal inside, in hex."""
    came_to: str = ""
    """How far the journal had come, see `came_to`."""
    seal: str = ""
    """Says, to whoever has the key of the journal, that nothing of this was changed since."""


def write_about(about: About, data_key: DataKey) -> bytes:
    """The bytes of about.json, sealed."""
    return _spelt(replace(about, seal=_seal(about, data_key)))


def read_about(content: bytes) -> About:
    """What about.json says, of version 1 or 2; ValueError, KeyError or TypeError where it is none."""
    said = json.loads(content)
    if not isinstance(said, dict):
        raise TypeError("not the about.json of a backup")
    texts = {name: str(said.get(name, "")) for name in ("journal", "came_to", "seal")}
    made_at = datetime.fromisoformat(said["made_at"])
    if made_at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return About(made_at, int(said["entries"]), int(said.get("number", 0)), **texts)


def is_as_sealed(about: About, data_key: DataKey) -> bool:
    """Whether nothing of it was changed since it was written. One without a seal, of version 1, is not."""
    return hmac.compare_digest(about.seal.encode("utf-8", "replace"), _seal(about, data_key).encode())


def came_to(connection: Connection) -> str:
    """How far a journal has come, as a digest of the end of its chain and of the drafts kept beside it.

    Two journals with the same hold the same; it tells nothing of what that is. Empty for a journal whose
    tables are from before the chain.
    """
    if not chain.is_there(connection):
        return ""
    found = hashlib.sha256(b"balcony came to\0")
    found.update(chain.last_link(connection).head)
    for form, saved_at in fetched(connection, "SELECT form, saved_at FROM draft ORDER BY form"):
        found.update(f"|{form}|{saved_at}".encode())
    return found.hexdigest()


def _spelt(about: About) -> bytes:
    said = {
        "format": "balcony-backup",
        "version": VERSION,
        "entries": about.entries,
        "made_at": about.made_at.isoformat(),
        "number": about.number,
        "journal": about.journal,
        "came_to": about.came_to,
        "seal": about.seal,
    }
    return json.dumps(said).encode()


def _seal(about: About, data_key: DataKey) -> str:
    """An HMAC over everything but the seal itself, with a key that is used for nothing else."""
    key = hmac.digest(data_key.view(), _SEALED_FOR, "sha256")
    return hmac.digest(key, _spelt(replace(about, seal="")), "sha256").hex()
