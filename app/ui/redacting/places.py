"""The places that hold the words, each with a tick: all of them at first, but for what is on hold."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.removing import Place
from app.ui.decision.steady import laid_out_once
from app.ui.redacting.wording import named_place
from app.ui.widgets import CheckChoice, LinkButton, Muted, QuietButton, announce, column_of
from app.ui.widgets.accessible import Group
from app.ui.widgets.layouts import Flow

_AT_ONCE = 30


class PlacesList(Group):
    """Shown thirty at a time; those not shown yet are ticked too. `changed` with every tick."""

    changed = Signal()

    def __init__(self, places: Sequence[Place], *, despite_hold: bool = False) -> None:
        super().__init__("Places that hold it")
        self._places = tuple(places)
        self._despite_hold = despite_hold
        self._ticks: dict[str, CheckChoice] = {}
        self._held: list[Muted] = []
        column = column_of(self)
        self._rows = QWidget()
        self._column = column_of(self._rows, spacing=4)
        self.more = LinkButton("")
        self.more.clicked.connect(self._show_more)
        self.all, self.none = QuietButton("Tick all"), QuietButton("Tick none")
        self.all.clicked.connect(self._tick_all)
        self.none.clicked.connect(self._tick_none)
        self._both = Flow(self.all, self.none)
        for part in (self._both, self._rows, Flow(self.more)):
            column.addWidget(part)
        self._both.setVisible(len(self._places) > 1)
        self._shown = 0
        self._show_more()

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of what is ticked."""
        free = [one.key for one in self._places if self._despite_hold or not one.held]
        return frozenset(key for key in free if key not in self._ticks or self._ticks[key].isChecked())

    @property
    def is_everything(self) -> bool:
        """Whether nothing was unticked."""
        return all(tick.isChecked() for tick in self._ticks.values())

    def _show_more(self) -> None:
        had_focus = self.more.hasFocus()
        begin, self._shown = self._shown, min(self._shown + _AT_ONCE, len(self._places))
        first: CheckChoice | None = None
        with laid_out_once(self._rows):
            for place in self._places[begin : self._shown]:
                tick = self._add(place)
                first = first or tick
        left = len(self._places) - self._shown
        self.more.setText(f"Show {min(left, _AT_ONCE):,} of {left:,} more, which are ticked too")
        self.more.setVisible(left > 0)
        if had_focus and first is not None:
            first.setFocus()

    def _add(self, place: Place) -> CheckChoice | None:
        words = named_place(place)
        if place.held and not self._despite_hold:
            self._column.addWidget(Muted(f"{words} · on hold, stays as it is"))
            return None
        tick = CheckChoice(words)
        tick.setChecked(True)
        tick.toggled.connect(self.changed)
        self._ticks[place.key] = tick
        self._column.addWidget(tick)
        return tick

    def _tick_all(self) -> None:
        self._tick(ticked=True)

    def _tick_none(self) -> None:
        while self._shown < len(self._places):
            self._show_more()
        self._tick(ticked=False)

    def _tick(self, *, ticked: bool) -> None:
        for tick in self._ticks.values():
            tick.setChecked(ticked)
        announce(self, "All are ticked." if ticked else "None is ticked.")
