"""What every labelled field has: its label above it, and beneath it a hint and any problem, in words."""

from PySide6.QtWidgets import QWidget

from app.ui.widgets.accessible import announce
from app.ui.widgets.labels import Body, Muted, Told
from app.ui.widgets.page import column_of


class Labelled(QWidget):
    """A field with its words; they are told to a screen reader with the field."""

    def __init__(self, label: str, field: QWidget, hint: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._told_of = field
        field.setAccessibleName(label)
        self.label = Body(label)
        self.label.setBuddy(field)
        self._hint = Muted(hint)
        self._problem = Told()
        self.column = column_of(self, spacing=4)
        for part in (self.label, field, self._problem, self._hint):
            self.column.addWidget(part)
        self._problem.hide()
        self._hint.setVisible(bool(hint))
        self.setFocusProxy(field)
        self._describe()

    def set_problem(self, problem: str) -> None:
        """Say beneath the field what to mend, or nothing; spoken too."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        mark_problem(self._told_of, on=bool(problem))
        self._describe()
        announce(self._told_of, problem)

    @property
    def has_problem(self) -> bool:
        """Whether a problem is said."""
        return bool(self._told_of.property("problem") == "true")

    def set_hint(self, hint: str) -> None:
        """Another hint, or none."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe()

    def _describe(self) -> None:
        words = (self._problem.accessibleName(), self._hint.accessibleName())
        self._told_of.setAccessibleDescription(" ".join(word for word in words if word))


def mark_problem(field: QWidget, *, on: bool) -> None:
    """Give a field the thicker edge of a problem, or take it away."""
    field.setProperty("problem", "true" if on else "false")
    field.style().unpolish(field)
    field.style().polish(field)
