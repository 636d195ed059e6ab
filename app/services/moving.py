"""Moving a journal to another computer: one verified file, and the journal here open to be read only from then on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.errors import JournalError, JournalMoved, OpenToReadOnly, WrittenSinceMoving
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress, never, no_progress
from app.domain.moving import FORM, MARKED, Moved, MovedFile, NotTaken, ToMove
from app.domain.second_place import SecondPlaceProblem
from app.paths import Places
from app.storage import keys

if TYPE_CHECKING:
    from datetime import date

    from app.services.journal import Journal
    from app.services.second_place import SecondPlace
    from app.storage.backups import Backup
    from app.storage.keys import DataKey, KdfPolicy
    from app.storage.moved import MovedMark
    from app.storage.seen import LastSeen

_DEMO: Final = "This is the demo journal. It is not moved: make your own first, or look round here."
_READ_ONLY: Final = (
    "This journal is open to be read only. Lock it, and open it where it may be written, to move it."
)


def look(journal: Journal) -> ToMove:
    """What would be moved."""
    why = _DEMO if journal.was_made_as_demo else ""
    if journal.is_read_only:
        why = JournalMoved(journal.moved_on).message if journal.moved_on else _READ_ONLY
    drafts = [form for form in journal.drafts.all() if form != FORM]
    place = journal.care.second_place.folder
    return ToMove(journal.finding.count(), len(drafts), journal.care.synced_by(), place, why)


def make(journal: Journal) -> tuple[Backup, str]:
    """A verified backup with everything up to now, and how far that is; raises OpenToReadOnly, BackupFailed.

    Where the walk of moving stands does not travel: on the other computer it has not begun.
    """
    _must_be_writable(journal)
    stands = journal.drafts.of(FORM)
    if stands is not None:
        journal.drafts.drop(FORM)
    try:
        backup = journal.care.back_up()
    finally:
        if stands is not None:
            journal.drafts.keep(FORM, stands.fields)
    return backup, _far(journal)


def copy(
    place: SecondPlace,
    backup: Backup,
    far: str,
    folder: Path,
    progress: Progress = no_progress,
    cancelled: Asked = never,
) -> MovedFile:
    """Copy it to the folder that was chosen, read it back and compare it; runs beside the journal.

    Raises PlaceRefused, NotTaken and Cancelled, with nothing left there.
    """
    try:
        path = place.copy_once(backup, folder, progress, cancelled)
    except SecondPlaceProblem as problem:
        raise NotTaken(problem.state) from problem
    return MovedFile(path, backup.made_at, backup.entries, far)


def is_written_since(journal: Journal, file: MovedFile) -> bool:
    """Whether the journal holds anything the file lacks, typing that is kept as a draft too."""
    return _far(journal) != file.far


def leave_to_read(journal: Journal, mark: MovedMark, file: MovedFile) -> str:
    """Mark the journal here as moved and close it; what the door is to say.

    Raises OpenToReadOnly, WrittenSinceMoving, and what writing the mark can meet: then nothing was changed.
    """
    _must_be_writable(journal)
    if is_written_since(journal, file):
        raise WrittenSinceMoving
    from app.storage.moved import moved_now

    today = journal.clock.today()
    with journal.file.read() as connection:
        now = moved_now(connection, today)
    journal.drafts.drop(FORM)
    mark.set(now)  # after everything that may go wrong: what is marked is written no more
    journal.close(back_up=False)  # the file that was taken along is the backup, and lies among them too
    return "The journal here is closed. From now on it opens to be read."


def _must_be_writable(journal: Journal) -> None:
    if journal.is_read_only:
        raise OpenToReadOnly if journal.moved_on is None else JournalMoved(journal.moved_on)


def _far(journal: Journal) -> str:
    from app.storage.moved import far

    with journal.file.read() as connection:
        return far(connection)


class MovedFromHere:
    """Whether the journal of a folder was moved from this computer. The journal itself need not be open."""

    def __init__(
        self, places: Places, policy: KdfPolicy, last_seen: Callable[[str], LastSeen | None]
    ) -> None:
        self._places, self._policy, self._last_seen = places, policy, last_seen

    def mark(self, journal_id: str) -> MovedMark | None:
        """Where it is marked; None for a demo, which is not moved."""
        from app.storage.moved import MovedMark

        seen = self._last_seen(journal_id)
        return None if seen is None else MovedMark(seen)

    def on(self) -> date | None:
        """The day it was moved; None where it was not."""
        found = self._found()
        return found[1].on if found else None

    def holds(self, data_key: DataKey) -> bool:
        """Whether it is still so; a journal that was written on elsewhere and brought back is marked no more."""
        from app.storage.moved import came_back

        found = self._found()
        if found is None:
            return False
        mark, moved = found
        if not came_back(moved, self._places.journal, data_key):
            return True
        mark.clear()
        return False

    def refusal(self) -> JournalError:
        """What keeps it from being opened to be written."""
        on = self.on()
        return OpenToReadOnly() if on is None else JournalMoved(on)

    def write_here_again(self, passphrase: str) -> None:
        """Let the journal go on here; raises WrongPassphrase, and what removing the mark can meet."""
        keys.open_with_passphrase(self._places.keys, passphrase, self._policy).zero()
        found = self._found()
        if found is not None:
            found[0].clear()

    def _found(self) -> tuple[MovedMark, Moved] | None:
        try:
            if not any(self._places.state.glob(f"{MARKED}*")):
                return None
            mark = self.mark(keys.journal_id_of(self._places.keys))
        except (
            OSError,
            JournalError,
        ):  # what is wrong with the folder or the keys is said by whoever opens them
            return None
        moved = mark.read() if mark is not None else None
        return None if mark is None or moved is None else (mark, moved)
