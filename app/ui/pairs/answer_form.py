"""The questions of a round to be answered: the case first, then one card a question."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import AnswerDraft
from app.domain.needs import is_answered
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steady import laid_out_once
from app.ui.forms.questions import QuestionPart, question_part
from app.ui.pairs.gathering import Answering, asked_as
from app.ui.theme import GRID
from app.ui.widgets import Card, Muted, column_of


class AnswerForm(QWidget):
    """`touched` only when a person changed something."""

    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = column_of(self, spacing=2 * GRID)
        self.parts: list[QuestionPart] = []
        self._asked: object = None

    def show_round(self, found: Answering) -> None:
        """Ask these questions; what stands in them already is changed only where the journal says otherwise."""
        pair = found.held.round
        asked = (pair.uid, pair.case_text, tuple(one.wording for one in pair.prompts))
        if asked != self._asked:
            self._asked = asked
            with laid_out_once(self):
                self._build(found)
        for part, given in zip(self.parts, found.given, strict=True):
            if _said(part.read()) != given:
                part.show_answer(given)

    def _build(self, found: Answering) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.parts = []
        for card in self._cards(found):
            self._column.addWidget(card)

    def _cards(self, found: Answering) -> Iterator[Card]:
        pair = found.held.round
        if pair.case_text:
            case = Card("The case")
            case.add(LongText(pair.case_text))
            yield case
        for number, one in enumerate(pair.prompts, 1):
            part = question_part(
                asked_as(one.wording, found.ground), found.ground, None, asked=one.wording.question
            )
            part.edited.connect(self.touched)
            self.parts.append(part)
            card = Card()
            card.setAccessibleName(f"Question {number} of {len(pair.prompts)}")
            card.add(Muted(card.accessibleName()))
            card.add(part)
            yield card

    def given(self) -> tuple[AnswerDraft | None, ...]:
        """What stands in the form, one for each question; None where nothing was said."""
        return tuple(_said(part.read()) for part in self.parts)

    def focus_first(self) -> None:
        """Begin with the first question that has no answer."""
        empty = [part for part, given in zip(self.parts, self.given(), strict=True) if given is None]
        for part in (empty or self.parts)[:1]:
            part.focus_in()


def _said(given: AnswerDraft | None) -> AnswerDraft | None:
    return given if given is not None and is_answered(given) else None
