"""After a restore: what was redacted or erased since that backup is removed again at the first opening."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.domain.errors import JournalError
from app.storage import backups, looking_into, remembering
from app.storage.journal_file import JournalFile
from app.storage.remembering import Note

_MOST_ASKED: Final = 8
PUT_ASIDE: Final = "journal.*.old.db"
"""What a restore leaves of the journal it replaced; it notes every removal up to then."""


def replay(
    file: JournalFile, folder: Path, shipped: frozenset[str], newest_backup_in: Path | None = None
) -> int:
    """Remove again what journals put aside in `folder` say was removed; how many removals were new here.

    With `newest_backup_in` the newest backup of this journal in that folder is asked as well: a file opened as
    it was found, or restored, may be older than it. A removal that is noted here already is not done twice. Nothing here keeps a journal
    from being opened: what could not be done is done the next time.
    """
    count = 0
    with contextlib.suppress(JournalError, OSError):
        aside = sorted(folder.glob(PUT_ASIDE), reverse=True)[:_MOST_ASKED]
        found = [note for path in aside for note in looking_into.notes_in(file, path)]
        newest = backups.newest_of(newest_backup_in, file.journal_id) if newest_backup_in else None
        if newest is not None:
            found += looking_into.notes_in_backup(file, newest.path)
        with file.read() as connection:
            known = {one.uid for one in remembering.notes(connection)}
        fresh = {one.uid: one for one in found if one.uid not in known}
        if fresh:
            count = _again(file, tuple(fresh.values()), shipped)
            file.compact()
    return count


def _again(file: JournalFile, fresh: Sequence[Note], shipped: frozenset[str]) -> int:
    with file.untracked() as connection:
        count = remembering.replay(connection, fresh, file.keyed(remembering.PURPOSE), shipped)
    file.words.forget()
    file.drawn.note(None)
    return count
