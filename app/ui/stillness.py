"""Whether what is shown has come to rest: where its parts are, and whether something is about to move."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

_SOON_MS: Final = 150
"""The longest pause after which a page goes on building; what waits longer waits for typing to end."""


def places(root: QWidget) -> int:
    """One number for where everything that can be seen is: some pages build what is far down a little at a time."""
    return hash(tuple((part.x(), part.y(), part.width(), part.height()) for part in _shown(root)))


def moves_soon(root: QWidget) -> bool:
    """Whether a pause that a page makes while it builds is under way."""
    timers = root.findChildren(QTimer)
    return any(timer.isActive() and timer.isSingleShot() and timer.interval() <= _SOON_MS for timer in timers)


def _shown(widget: QWidget) -> Iterator[QWidget]:
    """Hidden pages hold thousands of parts, so what is hidden is not looked into."""
    yield widget
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible():
            yield from _shown(child)
