"""What came back from a coach and from a pair, and what became of the actions agreed."""

from app.domain.changes import ChangeSet
from app.domain.conversation import ActionStatus, AgreedAction, PairRound, Reply
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput
from app.services.ledger import Ledger
from app.storage import conversation, conversing

_DID = {
    ActionStatus.OPEN: "Open the action again",
    ActionStatus.DONE: "Mark the action as done",
    ActionStatus.LET_GO: "Let the action go",
}


class WithOthers:
    """Replies, agreed actions and rounds of an open journal."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @property
    def is_there(self) -> bool:
        """Whether the journal holds anything from or with others."""
        with self._ledger.file.read() as connection:
            return conversation.is_there(connection)

    def replies(self) -> tuple[Reply, ...]:
        """Every reply with its comments, in the order of arrival."""
        with self._ledger.file.read() as connection:
            return conversation.replies(connection)

    def comments(self, entry_id: EntryId) -> tuple[Reply, ...]:
        """The replies that speak of an entry, oldest first, each with its comments on that entry only."""
        with self._ledger.file.read() as connection:
            return conversation.about(connection, entry_id)

    def actions(self) -> tuple[AgreedAction, ...]:
        """Every agreed action, the oldest open first."""
        with self._ledger.file.read() as connection:
            return conversation.all_actions(connection)

    def actions_with(self, entry_id: EntryId) -> tuple[AgreedAction, ...]:
        """The agreed actions kept with an entry, the oldest open first."""
        with self._ledger.file.read() as connection:
            return conversation.actions_with(connection, entry_id)

    def set_action(self, uid: str, status: ActionStatus) -> ChangeSet | None:
        """Say what became of an agreed action today; None when it was so already.

        Raises InvalidInput for an action that is not here.
        """
        with self._ledger.act(_DID[status]) as act:
            if not conversing.set_action(act.uow, uid, status, self._ledger.clock.today()):
                raise InvalidInput("action", "There is no such action.", "Choose one from the list.")
        return act.changed if act.changed and not act.changed.is_empty else None

    def rounds(self) -> tuple[PairRound, ...]:
        """Every round of a pair, in the order of making."""
        with self._ledger.file.read() as connection:
            return conversation.rounds(connection, self._ledger.file.words)

    def round(self, uid: str) -> PairRound:
        """One round; raises InvalidInput where there is none of that name."""
        found = next((one for one in self.rounds() if one.uid == uid), None)
        if found is None:
            raise InvalidInput("round", "There is no such round.", "Choose one from the list.")
        return found
