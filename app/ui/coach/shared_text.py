"""A leader's words to read and to select from, by mouse or by Shift and the arrow keys; plain text only."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.anchoring import Spot
from app.ui.theme import live, tokens
from app.ui.widgets import Flow, LinkButton, PlainEditor, column_of

_PIECE = 3_000
_SHOWN = 6_000
"""Characters shown at once: what somebody else shares is as long as they like."""


def shown_words(value: str) -> str:
    """The words as a text field takes them, each character still in its place.

    Qt makes one line end of a carriage return and a line feed; a space without width keeps the count.
    """
    return value.replace("\r\n", "\u200b\n").replace("\r", "\n")


def in_qt(text: str, at: int) -> int:
    """A place in a text as Qt counts it: signs beyond the first 65,536 count twice."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def in_words(text: str, at: int) -> int:
    """A place counted by Qt, in characters of the text."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "ignore"))


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """A long text in pieces with where each begins: a field is laid out whole at every change of its width."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end


class Piece(PlainEditor):
    """One piece of a text, to read and select from."""

    def __init__(self, start: int, text: str, name: str) -> None:
        super().__init__(least_lines=1)
        self.start, self.words = start, text
        self._spots: tuple[Spot, ...] = ()
        self.setObjectName("read-only")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        self.setPlainText(text.removesuffix("\n"))
        live().changed.connect(self._paint)

    def spot(self) -> Spot | None:
        """What is selected, in characters of the whole text."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        begin, end = (in_words(self.words, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return (self.start + begin, self.start + end) if end > begin else None

    def deselect(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def select(self, spot: Spot) -> None:
        """Select words, given in characters of the whole text."""
        self.setTextCursor(self._cursor(spot))

    def show_spots(self, spots: Sequence[Spot]) -> None:
        """Underline the words that were remarked on."""
        end = self.start + len(self.words)
        mine = tuple(one for one in spots if one[0] < end and one[1] > self.start)
        if mine != self._spots:
            self._spots = mine
            self._paint()

    def _cursor(self, spot: Spot) -> QTextCursor:
        begin, end = (min(max(at - self.start, 0), len(self.words)) for at in spot)
        last = max(0, self.document().characterCount() - 1)
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(in_qt(self.words, begin), last))
        cursor.setPosition(min(in_qt(self.words, end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _paint(self) -> None:
        look = QTextCharFormat()
        look.setFontUnderline(True)
        look.setBackground(QColor(tokens().chosen))
        look.setForeground(QColor(tokens().ink))
        marked = []
        for spot in self._spots:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(spot)
            selection.format = look
            marked.append(selection)
        self.setExtraSelections(marked)


class SharedText(QWidget):
    """A text of any length, `at_once` characters of it at first. `selected` carries the characters selected, or None."""

    selected = Signal(object)  # Spot | None

    def __init__(self, value: str, name: str, at_once: int = _SHOWN) -> None:
        super().__init__()
        self._at_once = at_once
        self._name = name
        self._spots: Sequence[Spot] = ()
        self._rest = pieces_of(shown_words(value))
        self._length = len(value)
        self.pieces: list[Piece] = []
        self._column = column_of(self, spacing=0)
        self.more = LinkButton("Show more of this text")
        self.more.setAccessibleName(f"Show more of this text: {name}")
        self.more.clicked.connect(self._show_more)
        self._row = Flow(self.more)
        self._column.addWidget(self._row)
        self._show_more()

    def spot(self) -> Spot | None:
        """What is selected."""
        return next((spot for piece in self.pieces if (spot := piece.spot()) is not None), None)

    def deselect(self) -> None:
        """Select nothing."""
        for piece in self.pieces:
            piece.deselect()

    def show_spots(self, spots: Sequence[Spot]) -> None:
        """Underline the words that were remarked on."""
        self._spots = spots
        for piece in self.pieces:
            piece.show_spots(spots)

    def _show_more(self) -> None:
        shown = 0
        while shown < self._at_once and (found := next(self._rest, None)) is not None:
            piece = Piece(*found, self._name)
            piece.selectionChanged.connect(self._changed)
            piece.show_spots(self._spots)
            self.pieces.append(piece)
            self._column.insertWidget(self._column.count() - 1, piece)
            shown += len(found[1])
        ends = self.pieces[-1].start + len(self.pieces[-1].words) if self.pieces else self._length
        self._row.setVisible(ends < self._length)

    def _changed(self) -> None:
        piece = self.sender()
        if isinstance(piece, Piece) and piece.spot() is not None:
            for other in self.pieces:
                if other is not piece:
                    other.deselect()
        self.selected.emit(self.spot())
