"""The texts that go, in cards made a few texts at a time; of a long one its beginning, the rest unfolds."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.removing import FieldWords
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steady import laid_out_once
from app.ui.distilling.going import Group
from app.ui.theme import GRID
from app.ui.widgets import Card, Heading, column_of

AT_FIRST: Final = 400
"""Characters of one text that are shown at once: enough to know it by; it was read on its page."""
_IN_A_TURN: Final = 2


class GoingView(QWidget):
    """Cards by where the texts stand. `is_building` while some are still to come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column_of(self, spacing=2 * GRID)
        self._cards: list[Card] = []
        self._turns = InTurns(self)

    @property
    def is_building(self) -> bool:
        """Whether some are still to come."""
        return self._turns.is_building

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show these and no others."""
        self._turns.stop()
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        self._turns.begin(chain.from_iterable(self._made(group) for group in groups))

    def _made(self, group: Group) -> Iterator[object]:
        for at in range(0, len(group.texts), _IN_A_TURN):
            heading = group.title if at == 0 else ""
            with laid_out_once(self):
                self._put(heading, group.texts[at : at + _IN_A_TURN])
            yield BREATHE

    def _put(self, heading: str, texts: tuple[FieldWords, ...]) -> None:
        if heading:
            card = Card(heading)
            card.body.setSpacing(GRID)
            self._cards.append(card)
            self._column.addWidget(card)
            card.show()
        for one in texts:
            part = QWidget()
            lines = column_of(part, spacing=2)
            lines.addWidget(Heading(one.label, 3))
            lines.addWidget(LongText(one.text, most=AT_FIRST))
            self._cards[-1].add(part)
            part.show()
