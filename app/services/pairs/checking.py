"""Whether a file of a round fits the round it says it belongs to; what does not is refused with its reason."""

from collections.abc import Mapping

from app.domain.contacts import Contact
from app.domain.conversation import RoundStatus
from app.domain.errors import (
    AlreadyOpened,
    InvalidInput,
    RoundClosed,
    RoundDiffers,
    RoundNotHere,
    RoundNotTheirs,
    RoundTooEarly,
)
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
)
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import ROUND_KINDS, FileKind, Opened
from app.services.pairs.opening_up import their_answers

WITHDRAWN = "This round was withdrawn."


def part_of(opened: Opened) -> RoundPart:
    """What of a round a file holds; raises InvalidInput for anything else, and for a file of one's own."""
    content = opened.content
    if opened.kind not in ROUND_KINDS or not isinstance(
        content,
        RoundInvitation | RoundAnswer | RoundKey | RoundWithdrawal | RoundLearning | RoundCopy,
    ):
        raise InvalidInput("file", "This is no file of a pair round.", "Choose another file.")
    if opened.mine:
        raise InvalidInput(
            "file", "You made this file yourself.", "It is for the other; open what they send you."
        )
    return content


def check_new(held: RoundHeld | None, part: RoundInvitation | RoundCopy) -> None:
    """A round that begins with this file; raises AlreadyOpened, RoundClosed or RoundDiffers where one is here."""
    if held is None:
        return
    if held.step is RoundStep.WITHDRAWN:
        raise closed(held)
    here = held.held.theirs
    same_seal = isinstance(part, RoundInvitation) and here is not None and here.digest == part.seal.digest
    if same_seal or (isinstance(part, RoundCopy) and held.is_same_room):
        raise AlreadyOpened
    raise RoundDiffers


def check_theirs(held: RoundHeld | None, who: Contact | None, opened: Opened) -> RoundHeld:
    """The round a later file belongs to; raises RoundNotHere, or RoundNotTheirs for another signer."""
    if held is None:
        raise RoundNotHere
    if who is None or not who.verify_key or who.verify_key != opened.author.verify_key:
        raise RoundNotTheirs
    return held


def check_answer(held: RoundHeld, part: RoundAnswer) -> None:
    """Their seal answers my invitation, and their key opens it; what is under it is forgotten again at once."""
    own = held.held
    if held.step is RoundStep.WITHDRAWN:
        raise closed(held)
    if own.role is not RoundRole.STARTED or own.mine is None:
        raise RoundDiffers
    if own.theirs is not None:
        raise AlreadyOpened if own.theirs.digest == part.seal.digest else RoundDiffers
    if held.step is RoundStep.REVEALED:  # and their words were removed since: they do not come back by a file
        raise closed(held)
    if own.mine.digest != part.invitation_hash:
        raise RoundDiffers
    their_answers(held, part.seal, part.key)


def check_key(held: RoundHeld, part: RoundKey) -> None:
    """My answers are sealed, their key was given for that very seal, and it opens theirs."""
    own = held.held
    if held.step is RoundStep.WITHDRAWN:
        raise closed(held)
    if own.role is not RoundRole.INVITED:
        raise RoundDiffers
    if own.mine is None:
        raise RoundTooEarly
    if own.mine.digest != part.answer_hash:
        raise RoundDiffers
    if held.held.words_removed_on is not None:
        raise closed(held)
    their_answers(held, own.theirs, part.key)
    if held.round.status is RoundStatus.REVEALED:
        raise AlreadyOpened


def check_withdrawal(held: RoundHeld) -> None:
    """A round not yet shown can be withdrawn by either."""
    if held.step in {RoundStep.WITHDRAWN, RoundStep.REVEALED} or held.is_same_room:
        raise closed(held)


def check_learning(held: RoundHeld, part: RoundLearning, editions: Mapping[str, int]) -> None:
    """What was learned together comes after both looked; an older copy brings no tick back that was taken away.

    `editions` are those of the files that came, by file id; among copies of one day the edition decides.
    """
    if held.step is RoundStep.WITHDRAWN:
        raise closed(held)
    if held.step is not RoundStep.REVEALED:
        raise RoundTooEarly(
            "This note about what you learned came before both answers were shown.",
            "Nothing was kept. Open their key first; then this can be opened.",
        )
    came = [one for one in held.files if one.kind is FileKind.ROUND_LEARNING and not one.outgoing]
    this = (part.made_on, part.edition)
    if this < max(((one.on, editions.get(one.file_id, 0)) for one in came), default=this):
        raise RoundClosed(
            "A later copy of theirs is here already.", "Nothing was changed. Keep the later one."
        )


def closed(held: RoundHeld) -> RoundClosed:
    """Why nothing more is taken in."""
    if held.step is RoundStep.WITHDRAWN:
        return RoundClosed(WITHDRAWN, "Nothing was kept. You can start another with the same questions.")
    return RoundClosed("Both answers of this round are shown already.", "Nothing was changed.")
