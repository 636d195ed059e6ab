"""The files of a round on their way out, and the reveal: the key leaves first, then both answers are shown."""

import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.domain.errors import InvalidInput, RoundClosed, RoundTooEarly
from app.domain.outgoing import Change, check_read, check_stop
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
from app.domain.rounds_held import RoundFile, RoundHeld
from app.domain.sharing import ROUND_KINDS, SUFFIX, ContactCard, FileKind, new_id
from app.services.ledger import Ledger
from app.services.pairs.noticing import LEARNING, Noticing
from app.services.pairs.opening_up import show_both, their_answers
from app.services.pairs.rounds import Rounds, number_of
from app.services.sharing.own_keys import OwnKeys
from app.services.sharing.people import People
from app.storage import files, pair_rounds
from app.storage.schema.conversation import pair_round
from app.storage.unit_of_work import UnitOfWork

_ID: Final = re.compile("[0-9a-f]{32}")
_WITHOUT_WORDS: Final = frozenset({FileKind.ROUND_KEY, FileKind.ROUND_WITHDRAWAL})


@dataclass(frozen=True)
class SealedFile:
    """A file of a round: its bytes, a name that says nothing, and their SHA-256 (`fingerprint`)."""

    data: bytes = field(repr=False)
    name: str
    fingerprint: str
    kind: FileKind
    round_uid: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """How the key left: as a file, as text, or not at all where both are in the same room."""

    path: Path | None = None
    text: str | None = None


class Leaving:
    """Makes the files of rounds and lets them out."""

    def __init__(
        self, ledger: Ledger, keys: OwnKeys, people: People, rounds: Rounds, noticing: Noticing
    ) -> None:
        self._ledger = ledger
        self._keys = keys
        self._people = people
        self._rounds = rounds
        self._noticing = noticing

    # ---- making

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
        if kind in {FileKind.ROUND_LEARNING, FileKind.ROUND_COPY}:
            held = self._with_words_of_learning(held, changes, past_stop=past_stop)
        if kind is FileKind.ROUND_KEY and held.step is RoundStep.READY:
            raise InvalidInput("kind", "The key was not given yet.", "Reveal the answers, and it is written.")
        return self._sealed(held, self._part(held, kind, to), to, passphrase)

    def _with_words_of_learning(
        self, held: RoundHeld, changes: Sequence[Change], *, past_stop: bool
    ) -> RoundHeld:
        """The learning leaves in the words of `notices`, which are also those that stay."""
        words = self._noticing.notices(held.uid, LEARNING, changes)
        check_stop(words, past_stop=past_stop)
        if words.learning == held.round.agreed_learning:
            return held
        with self._ledger.act("Change the agreed learning") as act:
            number = number_of(act.uow, held.uid)
            act.uow.update(pair_round, {"id": number}, agreed_learning=words.learning)
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

    # ---- letting it out

    def save(self, file: SealedFile, path: Path, *, read: bool = False) -> Path:
        """Write a file, for this account alone, and note it with the round; both or neither.

        A folder gets it under `file.name`. Raises InvalidInput unless its words were read, and what the system
        says of the place.
        """
        with self._let_out(file, read=read) as (_, written):
            return _write(file, path, written)

    def as_text(self, file: SealedFile, *, read: bool = False) -> str:
        """The file as text to paste into an e-mail; noted as a file is."""
        from app.sharing.armour import to_text

        with self._let_out(file, read=read):
            return to_text(file.data)

    def reveal(self, uid: str, path: Path | None = None) -> Revealed:
        """Show both answers. Where the other is elsewhere, one's key is written first, to `path` or as text.

        Where the key cannot be written nothing is shown, and this can be done again. Raises RoundTooEarly
        before both are sealed, RoundClosed where it is withdrawn or shown already, RoundDiffers.
        """
        from app.sharing.armour import to_text

        held = self._rounds.one(uid)
        if held.step in {RoundStep.WITHDRAWN, RoundStep.REVEALED}:
            raise RoundClosed
        if held.step is not RoundStep.READY:
            raise RoundTooEarly(
                "Both answers are not sealed yet.", "They can be shown once both are, and not before."
            )
        if held.is_same_room:
            with self._not_undone() as uow:
                self._show(uow, held)
            return Revealed()
        file = self._sealed(held, self._key(held), None, None)
        today = self._ledger.clock.today()
        with self._let_out(file, read=True) as (uow, written):
            self._show(uow, held)
            uow.update(pair_round, {"id": number_of(uow, uid)}, key_given_on=today.toordinal())
            if path is None:
                return Revealed(text=to_text(file.data))
            return Revealed(path=_write(file, path, written))

    def _show(self, uow: UnitOfWork, held: RoundHeld) -> None:
        theirs = their_answers(held, held.held.theirs, held.held.their_key)
        show_both(self._ledger, uow, number_of(uow, held.uid), held, theirs, self._ledger.clock.today())

    @contextmanager
    def _let_out(self, file: SealedFile, *, read: bool) -> Iterator[tuple[UnitOfWork, list[Path]]]:
        """The note of a file and what is written in the block are one; what cannot be noted is taken away again."""
        if file.kind not in _WITHOUT_WORDS:
            check_read(read=read)
        written: list[Path] = []
        try:
            with files.file_errors(), self._not_undone() as uow:
                note = RoundFile(
                    file.kind, outgoing=True, on=self._ledger.clock.today(), file_id=file.file_id,
                    fingerprint=file.fingerprint,
                )  # fmt: skip
                pair_rounds.note_file(uow, number_of(uow, file.round_uid), note)
                yield uow, written
        except BaseException:
            for path in written:
                with suppress(OSError):
                    path.unlink()
            raise

    @contextmanager
    def _not_undone(self) -> Iterator[UnitOfWork]:
        """An act on a round that undo never takes back, nor what was done to it before."""
        with self._ledger.file.write("Let a file of a round out", self._ledger.clock.now()) as act:
            yield act.uow
        self._ledger.history.let_stand_in(pair_rounds.TABLES)


def _write(file: SealedFile, path: Path, written: list[Path]) -> Path:
    place = path / file.name if path.is_dir() else path
    files.write_whole(place, file.data)
    written.append(place)
    return place


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
