"""A chart as a screen reader meets it: a chart with one child for each mark."""

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from app.ui.charts.pen import MarkShape
from app.ui.widgets.accessible import keep


class SpokenCanvas(QWidget):
    """A widget that paints marks; what the accessible side of a chart needs to know."""

    def spoken_marks(self) -> list[MarkShape]:
        """The marks as drawn last."""
        return []

    def current_mark(self) -> int | None:
        """The mark that the arrow keys are on."""
        return None

    def choose_mark(self, at: int) -> None:
        """Enter the mark, as a click does."""


class MarkInterface(QAccessibleInterface):
    """One mark. Never raises: Qt calls it from C++."""

    def __init__(self, canvas: SpokenCanvas, at: int) -> None:
        super().__init__()
        self._canvas = canvas
        self._at = at

    def _shape(self) -> MarkShape | None:
        if not isValid(self._canvas):
            return None
        marks = self._canvas.spoken_marks()
        return marks[self._at] if self._at < len(marks) else None

    def isValid(self) -> bool:
        return self._shape() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._canvas.window().windowHandle() if isValid(self._canvas) else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return QAccessible.queryAccessibleInterface(self._canvas) if isValid(self._canvas) else None

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        shape = self._shape()
        if shape is None:
            return QRect()
        place = shape.rect.toAlignedRect()
        return QRect(self._canvas.mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        shape = self._shape()
        return shape.label if shape is not None and kind == QAccessible.Text.Name else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """A mark's words are not changed from outside."""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        if isValid(self._canvas):
            state.focused = self._canvas.hasFocus() and self._canvas.current_mark() == self._at
        return state

    def backgroundColor(self) -> QColor:
        return QColor()

    def foregroundColor(self) -> QColor:
        return QColor()


class ChartInterface(QAccessibleWidget):
    """The chart itself: its name, how to move, and its marks."""

    def __init__(self, canvas: SpokenCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.Chart)
        self._canvas = canvas
        self._children: list[MarkInterface] = []

    def childCount(self) -> int:
        return len(self._canvas.spoken_marks()) if isValid(self._canvas) else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        while len(self._children) <= index:
            made = MarkInterface(self._canvas, len(self._children))
            # Qt knows an interface that has no object only when it is told of it.
            QAccessible.registerAccessibleInterface(keep(made))
            self._children.append(made)
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((at for at, made in enumerate(self._children) if made is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return next(
            (self.child(at) for at in range(self.childCount()) if self._place(at).contains(x, y)), None
        )

    def _place(self, at: int) -> QRect:
        made = self.child(at)
        return made.rect() if made is not None else QRect()


def interface_of(canvas: QWidget) -> QAccessibleInterface:
    """The describer of chart canvases."""
    if isinstance(canvas, SpokenCanvas):
        return ChartInterface(canvas)
    return QAccessibleWidget(canvas)
