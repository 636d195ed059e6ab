"""The reply of a coach: what goes into it, what the privacy check notices, and the file for one leader."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.domain.coaching import Received, RemarkState
from app.domain.contacts import Contact
from app.domain.errors import InvalidInput
from app.domain.privacy.look import look
from app.domain.privacy.notices import Notice
from app.domain.sharing import SUFFIX, ReviewReply, new_id
from app.services.ledger import Ledger
from app.services.people import People
from app.services.privacy_rules import privacy_rules
from app.storage import contacts, files, received, remarks

DESK_TABLES = frozenset({"received", "remark", "proposal", "session_note", "sent_reply"})


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the privacy check noticed in one text of a reply.

    `text_id` is a comment's or an action's id, "summary" or "take_away".
    """

    text_id: str
    text: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """What a reply would hold, word for word, and what was noticed in it."""

    reply: ReviewReply
    noticed: tuple[Noticed, ...]


@dataclass(frozen=True, slots=True)
class SealedReply:
    """A reply as a file; `reply` is read back from these very bytes. `fingerprint` is their SHA-256."""

    reply: ReviewReply
    data: bytes
    fingerprint: str


class Replying:
    """Makes replies out of what is on the desk: drafts go, what is held stays, notes are never read."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger = ledger
        self._people = people

    def draft(self, bundle: Received) -> ReplyDraft:
        """The next reply on a bundle; raises InvalidInput where nothing waits to go."""
        with self._ledger.file.read() as connection:
            said = remarks.remarks(connection, bundle=bundle.uid)
            proposed = remarks.proposals(connection, bundle=bundle.uid)
            sessions = remarks.sessions(connection, bundle=bundle.uid)
        notes = [one.note for one in sessions if one.state is RemarkState.DRAFT]
        reply = ReviewReply(
            reply_id=new_id(),
            bundle_id=bundle.uid,
            made_on=self._ledger.clock.today(),
            from_name=self._people.my_name(),
            comments=tuple(one.comment for one in said if one.state is RemarkState.DRAFT),
            actions=tuple(one.action for one in proposed if one.state is RemarkState.DRAFT),
            session=notes[-1] if notes else None,
        )
        if not (reply.comments or reply.actions or reply.session):
            raise InvalidInput("reply", "There is nothing to send yet.", "Write a remark, or release one.")
        return ReplyDraft(reply, self._noticed(reply))

    def _noticed(self, reply: ReviewReply) -> tuple[Noticed, ...]:
        texts = [(one.comment_id, one.body) for one in reply.comments]
        texts += [(one.action_id, one.text) for one in reply.actions]
        if reply.session:
            texts += [("summary", reply.session.summary), ("take_away", reply.session.take_away)]
        found = (Noticed(name, text, look(text, privacy_rules())) for name, text in texts)
        return tuple(one for one in found if one.notices)

    def seal(self, draft: ReplyDraft, bundle: Received) -> SealedReply:
        """The file of a reply: to its leader alone, signed with the key that leader knows."""
        from app.sharing.files import open_file, seal_reply

        leader = self._leader(bundle.contact)
        if leader.card is None:
            raise InvalidInput("contact", "This leader has no contact card here.", "Ask for their card.")
        identity = self._people.identity_for(leader.uid)
        data = seal_reply(draft.reply, identity, (leader.card,), reply_token=bundle.reply_token)
        view = open_file(data, [identity], known={}, seen=lambda _: False).reply
        return SealedReply(view, data, hashlib.sha256(data).hexdigest())

    def _leader(self, uid: str) -> Contact:
        with self._ledger.file.read() as connection:
            found = contacts.find(connection, uid)
        if found is None:
            raise InvalidInput("contact", "There is no such leader here.", "Choose one from the list.")
        return found

    def save(self, sealed: SealedReply, folder: Path) -> Path:
        """Write the file into a folder (mode 0600) under a name that says nothing, and note it as sent."""
        path = folder / f"share-{new_id()[:8]}{SUFFIX}"
        with files.file_errors():
            files.write_whole(path, sealed.data)
        self._note_sent(sealed)
        return path

    def as_text(self, sealed: SealedReply) -> str:
        """The file as text to paste into an e-mail; noted as sent."""
        from app.sharing.armour import to_text

        text = to_text(sealed.data)
        self._note_sent(sealed)
        return text

    def _note_sent(self, sealed: SealedReply) -> None:
        """What left, left: noted outside undo, and earlier steps on the desk can no longer be taken back."""
        reply = sealed.reply
        with self._ledger.file.write("Send a reply", self._ledger.clock.now()) as act:
            if not remarks.is_sent(act.uow.connection, reply.reply_id):
                number = received.number_of(act.uow.connection, reply.bundle_id)
                remarks.note_sent(act.uow, number, reply, sealed.fingerprint)
                received.mark_read_at_last(act.uow, number, self._ledger.clock.today())
        self._ledger.history.let_stand_in(DESK_TABLES)
