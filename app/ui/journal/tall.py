"""A page whose list takes the height that is left."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets import Page


class TallPage(Page):
    """A page of text would leave the rest of the window empty; this one gives it to what stretches."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.set_tall(tall=True)

    def set_tall(self, *, tall: bool) -> None:
        """Give the height that is left to the page, or leave it empty below."""
        sheet = self._column.layout()
        if isinstance(sheet, QVBoxLayout):
            sheet.setStretch(0, int(tall))
            sheet.setStretch(1, int(not tall))

    def show_part(self, widget: QWidget, part: QRect) -> None:
        """Scroll so far that a part of a widget can be seen."""
        at = part.translated(widget.mapTo(self._column, widget.rect().topLeft()))
        self.ensureVisible(0, at.top(), 0, 0)
        self.ensureVisible(0, at.bottom(), 0, 0)
        self.horizontalScrollBar().setValue(0)
