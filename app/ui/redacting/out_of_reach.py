"""What no removal reaches, a line each, said every time."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.removing import OUT_OF_REACH
from app.ui.widgets import Body, Card, Muted


class OutOfReach(Card):
    """The places that Balcony cannot go to. `lines` are those of a preview or of what was removed."""

    def __init__(self, lines: Sequence[str] = OUT_OF_REACH, parent: QWidget | None = None) -> None:
        super().__init__("What this cannot reach", parent)
        self.add(Muted("If the words lie there, they stay there until you see to it:"))
        for line in lines:
            self.add(Body(f"• {line}"))
        self._place = Body("")
        self._place.hide()
        self.add(self._place)

    def name_place(self, folder: Path | None) -> None:
        """Name the second place for backups of this journal, where one is in use."""
        self._place.setText(f"• The copies at your second place, made before now: {folder}")
        self._place.setVisible(folder is not None)
