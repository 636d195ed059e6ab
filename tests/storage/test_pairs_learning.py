"""What both learned travels as a file of its own, and is passed on only with both ticks on the same words."""

import json
from pathlib import Path

import pytest

from app.domain.anchoring import anchor_on
from app.domain.entries import AnswerDraft
from app.domain.errors import AlreadyOpened, ImportProblem, InvalidInput, RoundClosed, RoundTooEarly
from app.domain.sharing import FileKind
from app.storage import conversation, learning_editions
from tests.fixtures.cheap import ZONE, assert_whole, log, new_journal
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import (
    ASH_SAYS,
    BIRCH_SAYS,
    PROMPTS,
    TOPIC,
    Peer,
    answer,
    answered,
    answers_of,
    sealed_round,
    sent,
    taken,
)
from tests.fixtures.same_journal import contents


def shown(ash: Peer, birch: Peer) -> str:
    """A round both have looked at."""
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    taken(birch, ash.journal.pairs.reveal(uid).text or "")
    return uid


def test_the_learning_waits_until_both_looked(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    for act in (
        lambda: ash.journal.pairs.set_learning(uid, "Ring first."),
        lambda: ash.journal.pairs.tick_onward(uid, on=True),
        lambda: ash.journal.pairs.comment(uid, 0, "mine", None, "Hm"),
        lambda: ash.journal.pairs.file_of(uid, FileKind.ROUND_LEARNING),
    ):
        with pytest.raises(InvalidInput):
            act()
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    ash.journal.pairs.reveal(uid)
    ash.journal.pairs.set_learning(uid, "Ring first.")
    with pytest.raises(RoundTooEarly):
        birch.journal.pairs.open(sent(ash, uid, FileKind.ROUND_LEARNING))


def test_both_ticks_on_the_same_words_are_wanted_before_it_is_passed_on(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    ash.journal.pairs.set_learning(uid, "Ring first.")
    ash.journal.pairs.tick_onward(uid, on=True)
    looked = birch.journal.pairs.open(sent(ash, uid, FileKind.ROUND_LEARNING))
    assert (looked.learning, looked.onward) == ("Ring first.", True)
    birch.journal.pairs.keep(looked)
    held = birch.round(uid)
    assert (held.round.agreed_learning, held.held.their_learning) == ("", "Ring first.")
    birch.journal.pairs.take_learning(uid)
    assert not birch.journal.pairs.may_share_learning(uid)
    birch.journal.pairs.tick_onward(uid, on=True)
    assert birch.journal.pairs.may_share_learning(uid)
    assert birch.round(uid).held.learning_changed_on is None
    assert not ash.journal.pairs.may_share_learning(uid)
    taken(ash, sent(birch, uid, FileKind.ROUND_LEARNING))
    assert ash.journal.pairs.may_share_learning(uid)
    birch.journal.pairs.set_learning(uid, "Ring first, mostly.")
    assert not birch.journal.pairs.may_share_learning(uid)
    birch.journal.pairs.tick_onward(uid, on=True)
    assert not birch.journal.pairs.may_share_learning(uid)


def test_a_copy_changed_after_it_was_shared_says_when(peers: tuple[Peer, Peer], clock: MovedClock) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    ash.journal.pairs.set_learning(uid, "Ring first.")
    clock.pass_by(days=1)
    ash.journal.pairs.set_learning(uid, "Ring at once.")
    assert ash.round(uid).held.learning_changed_on is None
    taken(birch, sent(ash, uid, FileKind.ROUND_LEARNING))
    clock.pass_by(days=1)
    ash.journal.pairs.set_learning(uid, "Ring, then write.")
    assert ash.round(uid).held.learning_changed_on == clock.today()
    ash.journal.undo()
    assert ash.round(uid).held.learning_changed_on is None
    birch.journal.pairs.set_learning(uid, "I keep my own.")
    assert birch.round(uid).held.learning_changed_on == clock.today()
    birch.journal.pairs.take_learning(uid, "mine")
    assert birch.round(uid).round.agreed_learning == "I keep my own."
    with pytest.raises(InvalidInput):
        ash.journal.pairs.take_learning(uid)


def test_the_learning_leaves_in_the_words_that_were_looked_at(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    ash.journal.pairs.set_learning(uid, "Tell Tom Verity first. The judge made a care order at the hearing.")
    words = ash.journal.pairs.notices(uid, "learning")
    assert words.stops
    (tom,) = [one for one in words.notices if "Tom Verity" in one.words]
    changes = words.change(tom, "a partner")
    with pytest.raises(InvalidInput, match="proceedings"):
        ash.journal.pairs.file_of(uid, FileKind.ROUND_LEARNING, changes=changes)
    file = ash.journal.pairs.file_of(uid, FileKind.ROUND_LEARNING, changes=changes, past_stop=True)
    assert birch.journal.pairs.open(file.data).learning.startswith("Tell a partner first.")
    assert ash.round(uid).round.agreed_learning.startswith("Tell a partner first.")


def test_a_tick_of_the_other_is_taken_here_only_in_the_same_room(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    ash.journal.pairs.set_learning(uid, "Ring first.")
    with pytest.raises(InvalidInput, match="comes with their file"):
        ash.journal.pairs.tick_onward(uid, on=True, side="theirs")
    room = ash.journal.pairs.start(TOPIC, PROMPTS, other_name="Cedar", same_room=True)
    answer(ash, room, answers_of(ASH_SAYS))
    ash.journal.pairs.seal(room)
    answer(ash, room, answers_of(BIRCH_SAYS), side="theirs")
    ash.journal.pairs.seal(room, side="theirs")
    ash.journal.pairs.reveal(room)
    with pytest.raises(InvalidInput, match="no agreed learning"):
        ash.journal.pairs.tick_onward(room, on=True)
    ash.journal.pairs.set_learning(room, "Ring first.")
    for side in ("mine", "theirs"):
        assert not ash.journal.pairs.may_share_learning(room)
        ash.journal.pairs.tick_onward(room, on=True, side=side)
    assert ash.journal.pairs.may_share_learning(room)
    ash.journal.pairs.set_learning(room, "Ring later.")
    assert not ash.journal.pairs.may_share_learning(room)


def test_an_older_copy_does_not_bring_a_tick_back_that_was_taken_away(
    peers: tuple[Peer, Peer], clock: MovedClock
) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    ash.journal.pairs.set_learning(uid, "Ring first.")
    ash.journal.pairs.tick_onward(uid, on=True)
    ticked = sent(ash, uid, FileKind.ROUND_LEARNING)
    clock.pass_by(days=1)
    ash.journal.pairs.tick_onward(uid, on=False)
    taken(birch, sent(ash, uid, FileKind.ROUND_LEARNING))
    clock.pass_by(days=1)
    with pytest.raises(RoundClosed, match="later copy"):
        taken(birch, ticked)
    assert not birch.round(uid).held.onward_theirs
    ash.journal.pairs.tick_onward(uid, on=True)
    taken(birch, sent(ash, uid, FileKind.ROUND_LEARNING))
    assert birch.round(uid).held.onward_theirs


def test_of_two_copies_made_on_one_day_the_earlier_does_not_come_after_the_later(
    peers: tuple[Peer, Peer],
) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    ash.journal.pairs.set_learning(uid, "Ring first.")
    ash.journal.pairs.tick_onward(uid, on=True)
    ticked = sent(ash, uid, FileKind.ROUND_LEARNING)
    ash.journal.pairs.tick_onward(uid, on=False)
    taken(birch, sent(ash, uid, FileKind.ROUND_LEARNING))
    with pytest.raises(RoundClosed, match="later copy"):
        taken(birch, ticked)
    assert not birch.round(uid).held.onward_theirs
    birch.journal.undo()
    taken(birch, ticked)
    assert birch.round(uid).held.onward_theirs
    ash.journal.pairs.tick_onward(uid, on=True)
    taken(birch, sent(ash, uid, FileKind.ROUND_LEARNING))
    assert birch.round(uid).held.onward_theirs
    with birch.journal.file.read() as connection:
        assert sorted(learning_editions.editions(connection).values()) == [1, 3]
    assert learning_editions.EDITIONS not in birch.journal.exchange.header().settings
    assert_whole(birch.journal)


def test_a_copy_that_left_twice_is_one_edition(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    pairs = ash.journal.pairs
    pairs.set_learning(uid, "Ring first.")
    assert ash.round(uid).next_edition == 1
    file = pairs.file_of(uid, FileKind.ROUND_LEARNING)
    for _ in range(2):
        pairs.as_text(file, read=True)
    assert ash.round(uid).next_edition == 2


def in_one_room(ash: Peer, learned: str) -> str:
    """A round of one room that both looked at, with both ticks under what they learned."""
    pairs = ash.journal.pairs
    room = pairs.start(TOPIC, PROMPTS, contact=ash.other, same_room=True)
    for side, words in (("mine", ASH_SAYS), ("theirs", BIRCH_SAYS)):
        answer(ash, room, answers_of(words), side=side)
        pairs.seal(room, side=side)
    pairs.reveal(room)
    pairs.set_learning(room, learned)
    for side in ("mine", "theirs"):
        pairs.tick_onward(room, on=True, side=side)
    return room


def test_who_took_a_copy_home_does_not_tick_for_the_one_who_stayed(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    room = in_one_room(ash, "Ring first.")
    taken(birch, ash.journal.pairs.file_of(room, FileKind.ROUND_COPY).data)
    there = birch.journal.pairs
    there.tick_onward(room, on=True)
    with pytest.raises(InvalidInput, match="comes with their file"):
        there.tick_onward(room, on=True, side="theirs")
    assert not there.may_share_learning(room)
    taken(birch, ash.journal.pairs.file_of(room, FileKind.ROUND_LEARNING).data)
    assert there.may_share_learning(room)


def test_a_tick_under_other_words_goes_when_the_words_are_changed_as_they_leave(
    peers: tuple[Peer, Peer],
) -> None:
    ash, _ = peers
    room = in_one_room(ash, "Tell Tom Verity first.")
    assert ash.journal.pairs.may_share_learning(room)
    words = ash.journal.pairs.notices(room, "learning")
    (tom,) = [one for one in words.notices if "Tom Verity" in one.words]
    ash.journal.pairs.file_of(room, FileKind.ROUND_COPY, changes=words.change(tom, "nobody"))
    assert ash.round(room).round.agreed_learning == "Tell nobody first."
    assert not ash.journal.pairs.may_share_learning(room)


# ---- remarks


def test_remarks_stand_beside_the_answers_and_are_changed_removed_and_undone(
    peers: tuple[Peer, Peer],
) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    anchor = anchor_on(BIRCH_SAYS, 0, 6)
    pairs = ash.journal.pairs
    first = pairs.comment(uid, 2, "theirs", anchor, "  Why so fast? ")
    second = pairs.comment(uid, 0, "mine", None, "I would not say so today.")
    assert [(one.uid, one.place, one.side, one.body, one.anchor) for one in pairs.comments(uid)] == [
        (first, 2, "theirs", "Why so fast?", anchor),
        (second, 0, "mine", "I would not say so today.", None),
    ]
    pairs.change_comment(second, "I might not say so today.")
    pairs.drop_comment(first)
    assert [one.body for one in pairs.comments(uid)] == ["I might not say so today."]
    ash.journal.undo()
    ash.journal.undo()
    assert [one.body for one in pairs.comments(uid)] == ["Why so fast?", "I would not say so today."]
    for wrong in (
        lambda: pairs.comment(uid, 3, "mine", None, "Where?"),
        lambda: pairs.comment(uid, 0, "ours", None, "Whose?"),
        lambda: pairs.comment(uid, 0, "mine", None, " "),
        lambda: pairs.change_comment("no", "Hm"),
        lambda: pairs.drop_comment("no"),
    ):
        with pytest.raises(InvalidInput):
            wrong()
    assert_whole(ash.journal)


# ---- set beside each other, and out and in again


def test_any_two_sides_are_compared_by_the_questions_both_answered(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    pairs = ash.journal.pairs
    mine, theirs = pairs.of_round(uid)
    assert (mine.name, theirs.name) == ("Ash", "Birch")
    compared = pairs.compare(mine, theirs)
    assert [one.distance for one in compared] == ["Two steps apart", "", ""]
    entry = log(ash.journal, "Then", answers={"ci-lever": -1, "wa-willing": "I waited."})
    beside = pairs.compare(pairs.of_entry(entry), theirs)
    assert [one.wording.prompt_id for one in beside] == ["ci-lever", "wa-willing"]
    with pytest.raises(InvalidInput):
        pairs.of_shared("no", "no")
    with pytest.raises(InvalidInput):
        pairs.of_entry(entry, review_uid="no")


def test_a_round_goes_out_and_comes_in_whole(
    peers: tuple[Peer, Peer], tmp_path: Path, clock: MovedClock
) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    pairs = ash.journal.pairs
    pairs.set_learning(uid, "Ring first.")
    pairs.comment(uid, 2, "theirs", anchor_on(BIRCH_SAYS, 0, 6), "Why so fast?")
    taken(birch, sent(ash, uid, FileKind.ROUND_LEARNING))
    waiting = sealed_round(ash, "Waiting words")
    sent(ash, waiting, FileKind.ROUND_INVITATION)
    pairs.withdraw(sealed_round(ash, "Withdrawn words"))
    log(ash.journal, "An entry, so that the import can be taken back")
    path = tmp_path / "out.json"
    ash.journal.exchange.give_out("json", path)
    again = new_journal(tmp_path / "again", clock)
    try:
        again.exchange.take_in("balcony", path, zone=ZONE)
        assert contents(again)["conversation"] == contents(ash.journal)["conversation"]
        assert again.pairs.round(waiting).held == ash.round(waiting).held
        assert again.pairs.round(uid) == ash.round(uid)
        again.undo()
        assert again.pairs.rounds() == ()
        again.exchange.take_in("balcony", path, zone=ZONE)
        assert contents(again)["conversation"] == contents(ash.journal)["conversation"]
        assert_whole(again)
    finally:
        again.close(back_up=False)


def test_an_invitation_whose_round_went_with_an_import_taken_back_is_taken_in_again(
    peers: tuple[Peer, Peer], tmp_path: Path
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)
    taken(birch, invitation)
    log(birch.journal, "An entry, so that the import can be taken back")
    path = tmp_path / "out.json"
    birch.journal.exchange.give_out("json", path)
    birch.journal.undo()
    birch.journal.undo()
    assert birch.journal.pairs.rounds() == ()
    birch.journal.exchange.take_in("balcony", path, zone=ZONE)
    with pytest.raises(AlreadyOpened):
        birch.journal.pairs.open(invitation)
    birch.journal.undo()
    assert birch.journal.pairs.rounds() == ()
    assert taken(birch, invitation) == uid
    assert_whole(birch.journal)


def test_a_file_that_says_what_the_other_answered_before_both_looked_is_read_without_it(
    peers: tuple[Peer, Peer], tmp_path: Path, clock: MovedClock
) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    path = tmp_path / "out.json"
    ash.journal.exchange.give_out("json", path)
    path.write_text(path.read_text("utf-8").replace('"status": "revealed"', '"status": "waiting"'), "utf-8")
    again = new_journal(tmp_path / "again", clock)
    try:
        again.exchange.take_in("balcony", path, zone=ZONE)
        with again.file.read() as connection:
            (pair,) = conversation.rounds(connection, again.file.words)
        assert pair.uid == uid
        assert [one.theirs for one in pair.prompts] == [None, None, None]
        assert pair.prompts[2].mine == AnswerDraft(ASH_SAYS)
    finally:
        again.close(back_up=False)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"role": "boss"}, "role"),
        ({"seal": {"ciphertext": "no base64!", "commitment": "0" * 64}}, "ciphertext"),
        ({"seal": {"ciphertext": "AAAA"}}, "commitment"),
        ({"seal": {"ciphertext": "AAAA", "commitment": "xyz"}}, "commitment"),
        ({"their_seal": {"key": "AAAA"}}, "key"),
        ({"withdrawn_by": "nobody"}, "withdrawn_by"),
        ({"sealed_on": "soon"}, "sealed_on"),
        ({"comments": [{"uid": "c", "place": 9, "side": "mine", "body": "", "written_on": "2026-06-30"}]}, "place"),
        ({"comments": [{"uid": "c", "place": 0, "side": "ours", "body": "", "written_on": "2026-06-30"}]}, "place"),
        ({"files": [{"kind": "letter", "on": "2026-06-30"}]}, "kind"),
        ({"onward_mine": "yes"}, "onward_mine"),
    ],
)  # fmt: skip
def test_a_round_that_is_not_as_balcony_writes_it_is_refused_with_its_place(
    peers: tuple[Peer, Peer], tmp_path: Path, clock: MovedClock, wrong: dict[str, object], place: str
) -> None:
    ash, _ = peers
    sealed_round(ash)
    path = tmp_path / "out.json"
    ash.journal.exchange.give_out("json", path)
    told = json.loads(path.read_text("utf-8"))
    told["rounds"][0] |= wrong
    path.write_text(json.dumps(told), "utf-8")
    again = new_journal(tmp_path / "again", clock)
    try:
        with pytest.raises(ImportProblem) as caught:
            again.exchange.take_in("balcony", path, zone=ZONE)
        assert caught.value.place.endswith(place)
        assert again.pairs.rounds() == ()
    finally:
        again.close(back_up=False)


def test_markdown_tells_a_round_with_its_remarks_and_a_waiting_one_with_ones_own_answers(
    peers: tuple[Peer, Peer], tmp_path: Path
) -> None:
    ash, birch = peers
    uid = shown(ash, birch)
    ash.journal.pairs.set_learning(uid, "Ring first.")
    ash.journal.pairs.comment(uid, 2, "theirs", anchor_on(BIRCH_SAYS, 0, 6), "Why so fast?")
    sealed_round(ash, "Waiting words")
    path = tmp_path / "out.md"
    ash.journal.exchange.give_out("markdown", path)
    told = path.read_text("utf-8")
    for words in (
        ASH_SAYS,
        BIRCH_SAYS,
        "> Canary\n\nMy remark",
        "Why so fast?",
        "Ring first.",
        "Waiting words",
    ):
        assert words in told
