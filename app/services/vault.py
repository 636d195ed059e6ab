"""The door: making a journal, opening it with a passphrase or recovery code, and locking it again.

Nothing here imports the database before a journal is really opened, so that the
unlock page can be painted without it.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from app.domain.demo_words import demo_note
from app.domain.errors import (
    JournalError,
    JournalExists,
    NoJournalHere,
    WrongPassphrase,
)
from app.domain.exchange import Progress, no_progress
from app.paths import Places, make_folder, places_in
from app.services.clock import Clock
from app.services.passphrases import must_be_hard_to_guess
from app.storage import keys, taking_place
from app.storage.files import copy_file, file_errors, write_whole
from app.storage.keys import DataKey, KdfPolicy, RecoveryCode
from app.storage.lockfile import JournalLock

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.library import Pack
    from app.services.changing_keys import ChangingKeys
    from app.services.journal import Journal
    from app.services.moving import MovedFromHere
    from app.services.rescuing import Rescuing
    from app.services.restoring import Restoring
    from app.services.taking_keys import TakingKeys
    from app.storage.journal_file import JournalFile
    from app.storage.seen import LastSeen

DEFAULT_THEMES: Final[tuple[tuple[str, str | None], ...]] = (
    ("safeguarding", "safeguarding"),
    ("early help", None),
    ("placements", None),
    ("SEND", None),
    ("education", None),
    ("care leavers", None),
    ("workforce", None),
    ("budget", None),
    ("inspection", None),
    ("elected members", None),
    ("partnership", None),
    ("data", None),
)
DEMO_MARK: Final = "demo-"
"""Begins the name of a demo journal in its key file; no other name begins so."""


class Door(StrEnum):
    """What stands in the journal's folder."""

    NEW = "new"
    LOCKED = "locked"
    KEYS_MISSING = "keys-missing"


class Vault:
    """One journal's folder, and the way in."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        packs: Callable[[], Sequence[Pack]],
        policy: KdfPolicy | None = None,
    ) -> None:
        self.places = places
        self.clock = clock
        self._packs = packs
        self._policy = policy or KdfPolicy()
        self._lock = JournalLock(places.lock)
        self.removing_again: Progress = no_progress
        """Told while what was removed since a backup is removed again, which opening waits for."""

    def door(self) -> Door:
        """What stands here."""
        with file_errors():  # a folder that may not be looked into is not an empty one
            if taking_place.decided(self.places):
                return Door.LOCKED
            if not self.places.journal.exists():
                return Door.NEW
            return Door.LOCKED if self.places.keys.exists() else Door.KEYS_MISSING

    def is_empty(self) -> bool:
        """Whether nothing stands here, nor a restore that was cut off before its journal got its name."""
        return self.door() is Door.NEW

    def holds_demo(self) -> bool:
        """Whether the journal here is a demo, as its key file says; raises what reading that can meet."""
        return self.door() is Door.LOCKED and keys.journal_id_of(self.places.keys).startswith(DEMO_MARK)

    # ---- making

    def create(self, passphrase: str, *, demo: bool = False) -> tuple[Journal, RecoveryCode]:
        """Make a journal that only this passphrase and the recovery code open.

        The key file of a demo says that it is one: another demo takes its place, and it is put aside.
        Raises JournalExists, InvalidInput for a passphrase that is too easily guessed.
        """
        replaces = demo and self.holds_demo()
        if self.door() is not Door.NEW and not replaces:
            raise JournalExists
        must_be_hard_to_guess(passphrase)
        self._make_folders()
        self._lock.take()
        try:
            if replaces:
                self._put_demo_aside()
            self._put_old_keys_aside()
            self._note_demo(passphrase, demo=demo)
            name = f"{DEMO_MARK if demo else ''}{uuid.uuid4().hex}"
            data_key, code = keys.create_slots(self.places.keys, name, passphrase, self._policy)
            return self._opened(data_key, fresh=True), code
        except BaseException:
            self._lock.release()
            raise

    def _make_folders(self) -> None:
        with file_errors():
            self.places.make()

    def _note_demo(self, passphrase: str, *, demo: bool) -> None:
        """A note for the unlock page, which opens no key file; nothing else relies on it."""
        with file_errors():
            if demo:
                write_whole(self.places.demo_note, demo_note(passphrase).encode("utf-8"))
            else:
                self.places.demo_note.unlink(missing_ok=True)

    def _put_demo_aside(self) -> None:
        """The journal first: key files without one are put aside anyway."""
        places = self.places
        with file_errors():
            aside = places.data_dir / f"earlier-demo-{self.clock.now():%Y%m%d-%H%M%S-%f}"
            aside.mkdir(mode=0o700)
            of_it = (places.journal, places.keys, places.demo_note)
            files = (places.data_dir.glob(f"{path.name}*") for path in of_it)
            for path in (*(one for found in files for one in sorted(found)), places.backups):
                path.rename(aside / path.name)
            self.places.make()

    def _put_old_keys_aside(self) -> None:
        """Key files without their journal are kept under another name: the journal may come back."""
        stamp = self._stamp()
        with file_errors():
            for path in (self.places.keys, self.places.keys.with_name(f"{self.places.keys.name}.1")):
                if path.exists():
                    path.rename(path.with_name(f"{path.name}.{stamp}.old"))

    def _stamp(self) -> str:
        return f"{self.clock.now():%Y%m%d-%H%M%S-%f}"

    # ---- opening

    def unlock(
        self, passphrase: str, *, as_found: bool = False, to_read: bool = False, moved_to_read: bool = False
    ) -> Journal:
        """Open the journal; raises WrongPassphrase, OpenElsewhere and what opening a file can meet.

        `to_read` opens it where nothing may be written: it takes no lock and writes nothing anywhere.
        `moved_to_read` does so with a journal that was moved to another computer, which raises JournalMoved else.

        Raises JournalNotAsSeen for an older file than this computer last saw, or another; `as_found` opens it
        all the same, with a copy of it put aside first (`JournalFile.found_copy`).
        """
        return self._open(
            lambda: keys.open_with_passphrase(self.places.keys, passphrase, self._policy),
            as_found=as_found,
            to_read=to_read,
            moved_to_read=moved_to_read,
        )

    def unlock_with_code(self, code: str) -> Journal:
        """Open the journal with its recovery code; raises WrongRecoveryCode."""
        return self._open(lambda: keys.open_with_recovery(self.places.keys, code), as_found=False)

    def _open(
        self,
        key: Callable[[], DataKey],
        *,
        as_found: bool,
        to_read: bool = False,
        moved_to_read: bool = False,
    ) -> Journal:
        if self.door() is Door.NEW:
            raise NoJournalHere
        if to_read:
            return self._opened_to_read(key())
        if not taking_place.decided(self.places) and (moved := self._key_if_moved(key)) is not None:
            if moved_to_read:
                return self._opened_to_read(moved)
            moved.zero()
            raise self.moved.refusal()
        self._make_folders()
        self._lock.take()
        try:
            self._finish_restores()
            return self._opened(key(), fresh=False, as_found=as_found)
        except BaseException:
            self._lock.release()
            raise

    def _key_if_moved(self, key: Callable[[], DataKey]) -> DataKey | None:
        """The key of a journal that goes on on another computer; None where it goes on here."""
        if self.moved.on() is None:
            return None
        data_key = key()
        try:
            if self.moved.holds(data_key):
                return data_key
        except BaseException:
            data_key.zero()
            raise
        data_key.zero()
        return None

    def _opened(self, data_key: DataKey, *, fresh: bool, as_found: bool = False) -> Journal:
        from app.services.journal import Journal
        from app.storage.journal_file import JournalFile

        now, places = self.clock.now(), self.places
        copy = places.journal.with_name(f"journal.{self._stamp()}.found.db") if as_found else None
        seen = self._last_seen(data_key.journal_id)
        # As after a restore, too: what lay here before may open no more, and only its backups say what was removed.
        is_new_here = seen is not None and seen.read() is None
        try:
            if fresh:
                file = JournalFile.create(places.journal, places.keys, data_key, DEFAULT_THEMES, now)
                file.seen = seen
            else:
                file = JournalFile.open(
                    places.journal, places.keys, data_key, places.backups, now, read_only=False,
                    seen=seen, found_copy=copy,
                )  # fmt: skip
                with contextlib.ExitStack() as closing:
                    closing.callback(file.close)
                    self._remove_again(file, asks_backup=as_found or is_new_here)
                    closing.pop_all()
        except BaseException:
            data_key.zero()
            raise
        return Journal(file, places, self.clock, self._packs(), self._lock.release)

    def _opened_to_read(self, data_key: DataKey) -> Journal:
        from app.services.journal import Journal
        from app.storage.journal_file import JournalFile

        places = self.places
        try:
            file = JournalFile.open(
                places.journal, places.keys, data_key, places.backups, self.clock.now(), read_only=True,
                seen=self._last_seen(data_key.journal_id),
            )  # fmt: skip
        except BaseException:
            data_key.zero()
            raise
        file.moved_on = self.moved.on()
        return Journal(file, places, self.clock, self._packs(), lambda: None)

    @cached_property
    def moved(self) -> MovedFromHere:
        """Whether the journal here goes on on another computer, and how it goes on here again."""
        from app.services.moving import MovedFromHere

        return MovedFromHere(self.places, self._policy, self._last_seen)

    def put_leftover_aside(self) -> None:
        """Give what an interrupted save left beside the journal another name; raises OpenElsewhere."""
        from app.storage.leftover import beside

        self._lock.take()
        try:
            found = beside(self.places.journal)
            with file_errors():
                found.rename(found.with_name(f"journal.{self._stamp()}.old.db-journal"))
        finally:
            self._lock.release()

    def copy_to_look_into(self, found: Path) -> Path:
        """A folder of its own for a copy of the journal that lies beside it; the copy stays where it is."""
        folder = self.places.data_dir / f"other-copy-{self._stamp()}"
        with file_errors():
            make_folder(folder)
            there = places_in(folder)
            copy_file(self.places.keys, there.keys)
            copy_file(found, there.journal)
        return folder

    def _remove_again(self, file: JournalFile, *, asks_backup: bool) -> None:
        """What was redacted or erased since the backup that was restored is removed again (ruling 27)."""
        from app.services.redacting.replaying import PUT_ASIDE, replay

        if asks_backup or any(self.places.data_dir.glob(PUT_ASIDE)):
            shipped = frozenset(prompt.id for pack in self._packs() for prompt in pack.prompts)
            backups = self.places.backups if asks_backup else None
            replay(file, self.places.data_dir, shipped, backups, self.removing_again)

    def _last_seen(self, journal_id: str) -> LastSeen | None:
        """What this computer last saw of the journal here; a demo holds fiction, and leaves nothing behind."""
        from app.storage.seen import LastSeen

        if journal_id.startswith(DEMO_MARK):
            return None
        return LastSeen(self.places.state, journal_id, self.places.journal)

    def passphrase_opens(self, passphrase: str) -> bool:
        """Whether a passphrase opens this journal; asked again before a plain export."""
        try:
            keys.open_with_passphrase(self.places.keys, passphrase, self._policy).zero()
        except WrongPassphrase:
            return False
        return True

    # ---- changing the keys, and bringing a journal back

    @cached_property
    def changing_keys(self) -> ChangingKeys:
        """Another passphrase or recovery code, and the backups that open with an earlier one."""
        from app.services.changing_keys import ChangingKeys

        return ChangingKeys(
            self.places, self.clock, self._policy, self._lock, self._finish_restores, self._last_seen,
            lambda passphrase: self._note_demo(passphrase, demo=True),
        )  # fmt: skip

    @cached_property
    def restoring(self) -> Restoring:
        """Looking at a backup, and letting its journal take the place of the one that is here."""
        from app.services.restoring import Restoring

        return Restoring(
            self.places, self.clock, self._policy, self._lock, self._put_in_place, self._last_seen
        )

    @cached_property
    def taking_keys(self) -> TakingKeys:
        """Taking the keys from a backup, where those beside the journal are lost or damaged."""
        from app.services.taking_keys import TakingKeys

        return TakingKeys(self.places, self._policy, self._lock, self._stamp)

    @cached_property
    def rescuing(self) -> Rescuing:
        """Making a new journal of what a damaged file still holds."""
        from app.services.rescuing import Rescuing

        return Rescuing(self.places, self.clock, self._policy, self._packs, self._lock, self._put_in_place)

    def _put_in_place(self, decided: Path) -> None:
        """Finish a restore that was decided, from wherever a kill left it; the lock is held."""
        taking_place.put_in_place(self.places, decided)
        self._take_as_it_comes()
        with contextlib.suppress(JournalError):
            if not keys.journal_id_of(self.places.keys).startswith(DEMO_MARK):
                self._note_demo("", demo=False)
        taking_place.clear(decided)

    def _finish_restores(self) -> None:
        taking_place.clear_unfinished(self.places)
        for decided in taking_place.decided(self.places):
            self._put_in_place(decided)

    def _take_as_it_comes(self) -> None:
        """A backup is older than what was last seen, and the person put it here."""
        with contextlib.suppress(JournalError):
            seen = self._last_seen(keys.journal_id_of(self.places.keys))
            if seen is not None:
                seen.forget()
