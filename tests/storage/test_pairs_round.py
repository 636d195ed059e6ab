"""A round between two journals with nothing but files between: answered apart, sealed, swapped, shown together."""

import stat
from datetime import date
from pathlib import Path

import pytest

from app.domain.entries import AnswerDraft
from app.domain.errors import InvalidInput, RoundClosed, RoundSealed, RoundTooEarly
from app.domain.pairing import RoundRole, RoundStep
from app.domain.prompts import AnswerKind, When
from app.domain.sharing import FileKind, Trust
from app.services.journal import Journal
from app.sharing.keys import card, new_identity
from tests.fixtures.cheap import assert_whole
from tests.fixtures.clock import MovedClock
from tests.fixtures.pairs import (
    ASH_SAYS,
    BIRCH_SAYS,
    CASE,
    PROMPTS,
    TOPIC,
    Peer,
    answer,
    answered,
    answers_of,
    begun,
    given,
    sealed_round,
    sent,
    stored,
    taken,
)


def ready(ash: Peer, birch: Peer) -> str:
    """A round in which both are sealed, and Ash's key is not given."""
    uid = sealed_round(ash)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    return uid


def test_two_journals_answer_apart_and_look_together(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = begun(ash, closes_on=date(2026, 7, 31))
    assert ash.round(uid).step is RoundStep.ANSWERING
    answer(ash, uid, answers_of(ASH_SAYS))
    ash.journal.pairs.seal(uid)
    assert ash.round(uid).step is RoundStep.WAITING_FOR_SEAL
    invitation = sent(ash, uid, FileKind.ROUND_INVITATION)

    looked = birch.journal.pairs.open(invitation)
    assert (looked.topic, looked.case_text, looked.from_name) == (TOPIC, CASE, "Ash")
    assert [wording.prompt_id for wording in looked.prompts] == list(PROMPTS)
    assert (looked.closes_on, looked.opened.trust) == (date(2026, 7, 31), Trust.CONFIRMED)
    assert birch.journal.pairs.rounds() == ()
    assert birch.journal.pairs.keep(looked) == uid
    held = birch.round(uid)
    assert (held.step, held.held.role, held.contact) == (RoundStep.ANSWERING, RoundRole.INVITED, "Ash")
    assert (held.round.mine, held.round.theirs) == ("Birch", "Ash")
    assert held.wordings == ash.round(uid).wordings

    answer(birch, uid, answers_of(BIRCH_SAYS, step=0))
    birch.journal.pairs.seal(uid)
    assert birch.round(uid).step is RoundStep.WAITING_FOR_KEY
    assert taken(ash, sent(birch, uid, FileKind.ROUND_ANSWER)) == uid
    assert ash.round(uid).step is RoundStep.READY
    assert given(ash.round(uid))[1] == dict.fromkeys(PROMPTS)

    key = ash.journal.pairs.reveal(uid).text
    assert key is not None
    assert taken(birch, key) == uid
    mine, theirs = given(ash.round(uid))
    assert mine == dict(zip(PROMPTS, answers_of(ASH_SAYS), strict=True))
    assert theirs == dict(zip(PROMPTS, answers_of(BIRCH_SAYS, step=0), strict=True))
    assert given(birch.round(uid)) == (theirs, mine)
    for one in (ash, birch):
        assert one.round(uid).step is RoundStep.REVEALED
        assert one.round(uid).round.revealed_on == one.journal.clock.today()
        assert_whole(one.journal)


def test_neither_journal_holds_a_word_of_the_other_before_both_are_sealed_and_shown(
    peers: tuple[Peer, Peer],
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    back = answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    assert ASH_SAYS not in stored(birch.journal)
    assert ASH_SAYS in stored(ash.journal)
    taken(ash, back)
    assert BIRCH_SAYS not in stored(ash.journal)
    assert BIRCH_SAYS not in str(ash.round(uid))
    key = ash.journal.pairs.reveal(uid).text or ""
    assert BIRCH_SAYS in stored(ash.journal)
    assert ASH_SAYS not in stored(birch.journal)
    taken(birch, key)
    assert ASH_SAYS in stored(birch.journal)


def test_what_is_sealed_is_neither_edited_nor_undone(peers: tuple[Peer, Peer]) -> None:
    ash, _ = peers
    uid = begun(ash)
    answer(ash, uid, answers_of("First words"))
    ash.journal.undo()
    ash.journal.pairs.answer(uid, 2, AnswerDraft(ASH_SAYS))
    ash.journal.pairs.seal(uid)
    assert (ash.journal.undo_label, ash.journal.redo_label) == ("", "")
    with pytest.raises(RoundSealed):
        ash.journal.pairs.answer(uid, 2, AnswerDraft("Other words"))
    with pytest.raises(RoundSealed):
        ash.journal.pairs.seal(uid)
    assert given(ash.round(uid))[0]["wa-willing"] == AnswerDraft(ASH_SAYS)


def test_what_is_not_sealed_is_undone_step_by_step(peers: tuple[Peer, Peer], clock: MovedClock) -> None:
    ash, birch = peers
    uid = begun(ash)
    ash.journal.pairs.answer(uid, 0, AnswerDraft(1))
    clock.pass_by(seconds=20)
    ash.journal.pairs.answer(uid, 0, AnswerDraft(-3))
    ash.journal.undo()
    assert ash.journal.pairs.drafts(uid)[0] == AnswerDraft(1)
    ash.journal.undo()
    assert ash.journal.pairs.drafts(uid)[0] is None
    ash.journal.undo()
    assert ash.journal.pairs.rounds() == ()
    other = sealed_round(ash)
    birch_round = taken(birch, sent(ash, other, FileKind.ROUND_INVITATION))
    birch.journal.undo()
    assert birch.journal.pairs.rounds() == ()
    birch.journal.redo()
    assert birch.round(birch_round).step is RoundStep.ANSWERING
    assert_whole(birch.journal)


def test_an_answer_can_be_taken_away_again(peers: tuple[Peer, Peer]) -> None:
    ash, _ = peers
    uid = ash.journal.pairs.start(TOPIC, ("vo-heard", "ci-lever"), contact=ash.other)
    wording = ash.round(uid).wordings[0]
    assert wording.kind is AnswerKind.MULTI
    chosen = tuple(option.id for option in wording.options[:2])
    ash.journal.pairs.answer(uid, 0, AnswerDraft(chosen, "And a neighbour"))
    assert ash.journal.pairs.drafts(uid) == (AnswerDraft(chosen, "And a neighbour"), None)
    ash.journal.pairs.answer(uid, 0, None)
    assert ash.journal.pairs.drafts(uid) == (None, None)
    with pytest.raises(InvalidInput, match="Nothing is answered"):
        ash.journal.pairs.seal(uid)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, AnswerDraft(4)),
        (0, AnswerDraft("three")),
        (1, AnswerDraft("no-such-option")),
        (2, AnswerDraft(3)),
        (2, AnswerDraft("x" * 20_001)),
        (1, AnswerDraft("none", "x" * 20_001)),
        (3, AnswerDraft("Where?")),
        (-1, AnswerDraft("Where?")),
    ],
)
def test_an_answer_that_no_seal_could_hold_is_refused_as_it_is_typed(
    peers: tuple[Peer, Peer], place: int, wrong: AnswerDraft
) -> None:
    ash, _ = peers
    uid = begun(ash)
    with pytest.raises(InvalidInput):
        ash.journal.pairs.answer(uid, place, wrong)
    assert ash.journal.pairs.drafts(uid) == (None, None, None)


def test_what_says_nothing_is_sealed_as_not_answered(peers: tuple[Peer, Peer]) -> None:
    ash, _ = peers
    uid = begun(ash)
    answer(ash, uid, (AnswerDraft(0), None, AnswerDraft("  ")))
    ash.journal.pairs.seal(uid)
    assert ash.journal.pairs.drafts(uid) == (AnswerDraft(0), None, None)


def test_a_question_of_ones_own_travels_whole(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    own = ash.journal.prompts.add_own(
        "Whom did you ring?", AnswerKind.SINGLE, (When.DECISION,), labels=("Nobody", "A partner")
    )
    uid = ash.journal.pairs.start(TOPIC, (own.id,), contact=ash.other)
    ash.journal.pairs.answer(uid, 0, AnswerDraft(own.options[1].id))
    ash.journal.pairs.seal(uid)
    taken(birch, sent(ash, uid, FileKind.ROUND_INVITATION))
    (asked,) = birch.round(uid).wordings
    assert (asked.question, [one.label for one in asked.options]) == (
        "Whom did you ring?",
        ["Nobody", "A partner"],
    )


def test_names_are_replaced_and_changes_put_in_before_the_seal_on_both_sides(
    peers: tuple[Peer, Peer],
) -> None:
    ash, birch = peers
    ash.journal.sharing.other_words.set(ash.other, "Sarah Poole", "a colleague")
    uid = ash.journal.pairs.start(
        "Ringing Sarah Poole", PROMPTS, "Sarah Poole sat beside me.", contact=ash.other
    )
    answer(ash, uid, answers_of("I rang Sarah Poole and Tom Verity at once."))
    words = ash.journal.pairs.notices(uid)
    assert (words.topic, words.case_text) == ("Ringing a colleague", "A colleague sat beside me.")
    (tom,) = [one for one in words.notices if "Tom Verity" in one.words]
    changes = words.change(tom, "a neighbour")
    ash.journal.pairs.seal(uid, changes=changes)
    said = AnswerDraft("I rang a colleague and a neighbour at once.")
    assert given(ash.round(uid))[0]["wa-willing"] == said
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    assert birch.round(uid).round.topic == "Ringing a colleague"
    taken(birch, ash.journal.pairs.reveal(uid).text or "")
    assert given(birch.round(uid))[1]["wa-willing"] == said
    assert "Sarah" not in stored(birch.journal)


def test_the_stop_about_family_proceedings_is_passed_before_a_seal(peers: tuple[Peer, Peer]) -> None:
    ash, _ = peers
    uid = begun(ash)
    answer(ash, uid, answers_of("The judge made a care order at the hearing."))
    assert ash.journal.pairs.notices(uid).stops
    with pytest.raises(InvalidInput, match="proceedings"):
        ash.journal.pairs.seal(uid)
    assert ash.round(uid).step is RoundStep.ANSWERING
    ash.journal.pairs.seal(uid, past_stop=True)
    assert ash.round(uid).step is RoundStep.WAITING_FOR_SEAL


def test_a_file_is_written_for_this_account_alone_and_noted_and_can_be_written_again(
    peers: tuple[Peer, Peer], tmp_path: Path
) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    pairs = ash.journal.pairs
    file = pairs.file_of(uid, FileKind.ROUND_INVITATION)
    with pytest.raises(InvalidInput, match="not read"):
        pairs.save(file, tmp_path)
    path = pairs.save(file, tmp_path, read=True)
    assert path.name == file.name
    assert TOPIC.split()[1] not in path.name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = pairs.save(pairs.file_of(uid, FileKind.ROUND_INVITATION), tmp_path / "again.balcony", read=True)
    first, second = (birch.journal.pairs.open(one.read_bytes()) for one in (path, again))
    assert first.opened.content == second.opened.content
    assert first.opened.file_id != second.opened.file_id
    noted = [(one.kind, one.outgoing, one.file_id) for one in ash.round(uid).files]
    assert noted == [
        (FileKind.ROUND_INVITATION, True, first.opened.file_id),
        (FileKind.ROUND_INVITATION, True, second.opened.file_id),
    ]
    assert ash.round(uid).left(FileKind.ROUND_INVITATION) is not None
    assert ash.journal.undo_label == ""


def test_what_is_sealed_goes_to_whom_the_round_is_with_and_to_nobody_else(
    peers: tuple[Peer, Peer],
) -> None:
    ash, _ = peers
    uid = sealed_round(ash)
    other = ash.journal.sharing.people.add(card(new_identity(), "Cedar")).uid
    pairs, kind = ash.journal.pairs, FileKind.ROUND_INVITATION
    with pytest.raises(InvalidInput, match="the round is with"):
        pairs.file_of(uid, kind, to=other)
    with pytest.raises(InvalidInput, match="the round is with"):
        pairs.file_of(uid, kind, passphrase="seven quiet herons")
    for kind in (FileKind.ROUND_ANSWER, FileKind.ROUND_COPY, FileKind.ROUND_LEARNING, FileKind.SHARE):
        with pytest.raises(InvalidInput):
            ash.journal.pairs.file_of(uid, kind)


def test_a_file_that_cannot_be_written_is_not_noted(peers: tuple[Peer, Peer], tmp_path: Path) -> None:
    ash, _ = peers
    uid = sealed_round(ash)
    with pytest.raises(Exception, match="not there"):
        ash.journal.pairs.save(
            ash.journal.pairs.file_of(uid, FileKind.ROUND_INVITATION),
            tmp_path / "no" / "where.balcony",
            read=True,
        )
    assert ash.round(uid).files == ()


def test_the_key_leaves_only_when_both_are_sealed_and_by_the_reveal(peers: tuple[Peer, Peer]) -> None:
    ash, birch = peers
    uid = sealed_round(ash)
    with pytest.raises(RoundTooEarly):
        ash.journal.pairs.reveal(uid)
    with pytest.raises(RoundTooEarly):
        ash.journal.pairs.file_of(uid, FileKind.ROUND_KEY)
    taken(ash, answered(birch, sent(ash, uid, FileKind.ROUND_INVITATION)))
    with pytest.raises(InvalidInput, match="not given"):
        ash.journal.pairs.file_of(uid, FileKind.ROUND_KEY)
    with pytest.raises(RoundTooEarly):
        birch.journal.pairs.reveal(uid)
    first = ash.journal.pairs.reveal(uid).text
    assert ash.round(uid).held.key_given_on == ash.journal.clock.today()
    with pytest.raises(RoundClosed):
        ash.journal.pairs.reveal(uid)
    later = sent(ash, uid, FileKind.ROUND_KEY)
    assert later != first
    assert taken(birch, later) == uid


def test_a_key_that_cannot_be_written_shows_nothing(peers: tuple[Peer, Peer], tmp_path: Path) -> None:
    ash, birch = peers
    uid = ready(ash, birch)
    with pytest.raises(Exception, match="not there"):
        ash.journal.pairs.reveal(uid, tmp_path / "no" / "where.balcony")
    assert ash.round(uid).step is RoundStep.READY
    assert BIRCH_SAYS not in stored(ash.journal)
    path = ash.journal.pairs.reveal(uid, tmp_path).path
    assert path is not None
    assert taken(birch, path.read_bytes()) == uid


def test_the_same_questions_are_asked_again_beside_the_first_round(
    peers: tuple[Peer, Peer], clock: MovedClock
) -> None:
    ash, birch = peers
    first = ready(ash, birch)
    with pytest.raises(InvalidInput, match="not opened"):
        ash.journal.pairs.look_back(first)
    taken(birch, ash.journal.pairs.reveal(first).text or "")
    clock.pass_by(days=180)
    again = birch.journal.pairs.look_back(first)
    held = birch.round(again)
    assert (held.held.look_back, held.held.role) == (first, RoundRole.STARTED)
    assert held.wordings == birch.round(first).wordings
    assert (held.round.topic, held.contact) == (TOPIC, "Ash")
    answer(birch, again, answers_of("Half a year on"))
    birch.journal.pairs.seal(again)
    looked = ash.journal.pairs.open(sent(birch, again, FileKind.ROUND_INVITATION))
    assert looked.look_back
    assert ash.round(ash.journal.pairs.keep(looked)).held.look_back == first


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"topic": "  "}, "topic"),
        ({"topic": "x" * 201}, "topic"),
        ({"prompt_ids": ()}, "prompts"),
        ({"prompt_ids": ("ci-lever", "wa-formal", "wa-willing", "rd-other-side", "vo-heard", "bd-position")}, "prompts"),
        ({"prompt_ids": ("no-such-prompt",)}, "answer"),
        ({"case_text": "x" * 20_001}, "case"),
        ({"contact": None}, "contact"),
        ({"contact": None, "same_room": True}, "to"),
        ({"look_back": "0" * 32}, "round"),
    ],
)  # fmt: skip
def test_what_a_round_needs_is_said_before_it_begins(
    peers: tuple[Peer, Peer], wrong: dict[str, object], field: str
) -> None:
    ash, _ = peers
    told: dict[str, object] = {"topic": TOPIC, "prompt_ids": PROMPTS, "contact": ash.other, **wrong}
    with pytest.raises(InvalidInput) as caught:
        ash.journal.pairs.start(**told)  # type: ignore[arg-type]
    assert caught.value.field == field
    assert ash.journal.pairs.rounds() == ()


def test_a_round_needs_a_name_and_a_card(journal: Journal) -> None:
    nobody = journal.sharing.people.add_by_name("Cedar").uid
    with pytest.raises(InvalidInput) as caught:
        journal.pairs.start(TOPIC, PROMPTS, contact=nobody)
    assert caught.value.field == "contact"
    with pytest.raises(InvalidInput) as caught:
        journal.pairs.start(TOPIC, PROMPTS, other_name="Cedar", same_room=True)
    assert caught.value.field == "name"


def test_a_round_that_is_not_here_is_said_so(journal: Journal) -> None:
    for act in (journal.pairs.round, journal.pairs.seal, journal.pairs.withdraw, journal.pairs.remove):
        with pytest.raises(InvalidInput, match="no such round"):
            act("0" * 32)
