"""The rounds of the demo: the finished one with both ticks, and one sealed for the practice partner."""

import hashlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from app.domain.contacts import ContactKind
from app.domain.conversation import PairRound, RoundPrompt, RoundStatus
from app.domain.pairing import STARTER, RoundInvitation, SealedRound
from app.domain.practice import PARTNER, WAITING_ROUND, PracticeWords
from app.domain.rounds_held import KeptRound, RoundFile
from app.domain.sharing import FileKind, new_id
from app.services.asking import Asking
from app.services.pairs.practice import ME, practice_words
from app.storage import identities, settings
from app.storage.codes import CONTACTS
from app.storage.schema.sharing import contact
from app.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from app.sharing.keys import Identity

_SEALED_BEFORE: Final = timedelta(days=5)
_CLOSES_AFTER: Final = timedelta(days=9)


def both_ticked(done: PairRound) -> KeptRound:
    """Both keep the same words of a finished round, and each ticked that they may be passed on."""
    ticked = SealedRound(
        uid=done.uid, their_learning=done.agreed_learning, onward_mine=True, onward_theirs=True
    )
    return KeptRound(ticked)


def waiting_round(asking: Asking, uow: UnitOfWork, today: date) -> tuple[PairRound, KeptRound]:
    """A round that is sealed and waits for the practice partner, who is made here; `today` is the demo's."""
    from app.sharing.keys import new_identity
    from app.sharing.seals import seal

    words, mine, on = practice_words(), new_identity(), today - _SEALED_BEFORE
    partner = _meet_partner(uow, words, mine, on)
    asked = tuple(asking.wordings(words.waiting.prompts, None).values())
    given = tuple(words.waiting.answers.get(one.prompt_id) for one in asked)
    sealed, key = seal(WAITING_ROUND, STARTER, given)
    begun = PairRound(
        uid=WAITING_ROUND,
        topic=words.waiting.topic,
        mine=ME,
        theirs=words.name,
        opened_on=on,
        status=RoundStatus.WAITING,
        case_text=words.note,
        is_demo=True,
        prompts=tuple(map(RoundPrompt, asked, given)),
    )
    held = SealedRound(
        uid=WAITING_ROUND,
        contact_uid=PARTNER,
        closes_on=today + _CLOSES_AFTER,
        sealed_on=on,
        mine=sealed,
        my_key=key,
    )
    return begun, KeptRound(held, files=(_left(begun, held, mine, partner),))


def _left(begun: PairRound, held: SealedRound, mine: "Identity", partner: "Identity") -> RoundFile:
    """The invitation as it left for the practice partner."""
    from app.sharing.files import seal_round
    from app.sharing.keys import card

    assert held.mine is not None
    invitation = RoundInvitation(
        round_id=begun.uid,
        made_on=begun.opened_on,
        from_name=begun.mine,
        to_label=begun.theirs,
        topic=begun.topic,
        prompts=tuple(one.wording for one in begun.prompts),
        seal=held.mine,
        case_text=begun.case_text,
        closes_on=held.closes_on,
    )
    file_id = new_id()
    data = seal_round(invitation, mine, [card(partner, begun.theirs)], file_id=file_id)
    return RoundFile(
        FileKind.ROUND_INVITATION,
        outgoing=True,
        on=begun.opened_on,
        file_id=file_id,
        fingerprint=hashlib.sha256(data).hexdigest(),
    )


def _meet_partner(uow: UnitOfWork, words: PracticeWords, mine: "Identity", on: date) -> "Identity":
    """Keep the practice partner as a contact whose six words were compared; gives their keys."""
    from app.sharing.keys import card, new_identity

    partner = new_identity()
    theirs = card(partner, words.name)
    number = uow.insert(
        contact,
        uid=PARTNER,
        name=theirs.name,
        kind=CONTACTS[ContactKind.PEER],
        first_seen_on=on.toordinal(),
        confirmed_on=on.toordinal(),
        recipient=theirs.recipient,
        verify_key=theirs.verify_key,
    )
    identities.keep(uow.connection, number, mine.to_secret(), on)
    settings.note(uow.connection, settings.KEYS_OF_PARTNER, partner.to_secret())
    return partner
