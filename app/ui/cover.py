"""What stands in the window while the journal is covered, handed over, or being closed."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import GRID
from app.ui.widgets import Banner, Body, BusyLine, Flow, Heading, PrimaryButton


class _Middle(QScrollArea):
    """A heading and a line in the middle of the window; it scrolls where large letters leave too little room."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        inside = QWidget()
        inside.setObjectName("column")
        self.setWidget(inside)
        outer = QVBoxLayout(inside)
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
        self._outer = outer

    def put_above(self, banner: Banner) -> None:
        """Put a message at the top, show the top, and speak it."""
        self._outer.insertWidget(0, banner)
        banner.show()
        banner.speak()
        self.verticalScrollBar().setValue(0)


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

    def take_focus(self) -> None:
        """Put the focus on the button, and the button in sight once it has its place."""
        self.button.setFocus()
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.button))


class HandedSheet(QWidget):
    """What somebody else at this computer sees: one page at a time; the one before is gone for good."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.page: QWidget | None = None

    def turn(self, page: QWidget) -> None:
        """Show another page."""
        before, self.page = self.page, page
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.setParent(None)
            before.deleteLater()
        self._column.addWidget(page, 1)
        page.show()

    def put_above(self, banner: Banner) -> None:
        """Put a message above the page, and speak it."""
        self._column.insertWidget(0, banner)
        banner.show()
        banner.speak()

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()


class Closing(_Middle):
    """Says that the journal is being locked, closed or erased; and what went wrong with its backup, if anything did."""

    done = Signal()

    def __init__(self, *, locks: bool, erases: bool = False) -> None:
        locking = "Locking the journal" if locks else "Closing the journal"
        super().__init__("Erasing the journal" if erases else locking, "")
        self.busy = BusyLine()
        self.busy.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        keeping = "Keeping drafts and making a verified backup…"
        self.busy.start("Closing it, and removing its files for good…" if erases else keeping)
        self.column.addWidget(self.busy)
        self.waits = False
        """Whether nothing but the person is waited for, and closing the window may end it."""

    def tell(self, words: str) -> None:
        """Say that no backup could be made, and wait to be read."""
        self.busy.stop(words)
        self._offer("Close Balcony")

    def say_copying(self) -> None:
        """Say that the journal is closed and its backup still on its way to the second place; nobody has to wait."""
        self.busy.stop("The journal is closed. Its backup is being copied to the second place…")
        self._offer("Close without waiting")

    def _offer(self, words: str) -> None:
        self.waits = True
        button = PrimaryButton(words)
        button.clicked.connect(self.done)
        self.column.addWidget(Flow(button))
        button.setFocus()
