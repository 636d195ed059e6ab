"""Pair rounds in the window: started, answered alone, sealed, sent, revealed, withdrawn."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.entries import AnswerDraft
from app.domain.pairing import RoundStep
from app.domain.sharing import FileKind
from app.ui.opening import PAGE as OPEN_FILE
from app.ui.pairs import ANSWER, ARRIVED, PAGE, ROUND, SEAL, START
from app.ui.pairs.answer_page import AnswerPage
from app.ui.pairs.words import WHAT_IT_STOPS
from tests.gui.rounds_pages import MINE, POSITION, THEIRS, THOUGHT, TOPIC, Pair
from tests.gui.stage import QUIET

pytestmark = QUIET
REST_MS = 1150


@pytest.fixture
def pair(qtbot: QtBot, tmp_path: Path) -> Iterator[Pair]:
    one = Pair(qtbot, tmp_path)
    yield one
    one.close()


def step(pair: Pair) -> RoundStep:
    return pair.journal.pairs.round(pair.uid).step


# ---- the list


def test_with_no_round_the_page_says_what_will_appear_and_leads_to_starting_one(pair: Pair) -> None:
    pair.show(PAGE)
    assert "A round appears here once you start one, or open an invitation" in pair.texts()
    pair.press("Start a pair round")
    assert pair.went == [("round-start", {})]


def test_rounds_stand_under_what_they_wait_for(pair: Pair) -> None:
    pair.start(topic="To answer")
    pair.start(topic="To send")
    pair.seal()
    pair.start(topic="Waiting")
    pair.seal()
    pair.invitation()
    pair.start(topic="Withdrawn one")
    pair.seal()
    pair.journal.pairs.withdraw(pair.uid)
    pair.show(PAGE)
    texts = pair.texts()
    order = [
        "For you to do",
        "To answer",
        "To send",
        "Waiting for the other",
        "Waiting",
        "Withdrawn",
        "Withdrawn one",
    ]
    places = [texts.index(f"{words}\n") if f"{words}\n" in texts else texts.index(words) for words in order]
    assert places == sorted(places)
    assert "The invitation has not left yet: save it, and send it to Sam." in texts
    assert "Waiting for the other sealed answer." in texts
    assert "Withdrawn by you." in texts
    pair.press("Open the round: Waiting")
    uid = next(one.uid for one in pair.journal.pairs.rounds() if one.round.topic == "Waiting")
    assert pair.went[-1] == ("round", {"round": uid})


# ---- starting


def test_a_round_is_started_with_somebody_whose_card_is_here(pair: Pair) -> None:
    contact = pair.meet_sam()
    pair.show(START)
    assert WHAT_IT_STOPS in pair.texts()
    pair.type_into("The topic, in a line", TOPIC)
    pair.type_into("Find a question", "assum")
    pair.settle()
    question = pair.journal.prompts.now().library.prompt(THOUGHT)
    assert question is not None
    pair.press(f"Add: {question.question}")
    assert "1 of at most 5 questions chosen." in pair.texts()
    assert "The file will open with Sam’s keys only." in pair.texts()
    pair.press("Start, and answer first")
    [one] = pair.journal.pairs.rounds()
    assert (one.round.topic, one.held.contact_uid, one.wordings[0].prompt_id) == (TOPIC, contact, THOUGHT)
    assert pair.went == [("round-answer", {"round": one.uid})]
    assert pair.journal.drafts.of("round:new") is None


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_started(pair: Pair) -> None:
    pair.meet_sam()
    pair.show(START)
    pair.press("Start, and answer first")
    assert "A round needs a topic." in pair.texts()
    assert pair.is_at(pair.named("The topic, in a line"))
    pair.type_into("The topic, in a line", TOPIC)
    pair.press("Start, and answer first")
    assert "A round asks one to five questions." in pair.texts()
    assert not pair.journal.pairs.rounds()


def test_a_sixth_question_is_refused_and_one_can_be_taken_out(pair: Pair) -> None:
    pair.show(START)
    start = pair.view
    questions = start.ask.list  # type: ignore[attr-defined]
    ids = [one.id for one in pair.journal.prompts.now().library.prompts[:6]]
    for one in ids:
        questions.add_prompt(one)
    pair.settle()
    assert questions.prompts == tuple(ids[:5])
    assert "5 questions are enough for one round." in pair.texts()
    first = pair.journal.prompts.now().library.prompt(ids[0])
    assert first is not None
    pair.press(f"Take it out: {first.question}")
    assert questions.prompts == tuple(ids[1:5])
    assert "4 of at most 5 questions chosen." in pair.texts()


def test_what_was_typed_of_a_new_round_is_there_again_after_a_lock(pair: Pair) -> None:
    pair.show(START)
    pair.type_into("The topic, in a line", "Half a topic")
    pair.desk.flush()
    draft = pair.journal.drafts.of("round:new")
    assert draft is not None
    pair.view.widget.hide()
    pair.show(START)
    assert pair.named("The topic, in a line").text() == "Half a topic"  # type: ignore[attr-defined]


def test_a_question_of_ones_own_can_be_asked(pair: Pair) -> None:
    pair.meet_sam()
    pair.show(START)
    pair.press("Write a question of your own")
    pair.type_into("Your question", "What would you not say aloud?")
    pair.press("When I look again")
    pair.press("Add this prompt")
    questions = pair.view.ask.list  # type: ignore[attr-defined]
    [own] = questions.prompts
    assert pair.journal.prompts.now().library.prompt(own) is not None
    assert "1. What would you not say aloud?" in pair.texts()


def test_without_a_card_of_anybody_the_page_says_what_comes_first(pair: Pair) -> None:
    pair.show(START)
    assert "Nobody whose contact card is here." in pair.texts()
    pair.press("Contacts and cards")
    assert pair.went == [("contacts", {})]


# ---- answering alone


def test_answers_are_kept_as_they_are_typed(pair: Pair) -> None:
    pair.start()
    pair.show(ANSWER, round=pair.uid)
    pair.type_into(pair.journal.pairs.round(pair.uid).wordings[1].question, MINE)
    assert pair.journal.pairs.drafts(pair.uid) == (None, None)
    pair.qtbot.wait(REST_MS)
    pair.settle()
    assert pair.journal.pairs.drafts(pair.uid) == (None, AnswerDraft(MINE))


def test_answers_are_kept_before_the_window_locks_and_stand_there_again(pair: Pair) -> None:
    pair.start()
    pair.show(ANSWER, round=pair.uid)
    question = pair.journal.pairs.round(pair.uid).wordings[1].question
    pair.type_into(question, MINE)
    pair.desk.flush()
    assert pair.journal.pairs.drafts(pair.uid)[1] == AnswerDraft(MINE)
    pair.view.widget.hide()
    pair.show(ANSWER, round=pair.uid)
    assert pair.named(question).toPlainText() == MINE  # type: ignore[attr-defined]


def test_undo_takes_an_answer_back_on_the_page_too(pair: Pair) -> None:
    pair.start()
    pair.journal.pairs.answer(pair.uid, 1, AnswerDraft("Before"))
    pair.show(ANSWER, round=pair.uid)
    pair.desk.act(lambda journal: journal.undo(), pair.host)
    pair.settle()
    assert isinstance(pair.view, AnswerPage)
    assert pair.view.sheet.form.given() == (None, None)


def test_with_nothing_answered_it_does_not_go_on(pair: Pair) -> None:
    pair.start()
    pair.show(ANSWER, round=pair.uid)
    pair.press("Next: read and seal")
    assert "Answer one question at least, then go on." in pair.texts()
    assert pair.went == []


def test_ctrl_return_goes_on_to_sealing_with_everything_kept(pair: Pair) -> None:
    pair.start()
    pair.show(ANSWER, round=pair.uid)
    pair.type_into(pair.journal.pairs.round(pair.uid).wordings[1].question, MINE)
    QTest.keyClick(pair.focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    pair.settle()
    assert pair.went == [("round-seal", {"round": pair.uid})]
    assert pair.journal.pairs.drafts(pair.uid)[1] == AnswerDraft(MINE)


# ---- sealing


def test_the_words_are_read_before_they_are_sealed_and_then_stay(pair: Pair) -> None:
    pair.start()
    pair.journal.pairs.answer(pair.uid, 1, AnswerDraft(MINE))
    pair.show(SEAL, round=pair.uid)
    assert pair.reads(TOPIC)
    assert pair.reads(MINE)
    pair.press("Seal my answers")
    assert "Read the words first" in pair.texts()
    assert step(pair) is RoundStep.ANSWERING
    pair.press("I have read these words")
    pair.press("Seal my answers")
    assert step(pair) is RoundStep.WAITING_FOR_SEAL
    assert pair.went == [("round", {"round": pair.uid})]
    pair.show(ANSWER, round=pair.uid)
    assert pair.went[-1] == ("round", {"round": pair.uid})


def test_what_the_privacy_check_notices_wants_a_word_and_changed_words_are_sealed(pair: Pair) -> None:
    pair.start()
    pair.journal.pairs.answer(pair.uid, 1, AnswerDraft("Mr Okafor rang me twice"))
    pair.show(SEAL, round=pair.uid)
    assert "in the answer to question 2" in pair.texts().lower()
    pair.press("I have read these words")
    pair.press("Seal my answers")
    assert "Decide first about what was noticed" in pair.texts()
    pair.press("Other words for “Mr Okafor”")
    pair.type_into("Instead of “Mr Okafor”", "A head")
    pair.press("Use these words")
    assert pair.reads("A head rang me twice")
    pair.press("I have read these words")
    pair.press("Seal my answers")
    assert pair.journal.pairs.round(pair.uid).round.prompts[1].mine == AnswerDraft("A head rang me twice")


def test_what_may_come_from_family_proceedings_stops_first(pair: Pair) -> None:
    pair.start()
    pair.journal.pairs.answer(pair.uid, 1, AnswerDraft("The judge made an order at the hearing"))
    pair.show(SEAL, round=pair.uid)
    assert "Stop: this may come from family proceedings" in pair.texts()
    assert not pair.offers("Seal my answers")
    pair.press("I have checked with legal")
    pair.press("Go on to the words")
    assert pair.offers("Seal my answers")


# ---- the state of a round, and its files


def test_the_invitation_is_saved_for_this_account_alone_and_again_at_any_time(
    pair: Pair, tmp_path: Path
) -> None:
    pair.start()
    pair.seal()
    pair.show(ROUND, round=pair.uid)
    texts = pair.texts()
    assert "Waiting for the other sealed answer" in texts
    assert "The invitation has not left yet" in texts
    pair.write_at("Which folder to save it in", str(tmp_path))
    pair.press("Save the invitation")
    [file] = tmp_path.glob("round-*.balcony")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert MINE.encode() not in file.read_bytes()
    assert "Saved, for your account alone to open" in pair.texts()
    pair.arrive(round=pair.uid)
    assert "The invitation was written on 30 June 2026." in pair.texts()
    assert not pair.offers("Save the invitation")
    pair.press("Write the invitation again")
    assert pair.is_at(pair.named("Save the invitation"))
    pair.press("Save the invitation")
    assert len(list(tmp_path.glob("round-*.balcony"))) == 2


def test_the_invitation_can_go_as_text(pair: Pair) -> None:
    pair.start()
    pair.seal()
    pair.show(ROUND, round=pair.uid)
    pair.press("Give me text to paste into an e-mail")
    text = pair.named("The text, to paste into an e-mail").toPlainText()  # type: ignore[attr-defined]
    assert pair.sam.pairs.open(text).topic == TOPIC


def test_both_are_shown_only_after_the_key_was_written(pair: Pair, tmp_path: Path) -> None:
    pair.start()
    pair.seal()
    pair.keep(pair.sam_answers())
    pair.show(ROUND, round=pair.uid)
    assert "Both are sealed, and neither was read" in pair.texts()
    assert not pair.reads(THEIRS)
    pair.write_at("Which folder to save it in", str(tmp_path / "nowhere"))
    pair.press("Save your key and open both")
    assert step(pair) is RoundStep.READY
    pair.write_at("Which folder to save it in", str(tmp_path))
    pair.press("Save your key and open both")
    assert step(pair) is RoundStep.REVEALED
    [file] = tmp_path.glob("round-*.balcony")
    pair.sam.pairs.keep(pair.sam.pairs.open(file.read_bytes()))
    assert pair.sam.pairs.round(pair.uid).round.prompts[1].theirs == AnswerDraft(MINE)
    pair.press("Look at both answers")
    assert pair.went == [("round-compare", {"round": pair.uid})]


def test_the_key_given_as_text_stays_to_be_copied_and_can_be_written_again(pair: Pair) -> None:
    pair.start()
    pair.seal()
    pair.keep(pair.sam_answers())
    pair.show(ROUND, round=pair.uid)
    pair.press("Give me text to paste into an e-mail")
    text = pair.named("The text, to paste into an e-mail").toPlainText()  # type: ignore[attr-defined]
    assert pair.sam.pairs.open(text).kind is FileKind.ROUND_KEY
    pair.arrive(round=pair.uid)
    pair.press("Write your key again")
    pair.press("Give me text to paste into an e-mail")
    again = pair.named("The text, to paste into an e-mail").toPlainText()  # type: ignore[attr-defined]
    pair.sam.pairs.keep(pair.sam.pairs.open(again))
    assert pair.sam.pairs.round(pair.uid).step is RoundStep.REVEALED


def test_withdrawing_asks_once_more_and_leaves_a_note_to_send(pair: Pair) -> None:
    pair.start()
    pair.seal()
    invitation = pair.invitation()
    pair.show(ROUND, round=pair.uid)
    pair.press("Withdraw from this round…")
    assert step(pair) is RoundStep.WAITING_FOR_SEAL
    assert pair.is_at(pair.named("Stay in it"))
    pair.press("Stay in it")
    pair.press("Withdraw from this round…")
    pair.press("Withdraw now")
    assert step(pair) is RoundStep.WITHDRAWN
    texts = pair.texts()
    assert "Withdrawn by you" in texts
    assert "no fault is recorded" in texts
    pair.press("Give me text to paste into an e-mail")
    note = pair.named("The text, to paste into an e-mail").toPlainText()  # type: ignore[attr-defined]
    pair.sam.pairs.keep(pair.sam.pairs.open(invitation))
    pair.sam.pairs.keep(pair.sam.pairs.open(note))
    assert pair.sam.pairs.round(pair.uid).step is RoundStep.WITHDRAWN


def test_who_was_invited_hears_that_the_key_may_be_with_the_other(pair: Pair) -> None:
    pair.keep(pair.sam_starts())
    pair.show(ROUND, round=pair.uid)
    assert "Sam invites you. Your answers are not sealed yet" in pair.texts()
    pair.journal.pairs.answer(pair.uid, 1, AnswerDraft(MINE))
    pair.journal.pairs.seal(pair.uid)
    pair.arrive(round=pair.uid)
    assert "Waiting for their key" in pair.texts()
    assert "the key may already be with Sam" not in pair.texts()
    pair.press("Give me text to paste into an e-mail")
    pair.arrive(round=pair.uid)
    assert "the key may already be with Sam" in pair.texts()


def test_a_round_nobody_knows_of_is_deleted_and_undo_brings_it_back(pair: Pair) -> None:
    pair.start()
    pair.show(ROUND, round=pair.uid)
    assert not pair.offers("Withdraw from this round…")
    pair.press("Delete this round")
    assert not pair.journal.pairs.rounds()
    assert pair.went == [("compare", {})]
    pair.journal.undo()
    assert step(pair) is RoundStep.ANSWERING


def test_the_same_can_be_asked_again(pair: Pair) -> None:
    pair.start()
    pair.seal()
    pair.keep(pair.sam_answers())
    pair.journal.pairs.reveal(pair.uid)
    pair.show(ROUND, round=pair.uid)
    pair.press("Ask the same again")
    again = pair.journal.pairs.rounds()[-1]
    assert again.held.look_back == pair.uid
    assert pair.went[-1] == ("round", {"round": again.uid})


def test_a_day_that_has_come_is_said_and_nothing_happens_by_itself(pair: Pair) -> None:
    contact = pair.meet_sam()
    pair.uid = pair.journal.pairs.start(TOPIC, (POSITION,), closes_on=pair.clock.today(), contact=contact)
    pair.show(ROUND, round=pair.uid)
    assert "You meant to be done today. Nothing happens by itself" in pair.texts()
    assert step(pair) is RoundStep.ANSWERING


# ---- what arrives


def opened(pair: Pair, text: str) -> object:
    return pair.journal.desk.open(text)


def test_an_invitation_says_who_and_what_before_it_is_kept_and_never_their_answers(pair: Pair) -> None:
    text = pair.sam_starts()
    pair.show(ARRIVED, opened=opened(pair, text))
    texts = pair.texts()
    assert "From Sam. Nothing of it is in your journal yet." in texts
    assert TOPIC in texts
    assert "The placement may break down" in texts
    assert pair.journal.pairs.rounds() == ()
    pair.press("Keep the invitation")
    assert step(pair) is RoundStep.ANSWERING
    assert pair.went == [("round", {"round": pair.uid})]
    assert not pair.reads(THEIRS)


def test_the_first_file_of_somebody_new_says_so(pair: Pair) -> None:
    text = pair.sam_starts()
    contact = pair.journal.sharing.people.contacts()[0].uid
    pair.journal.sharing.people.confirm(contact, confirmed=False)
    pair.show(ARRIVED, opened=opened(pair, text))
    assert "Nobody of this name is confirmed here yet." in pair.texts()


def test_their_key_opens_both_and_leads_to_comparing(pair: Pair) -> None:
    pair.keep(pair.sam_starts())
    pair.journal.pairs.answer(pair.uid, 1, AnswerDraft(MINE))
    pair.journal.pairs.seal(pair.uid)
    answer = pair.journal.pairs.as_text(
        pair.journal.pairs.file_of(pair.uid, FileKind.ROUND_ANSWER), read=True
    )
    pair.sam.pairs.keep(pair.sam.pairs.open(answer))
    key = pair.sam.pairs.reveal(pair.uid).text
    assert key is not None
    pair.show(ARRIVED, opened=opened(pair, key))
    assert not pair.reads(THEIRS)
    pair.press("Open both answers")
    assert step(pair) is RoundStep.REVEALED
    assert pair.went == [("round-compare", {"round": pair.uid})]


def test_a_late_file_of_a_withdrawn_round_is_refused_with_its_reason(pair: Pair) -> None:
    pair.start()
    pair.seal()
    answer = pair.sam_answers()
    pair.journal.pairs.withdraw(pair.uid)
    pair.show(ARRIVED, opened=opened(pair, answer))
    assert "This round was withdrawn." in pair.texts()
    assert not pair.offers("Keep their sealed answer")


def test_opening_a_file_of_a_round_leads_to_its_preview_and_an_own_one_says_so(pair: Pair) -> None:
    text = pair.sam_starts()
    pair.show(OPEN_FILE, text=text)
    pair.settle()
    page, where = pair.went[-1]
    assert page == "round-arrived"
    assert isinstance(where, dict)
    assert where["opened"].kind is FileKind.ROUND_INVITATION
    pair.start(topic="Mine")
    pair.seal()
    pair.arrive(text=pair.invitation())
    pair.settle()
    assert "It is a file of one of your pair rounds" in pair.texts()
    pair.press("Your pair rounds")
    assert pair.went[-1] == ("compare", {})
