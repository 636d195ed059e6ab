"""The one question more that a review offers, by a fixed rule; never pressed on anyone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.prompts import Prompt, When
from app.ui.widgets import Body, Card, Flow, Muted, QuietButton


class FollowUpCard(Card):
    """Offers a question. `taken` carries its id; one put aside is not offered again in this review."""

    taken = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("One more question, if it helps", parent)
        self._prompt: Prompt | None = None
        self._aside: set[str] = set()
        self._question, self._help = Body(), Muted()
        self.answer, self.leave = QuietButton("Answer it"), QuietButton("Not now")
        self.answer.clicked.connect(self._take)
        self.leave.clicked.connect(self._put_aside)
        for part in (self._question, self._help, Flow(self.answer, self.leave)):
            self.add(part)
        self.hide()

    @property
    def offered(self) -> str:
        """The id of the question on offer, or nothing."""
        return self._prompt.id if self._prompt is not None and not self.isHidden() else ""

    def offer(self, prompt: Prompt | None) -> None:
        """Offer this one, or none."""
        self._prompt = prompt
        if prompt is not None:
            self._question.setText(prompt.wording(When.REVIEW).question)
            self._help.setText(prompt.help)
            self._help.setVisible(bool(prompt.help))
        self.setVisible(prompt is not None and prompt.id not in self._aside)

    def _take(self) -> None:
        if self._prompt is not None:
            self.hide()
            self.taken.emit(self._prompt.id)

    def _put_aside(self) -> None:
        if self._prompt is not None:
            self._aside.add(self._prompt.id)
        self.hide()
