"""What the accessibility walk finds wrong on a page, in words; an empty list is a page that holds."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from app.ui.theme import LEAST_TARGET
from tests.gui.pages import Node, tree

PRESSED = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.SpinBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Link,
    QAccessible.Role.PageTab,
}
NAMELESS = {QAccessible.Role.Client, QAccessible.Role.NoRole}
MOST_TABS = 600


def nameless(root: QWidget) -> list[str]:
    """What can take the focus without a name or a role (WCAG 1.1.1, 4.1.2)."""
    return [
        f"no name or role: {node}"
        for node in tree(root)
        if node.focusable and (not node.name.strip() or node.role in NAMELESS) and _shows(node)
    ]


def _shows(node: Node) -> bool:
    widget = node.interface.object()
    return not isinstance(widget, QScrollBar) and node.rect.width() > 0


def too_small(root: QWidget) -> list[str]:
    """What is pressed and smaller than 24 by 24 pixels (2.5.8)."""
    found = []
    for node in tree(root):
        widget = node.interface.object()
        if node.role in PRESSED and node.focusable and isinstance(widget, QWidget):
            size = widget.size()  # Qt tells the place of the sign for a choice; ours is pressed anywhere
            if size.width() < LEAST_TARGET or size.height() < LEAST_TARGET:
                found.append(f"smaller than {LEAST_TARGET}: {node}")
    return found


def clipped(root: QWidget) -> list[str]:
    """What is given less room than its words need, or stands outside its page (1.4.4, 1.4.10)."""
    return [problem for widget in _showing(root) for problem in _clipped(widget)]


def _clipped(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QScrollArea):
        bar = widget.horizontalScrollBar()
        if bar.maximum() > 0:
            yield f"scrolls sideways by {bar.maximum()}: {_told(widget)}"
    if not isinstance(widget, QAbstractButton | QLabel | QLineEdit) or _in_a_view(widget):
        return
    least = widget.minimumSizeHint()
    if widget.width() < least.width():
        yield f"{widget.width()} wide, needs {least.width()}: {_told(widget)}"
    wanted = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else least.height()
    if widget.height() < wanted - 1:
        yield f"{widget.height()} high, needs {wanted}: {_told(widget)}"
    area = _area_of(widget)
    page = area.widget() if area is not None else None
    if page is not None:
        place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
        if place.left() < 0 or place.right() > page.width():
            yield f"stands outside its page: {_told(widget)}"


def _showing(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if widget.isVisible()]


def _in_a_view(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def _area_of(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _told(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return f"{type(widget).__name__} “{name}”"


def not_reached(window: QWidget, root: QWidget) -> list[str]:
    """What Tab does not reach, and where it does not come round again (2.1.1, 2.1.2, 2.4.3)."""
    wanted = [widget for widget in _showing(root) if _is_a_stop(widget)]
    if not wanted:
        return []
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    start = QApplication.focusWidget()
    seen: list[QWidget] = []
    problems: list[str] = []
    for _ in range(MOST_TABS):
        now = QApplication.focusWidget()
        if now is None:
            return [*problems, f"the focus is lost after {_told(seen[-1]) if seen else 'nothing'}"]
        problems += [problem for problem in _unseen(now) if problem not in problems]
        seen.append(now)
        handle = window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is start:
            break
        if QApplication.focusWidget() is now:
            return [*problems, f"Tab stays in {_told(now)}"]
    else:
        return [*problems, "Tab does not come round"]
    reached = {id(widget) for widget in seen} | {id(widget.focusProxy()) for widget in seen}
    missed = [widget for widget in wanted if id(widget) not in reached and widget.isVisible()]
    return problems + [f"Tab does not reach {_told(widget)}" for widget in missed if _is_a_stop(widget)]


def _is_a_stop(widget: QWidget) -> bool:
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return tabs and widget.isEnabled() and widget.isVisible() and widget.width() > 0


def _unseen(widget: QWidget) -> Iterator[str]:
    """What has the focus is scrolled into view (2.4.11)."""
    area = _area_of(widget)
    if area is None:
        return
    place = QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size())
    shown = area.viewport().rect()
    if not shown.intersects(place) or (
        place.height() < shown.height() and not shown.contains(place.center())
    ):
        yield f"has the focus and is not in view: {_told(widget)}"
