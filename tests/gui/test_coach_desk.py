"""The coach's side in the window: leaders apart, remarks on the leader's words, and a reply read before it leaves."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.coaching import RemarkState
from app.domain.conversation import CommentKind
from app.domain.sharing import BundleComment, ThreadAnswer, new_id
from app.paths import Places
from app.services.demo_desk import demo_bundle, lay_on_desk
from app.services.journal import Journal
from app.sharing.files import seal_share
from app.sharing.keys import new_identity
from app.ui.coach import PAGE
from app.ui.coach.place_view import FieldView
from app.ui.widgets import Heading, PlainEditor
from tests.fixtures.cheap import TODAY, log
from tests.gui.at_desk import AtDesk
from tests.gui.pages import House
from tests.gui.sitting import spoken_name

WAITING = "What was going on?"


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[AtDesk]:
    one = AtDesk(qtbot, tmp_path)
    yield one
    one.close()


def headings(page: QWidget, level: int) -> list[str]:
    found = [one for one in page.findChildren(Heading) if one.isVisible() and one.level == level]
    return [one.accessibleName() for one in found]


# ---- leaders, each apart


def test_an_empty_desk_says_what_will_appear_and_leads_to_opening_a_file(sitting: AtDesk) -> None:
    sitting.show(PAGE)
    assert "once you keep a file they shared" in sitting.texts()
    sitting.press("Open a Balcony file…")
    assert sitting.went == [("open-file", {})]


def test_every_leader_is_listed_with_what_waits(sitting: AtDesk) -> None:
    bundle = sitting.lay(remarks=True)
    sitting.lay("Cedar")
    sitting.show(PAGE)
    assert headings(sitting.page, 2) == ["Ash", "Cedar"]
    texts = sitting.texts()
    for line in ("Next meeting: 9 July 2026", "1 not read yet", "A reply is due", "4 remarks not sent yet"):
        assert line in texts
    assert "Delete by: 25 December 2026" in texts
    sitting.press("Open what Ash shared")
    assert sitting.went == [("desk", {"leader": sitting.contact(bundle)})]


def test_this_leader_only_hides_every_other_name_until_it_is_lifted(sitting: AtDesk) -> None:
    ash, cedar = sitting.lay("Ash"), sitting.lay("Cedar")
    sitting.show(PAGE)
    sitting.press("This leader only: Ash")
    assert "Cedar" not in sitting.texts()
    for where in (
        {"leader": sitting.contact(cedar)},
        {"bundle": cedar.bundle_id},
        {"reply": cedar.bundle_id},
    ):
        sitting.arrive(**where)
        assert "Cedar" not in sitting.texts()
        assert "What was going on?" not in sitting.texts()
        assert "This is not shown now." in sitting.texts()
    sitting.arrive(leader=sitting.contact(ash))
    assert "Ash" in sitting.texts()
    sitting.arrive()
    sitting.press("Show every leader")
    assert headings(sitting.page, 2) == ["Ash", "Cedar"]


def test_what_one_leader_shared_is_listed_in_the_order_it_was_shared(sitting: AtDesk) -> None:
    from dataclasses import replace
    from datetime import timedelta

    sitting.journal.sharing.people.set_my_name("Rowan")
    identity = new_identity()
    first = demo_bundle("Ash", TODAY - timedelta(days=9))
    sitting.receive(replace(demo_bundle("Ash", TODAY), purpose="The second"), identity)
    sitting.receive(replace(first, purpose="The first"), identity)
    sitting.show(PAGE, leader=sitting.contact(first))
    texts = sitting.texts()
    assert "Cedar" not in texts
    names = [row.link.accessibleName() for row in sitting.coach.leader.rows.views]
    assert names == ["Read 21 June 2026: The first", "Read 30 June 2026: The second"]
    assert sitting.is_at(sitting.coach.leader.rows.views[0].link)
    sitting.press(names[0])
    assert sitting.went == [("desk", {"bundle": first.bundle_id})]


def test_the_next_meeting_is_noted_and_undo_takes_it_back(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, leader=sitting.contact(bundle))
    sitting.type_into("Next meeting", "9 July")
    sitting.key(Qt.Key.Key_Tab)
    assert sitting.journal.desk.leaders()[0].next_meeting is not None
    sitting.journal.undo()
    assert sitting.journal.desk.leaders()[0].next_meeting is None


# ---- what arrives


def test_a_share_is_told_before_it_is_kept_and_then_read(sitting: AtDesk) -> None:
    sitting.journal.sharing.people.set_my_name("Rowan")
    bundle = demo_bundle("Ash", TODAY)
    card = sitting.journal.sharing.people.my_card()
    opened = sitting.journal.desk.open(seal_share(bundle, new_identity(), (card,)))
    sitting.show(PAGE, opened=opened)
    assert "From Ash" in sitting.texts()
    assert "8 fields from 2 entries, 1 chart, shared on 30 June 2026." in sitting.texts()
    assert "compare the six words" in sitting.texts()
    assert sitting.journal.desk.leaders() == ()
    sitting.press("Keep it on the desk")
    assert sitting.journal.desk.bundle(bundle.bundle_id).bundle == bundle
    assert sitting.went == [("desk", {"bundle": bundle.bundle_id})]


def test_nothing_is_kept_of_a_share_that_is_not_wanted(sitting: AtDesk) -> None:
    sitting.journal.sharing.people.set_my_name("Rowan")
    card = sitting.journal.sharing.people.my_card()
    opened = sitting.journal.desk.open(seal_share(demo_bundle("Ash", TODAY), new_identity(), (card,)))
    sitting.show(PAGE, opened=opened)
    sitting.press("Do not keep it")
    assert sitting.journal.desk.leaders() == ()
    assert sitting.went == [("desk", {})]


# ---- the leader's words


def test_a_bundle_shows_every_word_with_its_question_as_asked(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, bundle=bundle.bundle_id)
    assert headings(sitting.page, 1) == ["From Ash"]
    assert headings(sitting.page, 2)[:5] == [
        "What they would like from you", "Entry 1 of 2: June 2026", "Entry 2 of 2: spring 2026",
        "Where I stand", "On all of it",
    ]  # fmt: skip
    asked = headings(sitting.page, 3)
    assert (
        asked.index(WAITING) < asked.index("Where were you standing?") < asked.index("What did you expect?")
    )
    assert sitting.words(WAITING).toPlainText() == bundle.entries[0].fields[1].value
    texts = sitting.texts()
    for told in ("I would like you to ask me", "Heads of service; Finance", "60%", "Standing back", "n = 15"):
        assert told in texts


def test_markup_in_shared_words_stays_words(sitting: AtDesk) -> None:
    from dataclasses import replace

    from app.domain.sharing import SharedEntry, shared_field

    sitting.journal.sharing.people.set_my_name("Rowan")
    told = '<b>bold</b> <img src="file:///etc/hostname"> & <a href="http://example.org">x</a>'
    fields = (
        shared_field("context", told, told, "text", told),
        shared_field("answer:x", told, told, "single", told),
    )
    made = replace(
        demo_bundle("Ash", TODAY), note=told, purpose=told, entries=(SharedEntry(new_id(), "June", fields),)
    )
    sitting.receive(made, new_identity())
    sitting.show(PAGE, bundle=made.bundle_id)
    assert sitting.words(told).toPlainText() == told
    assert sitting.texts().count(told) >= 4
    assert sitting.page.findChildren(PlainEditor)[0].document().allFormats()
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in sitting.page.findChildren(Heading))


def test_a_thousand_entries_come_in_pages(sitting: AtDesk) -> None:
    from dataclasses import replace

    from app.domain.sharing import SharedEntry, shared_field

    sitting.journal.sharing.people.set_my_name("Rowan")
    many = tuple(
        SharedEntry(new_id(), "June 2026", (shared_field("title", "Title", "", "text", f"Number {at}"),))
        for at in range(1000)
    )
    made = replace(demo_bundle("Ash", TODAY), entries=many)
    sitting.receive(made, new_identity())
    sitting.show(PAGE, bundle=made.bundle_id)
    assert "Entries 1 to 6 of 1000" in sitting.texts()
    assert [one.text.pieces[0].toPlainText() for one in sitting.page.findChildren(FieldView) if one.text] == [
        f"Number {at}" for at in range(6)
    ]
    sitting.press("Entries after")
    sitting.settle()
    assert "Entries 7 to 12 of 1000" in sitting.texts()
    shown = [one for one in sitting.page.findChildren(FieldView) if one.isVisible() and one.text]
    assert shown[0].text is not None
    assert shown[0].text.pieces[0].toPlainText() == "Number 6"


# ---- remarks


def test_words_selected_by_keys_are_what_a_remark_stands_on(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.select(WAITING, "placement budget")
    assert sitting.field(WAITING).comment.text() == "Comment on these words"
    sitting.press(f"Comment on these words: {WAITING}")
    sitting.type_into("What you say", "What did it pay for?")
    sitting.press("Done")
    (made,) = sitting.remarks(bundle)
    assert made.comment.kind is CommentKind.QUESTION
    assert made.comment.body == "What did it pay for?"
    assert made.comment.anchor is not None
    assert made.comment.anchor.exact == "placement budget"
    assert "“placement budget”" in sitting.texts()
    assert "Goes with the next reply." in sitting.texts()


def test_a_remark_stands_on_the_right_words_after_signs_that_count_twice(sitting: AtDesk) -> None:
    from dataclasses import replace

    from app.domain.sharing import SharedEntry, shared_field

    sitting.journal.sharing.people.set_my_name("Rowan")
    told = "🙂🙂 one\r\ntwo three"
    entry = SharedEntry(new_id(), "June", (shared_field("context", "C", WAITING, "text", told),))
    made = replace(demo_bundle("Ash", TODAY), entries=(entry,))
    sitting.receive(made, new_identity())
    kept = sitting.journal.desk.bundle(made.bundle_id).bundle.entries[0].fields[0].value
    sitting.show(PAGE, bundle=made.bundle_id)
    field = sitting.words(WAITING)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in "three":
        QTest.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    said = sitting.field(WAITING).started()
    assert said.anchor is not None
    assert said.anchor.exact == "three"
    assert kept[said.anchor.start : said.anchor.end] == "three"


@pytest.mark.parametrize(
    ("button", "field_id"),
    [
        ("Comment on this answer: Whose voices were heard?", "answer:heard"),
        ("Comment on this place on the scale: Where were you standing?", "answer:stood"),
        ("Comment on the whole entry: Entry 1 of 2: June 2026", ""),
    ],
)
def test_an_answer_a_slider_and_a_whole_entry_can_be_remarked_on(
    sitting: AtDesk, button: str, field_id: str
) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.press(button)
    sitting.type_into("What you say", "Who else?")
    sitting.press("Done")
    (made,) = sitting.remarks(bundle)
    assert (made.comment.share_id, made.comment.field_id) == (bundle.entries[0].share_id, field_id)
    assert made.comment.anchor is None


def test_a_remark_is_kept_as_it_is_typed_and_is_there_after_locking(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.press(f"Comment on this answer: {WAITING}")
    sitting.type_into("What you say", "Half a thou")
    assert sitting.remarks(bundle) == ()
    sitting.rest()
    assert [one.comment.body for one in sitting.remarks(bundle)] == ["Half a thou"]
    sitting.type_into("What you say", "ght")
    sitting.desk.flush()
    assert [one.comment.body for one in sitting.remarks(bundle)] == ["Half a thought"]


def test_a_question_can_be_borrowed_and_a_framework_chosen(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.press(f"Comment on this answer: {WAITING}")
    sitting.press("Questions to begin from")
    sitting.press("What else could have been true?")
    sitting.press("Done")
    assert [one.comment.body for one in sitting.remarks(bundle)] == ["What else could have been true?"]
    sitting.press("Comment on all of it: All that was shared")
    sitting.press("A framework to look through")
    form = sitting.coach.bundle.writing.form
    assert form is not None
    framework = form.framework.field
    assert framework.accessibleName() == "Which framework"
    framework.setFocus()
    QTest.keyClick(framework, Qt.Key.Key_Down)
    sitting.press("Done")
    made = sitting.remarks(bundle)[-1].comment
    assert made.kind is CommentKind.FRAMEWORK
    assert made.framework in {one.id for one in sitting.journal.prompts.now().library.frameworks}


def test_a_remark_is_changed_held_released_and_taken_away(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    first = BundleComment(new_id(), bundle.entries[0].share_id, "context", CommentKind.QUESTION, "Why?")
    sitting.journal.desk.remark(bundle.bundle_id, first)
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.press("Change: Why?")
    sitting.named("What you say").selectAll()  # type: ignore[attr-defined]
    sitting.type_into("What you say", "Why then?")
    sitting.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.comment.body for one in sitting.remarks(bundle)] == ["Why then?"]
    sitting.press("Hold back: Why then?")
    assert sitting.remarks(bundle)[0].state is RemarkState.HELD
    assert "Held back." in sitting.texts()
    sitting.press("Release: Why then?")
    assert sitting.remarks(bundle)[0].state is RemarkState.DRAFT
    sitting.press("Take away: Why then?")
    assert sitting.remarks(bundle) == ()
    sitting.journal.undo()
    assert len(sitting.remarks(bundle)) == 1


def test_an_answer_stands_under_the_remark_and_the_thread_goes_on(sitting: AtDesk, tmp_path: Path) -> None:
    from dataclasses import replace

    sitting.journal.sharing.people.set_my_name("Rowan")
    identity, desk = new_identity(), sitting.journal.desk
    first = demo_bundle("Ash", TODAY)
    sitting.receive(first, identity)
    asked = BundleComment(new_id(), first.entries[0].share_id, "context", CommentKind.QUESTION, "Why then?")
    desk.remark(first.bundle_id, asked)
    desk.save(desk.seal(desk.reply(first.bundle_id)), tmp_path)
    later = replace(
        demo_bundle("Ash", TODAY), thread=(ThreadAnswer(asked.comment_id, "Because of May."),), note="More"
    )
    sitting.receive(later, identity)
    sitting.show(PAGE, bundle=first.bundle_id)
    texts = sitting.texts()
    assert texts.index("Why then?") < texts.index("“Because of May.”")
    assert "Sent." in texts
    sitting.arrive(bundle=later.bundle_id)
    assert "Answers to what you said before" in headings(sitting.page, 2)
    sitting.press("Go on with this: Why then?")
    sitting.type_into("What you say", "And in June?")
    sitting.press("Done")
    (made,) = sitting.remarks(later)
    assert made.comment.in_reply_to == asked.comment_id


# ---- actions, session, own notes


def test_an_action_is_proposed_and_changed(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.type_into("What could be done", "Ask the board")
    sitting.press("Propose this")
    sitting.press("Change: Ask the board")
    sitting.type_into("What could be done", "Soon: ")
    sitting.press("me, the coach")
    sitting.press("Keep the change")
    (made,) = sitting.journal.desk.made_on(bundle.bundle_id).proposals
    assert "Soon: " in made.action.text
    assert "Ask the board" in made.action.text
    assert made.action.owner == "coach"


def test_the_session_note_is_kept_as_typed(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.type_into("What you talked about", "Quiet rooms.")
    sitting.type_into("What the leader takes away", "Say it first.")
    sitting.rest()
    (kept,) = sitting.journal.desk.made_on(bundle.bundle_id).sessions
    assert (kept.note.on, kept.note.summary, kept.note.take_away) == (TODAY, "Quiet rooms.", "Say it first.")


def test_own_notes_stand_under_their_notice_and_are_in_no_reply(sitting: AtDesk) -> None:
    bundle = sitting.lay(remarks=True)
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.type_into("A note for yourself about what was shared here", "CANARY of mine")
    sitting.press("Done with this note")
    texts = sitting.texts()
    assert texts.index("go into no reply") < texts.index("CANARY of mine")
    sitting.arrive(reply=bundle.bundle_id)
    assert "CANARY" not in sitting.texts()
    assert "What else could it have been?" in sitting.texts()


# ---- the reply


def test_a_reply_is_read_before_it_is_saved_for_this_account_alone(sitting: AtDesk, tmp_path: Path) -> None:
    bundle = sitting.lay(remarks=True)
    out = tmp_path / "out"
    out.mkdir()
    sitting.show(PAGE, reply=bundle.bundle_id)
    assert "You named it yourself" not in sitting.texts()  # it is held
    folder = sitting.named("Which folder to save it in")
    folder.selectAll()  # type: ignore[attr-defined]
    sitting.type_into("Which folder to save it in", str(out))
    sitting.press("Save the reply")
    assert "Read the words first" in sitting.texts()
    assert list(out.iterdir()) == []
    sitting.press("I have read these words")
    sitting.press("Save the reply")
    (file,) = out.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Ash" not in file.name
    assert str(file) in sitting.texts()
    states = {one.comment.body: one.state for one in sitting.remarks(bundle)}
    assert states["What else could it have been?"] is RemarkState.SENT
    assert states["You named it yourself, and early."] is RemarkState.HELD


def test_a_reply_leaves_as_text_for_an_email(sitting: AtDesk) -> None:
    bundle = sitting.lay(remarks=True)
    sitting.show(PAGE, reply=bundle.bundle_id)
    sitting.press("I have read these words")
    sitting.press("Give me text to paste into an e-mail")
    text = sitting.named("The text, to paste into an e-mail").toPlainText()  # type: ignore[attr-defined]
    assert "BEGIN AGE" in text or "BALCONY" in text.upper()
    assert "quiet" not in text
    assert sitting.journal.desk.made_on(bundle.bundle_id).replies


def test_what_the_privacy_check_notices_is_left_or_changed_first(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    said = "Ring Mr Hazel on 07700 900123."
    comment = BundleComment(new_id(), bundle.entries[0].share_id, "context", CommentKind.NOTICING, said)
    sitting.journal.desk.remark(bundle.bundle_id, comment)
    sitting.show(PAGE, reply=bundle.bundle_id)
    sitting.press("I have read these words")
    sitting.press("Give me text to paste into an e-mail")
    assert "Decide first about what was noticed: 2 left." in sitting.texts()
    sitting.press("Remove it: “07700 900123”")
    assert sitting.remarks(bundle)[0].comment.body == "Ring Mr Hazel on [removed]."
    assert "Ring Mr Hazel on [removed]." in sitting.texts()
    (row,) = sitting.coach.reply.noticed.rows
    sitting.press(row.leave.accessibleName())
    sitting.press("Give me text to paste into an e-mail")
    assert "Read the words first" in sitting.texts()  # they are others than those read
    sitting.press("I have read these words")
    sitting.press("Give me text to paste into an e-mail")
    assert sitting.remarks(bundle)[0].state is RemarkState.SENT


def test_words_of_family_proceedings_stop_a_reply_until_legal_was_asked(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    said = "The judge made a care order at the hearing."
    comment = BundleComment(new_id(), bundle.entries[0].share_id, "context", CommentKind.NOTICING, said)
    sitting.journal.desk.remark(bundle.bundle_id, comment)
    sitting.show(PAGE, reply=bundle.bundle_id)
    assert "may be unlawful to pass on" in sitting.texts()
    while sitting.coach.reply.noticed.rows:
        sitting.press(sitting.coach.reply.noticed.rows[0].leave.accessibleName())
    sitting.press("I have read these words")
    sitting.press("Give me text to paste into an e-mail")
    assert sitting.remarks(bundle)[0].state is RemarkState.DRAFT
    sitting.press("I have checked with legal that this may be passed on")
    sitting.press("Give me text to paste into an e-mail")
    assert sitting.remarks(bundle)[0].state is RemarkState.SENT


def test_tab_goes_from_the_words_to_the_remarks_beside_them(sitting: AtDesk) -> None:
    bundle = sitting.lay(remarks=True)
    sitting.show(PAGE, bundle=bundle.bundle_id)
    names = sitting.tab_names()
    words, button = names.index(WAITING), names.index(f"Comment on this answer: {WAITING}")
    assert words < button < names.index("Change: What else could it have been?")
    assert names.index("Change: What else could it have been?") < names.index("What could be done")


def test_a_coach_without_a_name_is_asked_for_it_before_the_first_reply(sitting: AtDesk) -> None:
    bundle = sitting.lay(remarks=True)
    sitting.journal.lists.choose("sharing_name", "")
    sitting.show(PAGE, reply=bundle.bundle_id)
    assert not sitting.coach.reply.send.isVisible()
    sitting.type_into("The name they know you by", "R.")
    sitting.press("Use this name")
    assert "From R., 30 June 2026" in sitting.texts()


def test_with_nothing_to_send_the_page_says_so(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, reply=bundle.bundle_id)
    assert "There is nothing to send yet." in sitting.texts()
    sitting.press("Back to what they shared")
    assert sitting.went == [("desk", {"bundle": bundle.bundle_id})]


# ---- over time


def test_the_history_is_built_from_what_was_shared_and_sent(sitting: AtDesk, tmp_path: Path) -> None:
    bundle = sitting.lay(remarks=True)
    desk = sitting.journal.desk
    desk.save(desk.seal(desk.reply(bundle.bundle_id)), tmp_path)
    sitting.show(PAGE, leader=sitting.contact(bundle))
    sitting.press("Session history")
    texts = sitting.texts()
    for told in (
        "Shared on 28 June 2026", "Topics: Ask for savings", "You asked: What else could it have been?",
        "Not answered yet.", "Ask one head of service", "Taken away: Say first what I protect.",
    ):  # fmt: skip
        assert told in texts
    assert "panel." not in texts.split("Shared on")[1].split("My own notes")[0]


def test_ending_asks_for_a_typed_word_and_leaves_a_checklist(sitting: AtDesk) -> None:
    bundle = sitting.lay(remarks=True)
    contact = sitting.contact(bundle)
    sitting.show(PAGE, leader=contact)
    sitting.press("End this coaching")
    sitting.press("Delete all of it here")
    assert "Type “end” to say that you mean it." in sitting.texts()
    assert sitting.journal.desk.bundles(contact)
    sitting.type_into("Type the word “end” to confirm", "end")
    sitting.press("Delete all of it here")
    assert sitting.journal.desk.bundles(contact) == ()
    assert f"Ending the coaching with {bundle.from_name}: what this journal cannot reach" in sitting.texts()
    assert spoken_name(sitting.focused) == "Print the checklist…"
    assert "This coaching ended on 30 June 2026." in sitting.texts()


def test_a_hold_keeps_a_coaching_from_being_ended(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    contact = sitting.contact(bundle)
    sitting.show(PAGE, leader=contact)
    sitting.press("Put a hold on it")
    sitting.press("End this coaching")
    sitting.type_into("Type the word “end” to confirm", "end")
    sitting.press("Delete all of it here")
    assert "There is a hold on what this leader shared." in sitting.texts()
    assert sitting.journal.desk.bundles(contact)


def test_an_export_holds_what_was_shared_and_no_note_of_ones_own(sitting: AtDesk, tmp_path: Path) -> None:
    bundle = sitting.lay(remarks=True)
    sitting.show(PAGE, leader=sitting.contact(bundle))
    sitting.press("Take out all that this leader shared")
    field = sitting.named("Where to write it")
    field.selectAll()  # type: ignore[attr-defined]
    sitting.type_into("Where to write it", str(tmp_path / "out.md"))
    sitting.press("Write it")
    sitting.until((tmp_path / "out.md").exists)
    text = (tmp_path / "out.md").read_text()
    assert "I took the quiet for agreement" in text
    assert "Ask next time about the panel" not in text


# ---- its place in the window


def test_the_desk_is_in_the_window_when_coaching_is_turned_on(
    make_house: Callable[..., House], demo_places: Places
) -> None:
    house = make_house(demo_places)
    journal = house.unlock()
    place = journal.window.navigation.buttons["desk"]
    assert not place.isVisible()
    assert not journal.commands.shown["go.desk"].isVisible()
    house.go("settings", {"section": "coaching"})
    house.press("Show the coach's desk")
    house.settle()
    assert place.isVisible()
    house.keys(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert journal.window.shown == "desk"


def test_the_desk_is_in_the_window_while_something_lies_on_it(
    make_house: Callable[..., House], demo_places: Places
) -> None:
    house = make_house(demo_places)
    journal = house.unlock()

    def lay(opened: Journal) -> None:
        lay_on_desk(opened)

    journal.desk.act(lay, house.frame)
    house.settle()
    assert journal.window.navigation.buttons["desk"].isVisible()
    assert journal.frame.windowTitle().count("Ash") == 0


def test_own_entries_stay_apart_from_what_was_shared(sitting: AtDesk) -> None:
    sitting.lay(remarks=True)
    log(sitting.journal, "My own decision")
    sitting.show(PAGE)
    assert "My own decision" not in sitting.texts()
