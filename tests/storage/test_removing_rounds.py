"""Removed words in pair rounds: before sealing, after it, behind the cover, and in what travels."""

from pathlib import Path

import pytest

from app.domain.entries import AnswerDraft
from app.domain.errors import RoundClosed
from app.domain.pairing import RoundStep
from app.domain.sharing import FileKind
from app.services.journal import Journal
from tests.fixtures.cheap import assert_whole, log, new_journal, restore, unlocked, vault_in
from tests.fixtures.pairs import (
    Peer,
    answer,
    answered,
    sealed_round,
    sent,
    stored,
    taken,
)

GONE = "zyzzyva of the removedcanary"


def remove(journal: Journal) -> None:
    preview = journal.removal.words.look(GONE)
    assert preview.count
    journal.removal.words.remove(preview, confirmed="remove")
    assert "canary" not in stored(journal)
    assert_whole(journal)


def test_an_invitation_made_after_the_removal_does_not_carry_it(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = ash.journal.pairs.start(f"On {GONE}", ["wa-willing"], f"The case of {GONE}.", contact=ash.other)
    answer(ash, uid, [AnswerDraft(f"I said {GONE}.")])
    remove(ash.journal)
    ash.journal.pairs.seal(uid)
    looked = birch.journal.pairs.open(sent(ash, uid, FileKind.ROUND_INVITATION))
    assert (looked.topic, looked.case_text) == ("On [removed]", "The case of [removed].")
    assert "canary" not in repr(looked)
    taken(ash, answered_one(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    ash.journal.pairs.reveal(uid)
    birch.journal.pairs.keep(birch.journal.pairs.open(sent(ash, uid, FileKind.ROUND_KEY)))
    assert "I said [removed]." in repr(birch.round(uid))


def answered_one(birch: Peer, invitation: str) -> str:
    uid = taken(birch, invitation)
    answer(birch, uid, [AnswerDraft("I did the same.")])
    birch.journal.pairs.seal(uid)
    return sent(birch, uid, FileKind.ROUND_ANSWER)


def test_a_round_that_waits_is_withdrawn_when_its_sealed_answer_goes(peers: tuple[Peer, Peer]) -> None:
    ash, _ = peers
    uid = sealed_round(ash, f"I said {GONE}.")
    assert ash.round(uid).step is RoundStep.WAITING_FOR_SEAL
    remove(ash.journal)
    held = ash.round(uid)
    assert held.step is RoundStep.WITHDRAWN
    assert (held.held.mine, held.held.my_key) == (None, None)


def test_a_round_that_was_shown_stays_and_is_no_longer_checkable(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash, "Nothing of it.")
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION), f"They said {GONE}."))
    ash.journal.pairs.reveal(uid)
    remove(ash.journal)
    held = ash.round(uid)
    assert held.step is RoundStep.REVEALED
    assert (held.held.theirs, held.held.their_key) == (None, None)
    assert held.held.mine is not None
    assert "They said [removed]." in repr(held)


def test_what_the_other_typed_behind_the_cover_goes(journal: Journal) -> None:
    journal.sharing.people.set_my_name("Ash")
    uid = journal.pairs.start("A topic", ["wa-willing"], other_name="Birch", same_room=True)
    journal.pairs.answer(uid, 0, AnswerDraft("Mine."), side="mine")
    journal.pairs.seal(uid, side="mine")
    journal.pairs.answer(uid, 0, AnswerDraft(f"Theirs: {GONE}."), side="theirs")
    assert any(one.startswith("round-behind-cover:") for one in journal.drafts.all())
    remove(journal)
    assert not any(one.startswith("round-behind-cover:") for one in journal.drafts.all())


def test_a_round_is_withdrawn_when_what_the_other_sealed_here_holds_the_words(journal: Journal) -> None:
    uid = both_sealed(journal, f"Theirs: {GONE}.")
    remove(journal)
    with pytest.raises(RoundClosed):
        journal.pairs.reveal(uid)
    assert "canary" not in stored(journal)


def test_a_round_whose_sealed_answers_do_not_hold_the_words_can_still_be_shown(journal: Journal) -> None:
    uid = both_sealed(journal, "Theirs.")
    journal.drafts.keep("decision:new", {"title": GONE})
    remove(journal)
    journal.pairs.reveal(uid)
    assert "Theirs." in stored(journal)


@pytest.mark.parametrize("typed_only", [True, False])
def test_after_a_restore_what_the_other_typed_or_sealed_here_does_not_bring_the_words_back(
    tmp_path: Path, *, typed_only: bool
) -> None:
    journal = new_journal(tmp_path / "j")
    log(journal, GONE)
    uid = both_sealed(journal, f"Theirs: {GONE}.", typed_only=typed_only)
    older = journal.care.back_up().path
    remove(journal)
    journal.close()
    restore(vault_in(tmp_path / "j"), older)
    restored = unlocked(tmp_path / "j")
    assert "canary" not in stored(restored)
    assert not any(one.startswith("round-behind-cover:") for one in restored.drafts.all())
    assert restored.pairs.round(uid).held.their_key is None
    assert_whole(restored)
    restored.close()


def both_sealed(journal: Journal, theirs: str, *, typed_only: bool = False) -> str:
    """A round of one room that both sealed and nobody has shown yet."""
    journal.sharing.people.set_my_name("Ash")
    uid = journal.pairs.start("A topic", ["wa-willing"], other_name="Birch", same_room=True)
    for side, said in (("mine", "Mine."), ("theirs", theirs)):
        journal.pairs.answer(uid, 0, AnswerDraft(said), side=side)
        if side == "mine" or not typed_only:
            journal.pairs.seal(uid, side=side)
    return uid


def test_answers_without_the_words_keep_their_seals(peers: tuple[Peer, Peer]) -> None:
    ash, _ = peers
    uid = sealed_round(ash, "Nothing of it.")
    before = ash.round(uid)
    ash.journal.drafts.keep("decision:new", {"title": GONE})
    remove(ash.journal)
    assert ash.round(uid) == before
