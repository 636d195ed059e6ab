"""The cards below the quick log."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.confidence import said
from app.domain.entries import EntryId, Listed
from app.domain.listing import Found
from app.domain.written_dates import written
from app.ui.forms.part import link_stops
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Columns, Flow, LinkButton, Muted, QuietButton, column_of


class EntryRow(QWidget):
    """One entry with its quiet line and a button. `pressed` and `opened` carry its id."""

    pressed = Signal(object)  # EntryId
    opened = Signal(object)  # EntryId

    def __init__(self, entry_id: EntryId, title: str, line: str, action: str) -> None:
        super().__init__()
        self._id = entry_id
        link = LinkButton(title)
        link.setAccessibleName(f"Open: {title}")
        link.clicked.connect(self._open)
        words = QWidget()
        lines = column_of(words, spacing=0)
        lines.addWidget(Flow(link))
        quiet = Muted(line)
        quiet.setContentsMargins(GRID, 0, 0, 0)
        lines.addWidget(quiet)
        self.button = QuietButton(action)
        self.button.setAccessibleName(f"{action}: {title}")
        self.button.clicked.connect(self._press)
        column_of(self).addWidget(
            Columns(words, Flow(self.button, to_right=True), stack_below_em=40, weights=(3, 1))
        )

    def _press(self) -> None:
        self.pressed.emit(self._id)

    def _open(self) -> None:
        self.opened.emit(self._id)


class RowsCard(Card):
    """Entries below each other, hidden while there are none."""

    pressed = Signal(object)  # EntryId
    opened = Signal(object)  # EntryId
    all_wanted = Signal()

    def __init__(self, title: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._action = action
        self._rows: list[EntryRow] = []
        self.all = LinkButton("")
        self.all.clicked.connect(self.all_wanted)
        self._foot = self.add_row(self.all)
        self._foot.hide()
        self.hide()

    def set_entries(self, entries: tuple[Listed, ...]) -> None:
        """Show these."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [EntryRow(one.id, one.title, self.line_of(one), self._action) for one in entries]
        for at, row in enumerate(self._rows, 1):
            row.pressed.connect(self.pressed)
            row.opened.connect(self.opened)
            self.body.insertWidget(at, row)
        link_stops(self.heading, *self._rows)
        self.setVisible(bool(entries))

    def line_of(self, _listed: Listed) -> str:
        """The quiet line of an entry."""
        return ""


class ReadyCard(RowsCard):
    """Ready to look again: at most three, and the way to the rest."""

    def __init__(self) -> None:
        super().__init__("Ready to look again", "Look again")

    def set_found(self, found: Found) -> None:
        """Show the first and say how many there are."""
        self.set_entries(found.entries)
        self.set_title(f"Ready to look again ({found.total})" if found.total else "Ready to look again")
        self.all.setText(f"See all {found.total}")
        self._foot.setVisible(found.total > len(found.entries))
        self.setVisible(bool(found.entries))

    def line_of(self, listed: Listed) -> str:
        due = f"to look at again from {written(listed.review_due)}" if listed.review_due else ""
        sure = f"you said {said(listed.confidence)}" if listed.confidence is not None else ""
        parts = (f"Decided {written(listed.decided_on)}", due, sure)
        return " · ".join(part for part in parts if part)


class OpenCard(RowsCard):
    """Decisions that are still open."""

    def __init__(self) -> None:
        super().__init__("Still to decide", "Decided")

    def line_of(self, listed: Listed) -> str:
        return f"Written {written(listed.decided_on)}"


class OfferCard(Card):
    """Something offered for now, that can be skipped. `taken` and `skipped` carry the day it is about."""

    taken = Signal(object)  # date
    skipped = Signal(object)  # date

    def __init__(self, title: str, take: str, skip: str) -> None:
        super().__init__(title)
        self._day: date | None = None
        self._words = Body()
        self.add(self._words)
        self.take, self.skip = QuietButton(take), LinkButton(skip)
        self.take.clicked.connect(self._take)
        self.skip.clicked.connect(self._skip)
        self.add_row(self.take, self.skip)
        self.hide()

    def offer(self, day: date | None, words: str) -> None:
        """Offer it for a day, or not at all."""
        self._day = day
        self._words.setText(words)
        self.setVisible(day is not None)

    def _take(self) -> None:
        self.taken.emit(self._day)

    def _skip(self) -> None:
        self.hide()
        self.skipped.emit(self._day)
