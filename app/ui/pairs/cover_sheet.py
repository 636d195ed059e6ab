"""The pages between two people at one computer: nothing of either answer is on them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Page, PrimaryButton, QuietButton
from app.ui.widgets.reading_order import ReadingOrder


class CoverSheet(Page):
    """A title, what to do, and the way on; `line` is a field between them."""

    def __init__(self, title: str, words: str, on: str, off: str = "", line: QWidget | None = None) -> None:
        super().__init__(title)
        self.card = Card()
        self.card.body.setSpacing(2 * GRID)
        self.card.setAccessibleName(title)
        self.card.add(Body(words))
        if line is not None:
            self.card.add(line)
        self.on, self.off = PrimaryButton(on), QuietButton(off)
        buttons: Sequence[QWidget] = (self.on, self.off) if off else (self.on,)
        self.card.add_row(*buttons)
        self.add(self.card)
        self._order = ReadingOrder(self)
