"""What a round asks, with one's own answers as they stand; the other's are never here."""

from PySide6.QtWidgets import QWidget

from app.domain.pairing import RoundStep
from app.domain.rounds_held import RoundHeld
from app.ui.decision.steady import laid_out_once
from app.ui.pairs.titled import titled
from app.ui.pairs.words import given_words
from app.ui.theme import GRID
from app.ui.widgets import Card, Disclosure, Muted, column_of


class QuestionsCard(Card):
    """Folded at first; made when it is unfolded."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName("The questions")
        self.fold = Disclosure("The questions and my answers")
        self.fold.toggled.connect(self._turned)
        self.add(self.fold)
        self._inside: QWidget | None = None
        self._one: RoundHeld | None = None

    def show_round(self, one: RoundHeld) -> None:
        """Belong to a round; both answers of one that is open are read on their own page."""
        if self._one is None or one.uid != self._one.uid:
            self.fold.set_unfolded(False)
        same = self._one is not None and self._one.round == one.round
        self._one = one
        if not same:
            self._forget()
            self._turned(self.fold.is_unfolded)
        self.setVisible(one.step is not RoundStep.REVEALED)

    def _forget(self) -> None:
        if self._inside is not None:
            self._inside.hide()
            self._inside.setParent(None)
            self._inside.deleteLater()
            self._inside = None

    def _turned(self, unfolded: object) -> None:
        if not unfolded or self._one is None or self._inside is not None:
            return
        with laid_out_once(self):
            self._inside = _made(self._one)
            self.fold.add(self._inside)


def _made(one: RoundHeld) -> QWidget:
    inside = QWidget()
    column = column_of(inside, spacing=2 * GRID)
    if one.round.case_text:
        column.addWidget(titled("The case", one.round.case_text))
    for asked in one.round.prompts:
        column.addWidget(titled(asked.wording.question, given_words(asked.wording, asked.mine)))
    if one.held.sealed_on is not None:
        column.addWidget(Muted("These answers are sealed and stay as they are."))
    return inside
