"""A period by its first and its last day."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.days import Span
from app.domain.errors import InvalidInput
from app.domain.selection import Selection, Window
from app.ui.widgets import Columns, DatePick, Group, column_of

_EMPTY = "A period needs a first and a last day."


class DayPair(Group):
    """Two days to choose. `chosen` carries a Span once both are there and in order."""

    chosen = Signal(object)  # Span

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.first = DatePick("From this day on", today=today, hint="")
        self.last = DatePick("Up to this day", today=today, hint="")
        self.first.picked.connect(self._picked)
        self.last.picked.connect(self._picked)
        column_of(self).addWidget(Columns(self.first, self.last, stack_below_em=30))

    def set_span(self, span: Span) -> None:
        """Show a period, without a signal."""
        for field, day in ((self.first, span.first), (self.last, span.last)):
            if field.value() != day:
                field.set_value(day)
            if field.has_problem:
                field.set_problem("")

    def _picked(self, _day: object) -> None:
        span = Span(self.first.value(), self.last.value())
        for field, day in ((self.first, span.first), (self.last, span.last)):
            field.set_problem("" if day is not None else _EMPTY)
        if span.first is None or span.last is None:
            return
        try:
            Selection(Window.FREE, span)
        except InvalidInput as wrong:
            self.last.set_problem(f"{wrong.message} {wrong.advice}")
        else:
            self.chosen.emit(span)
