"""Work of a removal under way on a card: how far, a way to stop it where there is one, and trouble in place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, JournalError
from app.ui.jobs import Job
from app.ui.widgets import Banner, BannerKind, ProgressPanel, column_of


class UnderWay(QWidget):
    """Progress while something is done, and what kept it from being done; hidden otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        column = column_of(self)
        self.panel = ProgressPanel("")
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.panel.cancelled.connect(self._cancel)
        column.addWidget(self.panel)
        column.addWidget(self.trouble)
        self.rest()
        self.trouble.hide()

    @property
    def is_busy(self) -> bool:
        """Whether the work goes on."""
        return not self.panel.isHidden()

    def start(self, words: str, *, can_cancel: bool = True) -> None:
        """Say what is being done; the focus goes to the way to stop it, where there is one."""
        self.trouble.hide()
        self.show()
        self.panel.set_progress(0, 0)
        self.panel.cancel.setEnabled(True)
        self.panel.cancel.setVisible(can_cancel)
        self.panel.show()
        self.panel.set_text(words)
        if can_cancel:
            self.panel.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait_for(self, job: Job) -> None:
        """Stop this when the person says so."""
        self._job = job

    def progressed(self, done: int, of: int | None) -> None:
        """So much of the work is done."""
        self.panel.set_progress(done, of or 0)

    def rest(self) -> None:
        """Nothing is under way any more."""
        self._job = None
        self.panel.hide()

    def fail(self, error: JournalError) -> None:
        """Say what kept it from being done; that the person stopped it is no trouble."""
        self.rest()
        if not isinstance(error, Cancelled):
            self.trouble.tell(error)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
