"""Tab goes through a page as it is read, also where parts were made later than those below them."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLayout, QWidget

from app.ui.widgets.page import Page


class ReadingOrder(QObject):
    """Sets the order of Tab anew whenever something on a page was added or moved."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._column = page.widget() or page
        self._stops: list[QWidget] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.set_order)
        self._column.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._later.start()
        return False

    def set_order(self) -> None:
        """Set it now, if it changed."""
        found = list(stops_in(self._column))
        if found == self._stops:
            return
        self._stops = found
        for first, second in pairwise(found):
            QWidget.setTabOrder(first, second)


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """What can have the focus inside a widget, in the order of its layouts."""
    hands_on = widget.focusProxy() is not None
    # Tab stops at a container that hands its focus on too. It must stand right before its field: left
    # behind, it would lead Tab back there, round and round.
    if hands_on or widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield widget
    if not hands_on and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return
    layout = widget.layout()
    if layout is not None:
        yield from _stops_of(layout)


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner = item.widget() if item is not None else None
        nested = item.layout() if item is not None else None
        if inner is not None:
            yield from stops_in(inner)
        elif nested is not None:
            yield from _stops_of(nested)
