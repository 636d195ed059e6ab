"""What keeps a file from being written where a person said, in words for beside the field."""

from pathlib import Path

from app.paths import Places
from app.services.destination import Obstacle, obstacle

THERE_ALREADY = "There is already a file of that name. Use another name, or tick below to replace it."
_WORDS = {
    Obstacle.IS_FOLDER: "This is a folder. Add the name of the file.",
    Obstacle.NO_FOLDER: "There is no such folder. Make it first, or choose another one.",
    Obstacle.BELONGS: "A file of that name belongs to the journal itself. Choose another name or folder.",
    Obstacle.THERE_ALREADY: THERE_ALREADY,
    Obstacle.NOT_ALLOWED: "This computer does not allow a file there. Choose another name or folder.",
}


def problem_with(path: Path | None, places: Places | None, *, replace: bool) -> str:
    """What keeps a file from being written there; empty where nothing does."""
    if path is None:
        return "Say first where the file should go."
    found = obstacle(path, places, replace=replace)
    return _WORDS[found] if found is not None else ""
