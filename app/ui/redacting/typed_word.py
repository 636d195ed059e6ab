"""The last step before a removal: that it cannot be undone, a word to type, and the button that does it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidInput, JournalError
from app.domain.removing import check_word
from app.ui.widgets import Flow, PrimaryButton, QuietButton, TextLine, Told, column_of
from app.ui.widgets.accessible import Group

CANNOT_BE_UNDONE = "This cannot be undone, and Ctrl+Z does not bring anything of it back."


class TypedWord(Group):
    """`given(word)` when the word was typed and the button pressed, `left` when the person leaves all as it is.

    Another word is told beneath the field; nothing else happens then.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, word: str, button: str, parent: QWidget | None = None) -> None:
        """`word` is one of the words of app.domain.removing; `button` says what is done."""
        super().__init__("", parent)
        column = column_of(self)
        self._said = Told(CANNOT_BE_UNDONE, problem=False)
        self.line = TextLine("")
        self.do, self.leave = PrimaryButton(button), QuietButton("Leave everything as it is")
        self.do.clicked.connect(self._pressed)
        self.leave.clicked.connect(self.left)
        self.line.entered.connect(self._pressed)
        self.line.changed.connect(self._mended)
        for part in (self._said, self.line, Flow(self.do, self.leave)):
            column.addWidget(part)
        self.set_word(word, button)

    def set_word(self, word: str, button: str) -> None:
        """Another word and button; what was typed goes."""
        self.word = word
        label = f"Type “{word}” to confirm"
        self.setAccessibleName(label)
        self.line.label.setText(label)
        self.line.field.setAccessibleName(label)
        self.line.set_text("")
        self.line.set_problem("")
        self.do.setText(button)

    def set_can(self, *, can: bool) -> None:
        """Whether there is anything to do; the field and the button wait meanwhile."""
        self.line.setEnabled(can)
        self.do.setEnabled(can)

    def tell(self, error: JournalError) -> None:
        """Say beneath the field what kept it from being done, with the focus there."""
        self.line.set_problem(str(error))
        self.line.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.field.selectAll()

    def _mended(self) -> None:
        if self.line.has_problem:
            self.line.set_problem("")

    def _pressed(self) -> None:
        if not self.do.isEnabled():
            return
        try:
            check_word(self.line.text(), self.word)
        except InvalidInput as error:
            self.tell(error)
        else:
            self.given.emit(self.line.text())
