"""What a coach sends back: shown before it is kept, added beside the entries, never in them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.domain.changes import ChangeSet
from app.domain.contacts import ContactKind, LoggedShare
from app.domain.conversation import CommentKind
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, NotGenuine, UnknownShare
from app.domain.merging import (
    ArrivingAction,
    ArrivingComment,
    Decisions,
    MergePreview,
    Place,
    Standing,
)
from app.domain.privacy import REMOVED
from app.domain.sharing import (
    BundleComment,
    FileKind,
    Opened,
    ProposedAction,
    ThreadAnswer,
    Trust,
    new_id,
)
from app.services.ledger import Ledger
from app.services.opening import open_here
from app.services.people import People
from app.services.placing import Placing, placing_in
from app.services.redacting.holding import Holding
from app.storage import contacts, conversation, conversing, meeting, merging, sharing_log
from app.storage.unit_of_work import UnitOfWork


class Merging:
    """Replies on their way into an open journal, and the threads that follow from them."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger = ledger
        self._people = people
        self._holding = Holding(ledger)

    # ---- a reply

    def preview(self, data: bytes | str | Opened, passphrase: str | None = None) -> MergePreview:
        """What a reply would bring, and where each remark stands; keeps nothing.

        Errors as of `open_file`; NotGenuine where it comes from anybody but whom the share was made for.
        """
        opened = data if isinstance(data, Opened) else open_here(self._ledger, self._people, data, passphrase)
        if opened.kind is not FileKind.REPLY:
            raise InvalidInput("file", "This is not a reply to something you shared.", "Choose another file.")
        reply = opened.reply
        placing = placing_in(self._ledger, reply.bundle_id)
        with self._ledger.file.read() as connection:
            share = sharing_log.find(connection, reply.bundle_id)
            already, comments, actions = merging.known(connection, reply)
        if share is None or placing is None:
            raise UnknownShare
        self._check_author(opened, share)
        arriving = tuple(placing.arriving(one, here=one.comment_id in comments) for one in reply.comments)
        about = (placing.about(arriving) if reply.actions else None) or (None, "")
        return MergePreview(
            opened=opened,
            from_name=opened.author.name,
            shared_on=share.made_on,
            shared_as=share.label,
            comments=arriving,
            actions=tuple(ArrivingAction(one, one.action_id in actions, *about) for one in reply.actions),
            session=reply.session,
            already=already,
        )

    def _check_author(self, opened: Opened, share: LoggedShare) -> None:
        """A share made for somebody is answered by them; one locked by a passphrase, by whoever read it."""
        if opened.mine:
            raise NotGenuine
        with self._ledger.file.read() as connection:
            meant = contacts.find(connection, share.contact) if share.contact else None
        if meant is not None and meant.card is not None:
            if meant.verify_key != opened.author.verify_key:
                raise NotGenuine
        elif not opened.proved and opened.trust is not Trust.CONFIRMED:
            raise NotGenuine

    def merge(self, preview: MergePreview, decisions: Decisions | None = None) -> ChangeSet | None:
        """Keep a reply: its new comments, its session note, the actions accepted; one undo takes it back.

        Merged again it changes nothing, but an action accepted only now is added. No entry is written to.
        """
        preview = self.preview(preview.opened)  # what was shown may lie in the bin, or be erased, since
        reply, today = preview.opened.reply, self._ledger.clock.today()
        placing = placing_in(self._ledger, reply.bundle_id)
        with self._ledger.act(f"Merge what {preview.from_name} sent back") as act:
            if conversing.make_room_for(act.uow.connection, reply.reply_id):
                self._ledger.history.forget()
            number = merging.reply_number(act.uow.connection, reply.reply_id)
            if number is None:
                owner = self._met(act.uow, preview.opened)
                number = merging.keep_reply(act.uow, reply, today, preview.opened.fingerprint, owner)
            for one in preview.fresh:
                tied = _tied(one, placing)
                merging.keep_comment(act.uow, self._ledger.file.words, number, tied)
            for action, about in _accepted(preview, decisions or {}):
                merging.keep_action(act.uow, action, today, number, about)
        return act.changed if act.changed and not act.changed.is_empty else None

    def _met(self, uow: UnitOfWork, opened: Opened) -> int:
        """The number of the contact who replied; whoever proved to have read the share is given their card."""
        share = sharing_log.find(uow.connection, opened.reply.bundle_id)
        meant = contacts.find(uow.connection, share.contact) if share and share.contact else None
        today = self._ledger.clock.today()
        return meeting.met(uow, opened.author, ContactKind.COACH, today, meant)

    # ---- typed in by the leader

    def typed_in(
        self,
        entry_id: EntryId,
        from_name: str,
        body: str,
        *,
        kind: CommentKind = CommentKind.QUESTION,
        on: date | None = None,
    ) -> ChangeSet | None:
        """Keep what a coach said aloud or in an e-mail, marked as entered by the leader (ruling 53)."""
        if not body.strip() or not from_name.strip():
            raise InvalidInput("body", "Say who said it, and what.", "Fill in both.")
        self._ledger.entry(entry_id)
        said = BundleComment(new_id(), "", "", kind, body)
        with self._ledger.act("Type in what a coach said") as act:
            found = contacts.by_name(act.uow.connection, from_name)
            owner = contacts.number(act.uow.connection, found.uid) if found else None
            day = on or self._ledger.clock.today()
            number = merging.keep_typed(act.uow, from_name.strip(), day, owner)
            tied = merging.Tied(said, entry_id)
            merging.keep_comment(act.uow, self._ledger.file.words, number, tied)
        return act.changed

    # ---- threads

    def answer(self, comment_uid: str, body: str) -> ChangeSet | None:
        """Set the answer to a comment that goes with the next share; without words there is none."""
        with self._ledger.act("Answer a comment", merges=f"answer:{comment_uid}") as act:
            number = _needed(merging.comment_number(act.uow.connection, comment_uid))
            merging.put_answer(act.uow, number, body.strip(), self._ledger.clock.today())
        return act.changed

    def answers(self, contact: str) -> tuple[ThreadAnswer, ...]:
        """The answers to one contact's comments that have not gone out yet: the thread of the next share."""
        with self._ledger.file.read() as connection:
            return merging.waiting_answers(connection, contact)

    def close_thread(self, comment_uid: str, *, closed: bool = True) -> ChangeSet | None:
        """Close the thread of a comment, or open it again; an answer that waits stays here while it is closed."""
        with self._ledger.act("Close a thread" if closed else "Open a thread again") as act:
            number = _needed(merging.comment_number(act.uow.connection, comment_uid))
            merging.set_closed(act.uow, number, closed=closed)
        return act.changed

    def remove(self, comment_uid: str) -> ChangeSet | None:
        """Take a comment out of this journal; the coach keeps theirs. Raises OnHold where its entry is on hold."""
        with self._ledger.act("Remove a comment") as act:
            number = _needed(merging.comment_number(act.uow.connection, comment_uid))
            self._holding.check(merging.entries_spoken_of(act.uow.connection, number))
            merging.remove_comment(act.uow, number)
        return act.changed

    # ---- where comments stand today

    def places(self, entry_id: EntryId) -> Mapping[str, Place]:
        """Where each comment on an entry stands in its words as they are now, by the comment's uid."""
        with self._ledger.file.read() as connection:
            replies = conversation.about(connection, entry_id)
        found: dict[str, Place] = {}
        known: dict[str, Placing | None] = {}
        for reply in replies:
            if reply.bundle_uid not in known:
                known[reply.bundle_uid] = placing_in(self._ledger, reply.bundle_uid)
            placing = known[reply.bundle_uid]
            for one in reply.comments:
                said = BundleComment(one.uid, one.share_id, one.field_id, one.kind, one.body, one.anchor)
                if placing is not None and one.share_id:
                    place = placing.arriving(said).place
                    lost = one.quote is not None and one.anchor is None
                    found[one.uid] = replace(place, standing=Standing.UNPLACED) if lost else place
                elif one.in_reply_to and not one.field:
                    found[one.uid] = Place(Standing.THREAD, entry_id)
                else:
                    found[one.uid] = Place(
                        Standing.FIELD if one.field else Standing.ENTRY, entry_id, one.field_id or one.field
                    )
        return found


def _tied(one: ArrivingComment, placing: Placing | None) -> merging.Tied:
    """A comment with what it speaks of; where its quoted words are no longer here, without them."""
    found = placing.place_of(one.comment) if placing else None
    said = replace(one.comment, anchor=None) if one.quote in {None, REMOVED} else one.comment
    if found is None:
        return merging.Tied(said, quote=one.quote)
    review = found.review_uid if one.comment.field_id else None
    return merging.Tied(said, found.entry_id, review, one.quote)


def _accepted(preview: MergePreview, decisions: Decisions) -> list[tuple[ProposedAction, EntryId | None]]:
    """The proposed actions that were accepted, as they were reworded, each with its entry."""
    taken: list[tuple[ProposedAction, EntryId | None]] = []
    for one in preview.actions:
        said = decisions.get(one.action.action_id)
        if said is not None and said.accepted and not one.here:
            text = said.text.strip() if said.text is not None else one.action.text
            by = said.by if said.by is not None else one.action.by
            taken.append((replace(one.action, text=text or one.action.text, by=by), one.about))
    return taken


def _needed(number: int | None) -> int:
    if number is None:
        raise InvalidInput("comment", "There is no such comment.", "Choose one from the list.")
    return number
