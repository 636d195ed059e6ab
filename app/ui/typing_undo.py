"""Lets Ctrl+Z reach the journal when the focused field has no typing to take back."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.ui.operations import can_redo, can_undo


class TypingUndo(QObject):
    """Watches the focused field only. Qt's fields claim undo and redo even when they have nothing to undo."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._move)

    def stop(self) -> None:
        """The journal is closed."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._move)

    def _move(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, QLineEdit | QPlainTextEdit):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        field = watched if isinstance(watched, QWidget) else None
        undo = event.matches(QKeySequence.StandardKey.Undo) and not can_undo(field)
        redo = event.matches(QKeySequence.StandardKey.Redo) and not can_redo(field)
        if undo or redo:
            event.ignore()
        return undo or redo
