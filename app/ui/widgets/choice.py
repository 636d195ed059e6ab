"""One choice that is painted with its sign and wrapped words: round for one of several, square for any of several."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from app.ui.theme import CONTROL_RADIUS, GRID, LEAST_TARGET, QUICK_TARGET, em, tokens
from app.ui.widgets.by_ear import PressedByEar
from app.ui.widgets.painting import (
    RING,
    WRAPPED,
    breakable,
    draw_ring,
    draw_tick,
    longest_word,
    plain_label,
    text_size,
)

_PADDING = GRID
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
FIRST, LAST = -1000, 1000
"""Steps that lead to the first and the last choice of a group."""


def step_of(event: QKeyEvent) -> int:
    """How far a key moves in a group of choices; 0 where it does not move."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return 0
    key = Qt.Key(event.key())
    return {Qt.Key.Key_Home: FIRST, Qt.Key.Key_End: LAST}.get(key, STEPS.get(key, 0))


def _sign_size(button: QAbstractButton) -> int:
    return max(14, round(em(button)))


def _text_left(button: QAbstractButton) -> int:
    return RING + _PADDING + _sign_size(button) + _PADDING


def _height(button: QAbstractButton, width: int, target: int) -> int:
    inside = width - _text_left(button) - _PADDING - RING
    _, height = text_size(QFontMetrics(button.font()), button.text(), inside)
    return max(target, height + GRID + 2 * RING)


def _hint(button: QAbstractButton, target: int) -> QSize:
    width, _ = text_size(QFontMetrics(button.font()), button.text(), 100_000)
    width += _text_left(button) + _PADDING + RING + 2
    return QSize(width, _height(button, width, target))


def _least(button: QAbstractButton, target: int) -> QSize:
    word = longest_word(QFontMetrics(button.font()), button.text().replace("\u200b", " "))
    return QSize(word + _text_left(button) + _PADDING + RING + 2, target)


def _paint_words(painter: QPainter, button: QAbstractButton) -> None:
    now = tokens()
    edge = QRectF(button.rect()).adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
    chosen = button.isChecked()
    painter.setBrush(QColor(now.chosen if chosen else now.card))
    painter.setPen(QPen(QColor(now.accent if chosen else now.control_line), 2 if chosen else 1))
    painter.drawRoundedRect(edge, CONTROL_RADIUS, CONTROL_RADIUS)
    painter.setPen(QColor(now.ink if button.isEnabled() else now.muted))
    painter.setFont(button.font())
    left = _text_left(button)
    inside = QRect(QPoint(left, 0), QSize(button.width() - left - _PADDING - RING, button.height()))
    across = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(inside, WRAPPED | across, button.text())
    if button.hasFocus():
        draw_ring(painter, QRectF(button.rect()))


def _sign_box(button: QAbstractButton) -> QRectF:
    size = _sign_size(button)
    return QRectF(RING + _PADDING + 0.5, (button.height() - size) / 2, size, size)


class Choice(PressedByEar):
    """What both kinds share; put before Qt's class. `moved` and `focused` come with the choice itself."""

    moved = Signal(object, int)
    focused = Signal(object)
    _target = LEAST_TARGET

    def set_up(self, label: str, *, quick: bool) -> None:
        """Say what it is called, and how large it is at least."""
        self.label = label
        self._target = QUICK_TARGET if quick else LEAST_TARGET + 2 * RING
        self.setText(plain_label(breakable(label)))
        self.setAccessibleName(label)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step:
            self.moved.emit(self, step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self)

    def sizeHint(self) -> QSize:
        return _hint(self, self._target)

    def minimumSizeHint(self) -> QSize:
        return _least(self, self._target)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(self, width, self._target)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)


class RadioChoice(Choice, QRadioButton):
    """One of several. Arrow keys ask to move, Space chooses, Delete asks to clear; the group answers."""

    cleared = Signal()

    def __init__(self, label: str, parent: QWidget | None = None, *, quick: bool = False) -> None:
        super().__init__(parent)
        self.set_up(label, quick=quick)
        self.listen_for_toggles(only_on=True)

    def nextCheckState(self) -> None:
        self.setChecked(True)

    def choose(self, *, chosen: bool) -> None:
        """Choose, or take the choice away, which Qt forbids while its buttons exclude each other."""
        self.setAutoExclusive(chosen)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_words(painter, self)
        paint_round(painter, _sign_box(self), chosen=self.isChecked())


class CheckChoice(Choice, QCheckBox):
    """Any of several, or a yes on its own. Space ticks; arrow keys ask a group to move."""

    def __init__(self, label: str, parent: QWidget | None = None, *, quick: bool = False) -> None:
        super().__init__(parent)
        self.set_up(label, quick=quick)
        self.listen_for_toggles()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_words(painter, self)
        now = tokens()
        box = _sign_box(self)
        chosen = self.isChecked()
        painter.setPen(QPen(QColor(now.accent if chosen else now.control_line), 1.5))
        painter.setBrush(QColor(now.accent if chosen else now.field))
        painter.drawRoundedRect(box, 3, 3)
        if chosen:
            draw_tick(painter, box, now.on_accent)


def paint_round(painter: QPainter, box: QRectF, *, chosen: bool) -> None:
    """The round sign of one of several, filled when chosen."""
    now = tokens()
    painter.setPen(QPen(QColor(now.accent if chosen else now.control_line), 1.5))
    painter.setBrush(QColor(now.field))
    painter.drawEllipse(box)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.accent))
        inset = box.width() * 0.24
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
