"""Another passphrase or recovery code for a journal, with a verified backup made first, and for its backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import BackupFailed, JournalError, JournalNotAsSeen, LeftoverOfAnother
from app.paths import make_folder
from app.services.passphrases import must_be_hard_to_guess
from app.storage import keys, taking_place
from app.storage.files import file_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.exchange import Cancelled, Progress
    from app.paths import Places
    from app.services.clock import Clock
    from app.storage.keys import DataKey, KdfPolicy, RecoveryCode
    from app.storage.lockfile import JournalLock
    from app.storage.rewrapping import Rewrapped
    from app.storage.seen import LastSeen


class ChangingKeys:
    """What opens the journal of a folder from now on, and what opens the backups that were made of it."""

    def __init__(
        self,
        places: Places,
        clock: Clock,
        policy: KdfPolicy,
        lock: JournalLock,
        finish_restores: Callable[[], None],
        last_seen: Callable[[str], LastSeen | None],
        note_demo: Callable[[str], None],
    ) -> None:
        """`note_demo` gets the new passphrase where a note of the demo's lies beside the journal."""
        self._places, self._clock, self._policy, self._lock = places, clock, policy, lock
        self._finish_restores, self._last_seen, self._note_demo = finish_restores, last_seen, note_demo

    def change_passphrase(self, current: str, new: str) -> None:
        """Open with another passphrase from now on, with a verified backup made before.

        Raises WrongPassphrase, InvalidInput, BackupFailed; then the passphrase stays as it was.
        """
        data_key = keys.open_with_passphrase(self._places.keys, current, self._policy)
        self._renew(data_key, new)

    def set_passphrase_with_code(self, code: str, new: str) -> None:
        """Choose a new passphrase with the recovery code; raises WrongRecoveryCode, InvalidInput, BackupFailed."""
        if taking_place.decided(self._places):
            with self._lock:
                self._finish_restores()
        self._renew(keys.open_with_recovery(self._places.keys, code), new)

    def _renew(self, data_key: DataKey, new: str) -> None:
        from app.storage import rewrapping

        try:
            must_be_hard_to_guess(new)
            self._back_up_before(data_key, "The passphrase")
            keys.change_passphrase(self._places.keys, data_key, new, self._policy)
            rewrapping.renew_copies(self._places.keys)
            if self._places.demo_note.exists():
                self._note_demo(new)
        finally:
            data_key.zero()

    def new_recovery_code(self, passphrase: str) -> RecoveryCode:
        """Make a new recovery code; the earlier one opens nothing any more. Raises WrongPassphrase, BackupFailed."""
        from app.storage import rewrapping

        data_key = keys.open_with_passphrase(self._places.keys, passphrase, self._policy)
        try:
            self._back_up_before(data_key, "The recovery code")
            code = keys.new_recovery_code(self._places.keys, data_key)
            rewrapping.renew_copies(self._places.keys)
            return code
        finally:
            data_key.zero()

    def _back_up_before(self, data_key: DataKey, what: str) -> None:
        """A verified backup with the key slots as they are still; raises BackupFailed and says what was left."""
        from app.services.restoring import backed_up_with
        from app.storage import leftover

        places = self._places
        try:
            with file_errors():
                make_folder(places.backups)
            if not self._lock.held and leftover.is_there(places.journal):
                with self._lock:
                    leftover.examine(places.journal, data_key, self._last_seen(data_key.journal_id))
            backed_up_with(data_key, places, self._clock)
        except (JournalNotAsSeen, LeftoverOfAnother):  # these say what to do, and nothing was changed
            raise
        except JournalError as error:
            said = f"A backup could not be made first. {what} was left as it was."
            raise BackupFailed(said, error.advice) from error

    # ---- backups that open with an earlier passphrase

    def outdated_backups(self) -> int:
        """How many backups in the folder still open with an earlier passphrase or recovery code."""
        from app.storage import rewrapping

        return len(rewrapping.outdated(self._places.backups, self._places.keys))

    def rewrap_backups(
        self, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Rewrapped:
        """Let those backups open with the passphrase of now, and the earlier one no longer (ruling 24).

        Each is replaced only when its new file was read back and compared. Raises Cancelled, with those
        done kept, BackupFailed, and what the disk can meet.
        """
        from app.domain.exchange import never, no_progress
        from app.storage import rewrapping

        return rewrapping.rewrap(
            self._places.backups, self._places.keys, progress or no_progress, cancelled or never
        )
