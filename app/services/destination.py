"""Whether a file may be written where a person said; the words for it are of whoever asks."""

from enum import StrEnum
from pathlib import Path

from app.paths import Places


class Obstacle(StrEnum):
    """What keeps a file from being written at a path."""

    IS_FOLDER = "is-folder"
    NO_FOLDER = "no-folder"
    BELONGS = "belongs"
    THERE_ALREADY = "there-already"
    NOT_ALLOWED = "not-allowed"


def obstacle(path: Path, places: Places | None, *, replace: bool) -> Obstacle | None:
    """What stands in the way; `places` are those of the journal, whose own files are never replaced."""
    try:
        if path.is_dir():
            return Obstacle.IS_FOLDER
        if not path.parent.is_dir():
            return Obstacle.NO_FOLDER
        if places is not None and _belongs(path, places):
            return Obstacle.BELONGS
        return Obstacle.THERE_ALREADY if path.exists() and not replace else None
    except (OSError, ValueError):  # a folder that may not be looked into, a name no system takes
        return Obstacle.NOT_ALLOWED


def _belongs(path: Path, places: Places) -> bool:
    found = path.resolve()
    if any(found.is_relative_to(folder.resolve()) for folder in (places.backups, places.state)):
        return True
    own = (
        places.journal,
        places.keys,
        places.lock,
        places.demo_note,
        places.preferences,
        places.backup_place,
    )
    if found in {file.resolve() for file in own}:
        return True
    # Beside them stand their second copies and what was put aside: journal.keys.1, journal.db-journal, ….old
    inside = found.parent == places.data_dir.resolve()
    return inside and (
        any(found.name.startswith((f"{file.name}.", f"{file.name}-")) for file in own[:3])
        or (found.name.startswith("journal.") and not {".old", ".found"}.isdisjoint(found.suffixes))
    )
