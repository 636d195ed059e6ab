"""Copying to the second place while the journal is locked: it needs no key, and nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from app.domain.errors import JournalError
    from app.ui.door.step import Doorstep
    from app.ui.jobs import Job

_AT_THE_DOOR_MS: Final = 3_000


class CopyingAtTheDoor(QObject):
    """After locking, and at every start, copies what is not at the second place yet: that needs no key.

    Nothing is thinned there, since nobody can ask a locked journal whether it is on hold.
    """

    def __init__(self, step: Doorstep, parent: QObject) -> None:
        super().__init__(parent)
        self._step = step
        if step.places.backup_place.exists():
            QTimer.singleShot(_AT_THE_DOOR_MS, self, self.copy)

    def copy(self) -> None:
        """Copy on a thread of its own; what goes wrong is told once the journal is open."""
        if self._step.entered:
            return
        places = self._step.places

        def work(job: Job) -> None:
            from app.services.clock import Clock
            from app.services.second_place import SecondPlace
            from app.storage import keys

            place = SecondPlace(places, keys.journal_id_of(places.keys), self._step.clock or Clock())
            place.catch_up(thins=False, cancelled=job.is_cancelled)

        self._step.jobs.run(work, None, owner=self, failed=_nothing, beside=True)


def _nothing(_error: JournalError) -> None:
    """Kept by the second place itself, and shown with it."""
