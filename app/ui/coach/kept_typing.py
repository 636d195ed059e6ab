"""Typing that is kept in the encrypted file once it rests, and before the window locks."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.resting import Resting

Write = Callable[[Journal], object]


class KeptTyping(QObject):
    """Calls `write` for what is to be kept, or None where there is nothing, at the pace of `Resting`."""

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
        self._resting = Resting(self)
        self._resting.due.connect(self.keep)
        desk.flush_with(owner, self.pending, self._resting.wait_on)

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._resting.is_waiting

    def touch(self, *_: object) -> None:
        """Something was typed."""
        self._resting.touch()

    def forget(self) -> None:
        """Keep nothing of what waits."""
        self._resting.stop()

    def keep(self) -> None:
        """Keep it now."""
        write = self.pending()
        if write is not None:
            self._desk.act(write, self._owner, failed=self._not_kept)

    def _not_kept(self, error: JournalError) -> None:
        self._resting.wait_on()
        self._failed(error)

    def pending(self) -> Write | None:
        """The write that keeps what was typed, or None; stops the timers."""
        waiting = self.is_waiting
        self.forget()
        return self._write() if waiting else None
