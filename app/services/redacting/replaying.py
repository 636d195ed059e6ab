"""After a restore: what was put on hold, redacted or erased since that backup is so again at the first opening."""

import contextlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from app.domain.errors import JournalError
from app.domain.exchange import Progress, no_progress
from app.domain.removing import PlaceKind
from app.services.redacting.covered import drop_typed, sealed_with_key, typed_behind_cover
from app.storage import backups, holds, looking_into, redacting, remembering
from app.storage.backup_about import came_to
from app.storage.journal_file import JournalFile
from app.storage.redacting import Open
from app.storage.remembering import Kind, Note
from app.storage.unchanged import Texts

_MOST_ASKED: Final = 8
PUT_ASIDE: Final = "journal.*.old.db"
"""What a restore leaves of the journal it replaced; it notes every removal up to then."""


def replay(
    file: JournalFile,
    folder: Path,
    shipped: frozenset[str],
    newest_backup_in: Path | None = None,
    progress: Progress = no_progress,
) -> int:
    """Hold and remove again what journals put aside in `folder` say; how many removals were new here.

    With `newest_backup_in` the newest backup of this journal in that folder is asked as well: a file opened as
    it was found, or restored, may be older than it. A removal that is noted here already is not done twice.
    Nothing here keeps a journal from being opened: what could not be done is done the next time.
    """
    count = 0
    with contextlib.suppress(JournalError, OSError):
        aside = sorted(folder.glob(PUT_ASIDE), reverse=True)[:_MOST_ASKED]
        newest = _newest_that_differs(file, newest_backup_in) if newest_backup_in else None
        _hold_again(file, aside, newest)
        found = {path: looking_into.notes_in(file, path) for path in aside}
        if newest is not None:
            found[newest] = looking_into.notes_in_backup(file, newest)
        with file.read() as connection:
            known = {one.uid for one in remembering.notes(connection)}
        fresh = {one.uid: one for noted in found.values() for one in noted if one.uid not in known}
        if fresh:
            progress(0, None)
            there = _texts_there(file, found, fresh)
            count = _again(file, tuple(fresh.values()), shipped, there, progress)
            file.compact()
    return count


def _newest_that_differs(file: JournalFile, folder: Path) -> Path | None:
    """The newest backup of this journal, unless it had come exactly as far: then it says nothing new."""
    newest = backups.newest_of(folder, file.journal_id)
    with file.read() as connection:
        is_same = newest is None or newest.came_to == came_to(connection)
    return None if newest is None or is_same else newest.path


def _texts_there(
    file: JournalFile, found: Mapping[Path, Sequence[Note]], fresh: Collection[str]
) -> dict[str, Texts]:
    """By the uid of each new note, the texts of the first file it was found in."""
    there: dict[str, Texts] = {}
    for path, noted in found.items():
        first_here = [one.uid for one in noted if one.uid in fresh and one.uid not in there]
        if first_here:
            there |= dict.fromkeys(first_here, looking_into.texts_in(file, path))
    return there


def _again(
    file: JournalFile,
    fresh: Sequence[Note],
    shipped: frozenset[str],
    there: Mapping[str, Texts],
    progress: Progress,
) -> int:
    with file.untracked() as connection:
        secret = file.keyed(remembering.PURPOSE)
        count = remembering.replay(connection, fresh, secret, shipped, there, progress)
        for one in fresh:
            if one.kind in (Kind.PASSAGE, Kind.NAME) and not one.entry:
                _from_what_is_sealed(connection, file, one, secret)
    file.words.forget()
    file.drawn.note(None)
    return count


def _from_what_is_sealed(connection: Open, file: JournalFile, one: Note, secret: bytes) -> None:
    search = one.search(secret)
    if remembering.is_meant(connection, (PlaceKind.DRAFT, 0), one):
        drop_typed(connection, typed_behind_cover(connection, file, search))
    rounds = sealed_with_key(connection, file, search)
    meant = [number for number in rounds if remembering.is_meant(connection, (PlaceKind.ROUND, number), one)]
    redacting.close_rounds(connection, meant)


def _hold_again(file: JournalFile, aside: Sequence[Path], backup: Path | None) -> None:
    """What was put on hold since is on hold here too, before anything is removed or thinned (ruling 28).

    Each file is taken at its word once: what a person ends afterwards stays ended. A backup counts only where
    it goes further than what is here.
    """
    with file.read() as connection:
        taken, reached = holds.taken_from(connection), holds.holds_of(connection).changes
    for path in (*aside, *([backup] if backup else [])):
        there = None if path.name in taken else looking_into.holds_in(file, path)
        if there is not None and there.any and (path != backup or there.changes > reached):
            with file.untracked() as connection:
                holds.take_on(connection, path.name, there)
