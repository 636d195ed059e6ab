"""The files of a round, each made anew with the same content: what was sealed, its key, and what was learned."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.errors import InvalidInput, RoundClosed, RoundTooEarly
from app.domain.outgoing import Change, check_stop
from app.domain.pairing import (
    RoundAnswer,
    RoundCopy,
    RoundInvitation,
    RoundKey,
    RoundLearning,
    RoundPart,
    RoundRole,
    RoundStep,
    RoundWithdrawal,
    Withdrawn,
)
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import ROUND_KINDS, SUFFIX, ContactCard, FileKind, new_id
from app.services.ledger import Ledger
from app.services.pairs.noticing import LEARNING, Noticing
from app.services.pairs.rounds import Rounds, number_of
from app.services.sharing.own_keys import OwnKeys
from app.services.sharing.people import People
from app.storage.schema.conversation import pair_round

_ID: Final = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class SealedFile:
    """A file of a round: its bytes, a name that says nothing, and their SHA-256 (`fingerprint`)."""

    data: bytes = field(repr=False)
    name: str
    fingerprint: str
    kind: FileKind
    round_uid: str
    file_id: str


class Making:
    """Makes the files of rounds, each sealed to the contact the round is with."""

    def __init__(
        self, ledger: Ledger, keys: OwnKeys, people: People, rounds: Rounds, noticing: Noticing
    ) -> None:
        self._ledger = ledger
        self._keys = keys
        self._people = people
        self._rounds = rounds
        self._noticing = noticing

    def file_of(
        self,
        uid: str,
        kind: FileKind,
        *,
        to: str | None = None,
        passphrase: str | None = None,
        past_stop: bool = False,
        changes: Sequence[Change] = (),
    ) -> SealedFile:
        """A file of a round as often as it is wanted, always with the same content.

        A copy goes `to` a contact with a card, else to that of the round, or is locked with a `passphrase`;
        `changes` and `past_stop` are about the learning, in the file that brings it and in a copy. The key
        leaves by `reveal` first. Raises InvalidInput, RoundTooEarly or RoundClosed.
        """
        held = self._rounds.one(uid)
        if kind is not FileKind.ROUND_COPY and (to or passphrase is not None):
            raise InvalidInput(
                "to", "This goes to the person the round is with.", "Leave out whom it is for."
            )
        if kind in {FileKind.ROUND_LEARNING, FileKind.ROUND_COPY}:
            held = self._with_words_of_learning(held, changes, past_stop=past_stop)
        if kind is FileKind.ROUND_KEY and held.step is RoundStep.READY:
            raise InvalidInput("kind", "The key was not given yet.", "Reveal the answers, and it is written.")
        return self._sealed(held, self._part(held, kind, to), to, passphrase)

    def key_of(self, held: RoundHeld) -> SealedFile:
        """The key file of a round that is about to be revealed."""
        return self._sealed(held, self._key(held), None, None)

    def _with_words_of_learning(
        self, held: RoundHeld, changes: Sequence[Change], *, past_stop: bool
    ) -> RoundHeld:
        """The learning leaves in the words of `notices`, which are also those that stay."""
        words = self._noticing.notices(held.uid, LEARNING, changes)
        check_stop(words, past_stop=past_stop)
        if words.learning == held.round.agreed_learning:
            return held
        values: dict[str, int | str] = {"agreed_learning": words.learning}
        if held.was_held_here and held.held.their_learning is None:
            values["onward_theirs"] = 0  # they ticked other words than these
        with self._ledger.act("Change the agreed learning") as act:
            act.uow.update(pair_round, {"id": number_of(act.uow, held.uid)}, **values)
        return self._rounds.one(held.uid)

    def _part(self, held: RoundHeld, kind: FileKind, to: str | None) -> RoundPart:
        match kind:
            case FileKind.ROUND_INVITATION:
                return self._invitation(held)
            case FileKind.ROUND_ANSWER:
                return self._answer(held)
            case FileKind.ROUND_KEY:
                return self._key(held)
            case FileKind.ROUND_WITHDRAWAL:
                return self._withdrawal(held)
            case FileKind.ROUND_LEARNING:
                return self._learning(held)
            case FileKind.ROUND_COPY:
                return self._copy(held, to)
            case _:
                raise InvalidInput("kind", "This is no file of a round.", "Choose one of its files.")

    def _head(self, held: RoundHeld) -> tuple[str, str]:
        return held.uid, self._people.my_name() or held.round.mine

    def _invitation(self, held: RoundHeld) -> RoundInvitation:
        own = held.held
        _check_role(held, RoundRole.STARTED)
        if own.mine is None or own.sealed_on is None:
            raise _not_sealed()
        uid, name = self._head(held)
        return RoundInvitation(
            round_id=uid,
            made_on=own.sealed_on,
            from_name=name,
            to_label=held.round.theirs,
            topic=held.round.topic,
            prompts=held.wordings,
            seal=own.mine,
            case_text=held.round.case_text,
            closes_on=own.closes_on,
            look_back=_travelling(own.look_back),
        )

    def _answer(self, held: RoundHeld) -> RoundAnswer:
        own = held.held
        _check_role(held, RoundRole.INVITED)
        if own.mine is None or own.my_key is None or own.theirs is None or own.sealed_on is None:
            raise _not_sealed()
        uid, name = self._head(held)
        return RoundAnswer(
            round_id=uid,
            made_on=own.sealed_on,
            from_name=name,
            invitation_hash=own.theirs.digest,
            seal=own.mine,
            key=own.my_key,
        )

    def _key(self, held: RoundHeld) -> RoundKey:
        own = held.held
        _check_role(held, RoundRole.STARTED)
        if own.my_key is None or own.theirs is None:
            raise RoundTooEarly(
                "Their sealed answers are not here yet.", "Your key is given once both are sealed."
            )
        uid, name = self._head(held)
        on = own.key_given_on or self._ledger.clock.today()
        return RoundKey(
            round_id=uid, made_on=on, from_name=name, answer_hash=own.theirs.digest, key=own.my_key
        )

    def _withdrawal(self, held: RoundHeld) -> RoundWithdrawal:
        own = held.held
        if own.withdrawn_by is not Withdrawn.MINE or own.withdrawn_on is None or held.is_same_room:
            raise InvalidInput("kind", "You did not withdraw this round.", "Withdraw it first.")
        uid, name = self._head(held)
        return RoundWithdrawal(round_id=uid, made_on=own.withdrawn_on, from_name=name)

    def _learning(self, held: RoundHeld) -> RoundLearning:
        _check_learning(held)
        uid, name = self._head(held)
        return RoundLearning(
            round_id=uid,
            made_on=self._ledger.clock.today(),
            from_name=name,
            text=held.round.agreed_learning,
            onward=held.held.onward_mine,
            edition=held.next_edition,
        )

    def _copy(self, held: RoundHeld, to: str | None) -> RoundCopy:
        pair = held.round
        if not held.is_same_room or pair.revealed_on is None:
            raise InvalidInput(
                "kind", "A copy is made of a round of one room, once both looked.", "Reveal it first."
            )
        if held.held.words_removed_on is not None:
            raise InvalidInput(
                "kind", "Their words are not here any more.", "The copy made before is the one there is."
            )
        uid, name = self._head(held)
        return RoundCopy(
            round_id=uid,
            made_on=self._ledger.clock.today(),
            from_name=name,
            to_label=self._people.contact(to).name if to else pair.theirs,
            topic=pair.topic,
            prompts=held.wordings,
            revealed_on=pair.revealed_on,
            mine=tuple(one.theirs for one in pair.prompts),
            theirs=tuple(one.mine for one in pair.prompts),
            case_text=pair.case_text,
            learning=pair.agreed_learning,
            look_back=_travelling(held.held.look_back),
        )

    def _sealed(self, held: RoundHeld, part: RoundPart, to: str | None, passphrase: str | None) -> SealedFile:
        from app.sharing.sealing import seal_round

        contact = to or held.held.contact_uid
        card = self._people.contact(contact).card if contact else None
        if passphrase is None and card is None:
            raise InvalidInput(
                "to",
                "There is no contact card of theirs here.",
                "Take in their card; a copy can also be locked with a passphrase.",
            )
        cards: list[ContactCard] = [card] if card else []
        file_id = new_id()
        known = None if contact else self._people.named(held.round.theirs)
        identity = self._keys.identity_for(known.uid if known else contact)  # the keys they know, if any
        data = seal_round(part, identity, cards if passphrase is None else passphrase, file_id=file_id)
        name = f"round-{secrets.token_hex(4)}{SUFFIX}"
        kind = next(kind for kind, made in ROUND_KINDS.items() if isinstance(part, made))
        return SealedFile(data, name, hashlib.sha256(data).hexdigest(), kind, held.uid, file_id)


def _travelling(look_back: str | None) -> str | None:
    """The first round as the other may know it; one that never left has a name no file carries."""
    return look_back if look_back and _ID.fullmatch(look_back) else None


def _check_role(held: RoundHeld, role: RoundRole) -> None:
    if held.held.role is not role:
        raise InvalidInput("kind", "This round has no such file.", "Choose one of its files.")
    if held.step is RoundStep.WITHDRAWN:
        raise RoundClosed("This round was withdrawn.", "Nothing more of it is sent.")


def _check_learning(held: RoundHeld) -> None:
    if held.step is not RoundStep.REVEALED:
        raise InvalidInput(
            "kind", "There is no learning to send in this round.", "Look at both answers together first."
        )
    if not held.round.agreed_learning.strip():
        raise InvalidInput("learning", "There is no agreed learning yet.", "Write it first, then send it.")


def _not_sealed() -> InvalidInput:
    return InvalidInput("kind", "Your answers are not sealed yet.", "Seal them first.")
