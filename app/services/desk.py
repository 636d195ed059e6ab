"""The coach's desk: leaders, each apart, what they shared, and what is said about it."""

from datetime import date
from pathlib import Path
from typing import Final

from app.domain.changes import ChangeSet
from app.domain.coaching import Desk, Leader, Received, Session
from app.domain.contacts import ContactKind
from app.domain.errors import AlreadyOpened, InvalidInput
from app.domain.sharing import FileKind, Opened
from app.domain.whole import JsonValue
from app.services.desk_history import Told, answered, sessions, written_out
from app.services.ledger import Ledger
from app.services.opening import open_here
from app.services.people import People
from app.services.remarking import Remarking
from app.services.replying import ReplyDraft, Replying, SealedReply
from app.storage import coach_notes, desk_kept, holds, meeting, received, remarks, settings

HELD_LEADERS: Final = holds.LEADERS


class CoachsDesk(Remarking):
    """The desk of an open journal. A coach's journal is an ordinary one: it may hold entries of its own."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        super().__init__(ledger)
        self._people = people
        self._replying = Replying(ledger, people)

    # ---- what arrives

    def open(self, data: bytes | str, passphrase: str | None = None) -> Opened:
        """Say what a file or a pasted text is, before anything of it is kept; errors as of `open_file`."""
        return open_here(self._ledger, self._people, data, passphrase)

    def keep(self, opened: Opened) -> ChangeSet | None:
        """Put a share on the desk. Whoever sent it becomes a contact, to be confirmed by the six words.

        Raises InvalidInput for anything but somebody else's share, AlreadyOpened where it
        lies here, KeyChanged where the name is known with other keys.
        """
        if opened.kind is not FileKind.SHARE or opened.mine:
            raise InvalidInput("file", "This is not something shared with you.", "Choose another file.")
        bundle, today = opened.share, self._ledger.clock.today()
        with self._ledger.act("Keep what was shared") as act:
            if desk_kept.make_room(act.uow.connection, bundle.bundle_id):
                self._ledger.history.forget()  # what was done to the one that went cannot be taken back any more
            if received.is_here(act.uow.connection, bundle.bundle_id):
                raise AlreadyOpened
            owner = meeting.met(act.uow, opened.author, ContactKind.LEADER, today)
            received.keep(act.uow, bundle, owner, today, opened.fingerprint, opened.reply_token)
        return act.changed

    # ---- what lies here

    def leaders(self) -> tuple[Leader, ...]:
        """Every leader and what waits for them: the next meeting first."""
        with self._ledger.file.read() as connection:
            return received.leaders(connection)

    def bundles(self, contact: str) -> tuple[Received, ...]:
        """Everything one leader shared, oldest first."""
        with self._ledger.file.read() as connection:
            return received.bundles(connection, contact, self._read.read)

    def made_on(self, uid: str) -> Desk:
        """Everything made on one bundle, the coach's own notes too, with what the leader answered since."""
        told = self._told(self.bundle(uid).contact)
        with self._ledger.file.read() as connection:
            return Desk(
                remarks.remarks(connection, bundle=uid),
                remarks.proposals(connection, bundle=uid),
                remarks.sessions(connection, bundle=uid),
                coach_notes.notes(connection, bundle=uid),
                remarks.sent_replies(connection, bundle=uid),
                answered(told),
            )

    def mark_read(self, uid: str, *, read: bool = True) -> ChangeSet | None:
        """Note that a bundle was read today, or is to be read again."""
        with self._ledger.act("Mark as read" if read else "Mark as not read yet") as act:
            number = received.number_of(act.uow.connection, uid)
            received.mark_read(act.uow, number, self._ledger.clock.today() if read else None)
        return act.changed

    def set_next_meeting(self, contact: str, on: date | None) -> ChangeSet | None:
        """Set the day of the next meeting with a leader."""
        with self._ledger.act("Set the next meeting") as act:
            number = received.leader_number(act.uow.connection, contact)
            received.set_next_meeting(act.uow, number, on)
        return act.changed

    # ---- what goes back

    def reply(self, uid: str) -> ReplyDraft:
        """What the next reply would hold, with what the privacy check notices in it; held remarks stay out."""
        return self._replying.draft(self.bundle(uid))

    def seal(self, draft: ReplyDraft) -> SealedReply:
        """The file of a reply, to its leader alone; nothing is noted yet."""
        return self._replying.seal(draft, self.bundle(draft.reply.bundle_id))

    def save(self, sealed: SealedReply, folder: Path) -> Path:
        """Write a reply into a folder and note it as sent; gives the file."""
        return self._replying.save(sealed, folder)

    def as_text(self, sealed: SealedReply) -> str:
        """A reply as text to paste into an e-mail; noted as sent."""
        return self._replying.as_text(sealed)

    # ---- over time

    def history(self, contact: str) -> tuple[Session, ...]:
        """What was shared and said in each round with one leader, oldest first."""
        return sessions(self._told(contact))

    def export_for(self, contact: str) -> str:
        """All that came from one leader and what went back, as Markdown; without the coach's own notes."""
        return written_out(self._told(contact))

    def _told(self, contact: str) -> Told:
        with self._ledger.file.read() as connection:
            return Told(
                received.bundles(connection, contact, self._read.read),
                remarks.remarks(connection, owner=contact),
                remarks.sent_words(connection, owner=contact),
            )

    def is_on_hold(self, contact: str) -> bool:
        """Whether what one leader shared must not be deleted: a hold on it, or on the whole journal."""
        with self._ledger.file.read() as connection:
            held = settings.setting(connection, HELD_LEADERS)
            whole = settings.setting(connection, "hold", default=False)
        return whole is True or contact in _names(held)

    def set_on_hold(self, contact: str, *, held: bool) -> ChangeSet | None:
        """Put a hold on everything of one leader, or lift it."""
        with self._ledger.act("Put a hold on a leader's files" if held else "Lift a hold") as act:
            others = _names(settings.setting(act.uow.connection, HELD_LEADERS)) - {contact}
            wanted: list[JsonValue] = [*sorted(others | {contact} if held else others)]
            settings.set_setting(act.uow, HELD_LEADERS, wanted)
        return act.changed

    def end(self, contact: str) -> int:
        """Delete everything one leader shared, the remarks and the notes, for good; how many bundles went.

        Ask first: no undo brings it back. Raises InvalidInput while there is a hold on it.
        """
        if self.is_on_hold(contact):
            raise InvalidInput(
                "contact", "There is a hold on what this leader shared.", "Lift the hold, then end it."
            )
        with self._ledger.file.write("End a coaching", self._ledger.clock.now()) as act:
            owner = received.leader_number(act.uow.connection, contact)
            went = received.erase_of(act.uow.connection, owner, self._ledger.clock.today())
        self._read.forget()
        self._ledger.history.forget()  # the images of earlier actions hold the words that went
        return went


def _names(held: object) -> set[str]:
    return {str(one) for one in held} if isinstance(held, list) else set()
