"""Tab goes through a page as it is read, also where parts were made later than those below them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLayout, QWidget

from app.ui.widgets.layouts import parts_of
from app.ui.widgets.page import Page

_BY_TAB = Qt.FocusPolicy.TabFocus


class ReadingOrder(QObject):
    """Sets the order of Tab anew whenever something on a page was added or moved.

    While a page `makes` part after part it waits for the last: each time it walks through the whole page.
    """

    def __init__(self, page: Page, makes: Callable[[], bool] = lambda: False) -> None:
        super().__init__(page)
        self._makes = makes
        self._column = page.widget() or page
        self._stops: list[QWidget] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._in_turn)
        self._column.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._later.start()
        return False

    def _in_turn(self) -> None:
        if self._makes():
            self._later.start()
        else:
            self.set_order()

    def set_order(self) -> None:
        """Set it now, if it changed."""
        found = list(stops_in(self._column))
        if found == self._stops:
            return
        self._stops = found
        with _all_plain(found) as stops:
            for first, second in pairwise(stops):
                QWidget.setTabOrder(first, second)


@contextmanager
def _all_plain(found: list[QWidget]) -> Iterator[list[QWidget]]:
    """The stops as widgets that Qt can put in order: it skips containers, which hand their focus on and take none.

    A container is followed by its first child, because Qt puts it right before that one once it hands on again.
    """
    handing_on = [(stop, field) for stop in found if (field := stop.focusProxy()) is not None]
    first_children = {stop: _first_child(stop) for stop, _ in handing_on}
    plain = [*found]
    for stop, child in first_children.items():
        if child is not None and child not in found:
            plain.insert(plain.index(stop) + 1, child)
    without = [(widget, widget.focusPolicy()) for widget in plain if not widget.focusPolicy() & _BY_TAB]
    for stop, _ in handing_on:
        stop.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none; its stub does not
    for widget, _ in without:
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    yield plain
    for widget, policy in without:
        widget.setFocusPolicy(policy)
    for stop, field in handing_on:
        stop.setFocusProxy(field)


def _first_child(widget: QWidget) -> QWidget | None:
    return next((child for child in widget.children() if isinstance(child, QWidget)), None)


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
    for part in parts_of(layout):
        if isinstance(part, QLayout):
            yield from _stops_of(part)
        else:
            yield from stops_in(part)
