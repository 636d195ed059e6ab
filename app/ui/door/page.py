"""A page of the door: one narrow column, with the name of the program above it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.door.prompt import ABOVE_EM, WIDEST_EM
from app.ui.theme import GRID, em
from app.ui.widgets import Card, Page


class DoorSheet(Page):
    """A card in a narrow column. `begin` puts the focus where work begins."""

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, subtitle, parent)
        self.card = Card()
        self.add(self.card)

    def begin(self) -> None:
        """The page is shown."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(2 * GRID, (self.viewport().width() - round(WIDEST_EM * em(self))) // 2)
        self.body.setContentsMargins(side, round(ABOVE_EM * em(self)), side, 2 * GRID)
