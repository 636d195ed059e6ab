"""What keeps a report from being written where a person said, in words for beside the field."""

from pathlib import Path

from app.paths import Places
from app.services.destination import Obstacle, obstacle
from app.ui.exchange.places import problem_with

FILES_THERE = "Some of these files are there already. Choose another folder, or tick below to replace them."


def problem_at(path: Path | None, names: tuple[str, ...], places: Places | None, *, replace: bool) -> str:
    """What stands in the way of a file (no `names`), or of these files in a folder; empty where nothing does."""
    if not names:
        return problem_with(path, places, replace=replace)
    if path is None:
        return "Say first which folder they should go into."
    if not path.is_dir():
        return "There is no such folder. Make it first, or choose another one."
    found = {obstacle(path / name, places, replace=replace) for name in names} - {None}
    if found == {Obstacle.THERE_ALREADY}:
        return FILES_THERE
    return "Files cannot be written there. Choose another folder." if found else ""
