"""Keeping what is typed as a draft: a second after typing stops, at most three while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from app.domain.errors import JournalError
from app.domain.whole import JsonValue
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.resting import Resting


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form now, under the form's name; without fields its draft is let go."""

    form: str
    fields: dict[str, JsonValue]


class Drafting(QObject):
    """Keeps one form's typing. `gather` gives what stands in it, or None where there is nothing to keep."""

    def __init__(self, desk: Desk, gather: Callable[[], Typed | None], owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._gather = gather
        self._resting = Resting(self)
        self._resting.due.connect(self.keep)
        desk.flush_with(owner, self.pending, self._resting.wait_on)

    def touched(self) -> None:
        """Something was typed or chosen."""
        self._resting.touch()

    def settled(self) -> None:
        """It was saved or given up: nothing is left to keep."""
        self._resting.stop()
        self._desk.draft_gone.emit()

    def keep(self) -> None:
        """Keep the draft now, if there is anything new."""
        write = self.pending()
        if write is not None:
            self._desk.read(write, self._kept, self, failed=self._not_kept)

    def pending(self) -> Callable[[Journal], datetime | None] | None:
        """What would keep the draft; None where nothing is new. Asking for it takes it as kept."""
        typed = self._gather() if self._resting.is_waiting else None
        self._resting.stop()
        if typed is None:
            return None
        if not typed.fields:
            return lambda journal: journal.drafts.drop(typed.form)
        return lambda journal: journal.drafts.keep(typed.form, typed.fields)

    def _not_kept(self, error: JournalError) -> None:
        self._resting.wait_on()
        self._desk.jobs.problem.emit(error, self)

    def _kept(self, at: datetime | None) -> None:
        if at is not None:
            self._desk.draft_kept.emit(at)
        else:
            self._desk.draft_gone.emit()
