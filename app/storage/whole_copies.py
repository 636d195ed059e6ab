"""The folders beside a journal in which Balcony made a whole copy of it, with its keys."""

from pathlib import Path
from typing import Final

_SHAPES: Final = ("rescued-*", "other-copy-*")
"""Made by a rescue (Rescuing.place_beside) and by a look into another copy (Vault.copy_to_look_into)."""


def whole_copies(folder: Path) -> tuple[Path, ...]:
    """Those in the folder of a journal; what only leads elsewhere is none."""
    found = (path for shape in _SHAPES for path in sorted(folder.glob(shape)))
    return tuple(path for path in found if path.is_dir() and not path.is_symlink())
