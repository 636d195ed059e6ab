"""The second place for backups: a folder the person chooses, kept in step without the key of the journal.

Nothing here opens the journal, so it runs beside it: on another thread while the journal is open, and before
its door when it is locked.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.domain.errors import Cancelled, DiskFull, JournalError, JournalReadOnly, NotAllowed
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress, never, no_progress
from app.domain.second_place import PlaceRefused, PlaceState, SecondPlaceProblem, Standing
from app.paths import Places, inside_synced_folder
from app.services.clock import Clock
from app.storage import second_copies as copying
from app.storage.backups import Backup, backups, journal_in, newest_of, what_is_wrong
from app.storage.files import as_journal_error, create_file, file_errors
from app.storage.place_kept import BackupPlaces, KeptPlace

_ONE_AT_A_TIME: Final = threading.Lock()
_GONE: Final = {
    getattr(errno, name)
    for name in ("ENOENT", "ENOTDIR", "ENODEV", "ENXIO", "EIO", "ESTALE", "ETIMEDOUT", "EHOSTDOWN")
    if hasattr(errno, name)
} | {getattr(errno, name) for name in ("EHOSTUNREACH", "ENOTCONN", "EREMOTEIO") if hasattr(errno, name)}


class SecondPlace:
    """Where backups of one journal are copied to as well. Any thread may ask; one at a time copies."""

    def __init__(self, places: Places, journal_id: str, clock: Clock) -> None:
        self._places = places
        self._journal_id = journal_id
        self._clock = clock
        self._kept = BackupPlaces(places.backup_place)
        self.was_tried = False
        """Whether anything was to be copied there since the journal was opened."""

    @property
    def folder(self) -> Path | None:
        """The folder; None where no second place is in use."""
        kept = self._kept.of(self._journal_id)
        return kept.folder if kept else None

    @property
    def highest_number(self) -> int:
        """The highest number of a backup of this journal seen there; 0 where none was."""
        kept = self._kept.of(self._journal_id)
        return kept.number if kept else 0

    def is_outnumbered(self) -> bool:
        """Whether backups lie there that count as newer than any here, as after a restore on another computer."""
        newest = newest_of(self._places.backups, self._journal_id)
        return newest is None or newest.number < self.highest_number

    def standing(self) -> Standing | None:
        """How it stands by what was last seen, without touching the place itself; None where none is in use."""
        kept = self._kept.of(self._journal_id)
        if kept is None:
            return None
        newest = newest_of(self._places.backups, self._journal_id)
        state = PlaceState.KEPT
        if kept.problem in set(PlaceState):
            state = PlaceState(kept.problem)
        elif newest is not None and newest.path.name not in kept.there:
            state = PlaceState.BEHIND
        return self._standing(kept, state)

    # ---- choosing

    def choose(self, folder: Path) -> Standing:
        """Use a folder from now on, once it was looked into and written to; raises PlaceRefused."""
        found = self._fit(folder.expanduser())
        try:
            there = copying.copies_in(found, self._journal_id, {})
        except OSError as error:
            raise PlaceRefused("This folder cannot be looked into.") from error
        number = max((one.number for one in there.values() if one.is_ours), default=0)
        kept = KeptPlace(found, PlaceState.BEHIND, None, number, self._is_on_same_disk(found), there)
        with file_errors():
            self._kept.keep(self._journal_id, kept)
        return self._standing(kept, PlaceState.BEHIND)

    def fits(self, folder: Path) -> Path:
        """The folder as it can be taken on; raises PlaceRefused where it cannot be a second place."""
        return self._fit(folder.expanduser())

    def take_on(self, folder: Path) -> None:
        """Use a folder that `fits` from the first backup on: it is looked into when that is copied."""
        with file_errors():
            self._kept.keep(self._journal_id, KeptPlace(folder, PlaceState.BEHIND))

    def stop(self) -> None:
        """Copy nothing there from now on; what lies there stays."""
        with file_errors():
            self._kept.forget(self._journal_id)

    def _is_on_same_disk(self, folder: Path) -> bool:
        """A folder that is kept in step with another place is elsewhere too, whatever disk it lies on."""
        same = folder.stat().st_dev == self._places.data_dir.stat().st_dev
        return same and inside_synced_folder(folder) is None

    def _fit(self, folder: Path) -> Path:
        """The folder as it is written down; raises PlaceRefused where it cannot be a second place."""
        try:
            if folder.is_symlink():
                raise PlaceRefused("This folder is a link to another one.", "Choose the folder itself.")
            if not folder.is_dir():
                raise PlaceRefused("There is no such folder.", "Make it first, or choose another one.")
            found = folder.resolve(strict=True)
            if _is_inside(found, self._places.data_dir):
                raise PlaceRefused(
                    "This is the folder of the journal, or lies inside it.",
                    "Choose one on another drive, on the network or in a synced folder.",
                )
            _try_to_write(found)
        except OSError as error:
            raise PlaceRefused("A file cannot be written to this folder.") from error
        return found

    # ---- copying

    def catch_up(
        self,
        *,
        thins: bool,
        anew: bool = False,
        progress: Progress = no_progress,
        cancelled: Asked = never,
    ) -> Standing | None:
        """Copy there what is kept here, newest first, and compare it; then thin there by the same policy.

        Without `thins`, as while the journal is on hold, or while nobody can ask whether it is, nothing goes.
        `anew` makes the copies again where all that were there are gone. `progress` counts megabytes.
        Raises SecondPlaceProblem, which is kept for `standing` too, and Cancelled, with what is done kept.
        """
        self.was_tried = True
        with _one_at_a_time(cancelled):
            kept = self._kept.of(self._journal_id)
            if kept is None:
                return None
            try:
                with self._problems_of(kept.folder):
                    self._look_at(kept, anew=anew)
                    self._copy(kept, progress, cancelled, thins=thins)
            except SecondPlaceProblem as problem:
                now = self._kept.of(self._journal_id) or kept
                self._note(replace(now, problem=problem.state))
                raise
        return self.standing()

    def copy_once(
        self, backup: Backup, folder: Path, progress: Progress = no_progress, cancelled: Asked = never
    ) -> Path:
        """Copy one backup to a folder that is not remembered; raises PlaceRefused and SecondPlaceProblem."""
        found = self._fit(folder.expanduser())
        with self._problems_of(found):
            copying.copy_compared(backup.path, found, copying.Moved(backup.size, progress), cancelled)
        return found / backup.path.name

    def _look_at(self, kept: KeptPlace, *, anew: bool) -> None:
        if not kept.folder.is_dir():
            raise SecondPlaceProblem(PlaceState.MISSING)
        if kept.folder.resolve() != kept.folder or _is_inside(kept.folder, self._places.data_dir):
            raise SecondPlaceProblem(PlaceState.CHANGED)
        ours = [one.name for one in kept.there.values() if one.is_ours]
        if ours and not anew and not any((kept.folder / name).exists() for name in ours):
            raise SecondPlaceProblem(PlaceState.EMPTIED)  # an empty mount point looks like this

    def _copy(self, kept: KeptPlace, progress: Progress, cancelled: Asked, *, thins: bool) -> None:
        there = copying.copies_in(kept.folder, self._journal_id, kept.there)
        mine = [one for one in backups(self._places.backups) if journal_in(one.path) == self._journal_id]
        here = {one.path.name: one for one in mine}
        wanted = copying.to_copy(
            [copying.copy_of(one) for one in mine], [one for one in there.values() if one.is_ours]
        )
        moved = copying.Moved(sum(one.size for one in wanted), progress)
        kept = replace(kept, there=there, number=_highest(kept, there))
        for one in wanted:
            if self._copied(here[one.name], kept.folder, moved, cancelled):
                there = {**kept.there, one.name: one}
                kept = replace(kept, there=there, copied_at=self._clock.now(), number=_highest(kept, there))
                self._note(kept)
        if wanted and wanted[0].name in kept.there:
            copying.clear_what_a_kill_left(kept.folder, wanted[0].name)
        newest = mine[0].path.name if mine else ""
        if thins:
            kept = replace(kept, there=copying.thin_there(kept.folder, kept.there, newest))
        self._note(replace(kept, problem=""))

    def _copied(self, backup: Backup, folder: Path, moved: copying.Moved, cancelled: Asked) -> bool:
        """Whether it lies there now; one that was thinned meanwhile, or is damaged, is passed over."""
        if what_is_wrong(backup.path, None, cancelled):
            return False
        copying.copy_compared(backup.path, folder, moved, cancelled)
        return True

    def _note(self, kept: KeptPlace) -> None:
        """What cannot be kept is only looked for again next time."""
        with contextlib.suppress(OSError):
            self._kept.note(self._journal_id, kept)

    def _standing(self, kept: KeptPlace, state: PlaceState) -> Standing:
        ours = [one for one in kept.there.values() if one.is_ours]
        newest = max(ours, key=lambda one: one.held.order, default=None)
        made_at = newest.made_at if newest else None
        return Standing(kept.folder, state, len(ours), made_at, kept.copied_at, kept.on_same_disk)

    @contextmanager
    def _problems_of(self, folder: Path) -> Iterator[None]:
        try:
            yield
        except (SecondPlaceProblem, Cancelled):
            raise
        except OSError as error:
            gone = error.errno in _GONE and not _is_there(folder)
            raise SecondPlaceProblem(
                PlaceState.MISSING if gone else _state_of(as_journal_error(error))
            ) from error
        except JournalError as error:
            raise SecondPlaceProblem(_state_of(error)) from error


@contextmanager
def _one_at_a_time(cancelled: Asked) -> Iterator[None]:
    while not _ONE_AT_A_TIME.acquire(timeout=0.1):
        if cancelled():
            raise Cancelled
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


def _highest(kept: KeptPlace, there: dict[str, copying.Copy]) -> int:
    return max([kept.number, *(one.number for one in there.values() if one.is_ours)])


def _state_of(error: JournalError) -> PlaceState:
    if isinstance(error, DiskFull):
        return PlaceState.FULL
    return PlaceState.NOT_ALLOWED if isinstance(error, JournalReadOnly | NotAllowed) else PlaceState.PROBLEM


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _is_inside(folder: Path, data_dir: Path) -> bool:
    """By the folders themselves, whatever their names: a disk may take a name in any case."""
    with contextlib.suppress(OSError):
        own = data_dir.stat()
        for one in (folder, *folder.parents):
            found = one.stat()
            if (found.st_dev, found.st_ino) == (own.st_dev, own.st_ino):
                return True
    return folder.is_relative_to(data_dir.resolve())


def _try_to_write(folder: Path) -> None:
    probe = folder / f".~balcony-{os.getpid()}.tmp"
    probe.unlink(missing_ok=True)
    os.close(create_file(probe))
    probe.unlink()
