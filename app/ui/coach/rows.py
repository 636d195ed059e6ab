"""Rows of a card, each for one thing: made a few in a turn, and only where what they show changed."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.decision.steady import laid_out_once
from app.ui.theme import GRID
from app.ui.widgets import Flow, LinkButton, column_of

Thing = TypeVar("Thing", bound=Hashable)
View = TypeVar("View", bound=QWidget)
_IN_A_TURN = 2
_AT_ONCE = 24
"""Rows shown before more of them are asked for: each takes its share of every turn that lays the page out."""


class Rows(QWidget, Generic[Thing, View]):
    """`make` gives the view of a thing; of many the last are shown, or the first; `others` asks for more. `whole` once all are."""

    whole = Signal()

    def __init__(self, make: Callable[[Thing], View], others: str, *, last: bool = True) -> None:
        super().__init__()
        self._make = make
        self._things: tuple[Thing, ...] = ()
        self._most = _AT_ONCE
        self._made: dict[Thing, View] = {}
        self._last = last
        self._column = column_of(self, spacing=2 * GRID)
        self._others = LinkButton(others)
        self._others.clicked.connect(self._show_others)
        self._others_row = Flow(self._others)
        self._column.addWidget(self._others_row)
        self._others_row.hide()
        self._turns = InTurns(self, self.whole.emit)

    @property
    def is_building(self) -> bool:
        """Whether views are still being made."""
        return self._turns.is_building

    @property
    def views(self) -> list[View]:
        """What is shown now."""
        return [self._made[thing] for thing in self._things if thing in self._made]

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show these and no others; what is there already stays as it is."""
        if tuple(things) == self._things:
            return
        self._things = tuple(things)
        gone = [thing for thing in self._made if thing not in set(things)]
        with laid_out_once(self):
            for thing in gone:
                view = self._made.pop(thing)
                self._column.removeWidget(view)
                view.hide()
                view.deleteLater()
        self._go_on()

    def start_anew(self) -> None:
        """Show few again: they belong to something else from now on."""
        self._most = _AT_ONCE

    def _show_others(self) -> None:
        self._most += _AT_ONCE
        self._go_on()

    def _go_on(self) -> None:
        self._others_row.setVisible(len(self._things) > self._most)
        self._turns.begin(self._steps())

    def _steps(self) -> Iterator[object]:
        """Those that are to be there and are not; the way to the others stands above the last, below the first."""
        near = {*(self._things[-self._most :] if self._last else self._things[: self._most])}
        wanted = [thing for thing in self._things if thing in near or thing in self._made]
        above = int(self._last)
        missing = [(at, thing) for at, thing in enumerate(wanted, above) if thing not in self._made]
        for start in range(0, len(missing), _IN_A_TURN):
            with laid_out_once(self):
                for at, thing in missing[start : start + _IN_A_TURN]:
                    view = self._made[thing] = self._make(thing)
                    self._column.insertWidget(at, view)
                    view.show()
            yield BREATHE
