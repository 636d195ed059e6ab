"""Backups: where they are, when the last was verified, and making one now."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import JournalError
from app.domain.thinning import DAYS, MONTHS, RECENT, WEEKS
from app.services.journal import Journal
from app.storage.backups import Backup
from app.ui.desk import Desk
from app.ui.settings.section import Rows, Section, moment_words
from app.ui.settings.try_restore import TryRestore
from app.ui.widgets import Body, Muted, ProgressPanel, QuietButton


@dataclass(frozen=True)
class _Found:
    folder: Path
    backups: tuple[Backup, ...]


class BackupsSection(Section):
    """Each backup is opened and counted before it gets its name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Muted(
                "A backup is one encrypted file. Balcony makes one when it closes or locks, and before an "
                "import, if something changed, opens it and counts what is in it. Copy one to a second place from time to time: "
                "these lie on the same disk as the journal."
            )
        )
        self.add(
            Muted(
                f"It keeps the latest {RECENT}, one for each of the latest {DAYS} days, {WEEKS} weeks and "
                f"{MONTHS} months that have any, and always the one with the most entries. On hold it keeps all."
            )
        )
        self._last, self._where = Body(), Muted(selectable=True)
        self._button = QuietButton("Back up now")
        self._button.clicked.connect(self._back_up)
        self._progress = ProgressPanel("Making a backup and opening it to check it…", can_cancel=False)
        self._rows = Rows()
        for part in (self._last, self._where):
            self.add(part)
        self.add_row(self._button)
        self.add(self._progress)
        self.add(self._rows)
        self.add(
            Muted("To bring one back, lock Balcony and choose “Open another journal or restore a backup”.")
        )
        self._try_restore = TryRestore(desk)
        self.add(self._try_restore)
        self._progress.hide()
        self._shown: _Found | None = None

    def refresh(self) -> None:
        """Ask for the backups."""
        self._try_restore.refresh()
        self.desk.read(_found, self._show, self, key="backups")

    def _show(self, found: _Found) -> None:
        if found == self._shown:
            return
        self._shown = found
        newest = found.backups[:1]
        self._last.setText(
            f"Last verified backup: {moment_words(newest[0].made_at)}." if newest else "No backup yet."
        )
        self._where.setText(f"They lie in {found.folder}")
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
