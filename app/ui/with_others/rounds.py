"""A finished round: both answers to each question beside each other, neither of them the right one."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.comparing import apart, choices, initials
from app.domain.conversation import PairRound, RoundPrompt
from app.domain.entries import AnswerDraft
from app.domain.prompts import AnswerKind
from app.domain.written_dates import written
from app.ui.decision.sheet_view import LongText
from app.ui.theme import GRID, em, live
from app.ui.widgets import Body, Card, Columns, Heading, Muted, column_of, plain_end
from app.ui.widgets.accessible import Group
from app.ui.widgets.scale import words_for
from app.ui.with_others.axis import PairAxis

NOT_ANSWERED = "Not answered."
_SIDE_BY_SIDE_EM = 40
_WIDEST_EM = 36


class RoundCard(Card):
    """One round, question by question, and what the two agreed to have learned."""

    def __init__(self, pair: PairRound) -> None:
        super().__init__(f"A round: {pair.topic}")
        self.body.setSpacing(3 * GRID)
        self.pair = pair
        begun = f"Begun on {written(pair.opened_on)}"
        opened = f", opened together on {written(pair.revealed_on)}" if pair.revealed_on else ""
        self.add(Muted(f"{pair.mine} is you, {pair.theirs} is the other. {begun}{opened}."))
        if pair.case_text:
            self.add(LongText(pair.case_text))
        for asked in pair.prompts:
            self.add(QuestionView(asked, pair))
        if pair.agreed_learning:
            learned = Group("What we agreed to have learned")
            column = column_of(learned, spacing=4)
            column.addWidget(Heading("What we agreed to have learned", 3))
            column.addWidget(LongText(pair.agreed_learning))
            self.add(learned)


class QuestionView(Group):
    """One question with what each of the two answered."""

    def __init__(self, asked: RoundPrompt, pair: PairRound) -> None:
        super().__init__(asked.wording.question)
        self.asked = asked
        self.names = (f"{pair.mine} (me)", pair.theirs)
        self.letters = initials(pair.mine, pair.theirs)
        self.body = column_of(self, spacing=GRID)
        self.body.addWidget(Heading(asked.wording.question, 3))
        show = {
            AnswerKind.SLIDER: self._slider,
            AnswerKind.SINGLE: self._chosen,
            AnswerKind.MULTI: self._chosen,
            AnswerKind.PERCENT: self._percent,
            AnswerKind.TEXT: self._texts,
        }
        show[asked.wording.kind]()

    def _slider(self) -> None:
        ends = self.asked.wording.ends
        low, high = (ends.low, ends.high) if ends else ("", "")
        mine, theirs = _step(self.asked.mine), _step(self.asked.theirs)
        words = [
            f"{name}, {_lower(words_for(step, low, high))}."
            for name, step in zip(self.names, (mine, theirs), strict=True)
        ]
        if mine is not None and theirs is not None:
            words.insert(0, f"{apart(mine, theirs).capitalize()}.")
        for line in words:
            self.body.addWidget(Body(line))
        self.body.addWidget(Axis(PairAxis(mine, theirs, self.letters), plain_end(low), plain_end(high)))

    def _chosen(self) -> None:
        found = choices(self.asked.wording, self.asked.mine, self.asked.theirs)
        mine, theirs = self.names
        self._beside(
            ("Both of us", found.both or ("Nothing",)),
            (f"Only {mine}", (*(found.mine or ("Nothing",)), *_other(self.asked.mine))),
            (f"Only {theirs}", (*(found.theirs or ("Nothing",)), *_other(self.asked.theirs))),
        )

    def _percent(self) -> None:
        self._beside(
            *(
                (name, (f"{given.value}%" if given else NOT_ANSWERED,))
                for name, given in zip(self.names, (self.asked.mine, self.asked.theirs), strict=True)
            )
        )

    def _texts(self) -> None:
        """Plain and without marks of difference: two stories are not edits of each other."""
        self._beside(
            *(
                (name, (str(given.value) if given else NOT_ANSWERED,))
                for name, given in zip(self.names, (self.asked.mine, self.asked.theirs), strict=True)
            )
        )

    def _beside(self, *sides: tuple[str, Iterable[str]]) -> None:
        columns = [_side(title, lines) for title, lines in sides]
        self.body.addWidget(Columns(*columns, stack_below_em=_SIDE_BY_SIDE_EM, spacing=3 * GRID))


class Axis(QWidget):
    """The scale of two answers with its ends below, no wider than is read at one look."""

    def __init__(self, axis: PairAxis, low: str, high: str) -> None:
        super().__init__()
        column = column_of(self, spacing=0)
        column.addWidget(axis)
        right = Muted(high)
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(Columns(Muted(low), right, stack_below_em=0))
        self._follow()
        live().changed.connect(self._follow)

    def _follow(self) -> None:
        self.setMaximumWidth(round(_WIDEST_EM * em(self)))


def _side(title: str, lines: Iterable[str]) -> Group:
    side = Group(title)
    column = column_of(side, spacing=2)
    column.addWidget(Heading(title, 3))
    for line in lines:
        column.addWidget(LongText(line))
    column.addStretch(1)
    return side


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _step(given: AnswerDraft | None) -> int | None:
    return given.value if given is not None and isinstance(given.value, int) else None


def _other(given: AnswerDraft | None) -> tuple[str, ...]:
    return (f"In own words: {given.other}",) if given is not None and given.other else ()
