"""What mends a problem of the file or the disk while the journal is open: the words of a button and what it does."""

from collections.abc import Callable

from app.domain.errors import (
    BackupDamaged,
    BackupFailed,
    ContentElsewhere,
    DiskFull,
    JournalDamaged,
    JournalError,
    JournalReadOnly,
    JournalReplaced,
    NotAllowed,
    OpenToReadOnly,
    StorageProblem,
)
from app.ui.desk import Desk
from app.ui.problem_above import PUT_AWAY

_OPENED_ANEW = (ContentElsewhere, JournalReadOnly, NotAllowed, OpenToReadOnly, StorageProblem)
_OF_ROOM = (BackupFailed, DiskFull)


def mending(error: JournalError, desk: Desk) -> tuple[str, Callable[[], object] | None]:
    """The button for a problem; None where there is nothing but to put the message away."""
    if isinstance(error, JournalReplaced):
        return "Make a backup now", lambda: _back_up(desk)
    if isinstance(error, JournalDamaged) and not isinstance(error, BackupDamaged):
        # the way to its backups, and to a rescue, begins at the door
        return "Lock, to restore or rescue it", desk.lock_wanted.emit
    if isinstance(error, _OPENED_ANEW):
        return "Lock, to open it again", desk.lock_wanted.emit
    if isinstance(error, _OF_ROOM):
        return "Show where it lies", lambda: desk.go("settings", section="files")
    return PUT_AWAY, None


def _back_up(desk: Desk) -> None:
    desk.act(lambda journal: journal.care.back_up(), desk, said="A verified backup is made.")
