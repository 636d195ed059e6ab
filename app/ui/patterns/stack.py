"""Widgets below each other that come and go."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import GRID
from app.ui.widgets import Body, column_of


class Stack(QWidget):
    """Takes no room while it is empty."""

    def __init__(self, spacing: int = GRID) -> None:
        super().__init__()
        self._column = column_of(self, spacing=spacing)
        self._held: list[QWidget] = []
        self.hide()

    @property
    def is_filled(self) -> bool:
        """Whether it holds anything."""
        return bool(self._held)

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others."""
        self._held.append(widget)
        self._column.addWidget(widget)
        widget.show()
        self.show()

    def drop(self, widget: QWidget) -> None:
        """Take a widget away for good."""
        self._held.remove(widget)
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self.setVisible(bool(self._held))

    def clear(self) -> None:
        """Take everything away."""
        for widget in tuple(self._held):
            self.drop(widget)

    def show_words(self, texts: Sequence[str]) -> None:
        """Hold these paragraphs and nothing else."""
        self.clear()
        if texts:
            self.add(together(*(Body(text) for text in texts)))


@contextmanager
def at_once(holder: QWidget) -> Iterator[None]:
    """Lay out a widget, and so its page, once for all that comes and goes in its layout meanwhile.

    What is added must be shown by name: Qt would show each in a turn of its own, and lay out the page for it.
    """
    layout = holder.layout()
    if layout is None:
        yield
        return
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        holder.updateGeometry()
        layout.invalidate()
        layout.update()


def leave_the_rest_free(column: QVBoxLayout) -> None:
    """Let what a long column holds stay where it is while something further down grows or shrinks.

    Until the height of the column follows, Qt would spread what is over among all it holds.
    """
    column.addStretch(1)
    stay_painted(column.parentWidget())


def stay_painted(holder: QWidget | None) -> None:
    """Paint only what is new when a widget changes its height; Qt would paint all of it once more."""
    if holder is not None:
        holder.setAttribute(Qt.WidgetAttribute.WA_StaticContents)


def together(*widgets: QWidget) -> QWidget:
    """Widgets below each other that appear at once: each that appears by itself lays out the whole page."""
    held = QWidget()
    column = column_of(held, spacing=GRID)
    for widget in widgets:
        column.addWidget(widget)
    return held


def say(label: Body, text: str) -> None:
    """Show words, or take the label away where there are none."""
    label.setText(text)
    label.setVisible(bool(text))
