"""The files of a round on their way in: checked and told first, kept only when the person says so."""

from dataclasses import replace

from app.domain.comparing import THEIRS
from app.domain.contacts import Contact, ContactKind
from app.domain.conversation import PairRound, RoundPrompt, RoundStatus
from app.domain.errors import AlreadyOpened
from app.domain.pairing import (
    RoundAnswer,
    RoundCopy,
    RoundInvitation,
    RoundKey,
    RoundLearning,
    RoundPart,
    RoundRole,
    RoundWithdrawal,
    SealedRound,
    Withdrawn,
)
from app.domain.rounds_held import Arrival, RoundFile, RoundHeld
from app.domain.sharing import Opened
from app.services.ledger import Ledger
from app.services.opening import open_here
from app.services.pairs import checking
from app.services.pairs.closing import close_round
from app.services.pairs.opening_up import show_both, their_answers
from app.services.pairs.rounds import Rounds, number_of
from app.services.pairs.starting import keep_round
from app.services.people import People
from app.storage import contacts, conversing, learning_editions, meeting, pair_rounds
from app.storage.schema.conversation import pair_round
from app.storage.unit_of_work import UnitOfWork

_WILL = {
    RoundInvitation: "Keeping it puts this round among yours. You cannot see their answers; nor can they see yours.",
    RoundAnswer: "Their sealed answers come into your round. They stay sealed until you reveal both.",
    RoundKey: "Their key opens their answers: both are shown.",
    RoundWithdrawal: "The round closes. Nothing of it was shown, and nobody is at fault.",
    RoundLearning: "Their copy of what you learned together is kept beside yours.",
    RoundCopy: "The round you answered in the same room comes into your journal, with both answers.",
}

_LABELS = {
    RoundInvitation: "Keep an invitation",
    RoundCopy: "Keep a copy of a round",
    RoundLearning: "Keep their copy of the learning",
}


class Arriving:
    """Takes in what the other sends."""

    def __init__(self, ledger: Ledger, people: People, rounds: Rounds) -> None:
        self._ledger = ledger
        self._people = people
        self._rounds = rounds

    def open(self, data: bytes | str, passphrase: str | None = None) -> Arrival:
        """Read a file or a pasted text and say what it is; keeps nothing. Errors as of `open_file` and `arrived`."""
        return self.arrived(open_here(self._ledger, self._people, data, passphrase))

    def arrived(self, opened: Opened) -> Arrival:
        """What a file of a round is, and what keeping it will do; keeps nothing.

        Raises InvalidInput, AlreadyOpened, RoundNotHere, RoundNotTheirs, RoundDiffers, RoundClosed or
        RoundTooEarly; nothing of the other's answers is told.
        """
        part = checking.part_of(opened)
        held = self._checked(opened, part)
        first = part if isinstance(part, RoundInvitation | RoundCopy) else None
        learned = part if isinstance(part, RoundLearning) else None
        return Arrival(
            opened=opened,
            uid=part.round_id,
            topic=first.topic if first else held.round.topic if held else "",
            prompts=first.prompts if first else held.wordings if held else (),
            will=_WILL[type(part)],
            case_text=first.case_text if first else held.round.case_text if held else "",
            closes_on=part.closes_on if isinstance(part, RoundInvitation) else None,
            look_back=bool(first and first.look_back),
            learning=learned.text if learned else "",
            onward=learned.onward if learned else False,
        )

    def _checked(self, opened: Opened, part: RoundPart) -> RoundHeld | None:
        with self._ledger.file.read() as connection:
            if opened.file_id and pair_rounds.came(connection, opened.file_id):
                raise AlreadyOpened
        held = self._rounds.find(part.round_id)
        if isinstance(part, RoundInvitation | RoundCopy):
            checking.check_new(held, part)
            return held
        found = checking.check_theirs(held, self._with(held), opened)
        match part:
            case RoundAnswer():
                checking.check_answer(found, part)
            case RoundKey():
                checking.check_key(found, part)
            case RoundWithdrawal():
                checking.check_withdrawal(found)
            case RoundLearning():
                with self._ledger.file.read() as connection:
                    known = learning_editions.editions(connection)
                checking.check_learning(found, part, known)
        return found

    def _with(self, held: RoundHeld | None) -> Contact | None:
        """Who a round is with."""
        uid = held.held.contact_uid if held else None
        with self._ledger.file.read() as connection:
            return contacts.find(connection, uid) if uid else None

    def keep(self, arrival: Arrival) -> str:
        """Keep what came, once it is checked anew; gives the round's uid. Errors as of `arrived`, and KeyChanged.

        An invitation, a copy and a learning can be undone; a seal, a key and a withdrawal cannot.
        """
        opened = arrival.opened
        part = checking.part_of(opened)
        held = self._checked(opened, part)
        if isinstance(part, RoundInvitation | RoundCopy | RoundLearning):
            with self._ledger.act(_LABELS[type(part)]) as act:
                self._take(act.uow, opened, part, held)
        else:
            with self._ledger.file.write("Keep a file of a round", self._ledger.clock.now()) as act:
                self._take(act.uow, opened, part, held)
            self._ledger.history.let_stand_in(pair_rounds.TABLES)
        return part.round_id

    def _take(self, uow: UnitOfWork, opened: Opened, part: RoundPart, held: RoundHeld | None) -> None:
        today = self._ledger.clock.today()
        if isinstance(part, RoundInvitation | RoundCopy):
            self._begin(uow, opened, part)
        elif held is not None:
            self._go_on(uow, part, held)
        # A later copy is told by its day, and by its edition.
        on = part.made_on if isinstance(part, RoundLearning) else today
        note = RoundFile(
            opened.kind, outgoing=False, on=on, file_id=opened.file_id, fingerprint=opened.fingerprint
        )
        pair_rounds.note_file(uow, number_of(uow, part.round_id), note)
        if isinstance(part, RoundLearning) and part.edition:
            learning_editions.keep(uow, opened.file_id, part.edition)

    def _go_on(self, uow: UnitOfWork, part: RoundPart, held: RoundHeld) -> None:
        """Write into a round that is here what a later file of it brings."""
        number, today = number_of(uow, held.uid), self._ledger.clock.today()
        match part:
            case RoundAnswer():
                uow.update(pair_round, {"id": number}, **pair_rounds.seal_values(THEIRS, part.seal, part.key))
            case RoundKey():
                theirs = their_answers(held, held.held.theirs, part.key)
                uow.update(
                    pair_round,
                    {"id": number},
                    **pair_rounds.seal_values(THEIRS, held.held.theirs, part.key),
                )
                show_both(self._ledger, uow, number, held, theirs, today)
            case RoundWithdrawal():
                close_round(uow, held.uid, Withdrawn.THEIRS, today)
            case RoundLearning():
                told: pair_rounds.Values = {"their_learning": part.text, "onward_theirs": int(part.onward)}
                uow.update(pair_round, {"id": number}, **told)

    def _begin(self, uow: UnitOfWork, opened: Opened, part: RoundInvitation | RoundCopy) -> None:
        """Write a round that begins here with this file. Whoever sent it becomes a contact, to be confirmed."""
        today = self._ledger.clock.today()
        conversing.make_room_for(uow.connection, part.round_id)
        meeting.met(uow, opened.author, ContactKind.PEER, today)
        who = contacts.by_key(uow.connection, opened.author.verify_key)
        begun = PairRound(
            uid=part.round_id,
            topic=part.topic,
            mine=self._people.my_name() or part.to_label,
            theirs=who.name if who else opened.author.name,
            opened_on=part.made_on,
            status=RoundStatus.WAITING,
            case_text=part.case_text,
            prompts=tuple(RoundPrompt(wording) for wording in part.prompts),
        )
        held = SealedRound(uid=part.round_id, contact_uid=who.uid if who else None, look_back=part.look_back)
        if isinstance(part, RoundInvitation):
            held = replace(held, role=RoundRole.INVITED, closes_on=part.closes_on, theirs=part.seal)
        else:
            held = replace(held, role=RoundRole.SAME_ROOM)
            begun = replace(
                begun,
                status=RoundStatus.REVEALED,
                revealed_on=part.revealed_on,
                agreed_learning=part.learning,
                prompts=tuple(map(RoundPrompt, part.prompts, part.mine, part.theirs)),
            )
        keep_round(self._ledger, uow, begun, held)
