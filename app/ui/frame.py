"""The one window: the door first, then the journal, with a cover that can be drawn over either."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from app.preferences import Preferences

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

_USUAL = (1240, 805)
_LEAST = (480, 320)


class Frame(QMainWindow):
    """Holds one content at a time. `may_close` is asked before the window closes; False keeps it open."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] | None = None
        self._under: list[QWidget] = []
        self.setWindowTitle("Balcony")
        width, height = preferences.window or _USUAL
        self.resize(width, height)
        self.setMinimumSize(*_LEAST)

    def show_content(self, content: QWidget) -> None:
        """Put another content in the window; the one before is gone, from a screen reader's tree too."""
        before = self.take_content()
        self.setCentralWidget(content)
        content.show()
        if before is not None:
            before.deleteLater()

    def take_content(self) -> QWidget | None:
        """Take the content out and keep it: what has no window is in no tree and on no screen."""
        before = self.takeCentralWidget()
        if before is not None:
            before.hide()
            before.setParent(None)
        return before

    def cover_with(self, cover: QWidget) -> None:
        """Swap what is shown for a cover until `uncover`, also over another cover.

        Whatever lies over the window, a dialog, menu, list or tip, is closed.
        """
        self._close_what_lies_over()
        before = self.take_content()
        if before is not None:
            self._under.append(before)
        self.setCentralWidget(cover)
        cover.show()

    def uncover(self) -> None:
        """Bring back what lay under the cover that is shown."""
        if self._under:
            self.show_content(self._under.pop())

    @property
    def is_covered(self) -> bool:
        """Whether a cover is shown."""
        return bool(self._under)

    def drop_covered(self) -> None:
        """Let go of what lay under the cover; the content's owner deletes it, covers between go here."""
        for cover in self._under[1:]:
            cover.deleteLater()
        self._under = []

    def _close_what_lies_over(self) -> None:
        from PySide6.QtWidgets import QApplication, QDialog, QLabel

        for window in QApplication.topLevelWidgets():
            if window.windowType() is Qt.WindowType.Window or not window.isVisible():
                continue
            if isinstance(window, QDialog):
                window.reject()
            else:
                window.close()
            if isinstance(window, QLabel):  # a tip keeps its words until the next one
                window.clear()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close is None or self.may_close():
            event.accept()
        else:
            event.ignore()
