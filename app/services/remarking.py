"""What a coach says on the desk: remarks, proposed actions, the note of a session, and notes of their own."""

from dataclasses import replace

from app.domain.changes import ChangeSet
from app.domain.coaching import CoachNote, Proposal, Received, Remark, RemarkState
from app.domain.errors import InvalidInput
from app.domain.sharing import BundleComment, ProposedAction, SessionNote, new_id
from app.services.ledger import Ledger
from app.storage import coach_notes, received, remarks
from app.storage.schema.desk import proposal, remark


class Remarking:
    """What is said about bundles, each until it is sent."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._read = received.ReadBefore()

    def bundle(self, uid: str) -> Received:
        """One bundle; raises InvalidInput where it is not here."""
        with self._ledger.file.read() as connection:
            found = received.bundle(connection, uid, self._read.read)
        if found is None:
            raise InvalidInput("bundle", "This is not on your desk.", "Choose something from the list.")
        return found

    def remark(self, uid: str, said: BundleComment) -> Remark:
        """Remark on a bundle, on words of it, or in answer to an earlier comment.

        A remark without `comment_id` is given one. Raises InvalidInput for what the bundle did not show.
        """
        said = self._checked(uid, replace(said, comment_id=said.comment_id or new_id()))
        today = self._ledger.clock.today()
        with self._ledger.act("Write a remark") as act:
            remarks.add_remark(act.uow, received.number_of(act.uow.connection, uid), said, today)
        return Remark(said, uid, RemarkState.DRAFT, today)

    def change(self, said: BundleComment) -> Remark:
        """Change a remark that was not sent yet; raises InvalidInput for one that was."""
        before = self._unsent(said.comment_id)
        if not isinstance(before, Remark):
            raise _no_remark()
        said = self._checked(before.bundle_id, said)
        with self._ledger.act("Change a remark", merges=f"remark:{said.comment_id}") as act:
            remarks.change_remark(act.uow, said)
        return replace(before, comment=said)

    def hold(self, uid: str) -> ChangeSet | None:
        """Keep a remark or a proposed action out of replies until it is released."""
        return self._set_state(uid, RemarkState.HELD, "Hold a remark back")

    def release(self, uid: str) -> ChangeSet | None:
        """Let what was held go with the next reply."""
        return self._set_state(uid, RemarkState.DRAFT, "Release a remark")

    def drop(self, uid: str) -> ChangeSet | None:
        """Take a remark or a proposed action away that was not sent yet."""
        found = self._unsent(uid)
        with self._ledger.act("Take a remark away") as act:
            remarks.drop(act.uow, remark if isinstance(found, Remark) else proposal, uid)
        return act.changed

    def propose(self, uid: str, action: ProposedAction) -> Proposal:
        """Propose an action, or change the one of its `action_id`, where that was not sent yet."""
        if not action.text.strip():
            raise InvalidInput("action", "A proposed action needs words.", "Say what is to be done.")
        with self._ledger.file.read() as connection:
            before = remarks.proposal_of(connection, action.action_id) if action.action_id else None
        if before is not None and before.state is RemarkState.SENT:
            raise _was_sent()
        action = replace(action, action_id=action.action_id or new_id())
        with self._ledger.act("Propose an action", merges=f"proposal:{action.action_id}") as act:
            remarks.put_proposal(act.uow, received.number_of(act.uow.connection, uid), action)
        return Proposal(action, uid, RemarkState.DRAFT)

    def note_session(self, uid: str, note: SessionNote | None) -> ChangeSet | None:
        """Set the session note that goes with the next reply on a bundle; None takes it away."""
        with self._ledger.act("Write the session note", merges=f"session:{uid}") as act:
            remarks.put_session(act.uow, received.number_of(act.uow.connection, uid), note)
        return act.changed

    def private_note(
        self, contact: str, body: str, *, bundle: str = "", share_id: str = "", uid: str = ""
    ) -> CoachNote:
        """Write a note that goes into no reply, or change the one of `uid`; one without words goes."""
        if bundle and self.bundle(bundle).contact != contact:
            raise InvalidInput("bundle", "That was shared by somebody else.", "Choose one of this leader.")
        today = self._ledger.clock.today()
        note = CoachNote(uid or new_id(), contact, body, today, bundle or None, share_id)
        with self._ledger.act("Write a note", merges=f"note:{note.uid}") as act:
            owner = received.leader_number(act.uow.connection, contact)
            number = received.number_of(act.uow.connection, bundle) if bundle else None
            coach_notes.put(act.uow, note, owner, number)
        return note

    def private_notes(self, contact: str) -> tuple[CoachNote, ...]:
        """The coach's own notes about one leader and all they shared."""
        with self._ledger.file.read() as connection:
            return coach_notes.notes(connection, owner=contact)

    def _checked(self, uid: str, said: BundleComment) -> BundleComment:
        """A remark that stands on what the bundle showed, on words that are there."""
        bundle = self.bundle(uid).bundle
        entry = bundle.entry(said.share_id)
        field = entry.field(said.field_id) if entry else None
        shown = (entry is not None or not said.share_id) and (field is not None or not said.field_id)
        where = said.anchor
        if where is not None:
            there = field.value[where.start : where.end] if field else ""
            shown = shown and bool(there) and there == where.exact
        if not shown:
            raise InvalidInput("place", "That is not in what was shared.", "Choose the words again.")
        if not said.body.strip() and not said.framework:
            raise InvalidInput("body", "A remark needs words.", "Write something, or take the remark away.")
        return said

    def _set_state(self, uid: str, state: RemarkState, label: str) -> ChangeSet | None:
        found = self._unsent(uid)
        with self._ledger.act(label) as act:
            remarks.set_state(act.uow, remark if isinstance(found, Remark) else proposal, uid, state)
        return act.changed

    def _unsent(self, uid: str) -> Remark | Proposal:
        with self._ledger.file.read() as connection:
            found = remarks.remark_of(connection, uid) or remarks.proposal_of(connection, uid)
        if found is None:
            raise _no_remark()
        if found.state is RemarkState.SENT:
            raise _was_sent()
        return found


def _was_sent() -> InvalidInput:
    return InvalidInput("remark", "This was sent and stays as it is.", "Write another remark beside it.")


def _no_remark() -> InvalidInput:
    return InvalidInput("remark", "There is no such remark.", "Choose one from the list.")
