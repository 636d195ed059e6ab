"""Trying out a restore: a fresh backup is unpacked, opened with its passphrase, counted, and cleared away."""

from app.domain.errors import Cancelled, JournalError
from app.domain.restoring import Opener, ToTry, Tried
from app.domain.restoring_told import tried_words
from app.services.journal import Journal
from app.services.restoring import to_try
from app.ui.desk import Desk
from app.ui.door.backup_opener import BackupOpener
from app.ui.jobs import Job
from app.ui.settings.section import Section
from app.ui.widgets import Body, BusyLine, Muted, ProgressPanel, QuietButton

_HOW = "Opening the backup, checking every page and comparing every table…"


class TryRestore(Section):
    """When it was last tried, what opens the backup, and the button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._job: Job | None = None
        self._last = Body("A restore was not tried on this computer yet.")
        self.asked = BackupOpener("The one the journal has now; the keys in the backup are tried with it.")
        self.asked.entered.connect(self._try)
        self.button = QuietButton("Test a restore now")
        self.button.clicked.connect(self._try)
        self._busy = BusyLine()
        self._progress = ProgressPanel(_HOW)
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()
        for part in (
            self._last,
            Muted(
                "Balcony makes a backup, unpacks it into a folder of its own, opens it with your passphrase, checks "
                "every page, counts every table and compares them with the journal. Then it takes the folder away. "
                "When it was done is kept on this computer, not in the journal."
            ),
            self.asked,
        ):
            self.add(part)
        self.add_row(self.button, self._busy)
        self.add(self._progress)

    def refresh(self) -> None:
        """Ask when it was last done."""
        vault = self.desk.vault
        if vault is not None:
            self.desk.jobs.run(
                lambda _job: vault.restoring.last_tried(), self._show,
                owner=self, key="restore-tried", beside=True,
            )  # fmt: skip

    def _show(self, last: Tried | None) -> None:
        if last is not None:
            self._last.setText(tried_words(last))

    # ---- the trial

    def _try(self) -> None:
        opener = self.asked.opener() if self._job is None else None
        if opener is None or self.desk.vault is None:
            return
        self.clear_problem()
        self._set_busy(busy=True)

        def begin(journal: Journal, _job: Job) -> ToTry:
            return to_try(journal)

        def made(wanted: ToTry) -> None:
            self._open(wanted, opener)

        self._job = self.desk.long(
            begin, self, made, progressed=self._progressed, failed=self._stopped, changes=True
        )

    def _open(self, wanted: ToTry, opener: Opener) -> None:
        """The backup is made; the rest never touches the journal, and goes on beside it."""
        vault, jobs = self.desk.vault, self.desk.jobs
        if vault is None:
            return
        if self._job is not None and self._job.is_cancelled():
            self._stopped(Cancelled())
            return

        def work(job: Job) -> Tried:
            return vault.restoring.try_out(wanted, opener, jobs.progress_of(job), job.is_cancelled)

        self._job = jobs.run(
            work, self._done, owner=self, failed=self._stopped, progressed=self._progressed, beside=True
        )

    def _progressed(self, done: int, of: int | None) -> None:
        self._progress.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, tried: Tried) -> None:
        self._set_busy(busy=False)
        self.asked.forget()
        self._show(tried)
        self._busy.stop("It can be restored.")
        self.desk.say("The backup can be restored: it opened, and everything was in it.")

    def _stopped(self, error: JournalError) -> None:
        self._set_busy(busy=False)
        if self.asked.says_no(error):
            return
        self.asked.forget()
        if isinstance(error, Cancelled):
            self._busy.stop("Stopped. What was unpacked is gone again.")
            self.button.setFocus()
        else:
            self.tell(error)

    def _set_busy(self, *, busy: bool) -> None:
        """The focus comes back to the button, unless the person went on to something else meanwhile."""
        had_focus = self._progress.isAncestorOf(self.window().focusWidget() or self)
        self.asked.set_busy(busy=busy)
        self.button.setEnabled(not busy)
        self._progress.setVisible(busy)
        if busy:
            self._busy.stop()
            self._progress.cancel.setEnabled(True)
            self._progress.set_progress(0, 0)
            self._progress.cancel.setFocus()
        else:
            self._job = None
            if had_focus:
                self.button.setFocus()
