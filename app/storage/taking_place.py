"""A restored journal takes the place of the one that is there, so that a kill at any moment loses neither.

What is new lies in a hidden folder, and beside it there a second name for each file that is here now. Until
that folder is renamed nothing has happened, and it is cleared away; from then on the restore is decided, and
whoever opens the journal next finishes it. The journal's own name always belongs to a whole file.
"""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.paths import Places, make_folder, places_in
from app.storage.files import copy_file, file_errors, flush_folder

_UNPACKED: Final = ".restore-"
_DECIDED: Final = ".restoring-"
_OLD: Final = "old"
_AT_WORK: Final = (".rescue-*", ".look-*", "backups/.looking-*")
"""Hidden folders with a copy of the journal: a rescue, an interrupted save looked at, a backup looked into."""
_LEFT_BY_A_KILL_SECONDS: Final = 3600


def aside_name(name: str, stamp: str) -> str:
    """What a file of the journal is called once another took its place."""
    if name.startswith("journal.db"):
        return f"journal.{stamp}.old{name.removeprefix('journal')}"
    return f"{name}.{stamp}.old"


def unpacking_folder(places: Places, stamp: str) -> Path:
    """Make the hidden folder of a restore; its name, and the names put aside later, are not taken yet."""
    with file_errors():
        folder = places.data_dir / f"{_UNPACKED}{free_stamp(places, stamp)}"
        make_folder(folder)
    return folder


def free_stamp(places: Places, stamp: str) -> str:
    """This stamp, or one like it that no restore and nothing put aside bears yet."""
    tried, number = stamp, 1
    with file_errors():
        while any(path.exists() for path in _taken(places, tried)):
            number += 1
            tried = f"{stamp}-{number}"
    return tried


def _taken(places: Places, stamp: str) -> tuple[Path, ...]:
    names = (
        f"{_UNPACKED}{stamp}",
        f"{_DECIDED}{stamp}",
        *(aside_name(one.name, stamp) for one in _of(places)),
    )
    return tuple(places.data_dir / name for name in names)


def kept_as(places: Places, stamp: str) -> Path | None:
    """The name the journal that is here gets when one of this stamp takes its place."""
    with file_errors():
        if not places.journal.exists():
            return None
    return places.data_dir / aside_name(places.journal.name, stamp)


def stamp_of(folder: Path) -> str:
    """The stamp in the name of the hidden folder of a restore."""
    return folder.name.removeprefix(_UNPACKED)


def clear_unfinished(places: Places) -> None:
    """Remove what a kill left of restores that were not decided; only while the lock is held.

    And copies of the journal that a rescue or a look was working on: words removed later would stay in them.
    These may be at work without the lock, so they go when nothing was put in them for an hour.
    """
    for folder in places.data_dir.glob(f"{_UNPACKED}*"):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (path for shape in _AT_WORK for path in places.data_dir.glob(shape)):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime >= _LEFT_BY_A_KILL_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def decided(places: Places) -> tuple[Path, ...]:
    """Restores that were decided and not finished, oldest first."""
    with suppress(OSError):
        return tuple(sorted(path for path in places.data_dir.glob(f"{_DECIDED}*") if path.is_dir()))
    return ()


def finish_decided(places: Places, put_in_place: Callable[[Path], None]) -> None:
    """Finish what a kill cut off, oldest first, before anything else takes the place; the lock is held.

    A restore that was decided earlier and finished later would come over the one that was made in between.
    """
    for folder in decided(places):
        put_in_place(folder)


def decide(places: Places, folder: Path, stamp: str) -> Path:
    """Give every file that is here a second name in the folder of what is new, then let it be decided.

    Until then the folder keeps its own name, so that what lies in it is found after a kill.
    """
    old = folder / _OLD
    with file_errors():
        places_in(folder).journal.stat()  # where it is gone nothing takes any place
        shutil.rmtree(old, ignore_errors=True)  # of a time that was not decided
        make_folder(old)
        try:
            for path in _of(places):
                if path.exists() and not path.name.endswith("-journal"):  # that one moves with the journal
                    _second_name(path, old / path.name)
            for changed in (old, folder):
                flush_folder(changed)
            final = places.data_dir / f"{_DECIDED}{stamp}"
            folder.rename(final)
        except BaseException:
            shutil.rmtree(old, ignore_errors=True)
            raise
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
