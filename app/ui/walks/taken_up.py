"""The quiet line above a walk that was taken up again: since when, and the way to begin again."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.written_dates import written
from app.ui.widgets import Flow, Group, LinkButton, Muted, announce, column_of


class TakenUp(Group):
    """Hidden while there is nothing to say. `afresh` when a person would rather begin again."""

    afresh = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Where you stood", parent)
        self._words = Muted()
        self.again = LinkButton("Begin again")
        self.again.clicked.connect(self.afresh)
        column_of(self).addWidget(Flow(self._words, self.again))
        self.hide()

    def say_since(self, at: datetime) -> None:
        """The walk stands where it stood then."""
        words = f"You are where you left this on {written(at.astimezone().date())}."
        self._words.setText(words)
        self.show()
        announce(self, words)
