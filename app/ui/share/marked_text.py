"""A text of the recipient's view with what was noticed in it underlined."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from app.domain.privacy import Notice
from app.ui.theme import live, tokens
from app.ui.widgets import PlainEditor


class MarkedText(PlainEditor):
    """To read, not to type in. What was noticed has a line under it and another ground; colour is not all of it."""

    def __init__(self, text: str, notices: Sequence[Notice], name: str) -> None:
        super().__init__(least_lines=1)
        self._notices = tuple(notices)
        self.setObjectName("read-only")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(name)
        self.setPlainText(text)
        noticed = ", ".join(f"“{text[one.start : one.end]}”" for one in self._notices)
        self.setAccessibleDescription(f"Noticed: {noticed}")
        self._mark()
        live().changed.connect(self._mark)

    def _mark(self) -> None:
        text = self.toPlainText()
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        look.setUnderlineColor(QColor(tokens().caution))
        look.setBackground(QColor(tokens().chosen))
        look.setForeground(QColor(tokens().ink))
        marked = []
        for one in self._notices:
            cursor = QTextCursor(self.document())
            cursor.setPosition(_in_qt(text, one.start))
            cursor.setPosition(_in_qt(text, one.end), QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, look
            marked.append(selection)
        self.setExtraSelections(marked)


def _in_qt(text: str, at: int) -> int:
    """A place in a text as Qt counts it: signs beyond the first 65,536 count twice."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
