"""What goes with a reply beside remarks: proposed actions, and the note of a session."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from app.domain.coaching import STATE_WORDS, Proposal, RemarkState, SessionDraft
from app.domain.sharing import ProposedAction, SessionNote, new_id
from app.domain.written_dates import written
from app.ui.coach.remark_view import act_buttons, acts_of
from app.ui.coach.rows import Rows
from app.ui.coach.words import KEPT_AS_TYPED
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    Card,
    ChoiceChips,
    DatePick,
    Flow,
    Muted,
    QuietButton,
    TextArea,
    TextLine,
    column_of,
)
from app.ui.widgets.accessible import Group

OWNER_WORDS = {"leader": "the leader", "coach": "me, the coach"}


class ProposalView(Group):
    """One proposed action."""

    acted = Signal(str, object)  # act, Proposal

    def __init__(self, proposal: Proposal) -> None:
        action = proposal.action
        super().__init__(f"Proposed: {action.text}")
        self.proposal = proposal
        column = column_of(self, spacing=4)
        column.addWidget(Body(action.text, selectable=True))
        by = f", by {written(action.by)}" if action.by else ""
        column.addWidget(Muted(f"For {OWNER_WORDS[action.owner]}{by}. It {_goes(proposal.state)}."))
        buttons = act_buttons(self, acts_of(proposal.state), action.text, self._pressed)
        if buttons:
            column.addWidget(Flow(*buttons))

    def _pressed(self) -> None:
        self.acted.emit(self.sender().objectName(), self.proposal)


def _goes(state: RemarkState) -> str:
    return STATE_WORDS[state] if state is RemarkState.DRAFT else f"is {STATE_WORDS[state]}"


class ProposalsCard(Card):
    """Actions to propose; the one in the fields is kept as it is typed, `finished` once it is said whole."""

    touched = Signal()
    finished = Signal()
    acted = Signal(str, object)  # act, Proposal

    def __init__(self, today: date) -> None:
        super().__init__("Actions to propose")
        self.body.setSpacing(2 * GRID)
        self.add(
            Muted("The leader accepts, declines or rewords each. It is theirs only once they accept it.")
        )
        self.rows = Rows(self._view, "Show earlier actions")
        self.add(self.rows)
        self._uid, self.is_kept = new_id(), False
        self.text = TextLine("What could be done", hint=KEPT_AS_TYPED)
        self.text.entered.connect(self._propose)
        self.text.changed.connect(self._typed)
        self.by = DatePick("By when (leave empty for no day)", today=today)
        self.owner = ChoiceChips("Who would do it", list(OWNER_WORDS.items()), clearable=False)
        self.owner.set_value("leader")
        self.by.picked.connect(self._typed)
        self.owner.changed.connect(self._typed)
        self.put = QuietButton("Propose this")
        self.put.clicked.connect(self._propose)
        for part in (self.text, self.by, self.owner, Flow(self.put)):
            self.add(part)

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Show these and no others; the one in the fields stands there alone, until it was sent."""
        if any(one.uid == self._uid and one.state is RemarkState.SENT for one in proposals):
            self.clear()
        self.rows.show_things([one for one in proposals if one.uid != self._uid])

    def _view(self, proposal: Proposal) -> ProposalView:
        view = ProposalView(proposal)
        view.acted.connect(self.acted)
        return view

    def change(self, proposal: Proposal) -> None:
        """Put an action into the fields, to be said otherwise."""
        action = proposal.action
        self._uid, self.is_kept = action.action_id, True
        self.text.set_text(action.text)
        self.by.set_value(action.by)
        self.owner.set_value(action.owner)
        self.put.setText("Keep the change")
        self.text.field.setFocus()

    def action(self) -> ProposedAction:
        """The action in the fields as it stands; without words there is none."""
        text, owner = self.text.text().strip(), self.owner.value() or "leader"
        return ProposedAction(self._uid, text, self.by.value(), owner)

    def clear(self) -> None:
        """Empty the fields, for another one."""
        self._uid, self.is_kept = new_id(), False
        self.text.set_text("")
        self.text.set_problem("")
        self.by.set_value(None)
        self.owner.set_value("leader")
        self.put.setText("Propose this")

    def _typed(self, *_: object) -> None:
        self.touched.emit()

    def _propose(self) -> None:
        if self.action().text:
            self.text.set_problem("")
            self.finished.emit()
        else:
            self.text.set_problem("Say what could be done.")


class SessionCard(Card):
    """The note of a session that goes with the next reply; `touched` as it is typed."""

    touched = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("Note of a session")
        self.body.setSpacing(2 * GRID)
        self._today = today
        self.add(Muted("It goes with the next reply. Leave it empty where there was no meeting."))
        self.on = DatePick("When you met", today=today, most=today)
        self.on.picked.connect(self._typed)
        self.summary = TextArea("What you talked about")
        self.take_away = TextArea("What the leader takes away", least_lines=2)
        for area in (self.summary, self.take_away):
            area.changed.connect(self._typed)
        for part in (self.on, self.summary, self.take_away):
            self.add(part)

    def note(self) -> SessionNote | None:
        """The note as it stands, None where nothing was written."""
        summary, take_away = self.summary.text().strip(), self.take_away.text().strip()
        if not (summary or take_away):
            return None
        return SessionNote(self.on.value() or self._today, summary, take_away)

    def show_sessions(self, sessions: Sequence[SessionDraft]) -> None:
        """Show the note that was not sent yet."""
        waiting = [one.note for one in sessions if one.state is RemarkState.DRAFT]
        kept = waiting[-1] if waiting else None
        if kept == self.note():
            return
        self.on.set_value(kept.on if kept else None)
        self.summary.set_text(kept.summary if kept else "")
        self.take_away.set_text(kept.take_away if kept else "")

    def _typed(self, *_: object) -> None:
        self.touched.emit()
