"""Pair rounds that can be attached to a CPD draft: a press puts in what was learned with a peer."""

from PySide6.QtCore import Signal

from app.domain.cpd import PeerLearning
from app.ui.theme import GRID
from app.ui.widgets import Flow, Heading, LinkButton, Muted, QuietButton, column_of
from app.ui.widgets.accessible import Group

_TITLE = "From a pair round"
_TOLD = "Rounds whose agreed learning both of you ticked to be shown. Only the learning is put in."
_AT_FIRST = 6


class AttachRounds(Group):
    """`wanted` carries the `PeerLearning` to put in."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_TITLE)
        self._column = column_of(self, spacing=GRID)
        self._column.addWidget(Heading(_TITLE, 3))
        self._column.addWidget(Muted(_TOLD))
        self._buttons: Flow | None = None
        self._more = LinkButton("Show all")
        self._more.clicked.connect(self._show_all)
        self._column.addWidget(Flow(self._more))
        self._rounds: tuple[PeerLearning, ...] = ()
        self.hide()

    def show_rounds(self, rounds: tuple[PeerLearning, ...]) -> None:
        """Offer these, the first few at once."""
        self._rounds = rounds
        self._fill(rounds[:_AT_FIRST])
        self._more.setVisible(len(rounds) > _AT_FIRST)
        self.setVisible(bool(rounds))

    def _fill(self, rounds: tuple[PeerLearning, ...]) -> None:
        if self._buttons is not None:
            self._column.removeWidget(self._buttons)
            self._buttons.hide()
            self._buttons.deleteLater()
        buttons = [QuietButton(f"Put in: {one.topic}".replace("&", "&&")) for one in rounds]
        for button, one in zip(buttons, rounds, strict=True):
            button.setAccessibleName(f"Put in what we learned: {one.topic}")
            button.clicked.connect(self._pressed)
            button.setProperty("place", self._rounds.index(one))
        self._buttons = Flow(*buttons, spacing=GRID)
        self._column.insertWidget(2, self._buttons)

    def _show_all(self) -> None:
        self._fill(self._rounds)
        self._more.hide()
        if self._buttons is not None:
            self._buttons.findChildren(QuietButton)[_AT_FIRST].setFocus()

    def _pressed(self) -> None:
        self.wanted.emit(self._rounds[int(self.sender().property("place"))])
