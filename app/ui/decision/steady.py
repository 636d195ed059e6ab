"""Changing much of a page at once, and laying it out once."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


@contextmanager
def laid_out_once(widget: QWidget) -> Iterator[None]:
    """Hold the layouts of a widget and of all around it, up to its page.

    Qt lays every visible parent out anew whenever a widget is shown; a page takes many milliseconds each time.
    """
    held: list[QLayout] = []
    above: QWidget | None = widget
    while above is not None and not isinstance(above, QScrollArea):
        layout = above.layout()
        if layout is not None and layout.isEnabled():
            layout.setEnabled(False)
            held.append(layout)
        above = above.parentWidget()
    try:
        yield
    finally:
        for layout in held:
            layout.setEnabled(True)
        for layout in held:
            layout.update()
