"""Two answers on one scale: a round mark and a diamond on seven steps, each with its initial."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.prompts import Ends
from app.ui.theme import em, tokens
from app.ui.widgets import Columns, Muted, plain_end
from app.ui.widgets.layouts import ItemLayout

_STEPS = 7
_WIDEST_EM = 36
_HIGH_EM = 3.9
_LIFT_EM = 0.9
"""How far two marks at one step move apart, up and down, so that neither hides the other."""


class PairAxis(QWidget):
    """Read only and no Tab stop: the same stands beside it in words. None leaves a side out."""

    def __init__(self, mine: int | None, theirs: int | None, letters: tuple[str, str]) -> None:
        super().__init__()
        self._sides = (mine, theirs)
        self._letters = letters
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(_WIDEST_EM * em(self)), round(_HIGH_EM * em(self)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_STEPS * 1.5 * em(self)), round(_HIGH_EM * em(self)))

    def places(self) -> list[tuple[int, QPointF]]:
        """The side and the middle of each mark; two at one step stand one above the other."""
        pitch = min(self.width(), round(_WIDEST_EM * em(self))) / _STEPS
        mine, theirs = self._sides
        lift = _LIFT_EM * em(self) if mine == theirs else 0.0
        return [
            (side, QPointF((at + 3.5) * pitch, self.height() / 2 + (lift if side else -lift)))
            for side, at in enumerate(self._sides)
            if at is not None
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, size = tokens(), em(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = min(self.width(), round(_WIDEST_EM * size)) / _STEPS
        middle = self.height() / 2
        painter.setPen(QPen(QColor(now.control_line), 1.5))
        painter.drawLine(QPointF(pitch / 2, middle), QPointF(pitch * (_STEPS - 0.5), middle))
        for at in range(_STEPS):
            tall = size * (0.6 if at == _STEPS // 2 else 0.35)
            across = (at + 0.5) * pitch
            painter.drawLine(QPointF(across, middle - tall), QPointF(across, middle + tall))
        for side, place in self.places():
            self._mark(painter, side, place, size)

    def _mark(self, painter: QPainter, side: int, place: QPointF, size: float) -> None:
        """Mine is round and filled, theirs a diamond on the paper: told apart without colour."""
        now = tokens()
        half = size * (0.72 if side == 0 else 0.95)
        painter.setPen(QPen(QColor(now.accent if side == 0 else now.ink), 1.5))
        painter.setBrush(QColor(now.accent if side == 0 else now.card))
        if side == 0:
            painter.drawEllipse(place, half, half)
        else:
            corners = ((0, -half), (half, 0), (0, half), (-half, 0))
            painter.drawPolygon(QPolygonF([place + QPointF(x, y) for x, y in corners]))
        painter.setPen(QColor(now.on_accent if side == 0 else now.ink))
        font = painter.font()
        font.setBold(True)
        font.setPointSizeF(self.font().pointSizeF() * 0.8)
        painter.setFont(font)
        box = QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letters[side])


class Narrow(ItemLayout):
    """Parts below each other, no wider than is read at one look."""

    def place(self, rect: QRect, *, dry: bool) -> int:
        widest = round(_WIDEST_EM * em(self.parentWidget()))
        return super().place(QRect(rect.left(), rect.top(), min(rect.width(), widest), 0), dry=dry)


class AxisWithEnds(QWidget):
    """The scale of two answers with its ends, and which mark is whose."""

    def __init__(self, axis: PairAxis, ends: Ends | None, whose: str) -> None:
        super().__init__()
        self.axis = axis
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        high = Muted(plain_end(ends.high) if ends else "")
        high.setAlignment(Qt.AlignmentFlag.AlignRight)
        below = Columns(Muted(plain_end(ends.low) if ends else ""), high, stack_below_em=0)
        column = Narrow(self, spacing=0)
        for part in (axis, below, Muted(whose)):
            column.addWidget(part)
