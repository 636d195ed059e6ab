"""Backups: where they are, when the last was verified, making one now, and the second place they are copied to."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.errors import JournalError
from app.domain.thinning import DAYS, MONTHS, RECENT, WEEKS
from app.services.journal import Journal
from app.storage.backups import Backup
from app.ui.desk import Desk
from app.ui.settings.second_place import SecondPlacePart
from app.ui.settings.section import Rows, Section, moment_words
from app.ui.widgets import Body, Disclosure, Muted, ProgressPanel, QuietButton

_WHEN: Final = (
    "A backup is one encrypted file. Balcony makes one when it closes or locks, half an hour after you wrote "
    "something, and before an import, a restore, a change of the keys or a new version. It is opened and "
    "counted before it gets its name."
)
_KEPT: Final = (
    f"It keeps the latest {RECENT}, one for each of the latest {DAYS} days, {WEEKS} weeks and {MONTHS} months "
    "that have any, and always the one with the most entries. On hold it keeps all."
)
_BACK: Final = "To bring one back, lock Balcony and choose “Open another journal or restore a backup”."


@dataclass(frozen=True)
class _Found:
    folder: Path
    backups: tuple[Backup, ...]


class BackupsSection(Section):
    """The last one first, then what can be done; every single one, and how they are kept, are folded away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._last, self._where = Body(), Muted(selectable=True)
        self._button = QuietButton("Back up now")
        self._button.clicked.connect(self._back_up)
        self._progress = ProgressPanel("Making a backup and opening it to check it…", can_cancel=False)
        self._every, self._rows = Disclosure(""), Rows()
        self._every.add(self._rows)
        self._second = SecondPlacePart(desk)
        self._second.begun.connect(self.clear_problem)
        self._second.failed.connect(self.tell)
        for part in (self._last, self._where):
            self.add(part)
        self.add_row(self._button)
        self.add(self._progress)
        self.add(self._every)
        self.add(self._second)
        about = Disclosure("How backups are made, kept and brought back")
        for words in (_WHEN, _KEPT, _BACK):
            about.add(Muted(words))
        self.add(about)
        self._progress.hide()
        self._shown: _Found | None = None
        desk.backed_up.connect(self._backed_up)

    def refresh(self) -> None:
        """Ask for the backups, and how the second place stands."""
        self.desk.read(_found, self._show, self, key="backups")
        self._second.refresh()

    def _backed_up(self) -> None:
        """Made or copied without being asked for."""
        if self.isVisible():
            self.refresh()

    def _show(self, found: _Found) -> None:
        if found == self._shown:
            return
        self._shown = found
        newest = found.backups[:1]
        self._last.setText(f"Last verified backup: {_words(newest[0])}." if newest else "No backup yet.")
        count = len(found.backups)
        lie = "It lies" if count == 1 else f"{count:,} lie" if count else "They will lie"
        self._where.setText(f"{lie} in {found.folder}")
        self._every.set_title(f"All {count:,} backups")
        self._every.setVisible(count > 1)
        self._rows.clear()
        for backup in found.backups:
            self._rows.say(_words(backup))

    def _back_up(self) -> None:
        self.clear_problem()
        self._button.setEnabled(False)
        self._progress.show()
        self.desk.long(
            lambda journal, _job: journal.care.back_up(),
            self,
            self._made,
            progressed=self._progressed,
            failed=self._failed,
            changes=True,
        )

    def _progressed(self, done: int, of: int | None) -> None:
        self._progress.set_progress(done, of or 0)

    def _made(self, backup: Backup) -> None:
        self._rest()
        self.desk.say(f"A verified backup was made, with {_entries(backup.entries)}.")

    def _failed(self, error: JournalError) -> None:
        self._rest()
        self.tell(error)

    def _rest(self) -> None:
        self._progress.hide()
        self._button.setEnabled(True)
        self._button.setFocus()


def _found(journal: Journal) -> _Found:
    return _Found(journal.care.places.backups, journal.care.backups())


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _words(backup: Backup) -> str:
    size = f"{backup.size / 1_000_000:,.1f} MB"
    return f"{moment_words(backup.made_at)} · {_entries(backup.entries)} · {size}"
