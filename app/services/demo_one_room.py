"""Pair rounds to look at: one being answered, one of one room, and an invitation that has only arrived."""

from app.domain.comparing import THEIRS
from app.domain.entries import AnswerDraft
from app.domain.pairing import STARTER, RoundInvitation
from app.domain.sharing import Opened, new_id
from app.services.journal import Journal

_ASKED = ("bd-position", "ll-assumption", "vo-absent")
_CASE = (
    "A family support service is to move into schools. Two partners are for it, and one has said nothing in "
    "three meetings."
)
_ROUNDS = (
    ("When to hold back", "Alder"),
    ("Who is missing from the room", "Hazel"),
    ("What quiet means", "Linden"),
)
_OTHER_WORDS = "That the first two partners speak for themselves, and not for their boards."
_WORDS = "That the partner who says nothing would say so if they disagreed."


def begin_rounds(journal: Journal) -> None:
    """Make three of one room: one being answered, one handed over, one both looked at; nothing in them happened."""
    if not journal.sharing.people.my_name():
        journal.sharing.people.set_my_name("Rowan")
    pairs = journal.pairs
    rounds = []
    for topic, name in _ROUNDS:
        uid = pairs.start(topic, _ASKED, _CASE, other_name=name, same_room=True)
        pairs.answer(uid, 0, AnswerDraft(-2))
        pairs.answer(uid, 1, AnswerDraft(_WORDS))
        rounds.append(uid)
    for uid in rounds[1:]:
        pairs.seal(uid)
    looked = rounds[2]
    pairs.answer(looked, 0, AnswerDraft(2), side=THEIRS)
    pairs.answer(looked, 1, AnswerDraft(_OTHER_WORDS), side=THEIRS)
    pairs.seal(looked, side=THEIRS)
    pairs.reveal(looked)


def an_invitation(journal: Journal) -> Opened:
    """An invitation of somebody new, sealed as a real one is and opened; nothing of it is kept."""
    from app.sharing.keys import new_identity
    from app.sharing.sealing import seal_round
    from app.sharing.seals import seal

    uid = new_id()
    asked = tuple(journal.prompts.wordings(_ASKED, None).values())
    sealed, _key = seal(uid, STARTER, (AnswerDraft(1), AnswerDraft("That time helps."), None))
    part = RoundInvitation(
        round_id=uid,
        made_on=journal.clock.today(),
        from_name="Willow Demo",
        to_label="Rowan",
        topic="Saying no to a partner",
        prompts=asked,
        seal=sealed,
        case_text=_CASE,
    )
    return journal.desk.open(seal_round(part, new_identity(), (journal.sharing.people.my_card(),)))
