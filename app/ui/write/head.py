"""What stands above the form on the write page: how deep, which week, what it comes from, what has set."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Entry, EntryId
from app.domain.forms import FormKind
from app.domain.written_dates import written
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    ChoiceChips,
    Disclosure,
    Flow,
    LinkButton,
    PickLine,
    column_of,
)
from app.ui.write.plan import DEPTHS, weeks_offered


class DepthChoice(QWidget):
    """Quick, standard or deep; switching keeps every word. `chosen` carries the form kind."""

    chosen = Signal(object)  # FormKind

    def __init__(self, kind: FormKind) -> None:
        super().__init__()
        options = [
            (FormKind.QUICK.value, "Quick, a minute"),
            (FormKind.STANDARD.value, "Standard, five minutes"),
            (FormKind.DEEP.value, "Deep, fifteen minutes"),
        ]
        self.chips = ChoiceChips("How much room", options, clearable=False, show_name=False)
        self.chips.set_value(kind.value if kind in DEPTHS else None)
        self.chips.changed.connect(self._choose)
        column_of(self).addWidget(self.chips)

    def _choose(self, key: object) -> None:
        self.chosen.emit(FormKind(str(key)))


class WeekChoice(QWidget):
    """Which week to look back on. `chosen` carries its last day, `skipped` too."""

    chosen = Signal(object)  # date
    skipped = Signal(object)  # date

    def __init__(self, today: date, week: date) -> None:
        super().__init__()
        weeks = dict.fromkeys((week, *weeks_offered(today)))
        options = [(one.isoformat(), f"Week ending {written(one)}") for one in sorted(weeks, reverse=True)]
        self.skip = LinkButton("Skip this week")
        self.skip.clicked.connect(self._skip)
        self.pick = PickLine("Which week", options, beside=(self.skip,))
        self.pick.set_value(week.isoformat())
        self.pick.changed.connect(self._choose)
        column_of(self).addWidget(self.pick)

    def _choose(self, key: object) -> None:
        self.chosen.emit(date.fromisoformat(str(key)))

    def _skip(self) -> None:
        self.skipped.emit(date.fromisoformat(self.pick.value()))


class NoteFold(Disclosure):
    """The reflection that a decision is made from, to read beside it. `opened` carries its id."""

    opened = Signal(object)  # EntryId

    def __init__(self, note: Entry) -> None:
        super().__init__(f"From what you wrote on {written(note.decided_on)}")
        self._id: EntryId = note.id
        self.add(Body(note.title, selectable=True))
        if note.context:
            self.add(Body(note.context, selectable=True))
        read = LinkButton("Read it whole")
        read.clicked.connect(self._open)
        self.add(Flow(read))

    def _open(self) -> None:
        self.opened.emit(self._id)


class EntryBanner(Banner):
    """A note about an entry with one button. `wanted` carries the entry's id."""

    wanted = Signal(object)  # EntryId

    def __init__(self, entry_id: EntryId, title: str, text: str, action: str) -> None:
        super().__init__(text, BannerKind.NOTE, action, title=title)
        self._id = entry_id
        self.acted.connect(self._want)

    def _want(self) -> None:
        self.wanted.emit(self._id)
