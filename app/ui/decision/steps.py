"""An answer on a scale, to read: seven quiet steps between two named ends, and the same in words."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.decision.sheet import Step
from app.ui.theme import GRID, em, tokens
from app.ui.widgets.labels import Body, Muted
from app.ui.widgets.layouts import ItemLayout, height_at
from app.ui.widgets.page import column_of

_STEPS = 7


def _pitch(widget: QWidget | None) -> int:
    return round(1.5 * em(widget))


class QuietSteps(QWidget):
    """Seven circles, one of them filled. Nothing to press and no Tab stop."""

    def __init__(self, value: int) -> None:
        super().__init__()
        self._at = value + 3
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_STEPS * _pitch(self), _pitch(self))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, pitch = tokens(), _pitch(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(QColor(now.control_line), 1))
        painter.drawLine(pitch // 2, round(middle), _STEPS * pitch - pitch // 2, round(middle))
        for at in range(_STEPS):
            chosen = at == self._at
            side = pitch * (0.66 if chosen else 0.36)
            across = (at + 0.5) * pitch
            painter.setPen(QPen(QColor(now.accent if chosen else now.control_line), 1.5))
            painter.setBrush(QColor(now.accent if chosen else now.card))
            painter.drawEllipse(QRectF(across - side / 2, middle - side / 2, side, side))


class EndsAround(ItemLayout):
    """Low end, steps and high end in one line, the steps of all answers below each other; else ends first."""

    def minimumSize(self) -> QSize:
        return QSize(_STEPS * _pitch(self.parentWidget()), _pitch(self.parentWidget()))

    def sizeHint(self) -> QSize:
        return QSize(round(32 * em(self.parentWidget())), self.heightForWidth(10_000))

    def place(self, rect: QRect, *, dry: bool) -> int:
        low, steps, high = self._items
        pitch = _pitch(self.parentWidget())
        length = _STEPS * pitch
        beside = min(round(14 * em(self.parentWidget())), (rect.width() - length) // 2 - GRID)
        wide = beside >= 7 * em(self.parentWidget())
        each = beside if wide else max(1, (min(rect.width(), 2 * length) - GRID) // 2)
        tall = max(height_at(low, each), height_at(high, each))
        left = rect.left() + (each + GRID if wide else 0)
        top = rect.top() + (max(0, tall - pitch) // 2 if wide else tall)
        if not dry:
            high_left = left + length + GRID if wide else rect.left() + each + GRID
            ends_height = max(tall, pitch) if wide else tall
            low.setGeometry(QRect(rect.left(), rect.top(), each, ends_height))
            high.setGeometry(QRect(high_left, rect.top(), each, ends_height))
            steps.setGeometry(QRect(left, top, length, pitch))
            self._align(wide=wide)
        return max(tall, pitch) if wide else tall + pitch

    def _align(self, *, wide: bool) -> None:
        low, high = self._items[0].widget(), self._items[2].widget()
        if isinstance(low, Body) and isinstance(high, Body):
            middle = Qt.AlignmentFlag.AlignVCenter
            low.setAlignment((Qt.AlignmentFlag.AlignRight if wide else Qt.AlignmentFlag.AlignLeft) | middle)
            high.setAlignment((Qt.AlignmentFlag.AlignLeft if wide else Qt.AlignmentFlag.AlignRight) | middle)


class StepsRow(QWidget):
    """The answer as a picture with its ends, and beneath it in words, which a screen reader reads."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        across = QWidget()
        ends = EndsAround(across)
        low, high = step.ends
        for part in (Muted(low), QuietSteps(step.value), Muted(high)):
            ends.addWidget(part)
        column = column_of(self, spacing=2)
        column.addWidget(Body(step.words))
        column.addWidget(across)
