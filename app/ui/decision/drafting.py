"""Keeping what is typed as a draft: a second after typing stops, at most three while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from app.domain.whole import JsonValue
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.forms.keeping import AFTER_REST, AT_MOST


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form now, under the form's name."""

    form: str
    fields: dict[str, JsonValue]


class Drafting(QObject):
    """Keeps one form's typing. `gather` gives what stands in it, or None where there is nothing to keep."""

    def __init__(self, desk: Desk, gather: Callable[[], Typed | None], owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._gather = gather
        self._typed = False
        self._rest, self._most = QTimer(self), QTimer(self)
        for timer, span in ((self._rest, AFTER_REST), (self._most, AT_MOST)):
            timer.setSingleShot(True)
            timer.setInterval(span)
            timer.timeout.connect(self.keep)
        desk.flush_with(owner, self.pending)

    def touched(self) -> None:
        """Something was typed or chosen."""
        self._typed = True
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def settled(self) -> None:
        """It was saved or given up: nothing is left to keep."""
        self._typed = False
        self._rest.stop()
        self._most.stop()

    def keep(self) -> None:
        """Keep the draft now, if there is anything new."""
        write = self.pending()
        if write is not None:
            self._desk.read(write, self._kept, self)

    def pending(self) -> Callable[[Journal], datetime] | None:
        """What would keep the draft; None where nothing is new. Asking for it takes it as kept."""
        typed = self._gather() if self._typed else None
        self.settled()
        if typed is None:
            return None
        return lambda journal: journal.drafts.keep(typed.form, typed.fields)

    def _kept(self, at: datetime) -> None:
        self._desk.draft_kept.emit(at)
