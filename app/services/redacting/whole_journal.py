"""Erasing the whole journal: its files, its keys, and, where that is wanted, the backups Balcony made of it."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.domain.errors import JournalError, OpenToReadOnly
from app.domain.removing import WORD_TO_ERASE, JournalErasure, OnHold, check_word
from app.paths import Places
from app.services.journal import Journal
from app.storage import sharing_log, tried
from app.storage.backups import backups
from app.storage.files import file_errors
from app.storage.lockfile import JournalLock
from app.storage.moved import MovedMark
from app.storage.rows import fetched
from app.storage.seen import LastSeen
from app.storage.whole_copies import whole_copies

_OURS: Final = (
    "journal.db*",
    "journal.keys*",
    "journal.*.old.db*",
    "journal.*.found.db*",
    "journal.demo",
    "journal.lock*",
)
_LEFT_BY_A_KILL: Final = (".rest*", ".rescue-*", ".look-*", "backups/.looking-*")
"""Folders in which a restore, a rescue or a look was being made: all in them is a copy of the journal."""


def look(journal: Journal) -> JournalErasure:
    """What erasing the journal removes; nothing is removed yet."""
    places, held = journal.care.places, journal.removal.holding.now()
    with journal.file.read() as connection:
        entries = fetched(connection, "SELECT count(*) FROM entry")[0][0]
        shares = len(sharing_log.log(connection))
    return JournalErasure(
        entries,
        shares,
        _files(places, journal),
        tuple(one.path for folder in _folders(places) for one in backups(folder / places.backups.name)),
        OnHold.message if held.journal or held.entries else "",
        journal.care.second_place.folder,
    )


def erase(
    journal: Journal, preview: JournalErasure, *, confirmed: str, with_backups: bool
) -> tuple[Path, ...]:
    """Close the journal and remove its files for good; gives those that could not be removed.

    The keys go first: without them, what a disk may still hold of the journal opens no more. `with_backups`
    removes the backups Balcony made here as well; without it they stay, and open with their own copy of the
    keys. Raises InvalidInput for another word than “erase”, and OnHold while anything is on hold: the hold is
    ended first, which is noted. One that is open to be read only raises OpenToReadOnly, unless it was moved to
    another computer: then it goes while nobody else has it open, which raises OpenElsewhere.
    """
    check_word(confirmed, WORD_TO_ERASE)
    if journal.is_read_only:  # another window may be writing in it
        if journal.moved_on is None:
            raise OpenToReadOnly
        with JournalLock(journal.care.places.lock):
            pass  # let go at once: on Windows its file could not be removed while it is held
    journal.removal.holding.check_journal()
    places = journal.care.places
    with contextlib.suppress(JournalError):  # what cannot be noted there must not keep the journal here
        journal.care.second_place.stop()
    journal.file.changed_since_backup = False  # nobody is to make a backup of what is going
    journal.close(back_up=False)
    files = _files(places, journal)  # only now: closing notes once more how far the journal went
    keys_first = sorted(files, key=lambda path: not path.name.startswith("journal.keys"))
    left = _removed(keys_first)
    if with_backups:
        left += _removed(preview.backups)
    _let_go_of_empty(places)
    return tuple(left)


def _files(places: Places, journal: Journal) -> tuple[Path, ...]:
    last = journal.file.seen
    if (
        journal.moved_on is not None
    ):  # what is only read notes nothing there, and what was noted goes all the same
        last = LastSeen(places.state, journal.file.journal_id, places.journal)
    seen = [last.path, tried.path_of(last), MovedMark(last).path] if last is not None else []
    shapes = [(folder, pattern) for folder in _folders(places) for pattern in _OURS]
    shapes += [(places.data_dir, f"{pattern}/**/*") for pattern in _LEFT_BY_A_KILL]
    found = [path for folder, pattern in shapes for path in sorted(folder.glob(pattern)) if path.is_file()]
    kept = [] if places.demo_note.exists() else [places.preferences]  # a demo has those of the own journal
    return tuple(path for path in dict.fromkeys([*found, *seen, *kept]) if path.exists())


def _folders(places: Places) -> tuple[Path, ...]:
    """Where this journal lies, and whole copies that Balcony made of it beside it, with their own keys."""
    return places.data_dir, *whole_copies(places.data_dir)


def _let_go_of_empty(places: Places) -> None:
    """Folders in which nothing is left; one that holds anything of somebody else's stays."""
    made = [path for pattern in _LEFT_BY_A_KILL for path in places.data_dir.glob(pattern)]
    for top in (*whole_copies(places.data_dir), *made):
        inside = (path for path in top.rglob("*") if path.is_dir())
        for folder in (*sorted(inside, reverse=True), top):
            with contextlib.suppress(OSError):
                folder.rmdir()


def _removed(paths: Iterable[Path]) -> list[Path]:
    """Overwrite what is small, unlink all; those that are still there."""
    left = []
    for path in paths:
        try:
            with file_errors():
                if path.name.startswith("journal.keys"):
                    _overwrite(path)
                path.unlink(missing_ok=True)
        except JournalError:  # whatever keeps one file, the others still go
            left.append(path)
    return left


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * path.stat().st_size)
        file.flush()
        os.fsync(file.fileno())
