"""Mistakes of ours that nothing expected: told once each, with versions and stack and no word of the journal."""

import os
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QWidget

import app

_Kind = type[BaseException]


def stack_of(kind: _Kind, trace: TracebackType | None) -> str:
    """The kind of a mistake and the lines it came through; never its message, which may hold an entry's words."""
    lines = [f"{os.path.basename(f.filename)}:{f.lineno} in {f.name}" for f in traceback.extract_tb(trace)]  # noqa: PTH119
    return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *lines])


def versions() -> str:
    """What runs here."""
    return f"Balcony {app.__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}"


class Mistakes(QObject):
    """Collects what went wrong in any thread; `told` brings each stack to the window's thread once."""

    told = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._seen: set[str] = set()
        self.told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def notice(self, kind: _Kind, trace: TracebackType | None) -> None:
        """A mistake happened."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        stack = stack_of(kind, trace)
        if stack in self._seen:
            return
        self._seen.add(stack)
        sys.stderr.write(f"Balcony made a mistake.\n{versions()}\n{stack}\n")
        self.told.emit(stack)

    def _show(self, stack: str) -> None:
        from app.ui.crash import CrashDialog

        CrashDialog(versions(), stack, self._window).open()

    # ---- the hooks

    def in_window(self, kind: _Kind, _error: BaseException, trace: TracebackType | None) -> None:
        """For sys.excepthook."""
        self.notice(kind, trace)

    def in_thread(self, what: threading.ExceptHookArgs) -> None:
        """For threading.excepthook."""
        self.notice(what.exc_type, what.exc_traceback)

    def unraisable(self, what: "sys.UnraisableHookArgs") -> None:
        """For sys.unraisablehook."""
        self.notice(what.exc_type, what.exc_traceback)

    def from_qt(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        """For Qt's own messages: those that matter go to stderr, once each."""
        if kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} or text in self._seen:
            return
        self._seen.add(text)
        sys.stderr.write(f"Qt: {text}\n")


def install(window: QWidget) -> Mistakes:
    """Let every mistake be seen."""
    mistakes = Mistakes(window)
    sys.excepthook = mistakes.in_window
    threading.excepthook = mistakes.in_thread
    sys.unraisablehook = mistakes.unraisable
    qInstallMessageHandler(mistakes.from_qt)
    return mistakes
