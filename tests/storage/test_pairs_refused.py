"""What does not fit a round is refused with its reason, and nothing of it is kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.contacts import ContactKind
from app.domain.errors import (
    AlreadyOpened,
    InvalidInput,
    JournalError,
    KeyChanged,
    RoundClosed,
    RoundDiffers,
    RoundNotHere,
    RoundNotTheirs,
    RoundTooEarly,
)
from app.domain.pairing import RoundAnswer, RoundInvitation, RoundKey, RoundStep, Seal
from app.domain.sharing import FileKind, Opened, Trust
from app.sharing.keys import card, new_identity
from app.sharing.sealing import seal_round
from app.sharing.seals import seal
from tests.fixtures.cheap import assert_whole, new_journal
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import (
    ASH_SAYS,
    BIRCH_SAYS,
    Peer,
    answer,
    answered,
    answers_of,
    sealed_round,
    sent,
    stored,
    taken,
    two_peers,
)


def refused(peer: Peer, file: str | bytes | Opened, error: type[JournalError]) -> JournalError:
    """Opening this is refused so, and changes nothing in the journal."""
    before = stored(peer.journal)
    pairs = peer.journal.pairs
    with pytest.raises(error) as caught:
        pairs.keep(pairs.arrived(file) if isinstance(file, Opened) else pairs.open(file))
    assert stored(peer.journal) == before
    for said in (caught.value.message, caught.value.advice):
        assert "Canary" not in said
    return caught.value


def remade(peer: Peer, other: Peer, part: Any) -> bytes:
    """A part of a round as this peer could make it by hand, for the other."""
    found = peer.journal.sharing.people.contact(peer.other).card
    assert found is not None
    return seal_round(part, peer.journal.sharing.keys.identity_for(peer.other), (found,))


def content(peer: Peer, text: str) -> Any:
    """What of a round is in a file, as this peer reads it."""
    return peer.journal.pairs.open(text).opened.content


def test_a_file_is_opened_once(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)
    back = answered(birch, invitation)
    refused(birch, invitation, AlreadyOpened)
    refused(birch, sent(ash, uid, FileKind.ROUND_INVITATION), AlreadyOpened)
    taken(ash, back)
    refused(ash, back, AlreadyOpened)
    refused(ash, sent(birch, uid, FileKind.ROUND_ANSWER), AlreadyOpened)
    key = ash.journal.pairs.reveal(uid).text or ""
    taken(birch, key)
    refused(birch, key, AlreadyOpened)
    refused(birch, sent(ash, uid, FileKind.ROUND_KEY), AlreadyOpened)


def test_a_file_of_ones_own_is_not_taken_in(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)
    assert "yourself" in refused(ash, invitation, InvalidInput).message
    back = answered(birch, invitation)
    assert "yourself" in refused(birch, back, InvalidInput).message


def test_an_answer_or_a_key_without_its_round_is_not_kept(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    back = answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    taken(ash, back)
    key = ash.journal.pairs.reveal(uid).text or ""
    ash.journal.pairs.remove(uid)
    refused(ash, back, RoundNotHere)
    taken(birch, key)
    birch.journal.pairs.remove(uid)
    refused(birch, key, RoundNotHere)


def test_a_key_before_ones_own_seal_opens_nothing(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    taken(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    answer(birch, uid, answers_of(BIRCH_SAYS))
    held = ash.round(uid).held
    assert held.my_key is not None
    assert held.mine is not None
    key = content_of_key(ash, uid)
    refused(birch, remade(ash, birch, key), RoundTooEarly)
    assert ASH_SAYS not in stored(birch.journal)
    assert birch.round(uid).step is RoundStep.ANSWERING
    birch.journal.pairs.seal(uid)
    refused(birch, remade(ash, birch, key), RoundDiffers)
    assert ASH_SAYS not in stored(birch.journal)


def content_of_key(ash: Peer, uid: str) -> Any:
    """Ash's key, given for a seal that is none."""
    held = ash.round(uid).held
    assert held.my_key is not None
    return RoundKey(
        round_id=uid,
        made_on=ash.journal.clock.today(),
        from_name="Ash",
        answer_hash="0" * 64,
        key=held.my_key,
    )


def _other_key(part: Any) -> Any:
    return replace(part, key=bytes(32))


def _other_commitment(part: Any) -> Any:
    return replace(part, seal=Seal(part.seal.ciphertext, "0" * 64))


def _other_words(part: Any) -> Any:
    turned = bytes([part.seal.ciphertext[0] ^ 1]) + part.seal.ciphertext[1:]
    return replace(part, seal=Seal(turned, part.seal.commitment))


def _other_invitation(part: Any) -> Any:
    return replace(part, invitation_hash="0" * 64)


@pytest.mark.parametrize("change", [_other_key, _other_commitment, _other_words, _other_invitation])
def test_an_answer_that_does_not_match_is_refused_and_nothing_is_kept(
    peers: tuple[Peer, Peer], change: Callable[[Any], Any]
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    back = answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    refused(ash, remade(birch, ash, change(content(ash, back))), RoundDiffers)
    assert ash.round(uid).step is RoundStep.WAITING_FOR_SEAL
    assert taken(ash, back) == uid


@pytest.mark.parametrize("wrong", [{"key": bytes(32)}, {"answer_hash": "0" * 64}])
def test_a_key_that_does_not_match_is_refused_and_shows_nothing(
    peers: tuple[Peer, Peer], wrong: dict[str, Any]
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    key = ash.journal.pairs.reveal(uid).text or ""
    refused(birch, remade(ash, birch, replace(content(birch, key), **wrong)), RoundDiffers)
    assert ASH_SAYS not in stored(birch.journal)
    assert taken(birch, key) == uid


def test_other_answers_after_the_seal_are_refused(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    back = answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    told = content(ash, back)
    taken(ash, back)
    sealed, key = seal(uid, "b", answers_of("Other words, made to agree", step=2))
    refused(ash, remade(birch, ash, replace(told, seal=sealed, key=key)), RoundDiffers)
    assert ash.round(uid).held.theirs == told.seal


def test_somebody_elses_answer_is_refused_even_where_everything_else_fits(
    peers: tuple[Peer, Peer], tmp_path: Path, clock: MovedClock
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    told = content(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    stranger = Peer(new_journal(tmp_path / "cedar", clock), "Cedar")
    try:
        stranger.journal.sharing.people.set_my_name("Cedar")
        stranger.other = stranger.journal.sharing.people.add(
            ash.journal.sharing.people.my_card(ash.other), ContactKind.PEER
        ).uid
        refused(ash, remade(stranger, ash, replace(told, from_name="Cedar")), RoundNotTheirs)
    finally:
        stranger.journal.close(back_up=False)


def test_a_file_that_goes_the_wrong_way_is_refused(peers: tuple[Peer, Peer]) -> None:
    """Birch gives Ash a key, and Ash answers an invitation of their own."""
    ash, birch = peers
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    held = ash.round(uid).held
    assert held.mine is not None
    assert held.my_key is not None
    refused(ash, remade(birch, ash, replace(content_of_key(ash, uid), from_name="Birch")), RoundDiffers)
    swapped = RoundAnswer(
        round_id=uid, made_on=ash.journal.clock.today(), from_name="Ash", invitation_hash=held.mine.digest,
        seal=held.mine, key=held.my_key,
    )  # fmt: skip
    refused(birch, remade(ash, birch, swapped), RoundDiffers)
    assert ASH_SAYS not in stored(birch.journal)


def test_an_invitation_sent_back_under_ones_own_round_is_refused(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    invitation = content(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    refused(ash, remade(birch, ash, replace(invitation, from_name="Birch")), RoundDiffers)


def test_my_own_seal_sent_back_as_theirs_is_refused(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    told = content(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    held = ash.round(uid).held
    assert held.mine is not None
    assert held.my_key is not None
    refused(ash, remade(birch, ash, replace(told, seal=held.mine, key=held.my_key)), RoundDiffers)


def test_after_a_withdrawal_late_files_are_refused_and_nothing_can_be_opened(
    peers: tuple[Peer, Peer],
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    back = answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    taken(ash, back)
    ash.journal.pairs.withdraw(uid)
    held = ash.round(uid).held
    assert ash.round(uid).step is RoundStep.WITHDRAWN
    assert (held.theirs, held.their_key, held.my_key) == (None, None, None)
    assert ash.journal.undo_label == ""
    for act in (ash.journal.pairs.reveal, ash.journal.pairs.withdraw, ash.journal.pairs.seal):
        with pytest.raises(RoundClosed):
            act(uid)
    assert "withdrawn" in refused(ash, sent(birch, uid, FileKind.ROUND_ANSWER), RoundClosed).message
    taken(birch, sent(ash, uid, FileKind.ROUND_WITHDRAWAL))
    assert birch.round(uid).step is RoundStep.WITHDRAWN
    assert birch.round(uid).held.theirs is None
    assert ASH_SAYS not in stored(birch.journal)
    refused(birch, sent(ash, uid, FileKind.ROUND_WITHDRAWAL), RoundClosed)


def test_the_invited_may_withdraw_until_the_round_is_shown(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)
    taken(birch, invitation)
    birch.journal.pairs.withdraw(uid)
    refused(birch, sent(ash, uid, FileKind.ROUND_INVITATION), RoundClosed)
    taken(ash, sent(birch, uid, FileKind.ROUND_WITHDRAWAL))
    assert ash.round(uid).step is RoundStep.WITHDRAWN
    with pytest.raises(InvalidInput, match="did not withdraw"):
        ash.journal.pairs.file_of(uid, FileKind.ROUND_WITHDRAWAL)
    with pytest.raises(RoundClosed):
        ash.journal.pairs.file_of(uid, FileKind.ROUND_INVITATION)


def test_a_withdrawal_after_the_reveal_is_refused_kindly_and_a_key_after_ones_withdrawal(
    peers: tuple[Peer, Peer],
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    key = ash.journal.pairs.reveal(uid).text or ""
    birch.journal.pairs.withdraw(uid)
    assert "shown" in refused(ash, sent(birch, uid, FileKind.ROUND_WITHDRAWAL), RoundClosed).message
    assert ash.round(uid).step is RoundStep.REVEALED
    refused(birch, key, RoundClosed)
    assert ASH_SAYS not in stored(birch.journal)
    with pytest.raises(RoundClosed):
        ash.journal.pairs.withdraw(uid)


def test_words_that_were_removed_do_not_come_back_by_a_file_written_again(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION), BIRCH_SAYS))
    key = ash.journal.pairs.reveal(uid).text
    assert key is not None
    taken(birch, key)
    answer_again, key_again = sent(birch, uid, FileKind.ROUND_ANSWER), sent(ash, uid, FileKind.ROUND_KEY)
    for one in peers:
        one.journal.pairs.remove_their_words(uid)
    refused(ash, answer_again, AlreadyOpened)
    refused(birch, key_again, RoundClosed)
    for one, canary in ((ash, "Canary Birch"), (birch, "Canary Ash")):
        assert canary not in stored(one.journal)
        assert one.round(uid).held.their_key is None


def test_removing_their_words_does_not_keep_mine_from_somebody_who_lost_the_key(
    peers: tuple[Peer, Peer],
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION), BIRCH_SAYS))
    ash.journal.pairs.reveal(uid)
    ash.journal.pairs.remove_their_words(uid)
    taken(birch, sent(ash, uid, FileKind.ROUND_KEY))
    assert birch.round(uid).step is RoundStep.REVEALED
    assert_whole(ash.journal)


def test_a_round_that_goes_on_is_not_removed(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    with pytest.raises(InvalidInput, match="goes on"):
        ash.journal.pairs.remove(uid)
    back = answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    taken(ash, back)
    taken(birch, ash.journal.pairs.reveal(uid).text or "")
    for one in peers:
        before = one.round(uid)
        one.journal.pairs.remove(uid)
        assert one.journal.pairs.rounds() == ()
        one.journal.undo()
        assert one.round(uid) == before
        assert_whole(one.journal)


def test_an_invitation_from_somebody_under_a_known_name_with_other_keys_is_stopped(
    peers: tuple[Peer, Peer], tmp_path: Path, clock: MovedClock
) -> None:
    ash, _ = peers
    uid = sealed_round(ash)
    other = Peer(new_journal(tmp_path / "other", clock), "Birch")
    try:
        other.journal.sharing.people.set_my_name("Birch")
        other.journal.sharing.people.add(card(new_identity(), "Ash"), ContactKind.PEER)
        sent_to_other = seal_round(
            _invitation_of(ash, uid), ash.journal.sharing.keys.identity_for(ash.other),
            (other.journal.sharing.people.my_card(),),
        )  # fmt: skip
        refused(other, sent_to_other, KeyChanged)
        assert other.journal.pairs.rounds() == ()
    finally:
        other.journal.close(back_up=False)


def _invitation_of(ash: Peer, uid: str) -> Any:
    held = ash.round(uid)
    assert held.held.mine is not None
    return RoundInvitation(
        round_id=uid, made_on=ash.journal.clock.today(), from_name="Ash", to_label="Birch",
        topic=held.round.topic, prompts=held.wordings, seal=held.held.mine,
    )  # fmt: skip


def test_somebody_not_confirmed_yet_can_invite_and_is_said_to_be_new(
    tmp_path: Path, clock: MovedClock
) -> None:
    ash, birch = two_peers(tmp_path, clock, confirmed=False)
    try:
        uid = sealed_round(ash)
        looked = birch.journal.pairs.open(sent(ash, uid, FileKind.ROUND_INVITATION))
        assert looked.opened.trust is Trust.FIRST_USE
        birch.journal.pairs.keep(looked)
        answer(birch, uid, answers_of(BIRCH_SAYS))
        birch.journal.pairs.seal(uid)
        assert taken(ash, sent(birch, uid, FileKind.ROUND_ANSWER)) == uid
    finally:
        for one in (ash, birch):
            one.journal.close(back_up=False)
