"""Proposed actions: each is accepted, declined or put in other words; accepting makes it one's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.merging import ActionDecision, ArrivingAction
from app.domain.written_dates import written
from app.ui.coach.words import MOST_SHOWN, short
from app.ui.decision.sheet_view import LongText
from app.ui.widgets import ChoiceChips, Muted, TextArea, column_of
from app.ui.widgets.accessible import Group

_ACCEPT, _DECLINE, _REWORD = "accept", "decline", "reword"
_OWNERS = {"leader": "for you", "coach": "for them"}


class ProposedRow(Group):
    """One proposed action. Nothing is chosen at first; what is not accepted is not taken."""

    changed = Signal()

    def __init__(self, arriving: ArrivingAction, parent: QWidget | None = None) -> None:
        action, about = arriving.action, short(arriving.action.text)
        super().__init__(f"Proposed: {about}", parent)
        self.action = action
        column = column_of(self, spacing=4)
        column.addWidget(LongText(action.text, most=MOST_SHOWN))
        by = f", by {written(action.by)}" if action.by else ""
        kept = f". Accepted, it stands with “{short(arriving.title)}”" if arriving.title else ""
        column.addWidget(Muted(f"Proposed {_OWNERS.get(action.owner, action.owner)}{by}{kept}."))
        self.choice = ChoiceChips(
            f"What you say to it: {about}",
            [(_ACCEPT, "Accept"), (_REWORD, "In my own words"), (_DECLINE, "Decline")],
            show_name=False,
        )
        self.choice.changed.connect(self._chosen)
        self.words = TextArea(f"In your own words: {about}", least_lines=2)
        if arriving.here:
            column.addWidget(Muted("You accepted this before."))
            self.choice.hide()
        column.addWidget(self.choice)
        column.addWidget(self.words)
        self.words.hide()

    def _chosen(self, key: object) -> None:
        self.words.setVisible(key == _REWORD)
        if key == _REWORD:
            if not self.words.text():
                self.words.set_text(self.action.text)
            self.words.field.setFocus()
        self.changed.emit()

    def decision(self) -> ActionDecision | None:
        """What was said; None while nothing was."""
        chosen = self.choice.value()
        if chosen is None:
            return None
        if chosen == _DECLINE:
            return ActionDecision(accepted=False)
        return ActionDecision(accepted=True, text=self.words.text().strip() if chosen == _REWORD else None)
