"""One part of Settings: what is under a heading, and how the page asks it to show what is so now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.problem_above import ProblemAbove
from app.ui.theme import GRID, em
from app.ui.widgets import Body, Flow, column_of

_WIDEST_EM = 56


class Section(QWidget):
    """The widgets under one heading. `refresh` is called when it unfolds and after every change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.column = column_of(self, spacing=2 * GRID)
        self._problem = ProblemAbove(self.column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        free = max(0, self.width() - round(_WIDEST_EM * em(self)))
        if self.column.contentsMargins().right() != free:
            self.column.setContentsMargins(0, 0, free, 0)

    def refresh(self) -> None:
        """Ask for what it shows."""

    def add(self, widget: QWidget) -> None:
        """Put a widget below the others."""
        self.column.addWidget(widget)

    def add_row(self, *widgets: QWidget) -> Flow:
        """Put widgets beside each other, wrapping where there is too little room."""
        row = Flow(*widgets, spacing=GRID)
        self.column.addWidget(row)
        return row

    def tell(self, error: JournalError) -> None:
        """Say above everything what happened and what to do."""
        self._problem.tell(error)

    def clear_problem(self) -> None:
        """Take the message away."""
        self._problem.clear()


class Rows(QWidget):
    """Short rows below each other, made anew when what they say has changed."""

    def __init__(self, spacing: int = GRID // 2) -> None:
        super().__init__()
        self._column = column_of(self, spacing=spacing)
        self._held: list[QWidget] = []
        self.hide()

    def clear(self) -> None:
        """Take every row away."""
        for row in self._held:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._held.clear()
        self.hide()

    def add(self, row: QWidget) -> None:
        """Put a row below the others."""
        self._held.append(row)
        self._column.addWidget(row)
        self.show()

    def say(self, text: str, *buttons: QWidget) -> None:
        """A row of words with what can be done about them."""
        self.add(Flow(Body(text), *buttons, spacing=GRID) if buttons else Body(text))


def always(_desk: Desk, _journal: Journal) -> bool:
    """A section that is always there."""
    return True


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section as data; `there` is asked on the journal's thread whether it is shown."""

    id: str
    title: str
    make: Callable[[Desk], Section]
    there: Callable[[Desk, Journal], bool] = always


def moment_words(when: datetime) -> str:
    """A moment in words, in this computer's time."""
    local = when.astimezone()
    return f"{written(local.date())}, {local:%H:%M}"
