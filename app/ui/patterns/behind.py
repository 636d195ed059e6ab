"""The entries behind a mark, under the chart: named, listed, and gone with Esc."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.readings import EntryLine
from app.ui.patterns.entry_list import EntryList, entry_rows
from app.ui.patterns.gather import MOST_LISTED
from app.ui.theme import GRID
from app.ui.widgets import Flow, Heading, Muted, QuietButton, announce, column_of, describe_as, role_of


class BehindPanel(QFrame):
    """What a mark says and the entries it counts. `opened` gives an entry's id; `closed` when put away."""

    opened = Signal(object)  # EntryId
    closed = Signal()

    def __init__(self, label: str, entries: Sequence[EntryLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(f"Entries behind: {label}")
        column = column_of(self, margin=2 * GRID)
        column.addWidget(Heading(label, 3))
        column.addWidget(Muted(_how_many(len(entries))))
        self.list = EntryList(f"Entries behind: {label}", entry_rows(entries))
        self.list.opened.connect(self.opened)
        column.addWidget(self.list)
        self.close_button = QuietButton("Close this list")
        self.close_button.clicked.connect(self.closed)
        column.addWidget(Flow(self.close_button))
        announce(self, f"{label}. {_how_many(len(entries))}")

    def begin(self) -> None:
        """Put the focus on the first entry, or on Close where there is none."""
        self.close_button.setFocus()
        self.list.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _how_many(entries: int) -> str:
    if not entries:
        return "No entries stand behind this."
    if entries == MOST_LISTED:
        return f"The newest {MOST_LISTED} entries. Enter opens one, Esc closes the list."
    many = "1 entry" if entries == 1 else f"{entries} entries"
    return f"{many}. Enter opens one, Esc closes the list."


describe_as(BehindPanel, role_of(QAccessible.Role.Grouping))
