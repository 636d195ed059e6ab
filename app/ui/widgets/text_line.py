"""A labelled line of text with its hint, its problem and how much room is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from app.ui.clipboard import hold_secret
from app.ui.theme import LEAST_TARGET, QUICK_TARGET
from app.ui.widgets.accessible import announce
from app.ui.widgets.choice import CheckChoice
from app.ui.widgets.labelled import Labelled
from app.ui.widgets.labels import Body, Muted


class TextLine(Labelled):
    """Label, field, and beneath it a hint, the letters used and any problem, in words.

    `secret` hides what is typed until "Show what I type" is ticked. `changed` comes as a
    person types; `entered` with the Enter key.
    """

    changed = Signal(object)  # str
    entered = Signal()

    def __init__(
        self,
        label: str,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        max_length: int = 0,
        secret: bool = False,
        quick: bool = False,
    ) -> None:
        field = QLineEdit()
        super().__init__(label, field, hint, parent)
        self.field = field
        self._max_length = max_length
        self.field.setMinimumHeight(QUICK_TARGET if quick else LEAST_TARGET + 8)
        self._room = Muted()
        self.column.addWidget(self._room)
        self._room.hide()
        if max_length:
            self.field.setMaxLength(max_length)
            self.field.inputRejected.connect(self._left_out)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
            hold_secret(self.field)
            show = CheckChoice("Show what I type")
            show.toggled.connect(self._reveal)
            self.column.addWidget(show)
        self._quiet = False
        # Dictation and screen readers write without editing: only the change of the text tells of them.
        self.field.textChanged.connect(self._edited)
        self.field.textChanged.connect(self._count)
        self.field.returnPressed.connect(self.entered)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Write into the field, without `changed`."""
        self._quiet = True
        self.field.setText(text)
        self._quiet = False
        self.field.setCursorPosition(0)

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - the signal of a check box
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _edited(self, text: str) -> None:
        if not self._quiet:
            self.changed.emit(text)

    def _count(self, text: str) -> None:
        near = self._max_length and len(text) > self._max_length * 0.6
        self._room.setVisible(bool(near))
        if near:
            self._room.setText(f"{len(text)} of {self._max_length} letters")

    def _left_out(self) -> None:
        words = f"Only {self._max_length} letters fit here; the rest was left out."
        self._room.setText(words)
        self._room.show()
        announce(self.field, words)


def label_for(text: str, field: QWidget) -> QLabel:
    """A label that belongs to a field, for its eye and its ear."""
    label = Body(text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    return label
