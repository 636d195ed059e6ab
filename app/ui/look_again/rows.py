"""A list of decisions, each a link with a quiet line; more of them on demand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Listed
from app.ui.widgets import Card, Flow, LinkButton, Muted, QuietButton, column_of

_AT_A_TIME = 10


class Row(QWidget):
    """One decision. `opened` carries its id."""

    opened = Signal(object)  # EntryId

    def __init__(self, line: Listed, words: str) -> None:
        super().__init__()
        self.line = line
        column = column_of(self, spacing=0)
        self.link = LinkButton(line.title.replace("&", "&&"))
        self.link.setAccessibleName(f"{line.title}. {words}")
        self.link.clicked.connect(self._pressed)
        quiet = Muted(words)
        quiet.setContentsMargins(8, 0, 0, 4)
        column.addWidget(self.link)
        column.addWidget(quiet)

    def _pressed(self) -> None:
        self.opened.emit(self.line.id)


class RowsCard(Card):
    """A card of rows, ten at first. `opened` carries the id of the one pressed."""

    opened = Signal(object)  # EntryId

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.said = Muted()
        self._rows_widget = QWidget()
        self._column = column_of(self._rows_widget, spacing=12)
        self.rows: list[Row] = []
        self._left: list[tuple[Listed, str]] = []
        self.more = QuietButton("Show more")
        self.more.clicked.connect(self._show_more)
        self._more_row = Flow(self.more)
        for part in (self.said, self._rows_widget, self._more_row):
            self.add(part)

    def show_lines(
        self, title: str, lines: Sequence[Listed], words: Callable[[Listed], str], said: str = ""
    ) -> None:
        """Show these and no others."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self.set_title(title)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self._left = [(line, words(line)) for line in lines]
        self._add(_AT_A_TIME)

    def _add(self, count: int) -> None:
        now, self._left = self._left[:count], self._left[count:]
        for line, words in now:
            row = Row(line, words)
            row.opened.connect(self.opened)
            self.rows.append(row)
            self._column.addWidget(row)
        self.more.setText(f"Show {min(len(self._left), _AT_A_TIME)} more of {len(self._left)}")
        self._more_row.setVisible(bool(self._left))
        self._rows_widget.setVisible(bool(self.rows))

    def _show_more(self) -> None:
        first_new = len(self.rows)
        self._add(_AT_A_TIME)
        self.rows[first_new].link.setFocus(Qt.FocusReason.OtherFocusReason)
