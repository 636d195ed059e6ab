"""A labelled line of text with its hint, its problem and how much room is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from app.ui.theme import LEAST_TARGET, QUICK_TARGET
from app.ui.widgets.accessible import announce
from app.ui.widgets.choice import CheckChoice
from app.ui.widgets.labels import Body, Muted, Told
from app.ui.widgets.page import column_of


class TextLine(QWidget):
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
        super().__init__(parent)
        self._max_length = max_length
        self.column = column_of(self, spacing=4)
        self.field = QLineEdit()
        self.field.setMinimumHeight(QUICK_TARGET if quick else LEAST_TARGET + 8)
        self.field.setAccessibleName(label)
        self.label = Body(label)
        self.label.setBuddy(self.field)
        self._hint = Muted(hint)
        self._problem = Told()
        self._room = Muted()
        for part in (self.label, self.field, self._problem, self._hint, self._room):
            self.column.addWidget(part)
        for line in (self._problem, self._room):
            line.hide()
        self._hint.setVisible(bool(hint))
        if max_length:
            self.field.setMaxLength(max_length)
            self.field.inputRejected.connect(self._left_out)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
            show = CheckChoice("Show what I type")
            show.toggled.connect(self._reveal)
            self.column.addWidget(show)
        self._quiet = False
        # Dictation and screen readers write without editing: only the change of the text tells of them.
        self.field.textChanged.connect(self._edited)
        self.field.textChanged.connect(self._count)
        self.field.returnPressed.connect(self.entered)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._describe()

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Write into the field, without `changed`."""
        self._quiet = True
        self.field.setText(text)
        self._quiet = False
        self.field.setCursorPosition(0)

    def set_problem(self, problem: str) -> None:
        """Say beneath the field what to mend, or nothing; spoken too."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        mark_problem(self.field, on=bool(problem))
        self._describe()
        announce(self.field, problem)

    def set_hint(self, hint: str) -> None:
        """Another hint, or none."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe()

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

    def _describe(self) -> None:
        words = (self._problem.accessibleName(), self._hint.accessibleName())
        self.field.setAccessibleDescription(" ".join(word for word in words if word))


def mark_problem(field: QWidget, *, on: bool) -> None:
    """Give a field the thicker edge of a problem, or take it away."""
    field.setProperty("problem", "true" if on else "false")
    field.style().unpolish(field)
    field.style().polish(field)


def label_for(text: str, field: QWidget) -> QLabel:
    """A label that belongs to a field, for its eye and its ear."""
    label = Body(text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    return label
