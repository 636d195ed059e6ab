"""Making many widgets a few at a time, so that the window breathes in between."""

from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from time import perf_counter

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer

BREATHE = object()
"""A step that ends its turn: what it put on the page is laid out before the next begins."""
_AT_A_TIME = 0.008  # seconds of making before the window breathes


class InTurns(QObject):
    """Runs through steps; each is one small piece of making. `begin` lets go of what was under way.

    Of several that are at it on one page, each has its turn alone.
    """

    def __init__(self, owner: QObject, done: Callable[[], None] = lambda: None) -> None:
        super().__init__(owner)
        self._done = done
        self._steps: Iterator[object] = iter(())
        self._waits = False

    @property
    def is_building(self) -> bool:
        """Whether something is still to be made."""
        return self._waits

    def begin(self, steps: Iterator[object]) -> None:
        """Make these; the first of them at once."""
        self._steps = steps
        self.go_on()

    def stop(self) -> None:
        """Make no more."""
        self._waits = False
        self._steps = iter(())

    def go_on(self) -> None:
        """Take one turn."""
        self._waits = False
        until = perf_counter() + _AT_A_TIME
        for step in self._steps:
            if step is BREATHE or perf_counter() > until:
                self._waits = True
                _queue().put(self)
                return
        self._done()


class _Queue(QObject):
    """Whose turn it is: one for each time the window comes round."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._waiting: deque[InTurns] = deque()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._next)

    def put(self, one: InTurns) -> None:
        if one not in self._waiting:
            self._waiting.append(one)
        self._later.start()

    def _next(self) -> None:
        while self._waiting:
            one = self._waiting.popleft()
            if shiboken6.isValid(one) and one.is_building:
                one.go_on()
                break
        if self._waiting:
            self._later.start()


@cache
def _queue() -> _Queue:
    return _Queue()
