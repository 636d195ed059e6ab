"""Rounds with another leader that were opened: when, with whom, and the way to read them side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.domain.conversation import PairRound
from app.domain.written_dates import written
from app.ui.theme import GRID
from app.ui.widgets import Card, Flow, LinkButton, Muted, column_of
from app.ui.widgets.accessible import Group


class RoundRow(Group):
    """One round. `opened` carries its uid."""

    opened = Signal(str)

    def __init__(self, pair: PairRound) -> None:
        super().__init__(pair.topic)
        self.pair = pair
        column = column_of(self, spacing=2)
        self.link = LinkButton(pair.topic.replace("&", "&&"))
        self.link.setAccessibleName(f"Read side by side: {pair.topic}")
        self.link.clicked.connect(self._pressed)
        column.addWidget(Flow(self.link))
        opened = f", opened together on {written(pair.revealed_on)}" if pair.revealed_on else ""
        column.addWidget(Muted(f"With {pair.theirs}. Begun on {written(pair.opened_on)}{opened}."))

    def _pressed(self) -> None:
        self.opened.emit(self.pair.uid)


class RoundsCard(Card):
    """Every round that was opened, the newest first. `opened` carries a uid."""

    opened = Signal(str)

    def __init__(self, rounds: Sequence[PairRound]) -> None:
        super().__init__("Rounds with another leader")
        self.body.setSpacing(2 * GRID)
        self.rows = [RoundRow(one) for one in rounds]
        for row in self.rows:
            row.opened.connect(self.opened)
            self.add(row)
