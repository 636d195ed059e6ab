"""The agreed actions kept with an entry, beside what was said of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.conversation import ActionStatus
from app.domain.errors import JournalError
from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.with_others.actions import SAID, ActionsCard


class AgreedCard(ActionsCard):
    """Absent where nothing was agreed; each action can be marked here too."""

    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.wanted.connect(self._set)

    def show_reading(self, reading: Reading) -> None:
        """Show those of an entry."""
        self.show_actions(reading.actions)

    def _set(self, uid: str, status: ActionStatus) -> None:
        self._desk.act(
            lambda journal: journal.conversation.set_action(uid, status),
            self, failed=self._failed, said=SAID[status],
        )  # fmt: skip

    def _failed(self, error: JournalError) -> None:
        self.problem.emit(error)
