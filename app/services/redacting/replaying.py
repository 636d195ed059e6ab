"""After a restore: what was redacted or erased since that backup is removed again at the first opening."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.domain.errors import JournalError
from app.domain.whole import JsonValue
from app.storage import backups, looking_into, remembering, settings
from app.storage.journal_file import JournalFile
from app.storage.remembering import Note

_DONE: Final = "removals_taken_from"
PUT_ASIDE: Final = "journal.*.old.db"
"""What a restore leaves of the journal it replaced; it notes every removal up to then."""


def replay(
    file: JournalFile, folder: Path, shipped: frozenset[str], newest_backup_in: Path | None = None
) -> int:
    """Remove again what journals put aside in `folder` say was removed; how many removals were new here.

    With `newest_backup_in` the newest backup of that folder is asked as well: a file opened as it was found
    may be older than it. Each is asked once. Nothing here keeps a journal from being opened: what could not be
    read is asked again the next time.
    """
    with contextlib.suppress(JournalError, OSError):
        aside = sorted(folder.glob(PUT_ASIDE))
        newest = backups.backups(newest_backup_in)[:1] if newest_backup_in else ()
        if not aside and not newest:
            return 0
        with file.read() as connection:
            asked = settings.setting(connection, _DONE, [])
        known = set(asked if isinstance(asked, list) else [])
        fresh = [path for path in aside if path.name not in known]
        if fresh or newest:
            found = [note for path in fresh for note in looking_into.notes_in(file, path)]
            found += [note for one in newest for note in looking_into.notes_in_backup(file, one.path)]
            return _again(file, found, shipped, [path.name for path in aside] if fresh else None)
    return 0


def _again(file: JournalFile, found: Sequence[Note], shipped: frozenset[str], names: list[str] | None) -> int:
    with file.untracked() as connection:
        unique = {one.uid: one for one in found}
        count = remembering.replay(
            connection, tuple(unique.values()), file.keyed(remembering.PURPOSE), shipped
        )
        if names is not None:
            settings.note(connection, _DONE, list[JsonValue](names))
    if count:
        file.words.forget()
        file.drawn.note(None)
        file.compact()
    return count
