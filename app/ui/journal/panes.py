"""The list and its preview: beside each other, or one below the other in a narrow window."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.ui.journal.preview import Preview
from app.ui.journal.table import EntryTable
from app.ui.theme import GRID, em, live

_STACK_BELOW_EM = 58
_WEIGHTS = (2, 1)


class Panes(QWidget):
    """Takes all the height there is; the list never less than its least."""

    def __init__(self, table: EntryTable, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)
        self._box.addWidget(table, _WEIGHTS[0])
        self._box.addWidget(preview, _WEIGHTS[1])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        live().changed.connect(self._arrange)

    @property
    def stacked(self) -> bool:
        """Whether the preview is below the list."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        stacked = self.width() < _STACK_BELOW_EM * em(self)
        if stacked != self.stacked:
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._box.setDirection(down if stacked else across)
            for at, weight in enumerate((1, 0) if stacked else _WEIGHTS):
                self._box.setStretch(at, weight)
            self._preview.set_stacked(stacked=stacked)
