"""Windows: the messages that tell of sleep and of a locked session."""

import contextlib
import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

_POWER_BROADCAST: Final = 0x0218
_SESSION_CHANGE: Final = 0x02B1
_SUSPEND: Final = 0x0004
_LEAVING: Final = frozenset({0x2, 0x4, 0x6, 0x7})
"""Another account takes the screen, the remote screen goes, the account is left, the screen is locked."""
_THIS_SESSION: Final = 0


def tells_of_leaving(message: int, what: int) -> bool:
    """Whether a window's message says that the person leaves."""
    return (message == _POWER_BROADCAST and what == _SUSPEND) or (
        message == _SESSION_CHANGE and what in _LEAVING
    )


class WindowsMessages(QAbstractNativeEventFilter):
    """Calls `left`. Windows gives a program about two seconds before it sleeps; the cover is up by then."""

    def __init__(self, left: Callable[[], object], window: QWidget) -> None:
        super().__init__()
        self._left = left
        self._window = window

    def begin(self) -> None:
        """Ask to be told of the session; sleep is told to every window."""
        self._session("WTSRegisterSessionNotification", _THIS_SESSION)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)

    def let_sleep(self) -> None:
        """Windows waits for nobody."""

    def stop(self) -> None:
        """Be told no more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self)
        self._session("WTSUnRegisterSessionNotification")

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if kind == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if tells_of_leaving(told.message, told.wParam):
                self._left()
        return False, 0

    def _session(self, function: str, *more: int) -> None:
        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined,unused-ignore]
            getattr(library, function)(wintypes.HWND(int(self._window.winId())), *more)
