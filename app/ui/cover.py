"""What stands in the window while the journal is covered, or while it is being closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import GRID
from app.ui.widgets import Body, BusyLine, Flow, Heading, PrimaryButton


class _Middle(QWidget):
    """A heading and a line in the middle of the window."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        outer.addStretch(2)
        self.column = QVBoxLayout()
        self.column.setSpacing(2 * GRID)
        outer.addLayout(self.column)
        outer.addStretch(3)
        heading, words = Heading(title, 1), Body(text)
        for label in (heading, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.addWidget(label)


class Cover(_Middle):
    """A cover page with nothing of the journal on it. `lifted` when it is to go."""

    lifted = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Balcony is covered", "The journal is still open. Ctrl+Shift+H shows it again, Ctrl+L locks it."
        )
        self.button = PrimaryButton("Show again")
        self.button.clicked.connect(self.lifted)
        row = QVBoxLayout()
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addLayout(row)


class Closing(_Middle):
    """Says that the journal is being locked or closed; and what went wrong with its backup, if anything did."""

    done = Signal()

    def __init__(self, *, locks: bool) -> None:
        super().__init__("Locking the journal" if locks else "Closing the journal", "")
        self.busy = BusyLine()
        self.busy.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.busy.start("Keeping drafts and making a verified backup…")
        self.column.addWidget(self.busy)

    def tell(self, words: str) -> None:
        """Say that no backup could be made, and wait to be read."""
        self.busy.stop(words)
        button = PrimaryButton("Close Balcony")
        button.clicked.connect(self.done)
        self.column.addWidget(Flow(button))
        button.setFocus()
