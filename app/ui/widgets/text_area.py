"""A labelled field for longer text that grows with what is written."""

import math

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QSizePolicy, QWidget

from app.ui.clipboard import marked
from app.ui.theme import GRID
from app.ui.widgets.labelled import Labelled


class PlainEditor(QPlainTextEdit):
    """Plain text only, pasted as plain text; Tab leaves the field; as tall as its text.

    Where `most_pasted` is set, a longer text is not put in but handed on by `pasted_long`: laying out a
    megabyte takes half a second, ten of them half a minute and gigabytes.
    """

    left = Signal()
    pasted_long = Signal(object)  # str
    most_pasted = 0

    def __init__(self, parent: QWidget | None = None, *, least_lines: int = 3) -> None:
        super().__init__(parent)
        self._least_lines = least_lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # The page learns of a taller field only when layouts have run; then it can scroll there.
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.timeout.connect(self._follow_cursor)
        self.cursorPositionChanged.connect(self._following.start)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text() if source.hasText() else ""
        if 0 < self.most_pasted < len(text):
            self.pasted_long.emit(text)
        elif text:
            self.insertPlainText(text)

    def createMimeDataFromSelection(self) -> QMimeData:
        return marked(self.textCursor().selection().toPlainText())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * GRID, self._height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._following.start()

    def _height(self) -> int:
        # Asking each block for its place lays it out; the document's own size counts those not yet laid out as one line.
        block = self.document().firstBlock()
        height = 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        least = self._least_lines * self.fontMetrics().lineSpacing()
        around = min(max(self.height() - self.viewport().height(), 10), 4 * GRID)
        return math.ceil(max(height, least) + 2 * self.document().documentMargin()) + around

    def _fit(self) -> None:
        wanted = self._height()
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)
            self.updateGeometry()

    def _follow_cursor(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        column = above.widget() if above is not None else None
        if above is None or column is None or not self.hasFocus():
            return
        cursor = self.cursorRect()
        at = self.viewport().mapTo(column, cursor.bottomLeft())
        above.ensureVisible(0, at.y(), 0, cursor.height() + GRID)


class TextArea(Labelled):
    """Label, growing field, hint and problem. `changed` comes as a person types, `left` on leaving the field."""

    changed = Signal(object)  # str
    left = Signal()

    def __init__(
        self,
        label: str,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        least_lines: int = 3,
    ) -> None:
        field = PlainEditor(least_lines=least_lines)
        super().__init__(label, field, hint, parent)
        self.field = field
        self._quiet = False
        self.field.textChanged.connect(self._edited)
        self.field.left.connect(self.left)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    def set_text(self, text: str) -> None:
        """Write into the field, without `changed`."""
        self._quiet = True
        self.field.setPlainText(text)
        self._quiet = False

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit(self.text())
