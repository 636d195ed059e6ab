"""Agreed actions: the oldest open first, each with what can be said of it; no count of those done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.conversation import STATUS_WORDS, ActionStatus, AgreedAction
from app.domain.written_dates import written
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Flow, Muted, QuietButton, column_of

_WORDS = {
    ActionStatus.DONE: "Mark as done",
    ActionStatus.LET_GO: "Let it go",
    ActionStatus.OPEN: "Open again",
}
SAID = {
    ActionStatus.DONE: "Marked as done.",
    ActionStatus.LET_GO: "Let go.",
    ActionStatus.OPEN: "Open again.",
}
_OFFERED = {
    ActionStatus.OPEN: (ActionStatus.DONE, ActionStatus.LET_GO),
    ActionStatus.DONE: (ActionStatus.OPEN,),
    ActionStatus.LET_GO: (ActionStatus.OPEN,),
}


def when_words(action: AgreedAction) -> str:
    """When an action was agreed, by when it was meant, and what became of it."""
    words = [f"Agreed on {written(action.agreed_on)}"]
    if action.owner != "leader":
        words.append(f"for the {action.owner}")
    if action.closed_on is not None:
        words.append(f"{STATUS_WORDS[action.status]} on {written(action.closed_on)}")
    elif action.due_on is not None:
        words.append(f"by {written(action.due_on)}")
    return ", ".join(words)


class ActionRow(QWidget):
    """One action. `wanted` carries its uid and what it should become."""

    wanted = Signal(str, object)  # uid, ActionStatus

    def __init__(self, action: AgreedAction) -> None:
        super().__init__()
        self.action = action
        column = column_of(self, spacing=2)
        column.addWidget(Body(action.text, selectable=True))
        column.addWidget(Muted(when_words(action)))
        self.buttons = [self._button(status) for status in _OFFERED[action.status]]
        column.addWidget(Flow(*self.buttons, spacing=GRID))

    def _button(self, status: ActionStatus) -> QuietButton:
        button = QuietButton(_WORDS[status])
        button.setObjectName(status.value)
        button.setAccessibleName(f"{_WORDS[status]}: {self.action.text}")
        button.clicked.connect(self._pressed)
        return button

    def _pressed(self) -> None:
        self.wanted.emit(self.action.uid, ActionStatus(self.sender().objectName()))


class ActionsCard(Card):
    """Every agreed action; the focus stays with the one that was changed."""

    wanted = Signal(str, object)  # uid, ActionStatus

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Agreed actions", parent)
        self.body.setSpacing(2 * GRID)
        self._actions: tuple[AgreedAction, ...] = ()
        self.rows: list[ActionRow] = []
        self.hide()

    def show_actions(self, actions: Sequence[AgreedAction]) -> None:
        """Show these and no others."""
        if tuple(actions) == self._actions:
            return
        self._actions = tuple(actions)
        focused = QApplication.focusWidget()
        kept = next((row.action.uid for row in self.rows if focused in row.buttons), "")
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ActionRow(action) for action in self._actions]
        for row in self.rows:
            row.wanted.connect(self.wanted)
            self.add(row)
        self.setVisible(bool(self.rows))
        for row in self.rows:
            if row.action.uid == kept:
                row.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
