"""Two texts beside each other, paragraph by paragraph; in a narrow window one text with both in it."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.differing import Fate, Row
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.theme import GRID, em
from app.ui.versions.marked import MarkedWords
from app.ui.versions.pieces import Piece, changes_in, pieces_of
from app.ui.widgets import Columns, Flow, Heading, LinkButton, Muted, announce, column_of

_NARROW_EM: Final = 36
_AT_ONCE: Final = 40
"""Pieces shown before a person asks for more."""
_THE_SAME: Final = "The same words."


class Beside(QWidget):
    """Shows rows, a few in each turn of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._heads = ("", "")
        self._rest: Iterator[Piece] = iter(())
        self._next: Piece | None = None
        self.is_narrow = False
        self.summary = Muted("")
        self._signs = Muted("")
        self._sheet = QWidget()
        self._column = column_of(self._sheet, spacing=GRID)
        self.more = LinkButton("Show more of this text")
        self.more.clicked.connect(self._show_more)
        self._row = Flow(self.more)
        column = column_of(self, spacing=GRID)
        for part in (self.summary, self._signs, self._sheet, self._row):
            column.addWidget(part)
        self._row.hide()
        self._turns = InTurns(self)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._build)

    @property
    def words(self) -> list[MarkedWords]:
        """Every label of words, in order."""
        return self._sheet.findChildren(MarkedWords)

    def show_rows(self, rows: Sequence[Row], old: str, new: str) -> None:
        """Show what differs; `old` and `new` stand above the two sides."""
        if (rows, (old, new)) == (self._rows, self._heads) and self._sheet.children():
            return
        self._rows, self._heads = rows, (old, new)
        count = changes_in(rows)
        places = "Nothing differs." if not count else f"They differ in {count:,} place{'s' * (count > 1)}."
        self.summary.setText(places)
        announce(self, places)
        self._build()

    def clear(self) -> None:
        """Hold no word any more."""
        self._turns.stop()
        self._rows, self._heads, self._rest, self._next = (), ("", ""), iter(()), None
        self.summary.setText("")
        self._empty()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_EM * em(self)
        if narrow is not self.is_narrow:
            self.is_narrow = narrow
            self._again.start()

    def _empty(self) -> None:
        self._row.hide()
        for part in self._sheet.findChildren(QWidget):
            if part.parentWidget() is self._sheet:
                self._column.removeWidget(part)
                part.hide()
                part.deleteLater()

    def _build(self) -> None:
        self._turns.stop()
        self._empty()
        if not self._rows:
            return
        self._signs.setText("Struck through: removed. Underlined: added.")
        self._rest = pieces_of(self._rows)
        self._next = next(self._rest, None)
        old, new = self._heads
        if self.is_narrow:
            self._put(Heading(f"{old}, and {new[0].lower()}{new[1:]}", 3))
        else:
            self._put(self._side_by_side(Heading(old, 3), Heading(new, 3)))
        self._turns.begin(self._steps())

    def _show_more(self) -> None:
        self._turns.begin(self._steps())

    def _steps(self) -> Iterator[object]:
        self._row.hide()
        for _ in range(_AT_ONCE):
            piece = self._next
            if piece is None:
                return
            self._put(self._view(piece))
            self._next = next(self._rest, None)
            yield BREATHE
        self._row.setVisible(self._next is not None)

    def _view(self, piece: Piece) -> QWidget:
        if self.is_narrow:
            return MarkedWords(piece.runs)
        old, new = (MarkedWords(piece.side(fate)) for fate in (Fate.REMOVED, Fate.ADDED))
        if not piece.differs:
            new.setAccessibleName(_THE_SAME)
        return self._side_by_side(old, new)

    def _side_by_side(self, old: QWidget, new: QWidget) -> Columns:
        return Columns(old, new, stack_below_em=0, spacing=3 * GRID)

    def _put(self, part: QWidget) -> None:
        self._column.addWidget(part)
        part.show()
