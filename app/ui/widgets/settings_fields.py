"""Labelled fields of settings pages: a number, and one of a list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QWidget

from app.ui.theme import GRID, LEAST_TARGET
from app.ui.widgets.labels import Muted
from app.ui.widgets.layouts import Flow
from app.ui.widgets.page import column_of
from app.ui.widgets.text_line import label_for


class CalmSpinBox(QSpinBox):
    """A number box that the wheel does not change while a page is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmComboBox(QComboBox):
    """A list box that the wheel does not change while a page is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberLine(QWidget):
    """A labelled number between two bounds."""

    changed = Signal(object)  # int

    def __init__(
        self,
        label: str,
        least: int,
        most: int,
        parent: QWidget | None = None,
        *,
        step: int = 1,
        unit: str = "",
    ) -> None:
        super().__init__(parent)
        self.field = CalmSpinBox()
        self.field.setRange(least, most)
        self.field.setSingleStep(step)
        self.field.setSuffix(f" {unit}" if unit else "")
        self.field.setMinimumHeight(LEAST_TARGET + 8)
        self.field.valueChanged.connect(self._typed)
        column = column_of(self, spacing=4)
        column.addWidget(label_for(label, self.field))
        column.addWidget(Flow(self.field))
        self.setFocusProxy(self.field)

    def _typed(self, value: int) -> None:
        self.changed.emit(value)

    def value(self) -> int:
        """The number."""
        return self.field.value()

    def set_value(self, value: int) -> None:
        """Show a number, without a signal."""
        self.field.blockSignals(True)
        self.field.setValue(value)
        self.field.blockSignals(False)


class PickLine(QWidget):
    """A labelled list of which one is always chosen. `options` are (key, label); `beside` stands next to the list."""

    changed = Signal(object)  # str

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        hint: str = "",
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(parent)
        self.field = CalmComboBox()
        self.field.setMinimumHeight(LEAST_TARGET + 8)
        self.field.setMinimumContentsLength(12)
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.field.setAccessibleDescription(hint)
        self.field.activated.connect(self._picked)
        column = column_of(self, spacing=4)
        column.addWidget(label_for(label, self.field))
        column.addWidget(Flow(self.field, *beside, spacing=2 * GRID))
        if hint:
            column.addWidget(Muted(hint))
        self.setFocusProxy(self.field)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; what was chosen stays where it is still offered."""
        kept = self.value()
        self.field.clear()
        for key, label in options:
            self.field.addItem(label, key)
        self.set_value(kept)

    def value(self) -> str:
        """The chosen key, empty where nothing is offered."""
        return str(self.field.currentData() or "")

    def set_value(self, key: str) -> None:
        """Choose a key, without a signal; an unknown one chooses the first."""
        self.field.setCurrentIndex(max(0, self.field.findData(key)))

    def _picked(self) -> None:
        self.changed.emit(self.value())
