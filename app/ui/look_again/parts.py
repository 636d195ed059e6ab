"""The parts of a review that are fields: did it happen, when to look next, and the two judgements kept apart."""

from datetime import date

from app.domain.sealing import DEFAULT_REVIEW
from app.ui.decision.standing import DayChoice
from app.ui.entry_words import HAPPENED as WORDS
from app.ui.forms.filled import Fields, day_in, number_in, put, text_in
from app.ui.forms.part import Part
from app.ui.look_again.filling import HAPPENED, NEXT_LOOK
from app.ui.widgets import ChoiceChips, Muted, Scale

QUESTION = "Did what you expected happen?"


class HappenedPart(Part):
    """Yes, no, in part, too early, or overtaken: judged against the words as written."""

    def __init__(self, *, show_name: bool = True) -> None:
        super().__init__(QUESTION, show_name=show_name)
        options = [(one.value, words) for one, words in WORDS.items()]
        self.chips = ChoiceChips(QUESTION, options, quick=True, show_name=False)
        self.chips.changed.connect(self._chosen)
        self.column.addWidget(self.chips)

    def take(self, fields: Fields) -> None:
        self.chips.set_value(text_in(fields, HAPPENED) or None)

    def give(self, fields: Fields) -> None:
        put(fields, HAPPENED, self.chips.value())

    def _chosen(self, _key: object) -> None:
        self.told()


class NextLookPart(Part):
    """The day for the next look, six weeks from today unless another is chosen."""

    def __init__(self, today: date) -> None:
        super().__init__("When will you look again?")
        self._default = today + DEFAULT_REVIEW
        self.days = DayChoice(today, "When will you look again?", may_be_none=False)
        self.days.picked.connect(self._picked)
        self.column.addWidget(self.days)

    def take(self, fields: Fields) -> None:
        self.days.set_value(day_in(fields, NEXT_LOOK) or self._default)

    def give(self, fields: Fields) -> None:
        day = self.days.value()
        put(fields, NEXT_LOOK, day.isoformat() if day is not None else None)

    def set_problem(self, problem: str) -> None:
        self.days.day.set_problem(problem)

    def _picked(self, _day: object) -> None:
        self.told()


class JudgementPart(Part):
    """One of the two judgements of a review, between two plain ends."""

    def __init__(self, field: str, question: str, ends: tuple[str, str], note: str) -> None:
        super().__init__(question)
        self._field = field
        self.scale = Scale(question, *ends, show_question=False)
        self.scale.changed.connect(self._chosen)
        self.column.addWidget(Muted(note))
        self.column.addWidget(self.scale)

    def take(self, fields: Fields) -> None:
        self.scale.set_value(number_in(fields, self._field))

    def give(self, fields: Fields) -> None:
        put(fields, self._field, self.scale.value())

    def _chosen(self, _value: object) -> None:
        self.told()
