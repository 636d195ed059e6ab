"""The backups that still open with an earlier passphrase, and the offer to change that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, JournalError
from app.storage.rewrapping import Rewrapped
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.widgets import Body, Flow, Muted, ProgressPanel, QuietButton, column_of


class EarlierBackups(QWidget):
    """A line and a button while there are any, progress while they are written anew; hidden otherwise.

    `failed` carries what kept it from being done.
    """

    failed = Signal(object)  # JournalError

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._told = Body()
        self.button = QuietButton("Let them open with the passphrase of now")
        self.button.clicked.connect(self._renew)
        self._progress = ProgressPanel("Writing the backups anew and comparing them…")
        self._progress.cancelled.connect(self._cancel)
        self._asking = QWidget()
        asking = column_of(self._asking)
        column = column_of(self)
        for part in (
            self._told,
            Muted(
                "Worth doing when the earlier passphrase may be known to somebody. Their copies at the second "
                "place follow. Copies that you made elsewhere stay as they are."
            ),
            Flow(self.button),
        ):
            asking.addWidget(part)
        column.addWidget(self._asking)
        column.addWidget(self._progress)
        self._progress.hide()
        self.hide()

    def refresh(self) -> None:
        """Ask how many there are."""
        vault = self._desk.vault
        if vault is not None and self._job is None:
            self._desk.jobs.run(
                lambda _job: vault.changing_keys.outdated_backups(), self._show,
                owner=self, failed=self._unknown, key="outdated-backups", beside=True,
            )  # fmt: skip

    def _unknown(self, _error: JournalError) -> None:
        """What is wrong with the folder is told where the backups are."""

    def _show(self, count: int) -> None:
        several = f"{count:,} backups open" if count != 1 else "1 backup opens"
        self._told.setText(f"{several} only with an earlier passphrase or recovery sheet.")
        self.setVisible(count > 0 or self._job is not None)

    def _renew(self) -> None:
        vault, jobs = self._desk.vault, self._desk.jobs
        if vault is None or self._job is not None:
            return

        def work(job: Job) -> Rewrapped:
            return vault.changing_keys.rewrap_backups(jobs.progress_of(job), job.is_cancelled)

        self._asking.hide()
        self._progress.cancel.setEnabled(True)
        self._progress.set_progress(0, 0)
        self._progress.show()
        self._progress.cancel.setFocus()
        self._job = jobs.run(
            work, self._done, owner=self, failed=self._stopped, progressed=self._progressed, beside=True
        )

    def _progressed(self, done: int, of: int | None) -> None:
        self._progress.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, done: Rewrapped) -> None:
        self._rest()
        words = "1 backup opens" if done.renewed == 1 else f"{done.renewed:,} backups open"
        left = f" {done.left:,} could not be read and stayed as before." if done.left else ""
        self._desk.say(f"{words} with the passphrase of now.{left}")
        self._desk.keys_renewed.emit()
        self.hide()

    def _stopped(self, error: JournalError) -> None:
        self._rest()
        if isinstance(error, Cancelled):
            self._desk.say("Stopped. The backups not yet written anew stay as they were.")
        else:
            self.failed.emit(error)
        self.button.setFocus()
        self.refresh()

    def _rest(self) -> None:
        self._job = None
        self._progress.hide()
        self._asking.show()
