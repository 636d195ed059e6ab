"""A round on one computer: the other's words lie sealed until both look, go with them, and can be removed here."""

from pathlib import Path

import pytest

from app.domain.entries import AnswerDraft
from app.domain.errors import AlreadyOpened, InvalidInput, RoundClosed, RoundSealed
from app.domain.pairing import RoundRole, RoundStep
from app.domain.sharing import Anchor, FileKind
from app.services.journal import Journal
from tests.fixtures.cheap import PASSPHRASE, assert_whole, new_journal, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import (
    ASH_SAYS,
    BIRCH_SAYS,
    CASE,
    PROMPTS,
    TOPIC,
    Peer,
    answer,
    answers_of,
    given,
    stored,
    two_peers,
)


@pytest.fixture
def ash(journal: Journal) -> Peer:
    journal.sharing.people.set_my_name("Ash")
    return Peer(journal, "Ash")


def mine_sealed(ash: Peer) -> str:
    """A round of one room in which Ash has answered and sealed."""
    uid = ash.journal.pairs.start(TOPIC, PROMPTS, CASE, other_name="Somebody", same_room=True)
    answer(ash, uid, answers_of(ASH_SAYS))
    ash.journal.pairs.seal(uid)
    return uid


def shown(ash: Peer) -> str:
    """The same, answered and sealed by Birch, and looked at together."""
    uid = mine_sealed(ash)
    ash.journal.pairs.name_them(uid, "  Birch ")
    answer(ash, uid, answers_of(BIRCH_SAYS, step=0), side="theirs")
    ash.journal.pairs.seal(uid, side="theirs")
    ash.journal.pairs.reveal(uid)
    return uid


def test_both_answer_on_one_computer_and_look_together(ash: Peer) -> None:
    uid = mine_sealed(ash)
    assert ash.round(uid).step is RoundStep.THEIRS_TO_ANSWER
    ash.journal.pairs.name_them(uid, "Birch")
    answer(ash, uid, answers_of(BIRCH_SAYS, step=0), side="theirs")
    ash.journal.pairs.seal(uid, side="theirs")
    assert ash.round(uid).step is RoundStep.READY
    assert given(ash.round(uid))[1] == dict.fromkeys(PROMPTS)
    told = ash.journal.pairs.reveal(uid)
    assert (told.path, told.text) == (None, None)
    assert given(ash.round(uid))[1] == dict(zip(PROMPTS, answers_of(BIRCH_SAYS, step=0), strict=True))
    assert ash.round(uid).round.theirs == "Birch"
    assert ash.round(uid).files == ()
    assert_whole(ash.journal)


def test_their_words_are_kept_sealed_from_the_first_one_on(ash: Peer) -> None:
    uid = mine_sealed(ash)
    ash.journal.pairs.answer(uid, 2, AnswerDraft(BIRCH_SAYS), side="theirs")
    assert BIRCH_SAYS not in stored(ash.journal)
    assert BIRCH_SAYS not in str(ash.round(uid))
    assert ash.journal.undo_label == ""
    assert ash.journal.pairs.drafts(uid, "theirs") == (None, None, AnswerDraft(BIRCH_SAYS))
    ash.journal.pairs.seal(uid, side="theirs")
    assert BIRCH_SAYS not in stored(ash.journal)
    assert BIRCH_SAYS not in str(ash.round(uid))
    with pytest.raises(RoundSealed):
        ash.journal.pairs.drafts(uid, "theirs")
    ash.journal.pairs.reveal(uid)
    assert BIRCH_SAYS in stored(ash.journal)


def test_their_typing_outlives_a_lock(tmp_path: Path, clock: MovedClock) -> None:
    journal = new_journal(tmp_path / "j", clock)
    journal.sharing.people.set_my_name("Ash")
    uid = mine_sealed(Peer(journal, "Ash"))
    journal.pairs.answer(uid, 2, AnswerDraft(BIRCH_SAYS), side="theirs")
    journal.close(back_up=False)
    again = unlocked(tmp_path / "j", clock)
    try:
        assert again.pairs.drafts(uid, "theirs")[2] == AnswerDraft(BIRCH_SAYS)
    finally:
        again.close(back_up=False)


def test_each_answers_in_turn_and_only_their_own(ash: Peer) -> None:
    uid = ash.journal.pairs.start(TOPIC, PROMPTS, other_name="Birch", same_room=True)
    with pytest.raises(InvalidInput, match="come first"):
        ash.journal.pairs.answer(uid, 0, AnswerDraft(1), side="theirs")
    answer(ash, uid, answers_of(ASH_SAYS))
    ash.journal.pairs.seal(uid)
    with pytest.raises(RoundSealed):
        ash.journal.pairs.answer(uid, 0, AnswerDraft(1))
    with pytest.raises(InvalidInput, match="Nothing is answered"):
        ash.journal.pairs.seal(uid, side="theirs")
    answer(ash, uid, answers_of(BIRCH_SAYS), side="theirs")
    ash.journal.pairs.seal(uid, side="theirs")
    with pytest.raises(RoundSealed):
        ash.journal.pairs.answer(uid, 0, AnswerDraft(1), side="theirs")
    with pytest.raises(RoundSealed):
        ash.journal.pairs.name_them(uid, "Cedar")


def test_the_privacy_check_looks_at_their_words_too_and_changes_them_as_they_say(ash: Peer) -> None:
    uid = mine_sealed(ash)
    answer(ash, uid, answers_of("I rang Tom Verity."), side="theirs")
    words = ash.journal.pairs.notices(uid, "theirs")
    (tom,) = [one for one in words.notices if "Tom Verity" in one.words]
    ash.journal.pairs.seal(uid, side="theirs", changes=words.change(tom, "a neighbour"))
    ash.journal.pairs.reveal(uid)
    assert given(ash.round(uid))[1]["wa-willing"] == AnswerDraft("I rang a neighbour.")


def test_withdrawing_before_both_looked_leaves_nothing_of_theirs(ash: Peer) -> None:
    uid = mine_sealed(ash)
    answer(ash, uid, answers_of(BIRCH_SAYS), side="theirs")
    ash.journal.pairs.withdraw(uid)
    assert "round-behind-cover" not in stored(ash.journal)
    with pytest.raises(RoundClosed):
        ash.journal.pairs.drafts(uid, "theirs")


def test_typing_of_a_round_that_went_is_tidied_away(ash: Peer) -> None:
    uid = mine_sealed(ash)
    answer(ash, uid, answers_of(BIRCH_SAYS), side="theirs")
    with ash.journal.file.untracked() as connection:
        for table in ("round_answer", "round_choice", "round_prompt"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("DELETE FROM pair_round")
    assert "round-behind-cover" in stored(ash.journal)
    ash.journal.pairs.start(TOPIC, PROMPTS, other_name="Birch", same_room=True)
    assert "round-behind-cover" not in stored(ash.journal)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_the_other_takes_a_copy_home_with_the_sides_turned_round(
    tmp_path: Path, clock: MovedClock, passphrase: str | None
) -> None:
    ash, birch = two_peers(tmp_path, clock)
    try:
        uid = shown(ash)
        ash.journal.pairs.set_learning(uid, "Ring first.")
        to = None if passphrase else ash.other
        file = ash.journal.pairs.file_of(uid, FileKind.ROUND_COPY, to=to, passphrase=passphrase)
        path = ash.journal.pairs.save(file, tmp_path, read=True)
        looked = birch.journal.pairs.open(path.read_bytes(), passphrase)
        assert (looked.topic, looked.case_text) == (TOPIC, CASE)
        assert birch.journal.pairs.keep(looked) == uid
        held = birch.round(uid)
        assert (held.step, held.held.role, held.contact) == (RoundStep.REVEALED, RoundRole.SAME_ROOM, "Ash")
        assert given(held) == given(ash.round(uid))[::-1]
        assert (held.round.mine, held.round.theirs) == ("Birch", "Ash")
        assert held.round.agreed_learning == "Ring first."
        with pytest.raises(AlreadyOpened):
            birch.journal.pairs.open(path.read_bytes(), passphrase)
        again = ash.journal.pairs.file_of(uid, FileKind.ROUND_COPY, to=to, passphrase=passphrase)
        with pytest.raises(AlreadyOpened):
            birch.journal.pairs.open(again.data, passphrase)
        assert_whole(birch.journal)
    finally:
        for one in (ash, birch):
            one.journal.close(back_up=False)


def test_a_copy_wants_both_answers_shown_and_somebody_to_open_it(ash: Peer) -> None:
    uid = mine_sealed(ash)
    with pytest.raises(InvalidInput, match="once both looked"):
        ash.journal.pairs.file_of(uid, FileKind.ROUND_COPY, passphrase=PASSPHRASE)
    answer(ash, uid, answers_of(BIRCH_SAYS), side="theirs")
    ash.journal.pairs.seal(uid, side="theirs")
    ash.journal.pairs.reveal(uid)
    with pytest.raises(InvalidInput, match="no contact card"):
        ash.journal.pairs.file_of(uid, FileKind.ROUND_COPY)


def test_their_words_go_from_here_for_good_and_my_remarks_keep_only_mine(ash: Peer) -> None:
    uid = shown(ash)
    quoted = Anchor(BIRCH_SAYS[:12], "", BIRCH_SAYS[12:20], 0, 12, "0" * 64)
    ash.journal.pairs.comment(uid, 2, "theirs", quoted, "Why so fast?")
    ash.journal.pairs.remove_their_words(uid)
    assert "Canary Birch" not in stored(ash.journal)
    assert ash.journal.undo() is None
    held = ash.round(uid)
    assert given(held)[1] == dict.fromkeys(PROMPTS)
    assert given(held)[0]["wa-willing"] == AnswerDraft(ASH_SAYS)
    assert held.held.words_removed_on == ash.journal.clock.today()
    assert (held.held.theirs, held.held.their_key) == (None, None)
    assert [(one.body, one.anchor) for one in held.comments] == [("Why so fast?", None)]
    with pytest.raises(InvalidInput, match="not here any more"):
        ash.journal.pairs.file_of(uid, FileKind.ROUND_COPY, passphrase=PASSPHRASE)
    ash.journal._ledger.history.forget()
    content = b"".join(path.read_bytes() for path in ash.journal.file.path.parent.iterdir() if path.is_file())
    assert b"Canary Birch" not in content
    assert_whole(ash.journal)


def test_words_of_the_other_are_not_removed_before_the_round_is_shown(ash: Peer) -> None:
    with pytest.raises(InvalidInput, match="nothing of theirs"):
        ash.journal.pairs.remove_their_words(mine_sealed(ash))


def test_a_round_of_one_room_with_a_contact_shows_the_name_that_was_typed_everywhere(
    tmp_path: Path, clock: MovedClock
) -> None:
    ash, birch = two_peers(tmp_path, clock)
    try:
        uid = ash.journal.pairs.start(TOPIC, PROMPTS, contact=ash.other, same_room=True)
        assert ash.round(uid).contact == "Birch"
        answer(ash, uid, answers_of(ASH_SAYS))
        ash.journal.pairs.seal(uid)
        ash.journal.pairs.name_them(uid, "Bee")
        assert (ash.round(uid).contact, ash.round(uid).round.theirs) == ("Bee", "Bee")
    finally:
        for one in (ash, birch):
            one.journal.close(back_up=False)
