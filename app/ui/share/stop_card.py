"""The stop before anything that touches family proceedings is shared."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.privacy import Alike
from app.ui.theme import GRID
from app.ui.widgets import Banner, BannerKind, Body, Card, CheckChoice, Muted, QuietButton

UNLAWFUL = (
    "Information from family proceedings may be unlawful to pass on, even without names. "
    "Check with legal before sharing."
)


class StopCard(Card):
    """`back` leads to choosing; `passed` comes only after the tick."""

    back = Signal()
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Stop: this may come from family proceedings", parent)
        self.body.setSpacing(2 * GRID)
        self.add(Banner(UNLAWFUL, BannerKind.PROBLEM, title="Check with legal first"))
        self._why = Body("")
        self._words = Muted("")
        self.asked = CheckChoice("I have checked with legal that this may be passed on")
        self.go_back, self.go_on = QuietButton("Go back and take it out"), QuietButton("Go on to the words")
        self.go_back.clicked.connect(self.back)
        self.go_on.clicked.connect(self._go_on)
        self._problem = Body("")
        for part in (self._why, self._words, self.asked):
            self.add(part)
        self.add_row(self.go_back, self.go_on)
        self.add(self._problem)
        self._problem.hide()

    def show_stops(self, stops: Sequence[Alike]) -> None:
        """Say what it is about."""
        why = stops[0].why if stops else ""
        self._why.setText(why)
        self._why.setVisible(bool(why) and why != UNLAWFUL)
        words = ", ".join(dict.fromkeys(f"“{one.words}”" for one in stops if len(one.words) < 80))
        self._words.setText(f"It is about: {words}" if words else "")
        self._words.setVisible(bool(words))
        self.asked.setChecked(False)
        self._problem.hide()
        self.go_back.setFocus()

    def _go_on(self) -> None:
        if self.asked.isChecked():
            self.passed.emit()
        else:
            self._problem.setText("Tick first that you have checked.")
            self._problem.show()
            self.asked.setFocus()
