"""One place that was found: to tick, with where in it the words stand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.removing import PlaceKind
from app.domain.request import KIND_WORDS, FoundPlace
from app.domain.written_dates import written
from app.ui.theme import GRID
from app.ui.widgets import CheckChoice, Flow, LinkButton, Muted, column_of


class PlaceRow(QWidget):
    """`changed` when it is ticked or not; `opened` gives the number of the entry to read."""

    changed = Signal(str, bool)
    opened = Signal(int)

    def __init__(self, one: FoundPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.one = one
        column = column_of(self, spacing=0)
        title = one.title or "Without a title"
        self.tick = CheckChoice(f"{written(one.day)} · {title}" if one.day is not None else title)
        self.tick.clicked.connect(self._ticked)
        column.addWidget(Flow(self.tick))
        below = QWidget()
        inside = column_of(below, spacing=0)
        inside.setContentsMargins(4 * GRID, 0, 0, GRID)
        inside.addWidget(Muted(_said(one)))
        if one.kind is PlaceKind.ENTRY and not one.in_bin:
            link = LinkButton("Read it")
            link.setAccessibleName(f"Read it: {self.tick.label}")
            link.clicked.connect(self._open)
            inside.addWidget(Flow(link))
        column.addWidget(below)

    def show_tick(self, *, ticked: bool) -> None:
        """Show whether it is ticked."""
        self.tick.setChecked(ticked)

    def _ticked(self) -> None:
        self.changed.emit(self.one.key, self.tick.isChecked())

    def _open(self) -> None:
        self.opened.emit(self.one.number)


def _said(one: FoundPlace) -> str:
    times = "once" if one.count == 1 else f"{one.count:,} times"
    kind = KIND_WORDS[one.kind]
    marks = "".join((", in the bin" if one.in_bin else "", ", on hold" if one.held else ""))
    words = ", ".join(f"“{word}”" for word in one.words)
    return f"{kind}{marks}. {words}, {times}, in {', '.join(one.parts)}."
