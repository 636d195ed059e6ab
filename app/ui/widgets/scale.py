"""Seven steps between two named ends; unset until a person chooses."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import GRID, QUICK_TARGET, em
from app.ui.widgets.accessible import Group, announce
from app.ui.widgets.buttons import LinkButton
from app.ui.widgets.choice import RadioChoice, paint_round
from app.ui.widgets.labels import Body, Heading, Muted
from app.ui.widgets.layouts import Flow, ItemLayout, height_at
from app.ui.widgets.page import column_of
from app.ui.widgets.painting import draw_ring
from app.ui.widgets.roving import OneOf

VALUES = range(-3, 4)
UNSET = "Not answered"

# Ruling 44: these two ends are a figure of speech and are shown with plain words.
_PLAIN_ENDS = {
    "Dance floor": "In among it (dance floor)",
    "Balcony": "Standing back (balcony)",
}


def plain_end(end: str) -> str:
    """The end of a scale as it is shown."""
    return _PLAIN_ENDS.get(end, end)


def words_for(value: int | None, low: str, high: str) -> str:
    """A value of a scale in words."""
    if value is None:
        return UNSET
    if value == 0:
        return "In the middle"
    strength = ("slightly", "clearly", "fully")[abs(value) - 1]
    return f"{strength.capitalize()} towards: {plain_end(low if value < 0 else high)}"


def step_side(widget: QWidget | None) -> int:
    """The side of the square of one step, growing with the text."""
    return max(QUICK_TARGET, round(2 * em(widget)))


class ScaleStep(RadioChoice):
    """One of the seven: a circle in a square large enough to hit."""

    def sizeHint(self) -> QSize:
        side = step_side(self)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, _width: int) -> int:
        return step_side(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.width() / 2
        middle = QRectF(self.rect()).center()
        circle = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
        paint_round(painter, circle, chosen=self.isChecked())
        if self.hasFocus():
            draw_ring(painter, circle.adjusted(-5, -5, 5, 5), radius=size)


class EndsLayout(ItemLayout):
    """Low end, steps, high end in one line, the steps of all scales in line; else both ends above the steps."""

    def sizeHint(self) -> QSize:
        return QSize(round(36 * em(self.parentWidget())), self.heightForWidth(10_000))

    def minimumSize(self) -> QSize:
        side = step_side(self.parentWidget())
        return QSize(7 * side, side)

    def place(self, rect: QRect, *, dry: bool) -> int:
        low, steps, high = self._items
        side = step_side(self.parentWidget())
        beside = min(round(13 * em(self.parentWidget())), (rect.width() - 7 * side) // 2 - GRID)
        wide = beside >= 8 * em(self.parentWidget())
        end_width = beside if wide else (min(rect.width(), 7 * side) - GRID) // 2
        height = max(height_at(low, end_width), height_at(high, end_width))
        steps_left = rect.left() + (end_width + GRID if wide else 0)
        steps_top = rect.top() + (max(0, height - side) // 2 if wide else height)
        whole = max(height, side) if wide else height + side
        if not dry:
            ends_height = whole if wide else height
            high_left = steps_left + 7 * side + GRID if wide else rect.left() + end_width + GRID
            low.setGeometry(QRect(rect.left(), rect.top(), end_width, ends_height))
            high.setGeometry(QRect(high_left, rect.top(), end_width, ends_height))
            steps.setGeometry(QRect(steps_left, steps_top, 7 * side, side))
            self._align(wide=wide)
        return whole

    def _align(self, *, wide: bool) -> None:
        low, high = self._items[0].widget(), self._items[2].widget()
        if isinstance(low, Body) and isinstance(high, Body):
            middle = Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignBottom
            right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
            low.setAlignment((right if wide else left) | middle)
            high.setAlignment((left if wide else right) | middle)


class Scale(Group):
    """A question answered between two ends. Arrows move, Space chooses, Delete clears; each is spoken.

    `value` is -3 (the low end) to 3 (the high end), or None. `changed` comes only from a person's act.
    """

    changed = Signal(object)  # int | None

    def __init__(
        self,
        question: str,
        low: str,
        high: str,
        parent: QWidget | None = None,
        *,
        show_question: bool = True,
    ) -> None:
        super().__init__(question, parent)
        self._low, self._high = low, high
        self._group = OneOf(self, rest_at=3)
        self._group.chosen.connect(self._chosen)
        column = column_of(self, spacing=2)
        if show_question:
            column.addWidget(Heading(question, 3))
        across = QWidget()
        self._ends = EndsLayout(across)
        for part in (Body(plain_end(low)), self._make_steps(), Body(plain_end(high))):
            self._ends.addWidget(part)
        column.addWidget(across)
        self._words = Muted(UNSET)
        self._clear = LinkButton("Clear this answer")
        self._clear.setAccessibleName(f"Clear the answer to: {question}")
        self._clear.clicked.connect(self._group.clear_by_person)
        column.addWidget(Flow(self._words, self._clear))
        self._show()

    def _make_steps(self) -> QWidget:
        steps = QWidget()
        steps.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for value in VALUES:
            step = ScaleStep(words_for(value, self._low, self._high))
            self._group.add(step)
            row.addWidget(step)
        return steps

    @property
    def steps(self) -> list[RadioChoice]:
        """The seven choices, low end first."""
        return self._group.choices

    def value(self) -> int | None:
        """What is chosen."""
        index = self._group.index
        return None if index is None else VALUES[index]

    def set_value(self, value: int | None) -> None:
        """Choose a value or none, without a signal."""
        self._group.set_index(None if value is None else VALUES.index(value))
        self._show()

    def _chosen(self) -> None:
        if self._clear.hasFocus():
            self.steps[3].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()
        announce(self, self._words.text())
        self.changed.emit(self.value())

    def _show(self) -> None:
        self._words.setText(words_for(self.value(), self._low, self._high))
        self._clear.setVisible(self.value() is not None)
