"""How much of a page is made in one turn of the window, counted in widgets: seconds say more of the machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


@contextmanager
def widgets_made() -> Iterator[list[int]]:
    """How many widgets each turn of the window added, while the block goes on."""
    added: list[int] = []
    before = len(QApplication.allWidgets())

    def beat() -> None:
        nonlocal before
        now = len(QApplication.allWidgets())
        added.append(max(0, now - before))
        before = now

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(beat)
    timer.start()
    try:
        yield added
    finally:
        timer.stop()
        beat()
