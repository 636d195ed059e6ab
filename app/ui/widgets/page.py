"""A page that scrolls, and the cards on it."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import GRID, em
from app.ui.widgets.accessible import describe_as, role_of
from app.ui.widgets.labels import Heading, Muted
from app.ui.widgets.layouts import Columns, Flow

WIDEST_EM = 110
_ROOM = 3 * GRID
_SETTLES_MS = 300


def column_of(widget: QWidget, *, margin: int = 0, spacing: int = GRID) -> QVBoxLayout:
    """Give a widget a vertical layout on the grid."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(spacing)
    return column


class KeptColumn(QVBoxLayout):
    """A column that remembers its height at each width until something in it changes.

    Qt's own remembers one width, and a page that scrolls is tried at two: with and without the bar.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._heights: dict[int, int] = {}

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()


class Card(QFrame):
    """A white sheet on the page, with a heading of level 2 where it has a title."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(title)
        self.body = KeptColumn(self)
        self.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.body.setSpacing(GRID)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.heading = Heading(title, 2)
        self.body.addWidget(self.heading)
        self.heading.setVisible(bool(title))

    def set_title(self, title: str) -> None:
        """Another heading, or none."""
        self.heading.setText(title)
        self.heading.setVisible(bool(title))
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others."""
        self.body.addWidget(widget)

    def add_row(self, *widgets: QWidget, to_right: bool = False) -> Flow:
        """Put widgets beside each other, wrapping where there is too little room."""
        row = Flow(*widgets, to_right=to_right)
        self.body.addWidget(row)
        return row


class Sheet(QWidget):
    """What a page scrolls. It is as high as its text needs at its width, not as it would be at its narrowest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Page(QScrollArea):
    """A page of the window: title, a quiet line, and what is added, never wider than 110 em.

    What has the focus is scrolled into view. There is no sideways scrolling:
    everything on a page must wrap.
    """

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        self._column = Sheet()
        self._column.setObjectName("column")
        content = QWidget()
        self.body = column_of(content, margin=_ROOM, spacing=2 * GRID)
        # An alignment of the layout itself would cut it to its size hint, less than its wrapped text needs.
        sheet = column_of(self._column, spacing=0)
        sheet.addWidget(content)
        sheet.addStretch(1)
        self.setWidget(self._column)
        self.heading = Heading(title, 1)
        self.subtitle = Muted(subtitle)
        self._title = QWidget()
        words = column_of(self._title, spacing=0)
        words.addWidget(self.heading)
        words.addWidget(self.subtitle)
        self.buttons = Flow(to_right=True)
        self._header = Columns(self._title, self.buttons, stack_below_em=44, weights=(3, 2))
        self.body.addWidget(self._header)
        self.buttons.hide()
        self.set_title(title, subtitle)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self.verticalScrollBar().rangeChanged.connect(self._grown)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Other words at the top."""
        self.setAccessibleName(title)
        self.heading.setText(title)
        self.heading.setVisible(bool(title))
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self._title.setVisible(bool(title or subtitle))
        self._header.setVisible(bool(title or subtitle) or not self.buttons.isHidden())

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others."""
        self.body.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """Put a button beside the title."""
        self.buttons.add(widget)
        self.buttons.show()
        self._header.show()

    def clear(self) -> None:
        """Take everything below the title away."""
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a widget into view; of a tall one, its top."""
        at = widget.mapTo(self._column, widget.rect().topLeft())
        place = QRect(at, widget.size())
        height = min(place.height(), self.viewport().height() - 2 * GRID)
        self.ensureVisible(place.left(), place.top() + height, 0, GRID)
        self.ensureVisible(place.left(), place.top(), 0, GRID)
        self.horizontalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        free = self.viewport().width() - round(WIDEST_EM * em(self)) - 2 * _ROOM
        side = _ROOM + max(0, free // 2)
        self.body.setContentsMargins(side, _ROOM, side, _ROOM)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._column.isAncestorOf(now):
            self.scroll_to(now)
            self._settling.start()

    def _grown(self, _least: int, _most: int) -> None:
        """What has only just appeared gets the focus first and takes its place in several steps."""
        now = QApplication.focusWidget()
        if self._settling.isActive() and now is not None and self._column.isAncestorOf(now):
            self.scroll_to(now)


describe_as(Card, role_of(QAccessible.Role.Grouping))
# Qt's own interface of a scroll area takes any number of a child for one that is there. A reader that asks for
# the scroll bar just after it went ends the program; a plain widget's interface says that there is none.
# Only for a class of ours: one of Qt's own would match a widget that is already being taken apart as well.
describe_as(Page, role_of(QAccessible.Role.Client))
