"""A section that folds."""

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from app.ui.theme import GRID, Tokens, em, tokens
from app.ui.widgets.accessible import announce
from app.ui.widgets.buttons import Paint, PaintedButton
from app.ui.widgets.page import column_of
from app.ui.widgets.painting import RING

_BEFORE = 6
_TRIANGLE_EM = 0.72


class FoldButton(PaintedButton):
    """The words that fold and unfold, with a triangle that shows which."""

    to_left = True
    bold = True

    @property
    def side_padding(self) -> int:  # type: ignore[override]  # grows with the text
        """Room for the triangle."""
        return _BEFORE + self._triangle() + GRID

    def _triangle(self) -> int:
        return max(10, round(_TRIANGLE_EM * em(self)))

    def colours(self, now: Tokens) -> Paint:
        return Paint(now.hover if self.hovered or self.isDown() else "", "", now.ink)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._triangle()
        box = QRectF(RING + _BEFORE, (self.height() - side) / 2, side, side)
        down = [
            box.topLeft() + QPointF(0, side / 5),
            box.topRight() + QPointF(0, side / 5),
            QPointF(box.center().x(), box.bottom()),
        ]
        right = [
            box.topLeft() + QPointF(side / 10, 0),
            box.bottomLeft() + QPointF(side / 10, 0),
            QPointF(box.right(), box.center().y()),
        ]
        painter.setPen(QColor(tokens().ink))
        painter.setBrush(QColor(tokens().ink))
        painter.drawPolygon(QPolygonF(down if self.isChecked() else right))


class Disclosure(QWidget):
    """A titled section, folded at first. `toggled` carries whether it is open."""

    toggled = Signal(object)  # bool

    def __init__(self, title: str, parent: QWidget | None = None, *, unfolded: bool = False) -> None:
        super().__init__(parent)
        column = column_of(self, spacing=4)
        self.button = FoldButton(title)
        self.button.setCheckable(True)
        self.button.setChecked(unfolded)
        self.button.clicked.connect(self._pressed)
        self._inside = QWidget()
        self.body = column_of(self._inside)
        self.body.setContentsMargins(GRID, 0, 0, GRID)
        column.addWidget(self.button)
        column.addWidget(self._inside)
        self.set_title(title)
        self._show()

    @property
    def is_unfolded(self) -> bool:
        """Whether what is inside can be seen."""
        return self.button.isChecked()

    def set_title(self, title: str) -> None:
        """Other words to fold by."""
        self.button.setText(title)
        self.button.setAccessibleName(title)

    def set_unfolded(self, unfolded: bool) -> None:  # noqa: FBT001 - a setter as Qt has them
        """Fold or unfold, without a signal."""
        self.button.setChecked(unfolded)
        self._show()

    def add(self, widget: QWidget) -> None:
        """Put a widget inside, below the others."""
        self.body.addWidget(widget)

    def _pressed(self) -> None:
        self._show()
        announce(self.button, self.button.accessibleDescription())
        self.toggled.emit(self.is_unfolded)

    def _show(self) -> None:
        self._inside.setVisible(self.is_unfolded)
        self.button.setAccessibleDescription("Open" if self.is_unfolded else "Folded away")
