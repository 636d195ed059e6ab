"""A dialog that reflows: heading, words, and buttons that wrap."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from app.ui.theme import GRID, em
from app.ui.widgets import Body, Flow, Heading, column_of

_WIDE_EM = 34


class Dialog(QDialog):
    """Shown with `open()`, gone when closed; Escape closes it.

    What a page under a cover opens, when work it asked for comes back, is closed instead of shown.
    """

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.column = column_of(self, margin=3 * GRID, spacing=2 * GRID)
        self.column.addWidget(Heading(title, 2))
        self.words = Body(text)
        self.words.setVisible(bool(text))
        self.column.addWidget(self.words)
        self.buttons = Flow(to_right=True)
        self.buttons.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        width = min(round(_WIDE_EM * em(self)), round(parent.window().width() * 0.9))
        self.resize(width, self.sizeHint().height())

    def open(self) -> None:
        """Show it, where what it belongs to is shown."""
        parent = self.parentWidget()
        if parent is None or parent.window().isVisible():
            super().open()
            return
        self.reject()
        self.deleteLater()

    def finish_with(self, *buttons: QWidget) -> None:
        """Put the buttons below everything."""
        for button in buttons:
            self.buttons.add(button)
        self.column.addWidget(self.buttons)
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(self.width(), max(height, self.sizeHint().height()))
