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
    """Shown thirty at a time, since a name may stand in thousands; ticks not shown are kept. `changed` with each."""

    changed = Signal()

    def __init__(self, places: Sequence[Place], *, despite_hold: bool = False) -> None:
        super().__init__("Places that hold it")
        self._places = tuple(places)
        self._free = frozenset(one.key for one in places if despite_hold or not one.held)
        self._unticked: set[str] = set()
        self._ticks: list[tuple[CheckChoice, Place]] = []
        self._first = 0
        self._column = column_of(self)
        self.all, self.none = QuietButton("Tick all"), QuietButton("Tick none")
        self.all.clicked.connect(self._tick_all)
        self.none.clicked.connect(self._tick_none)
        self._both = Flow(self.all, self.none)
        self.before, self.after = LinkButton(""), LinkButton("")
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self._which = Muted()
        self._way = Flow(self._which, self.before, self.after)
        self._rows = QWidget()
        for part in (self._both, self._rows, self._way):
            self._column.addWidget(part)
        self._both.setVisible(
            len(self._free) > 1
        )  # shown before it has a parent it would be a window of its own
        self._way.setVisible(len(self._places) > _AT_ONCE)
        self._show()

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of what is ticked."""
        return self._free - self._unticked

    @property
    def is_everything(self) -> bool:
        """Whether nothing was unticked."""
        return not self._unticked

    # ---- thirty of them

    def _go_before(self) -> None:
        self._go_to(self._first - _AT_ONCE)

    def _go_after(self) -> None:
        self._go_to(self._first + _AT_ONCE)

    def _go_to(self, first: int) -> None:
        self._first = first
        self._show()
        announce(self, self._which.text())
        if self._ticks:
            self._ticks[0][0].setFocus()

    def _show(self) -> None:
        """Put other rows in the place of those that are there, laid out once."""
        shown = self._places[self._first : self._first + _AT_ONCE]
        rows = QWidget(self)
        column = column_of(rows, spacing=4)
        self._ticks = []
        for place in shown:
            column.addWidget(self._row(place))
        with laid_out_once(self):
            self._column.insertWidget(self._column.indexOf(self._rows), rows)
            self._column.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = rows
            rows.show()
            last, count = self._first + len(shown), len(self._places)
            self._which.setText(f"{self._first + 1:,} to {last:,} of {count:,}")
            self.before.setText(f"The {_AT_ONCE} before")
            self.after.setText(f"The next {min(_AT_ONCE, count - last):,}")
            self.before.setVisible(self._first > 0)
            self.after.setVisible(last < count)

    def _row(self, place: Place) -> QWidget:
        if place.key not in self._free:
            return Muted(f"{named_place(place)} · on hold, stays as it is")
        tick = CheckChoice(named_place(place))
        tick.setChecked(place.key not in self._unticked)
        tick.toggled.connect(self._follow)
        self._ticks.append((tick, place))
        return tick

    def _follow(self) -> None:
        for tick, place in self._ticks:
            (self._unticked.discard if tick.isChecked() else self._unticked.add)(place.key)
        self.changed.emit()

    # ---- all of them

    def _tick_all(self) -> None:
        self._unticked = set()
        self._tick(ticked=True)

    def _tick_none(self) -> None:
        self._unticked = set(self._free)
        self._tick(ticked=False)

    def _tick(self, *, ticked: bool) -> None:
        for tick, _ in self._ticks:
            tick.blockSignals(True)
            tick.setChecked(ticked)
            tick.blockSignals(False)
        announce(self, "All are ticked." if ticked else "None is ticked.")
        self.changed.emit()
