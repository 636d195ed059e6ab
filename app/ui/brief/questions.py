"""The questions a person wants to ask at the meeting."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.briefing import QUESTIONS_TITLE
from app.ui.theme import GRID
from app.ui.widgets import Card, CheckChoice, Flow, LinkButton, Muted, QuietButton, TextLine, column_of


class QuestionsCard(Card):
    """Notes questions and ticks those to bring. `asked` and `dropped` give a question."""

    changed = Signal()
    asked = Signal(str)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QUESTIONS_TITLE, parent)
        self.add(Muted("They stay here until you take them off, and go along when they are ticked."))
        self._list = QWidget()
        self._column = column_of(self._list, spacing=GRID // 2)
        self.add(self._list)
        self.field = TextLine("Another question")
        self.field.entered.connect(self._ask)
        self.button = QuietButton("Note it")
        self.button.clicked.connect(self._ask)
        self.add(self.field)
        self.add_row(self.button)
        self._ticks: dict[str, CheckChoice] = {}

    def show_questions(self, questions: Sequence[str]) -> None:
        """List these; what was ticked stays ticked."""
        before = set(self.ticked())
        for at in reversed(range(self._column.count())):
            item = self._column.takeAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._ticks = {}
        for question in questions:
            tick = CheckChoice(question)
            tick.setChecked(question in before)
            tick.toggled.connect(self.changed)
            off = LinkButton("Take it off the list")
            off.setAccessibleName(f"Take it off the list: {question}")
            off.setProperty("question", question)
            off.clicked.connect(self._drop)
            self._ticks[question] = tick
            self._column.addWidget(Flow(tick, off))
        self._list.setVisible(bool(questions))
        self.changed.emit()

    def ticked(self) -> tuple[str, ...]:
        """The questions to bring, in their order."""
        return tuple(question for question, tick in self._ticks.items() if tick.isChecked())

    def _ask(self) -> None:
        if self.field.text().strip():
            self.asked.emit(self.field.text())
        self.field.setFocus()

    def _drop(self) -> None:
        self.dropped.emit(str(self.sender().property("question")))
        self.field.setFocus()
