"""A backup half an hour after something was written, and its copy at the second place, while nobody has to wait."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.second_place import PlaceState, SecondPlaceProblem, Standing
from app.services.journal import Journal
from app.storage.backups import Backup
from app.ui.cover import Closing
from app.ui.desk import Desk
from app.ui.locking import steady_seconds

AFTER_SECONDS: Final = 30 * 60
"""How long after the first change since the last backup the next one is due."""
_LOOK_MS: Final = 15_000
_BEGIN_MS: Final = 6_000
"""After the first page and the comparing of the chain have begun."""
_TYPING_SECONDS: Final = 20
_PATIENCE_SECONDS: Final = 5 * 60
"""How long a backup that is due waits for typing to pause."""
_AGAIN_SECONDS: Final = 120
"""Between two tries to reach a place that was not there."""
_LAST_COPY_MS: Final = 30_000


class BackingUp(QObject):
    """Looks four times a minute whether a backup is due, or its copy; lives as long as the journal is open."""

    def __init__(
        self,
        desk: Desk,
        journal: Journal,
        is_over: Callable[[], bool],
        seconds: Callable[[], float] = steady_seconds,
    ) -> None:
        """`is_over` says whether the journal is being closed, which makes a backup itself."""
        super().__init__(desk)
        self._desk, self._journal, self._is_over, self._seconds = desk, journal, is_over, seconds
        self._changed_at: float | None = None
        self._typed_at = self._tried_at = -float("inf")
        self._copied = 0
        self._is_behind = self._is_backing_up = self._is_copying = self._is_ending = False
        self._state: PlaceState | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        desk.draft_kept.connect(self._typed)
        desk.changed.connect(self.look)
        desk.keys_renewed.connect(self.copy)

    def begin(self) -> None:
        """Begin to look; first whether the last session ended without a backup."""
        if self._journal.is_read_only:
            return
        self._timer.start()
        QTimer.singleShot(_BEGIN_MS, self, self._begin)

    def _begin(self) -> None:
        if not self._is_over():
            self._desk.read(lambda journal: journal.care.is_behind(), self._looked, self, failed=_nothing)

    def _looked(self, _is_behind: object) -> None:
        self.look()
        self.copy()

    def _typed(self, _at: object) -> None:
        self._typed_at = self._seconds()

    def look(self, *_change: object) -> None:
        """Back up where that is due and nothing else is under way; copy what was backed up by anybody."""
        now, file = self._seconds(), self._journal.file
        if not file.changed_since_backup:
            self._changed_at = None
        elif self._changed_at is None:
            self._changed_at = now
        if self._is_backing_up or self._is_over():
            return
        if self._changed_at is not None and self._is_quiet(now - self._changed_at - AFTER_SECONDS, now):
            self._back_up()
        elif file.backups_made != self._copied or (
            self._is_behind and now - self._tried_at >= _AGAIN_SECONDS
        ):
            self.copy()

    def _is_quiet(self, overdue: float, now: float) -> bool:
        is_typing = now - self._typed_at < _TYPING_SECONDS and overdue < _PATIENCE_SECONDS
        return overdue >= 0 and not is_typing and not self._desk.jobs.journal_is_busy

    def _back_up(self) -> None:
        self._is_backing_up = True
        self._desk.read(
            lambda journal: journal.care.back_up_if_changed(), self._backed_up, self, failed=self._not_made
        )

    def _backed_up(self, _made: Backup | None) -> None:
        self._is_backing_up = False
        self._desk.backed_up.emit()
        self.look()

    def _not_made(self, error: JournalError) -> None:
        """Told once, and tried again half an hour later: closing tells it too."""
        self._is_backing_up = False
        self._changed_at = self._seconds()
        self._desk.jobs.problem.emit(error, self)

    # ---- the second place

    def copy(self) -> None:
        """Copy to the second place what is not there yet, on a thread of its own."""
        if self._is_over():
            return
        if self._is_copying:
            self._copied = -1  # looked at again once this one is done
            return
        self._is_copying = True
        self._copied, self._tried_at = self._journal.file.backups_made, self._seconds()
        self._desk.read(_on_hold, self._copy, self, failed=self._not_copied)

    def _copy(self, on_hold: bool) -> None:  # noqa: FBT001  what the journal answered
        if self._is_over():
            self._is_copying = False
            return
        place = self._journal.care.second_place
        self._desk.jobs.run(
            lambda job: place.catch_up(thins=not on_hold, cancelled=job.is_cancelled),
            self._is_copied, owner=self, failed=self._not_copied, beside=True,
        )  # fmt: skip

    def _is_copied(self, standing: Standing | None) -> None:
        self._is_behind = self._is_copying = False
        self._tell(standing.state if standing else None)

    def _not_copied(self, error: JournalError) -> None:
        self._is_behind, self._is_copying = True, False
        self._tell(error.state if isinstance(error, SecondPlaceProblem) else self._state)

    def _tell(self, state: PlaceState | None) -> None:
        """Say once that a place cannot be reached; the status line and Settings keep saying it."""
        before, self._state = self._state, state
        if state is not None and state.wants_help and state is not before:
            self._desk.say("The backup is made, but not copied to the second place. Settings says why.")
        self._desk.backed_up.emit()

    # ---- the end

    def copies_last(self, closing: QWidget | None, then: Callable[[], None]) -> bool:
        """Whether the last backup is still to be copied; then that is begun, and `then` follows it.

        It follows too when nobody wants to wait, or after half a minute. What is not done is caught up at the
        next start. The key of the journal is gone by now. Says no when asked a second time.
        """
        if self._is_ending or not isinstance(closing, Closing):
            return False
        if not self._journal.care.places.backup_place.exists():
            return False
        self._is_ending = True
        place, jobs = self._journal.care.second_place, self._desk.jobs

        def ends(*_how: object) -> None:
            if not waiting.isActive():
                return
            waiting.stop()
            then()

        waiting = QTimer(self)
        waiting.setSingleShot(True)
        waiting.setInterval(_LAST_COPY_MS)
        waiting.timeout.connect(then)
        waiting.start()
        closing.say_copying()
        closing.done.connect(ends)
        jobs.run(
            lambda job: place.catch_up(thins=False, cancelled=job.is_cancelled),
            ends, owner=self, failed=ends, beside=True,
        )  # fmt: skip
        return True


def _on_hold(journal: Journal) -> bool:
    return journal.care.is_on_hold()


def _nothing(_error: JournalError) -> None:
    """Whoever asks the journal next meets the same and tells it."""
