"""Two layouts: one that wraps like words, one that puts columns side by side where there is room."""

from operator import itemgetter

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from app.ui.theme import GRID, em


class ItemLayout(QLayout):
    """Items below each other in full width; the layouts below place them otherwise.

    What was measured is kept until Qt says that something inside changed, as Qt's own layouts keep it: a page
    asks for the same heights many times over while it is laid out.
    """

    _heights: dict[int, int]
    _least: QSize | None = None
    _wanted: QSize | None = None

    def __init__(self, parent: QWidget | None = None, spacing: int = GRID) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights = {}
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._heights = {}
        self._least = self._wanted = None
        super().invalidate()

    def items(self) -> tuple[QLayoutItem, ...]:
        """Every item, in order."""
        return tuple(self._items)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def shown(self) -> list[QLayoutItem]:
        """The items that take room."""
        return [item for item in self._items if not item.isEmpty()]

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = self.least()
        return self._least

    def sizeHint(self) -> QSize:
        if self._wanted is None:
            self._wanted = self.wanted()
        return self._wanted

    def wanted(self) -> QSize:
        """The size the items would like, worked out anew."""
        return self.minimumSize()

    def least(self) -> QSize:
        """The size below which something is cut off, worked out anew."""
        size = QSize(0, 0)
        for item in self.shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self.place(self.contentsRect(), dry=False)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            margins = self.contentsMargins()
            inside = QRect(0, 0, max(1, width - margins.left() - margins.right()), 0)
            self._heights[width] = self.place(inside, dry=True) + margins.top() + margins.bottom()
        return self._heights[width]

    def place(self, rect: QRect, *, dry: bool) -> int:
        """Put the items into a rectangle, or only measure when `dry`; the height they take. Here: a stack."""
        top = rect.top()
        for item in self.shown():
            height = height_at(item, rect.width())
            if not dry:
                item.setGeometry(QRect(rect.left(), top, rect.width(), height))
            top += height + self.spacing()
        return max(0, top - rect.top() - self.spacing())


def height_at(item: QLayoutItem, width: int) -> int:
    """The height an item wants at a width."""
    wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(wanted, item.minimumSize().height() if not item.hasHeightForWidth() else 0)


def parts_of(layout: QLayout) -> list[QWidget | QLayout]:
    """What stands in a layout, in order.

    It never asks one of Qt's own layouts for its items. Python would keep each for as long as the layout,
    while Qt frees it with its widget; the next widget at the same address is then taken for the item that
    was, and the process ends when it goes.
    """
    if isinstance(layout, ItemLayout):
        inside = (item.widget() or item.layout() for item in layout.items())
        return [part for part in inside if part is not None]
    parent = layout.parentWidget()
    around = parent.children() if parent is not None else []
    places: list[tuple[int, QWidget | QLayout]] = []
    for part in (*around, *layout.children()):
        if isinstance(part, QWidget | QLayout):
            at = layout.indexOf(part)
            if at >= 0:
                places.append((at, part))
    return [part for _, part in sorted(places, key=itemgetter(0))]


class FlowLayout(ItemLayout):
    """Items one after another, on a new line when the line is full. An item wider than a line wraps its text."""

    def __init__(self, parent: QWidget | None = None, spacing: int = GRID, *, to_right: bool = False) -> None:
        super().__init__(parent, spacing)
        self._to_right = to_right

    def wanted(self) -> QSize:
        width = sum(item.sizeHint().width() + self.spacing() for item in self.shown()) - self.spacing()
        height = max((item.sizeHint().height() for item in self.shown()), default=0)
        return QSize(max(0, width), height)

    def place(self, rect: QRect, *, dry: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            sizes = [(item, min(item.sizeHint().width(), rect.width())) for item in line]
            height = max(height_at(item, width) for item, width in sizes)
            used = sum(width for _, width in sizes) + self.spacing() * (len(sizes) - 1)
            left = rect.left() + (rect.width() - used if self._to_right else 0)
            for item, width in sizes:
                own = height_at(item, width)
                if not dry:
                    item.setGeometry(QRect(QPoint(left, top + (height - own) // 2), QSize(width, own)))
                left += width + self.spacing()
            top += height + self.spacing()
        return max(0, top - rect.top() - self.spacing())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        free = -1
        for item in self.shown():
            wanted = min(item.sizeHint().width(), width)
            if free < wanted:
                lines.append([])
                free = width
            lines[-1].append(item)
            free -= wanted + self.spacing()
        return lines


class ColumnsLayout(ItemLayout):
    """Columns side by side by weight, or one below the other under `stack_below_em`.

    `level` sets the middles of all columns at one height, as words beside a button want it.
    """

    def __init__(
        self,
        parent: QWidget,
        stack_below_em: float,
        weights: tuple[int, ...],
        spacing: int,
        *,
        level: bool = False,
    ) -> None:
        super().__init__(parent, spacing)
        self._level = level
        self._stack_below_em = stack_below_em
        self._weights = weights

    def stacks_at(self, width: int) -> bool:
        """Whether there is too little room for columns."""
        if width < self._stack_below_em * em(self.parentWidget()):
            return True
        items = self.shown()
        widths = self._widths(width, len(items))
        return any(item.minimumSize().width() > own for item, own in zip(items, widths, strict=True))

    def wanted(self) -> QSize:
        hints = [item.sizeHint() for item in self.shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def place(self, rect: QRect, *, dry: bool) -> int:
        items = self.shown()
        if not items:
            return 0
        if self.stacks_at(rect.width()):
            return super().place(rect, dry=dry)
        widths = self._widths(rect.width(), len(items))
        heights = [height_at(item, width) for item, width in zip(items, widths, strict=True)]
        left = rect.left()
        for item, width, height in zip(items, widths, heights, strict=True):
            if not dry:
                down = (max(heights) - height) // 2 if self._level else 0
                item.setGeometry(QRect(left, rect.top() + down, width, height))
            left += width + self.spacing()
        return max(heights)

    def _widths(self, width: int, count: int) -> list[int]:
        weights = (self._weights + (1,) * count)[:count]
        free = width - self.spacing() * (count - 1)
        return [free * weight // sum(weights) for weight in weights]


class Columns(QWidget):
    """A container whose widgets stand side by side, or below each other in a narrow window."""

    def __init__(
        self,
        *widgets: QWidget,
        stack_below_em: float = 60,
        weights: tuple[int, ...] = (),
        spacing: int = 2 * GRID,
        level: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = ColumnsLayout(self, stack_below_em, weights, spacing, level=level)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.columns.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        """Put another column at the end."""
        self.columns.addWidget(widget)

    @property
    def stacked(self) -> bool:
        """Whether the columns stand below each other now."""
        return self.columns.stacks_at(self.width())


class Flow(QWidget):
    """A container whose widgets wrap like words; `to_right` sets each line at the right edge."""

    def __init__(
        self,
        *widgets: QWidget,
        to_right: bool = False,
        spacing: int = GRID // 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, spacing, to_right=to_right)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.flow.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        """Put another widget at the end."""
        self.flow.addWidget(widget)
