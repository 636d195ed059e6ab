"""An invitation taken in again once its round was removed: other answers are sealed, and reach nobody."""

import pytest

from app.domain.errors import JournalError, RoundDiffers
from app.domain.pairing import RoundStep
from app.domain.sharing import FileKind
from tests.fixtures.pairs import (
    ASH_SAYS,
    BIRCH_SAYS,
    Peer,
    answer,
    answered,
    answers_of,
    given,
    sealed_round,
    sent,
    stored,
    taken,
)

AGAIN = "Canary Birch, having read Ash, says something wiser."


def refused(peer: Peer, text: str, error: type[JournalError]) -> None:
    """Opening this is refused so, says nobody's words, and changes nothing in the journal."""
    before = stored(peer.journal)
    with pytest.raises(error) as caught:
        taken(peer, text)
    assert stored(peer.journal) == before
    assert "Canary" not in caught.value.message + caught.value.advice


def finished(ash: Peer, birch: Peer) -> tuple[str, str, str]:
    """A round shown on both sides; gives its uid, the invitation and the key."""
    uid = sealed_round(ash)
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)
    taken(ash, answered(birch, invitation))
    key = ash.journal.pairs.reveal(uid).text or ""
    taken(birch, key)
    assert birch.round(uid).step is RoundStep.REVEALED
    return uid, invitation, key


def test_other_answers_sealed_once_a_finished_round_was_removed_reach_nobody(
    peers: tuple[Peer, Peer],
) -> None:
    ash, birch = peers
    uid, invitation, key = finished(ash, birch)
    before = ash.round(uid)
    birch.journal.pairs.remove(uid)
    back = answered(birch, invitation, AGAIN)
    refused(ash, back, RoundDiffers)
    refused(birch, key, RoundDiffers)
    refused(birch, sent(ash, uid, FileKind.ROUND_KEY), RoundDiffers)
    after = ash.round(uid)
    assert (after.round, after.held) == (before.round, before.held)
    assert BIRCH_SAYS in str(given(after))
    assert AGAIN not in stored(ash.journal)
    assert birch.round(uid).step is RoundStep.WAITING_FOR_KEY
    assert ASH_SAYS not in str(birch.round(uid))


def test_no_undo_sets_other_answers_beside_what_was_shown(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid, invitation, _ = finished(ash, birch)
    birch.journal.pairs.remove(uid)
    answered(birch, invitation, AGAIN)
    for _ in range(4):
        birch.journal.undo()
    held = birch.round(uid)
    assert held.step is RoundStep.WAITING_FOR_KEY
    assert ASH_SAYS not in str(held)
    assert BIRCH_SAYS not in str(held)


def test_other_answers_do_not_come_in_once_their_words_were_removed(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid, invitation, _ = finished(ash, birch)
    ash.journal.pairs.remove_their_words(uid)
    birch.journal.pairs.remove(uid)
    refused(ash, answered(birch, invitation, AGAIN), RoundDiffers)


def test_after_withdrawing_unread_the_first_seal_that_came_is_the_one_that_is_shown(
    peers: tuple[Peer, Peer],
) -> None:
    """Birch withdrew before anything was sent, so nothing was read: either seal may come, and only one does."""
    ash, birch = peers
    uid = sealed_round(ash)
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)
    first = answered(birch, invitation)
    birch.journal.pairs.withdraw(uid)
    birch.journal.pairs.remove(uid)
    second = answered(birch, invitation, AGAIN)
    taken(ash, second)
    refused(ash, first, RoundDiffers)
    taken(birch, ash.journal.pairs.reveal(uid).text or "")
    shown = answers_of(AGAIN, step=0)
    assert tuple(given(ash.round(uid))[1].values()) == shown
    assert tuple(given(birch.round(uid))[0].values()) == shown


def test_a_key_given_for_the_first_seal_opens_nothing_for_other_answers(peers: tuple[Peer, Peer]) -> None:
    """Birch withdraws after Ash looked, and seals others: Ash's key was given for the first seal."""
    ash, birch = peers
    uid = sealed_round(ash)
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)
    taken(ash, answered(birch, invitation))
    key = ash.journal.pairs.reveal(uid).text or ""
    birch.journal.pairs.withdraw(uid)
    birch.journal.pairs.remove(uid)
    taken(birch, invitation)
    answer(birch, uid, answers_of(AGAIN))
    birch.journal.pairs.seal(uid)
    refused(birch, key, RoundDiffers)
    assert ASH_SAYS not in stored(birch.journal)
