"""One question with both answers beside each other: what each said, and where they stand; no verdict."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.domain.comparing import MINE, THEIRS, Compared, step_of
from app.domain.entries import AnswerDraft
from app.domain.prompts import AnswerKind, Wording
from app.ui.compare.axis import AxisWithEnds, PairAxis
from app.ui.compare.noted_text import NotedText
from app.ui.compare.whose import Whose
from app.ui.decision.sheet_view import LongText
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Columns, Heading, Muted, column_of
from app.ui.widgets.accessible import Group
from app.ui.widgets.scale import words_for

NOT_ANSWERED = "Not answered."
_SIDE_BY_SIDE_EM = 40


class Side(Group):
    """What one side said, under its name; every side of a row is as wide as the others."""

    def __init__(self, title: str, *lines: str) -> None:
        super().__init__(title)
        self.column = column_of(self, spacing=2)
        self.column.addWidget(Heading(title, 3))
        for line in lines:
            self.column.addWidget(LongText(line))
        self.column.addStretch(1)


class AnswersView(QWidget):
    """Both answers to one question. `texts` are the words that can be remarked on, where `noted` asks for that."""

    def __init__(self, asked: Compared, whose: Whose, *, noted: bool = False) -> None:
        super().__init__()
        self.asked, self._whose, self._noted = asked, whose, noted
        self.texts: list[NotedText] = []
        self._column = column_of(self, spacing=GRID)
        if asked.distance:
            self._column.addWidget(Body(f"{asked.distance}."))
        elif not asked.one_scale:
            self._column.addWidget(Muted("The two scales have other ends, so they share no axis."))
        self._column.addWidget(Columns(*self._sides(), stack_below_em=_SIDE_BY_SIDE_EM, spacing=3 * GRID))
        if asked.wording.kind is AnswerKind.SLIDER and asked.one_scale:
            axis = PairAxis(step_of(asked.mine), step_of(asked.theirs), whose.letters)
            self._column.addWidget(AxisWithEnds(axis, asked.wording.ends, whose.marks))

    def _sides(self) -> Iterator[Side]:
        kind = self.asked.wording.kind
        if kind in {AnswerKind.SINGLE, AnswerKind.MULTI}:
            yield from self._chosen()
            return
        asked = self.asked
        worded = (asked.wording, asked.asked_theirs or asked.wording)
        given = (asked.mine, asked.theirs)
        for name, key, wording, answer in zip(self._whose.names, (MINE, THEIRS), worded, given, strict=True):
            if key == THEIRS and self._whose.gone:
                yield Side(name, self._whose.gone)
            elif kind is AnswerKind.TEXT and self._noted and answer is not None:
                yield self._text(name, key, str(answer.value))
            else:
                yield Side(name, _said(wording, answer))

    def _text(self, name: str, key: str, words: str) -> Side:
        side = Side(name)
        text = NotedText(key, words, f"{name}: {self.asked.wording.question}")
        self.texts.append(text)
        side.column.insertWidget(1, text)
        return side

    def _chosen(self) -> Iterator[Side]:
        found, (mine, theirs) = self.asked.choices, self._whose.names
        if self._whose.gone:
            yield Side(mine, *_alone(found.mine, self.asked.mine))
            yield Side(theirs, self._whose.gone)
            return
        yield Side(self._whose.both, *(found.both or ("Nothing",)))
        yield Side(_only(mine), *_alone(found.mine, self.asked.mine))
        yield Side(_only(theirs), *_alone(found.theirs, self.asked.theirs))


class QuestionCard(Card):
    """A question as a card: the first time above, where there was one, then the answers of this time."""

    def __init__(
        self, asked: Compared, whose: Whose, *, place: int = 0, noted: bool = False, first: Compared | None = None,
        first_whose: Whose | None = None,
    ) -> None:  # fmt: skip
        super().__init__(asked.wording.question)
        self.asked, self.place, self.first = asked, place, first
        self.body.setSpacing(2 * GRID)
        mine, theirs = asked.questions
        if mine != theirs:
            self.add(Muted(f"{whose.names[1]} was asked: {theirs}"))
        if first is not None and first_whose is not None:
            self.add(AnswersView(first, first_whose))
        self.answers = AnswersView(asked, whose, noted=noted)
        self.add(self.answers)

    @property
    def differs(self) -> bool:
        """Whether there is something to look at together, now or the first time."""
        return self.asked.differs or (self.first is not None and self.first.differs)


def _said(wording: Wording, answer: AnswerDraft | None) -> str:
    if answer is None:
        return NOT_ANSWERED
    if wording.kind is AnswerKind.SLIDER:
        ends = wording.ends
        return words_for(step_of(answer), ends.low, ends.high) if ends else str(answer.value)
    return f"{answer.value}%" if wording.kind is AnswerKind.PERCENT else str(answer.value)


def _only(name: str) -> str:
    return f"Only {name}"


def _alone(labels: tuple[str, ...], answer: AnswerDraft | None) -> tuple[str, ...]:
    if answer is None:
        return (NOT_ANSWERED,)
    own = (f"In own words: {answer.other}",) if answer.other else ()
    return (*(labels or ("Nothing",)), *own)
