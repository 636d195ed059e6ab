"""A share on its way: put together and locked on the journal's thread with progress, then let out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.composing import ShareWish
from app.domain.errors import Cancelled, JournalError
from app.services.journal import Journal
from app.services.sharing.sealing import Sealed
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.share.putting import Lock, Order, PutTogether, locked, put_together
from app.ui.widgets import ProgressPanel, announce, column_of

if TYPE_CHECKING:
    from app.patterns.series import Series


class Making(QWidget):
    """Shows how far it is. `put` is what would leave now.

    `ready` follows every putting together, `locked` another lock on the very words that were read, `other_words`
    one whose words differ; `left` says what became of it, with the text that was asked for.
    """

    ready = Signal(object)  # PutTogether
    locked = Signal()
    other_words = Signal()
    left = Signal(str, str)
    refused = Signal(object)  # JournalError
    not_saved = Signal(object)  # JournalError
    busy = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = column_of(self)
        self.put: PutTogether | None = None
        self._past_stop = False
        self._passphrase = ""
        self._job: Job | None = None
        self._panel: ProgressPanel | None = None

    def begin(self) -> None:
        """Another share: the stop stands again, and other words lock it."""
        self.put = None
        self._past_stop = False
        self._passphrase = ""

    def pass_stop(self) -> None:
        """The stop about family proceedings was shown and passed."""
        self._past_stop = True

    @property
    def sealed(self) -> Sealed | None:
        """What would leave now."""
        return self.put.sealed if self.put is not None else None

    # ---- putting together

    def put_together(
        self, wish: ShareWish, my_name: str, series: "Sequence[Series]", range_words: str
    ) -> None:
        """Compose, lock and read back; the same words lock it as before."""
        family, jobs = QApplication.font().family(), self._desk.jobs
        order = Order(
            replace(wish), my_name, series, range_words, family, self._past_stop, passphrase=self._passphrase
        )
        self._run(
            lambda journal, job: put_together(journal, job, jobs, order),
            self._was_put,
            "Putting it together…",
        )

    def _was_put(self, put: PutTogether) -> None:
        self.put = put
        self._passphrase = put.passphrase or self._passphrase
        self.ready.emit(put)

    def lock(self, lock: Lock) -> None:
        """Put another lock on what was read; the same lock again takes other words."""
        put = self.put
        if put is None:
            return
        composed, past = put.composed, self._past_stop
        words = "" if lock is put.lock else self._passphrase
        self._run(
            lambda journal, job: locked(journal, job, composed, lock, words, past_stop=past),
            self._was_locked,
            "Locking it…",
        )

    def _was_locked(self, put: PutTogether) -> None:
        """The words under another lock must be the very ones that were read."""
        before = self.sealed
        if before is None or put.sealed is None or put.sealed.view != before.view:
            self.other_words.emit()
            return
        self.put = put
        self._passphrase = put.passphrase or self._passphrase
        self.locked.emit()

    # ---- letting out

    def save(self, path: Path, *, read: bool) -> None:
        """Write the file."""
        sealed = self.sealed
        if sealed is not None:
            self._desk.act(
                lambda journal: journal.sharing.save(sealed, path, read=read),
                self,
                lambda place: self.left.emit(f"Saved, for your account alone to open: {place}", ""),
                failed=self.not_saved.emit,
            )

    def give_text(self, *, read: bool) -> None:
        """Give the text for an e-mail."""
        sealed = self.sealed
        if sealed is not None:
            self._desk.act(
                lambda journal: journal.sharing.as_text(sealed, read=read),
                self,
                lambda text: self.left.emit("Here is the text. Paste it into an e-mail as it is.", text),
                failed=self.refused.emit,
            )

    # ---- long work

    def _run(
        self, work: Callable[[Journal, Job], PutTogether], then: Callable[[PutTogether], None], words: str
    ) -> None:
        if self._panel is None:
            self._panel = ProgressPanel(words)
            self._panel.cancelled.connect(self._cancel)
            self._column.addWidget(self._panel)
        self.busy.emit(True)

        def done(put: PutTogether) -> None:
            self._end()
            then(put)

        self._job = self._desk.long(
            work, self, done, progressed=self._progressed, failed=self._failed, changes=False
        )

    def _progressed(self, done: int, of: int | None) -> None:
        if self._panel is not None:
            self._panel.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self.busy.emit(False)
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None

    def _failed(self, error: JournalError) -> None:
        self._end()
        if isinstance(error, Cancelled):
            announce(self, "Stopped. Nothing left this journal.")
        else:
            self.refused.emit(error)
