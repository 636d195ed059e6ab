"""A restored journal takes the place of the one that is there, so that a kill at any moment loses neither.

What is new lies in a hidden folder, and beside it there a second name for each file that is here now. Until
that folder is renamed nothing has happened, and it is cleared away; from then on the restore is decided, and
whoever opens the journal next finishes it. The journal's own name always belongs to a whole file.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.paths import Places, make_folder, places_in
from app.storage.files import copy_file, file_errors, flush_folder

_UNPACKED: Final = ".restore-"
_DECIDED: Final = ".restoring-"
_OLD: Final = "old"


def aside_name(name: str, stamp: str) -> str:
    """What a file of the journal is called once another took its place."""
    if name.startswith("journal.db"):
        return f"journal.{stamp}.old{name.removeprefix('journal')}"
    return f"{name}.{stamp}.old"


def unpacking_folder(places: Places, stamp: str) -> Path:
    """Make the hidden folder of a restore; its name, and the names put aside later, are not taken yet."""
    tried, number = stamp, 1
    with file_errors():
        while any(path.exists() for path in _taken(places, tried)):
            number += 1
            tried = f"{stamp}-{number}"
        folder = places.data_dir / f"{_UNPACKED}{tried}"
        make_folder(folder)
    return folder


def _taken(places: Places, stamp: str) -> tuple[Path, ...]:
    names = (
        f"{_UNPACKED}{stamp}",
        f"{_DECIDED}{stamp}",
        *(aside_name(one.name, stamp) for one in _of(places)),
    )
    return tuple(places.data_dir / name for name in names)


def kept_as(places: Places, folder: Path) -> Path | None:
    """The name the journal that is here gets when the one in `folder` takes its place."""
    with file_errors():
        if not places.journal.exists():
            return None
    return places.data_dir / aside_name(places.journal.name, folder.name.removeprefix(_UNPACKED))


def clear_unfinished(places: Places) -> None:
    """Remove what a kill left of restores that were not decided; only while the lock is held."""
    for folder in places.data_dir.glob(f"{_UNPACKED}*"):
        shutil.rmtree(folder, ignore_errors=True)


def decided(places: Places) -> tuple[Path, ...]:
    """Restores that were decided and not finished, oldest first."""
    with suppress(OSError):
        return tuple(sorted(path for path in places.data_dir.glob(f"{_DECIDED}*") if path.is_dir()))
    return ()


def decide(places: Places, folder: Path) -> Path:
    """Give every file that is here a second name in the folder of the restore, then let it be decided."""
    with file_errors():
        old = folder / _OLD
        make_folder(old)
        for path in _of(places):
            if path.exists() and not path.name.endswith("-journal"):  # that one moves with the journal
                _second_name(path, old / path.name)
        for changed in (old, folder):
            flush_folder(changed)
        final = folder.with_name(folder.name.replace(_UNPACKED, _DECIDED, 1))
        folder.rename(final)
        flush_folder(final.parent)
    return final


def put_in_place(places: Places, folder: Path) -> None:
    """Finish a restore that was decided, from wherever it was left; the folder itself stays."""
    new, old = places_in(folder), folder / _OLD
    stamp = folder.name.removeprefix(_DECIDED)
    with file_errors():
        if new.journal.exists():
            unfinished = _unfinished_save(places)
            if unfinished.exists():  # SQLite would roll it back into whatever has the journal's name
                unfinished.rename(old / unfinished.name)
            new.journal.replace(places.journal)
            flush_folder(places.data_dir)
        for path in _keys(new):
            if path.exists():
                path.replace(places.data_dir / path.name)
        for path in sorted(old.iterdir()) if old.exists() else ():  # gone where a kill cut the tidying short
            path.rename(places.data_dir / aside_name(path.name, stamp))
        flush_folder(places.data_dir)


def clear(folder: Path) -> None:
    """Take the folder of a restore away; what cannot be removed now is removed the next time."""
    shutil.rmtree(folder, ignore_errors=True)


def _of(places: Places) -> tuple[Path, ...]:
    return places.journal, _unfinished_save(places), *_keys(places)


def _unfinished_save(places: Places) -> Path:
    return places.journal.with_name(f"{places.journal.name}-journal")


def _keys(places: Places) -> tuple[Path, Path]:
    return places.keys, places.keys.with_name(f"{places.keys.name}.1")


def _second_name(path: Path, target: Path) -> None:
    """A hard link; where the file system has none, a whole copy."""
    try:
        os.link(path, target)
    except OSError:
        copy_file(path, target)
