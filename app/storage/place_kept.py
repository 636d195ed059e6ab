"""Which folder is the second place of a journal, and what was last seen there: kept on this computer only.

It lies beside the preferences and not in the journal, since another computer has other drives and folders.
"""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from app.paths import make_folder
from app.storage.files import write_whole
from app.storage.second_copies import Copy

_BYTES_AT_MOST: Final = 4 << 20
_ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """The second place of one journal; `problem` is the state the last try ended in, empty where it went well."""

    folder: Path
    problem: str = ""
    copied_at: datetime | None = None
    number: int = 0
    """The highest number of a backup of this journal that was ever seen there."""
    on_same_disk: bool = False
    there: dict[str, Copy] = field(default_factory=dict)


class BackupPlaces:
    """The file of the second places of this computer, one for each journal."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, journal_id: str) -> KeptPlace | None:
        """The second place of a journal; None where none was chosen, or where the file cannot be read."""
        try:
            return _place(self._read()[journal_id])
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def keep(self, journal_id: str, place: KeptPlace) -> None:
        """Keep a second place; raises OSError."""
        self._change(lambda every: every.update({journal_id: _spelt(place)}))

    def note(self, journal_id: str, place: KeptPlace) -> None:
        """Keep what was seen there, unless another place, or none, was chosen meanwhile; raises OSError."""

        def change(every: dict[str, Any]) -> None:
            now = every.get(journal_id)
            if isinstance(now, dict) and now.get("folder") == str(place.folder):
                every[journal_id] = _spelt(place)

        self._change(change)

    def forget(self, journal_id: str) -> None:
        """Forget the second place; what was copied there stays. Raises OSError."""
        if self._path.exists():
            self._change(lambda every: every.pop(journal_id, None))

    def _change(self, change: Callable[[dict[str, Any]], object]) -> None:
        """A file that cannot be read now is not written anew: the places of other journals are in it."""
        with _ONE_AT_A_TIME:
            every = self._said()
            change(every)
            if every:
                make_folder(self._path.parent)
                write_whole(self._path, json.dumps({"version": 1, "journals": every}, indent=1).encode())
            else:
                self._path.unlink(missing_ok=True)

    def _read(self) -> dict[str, Any]:
        with suppress(OSError):
            return self._said()
        return {}

    def _said(self) -> dict[str, Any]:
        """What the file says; nothing where there is none, or where it is not one of ours. Raises OSError."""
        try:
            with self._path.open("rb") as file:
                every = json.loads(file.read(_BYTES_AT_MOST))["journals"]
        except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
            return {}
        return every if isinstance(every, dict) else {}


def _spelt(place: KeptPlace) -> dict[str, Any]:
    there = [{**asdict(one), "made_at": one.made_at.isoformat()} for one in place.there.values()]
    return {
        "folder": str(place.folder),
        "problem": place.problem,
        "copied_at": place.copied_at.isoformat() if place.copied_at else None,
        "number": place.number,
        "on_same_disk": place.on_same_disk,
        "there": there,
    }


def _place(said: Any) -> KeptPlace:
    copied_at = said.get("copied_at")
    folder = Path(str(said["folder"]))
    if not folder.is_absolute():
        raise ValueError("not a whole path")
    there = [copy for one in said.get("there", []) if (copy := _copy(one)) is not None]
    return KeptPlace(
        folder,
        str(said.get("problem", "")),
        datetime.fromisoformat(copied_at) if copied_at else None,
        int(said.get("number", 0)),
        said.get("on_same_disk") is True,
        {one.name: one for one in there},
    )


def _copy(said: Any) -> Copy | None:
    """What was known of one file; None for what is not understood, which is then looked into again."""
    try:
        known = {each.name: said[each.name] for each in fields(Copy)}
        known["made_at"] = datetime.fromisoformat(known["made_at"])
        whole = all(type(known[name]) is int for name in ("size", "entries", "number"))
        return Copy(**known) if whole and known["made_at"].tzinfo else None
    except (KeyError, TypeError, ValueError):
        return None
