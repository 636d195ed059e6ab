"""Locking: by hand, after a quiet time, and what is left in memory afterwards (nothing)."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

WARNED_SECONDS: Final = 60
_LOOK_MS: Final = 1000
_INPUT: Final = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


_SLEPT_SECONDS: Final = 2.0
"""More than two clocks read one after the other can differ by."""


def steady_seconds() -> float:
    """A clock that nobody sets and that goes on while the computer sleeps.

    On macOS that is CLOCK_MONOTONIC, and not what Python calls monotonic; on Windows the latter.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if hasattr(time, "CLOCK_UPTIME_RAW"):
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


def slept_seconds() -> float:
    """How long the computer has slept since it was started; 0 where no two clocks tell."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return steady_seconds() - time.clock_gettime(time.CLOCK_MONOTONIC)
    if hasattr(time, "CLOCK_UPTIME_RAW"):
        return steady_seconds() - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    return 0.0


class Idle(QObject):
    """Tells when nobody has used the window for a while.

    `warned(seconds)` comes 60 seconds ahead, `used` when that was answered by any key, `passed` at the end,
    or as soon as it is seen that the computer slept: whoever wakes it may be somebody else.
    """

    warned = Signal(int)
    used = Signal()
    passed = Signal()

    def __init__(
        self,
        minutes: int,
        parent: QObject | None = None,
        seconds: Callable[[], float] = steady_seconds,
        slept: Callable[[], float] = slept_seconds,
    ) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._slept = slept
        self._slept_before = slept()
        self._minutes = minutes
        self._last = seconds()
        self._has_warned = False
        self._watched: set[QWindow] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # Input reaches a window before its widgets; a filter over the whole program would see every paint.
            app.focusWindowChanged.connect(self._watch)
            self._watch(QGuiApplication.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        """Another quiet time."""
        self._minutes = minutes
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._seconds()
        if self._has_warned:
            self._has_warned = False
            self.used.emit()

    def look(self) -> None:
        """Compare the clock with the quiet time."""
        quiet = self._seconds() - self._last
        left = 60 * self._minutes - quiet
        if left <= 0 or self._has_slept():
            self._timer.stop()
            self.passed.emit()
        elif left <= WARNED_SECONDS and not self._has_warned:
            self._has_warned = True
            self.warned.emit(round(left))

    def stop(self) -> None:
        """The journal is closed; nothing is left to guard."""
        self._timer.stop()

    def resume(self) -> None:
        """The journal stayed open after all."""
        self.touch()
        self._slept_before = self._slept()
        self._timer.start()

    def _has_slept(self) -> bool:
        return self._slept() - self._slept_before > _SLEPT_SECONDS

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.add(window)
            window.destroyed.connect(self._gone)
            window.installEventFilter(self)

    def _gone(self) -> None:
        import shiboken6

        self._watched = {window for window in self._watched if shiboken6.isValid(window)}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.touch()
        return False


def start_again(arguments: Sequence[str]) -> None:
    """Replace this process by a fresh one before the locked journal; comes back where that is not possible.

    Closing the file leaves words of entries in freed memory; only a new process is without them.
    """
    if os.name != "posix":  # elsewhere execv starts a second process beside this one
        return
    command = command_line(sys.executable, sys.orig_argv, arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execv(command[0], command)  # noqa: S606  this Python and this program again
    except OSError:
        return


def command_line(executable: str, original: Sequence[str], arguments: Sequence[str]) -> list[str]:
    """The command of the fresh process: the same interpreter and options, none of the old arguments."""
    if "-m" in original[:-1]:
        at = list(original).index("-m")
        return [executable, *original[1:at], "-m", original[at + 1], *arguments]
    return [executable, "-P", "-m", "app", *arguments]
