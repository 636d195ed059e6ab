"""What stands above the questions: where each side comes from, the case, and the round before or after."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.conversation import PairRound
from app.domain.written_dates import written
from app.ui.compare.gathering import Beside, Told
from app.ui.decision.sheet_view import LongText
from app.ui.theme import GRID
from app.ui.widgets import Card, Columns, Flow, Heading, LinkButton, Muted, column_of
from app.ui.widgets.accessible import Group

_SIDE_BY_SIDE_EM = 40


class HeadView(Group):
    """What one side is taken from. `opened` leads there."""

    opened = Signal(object)  # Told

    def __init__(self, told: Told) -> None:
        super().__init__(told.name)
        self.told = told
        column = column_of(self, spacing=2)
        column.addWidget(Heading(told.name, 3))
        title = told.title or "Without a title"
        self.link = LinkButton(title.replace("&", "&&"))
        self.link.setAccessibleName(f"Open {title}")
        self.link.clicked.connect(self._pressed)
        column.addWidget(Flow(self.link))
        column.addStretch(1)

    def _pressed(self) -> None:
        self.opened.emit(self.told)


class HeadCard(Card):
    """Both sides, or the one entry they both come from."""

    opened = Signal(object)  # Told

    def __init__(self, heads: tuple[Told, ...]) -> None:
        super().__init__("")
        self.setAccessibleName("What is beside each other")
        self.views = [HeadView(one) for one in heads]
        for view in self.views:
            view.opened.connect(self.opened)
        self.add(Columns(*self.views, stack_below_em=_SIDE_BY_SIDE_EM, spacing=3 * GRID))


class CaseCard(Card):
    """What both were asked about."""

    def __init__(self, text: str) -> None:
        super().__init__("The case")
        self.add(LongText(text))


class TimesCard(Card):
    """A round that asks the same again, and the one it looks back to. `wanted` carries the uid of the other."""

    wanted = Signal(str)

    def __init__(self, found: Beside) -> None:
        super().__init__("The same questions at another time")
        self.links: list[LinkButton] = []
        read = found.round
        if read is not None and read.first is not None:
            self.add(
                Muted(f"In each question the answers of {_on(read.first)} stand above those of this time.")
            )
            self._link(read.first, f"The first round, {_on(read.first)}")
        if read is not None and read.later is not None:
            self._link(read.later, f"Asked again: both times, {_on(read.later)}")

    def _link(self, other: PairRound, words: str) -> None:
        link = LinkButton(words)
        link.setObjectName(other.uid)
        link.clicked.connect(self._pressed)
        self.links.append(link)
        self.add_row(link)

    def _pressed(self) -> None:
        self.wanted.emit(self.sender().objectName())


def _on(pair: PairRound) -> str:
    return written(pair.revealed_on or pair.opened_on)


def heads_of(found: Beside) -> list[QWidget]:
    """The cards above the questions."""
    cards: list[QWidget] = []
    if found.heads:
        cards.append(HeadCard(found.heads))
    read = found.round
    if read is not None and read.pair.case_text:
        cards.append(CaseCard(read.pair.case_text))
    if read is not None and (read.first is not None or read.later is not None):
        cards.append(TimesCard(found))
    return cards
