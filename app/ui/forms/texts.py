"""The parts of a form that are words: a title in a line, and longer texts."""

from PySide6.QtCore import QTimer

from app.ui.forms.filled import Fields, put, text_in
from app.ui.forms.hints import could_be_judged
from app.ui.forms.part import NameNotice, Part
from app.ui.widgets import Muted, TextArea, TextLine

_JUDGED = "A day, a number or something to be seen would make this easier to judge when you look again."
_QUIET_FOR = 1200


class WordsPart(Part):
    """Words kept under a field's name, with the quiet notice of what points to one person."""

    def __init__(self, field: str, question: str, words: TextLine | TextArea) -> None:
        super().__init__(question)
        self._field, self._words = field, words
        self._notice = NameNotice()
        words.label.hide()
        words.changed.connect(self._typed)
        self.column.addWidget(words)
        self.column.addWidget(self._notice)

    def take(self, fields: Fields) -> None:
        if self._words.text() != text_in(fields, self._field):
            self._words.set_text(text_in(fields, self._field))
            self._notice.look(self._words.text())

    def give(self, fields: Fields) -> None:
        put(fields, self._field, self._words.text())

    def set_problem(self, problem: str) -> None:
        if problem or self._words.has_problem:
            self._words.set_problem(problem)

    def _typed(self) -> None:
        self._notice.watch(self._words.text())
        self.told()


class LinePart(WordsPart):
    """One line; Enter goes on."""

    def __init__(self, field: str, question: str, *, max_length: int = 0) -> None:
        line = TextLine(question, max_length=max_length, quick=True)
        super().__init__(field, question, line)
        self.line = line
        self.line.entered.connect(self.finished)


class TextPart(WordsPart):
    """A longer text."""

    def __init__(self, field: str, question: str, *, hint: str = "", lines: int = 3) -> None:
        area = TextArea(question, hint=hint, least_lines=lines)
        super().__init__(field, question, area)
        self.area = area


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

    def take(self, fields: Fields) -> None:
        super().take(fields)
        if not self._judged.isHidden():
            self.look()  # the words it was said of may be gone

    def look(self) -> None:
        """Show or hide the hint for what stands there now."""
        self._timer.stop()
        text = self.area.text()
        self._judged.setVisible(bool(text.strip()) and not could_be_judged(text))
