"""The practice partner: what they send is made by the real sealing, and comes in as any other file does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.errors import InvalidInput
from app.domain.pairing import (
    OTHER,
    STARTER,
    RoundAnswer,
    RoundInvitation,
    RoundKey,
    RoundLearning,
    RoundPart,
)
from app.domain.practice import PARTNER, PracticeAct, PracticeWords, next_act, read_practice
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import ContactCard, FileKind, Opened, new_id
from app.paths import bundled
from app.services.asking import Asking
from app.services.ledger import Ledger
from app.services.pairs.making import Making
from app.services.pairs.rounds import Rounds
from app.services.sharing.own_keys import OwnKeys
from app.services.sharing.people import People
from app.storage import contacts, settings
from app.storage.schema.sharing import contact

if TYPE_CHECKING:
    from app.sharing.keys import Identity

_KEYS_OF_ROUNDS: Final = "practice_rounds"
"""The setting with the partner's key to each round they began, by its uid."""
ME: Final = "A"
"""How the demo calls whoever writes it, until they choose a name."""


def practice_words() -> PracticeWords:
    """What the practice partner says; raises DemoUnreadable."""
    return read_practice(bundled("resources/demo/practice.json").read_text(encoding="utf-8"))


class Practice:
    """Lets the practice partner do their part of a round."""

    def __init__(
        self, ledger: Ledger, asking: Asking, keys: OwnKeys, people: People, rounds: Rounds, making: Making
    ) -> None:
        self._ledger = ledger
        self._asking = asking
        self._keys = keys
        self._people = people
        self._rounds = rounds
        self._making = making

    @property
    def is_here(self) -> bool:
        """Whether this journal knows the practice partner."""
        with self._ledger.file.read() as connection:
            return contacts.find(connection, PARTNER) is not None

    def let_act(self, uid: str) -> bytes:
        """The file the practice partner sends next in a round, to be opened as any other; nothing is kept yet.

        Raises InvalidInput where it is not for them to do anything.
        """
        held = self._rounds.one(uid)
        act = next_act(held)
        if act is None:
            raise InvalidInput(
                "round", "The practice partner has nothing to do in this round.", "Go on with it yourself."
            )
        partner = self._identity()
        match act:
            case PracticeAct.ANSWER:
                return self._sent(self._answer(uid, partner), partner)
            case PracticeAct.GIVE_KEY:
                return self._sent(self._key(held, partner), partner)
            case PracticeAct.LEARN:
                return self._sent(self._learning(uid), partner)

    def let_invite(self) -> bytes:
        """An invitation from the practice partner, to be opened as any other; raises InvalidInput without one."""
        from app.sharing.seals import seal

        words = practice_words()
        partner = self._identity()
        asked = tuple(self._asking.wordings(words.invites.prompts, None).values())
        uid = new_id()
        sealed, key = seal(uid, STARTER, [words.invites.answers.get(one.prompt_id) for one in asked])
        with self._ledger.file.untracked() as connection:
            kept = settings.setting(connection, _KEYS_OF_ROUNDS, {})
            held = {one.uid for one in self._rounds.all()}
            of_rounds = kept if isinstance(kept, dict) else {}
            settings.note(
                connection,
                _KEYS_OF_ROUNDS,
                {**{one: of for one, of in of_rounds.items() if one in held}, uid: key.hex()},
            )
        part = RoundInvitation(
            round_id=uid,
            made_on=self._ledger.clock.today(),
            from_name=words.name,
            to_label=self._people.my_name() or ME,
            topic=words.invites.topic,
            prompts=asked,
            seal=sealed,
            case_text=words.note,
        )
        return self._sent(part, partner)

    # ---- the partner's side

    def _identity(self) -> Identity:
        """Their keys: those made with the demo, or new ones where an export, which carries none, was taken in."""
        from app.sharing.keys import Identity, card, new_identity

        with self._ledger.file.read() as connection:
            found = contacts.find(connection, PARTNER)
            secret = settings.setting(connection, settings.KEYS_OF_PARTNER)
        if found is None:
            raise InvalidInput(
                "to", "The practice partner is not here.", "Open the demo journal to practise."
            )
        identity = Identity.from_secret(secret) if isinstance(secret, str) else new_identity()
        if found.card is None or found.verify_key != identity.verify_key:
            theirs, on = card(identity, found.name), self._ledger.clock.today().toordinal()
            with self._ledger.file.write("Give the practice partner keys", self._ledger.clock.now()) as act:
                settings.note(act.uow.connection, settings.KEYS_OF_PARTNER, identity.to_secret())
                act.uow.update(
                    contact,
                    {"id": contacts.number(act.uow.connection, PARTNER) or 0},
                    recipient=theirs.recipient,
                    verify_key=theirs.verify_key,
                    confirmed_on=on,
                )
            self._ledger.history.let_stand_in(frozenset({contact.name}))
        return identity

    def _answer(self, uid: str, partner: Identity) -> RoundAnswer:
        from app.sharing.seals import seal

        invitation = self._opened(uid, FileKind.ROUND_INVITATION, partner)
        assert isinstance(invitation, RoundInvitation)
        words = practice_words()
        sealed, key = seal(uid, OTHER, words.answers_to(invitation.prompts))
        return RoundAnswer(
            round_id=uid,
            made_on=self._ledger.clock.today(),
            from_name=words.name,
            invitation_hash=invitation.seal.digest,
            seal=sealed,
            key=key,
        )

    def _key(self, held: RoundHeld, partner: Identity) -> RoundKey:
        from app.sharing.seals import unseal

        answer = self._opened(held.uid, FileKind.ROUND_ANSWER, partner)
        assert isinstance(answer, RoundAnswer)
        unseal(answer.seal, answer.key, held.uid, OTHER, held.wordings)
        with self._ledger.file.read() as connection:
            keys = settings.setting(connection, _KEYS_OF_ROUNDS, {})
        key = keys.get(held.uid) if isinstance(keys, dict) else None
        if not isinstance(key, str):
            raise InvalidInput(
                "round",
                "The practice partner’s key to this round is not here any more.",
                "Withdraw it, and let them invite you again.",
            )
        return RoundKey(
            round_id=held.uid,
            made_on=self._ledger.clock.today(),
            from_name=practice_words().name,
            answer_hash=answer.seal.digest,
            key=bytes.fromhex(key),
        )

    def _learning(self, uid: str) -> RoundLearning:
        words = practice_words()
        return RoundLearning(
            round_id=uid,
            made_on=self._ledger.clock.today(),
            from_name=words.name,
            text=words.learning,
            onward=True,
        )

    def _opened(self, uid: str, kind: FileKind, partner: Identity) -> object:
        """What the partner reads in the file they are sent; it does not leave this computer."""
        from app.sharing.files import open_file

        file = self._making.file_of(uid, kind)
        opened: Opened = open_file(file.data, [partner], known={}, seen=lambda _id: False)
        return opened.content

    def _sent(self, part: RoundPart, partner: Identity) -> bytes:
        from app.sharing.files import seal_round
        from app.sharing.keys import card

        mine: ContactCard = card(self._keys.identity_for(PARTNER), self._people.my_name() or ME)
        return seal_round(part, partner, [mine])
