"""When typing is to be kept: a second after it rests, and every three seconds while it goes on."""

from PySide6.QtCore import QObject, QTimer, Signal

AFTER_REST_MS, AT_MOST_MS = 1000, 3000


class Resting(QObject):
    """Says `due` for what was typed since it last was stopped; whoever keeps it stops it."""

    due = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.is_waiting = False
        """Whether something was typed that is not kept yet."""
        self._rest, self._most = QTimer(self), QTimer(self)
        for timer, wait in ((self._rest, AFTER_REST_MS), (self._most, AT_MOST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.due)

    def touch(self) -> None:
        """Something was typed."""
        self.is_waiting = True
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def wait_on(self) -> None:
        """It could not be kept: it waits still, for the next word that is typed or for the lock."""
        self.is_waiting = True

    def stop(self) -> None:
        """Nothing is left to keep."""
        self.is_waiting = False
        self._rest.stop()
        self._most.stop()
