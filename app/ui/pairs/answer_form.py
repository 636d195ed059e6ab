"""The questions of a round to be answered: the case first, then one card a question."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import AnswerDraft
from app.domain.needs import is_answered
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steady import laid_out_once
from app.ui.forms.questions import QuestionPart, question_part
from app.ui.pairs.gathering import Answering, asked_as
from app.ui.theme import GRID
from app.ui.widgets import Card, Muted, column_of


class AnswerForm(QWidget):
    """`touched` only when a person changed something; `built` once every question stands."""

    touched = Signal()
    built = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = column_of(self, spacing=2 * GRID)
        self.parts: list[QuestionPart] = []
        self._asked: object = None
        self._given: tuple[AnswerDraft | None, ...] = ()
        self._turns = InTurns(self, self.built.emit)

    @property
    def is_building(self) -> bool:
        """Whether a question is still to come."""
        return self._turns.is_building

    def show_round(self, found: Answering) -> None:
        """Ask these questions; what stands in them already is changed only where the journal says otherwise."""
        pair = found.held.round
        self._given = found.given
        asked = (pair.uid, pair.case_text, found.held.wordings)
        if asked != self._asked:
            self._asked = asked
            self._clear()
            self._turns.begin(self._steps(found))
            return
        for part, given in zip(self.parts, found.given, strict=False):
            if said(part.read()) != given:
                part.show_answer(given)
        if not self.is_building:
            self.built.emit()

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.parts = []

    def _steps(self, found: Answering) -> Iterator[object]:
        """One card in a turn: making it and laying it out takes the window some milliseconds."""
        if found.held.round.case_text:
            case = Card("The case")
            case.add(LongText(found.held.round.case_text))
            self._put(case)
            yield BREATHE
        for place in range(len(found.held.wordings)):
            self._put(self._question(found, place))
            yield BREATHE

    def _put(self, card: Card) -> None:
        with laid_out_once(self):
            self._column.addWidget(card)
            card.show()

    def _question(self, found: Answering, place: int) -> Card:
        wordings = found.held.wordings
        asked = wordings[place]
        part = question_part(asked_as(asked, found.ground), found.ground, None, asked=asked.question)
        part.show_answer(self._given[place])
        part.edited.connect(self.touched)
        self.parts.append(part)
        card = Card()
        card.setAccessibleName(f"Question {place + 1} of {len(wordings)}")
        card.add(Muted(card.accessibleName()))
        card.add(part)
        return card

    def given(self) -> tuple[AnswerDraft | None, ...]:
        """What stands in the form, one for each question; None where nothing was said."""
        read = tuple(said(part.read()) for part in self.parts)
        return read + self._given[len(read) :]

    def focus_first(self) -> None:
        """Begin with the first question that has no answer."""
        empty = [part for part, given in zip(self.parts, self.given(), strict=False) if given is None]
        for part in (empty or self.parts)[:1]:
            part.focus_in()


def said(given: AnswerDraft | None) -> AnswerDraft | None:
    """An answer, None where it says nothing."""
    return given if given is not None and is_answered(given) else None
