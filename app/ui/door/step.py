"""What every page of the door shares: where the journal lies, and the way to it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.domain.moving import MARKED
from app.paths import Places
from app.ui.collecting import keep_what_is_loaded

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.errors import JournalError
    from app.services.clock import Clock
    from app.services.journal import Journal
    from app.services.vault import Vault
    from app.storage.keys import RecoveryCode
    from app.ui.jobs import Job, Jobs

    MakeVault = Callable[[Places, Clock | None], Vault]

NOTE: Final = "BALCONY_NOTE"
"""Carries one sentence to the fresh process after locking; arguments can be seen by other programs."""


class DoorPage(StrEnum):
    """The pages of the door."""

    FIRST = "first"
    UNLOCK = "unlock"
    MAKE = "make"
    CODE = "code"
    RESTORE = "restore"
    RESTORE_ONE = "restore-one"
    KEYS = "keys"
    RESCUE = "rescue"
    DEMO = "demo"
    AGAIN = "again"


@dataclass(frozen=True)
class Opened:
    """A journal that was opened; `code` is there when it was made just now."""

    journal: Journal
    vault: Vault
    places: Places
    is_demo: bool
    code: RecoveryCode | None = None


class Doorstep(QObject):
    """Before the door of one folder. Nothing of the journal's own machinery is loaded before it is needed."""

    opened = Signal(object)  # Opened
    turned = Signal(object)  # DoorPage
    moved = Signal(object)  # Places

    def __init__(
        self, places: Places, make_vault: MakeVault, clock: Clock | None = None, note: str = ""
    ) -> None:
        super().__init__()
        self.places = places
        self.make_vault = make_vault
        self.clock = clock
        self.note = note
        self.backup: Path | None = None
        """The backup that was chosen on the page before."""
        self._vault: Vault | None = None
        self._jobs: Jobs | None = None
        self.entered = False

    @property
    def vault(self) -> Vault:
        """The way into the folder."""
        if self._vault is None:
            self._vault = self.make_vault(self.places, self.clock)
        return self._vault

    @property
    def jobs(self) -> Jobs:
        """The threads; handed on to the open journal."""
        if self._jobs is None:
            from app.ui.jobs import Jobs

            self._jobs = Jobs()
        return self._jobs

    def first_page(self) -> DoorPage:
        """Where to begin, by what lies in the folder; asks the disk only for names."""
        return DoorPage.UNLOCK if may_hold_journal(self.places) else DoorPage.FIRST

    @property
    def waits_for_passphrase(self) -> bool:
        """Whether nothing is asked here but the passphrase of the own journal."""
        return self.first_page() is DoorPage.UNLOCK and not self.is_demo and not self.note

    @property
    def may_be_moved(self) -> bool:
        """Whether any journal was marked here as moved to another computer; which one takes a look at its keys."""
        try:
            return not self.is_demo and any(self.places.state.glob(f"{MARKED}*"))
        except OSError:
            return False

    @property
    def is_demo(self) -> bool:
        """Whether a demo journal lies here."""
        try:
            return self.places.demo_note.exists()
        except OSError:
            return False

    def demo_places(self) -> Places:
        """The folder of the demo journal, beside the own one."""
        return Places(self.places.data_dir / "demo", self.places.config_dir)

    def use(self, places: Places) -> None:
        """Stand before the door of another folder."""
        self.stand_before(places)
        self.moved.emit(places)

    def stand_before(self, places: Places) -> None:
        """Take another folder without turning the page."""
        self.places, self._vault = places, None

    def turn_to(self, page: DoorPage, note: str = "") -> None:
        """Ask for another page, with something to say on it."""
        self.note = note
        self.turned.emit(page)

    def warm_up(self) -> None:
        """Load the journal's machinery while the person types."""
        self.jobs.run(lambda _job: _load(self), lambda _none: keep_what_is_loaded(), owner=self)

    def enter(
        self,
        ask: Callable[[Vault], tuple[Journal, RecoveryCode | None]],
        owner: QObject,
        failed: Callable[[JournalError], None],
        removing_again: Callable[[int, int | None], None] | None = None,
    ) -> Job:
        """Open or make the journal on its own thread, where the key is derived too; then `opened`.

        `removing_again` is told how far it is with removing again what was removed since a backup.
        """
        places, jobs = self.places, self.jobs

        def work(job: Job) -> Opened:
            from app.domain.exchange import no_progress

            vault = self.vault  # made here: its modules take a moment to load
            vault.removing_again = jobs.progress_of(job)
            try:
                journal, code = ask(vault)
            finally:
                vault.removing_again = no_progress  # a vault outlives the page that asked
            return Opened(journal, vault, places, journal.was_made_as_demo, code)

        return jobs.run(work, self._arrived, owner=owner, failed=failed, progressed=removing_again)

    def _arrived(self, opened: Opened) -> None:
        self.entered = True
        self.opened.emit(opened)

    def leave(self) -> None:
        """The window closes before anything was opened."""
        if self._jobs is not None and not self.entered:
            with contextlib.suppress(RuntimeError):
                self._jobs.finish()


def may_hold_journal(places: Places) -> bool:
    """Whether a journal lies here, or a restore of one that was cut off just before it got its name.

    A folder that may not be looked into is not an empty one: unlocking says why.
    """
    try:
        if places.journal.exists():
            return True
    except OSError:
        return True
    from app.storage.taking_place import decided  # most doors have their journal, and need none of it

    return bool(decided(places))


def _load(step: Doorstep) -> None:
    import app.services.journal
    import app.storage.journal_file
    import app.ui.open_journal
    import app.ui.today.page  # noqa: F401  other pages are loaded when they are first opened

    _ = step.vault
