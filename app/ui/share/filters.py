"""Which entries are offered: since something was last shared with somebody, by theme, by date."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.contacts import Contact
from app.domain.days import Span
from app.domain.entries import Theme, ThemeId
from app.domain.listing import EntryFilter
from app.ui.widgets import Card, Columns, DatePick, LinkButton, PickLine

EVERY = ""


class FiltersCard(Card):
    """`changed` when a person chose something else."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("What to choose from", parent)
        self.since = PickLine("New since I last shared with", [(EVERY, "Everything, not only what is new")])
        self.theme = PickLine("Theme", [(EVERY, "Any theme")])
        self.first = DatePick("From", today=today, most=today)
        self.last = DatePick("Until", today=today, most=today)
        self.add(Columns(self.since, self.theme, stack_below_em=48))
        self.add(Columns(self.first, self.last, stack_below_em=48))
        self._clear = LinkButton("Show everything again")
        self._clear.clicked.connect(self._all)
        self.add_row(self._clear)
        for line in (self.since, self.theme):
            line.changed.connect(self._told)
        for day in (self.first, self.last):
            day.picked.connect(self._told)
        self._clear.hide()

    def offer(self, people: Sequence[Contact], themes: Sequence[Theme]) -> None:
        """Offer these people and themes; what is chosen stays."""
        self.since.set_options(
            [(EVERY, "Everything, not only what is new"), *((one.uid, one.name) for one in people)]
        )
        self.theme.set_options([(EVERY, "Any theme"), *((str(one.id), one.name) for one in themes)])

    @property
    def contact(self) -> str:
        """The uid of who was shared with before; empty for everything."""
        return self.since.value()

    def wanted(self) -> EntryFilter:
        """The filter of the list."""
        theme = self.theme.value()
        return EntryFilter(
            themes=frozenset({ThemeId(int(theme))}) if theme else frozenset(),
            span=Span(self.first.value(), self.last.value()),
        )

    def _told(self, _value: object) -> None:
        self._clear.setVisible(bool(self.contact) or not self.wanted().is_empty)
        self.changed.emit()

    def _all(self) -> None:
        self.since.set_value(EVERY)
        self.theme.set_value(EVERY)
        self.first.set_value(None)
        self.last.set_value(None)
        self.since.field.setFocus()
        self._told(None)
