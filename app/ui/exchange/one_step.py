"""A card that asks, and shows what it does meanwhile and how it went in the stead of its questions."""

from PySide6.QtWidgets import QWidget

from app.ui.jobs import Job
from app.ui.widgets import Card, ProgressPanel


class OneStep(Card):
    """Lay the questions out in `asking`, and add it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.asking = QWidget()
        self.step: QWidget | None = None
        """What stands in the stead of the questions."""
        self._job: Job | None = None

    def show_step(self, step: QWidget) -> None:
        """Show this instead of the questions, or of the step before; that one's work is no longer waited for."""
        self.drop_step()
        self.step = step
        self.asking.hide()
        self.add(step)
        step.show()

    def show_progress(self, words: str) -> None:
        """Show how far work has come, with the focus on the way to stop it."""
        panel = ProgressPanel(words)
        panel.cancelled.connect(self._cancel)
        self.show_step(panel)
        panel.cancel.setFocus()

    def wait_for(self, job: Job) -> None:
        """Stop this when the person says so."""
        self._job = job

    def drop_step(self) -> None:
        """Take the step away; nothing stands in its place yet."""
        self._job = None
        if self.step is not None:
            self.step.hide()
            self.step.deleteLater()
            self.step = None

    def ask_again(self) -> None:
        """Back to the questions."""
        self.drop_step()
        self.asking.show()

    def progressed(self, done: int, of: int | None) -> None:
        """So much of the work is done."""
        if isinstance(self.step, ProgressPanel):
            self.step.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
