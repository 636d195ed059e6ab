"""What keeps a file from being written where a person said, in words for beside the field."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.paths import Places, inside_synced_folder
from app.services.destination import Obstacle, obstacle

THERE_ALREADY = "There is already a file of that name. Use another name, or tick below to replace it."
_WORDS = {
    Obstacle.IS_FOLDER: "This is a folder. Add the name of the file.",
    Obstacle.NO_FOLDER: "There is no such folder. Make it first, or choose another one.",
    Obstacle.BELONGS: "A file of that name belongs to the journal itself. Choose another name or folder.",
    Obstacle.THERE_ALREADY: THERE_ALREADY,
    Obstacle.NOT_ALLOWED: "This computer does not allow a file there. Choose another name or folder.",
}


def documents() -> Path:
    """Where a file is offered to go: the folder for documents, or the home folder."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def copied_elsewhere(path: Path | None, what: str = "") -> str:
    """What to say of a folder that a program keeps in step with another place; empty where none does."""
    program = inside_synced_folder(path) if path is not None else None
    if program is None:
        return ""
    return f"{program} copies this folder elsewhere{f', and {what} with it' if what else ''}."


def problem_with(path: Path | None, places: Places | None, *, replace: bool) -> str:
    """What keeps a file from being written there; empty where nothing does."""
    if path is None:
        return "Say first where the file should go."
    found = obstacle(path, places, replace=replace)
    return _WORDS[found] if found is not None else ""
