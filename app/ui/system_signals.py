"""Tells when the person leaves: the computer goes to sleep, or its screen is locked."""

import platform
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Source(Protocol):
    """One system's way of telling."""

    def begin(self) -> None:
        """Listen; where the system tells nothing, nothing happens."""

    def let_sleep(self) -> None:
        """The journal is out of the way: what was held back may go on."""

    def stop(self) -> None:
        """Listen no more."""


class SystemSignals(QObject):
    """`left` comes when the journal is to be locked whatever the quiet time says.

    Linux tells by D-Bus and Windows by messages to the window. macOS tells a Python program without
    further libraries nothing; there, as where a bus is missing, the idle clock sees afterwards that
    the computer slept (`app.ui.locking`).
    """

    left = Signal()

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._source: Source | None = None

    def begin(self) -> None:
        """Begin to listen. It takes a moment, so it is not done before the journal is shown."""
        if self._source is None:
            self._source = self._source_here()
            if self._source is not None:
                self._source.begin()

    def let_sleep(self) -> None:
        """Locking is over, or could not be done: sleep need not wait for it."""
        if self._source is not None:
            self._source.let_sleep()

    def stop(self) -> None:
        """The journal is closed; nothing is left to guard."""
        if self._source is not None:
            self._source.stop()
            self._source = None

    def _source_here(self) -> Source | None:
        if platform.system() == "Linux":
            from app.ui.system_buses import Buses

            return Buses(self.left.emit, self)
        if platform.system() == "Windows":
            from app.ui.windows_messages import WindowsMessages

            return WindowsMessages(self.left.emit, self._window)
        return None
