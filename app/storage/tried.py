"""When a restore was last tried on this computer; kept outside the journal, with no word of it."""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from app.domain.errors import JournalError
from app.domain.restoring import Tried
from app.paths import make_folder
from app.storage.files import file_errors, write_whole
from app.storage.seen import LastSeen

_BYTES_AT_MOST: Final = 4096


def note(seen: LastSeen, tried: Tried) -> None:
    """Keep it; where that cannot be written, the trial was made all the same."""
    said = {
        "at": tried.at.isoformat(),
        "made_at": tried.made_at.isoformat(),
        "entries": tried.entries,
        "rows": tried.rows,
        "tables": tried.tables,
    }
    path = path_of(seen)
    with suppress(JournalError), file_errors():
        make_folder(path.parent)
        write_whole(path, json.dumps(said).encode())


def last(seen: LastSeen) -> Tried | None:
    """The last trial of a restore of this journal; None where there was none, or it cannot be read."""
    try:
        with path_of(seen).open("rb") as file:
            kept = json.loads(file.read(_BYTES_AT_MOST))
        at, made_at = (datetime.fromisoformat(kept[name]) for name in ("at", "made_at"))
        entries, rows, tables = (int(kept[name]) for name in ("entries", "rows", "tables"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return Tried(at, made_at, entries, rows, tables)


def path_of(seen: LastSeen) -> Path:
    """Where it is kept, beside how far the journal was last seen."""
    return seen.path.with_name(f"tried-{seen.path.name}")
