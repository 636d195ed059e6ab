"""Typing that is kept in the encrypted file a second after it rests, and before the window locks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.services.journal import Journal
from app.ui.desk import Desk

AFTER_REST_MS, AT_MOST_MS = 1000, 3000
Write = Callable[[Journal], object]


class KeptTyping(QObject):
    """Calls `write` for what is to be kept, or None where there is nothing; at most every 3 s while typing goes on."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        write: Callable[[], Write | None],
        failed: Callable[[JournalError], None],
    ) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._write, self._failed = write, failed
        self._rest, self._most = QTimer(self), QTimer(self)
        for timer, wait in ((self._rest, AFTER_REST_MS), (self._most, AT_MOST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.keep)
        desk.flush_with(owner, self.pending)

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._rest.isActive() or self._most.isActive()

    def touch(self, *_: object) -> None:
        """Something was typed."""
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def forget(self) -> None:
        """Keep nothing of what waits."""
        self._rest.stop()
        self._most.stop()

    def keep(self) -> None:
        """Keep it now."""
        write = self.pending()
        if write is not None:
            self._desk.act(write, self._owner, failed=self._failed)

    def pending(self) -> Write | None:
        """The write that keeps what was typed, or None; stops the timers."""
        waiting = self.is_waiting
        self.forget()
        return self._write() if waiting else None
