"""A card of words to read that is filled a part at a time: long answers take the window a while to lay out."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.decision.steady import laid_out_once
from app.ui.theme import GRID
from app.ui.widgets import Card


class WordsInTurns(Card):
    """`built` once all of it stands."""

    built = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.body.setSpacing(2 * GRID)
        self._held: list[QWidget] = []
        self._turns = InTurns(self, self.built.emit)

    @property
    def is_building(self) -> bool:
        """Whether some of it is still to come."""
        return self._turns.is_building

    def show_parts(self, parts: Iterator[QWidget]) -> None:
        """Show these and no others."""
        with laid_out_once(self):
            for widget in self._held:
                self.body.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._held = []
        self._turns.begin(self._steps(parts))

    def _steps(self, parts: Iterator[QWidget]) -> Iterator[object]:
        for widget in parts:
            with laid_out_once(self):
                self._held.append(widget)
                self.add(widget)
                widget.show()
            yield BREATHE
