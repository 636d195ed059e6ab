"""Agreed actions: the oldest open first, each with what can be said of it; no count of those done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.conversation import STATUS_WORDS, ActionStatus, AgreedAction
from app.domain.written_dates import written
from app.ui.coach.rows import Rows
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
        self._column = Rows(self._row, "Show more actions", last=False)
        self._column.whole.connect(self._focus_again)
        self._focused = ""
        self.add(self._column)
        self.hide()

    @property
    def rows(self) -> list[ActionRow]:
        """The actions that are shown."""
        return self._column.views

    def _row(self, action: AgreedAction) -> ActionRow:
        row = ActionRow(action)
        row.wanted.connect(self.wanted)
        return row

    def show_actions(self, actions: Sequence[AgreedAction]) -> None:
        """Show these and no others."""
        focused = QApplication.focusWidget()
        self._focused = next((row.action.uid for row in self.rows if focused in row.buttons), "")
        self.setVisible(bool(actions))
        self._column.show_things(actions)

    def _focus_again(self) -> None:
        for row in self.rows:
            if row.action.uid == self._focused and QApplication.focusWidget() not in row.buttons:
                row.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._focused = ""
