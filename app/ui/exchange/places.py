"""Whether a file may be written where a person said."""

from pathlib import Path

from app.paths import Places

THERE_ALREADY = "There is already a file of that name. Use another name, or tick below to replace it."


def problem_with(path: Path | None, places: Places | None, *, replace: bool) -> str:
    """What keeps a file from being written there, in words for beside the field; empty where nothing does."""
    if path is None:
        return "Say first where the file should go."
    if path.is_dir():
        return "This is a folder. Add the name of the file."
    if not path.parent.is_dir():
        return "There is no such folder. Make it first, or choose another one."
    if places is not None and _belongs(path, places):
        return "A file of that name belongs to the journal itself. Choose another name or folder."
    return THERE_ALREADY if path.exists() and not replace else ""


def _belongs(path: Path, places: Places) -> bool:
    own = (places.journal, places.keys, places.lock, places.state, places.preferences)
    found = path.resolve()
    return found in {file.resolve() for file in own} or found.is_relative_to(places.backups.resolve())
