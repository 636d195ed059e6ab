"""The fixed sentence before anything on hold is removed, and the two ways on from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.removing import HELD_SENTENCE
from app.ui.widgets import Banner, BannerKind, QuietButton

NOTHING_ON_HOLD = "Nothing on hold is removed as a matter of course."


class HeldNotice(Banner):
    """`went_on` when the person goes on all the same, which is offered for one entry only; `left` when not."""

    went_on = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", BannerKind.CAUTION, "Leave it as it is", parent, title="On hold")
        self.all_the_same = QuietButton("Go on all the same")
        self.acted.connect(self.left)
        self.all_the_same.clicked.connect(self._go_on)
        self.add_action(self.all_the_same)
        self.hide()

    @property
    def asks(self) -> bool:
        """Whether both ways on are offered."""
        return not self._actions.isHidden()

    def ask(self) -> None:
        """Show the sentence with both ways on: for one entry."""
        self._show(HELD_SENTENCE, asks=True)

    def say(self, what: str = NOTHING_ON_HOLD) -> None:
        """Show the sentence and what it means here; there is no way past it."""
        self._show(f"{HELD_SENTENCE} {what}", asks=False)

    def _show(self, text: str, *, asks: bool) -> None:
        self.show()
        self.set_text(text)
        self._actions.setVisible(asks)

    def _go_on(self) -> None:
        self.say("You chose to go on all the same.")
        self.went_on.emit()
