"""Restoring one backup: its passphrase, what is in it and what is here, and only then the restore."""

from app.domain.errors import Cancelled, JournalError
from app.domain.restoring import Opener, Restored, RestorePreview
from app.domain.restoring_told import MOST_WORDS, entries, moment, preview_words, restored_words
from app.storage.backups import Backup, backup_at
from app.ui.door.backup_opener import BackupOpener
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep
from app.ui.jobs import Job
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Body, BusyLine, LinkButton, PrimaryButton, ProgressPanel, QuietButton

LOOK, RESTORE = "Look into it", "Restore it"


class RestoreOne(DoorSheet):
    """Nothing moves before the last button; on the way there it can be left at any step."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__("Restore a backup", "Nothing moves until you have seen what is in it.")
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self._job: Job | None = None
        self._preview: RestorePreview | None = None
        self._opener = Opener()
        self.card.set_title("Open the backup")
        self.about = Body(f"The backup {step.backup.name}." if step.backup is not None else "")
        self.asked = BackupOpener()
        self.asked.entered.connect(self.look)
        self.button = PrimaryButton(LOOK)
        self.button.clicked.connect(self.look)
        self._busy = BusyLine()
        self._progress = ProgressPanel("Opening the backup and checking all of it…")
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()
        self._said = [Body() for _ in range(MOST_WORDS)]
        self.leave = QuietButton("Leave everything as it is")
        self.leave.clicked.connect(self._back)
        self._back_link = LinkButton("Back")
        self._back_link.clicked.connect(self._back)
        for part in (self.about, self.asked, *self._said, self._progress):
            self.card.add(part)
        self.card.add_row(self.button, self.leave, self._busy)
        self.add(self._back_link)
        self._show(preview=None)

    def begin(self) -> None:
        self.asked.focus()
        backup = self._step.backup
        if backup is not None:
            self._step.jobs.run(lambda _job: backup_at(backup), self._tell_about, owner=self)

    def _tell_about(self, found: Backup | None) -> None:
        if found is not None:
            self.about.setText(
                f"It was made on {moment(found.made_at)}, and says that it holds {entries(found.entries)}."
            )

    # ---- looking

    def look(self) -> None:
        """Open the backup with what was typed, check it and show what is in it."""
        opener, backup = self.asked.opener(), self._step.backup
        if opener is None or backup is None or self._job is not None:
            return
        self._opener = opener
        self._problem.clear()
        self._set_busy(busy=True)
        vault, jobs = self._step.vault, self._step.jobs

        def work(job: Job) -> RestorePreview:
            return vault.restoring.look(backup, opener, jobs.progress_of(job), job.is_cancelled)

        self._job = jobs.run(
            work, self._looked, owner=self, failed=self._not_looked, progressed=self._progressed
        )

    def _progressed(self, done: int, of: int | None) -> None:
        self._progress.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _set_busy(self, *, busy: bool) -> None:
        self.asked.set_busy(busy=busy)
        self.button.setEnabled(not busy)
        self._progress.setVisible(busy)
        if busy:
            self._progress.cancel.setEnabled(True)
            self._progress.set_progress(0, 0)
            self._progress.cancel.setFocus()

    def _looked(self, preview: RestorePreview) -> None:
        self._job = None
        self._set_busy(busy=False)
        self._show(preview)
        self.leave.setFocus()

    def _not_looked(self, error: JournalError) -> None:
        self._job = None
        self._set_busy(busy=False)
        if isinstance(error, Cancelled):
            self._busy.stop("Stopped. Nothing was moved.")
            self.asked.focus()
        elif not self.asked.says_no(error):
            self._problem.tell(error, "Choose another backup", self._back).button.setFocus()

    # ---- restoring

    def _show(self, preview: RestorePreview | None) -> None:
        """The question, or what is in the backup and the button that restores it."""
        self._preview = preview
        words = tuple(preview_words(preview)) if preview is not None else ()
        for at, line in enumerate(self._said):
            line.setVisible(at < len(words))
            line.setText(words[at] if at < len(words) else "")
        self.about.setVisible(preview is None)
        self.asked.setVisible(preview is None)
        self.leave.setVisible(preview is not None)
        self._back_link.setVisible(preview is None)
        self.card.set_title("Open the backup" if preview is None else "What is in it, and what is here")
        self.button.setText(LOOK if preview is None else RESTORE)
        self.button.clicked.disconnect()
        self.button.clicked.connect(self.look if preview is None else self.restore)
        self._busy.stop()

    def restore(self) -> None:
        """Let the journal of the backup take its place."""
        preview, opener = self._preview, self._opener
        if preview is None:
            return
        self._preview = None
        self.button.setEnabled(False)
        self.leave.setEnabled(False)
        self._busy.start("Backing up what is here, then restoring…")
        vault = self._step.vault
        self._step.jobs.run(
            lambda _job: vault.restoring.restore(preview, opener), self._restored,
            owner=self, failed=self._not_restored,
        )  # fmt: skip

    def _restored(self, done: Restored) -> None:
        self._step.turn_to(
            DoorPage.UNLOCK,
            " ".join(
                (
                    "The backup is restored. Open it with the passphrase it had when it was made.",
                    *restored_words(done),
                )
            ),
        )

    def _not_restored(self, error: JournalError) -> None:
        self.button.setEnabled(True)
        self.leave.setEnabled(True)
        self._show(preview=None)
        self._problem.tell(error, "Choose another backup", self._back).button.setFocus()

    def _back(self) -> None:
        self._cancel()
        preview = self._preview
        if preview is not None:
            vault = self._step.vault
            self._step.jobs.run(lambda _job: vault.restoring.leave(preview), None, owner=self._step)
        self._step.turn_to(DoorPage.RESTORE)
