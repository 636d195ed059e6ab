"""A reply is shown before it is kept, adds beside entries and never in them, and one undo takes it back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.contacts import ContactKind
from app.domain.conversation import CommentKind
from app.domain.entries import AnswerDraft, EntryDraft, EntryId
from app.domain.errors import AlreadyOpened, InvalidInput, NotGenuine, UnknownShare
from app.domain.merging import ActionDecision, Standing
from app.domain.privacy.offsets import Edit
from app.domain.sharing import BundleComment, ProposedAction, SessionNote, ShareBundle, Trust, new_id
from app.sharing.files import new_reply_token, seal_reply, seal_share
from app.storage import merging as kept
from tests.fixtures.cheap import TODAY, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.coaching import Person, opened, person, reply_to, said, sent_to, share
from tests.fixtures.same_journal import rows

CONTEXT = "We waited for the board, and the front door stayed shut for a week."
ENTRIES = ("entry", "answer", "answer_choice", "review", "addition", "version", "field_mark", "entry_theme")


@pytest.fixture
def entry(leader: Person) -> EntryId:
    answers = {"ll-assumption": AnswerDraft("That the board reads its papers.")}
    return log(
        leader.journal, "Hold the front door", context=CONTEXT, expected="Fewer calls.", answers=answers
    )


@pytest.fixture
def bundle(leader: Person, coach: Person, entry: EntryId) -> ShareBundle:
    return share(leader, [entry], contact=leader.contact(coach))


def merge(leader: Person, coach: Person, bundle: ShareBundle, *comments: Any, **reply: Any) -> Any:
    return leader.merging.merge(leader.merging.preview(opened(reply_to(bundle, *comments, **reply), coach)))


def rewrite(leader: Person, entry: EntryId, context: str) -> None:
    """Change the context of an entry, leaving all else."""
    now = leader.journal.entry(entry)
    answers = {one.prompt_id: AnswerDraft(one.value, one.other) for one in now.answers}
    draft = EntryDraft(
        kind=now.kind, title=now.title, context=context, decision=now.decision, expected=now.expected,
        confidence=now.confidence, review_due=now.review_due, no_review=now.no_review,
        decided_on=now.decided_on, answers=answers,
    )  # fmt: skip
    leader.journal.writing.rewrite(entry, draft)


# ---- before anything is kept


def test_a_whole_round_trip_brings_the_remarks_home(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle, tmp_path: Path
) -> None:
    coach.desk.keep(coach.desk.open(sent_to(bundle, leader, coach)))
    coach.desk.remark(bundle.bundle_id, said(bundle, "Why wait?", "waited for the board"))
    coach.desk.propose(bundle.bundle_id, ProposedAction("", "Ask the board", TODAY, "leader"))
    coach.desk.note_session(bundle.bundle_id, SessionNote(TODAY, "We spoke.", "Wait less."))
    path = coach.desk.save(coach.desk.seal(coach.desk.reply(bundle.bundle_id)), tmp_path)
    before = rows(leader.journal)
    preview = leader.merging.preview(path.read_bytes())
    assert rows(leader.journal) == before
    assert (preview.from_name, preview.shared_on, preview.shared_as) == ("Birch", TODAY, "Coach")
    (one,) = preview.comments
    assert (one.title, one.label, one.quote) == (
        "Hold the front door",
        "What was going on",
        "waited for the board",
    )
    (action,) = preview.actions
    leader.merging.merge(preview, {action.action.action_id: ActionDecision(True)})
    (reply,) = leader.journal.conversation.comments(entry)
    assert [(each.body, each.quote) for each in reply.comments] == [("Why wait?", "waited for the board")]
    assert (reply.session_summary, reply.take_away, reply.from_name) == ("We spoke.", "Wait less.", "Birch")
    (kept,) = leader.journal.conversation.actions()
    assert (kept.text, kept.due_on, kept.owner, kept.agreed_on) == ("Ask the board", TODAY, "leader", TODAY)
    again = leader.merging.preview(path.read_bytes())
    assert (again.already, again.fresh, again.undecided) == (True, (), ())
    assert leader.merging.merge(again, {action.action.action_id: ActionDecision(True)}) is None
    assert_whole(leader.journal)


def test_a_reply_to_nothing_that_was_shared_is_refused(
    leader: Person, coach: Person, bundle: ShareBundle
) -> None:
    reply = replace(reply_to(bundle, said(bundle)), bundle_id=new_id())
    with pytest.raises(UnknownShare):
        leader.merging.preview(opened(reply, coach))
    data = seal_reply(reply, coach.keys.identity, (leader.keys.card,))
    with pytest.raises(UnknownShare):
        leader.merging.preview(data)


def test_what_is_no_reply_is_not_merged(leader: Person, coach: Person, bundle: ShareBundle) -> None:
    with pytest.raises(InvalidInput):
        coach.merging.preview(sent_to(bundle, leader, coach))


def test_only_whom_a_share_was_made_for_can_answer_it(
    leader: Person, coach: Person, bundle: ShareBundle, tmp_path: Path, clock: MovedClock
) -> None:
    third = person(tmp_path / "third", "Rowan", clock)
    leader.knows(third, ContactKind.COACH)
    with pytest.raises(NotGenuine):
        leader.merging.preview(opened(reply_to(bundle, said(bundle)), third))
    third.journal.close(back_up=False)


def test_a_share_without_keys_is_answered_by_whoever_proves_to_have_read_it(
    leader: Person, coach: Person, entry: EntryId, tmp_path: Path, clock: MovedClock
) -> None:
    token = new_reply_token()
    bundle = share(leader, [entry], reply_token=token)
    reader = person(tmp_path / "reader", "Rowan", clock)
    data = seal_share(bundle, leader.keys.identity, "quiet herons wade", reply_token=token, factor=10)
    reader.desk.keep(reader.desk.open(data, "quiet herons wade"))
    reader.desk.remark(bundle.bundle_id, said(bundle))
    text = reader.desk.as_text(reader.desk.seal(reader.desk.reply(bundle.bundle_id)))
    preview = leader.merging.preview(text)
    assert preview.trust is Trust.FIRST_USE
    leader.merging.merge(preview)
    assert leader.contact(reader)
    stranger = opened(reply_to(bundle, said(bundle)), reader, trust=Trust.FIRST_USE)
    with pytest.raises(NotGenuine):
        leader.merging.preview(stranger)
    reader.journal.close(back_up=False)


# ---- merging


def test_merging_adds_beside_entries_and_writes_to_none(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    before = rows(leader.journal)
    change = merge(leader, coach, bundle, said(bundle, words="the board"), said(bundle, field_id="title"))
    after = rows(leader.journal)
    assert {name: after[name] for name in ENTRIES} == {name: before[name] for name in ENTRIES}
    assert change.tables == {"reply", "comment"}


def test_one_undo_takes_a_whole_merge_back(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    action = ProposedAction(new_id(), "Ask the board", None, "coach")
    preview = leader.merging.preview(
        opened(reply_to(bundle, said(bundle), said(bundle), actions=[action]), coach)
    )
    before = rows(leader.journal)
    leader.merging.merge(preview, {action.action_id: ActionDecision(True)})
    after = rows(leader.journal)
    leader.journal.undo()
    assert rows(leader.journal) == before
    leader.journal.redo()
    assert rows(leader.journal) == after
    assert_whole(leader.journal)


def test_the_same_reply_twice_changes_nothing(leader: Person, coach: Person, bundle: ShareBundle) -> None:
    preview = leader.merging.preview(opened(reply_to(bundle, said(bundle), said(bundle)), coach))
    leader.merging.merge(preview)
    once = rows(leader.journal)
    assert leader.merging.merge(preview) is None
    again = leader.merging.preview(preview.opened)
    assert (again.already, again.fresh) == (True, ())
    assert rows(leader.journal) == once


def test_a_comment_that_comes_in_two_replies_is_kept_once(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    first = said(bundle, "Once")
    merge(leader, coach, bundle, first)
    merge(leader, coach, bundle, replace(first, body="Said otherwise"), said(bundle, "New"))
    bodies = [one.body for reply in leader.journal.conversation.comments(entry) for one in reply.comments]
    assert bodies == ["Once", "New"]


def test_a_removed_comment_does_not_come_back_with_the_same_reply(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    one = said(bundle)
    preview = leader.merging.preview(opened(reply_to(bundle, one), coach))
    leader.merging.merge(preview)
    leader.merging.answer(one.comment_id, "Because.")
    leader.merging.remove(one.comment_id)
    assert leader.journal.conversation.comments(entry) == ()
    leader.merging.merge(preview)
    assert leader.journal.conversation.comments(entry) == ()
    leader.journal.undo()
    (reply,) = leader.journal.conversation.comments(entry)
    assert [each.answers[0].body for each in reply.comments] == ["Because."]


def test_actions_are_accepted_reworded_or_declined_and_can_be_taken_later(
    leader: Person, coach: Person, bundle: ShareBundle
) -> None:
    actions = [ProposedAction(new_id(), f"Action {place}", None, "leader") for place in range(3)]
    preview = leader.merging.preview(opened(reply_to(bundle, actions=actions), coach))
    taken, reworded, declined = (one.action_id for one in actions)
    week = TODAY + timedelta(days=7)
    leader.merging.merge(
        preview,
        {
            taken: ActionDecision(True),
            reworded: ActionDecision(True, "In my words", week),
            declined: ActionDecision(False),
        },
    )
    found = {one.uid: (one.text, one.due_on) for one in leader.journal.conversation.actions()}
    assert found == {taken: ("Action 0", None), reworded: ("In my words", week)}
    again = leader.merging.preview(preview.opened)
    assert [one.here for one in again.actions] == [True, True, False]
    leader.merging.merge(again, dict.fromkeys(found, ActionDecision(True)) | {declined: ActionDecision(True)})
    assert {one.uid for one in leader.journal.conversation.actions()} == {taken, reworded, declined}


# ---- where remarks stand


def place_of(leader: Person, entry: EntryId) -> Any:
    (place,) = leader.merging.places(entry).values()
    return place


def test_a_remark_follows_words_that_move(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    merge(leader, coach, bundle, said(bundle, words="the front door stayed shut"))
    for context in (CONTEXT, "In May. " + CONTEXT, CONTEXT.replace("We waited", "They waited at first")):
        if context != CONTEXT:
            rewrite(leader, entry, context)
        place = place_of(leader, entry)
        assert place.standing is Standing.WORDS
        assert context[slice(*place.spot)] == "the front door stayed shut"


def test_a_remark_whose_words_are_gone_is_shown_under_the_entry(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    rewrite(leader, entry, "Other words altogether.")
    preview = leader.merging.preview(
        opened(reply_to(bundle, said(bundle, words="the front door stayed")), coach)
    )
    assert [one.place.standing for one in preview.unplaced] == [Standing.UNPLACED]
    leader.merging.merge(preview)
    (reply,) = leader.journal.conversation.comments(entry)
    assert reply.comments[0].quote == "the front door stayed"
    assert place_of(leader, entry).standing is Standing.UNPLACED


def test_a_remark_on_a_changed_copy_stands_on_the_leaders_own_words(
    leader: Person, coach: Person, entry: EntryId, clock: MovedClock
) -> None:
    at = CONTEXT.index("the board")
    bundle = share(leader, [entry], contact=leader.contact(coach), edits=[Edit(at, at + 9, "a committee")])
    merge(leader, coach, bundle, said(bundle, words="waited for a committee"))
    assert CONTEXT[slice(*place_of(leader, entry).spot)] == "waited for the board"
    clock.pass_by(days=2)  # from then on the earlier text is kept, and leads from the copy to the new one
    moved = "In May. " + CONTEXT
    rewrite(leader, entry, moved)
    assert moved[slice(*place_of(leader, entry).spot)] == "waited for the board"


def test_a_remark_on_an_answer_or_on_everything_has_its_place(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    whole = replace(said(bundle), share_id="", field_id="")
    on_entry = replace(said(bundle), field_id="")
    on_answer = said(bundle, words="reads its papers", field_id="answer:ll-assumption")
    preview = leader.merging.preview(opened(reply_to(bundle, whole, on_entry, on_answer), coach))
    assert [one.place.standing for one in preview.comments] == [
        Standing.SHARE,
        Standing.ENTRY,
        Standing.WORDS,
    ]
    leader.merging.merge(preview)
    (reply,) = leader.journal.conversation.replies()
    assert [one.uid for one in reply.loose] == [whole.comment_id]
    assert [(one.field, one.prompt_id) for one in reply.comments] == [("", None), ("answer", "ll-assumption")]


def test_a_remark_on_something_that_was_not_shared_is_listed_and_tied_to_nothing(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    foreign = replace(said(bundle, words="the board"), share_id=new_id())
    unasked = replace(said(bundle, words="the board"), field_id="answer:other")
    preview = leader.merging.preview(opened(reply_to(bundle, foreign, unasked), coach))
    assert [(one.place.standing, one.quote) for one in preview.comments] == [(Standing.NOT_SHARED, None)] * 2
    leader.merging.merge(preview)
    assert leader.journal.conversation.comments(entry) == ()
    (reply,) = leader.journal.conversation.replies()
    assert {(one.uid, one.anchor) for one in reply.loose} == {
        (foreign.comment_id, None),
        (unasked.comment_id, None),
    }


def test_a_remark_on_an_entry_in_the_bin_comes_back_with_it(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    leader.journal.writing.delete([entry])
    preview = leader.merging.preview(opened(reply_to(bundle, said(bundle, words="the board")), coach))
    assert [one.place.standing for one in preview.unplaced] == [Standing.IN_BIN]
    leader.merging.merge(preview)
    assert leader.journal.conversation.comments(entry) == ()
    leader.journal.writing.restore([entry])
    (reply,) = leader.journal.conversation.comments(entry)
    assert len(reply.comments) == 1


def test_words_of_an_erased_entry_do_not_come_back_with_a_quote(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle, clock: MovedClock
) -> None:
    shown = leader.merging.preview(opened(reply_to(bundle, said(bundle, words="the front door")), coach))
    leader.journal.writing.delete([entry])
    clock.pass_by(days=31)
    assert leader.journal.care.empty_bin() == 1
    leader.merging.merge(shown)
    (reply,) = leader.journal.conversation.replies()
    (one,) = reply.loose
    assert (one.quote, one.anchor, one.body) == ("[removed]", None, "What made you wait?")
    with leader.journal.file.read() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM comment").all()
    assert "front door" not in repr(kept)
    assert_whole(leader.journal)


def test_a_quote_the_share_never_held_is_not_taken(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    one = said(bundle, words="the board")
    assert one.anchor is not None
    planted = replace(one, anchor=replace(one.anchor, exact="put in my mouth", end=one.anchor.start + 15))
    merge(leader, coach, bundle, planted)
    (reply,) = leader.journal.conversation.comments(entry)
    assert reply.comments[0].quote == "[removed]"
    assert place_of(leader, entry).standing is Standing.UNPLACED


# ---- typed in, threads


def test_what_a_coach_said_can_be_typed_in_and_is_marked_so(
    leader: Person, coach: Person, entry: EntryId
) -> None:
    leader.merging.typed_in(entry, "Birch", "Who was not in the room?", kind=CommentKind.NOTICING)
    (reply,) = leader.journal.conversation.comments(entry)
    assert (reply.typed_in, reply.from_name, reply.contact_uid) == (True, "Birch", leader.contact(coach))
    assert [(one.body, one.kind) for one in reply.comments] == [
        ("Who was not in the room?", CommentKind.NOTICING)
    ]
    assert place_of(leader, entry).standing is Standing.ENTRY
    leader.journal.undo()
    assert leader.journal.conversation.comments(entry) == ()
    with pytest.raises(InvalidInput):
        leader.merging.typed_in(entry, "Birch", " ")


def test_an_answer_waits_for_the_next_share_with_that_coach_and_leaves_once(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    one, two = said(bundle), said(bundle)
    merge(leader, coach, bundle, one, two)
    leader.merging.answer(one.comment_id, "A first answer")
    leader.merging.answer(one.comment_id, "Because of May.")
    leader.merging.answer(two.comment_id, "Never sent")
    leader.merging.close_thread(two.comment_id)
    contact = leader.contact(coach)
    waiting = leader.merging.answers(contact)
    assert [(each.comment_id, each.answer) for each in waiting] == [(one.comment_id, "Because of May.")]
    assert leader.merging.answers("somebody else") == ()
    later = share(leader, [entry], contact=contact, thread=waiting)
    with leader.journal.file.write("Share", leader.journal.clock.now()) as act:
        kept.note_answers_sent(act.uow.connection, later.thread, later.bundle_id)
    assert leader.merging.answers(contact) == ()
    (reply,) = leader.journal.conversation.comments(entry)
    assert [(each.closed, each.answers[0].bundle_uid) for each in reply.comments] == [
        (False, later.bundle_id),
        (True, None),
    ]


def test_a_comment_can_answer_an_earlier_one(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    first = said(bundle)
    merge(leader, coach, bundle, first)
    merge(leader, coach, bundle, said(bundle, "And then?", in_reply_to=first.comment_id))
    bodies = [
        one.in_reply_to for reply in leader.journal.conversation.comments(entry) for one in reply.comments
    ]
    assert bodies == [None, first.comment_id]


def test_what_goes_on_with_a_comment_stands_with_the_entry_that_one_speaks_of(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    """Whichever of them is merged first, and however long the thread is."""
    other = log(leader.journal, "Another door")
    first = said(bundle, "Whose door was it?")
    later = share(leader, [other], contact=leader.contact(coach))
    second = BundleComment(
        new_id(), "", "", CommentKind.QUESTION, "And whose now?", in_reply_to=first.comment_id
    )
    third = replace(second, comment_id=new_id(), body="Still?", in_reply_to=second.comment_id)
    merge(leader, coach, later, third)
    merge(leader, coach, later, second)
    assert leader.journal.conversation.comments(entry) == ()
    merge(leader, coach, bundle, first)
    bodies = {one.body for reply in leader.journal.conversation.comments(entry) for one in reply.comments}
    assert bodies == {"Whose door was it?", "And whose now?", "Still?"}
    assert leader.merging.places(entry)[third.comment_id].standing is Standing.THREAD
    assert leader.journal.conversation.comments(other) == ()
    again = replace(third, comment_id=new_id())
    preview = leader.merging.preview(opened(reply_to(later, again), coach))
    assert (preview.comments[0].place.standing, preview.comments[0].title) == (
        Standing.THREAD,
        "Hold the front door",
    )


def test_a_comment_that_goes_on_with_itself_ends_nothing(
    leader: Person, coach: Person, bundle: ShareBundle
) -> None:
    uid = new_id()
    merge(leader, coach, bundle, BundleComment(uid, "", "", CommentKind.QUESTION, "Well?", in_reply_to=uid))
    (reply,) = leader.journal.conversation.replies()
    assert [one.uid for one in reply.loose] == [uid]


# ---- agreed actions


def test_an_accepted_action_is_kept_and_found_with_the_entry_the_reply_speaks_of(
    leader: Person, coach: Person, entry: EntryId
) -> None:
    other = log(leader.journal, "Another door")
    bundle = share(leader, [entry, other], contact=leader.contact(coach))
    action = ProposedAction(new_id(), "Ask the caretaker", None, "leader")
    reply = reply_to(bundle, said(bundle, entry=1, field_id="title"), actions=[action])
    preview = leader.merging.preview(opened(reply, coach))
    assert preview.actions[0].title == "Another door"
    leader.merging.merge(preview)
    assert leader.journal.finding.search("caretaker").entries == ()
    leader.merging.merge(preview, {action.action_id: ActionDecision(True)})
    assert [one.id for one in leader.journal.finding.search("caretaker").entries] == [other]
    assert [one.text for one in leader.journal.conversation.actions_with(other)] == ["Ask the caretaker"]
    assert leader.journal.conversation.actions_with(entry) == ()
    assert_whole(leader.journal)
    leader.journal.undo()
    assert leader.journal.finding.search("caretaker").entries == ()
    assert_whole(leader.journal)


def test_an_action_of_a_reply_without_comments_is_kept_with_the_only_entry_shared(
    leader: Person, coach: Person, entry: EntryId, bundle: ShareBundle
) -> None:
    action = ProposedAction(new_id(), "Ask", None, "leader")
    preview = leader.merging.preview(opened(reply_to(bundle, actions=[action]), coach))
    assert preview.actions[0].about == entry


# ---- the same file again


def test_the_file_of_a_merged_reply_opens_again_and_what_was_left_can_be_accepted(
    leader: Person, coach: Person, bundle: ShareBundle
) -> None:
    actions = [ProposedAction(new_id(), f"Action {place}", None, "leader") for place in range(2)]
    reply = reply_to(bundle, said(bundle), actions=actions)
    data = seal_reply(reply, coach.keys.identity, (leader.keys.card,))
    leader.merging.merge(leader.merging.preview(data), {actions[0].action_id: ActionDecision(True)})
    once = rows(leader.journal)
    again = leader.merging.preview(leader.desk.open(data))
    assert (again.already, again.fresh) == (True, ())
    assert [one.action.action_id for one in again.undecided] == [actions[1].action_id]
    assert leader.merging.merge(again) is None
    assert rows(leader.journal) == once
    leader.merging.merge(again, {one.action_id: ActionDecision(True) for one in actions})
    assert len(leader.journal.conversation.actions()) == 2
    assert len(leader.journal.conversation.replies()) == 1


def test_other_words_under_the_id_of_a_merged_reply_are_refused(
    leader: Person, coach: Person, bundle: ShareBundle
) -> None:
    reply = reply_to(bundle, said(bundle))
    to = (leader.keys.card,)
    leader.merging.merge(leader.merging.preview(seal_reply(reply, coach.keys.identity, to)))
    action = ProposedAction(new_id(), "Send me the file", None, "leader")
    for other in (reply, replace(reply, actions=(action,))):
        with pytest.raises(AlreadyOpened):
            leader.desk.open(seal_reply(other, coach.keys.identity, to))


def test_a_reply_that_was_taken_back_opens_as_new(leader: Person, coach: Person, bundle: ShareBundle) -> None:
    data = seal_reply(reply_to(bundle, said(bundle)), coach.keys.identity, (leader.keys.card,))
    leader.merging.merge(leader.merging.preview(data))
    leader.journal.undo()
    assert not leader.merging.preview(leader.desk.open(data)).already


@pytest.mark.parametrize("call", ["answer", "close_thread", "remove"])
def test_a_comment_that_is_not_here_is_said_so(leader: Person, call: str) -> None:
    arguments = ("nowhere", "words") if call == "answer" else ("nowhere",)
    with pytest.raises(InvalidInput):
        getattr(leader.merging, call)(*arguments)
    assert leader.journal.undo_label == ""


# ---- what goes wrong half way


def test_a_merge_that_breaks_half_way_leaves_nothing_and_can_be_done_again(
    leader: Person, coach: Person, bundle: ShareBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = ProposedAction(new_id(), "Ask", None, "leader")
    preview = leader.merging.preview(opened(reply_to(bundle, said(bundle), actions=[action]), coach))
    before, undo = rows(leader.journal), leader.journal.undo_label
    with monkeypatch.context() as broken:
        broken.setattr(kept, "keep_action", lambda *_: _raise(RuntimeError("the disk went")))
        with pytest.raises(RuntimeError, match="the disk went"):
            leader.merging.merge(preview, {action.action_id: ActionDecision(True)})
    assert rows(leader.journal) == before
    assert leader.journal.undo_label == undo
    leader.merging.merge(preview, {action.action_id: ActionDecision(True)})
    assert len(leader.journal.conversation.actions()) == 1
    assert_whole(leader.journal)


def _raise(error: Exception) -> None:
    raise error
