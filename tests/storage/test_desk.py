"""A coach's desk: what leaders shared lies apart, what is said goes when it is let go, and notes never do."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.coaching import RemarkState
from app.domain.contacts import ContactKind
from app.domain.conversation import CommentKind
from app.domain.entries import EntryId
from app.domain.errors import AlreadyOpened, InvalidInput, JournalError, KeyChanged, NotForYou
from app.domain.sharing import (
    BundleComment,
    FileKind,
    ProposedAction,
    SessionNote,
    ShareBundle,
    ThreadAnswer,
    Trust,
    new_id,
)
from app.services.demo_desk import demo_bundle
from app.sharing import frame, key_lock
from app.sharing.files import seal_share
from app.sharing.keys import new_identity
from app.storage import received
from app.storage.bundles import to_text
from tests.fixtures.cheap import TODAY, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.coaching import Person, on_words, opened, person, reply_to, said, sent_to, share
from tests.fixtures.same_journal import rows

CANARY = "zephyr-quokka-canary"
HELD = "held-marmalade-canary"


@pytest.fixture
def entry(leader: Person) -> EntryId:
    return log(
        leader.journal, "Hold the front door", context="We waited for the board.", expected="Fewer calls."
    )


@pytest.fixture
def bundle(leader: Person, coach: Person, entry: EntryId) -> ShareBundle:
    """A bundle that lies on the coach's desk."""
    made = share(leader, [entry], contact=leader.contact(coach))
    coach.desk.keep(coach.desk.open(sent_to(made, leader, coach)))
    return made


def count(person: Person, table: str) -> int:
    with person.journal.file.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


# ---- what arrives


def test_a_file_is_looked_at_before_anything_of_it_is_kept(
    leader: Person, coach: Person, entry: EntryId
) -> None:
    before = rows(coach.journal)
    made = share(leader, [entry], contact=leader.contact(coach))
    looked = coach.desk.open(sent_to(made, leader, coach))
    assert (looked.kind, looked.trust, looked.share) == (FileKind.SHARE, Trust.CONFIRMED, made)
    assert rows(coach.journal) == before
    coach.desk.keep(looked)
    (kept,) = coach.desk.bundles(coach.contact(leader))
    assert kept.bundle == made
    assert (kept.received_on, kept.read_on, kept.fingerprint) == (TODAY, None, looked.fingerprint)
    assert_whole(coach.journal)


def test_a_bundle_lies_on_the_desk_once(leader: Person, coach: Person, bundle: ShareBundle) -> None:
    with pytest.raises(AlreadyOpened):
        coach.desk.open(sent_to(bundle, leader, coach))
    again = opened(reply_to(bundle), leader)
    with pytest.raises(InvalidInput):
        coach.desk.keep(again)
    assert count(coach, "received") == 1


def test_a_leader_met_with_their_first_file_is_not_confirmed(
    leader: Person, entry: EntryId, tmp_path: Path, clock: MovedClock
) -> None:
    stranger = person(tmp_path / "third", "Rowan", clock)
    looked = stranger.desk.open(sent_to(share(leader, [entry]), leader, stranger))
    assert looked.trust is Trust.FIRST_USE
    stranger.desk.keep(looked)
    (line,) = stranger.desk.leaders()
    assert (line.name, line.bundles, line.unread, line.reply_due) == ("Ash", 1, 1, 1)
    with stranger.journal.file.read() as connection:
        confirmed = connection.exec_driver_sql("SELECT confirmed_on FROM contact").scalar_one()
    assert confirmed is None
    stranger.journal.close(back_up=False)


@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize("name", ["Ash", "ASH", "Ａｓｈ", " Ash\u200b"])
def test_a_stranger_under_a_name_that_reads_like_one_known_here_is_a_stop(
    leader: Person, coach: Person, bundle: ShareBundle, name: str, confirmed: bool
) -> None:
    if not confirmed:
        coach.keys.confirmed.clear()
    forged = replace(bundle, bundle_id=new_id(), from_name=name)
    before = rows(coach.journal)
    with pytest.raises(KeyChanged):
        coach.desk.keep(coach.desk.open(seal_share(forged, new_identity(), (coach.keys.card,))))
    assert rows(coach.journal) == before


def test_what_was_kept_can_be_taken_back(coach: Person, bundle: ShareBundle) -> None:
    assert coach.journal.undo_label == "Keep what was shared"
    coach.journal.undo()
    assert count(coach, "received") == 0
    coach.journal.redo()
    assert coach.desk.bundle(bundle.bundle_id).bundle == bundle


# ---- leaders, each apart


def test_every_leader_shows_what_waits_for_them_and_none_shows_anothers(
    leader: Person, coach: Person, bundle: ShareBundle, tmp_path: Path, clock: MovedClock
) -> None:
    other = person(tmp_path / "other", "Cedar", clock)
    coach.knows(other, ContactKind.LEADER)
    theirs = share(other, [log(other.journal, "Another", context="Their words.")])
    coach.desk.keep(coach.desk.open(sent_to(theirs, other, coach)))
    mine, hers = coach.contact(leader), coach.contact(other)
    coach.desk.set_next_meeting(hers, TODAY + timedelta(days=3))
    coach.desk.mark_read(bundle.bundle_id)
    coach.desk.remark(bundle.bundle_id, said(bundle))
    coach.desk.private_note(hers, "About Cedar.")
    first, second = coach.desk.leaders()
    assert (first.name, first.next_meeting, first.unread, first.drafts) == ("Cedar", date(2026, 7, 3), 1, 0)
    assert (second.name, second.unread, second.reply_due, second.drafts) == ("Ash", 0, 1, 1)
    assert [one.uid for one in coach.desk.bundles(mine)] == [bundle.bundle_id]
    assert coach.desk.private_notes(mine) == ()
    with pytest.raises(InvalidInput):
        coach.desk.private_note(hers, "On the wrong leader", bundle=bundle.bundle_id)
    assert "Their words." not in coach.desk.export_for(mine)
    other.journal.close(back_up=False)


def test_the_earliest_day_to_delete_is_shown(coach: Person, leader: Person, bundle: ShareBundle) -> None:
    assert coach.desk.leaders()[0].delete_by is None
    with coach.journal.file.write("A day", coach.journal.clock.now()) as act:
        act.uow.connection.exec_driver_sql("UPDATE received SET delete_by = ?", (TODAY.toordinal(),))
    assert coach.desk.leaders()[0].delete_by == TODAY


def test_a_coachs_journal_holds_entries_of_its_own(coach: Person, bundle: ShareBundle) -> None:
    entry_id = log(coach.journal, "My own decision")
    coach.desk.remark(bundle.bundle_id, said(bundle))
    assert coach.journal.entry(entry_id).title == "My own decision"
    assert_whole(coach.journal)


# ---- remarks


def test_a_remark_stands_on_words_that_were_shared(coach: Person, bundle: ShareBundle) -> None:
    made = coach.desk.remark(bundle.bundle_id, said(bundle, words="waited for the board"))
    (found,) = coach.desk.made_on(bundle.bundle_id).remarks
    assert found == made
    assert found.state is RemarkState.DRAFT
    assert found.comment.anchor == on_words(bundle, "waited for the board")


@pytest.mark.parametrize("part", ["share_id", "field_id", "exact", "body"])
def test_a_remark_on_nothing_that_was_shared_is_refused(
    coach: Person, bundle: ShareBundle, part: str
) -> None:

    right = said(bundle, words="the board")
    wrong: dict[str, BundleComment] = {
        "share_id": replace(right, share_id="0" * 32),
        "field_id": replace(right, field_id="answer:nothing"),
        "exact": replace(right, anchor=replace(on_words(bundle, "the board"), exact="other words")),
        "body": replace(right, body=" "),
    }
    with pytest.raises(InvalidInput):
        coach.desk.remark(bundle.bundle_id, wrong[part])
    assert count(coach, "remark") == 0


def test_every_step_on_the_desk_can_be_taken_back(coach: Person, leader: Person, bundle: ShareBundle) -> None:
    desk, uid = coach.desk, bundle.bundle_id
    remark = desk.remark(uid, said(bundle)).comment
    action = desk.propose(uid, ProposedAction("", "Ask the board", None, "leader")).action

    steps: list[Callable[[], object]] = [
        lambda: desk.change(replace(remark, body="Other words?", kind=CommentKind.NOTICING)),
        lambda: desk.hold(remark.comment_id),
        lambda: desk.release(remark.comment_id),
        lambda: desk.propose(uid, replace(action, text="Ask them twice", by=TODAY)),
        lambda: desk.note_session(uid, SessionNote(TODAY, "We spoke.", "Wait less.")),
        lambda: desk.private_note(coach.contact(leader), "For me", bundle=uid),
        lambda: desk.drop(action.action_id),
        lambda: desk.mark_read(uid),
        lambda: desk.set_on_hold(coach.contact(leader), held=True),
    ]
    for step in steps:
        before = rows(coach.journal)
        step()
        after = rows(coach.journal)
        assert after != before
        coach.journal.undo()
        assert rows(coach.journal) == before
        coach.journal.redo()
        assert rows(coach.journal) == after
        if step is steps[1]:
            coach.journal.clock.pass_by(seconds=30)  # type: ignore[attr-defined]
    assert_whole(coach.journal)


# ---- replies


def words_of(data: bytes, leader: Person) -> str:
    """Every word in a reply file, as its leader decrypts it."""
    plain, _ = key_lock.decrypt(data, [leader.keys.identity])
    with zipfile.ZipFile(io.BytesIO(bytes(frame.take(plain).parcel))) as parcel:
        return "\n".join(parcel.read(name).decode("utf-8") for name in parcel.namelist())


def test_held_remarks_and_private_notes_are_in_no_reply(
    coach: Person, leader: Person, bundle: ShareBundle
) -> None:
    desk, uid = coach.desk, bundle.bundle_id
    desk.remark(uid, said(bundle, "What would the board say?", "the board"))
    desk.hold(desk.remark(uid, said(bundle, HELD)).uid)
    desk.hold(desk.propose(uid, ProposedAction("", HELD, None, "coach")).uid)
    desk.private_note(coach.contact(leader), CANARY)
    desk.private_note(coach.contact(leader), CANARY, bundle=uid, share_id=bundle.entries[0].share_id)
    draft = desk.reply(uid)
    sealed = desk.seal(draft)
    told = words_of(sealed.data, leader)
    assert "What would the board say?" in told
    for kept in (CANARY, HELD):
        assert kept not in told
        assert kept not in repr(draft)
        assert kept not in desk.export_for(coach.contact(leader))
    assert CANARY in repr(desk.made_on(uid).notes)


def test_a_reply_holds_no_words_of_the_leader_but_those_quoted(
    coach: Person, leader: Person, bundle: ShareBundle
) -> None:
    coach.desk.remark(bundle.bundle_id, said(bundle, "Why?", "board"))
    told = words_of(coach.desk.seal(coach.desk.reply(bundle.bundle_id)).data, leader)
    assert "board" in told
    for kept in ("Hold the front door", "Fewer calls", "What do I not see?"):
        assert kept not in told
    comments = json.loads(told[told.index('{"reply_id"') :].splitlines()[0])
    anchor = comments["comments"][0]["anchor"]
    assert len(anchor["prefix"]) <= 32
    assert len(anchor["suffix"]) <= 32


def test_the_privacy_check_reads_every_word_of_a_reply(coach: Person, bundle: ShareBundle) -> None:
    uid = bundle.bundle_id
    coach.desk.remark(uid, said(bundle, "Ring me on 07700 900123."))
    coach.desk.note_session(uid, SessionNote(TODAY, "Nothing.", "Write to ash@example.org"))
    noticed = coach.desk.reply(uid).noticed
    assert {one.text_id for one in noticed} >= {"take_away"}
    assert any("07700" in one.text[notice.start : notice.end] for one in noticed for notice in one.notices)


def test_nothing_to_send_is_said(coach: Person, bundle: ShareBundle) -> None:
    with pytest.raises(InvalidInput):
        coach.desk.reply(bundle.bundle_id)
    coach.desk.hold(coach.desk.remark(bundle.bundle_id, said(bundle)).uid)
    with pytest.raises(InvalidInput):
        coach.desk.reply(bundle.bundle_id)


def test_a_saved_reply_is_noted_as_sent_and_its_remarks_no_longer_change(
    coach: Person, leader: Person, bundle: ShareBundle, tmp_path: Path
) -> None:
    desk, uid = coach.desk, bundle.bundle_id
    remark = desk.remark(uid, said(bundle))
    sealed = desk.seal(desk.reply(uid))
    assert desk.made_on(uid).replies == ()
    path = desk.save(sealed, tmp_path)
    assert path.read_bytes() == sealed.data
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.name.startswith("share-")
    made = desk.made_on(uid)
    assert [one.state for one in made.remarks] == [RemarkState.SENT]
    assert [(one.reply_id, one.fingerprint) for one in made.replies] == [
        (sealed.reply.reply_id, sealed.fingerprint)
    ]
    for change in (desk.drop, desk.hold, desk.release):
        with pytest.raises(InvalidInput):
            change(remark.uid)
    assert coach.journal.undo() is None
    assert desk.leaders()[0].reply_due == 0
    with pytest.raises(InvalidInput):
        desk.reply(uid)


def test_what_is_noted_as_sent_is_what_was_sealed(coach: Person, bundle: ShareBundle, tmp_path: Path) -> None:

    remark = coach.desk.remark(bundle.bundle_id, said(bundle, "As sealed"))
    sealed = coach.desk.seal(coach.desk.reply(bundle.bundle_id))
    coach.desk.change(replace(remark.comment, body="Changed after"))
    coach.desk.save(sealed, tmp_path)
    assert [one.comment.body for one in coach.desk.made_on(bundle.bundle_id).remarks] == ["As sealed"]


def test_a_reply_is_for_its_leader_alone(
    coach: Person, leader: Person, bundle: ShareBundle, tmp_path: Path, clock: MovedClock
) -> None:
    coach.desk.remark(bundle.bundle_id, said(bundle))
    text = coach.desk.as_text(coach.desk.seal(coach.desk.reply(bundle.bundle_id)))
    third = person(tmp_path / "third", "Rowan", clock)
    with pytest.raises(NotForYou):
        third.desk.open(text)
    assert leader.desk.open(text).kind is FileKind.REPLY
    third.journal.close(back_up=False)


# ---- over time


def test_the_history_pairs_questions_with_the_answers_that_came(
    coach: Person, leader: Person, entry: EntryId, bundle: ShareBundle, tmp_path: Path
) -> None:
    desk = coach.desk
    first = desk.remark(bundle.bundle_id, said(bundle, "Why then?"))
    desk.remark(bundle.bundle_id, said(bundle, "And who else?"))
    desk.note_session(bundle.bundle_id, SessionNote(TODAY, "We spoke.", "Wait less."))
    desk.save(desk.seal(desk.reply(bundle.bundle_id)), tmp_path)
    later = share(
        leader, [entry], thread=(ThreadAnswer(first.uid, "Because of May."), ThreadAnswer("0" * 32, "?"))
    )
    desk.keep(desk.open(sent_to(later, leader, coach)))
    one, two = desk.history(coach.contact(leader))
    assert one.questions == (("Why then?", "Because of May."), ("And who else?", None))
    assert one.topics == ("Hold the front door",)
    assert [note.take_away for note in one.notes] == ["Wait less."]
    assert (two.bundle_id, two.questions) == (later.bundle_id, ())
    (answer,) = desk.made_on(bundle.bundle_id).answers
    assert (answer.comment_id, answer.answer, answer.bundle_id) == (
        first.uid,
        "Because of May.",
        later.bundle_id,
    )


def test_ending_a_coaching_leaves_nothing_of_it_and_nothing_to_undo(
    coach: Person, leader: Person, bundle: ShareBundle, tmp_path: Path, clock: MovedClock
) -> None:
    other = person(tmp_path / "other", "Cedar", clock)
    theirs = share(other, [log(other.journal, "Theirs")])
    coach.desk.keep(coach.desk.open(sent_to(theirs, other, coach)))
    desk, uid = coach.desk, bundle.bundle_id
    desk.remark(uid, said(bundle, CANARY))
    desk.save(desk.seal(desk.reply(uid)), tmp_path)
    desk.propose(uid, ProposedAction("", CANARY, None, "coach"))
    desk.note_session(uid, SessionNote(TODAY, CANARY, CANARY))
    desk.private_note(coach.contact(leader), CANARY)
    desk.private_note(coach.contact(leader), CANARY, bundle=uid)
    assert desk.end(coach.contact(leader)) == 1
    for table in ("remark", "proposal", "session_note", "coach_note", "sent_reply"):
        assert count(coach, table) == 0
    assert desk.bundles(coach.contact(leader)) == ()
    assert [one.uid for one in desk.bundles(coach.contact(other))] == [theirs.bundle_id]
    assert coach.journal.undo() is None
    assert {one.name: one.ended_on for one in desk.leaders()} == {"Cedar": None, "Ash": TODAY}
    assert_whole(coach.journal)
    other.journal.close(back_up=False)


def test_a_hold_keeps_what_a_leader_shared(coach: Person, leader: Person, bundle: ShareBundle) -> None:
    contact = coach.contact(leader)
    coach.desk.set_on_hold(contact, held=True)
    with pytest.raises(InvalidInput):
        coach.desk.end(contact)
    assert count(coach, "received") == 1
    coach.desk.set_on_hold(contact, held=False)
    assert coach.desk.end(contact) == 1


@pytest.mark.parametrize("call", ["bundle", "reply", "mark_read"])
def test_what_is_not_on_the_desk_is_said_so(coach: Person, call: str) -> None:
    with pytest.raises(JournalError):
        getattr(coach.desk, call)("nowhere")


def test_what_was_read_before_is_held_only_as_far_as_it_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received, "_MOST_TEXT", 3_000)
    read = received.ReadBefore()
    texts = [to_text(replace(demo_bundle("Ash", TODAY), purpose=f"{place}" * 100)) for place in range(4)]
    first = [read.read(text) for text in texts]
    assert read.read(texts[-1]) is first[-1]
    assert read.read(texts[0]) is not first[0]
    assert [one.purpose[:1] for one in first] == ["0", "1", "2", "3"]


def test_a_reply_that_could_not_be_written_is_not_noted_as_sent(
    coach: Person, bundle: ShareBundle, tmp_path: Path
) -> None:
    coach.desk.remark(bundle.bundle_id, said(bundle))
    before = rows(coach.journal)
    with pytest.raises(JournalError):
        coach.desk.save(coach.desk.seal(coach.desk.reply(bundle.bundle_id)), tmp_path / "nowhere")
    assert rows(coach.journal) == before
    (remark,) = coach.desk.made_on(bundle.bundle_id).remarks
    assert remark.state is RemarkState.DRAFT
