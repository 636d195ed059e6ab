"""Work that takes time: how far, and a way to stop it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from app.ui.theme import CONTROL_RADIUS, GRID, tokens
from app.ui.widgets.accessible import Group, announce
from app.ui.widgets.buttons import QuietButton
from app.ui.widgets.labels import Body, Muted
from app.ui.widgets.layouts import Flow
from app.ui.widgets.page import column_of


class CalmBar(QProgressBar):
    """A still bar: filled as far as things are, striped while nobody knows."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(now.control_line), 1))
        painter.setBrush(QColor(now.field))
        painter.drawRoundedRect(edge, CONTROL_RADIUS, CONTROL_RADIUS)
        filled = edge.adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.maximum() > self.minimum():
            part = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
            filled.setWidth(filled.width() * part)
            painter.setBrush(QColor(now.accent))
        else:
            painter.setBrush(QBrush(QColor(now.accent), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(filled, 3, 3)


class ProgressPanel(Group):
    """What is being done, a bar, the count in words, and Cancel. `cancelled` when that is pressed."""

    cancelled = Signal()

    def __init__(self, text: str, parent: QWidget | None = None, *, can_cancel: bool = True) -> None:
        super().__init__(text, parent)
        column = column_of(self)
        self._text = Body(text)
        self.bar = CalmBar()
        self.bar.setTextVisible(False)
        self.bar.setMinimumHeight(2 * GRID)
        self.bar.setAccessibleName(text)
        self._count = Muted()
        self.cancel = QuietButton("Cancel")
        self.cancel.clicked.connect(self._cancel)
        for part in (self._text, self.bar, self._count, Flow(self.cancel)):
            column.addWidget(part)
        self.cancel.setVisible(can_cancel)
        self.set_progress(0, 0)

    def set_progress(self, done: int, total: int) -> None:
        """How many are done; a `total` of 0 means that nobody knows yet."""
        known = total > 0
        self.bar.setRange(0, total if known else 0)
        self.bar.setValue(done)
        self._count.setText(f"{done:,} of {total:,}" if known else "")
        self._count.setVisible(known)

    def set_text(self, text: str) -> None:
        """Say what is being done now, and speak it."""
        self._text.setText(text)
        self.bar.setAccessibleName(text)
        self.setAccessibleName(text)
        announce(self, text)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._count.setText("Stopping…")
        self._count.show()
        self.cancelled.emit()


class BusyLine(Muted):
    """One quiet line that says what is going on, and is empty when nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)

    def start(self, text: str) -> None:
        """Say that something goes on."""
        self.setText(text)

    def stop(self, text: str = "") -> None:
        """Nothing goes on any more; `text` says how it ended and is spoken."""
        self.setText(text)
        announce(self, text)
