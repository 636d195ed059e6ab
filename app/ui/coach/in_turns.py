"""Making many widgets a few at a time, so that the window breathes in between."""

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

BREATHE = object()
"""A step that ends its turn: what it put on the page is laid out before the next begins."""
_AT_A_TIME = 0.008  # seconds of making before the window breathes


class InTurns(QObject):
    """Runs through steps; each is one small piece of making. `begin` lets go of what was under way."""

    def __init__(self, owner: QObject, done: Callable[[], None] = lambda: None) -> None:
        super().__init__(owner)
        self._done = done
        self._steps: Iterator[object] = iter(())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._go_on)

    @property
    def is_building(self) -> bool:
        """Whether something is still to be made."""
        return self._later.isActive()

    def begin(self, steps: Iterator[object]) -> None:
        """Make these; the first of them at once."""
        self._steps = steps
        self._go_on()

    def stop(self) -> None:
        """Make no more."""
        self._later.stop()
        self._steps = iter(())

    def _go_on(self) -> None:
        until = perf_counter() + _AT_A_TIME
        for step in self._steps:
            if step is BREATHE or perf_counter() > until:
                self._later.start()
                return
        self._done()
