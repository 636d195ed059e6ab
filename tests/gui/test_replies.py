"""A reply in the window: looked at, taken in, opened again; its comments and actions, and the threads that follow."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.conversation import ActionStatus, CommentKind
from app.domain.merging import ActionDecision
from app.domain.sharing import BundleComment, new_id
from app.ui.decision import PAGE as DECISION
from app.ui.replies import PAGE as REPLY
from app.ui.share import PAGE
from app.ui.with_others import PAGE as WITH_OTHERS
from tests.fixtures.cheap import log
from tests.gui.sharing_pages import Shared
from tests.gui.stage import QUIET

pytestmark = QUIET


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    sitting = Shared(qtbot, tmp_path)
    yield sitting
    sitting.close()


# ---- a reply


def test_a_reply_is_shown_then_taken_in_and_undone_at_once(sat: Shared) -> None:
    uid = sat.meet()
    entry = log(sat.journal, "One", decision="Hold it open")
    reply = sat.reply_to(sat.give(uid, entry), quote="Hold it")
    before = sat.journal.entry(entry)
    sat.show(REPLY, opened=sat.journal.desk.open(reply))
    assert "What made it open?" in sat.texts()
    assert "“Hold it”" in sat.texts()
    assert "1 comment is new." in sat.texts()
    assert not sat.journal.conversation.replies()
    sat.press("In my own words")
    sat.write_at("In your own words: Ask the partners first", "Ask two partners")
    sat.press("Put it beside my entries")
    assert [one.text for one in sat.journal.conversation.actions()] == ["Ask two partners"]
    assert sat.journal.conversation.comments(entry)[0].comments[0].body == "What made it open?"
    assert sat.journal.entry(entry) == before
    sat.journal.undo()
    assert not sat.journal.conversation.replies()
    assert not sat.journal.conversation.actions()


def test_what_is_not_accepted_is_left_out(sat: Shared) -> None:
    uid = sat.meet()
    reply = sat.reply_to(sat.give(uid, log(sat.journal, "One", decision="Hold it open")))
    sat.show(REPLY, opened=sat.journal.desk.open(reply))
    sat.press("Put it beside my entries")
    assert sat.journal.conversation.replies()
    assert not sat.journal.conversation.actions()


def test_a_comment_whose_words_are_gone_is_shown_with_what_it_quotes(sat: Shared) -> None:
    uid = sat.meet()
    entry = log(sat.journal, "One", decision="Hold it open")
    reply = sat.reply_to(sat.give(uid, entry), quote="Hold it")
    from app.domain.entries import EntryDraft

    sat.journal.writing.rewrite(entry, EntryDraft(title="One", decision="Something else"))
    sat.show(REPLY, opened=sat.journal.desk.open(reply))
    assert "Comments without their place" in sat.texts()
    assert "“Hold it”" in sat.texts()
    assert "1 without their place in your words" in sat.texts()


def test_a_reply_that_was_taken_in_opens_again_for_what_was_left(sat: Shared) -> None:
    uid = sat.meet()
    reply = sat.reply_to(sat.give(uid, log(sat.journal, "One", decision="Hold it open")))
    sat.journal.merging.merge(sat.journal.merging.preview(reply))
    sat.show(REPLY, opened=sat.journal.desk.open(reply))
    assert "It was taken into your journal before." in sat.texts()
    assert "You can still accept what you left out" in sat.texts()
    assert "No comments are new; 1 already here." in sat.texts()
    sat.press("Accept")
    sat.press("Take in what you accepted")
    assert sat.said[-1] == "What you accepted is yours now. Undo takes it back."
    [action] = sat.journal.conversation.actions()
    assert (action.text, len(sat.journal.conversation.replies())) == ("Ask the partners first", 1)
    sat.page.hide()
    sat.show(REPLY, opened=sat.journal.desk.open(reply))
    assert "You accepted this before." in sat.texts()
    assert not sat.offers("Take in what you accepted")
    sat.press("See where it stands")
    assert sat.went[-1][0] == "with-others"


def said_of_everything(sat: Shared, data: bytes, **more: object) -> bytes:
    """A reply with one comment on everything, or on nothing that was shared."""
    desk = sat.coach.desk
    opened = desk.open(data)
    desk.keep(opened)
    said = BundleComment(new_id(), "", "", CommentKind.ENCOURAGEMENT, "You named it early.")
    desk.remark(opened.share.bundle_id, replace(said, **more))  # type: ignore[arg-type]
    return desk.seal(desk.reply(opened.share.bundle_id)).data


def test_a_comment_on_everything_is_read_with_others_and_can_be_answered(sat: Shared) -> None:
    uid = sat.meet()
    reply = said_of_everything(sat, sat.give(uid, log(sat.journal, "One", decision="Hold it open")))
    sat.journal.merging.merge(sat.journal.merging.preview(reply))
    sat.show(WITH_OTHERS)
    assert "You named it early." in sat.texts()
    assert "On: everything you shared" in sat.texts()
    sat.press("Answer in the next share: An encouragement, R. Iqbal")
    sat.type_into("Your answer: An encouragement, R. Iqbal", "Thank you")
    sat.press("Keep this answer: An encouragement, R. Iqbal")
    assert [one.answer for one in sat.journal.merging.answers(uid)] == ["Thank you"]
    assert "Thank you" in sat.texts()


def test_a_framework_that_a_coach_names_is_named_to_the_leader(sat: Shared) -> None:
    """In the preview, on the page of the entry, and with others; also where nothing more was said."""
    uid = sat.meet()
    entry = log(sat.journal, "One", decision="Hold it open")
    data = sat.give(uid, entry)
    share = sat.coach.desk.open(data).share.entries[0].share_id
    framework = {"kind": CommentKind.FRAMEWORK, "framework": "decision-quality", "body": ""}
    reply = said_of_everything(sat, data, share_id=share, field_id="decision", **framework)
    sat.show(REPLY, opened=sat.journal.desk.open(reply))
    assert "Framework: Decision quality" in sat.texts()
    sat.press("Put it beside my entries")
    for kind, where in ((DECISION, {"entry": entry}), (WITH_OTHERS, {})):
        sat.page.hide()
        sat.show(kind, **where)
        assert "Framework: Decision quality" in sat.texts()


def test_an_agreed_action_stands_on_the_page_of_its_entry_and_is_marked_there(sat: Shared) -> None:
    uid = sat.meet()
    entry = log(sat.journal, "One", decision="Hold it open")
    preview = sat.journal.merging.preview(sat.reply_to(sat.give(uid, entry)))
    sat.journal.merging.merge(preview, {preview.actions[0].action.action_id: ActionDecision(True)})
    sat.show(DECISION, entry=entry)
    assert "Ask the partners first" in sat.texts()
    sat.press("Mark as done: Ask the partners first")
    assert sat.journal.conversation.actions()[0].status is ActionStatus.DONE
    assert sat.offers("Open again: Ask the partners first")


def test_a_long_reply_comes_in_parts(sat: Shared) -> None:
    uid = sat.meet()
    data = sat.give(uid, log(sat.journal, "One", decision="Hold it open"))
    desk = sat.coach.desk
    opened = desk.open(data)
    desk.keep(opened)
    share = opened.share.entries[0].share_id
    for place in range(70):
        said = BundleComment(new_id(), share, "decision", CommentKind.NOTICING, f"Remark {place}")
        desk.remark(opened.share.bundle_id, said)
    reply = desk.seal(desk.reply(opened.share.bundle_id)).data
    sat.show(REPLY, opened=sat.journal.desk.open(reply))
    assert "70 comments are new." in sat.texts()
    assert ("Remark 39" in sat.texts(), "Remark 40" in sat.texts()) == (True, False)
    assert "Part 1 of 2" in sat.texts()
    sat.press("What comes next")
    assert ("Remark 39" in sat.texts(), "Remark 69" in sat.texts()) == (False, True)
    sat.press("What comes before")
    assert "Remark 39" in sat.texts()


# ---- threads on the page of an entry


def test_an_answer_that_was_begun_is_there_after_locking(sat: Shared) -> None:
    uid = sat.meet()
    entry = log(sat.journal, "One", decision="Hold it open")
    sat.journal.merging.merge(sat.journal.merging.preview(sat.reply_to(sat.give(uid, entry))))
    sat.show(DECISION, entry=entry)
    sat.press("Answer in the next share: A question, R. Iqbal")
    sat.type_into("Your answer: A question, R. Iqbal", "The wind")
    sat.journal.writing.add_thought(entry, "Another thing")
    sat.desk.changed.emit(None, None)
    sat.settle()
    assert sat.named("Your answer: A question, R. Iqbal").toPlainText() == "The wind"  # type: ignore[attr-defined]
    sat.desk.flush()
    sat.page.hide()
    sat.show(DECISION, entry=entry)
    assert sat.named("Your answer: A question, R. Iqbal").toPlainText() == "The wind"  # type: ignore[attr-defined]
    assert sat.journal.merging.answers(uid) == ()
    sat.press("Keep this answer: A question, R. Iqbal")
    assert [one.answer for one in sat.journal.merging.answers(uid)] == ["The wind"]
    assert sat.journal.drafts.all() == {}


def test_what_a_coach_said_is_kept_while_it_is_typed_in(sat: Shared) -> None:
    one, other = (log(sat.journal, title, decision="Hold it open") for title in ("One", "Two"))
    sat.show(DECISION, entry=one)
    sat.press("Type in what my coach said")
    sat.type_into("Who said it", "R. Iqbal")
    sat.type_into("What they said", "You paused")
    sat.arrive(entry=other)
    assert not sat.offers("What they said")
    sat.arrive(entry=one)
    assert sat.named("What they said").toPlainText() == "You paused"  # type: ignore[attr-defined]
    sat.press("Leave what they said")
    assert sat.journal.drafts.all() == {}
    assert not sat.offers("What they said")


def test_an_answer_waits_for_the_next_share_and_goes_only_if_ticked(sat: Shared) -> None:
    uid = sat.meet()
    entry = log(sat.journal, "One", decision="Hold it open")
    sat.journal.merging.merge(sat.journal.merging.preview(sat.reply_to(sat.give(uid, entry))))
    sat.show(DECISION, entry=entry)
    sat.press("Answer in the next share: A question, R. Iqbal")
    sat.type_into("Your answer: A question, R. Iqbal", "The wind did")
    sat.press("Keep this answer: A question, R. Iqbal")
    assert [one.answer for one in sat.journal.merging.answers(uid)] == ["The wind did"]
    sat.page.hide()
    sat.show(PAGE, contact=uid)
    sat.press("Next: for whom")
    sat.settle()
    assert not sat.named("Answer: The wind did").isChecked()  # type: ignore[attr-defined]
    sat.press("Answer: The wind did")
    sat.press("Next: read the words")
    sat.settle()
    assert "In answer to an earlier comment" in sat.texts()
    assert "The wind did" in sat.texts()


def test_a_thread_is_closed_and_opened_again(sat: Shared) -> None:
    uid = sat.meet()
    entry = log(sat.journal, "One", decision="Hold it open")
    sat.journal.merging.merge(sat.journal.merging.preview(sat.reply_to(sat.give(uid, entry))))
    sat.show(DECISION, entry=entry)
    sat.press("Close this thread: A question, R. Iqbal")
    assert "This thread is closed." in sat.texts()
    sat.press("Open it again: A question, R. Iqbal")
    assert "This thread is closed." not in sat.texts()


def test_what_a_coach_said_is_typed_in_and_says_so(sat: Shared) -> None:
    entry = log(sat.journal, "One", decision="Hold it open")
    sat.show(DECISION, entry=entry)
    sat.press("Type in what my coach said")
    sat.press("Keep what they said")
    assert "Say who said it, and what." in sat.texts()
    sat.type_into("Who said it", "R. Iqbal")
    sat.press("Something noticed")
    sat.type_into("What they said", "You paused first")
    sat.press("Keep what they said")
    [reply] = sat.journal.conversation.comments(entry)
    assert reply.typed_in
    assert reply.comments[0].kind is CommentKind.NOTICING
    assert "Typed in by you." in sat.texts()
    assert "You paused first" in sat.texts()
