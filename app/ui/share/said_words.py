"""Words to be read aloud: large, and to be copied."""

from PySide6.QtWidgets import QWidget

from app.ui.clipboard import hold_secret
from app.ui.theme import heading_font, live
from app.ui.widgets import Body


class SaidWords(Body):
    """A line of words in the letters of a heading, without being one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, selectable=True)
        hold_secret(self)
        self._resize()
        live().changed.connect(self._resize)

    def _resize(self) -> None:
        self.setFont(heading_font(2))
