"""A picture on the screen whose marks can be walked and entered by keyboard, pointer and screen reader."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.patterns.series import Picture
from app.ui.charts.accessible import SpokenCanvas, interface_of
from app.ui.charts.draw import draw_and_tell, preferred_height
from app.ui.charts.pen import Drawn, MarkShape
from app.ui.theme import FOCUS_WIDTH, em, live, tokens
from app.ui.widgets.accessible import announce, describe_as
from app.ui.widgets.painting import draw_ring, tip_of

_RIM = 6
_KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ChartCanvas(SpokenCanvas):
    """One picture, one Tab stop. Arrows move between marks, Enter or a click enters one.

    Left and Right go to the neighbouring column, row or band, Up and Down through
    all marks in order, Home and End to the first and the last. In a grid Left and
    Right go along its rows, Up and Down along its columns.
    """

    mark_chosen = Signal(object)  # Mark

    def __init__(self, picture: Picture, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._name = name
        self._current: int | None = None
        self._marks: list[MarkShape] = []
        self._crossed = False
        self._has_moved = False
        self._heights: dict[int, int] = {}  # a page asks for them many times while it is laid out
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.picture = picture
        self.set_picture(picture)
        live().changed.connect(self._look_changed)

    def set_picture(self, picture: Picture) -> None:
        """Show another picture."""
        self.picture = picture
        self._heights.clear()
        self._current = None
        self._lay_out()
        self.setAccessibleName(f"Chart: {self._name or picture.title or 'the figures below'}")
        self.setAccessibleDescription(
            f"{len(self._marks)} marks. Arrow keys move between them, Enter opens the entries behind one."
        )
        self.updateGeometry()
        self.update()

    def spoken_marks(self) -> list[MarkShape]:
        if self._has_moved:
            self._lay_out()
        return self._marks

    def current_mark(self) -> int | None:
        return self._current

    def choose_mark(self, at: int) -> None:
        """Enter a mark by its place in the order."""
        marks = self.spoken_marks()
        if 0 <= at < len(marks):
            self._current = at
            self.update()
            self.mark_chosen.emit(marks[at].mark)

    def move_to(self, at: int) -> None:
        """Put the outline on a mark and speak its words."""
        marks = self.spoken_marks()
        if marks:
            self._current = max(0, min(at, len(marks) - 1))
            self.update()
            announce(self, marks[self._current].label)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            inside = max(1, width - 2 * _RIM)
            self._heights[width] = round(preferred_height(self.picture, inside, self.font())) + 2 * _RIM
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = round(48 * em(self))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(14 * em(self)), round(6 * em(self)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._has_moved = True  # a page tries many sizes before it is painted: laid out when asked for

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._look_changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._remember(draw_and_tell(painter, self._room(), self.picture, tokens(), self.font()))
        if not self.hasFocus():
            return
        draw_ring(painter, QRectF(self.rect()))
        if self._current is not None and self._current < len(self._marks):
            place = self._marks[self._current].rect.adjusted(-2, -2, 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens().card), 2 * FOCUS_WIDTH + 2))
            painter.drawRoundedRect(place, 3, 3)
            painter.setPen(QPen(QColor(tokens().focus), FOCUS_WIDTH + 1))
            painter.drawRoundedRect(place, 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.move_to(self._towards(*_KEYS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.move_to(0 if key == Qt.Key.Key_Home else len(self.spoken_marks()) - 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and not event.modifiers():
            if self._current is not None:
                self.choose_mark(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.choose_mark(at)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(QPointF(event.pos()))
            words = self.spoken_marks()[at].label if at is not None else ""
            QToolTip.showText(event.globalPos(), tip_of(words), self)
            return True
        return super().event(event)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_RIM, _RIM, -_RIM, -_RIM)

    def _lay_out(self) -> None:
        self._remember(draw_and_tell(None, self._room(), self.picture, tokens(), self.font()))

    def _remember(self, drawn: Drawn) -> None:
        self._marks, self._crossed = drawn.marks, drawn.crossed
        self._has_moved = False

    def _look_changed(self) -> None:
        self._heights.clear()
        self._lay_out()
        self.updateGeometry()
        self.update()

    def _at(self, point: QPointF) -> int | None:
        marks = self.spoken_marks()
        hits = [at for at, shape in enumerate(marks) if shape.hit.contains(point)]
        return min(hits, key=lambda at: _nearness(marks[at].rect, point), default=None)

    def _towards(self, groups: int, places: int) -> int:
        marks = self.spoken_marks()
        if self._current is None or not marks:
            return 0
        if self._crossed:
            return self._current + groups if groups else self._up_or_down(places)
        if places:
            return self._current + places
        now = marks[self._current]
        beside = sorted({shape.group for shape in marks if (shape.group - now.group) * groups > 0})
        if not beside:
            return self._current + groups if len({shape.group for shape in marks}) == 1 else self._current
        group = beside[0] if groups > 0 else beside[-1]
        there = [at for at, shape in enumerate(marks) if shape.group == group]
        return min(there, key=lambda at: abs(marks[at].place - now.place))

    def _up_or_down(self, way: int) -> int:
        """The next mark of the same column, or the nearest of the next row where the column has none."""
        marks, current = self._marks, self._current or 0
        now = marks[current]
        there = [at for at, shape in enumerate(marks) if (shape.group - now.group) * way > 0]
        same = [at for at in there if marks[at].place == now.place]
        return min(
            same or there,
            key=lambda at: (abs(marks[at].group - now.group), abs(marks[at].place - now.place)),
            default=current,
        )


def _far(rect: QRectF, point: QPointF) -> float:
    """How far a point lies from a rectangle; 0 inside."""
    across = max(rect.left() - point.x(), 0.0, point.x() - rect.right())
    down = max(rect.top() - point.y(), 0.0, point.y() - rect.bottom())
    return across * across + down * down


def _nearness(rect: QRectF, point: QPointF) -> tuple[float, float, float]:
    """Of marks over each other the smaller is meant, of two of one size the one whose middle is nearer."""
    away = rect.center() - point
    return _far(rect, point), round(rect.width() * rect.height()), QPointF.dotProduct(away, away)


describe_as(ChartCanvas, interface_of)
