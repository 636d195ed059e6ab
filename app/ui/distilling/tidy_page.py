"""The oldest entries that were not distilled: a list to go through, or to pass over for a year."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryKind
from app.domain.removing import Tidy
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.entry_words import KINDS
from app.ui.theme import GRID
from app.ui.today.cards import EntryRow
from app.ui.widgets import Body, Card, EmptyState, Flow, LinkButton, Muted, Page, QuietButton, column_of
from app.ui.widgets.reading_order import ReadingOrder

_WHAT = (
    "Distilling keeps title, themes, places on scales, choices, what you took for granted, the belief you rewrote "
    "and what you carry forward. The story goes for good. You see what stays and what goes before anything happens."
)
_NOBODY_ASKS = (
    "Nothing is distilled by itself, and nothing has to be. Entries on hold are not listed. This list is offered on "
    "Today once a year; you find it under Settings at any time."
)
_HELD = "The journal is on hold, so nothing of it is distilled, and nothing is listed here."


@dataclass(frozen=True, slots=True)
class Listed:
    """What the page shows; `is_offered` is whether Today still offers it this year."""

    entries: tuple[Tidy, ...]
    months: int
    on_hold: bool
    is_offered: bool


def listed(journal: Journal) -> Listed:
    """Read it; for the thread of the journal."""
    distilling = journal.removal.distilling
    return Listed(
        distilling.tidy_list(), distilling.after_months, journal.care.is_on_hold(), distilling.is_offered()
    )


class TidyPage(QObject):
    """A calm list: each entry leads to its page, and to what distilling it would keep."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Old entries")
        super().__init__(self.page)
        self._desk = desk
        self.nothing = EmptyState("", "Back to Today")
        self.nothing.acted.connect(self._go_today)
        self._whole = QWidget()
        column = column_of(self._whole, spacing=2 * GRID)
        column.addWidget(Body(_WHAT))
        self._card = Card("The oldest first")
        self.skip = LinkButton("Not this year")
        self.skip.clicked.connect(self._skip)
        self.months = QuietButton("From which age on…")
        self.months.clicked.connect(self._go_settings)
        column.addWidget(self._card)
        column.addWidget(Muted(_NOBODY_ASKS))
        column.addWidget(Flow(self.months, self.skip))
        self.page.add(self.nothing)
        self.page.add(self._whole)
        for part in (self.nothing, self._whole):
            part.hide()
        self.rows: list[EntryRow] = []
        self._shown: Listed | None = None
        self._arriving = False
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Nothing is written here."""
        return True

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Ask for the list."""
        self._arriving = True
        self._ask()

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._desk.read(listed, self._show, self, key="tidy")

    def _show(self, found: Listed) -> None:
        if found != self._shown:
            self._shown = found
            with laid_out_once(self._whole):
                self._show_rows(found.entries)
            self._say(found)
        if self._arriving:
            self._arriving = False
            stop = self.rows[0].button if self.rows else self.nothing.button
            stop.setFocus()

    def _say(self, found: Listed) -> None:
        self.page.subtitle.setText(_how_old(found.months))
        self.page.subtitle.setVisible(bool(found.entries))
        self._whole.setVisible(bool(found.entries))
        self.nothing.setVisible(not found.entries)
        self.skip.setVisible(found.is_offered)
        none = f"No entry is older than {found.months} months and not distilled yet. Those that are will be listed here."
        self.nothing.set_words(_HELD if found.on_hold else none, "Back to Today")

    def _show_rows(self, entries: tuple[Tidy, ...]) -> None:
        for row in self.rows:
            self._card.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [EntryRow(one.entry, one.title, _when(one), "Distil…") for one in entries]
        for row in self.rows:
            row.opened.connect(self._open)
            row.pressed.connect(self._distil)
            self._card.add(row)

    # ---- going elsewhere

    def _open(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _distil(self, entry_id: object) -> None:
        self._desk.go("distil", entry=entry_id)

    def _go_settings(self) -> None:
        self._desk.go("settings", section="distilling")

    def _go_today(self) -> None:
        self._desk.go("today")

    def _skip(self) -> None:
        self._desk.act(
            lambda journal: journal.removal.distilling.skip_this_year(),
            self,
            self._skipped,
            said="The list of old entries is offered again next year.",
        )

    def _skipped(self, _none: None) -> None:
        self._desk.go("today")


def _how_old(months: int) -> str:
    return f"Older than {months} months, and not distilled yet"


def _when(one: Tidy) -> str:
    """Nothing was decided in a reflection."""
    if one.kind is EntryKind.DECISION:
        return f"Decided {written(one.decided_on)}"
    return f"{KINDS[one.kind]}, {written(one.decided_on)}"
