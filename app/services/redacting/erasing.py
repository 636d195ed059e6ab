"""Erasing entries for good, and what of them still lies in the backups that Balcony made."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.domain.distilled import Gone
from app.domain.entries import EntryId
from app.domain.errors import JournalError
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.redaction import Words
from app.domain.removing import WORD_TO_ERASE, ErasePreview, OnHold, Removed, StillHeld, check_word
from app.services.care import Care
from app.services.ledger import Ledger
from app.services.redacting.holding import Holding
from app.services.redacting.replaying import PUT_ASIDE
from app.services.redacting.sweeping import Sweeping
from app.storage import backups, chain, erasing, looking_into, remembering, sharing_log, still_standing
from app.storage.files import file_errors
from app.storage.remembering import Kind
from app.storage.whole_copies import whole_copies


class Erasing:
    """Erases entries with their reviews, remarks, versions, typing, import keys and kept copies."""

    def __init__(self, ledger: Ledger, holding: Holding, sweeping: Sweeping) -> None:
        self._ledger = ledger
        self._holding = holding
        self._sweeping = sweeping

    def look(self, entries: Sequence[EntryId]) -> ErasePreview:
        """What erasing these entries removes; raises NoSuchEntry."""
        found = [self._ledger.entry(number) for number in entries]
        held = self._holding.now()
        with self._ledger.file.read() as connection:
            remarks = erasing.remarks_on(connection, entries)
            shares = sharing_log.containing(connection, entries) if entries else ()
        return ErasePreview(
            tuple(entries),
            tuple(one.title for one in found),
            sum(len(one.reviews) for one in found),
            remarks,
            shares,
            tuple(one for one in entries if held.journal or one in held.entries),
            tuple(one.uid for one in found),
        )

    def erase(
        self,
        preview: ErasePreview,
        *,
        confirmed: str,
        despite_hold: bool = False,
        progress: Progress = no_progress,
    ) -> Removed:
        """Erase the entries of a preview; `confirmed` is the typed word “erase”.

        Of several, those on hold are left out and counted. A single one on hold raises OnHold, unless
        `despite_hold` says that the person goes on after the fixed sentence.
        """
        check_word(confirmed, WORD_TO_ERASE)
        held = self._holding.now()
        single = len(preview.entries) == 1
        if single:
            self._holding.check(frozenset(preview.entries), despite_hold=despite_hold)
        elif held.journal:
            raise OnHold
        goes = [one for one in preview.entries if single or one not in held.entries]
        with self._sweeping.removal(progress) as connection:
            today = self._ledger.clock.today()
            for number in goes:
                remembering.note(connection, Kind.ENTRY, today, entry=remembering.uid_of(connection, number))
            chain.forget(connection, erasing.subjects(connection, goes))
            erasing.erase_these(connection, goes)
        left = len(preview.entries) - len(goes)
        return Removed(
            len(goes), len(goes), len(goes), left, self._sweeping.compact(progress), preview.shares
        )


_ASIDE: Final = (PUT_ASIDE, "journal.*.found.db")
"""Journals that a restore, or opening an older file as it was found, put aside: as good as backups."""


class Backed:
    """Which backups Balcony made, and journals it put aside, still hold something; a fresh one in their place."""

    def __init__(self, ledger: Ledger, care: Care, holding: Holding) -> None:
        self._ledger = ledger
        self._care = care
        self._holding = holding

    def holding(
        self,
        words: Words | None = None,
        entries: Collection[str] = (),
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
        gone: Gone | None = None,
    ) -> tuple[StillHeld, ...]:
        """Every backup with its day, and whether it holds these words, or any of these entries (by uid).

        With `gone` also whether it holds a text that went in other words than it had here at the last.
        Each is opened with the key of this journal and looked through, the newest first; `holds` is None for
        one that could not be opened. Stops between two when cancelled, with those looked at.
        """
        found = []
        standing = self._standing(gone)
        made = [(one.path, one.made_at) for one in self._backups()]
        made += [(path, _changed_at(path)) for path in self._aside()]
        for place, (path, made_at) in enumerate(made):
            if cancelled():
                break
            holds = looking_into.holds(self._ledger.file, path, words, frozenset(entries), standing)
            found.append(StillHeld(path, made_at, holds))
            progress(place + 1, len(made))
        return tuple(found)

    def _standing(self, gone: Gone | None) -> still_standing.Asks | None:
        if gone is None:
            return None
        with self._ledger.file.read() as connection:
            return still_standing.asking(connection, gone)

    def _backups(self) -> list[backups.Backup]:
        """Those of the backups folder, and those that were made of a whole copy beside the journal."""
        places = self._care.places
        beside = (folder / places.backups.name for folder in whole_copies(places.data_dir))
        return [one for folder in (places.backups, *beside) for one in backups.backups(folder)]

    def _aside(self) -> list[Path]:
        folder = self._care.places.data_dir
        here = (path for shape in _ASIDE for path in folder.glob(shape))
        beside = (
            path
            for copy in whole_copies(folder)
            for shape in (self._care.places.journal.name, *_ASIDE)
            for path in copy.glob(shape)
        )
        return [*sorted(here, reverse=True), *sorted(beside, reverse=True)]

    def replace(self, paths: Sequence[Path]) -> int:
        """Make a fresh backup, then remove these; how many went. Raises OnHold, BackupFailed.

        One that cannot be removed keeps none of the others; then what kept it is raised.
        """
        self._holding.check_journal()
        fresh = self._care.back_up()
        ours = {one.path for one in self._backups()} | {*self._aside()}
        gone, kept = 0, None
        for path in paths:
            if path == fresh.path or path not in ours:
                continue
            try:
                with file_errors():
                    path.unlink()
                gone += 1
            except JournalError as error:
                kept = error
        if kept is not None:
            raise kept
        return gone


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
