"""What Balcony puts on the clipboard: marked so that no history keeps it, and taken away again."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

SECRET_SECONDS: Final = 30
MARKS: Final = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",  # Windows: it is there, and that is enough
    "CanIncludeInClipboardHistory": bytes(4),  # Windows: a DWORD of 0
    "CanUploadToCloudClipboard": bytes(4),
    "x-kde-passwordManagerHint": b"secret",  # Klipper and others on Linux
    "org.nspasteboard.ConcealedType": b"1",  # managers on macOS
}
"""Formats beside the text that ask clipboard histories to leave it alone."""
_HOLDS: Final = "balcony-holds-secret"
_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


def marked(text: str) -> QMimeData:
    """A text with the marks."""
    data = QMimeData()
    data.setText(text)
    for name, value in MARKS.items():
        data.setData(name, value)
    return data


def put(text: str, *, secret: bool = False) -> None:
    """Put a text on the clipboard; a secret one leaves it after 30 seconds, if it is still there and ours."""
    _Owner.of_program().put(text, secret=secret)


def hold_secret(widget: QWidget) -> None:
    """What is copied out of this widget by hand is a secret."""
    widget.setProperty(_HOLDS, True)


def forget_clipboard() -> None:
    """Empty the clipboard, and what was selected with the mouse on Linux; but only of what was put there here."""
    clipboard = QGuiApplication.clipboard()
    for mode, owns in zip(_MODES, (clipboard.ownsClipboard, clipboard.ownsSelection), strict=True):
        if owns():
            clipboard.clear(mode)


def watch() -> None:
    """From now on mark also what is copied out of fields and labels of Qt's own; once for the program."""
    _Owner.of_program()


class _Owner(QObject):
    """Lives as long as the program.

    A line of text copies by itself, without asking what to put there, and so do labels and lists. The keys
    of a line are answered here; what comes another way is put there once more, with the marks.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(1000 * SECRET_SECONDS)
        self._timer.timeout.connect(self._forget)
        app.focusChanged.connect(self._move)
        self._move(None, app.focusWidget())
        app.clipboard().changed.connect(self._changed)

    @staticmethod
    def of_program() -> "_Owner":
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        found = app.findChild(_Owner, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found if isinstance(found, _Owner) else _Owner(app)

    def put(self, text: str, *, secret: bool, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        """Put a marked text there, and remember a secret one."""
        if mode is QClipboard.Mode.Clipboard:
            self._timer.stop()
            self._text = text if secret else ""
        QGuiApplication.clipboard().setMimeData(marked(text), mode)
        if secret and mode is QClipboard.Mode.Clipboard:
            self._timer.start()
            _say_how_long()

    def _forget(self) -> None:
        text, self._text = self._text, ""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard() and clipboard.text() == text:
            clipboard.clear()

    def _changed(self, mode: QClipboard.Mode) -> None:
        """Mark what a widget of Qt's own has just put there."""
        clipboard = QGuiApplication.clipboard()
        owns = {_MODES[0]: clipboard.ownsClipboard, _MODES[1]: clipboard.ownsSelection}.get(mode)
        if owns is None or not owns():
            return
        data: QMimeData | None = clipboard.mimeData(mode)  # nothing at all once it was emptied
        if data is not None and data.hasText() and not all(data.hasFormat(name) for name in MARKS):
            self.put(data.text(), secret=_is_secret(QApplication.focusWidget()), mode=mode)

    # ---- the keys of a line

    def _move(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, QLineEdit):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        cuts = event.matches(QKeySequence.StandardKey.Cut)
        if not isinstance(watched, QLineEdit) or not (cuts or event.matches(QKeySequence.StandardKey.Copy)):
            return False
        if watched.hasSelectedText() and watched.echoMode() == QLineEdit.EchoMode.Normal:
            self.put(watched.selectedText(), secret=_is_secret(watched))
            if cuts and not watched.isReadOnly():
                watched.del_()
        return True


def _say_how_long() -> None:
    from app.ui.widgets.accessible import announce  # its package needs this module

    shown = QApplication.focusWidget() or QApplication.activeWindow()
    if shown is not None:
        announce(shown, f"Copied. It leaves the clipboard after {SECRET_SECONDS} seconds.")


def _is_secret(widget: QWidget | None) -> bool:
    return widget is not None and bool(widget.property(_HOLDS))
