"""The parts of a form that are words: a title in a line, and longer texts."""

from PySide6.QtCore import QTimer

from app.domain.entries import TITLE_LENGTH
from app.ui.forms.filled import Fields, put, text_in
from app.ui.forms.hints import could_be_judged
from app.ui.forms.part import NameNotice, Part
from app.ui.widgets import Muted, TextArea, TextLine

_JUDGED = "A day, a number or something to be seen would make this easier to judge when you look again."
_QUIET_FOR = 1200


class TitlePart(Part):
    """The title: one line, and the only thing that must be there."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.line = TextLine(question, max_length=TITLE_LENGTH, quick=True)
        self.line.label.hide()
        self._notice = NameNotice()
        self.column.addWidget(self.line)
        self.column.addWidget(self._notice)
        self.line.changed.connect(self._typed)
        self.line.entered.connect(self.finished)

    def take(self, fields: Fields) -> None:
        if self.line.text() != text_in(fields, "title"):
            self.line.set_text(text_in(fields, "title"))
            self._notice.look(self.line.text())

    def give(self, fields: Fields) -> None:
        put(fields, "title", self.line.text())

    def set_problem(self, problem: str) -> None:
        if problem or self.line.field.property("problem") == "true":
            self.line.set_problem(problem)

    def _typed(self) -> None:
        self._notice.watch(self.line.text())
        self.told()


class TextPart(Part):
    """A longer text kept under a field's name."""

    def __init__(self, field: str, question: str, *, hint: str = "", lines: int = 3) -> None:
        super().__init__(question)
        self._field = field
        self.area = TextArea(question, hint=hint, least_lines=lines)
        self.area.label.hide()
        self._notice = NameNotice()
        self.column.addWidget(self.area)
        self.column.addWidget(self._notice)
        self.area.changed.connect(self._typed)

    def take(self, fields: Fields) -> None:
        if self.area.text() != text_in(fields, self._field):
            self.area.set_text(text_in(fields, self._field))
            self._notice.look(self.area.text())

    def give(self, fields: Fields) -> None:
        put(fields, self._field, self.area.text())

    def set_problem(self, problem: str) -> None:
        if problem or self.area.field.property("problem") == "true":
            self.area.set_problem(problem)

    def _typed(self) -> None:
        self._notice.watch(self.area.text())
        self.told()


class ExpectedPart(TextPart):
    """What is expected, with a gentle hint when nothing in it could be judged later."""

    def __init__(self, question: str) -> None:
        super().__init__(
            "expected",
            question,
            hint="By a date, someone looking fairly could say yes or no.",
            lines=2,
        )
        self._judged = Muted(_JUDGED)
        self._judged.hide()
        self.column.addWidget(self._judged)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_FOR)
        self._timer.timeout.connect(self.look)
        self.area.changed.connect(self._timer.start)
        self.area.left.connect(self.look)

    def look(self) -> None:
        """Show or hide the hint for what stands there now."""
        self._timer.stop()
        text = self.area.text()
        self._judged.setVisible(bool(text.strip()) and not could_be_judged(text))
