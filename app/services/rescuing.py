"""Rescuing what a damaged journal still holds into a new folder; the damaged file stays byte for byte."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.errors import (
    JournalError,
    JournalExists,
    JournalReadOnly,
    KeySlotsDamaged,
    NoJournalHere,
    NotAJournal,
    NotAllowed,
    OpenElsewhere,
    StorageProblem,
)
from app.domain.exchange import never, no_progress
from app.paths import make_folder, places_in
from app.storage import keys, taking_place
from app.storage.files import copy_file, file_errors, flush_folder
from app.storage.lockfile import JournalLock

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.exchange import Cancelled, Progress
    from app.domain.library import Pack
    from app.domain.rescue import Rescued
    from app.domain.restoring import Opener
    from app.paths import Places
    from app.services.clock import Clock
    from app.storage.keys import DataKey, KdfPolicy


class Rescuing:
    """A new journal out of a damaged file; nothing of the folder it lies in is changed."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        policy: KdfPolicy,
        packs: Callable[[], Sequence[Pack]],
        lock: JournalLock,
        put_in_place: Callable[[Path], None],
    ) -> None:
        self._places, self._clock, self._policy, self._packs = places, clock, policy, packs
        self._lock, self._put_in_place = lock, put_in_place

    def place_beside(self) -> Path:
        """A folder that is not there yet, beside the journal of this folder, where a rescue may go."""
        return self._places.data_dir / f"rescued-{self._stamp()}"

    def can_take_place(self, found: Rescued) -> bool:
        """Whether what was rescued lies where a restore can let it take the journal's place."""
        return found.folder.parent == self._places.data_dir

    def take_place(self, found: Rescued) -> Path | None:
        """Let the rescued journal take the place of the damaged one, which is kept under the name that is given.

        As a restore does it: a kill at any moment loses neither. Raises OpenElsewhere and what the disk can meet.
        """
        if self._lock.held:
            raise OpenElsewhere
        with self._lock:
            taking_place.finish_decided(self._places, self._put_in_place)
            stamp = taking_place.free_stamp(self._places, self._stamp())
            kept = taking_place.kept_as(self._places, stamp)
            self._put_in_place(taking_place.decide(self._places, found.folder, stamp))
        return kept

    def _stamp(self) -> str:
        return f"{self._clock.now():%Y%m%d-%H%M%S-%f}"

    def rescue(
        self,
        damaged: Path,
        into: Path,
        opener: Opener,
        keys_in: Path | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> Rescued:
        """Read everything that can be read of a damaged file into a new journal in the new folder `into`.

        It opens with what opens the damaged one. `keys_in` is a key file or a backup, where the key file is not
        beside the journal. The folder has its name only once the journal in it was opened and checked; when
        this raises nothing is left. Raises Cancelled, JournalExists, NoJournalHere, NotAJournal, WrongPassphrase,
        WrongRecoveryCode, KeySlotsMissing, KeySlotsDamaged, JournalDamaged where nothing can be read,
        JournalTooNew, OpenElsewhere, and what the disk can meet.
        """
        with file_errors():
            _check(damaged, into)
        with _not_while_open(damaged), self._beside(into) as fresh:
            there = places_in(fresh)
            from_backup = keys_in is not None and _is_backup(keys_in)
            keys.put_back_slots(there.keys, _slots(keys_in or keys_beside(damaged), from_backup=from_backup))
            data_key = self._key(there.keys, opener, from_backup=from_backup)
            try:
                found = self._read(damaged, fresh, data_key, progress, cancelled)
                _forget_what_was_seen(into, data_key.journal_id)
            finally:
                data_key.zero()
            with file_errors():
                fresh.rename(into)
                flush_folder(into.parent)
        return replace(found, folder=into)

    def _key(self, path: Path, opener: Opener, *, from_backup: bool) -> DataKey:
        if from_backup:
            from app.services.restoring import opened_with

            return opened_with(path, opener, self._policy)
        if opener.code:
            return keys.open_with_recovery(path, opener.code)
        return keys.open_with_passphrase(path, opener.passphrase, self._policy)

    def _read(
        self, damaged: Path, fresh: Path, data_key: DataKey, progress: Progress, cancelled: Cancelled
    ) -> Rescued:
        from app.storage.rescuing import rescue_into
        from app.storage.wordings import wording_body

        asked = {
            prompt.id: wording_body(prompt.wording()) for pack in self._packs() for prompt in pack.prompts
        }
        with _rolled_back(damaged, fresh, data_key) as source:
            return rescue_into(source, data_key, fresh, self._clock.now(), asked, progress, cancelled)

    @contextlib.contextmanager
    def _beside(self, into: Path) -> Iterator[Path]:
        """A hidden folder beside the one that was named; gone when it has not taken its name."""
        fresh = into.parent / f".rescue-{self._stamp()}"
        with file_errors():
            make_folder(fresh)
        try:
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def keys_beside(damaged: Path) -> Path:
    """The key file a journal file would have beside it."""
    own = damaged.with_suffix(".keys")
    return own if own.exists() else damaged.with_name("journal.keys")


def _check(damaged: Path, into: Path) -> None:
    from app.storage.engine import is_plain_database

    if not damaged.is_file():
        raise NoJournalHere("There is no file of that name.", "Name the damaged journal.db itself.")
    if _is_backup(damaged):
        raise NotAJournal(
            "This is a backup, not a journal file.", "Restore it. It can also lend its keys to a rescue."
        )
    if is_plain_database(damaged):
        raise NotAJournal("This file is a database without encryption, not a Balcony journal.")
    if into.exists() or into.is_symlink():
        raise JournalExists(
            "There is something of that name already.",
            "Name a folder that is not there yet: a rescue never writes over anything.",
        )


def _is_backup(path: Path) -> bool:
    from app.storage.backups import SUFFIX

    return path.name.endswith(SUFFIX)


def _slots(path: Path, *, from_backup: bool) -> bytes:
    from app.storage.backups import slots_in

    if not from_backup:
        return keys.copy_of_slots(path)
    held = slots_in(path)
    if held is None:
        raise KeySlotsDamaged("The key file in this backup cannot be read.", "Choose another backup.")
    return held


@contextlib.contextmanager
def _not_while_open(damaged: Path) -> Iterator[None]:
    """A journal that is open would change while it is read; where nobody ever locked it, nothing is written.

    A failing disk is often turned read only: nobody can be writing there, and no lock can be taken.
    """
    lock = places_in(damaged.parent).lock
    with contextlib.ExitStack() as held:
        if damaged.name == "journal.db" and lock.exists():
            with contextlib.suppress(JournalReadOnly, NotAllowed):
                held.enter_context(JournalLock(lock))
        yield


@contextlib.contextmanager
def _rolled_back(damaged: Path, fresh: Path, data_key: DataKey) -> Iterator[Path]:
    """The file as an interrupted save would leave it when taken back, on a copy; the file itself where none is.

    Or where the drive cannot read all of it, so that no copy can be made: each page is judged alone then.
    """
    from app.storage import leftover
    from app.storage.engine import open_engine

    if not leftover.is_there(damaged):
        yield damaged
        return
    copy, source = fresh / "interrupted.db", damaged
    try:
        with contextlib.suppress(StorageProblem), file_errors():
            copy_file(damaged, copy)
            copy_file(leftover.beside(damaged), leftover.beside(copy))
            source = copy
        if source == copy:
            with contextlib.suppress(JournalError):  # what is left of it is read all the same
                open_engine(copy, data_key).dispose()
        yield source
    finally:
        for path in (copy, leftover.beside(copy)):
            path.unlink(missing_ok=True)


def _forget_what_was_seen(into: Path, journal_id: str) -> None:
    from app.storage.seen import LastSeen

    there = places_in(into)
    LastSeen(there.state, journal_id, there.journal).forget()
