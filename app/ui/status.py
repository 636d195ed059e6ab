"""The line at the foot of the window; it never holds a word of an entry."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.second_place import PlaceState, Standing
from app.domain.written_dates import written
from app.ui.theme import GRID, tokens
from app.ui.widgets import Flow, LinkButton, Muted, announce
from app.ui.widgets.accessible import describe_as, role_of

_SAID_MS = 12_000
NO_SHEET = "Recovery sheet not made yet"
HERE_ONLY: Final = "On this computer only"
HERE_AND_COPIED: Final = "On this computer, backups copied elsewhere too"
NOT_COPIED: Final = {
    PlaceState.MISSING: "Second backup place not reached",
    PlaceState.EMPTIED: "Second backup place is empty",
    PlaceState.FULL: "Second backup place is full",
    PlaceState.NOT_ALLOWED: "Second backup place may not be written",
    PlaceState.CHANGED: "Second backup place is another folder now",
    PlaceState.PROBLEM: "Backup not copied to the second place",
}


class StatusLine(QFrame):
    """What was just said, the draft, the backup, and what is still to be done."""

    sheet_wanted = Signal()
    demo_wanted = Signal()
    second_place_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Status")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 2, GRID, 2)
        self.said = Muted("")
        self.draft = Muted("")
        self.backup = Muted("No backup yet")
        self.second_place = LinkButton("")
        self.second_place.clicked.connect(self.second_place_wanted)
        self.sheet = LinkButton(NO_SHEET)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.demo = LinkButton("Demo journal: all of it is fiction")
        self.demo.clicked.connect(self.demo_wanted)
        self.place = Muted(HERE_ONLY)
        self._line = Flow(
            self.place,
            self.demo,
            self.sheet,
            self.draft,
            self.backup,
            self.second_place,
            self.said,
            spacing=2 * GRID,
        )
        column.addWidget(self._line)
        for part in (self.said, self.draft, self.sheet, self.demo, self.second_place):
            part.hide()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MS)
        self._quiet.timeout.connect(self._fall_quiet)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().side))
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(tokens().line))

    def say(self, text: str) -> None:
        """Say something for a while; it is spoken too."""
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self._quiet.start()
        announce(self, text)

    def _fall_quiet(self) -> None:
        self.said.hide()
        self.said.setText("")

    def draft_was_kept(self, at: datetime) -> None:
        """A draft was kept; never spoken, since it follows typing."""
        self.draft.setText(f"Draft kept at {at.astimezone():%H:%M}")
        self.draft.show()

    def draft_is_gone(self) -> None:
        """What was typed is saved, or no longer there: no draft of it is left to tell of."""
        self.draft.hide()
        self.draft.setText("")

    def set_compact(self, *, compact: bool) -> None:
        """Leave out what never changes, where the window is low."""
        self.place.setVisible(not compact)
        self.backup.setVisible(not compact)

    def set_backup(self, at: datetime | None, today: date) -> None:
        """When the last verified backup was made."""
        self.backup.setText(f"Last verified backup: {_when(at, today)}" if at else "No backup yet")

    def set_second_place(self, standing: Standing | None) -> None:
        """That there is a second place, and what keeps backups from being copied there, if anything does."""
        lie_there = standing is not None and standing.copies > 0 and standing.state is not PlaceState.EMPTIED
        self.place.setText(HERE_AND_COPIED if lie_there else HERE_ONLY)
        words = NOT_COPIED.get(standing.state, "") if standing else ""
        self.second_place.setText(words)
        self.second_place.setVisible(bool(words))

    def set_sheet_made(self, *, made: bool) -> None:
        """Whether the recovery sheet was made."""
        self.sheet.setVisible(not made)

    def set_demo(self, *, demo: bool) -> None:
        """Whether this is the demo journal."""
        self.demo.setVisible(demo)


def _when(at: datetime, today: date) -> str:
    local = at.astimezone()
    days = (today - local.date()).days
    if days == 0:
        return f"today at {local:%H:%M}"
    return "yesterday" if days == 1 else written(local.date())


describe_as(StatusLine, role_of(QAccessible.Role.StatusBar))
