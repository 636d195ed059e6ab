"""What a coach types is kept, leaves only when it is meant to, and is gone when the coaching ends."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.coaching import RemarkState
from app.domain.conversation import CommentKind
from app.domain.sharing import BundleComment, SharedChart, SharedEntry, ThreadAnswer, new_id, shared_field
from app.services.demo_desk import demo_bundle
from app.sharing.files import seal_share
from app.sharing.keys import new_identity
from app.ui.charts.table import SeriesTable
from app.ui.coach import PAGE
from app.ui.share.words_view import Drawing
from app.ui.widgets import Body, PlainEditor
from tests.fixtures.cheap import TODAY
from tests.gui.at_desk import AtDesk


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[AtDesk]:
    one = AtDesk(qtbot, tmp_path)
    yield one
    one.close()


def actions(sitting: AtDesk, uid: str) -> list[str]:
    return [one.action.text for one in sitting.journal.desk.made_on(uid).proposals]


def test_an_action_is_kept_as_it_is_typed_and_is_there_after_locking(sitting: AtDesk) -> None:
    uid = sitting.lay().bundle_id
    sitting.show(PAGE, bundle=uid)
    sitting.type_into("What could be done", "Ask the b")
    sitting.desk.flush()
    assert actions(sitting, uid) == ["Ask the b"]
    sitting.type_into("What could be done", "oard")
    sitting.rest()
    assert actions(sitting, uid) == ["Ask the board"]
    assert not sitting.offers("Change: Ask the board")  # it stands in its field alone
    sitting.page.hide()
    sitting.show(PAGE, bundle=uid)
    assert sitting.offers("Change: Ask the board")


def test_an_action_that_loses_its_words_is_taken_away(sitting: AtDesk) -> None:
    uid = sitting.lay().bundle_id
    sitting.show(PAGE, bundle=uid)
    sitting.type_into("What could be done", "Ask")
    sitting.rest()
    sitting.named("What could be done").clear()  # type: ignore[attr-defined]
    sitting.rest()
    assert actions(sitting, uid) == []
    sitting.type_into("What could be done", "Wait")
    sitting.press("Propose this")
    assert actions(sitting, uid) == ["Wait"]


def test_an_action_that_was_sent_leaves_its_field(sitting: AtDesk, tmp_path: Path) -> None:
    uid = sitting.lay().bundle_id
    sitting.show(PAGE, bundle=uid)
    sitting.type_into("What could be done", "Ask the board")
    sitting.rest()
    desk = sitting.journal.desk
    desk.save(desk.seal(desk.reply(uid)), tmp_path)
    sitting.arrive(bundle=uid)
    sitting.type_into("What could be done", "Wait")
    sitting.press("Propose this")
    found = {one.action.text: one.state for one in desk.made_on(uid).proposals}
    assert found == {"Ask the board": RemarkState.SENT, "Wait": RemarkState.DRAFT}


def test_no_framework_is_named_before_one_was_chosen(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.press("Comment on all of it: All that was shared")
    sitting.press("A framework to look through")
    sitting.press("Done")
    assert sitting.remarks(bundle) == ()
    sitting.press("Comment on all of it: All that was shared")
    sitting.press("A framework to look through")
    sitting.type_into("What you say", "Something about loops")
    sitting.press("Done")
    (remark,) = sitting.remarks(bundle)
    assert remark.comment.framework is None


def test_answering_something_is_having_read_it(sitting: AtDesk, tmp_path: Path) -> None:
    uid = sitting.lay(remarks=True).bundle_id
    desk = sitting.journal.desk
    assert desk.bundle(uid).read_on is None
    desk.save(desk.seal(desk.reply(uid)), tmp_path)
    assert desk.bundle(uid).read_on == sitting.desk.today


def test_a_reply_to_keys_that_are_not_confirmed_says_so(sitting: AtDesk) -> None:
    bundle = sitting.lay(remarks=True)
    sitting.show(PAGE, reply=bundle.bundle_id)
    assert "Their keys are not confirmed yet" in sitting.texts()
    sitting.journal.sharing.people.confirm(sitting.contact(bundle))
    sitting.arrive(reply=bundle.bundle_id)
    assert "Their keys are not confirmed yet" not in sitting.texts()


def test_after_the_end_of_a_coaching_no_page_holds_a_word_of_it(sitting: AtDesk) -> None:
    """A note that is still typed goes too, and nothing of it is written afterwards."""
    bundle = sitting.lay(remarks=True)
    contact = sitting.contact(bundle)
    sitting.show(PAGE, bundle=bundle.bundle_id)
    sitting.arrive(reply=bundle.bundle_id)
    sitting.arrive(leader=contact)
    sitting.press("End this coaching")
    sitting.type_into("A note for yourself about this leader", "CANARY of mine")
    sitting.type_into("Type the word “end” to confirm", "end")
    sitting.press("Delete all of it here")
    sitting.rest()
    sitting.desk.flush()
    assert sitting.journal.desk.private_notes(contact) == ()
    assert sitting.coach.leader.notes.area.text() == ""
    held = "\n".join(label.accessibleName() for label in sitting.host.findChildren(Body))
    assert "I took the quiet for agreement" not in held
    assert "What else could it have been?" not in held


def test_a_long_reply_leaves_only_once_every_part_was_looked_at(sitting: AtDesk, tmp_path: Path) -> None:
    bundle = sitting.lay()
    share = bundle.entries[0].share_id
    for place in range(50):
        said = BundleComment(new_id(), share, "context", CommentKind.NOTICING, f"Remark {place}")
        sitting.journal.desk.remark(bundle.bundle_id, said)
    sitting.show(PAGE, reply=bundle.bundle_id)
    sitting.press("I have read these words")
    sitting.press("Give me text to paste into an e-mail")
    assert "Look at every part of your reply first." in sitting.texts()
    sitting.press("What comes next")
    assert "Remark 49" in sitting.texts()
    sitting.press("Give me text to paste into an e-mail")
    assert sitting.journal.desk.bundle(bundle.bundle_id).replied_on == sitting.desk.today


def test_of_many_notes_the_last_are_shown_and_earlier_ones_on_demand(sitting: AtDesk) -> None:
    bundle = sitting.lay()
    contact = sitting.contact(bundle)
    for place in range(30):
        sitting.journal.desk.private_note(contact, f"Note {place}.")
    sitting.show(PAGE, leader=contact)
    assert [("Note 5." in sitting.texts()), ("Note 6." in sitting.texts())] == [False, True]
    sitting.press("Show earlier notes")
    shown = sorted(sitting.coach.leader.notes.rows.views, key=lambda view: view.y())
    assert [view.note.body for view in shown] == [f"Note {place}." for place in range(30)]
    assert not sitting.offers("Show earlier notes")


def test_words_as_long_as_somebody_likes_are_shown_a_piece_at_a_time(sitting: AtDesk) -> None:
    """Whatever a sender made long: laid out whole, a megabyte holds the window for many seconds."""
    long, tall = "word " * 60_000, '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4000000"></svg>'
    fields = [
        shared_field(f"answer:{kind}", "A label", long, kind, long)
        for kind in ("text", "multi", "single", "percent")
    ]
    rows = tuple(("a", "b", "c") for _ in range(3_000))
    bundle = replace(
        demo_bundle("Ash", TODAY), purpose=long, note=long,
        entries=(SharedEntry(new_id(), "June 2026", (shared_field("title", "Title", "", "text", long), *fields)),),
        charts=(SharedChart("A chart", long, 5, tall, ("x", "y", "z"), rows, "June"),),
        thread=(ThreadAnswer(new_id(), long),),
    )  # fmt: skip
    sitting.journal.sharing.people.set_my_name("Rowan")
    sealed = seal_share(bundle, new_identity(), (sitting.journal.sharing.people.my_card(),))
    sitting.show(PAGE, opened=sitting.journal.desk.open(sealed))
    shown = [most_shown(sitting)]
    sitting.journal.desk.keep(sitting.journal.desk.open(sealed))
    for where in ({"leader": sitting.contact(bundle)}, {"bundle": bundle.bundle_id}):
        sitting.arrive(**where)
        shown.append(most_shown(sitting))
    assert max(shown) <= 6_100
    assert all(one.height() <= 3 * one.width() for one in sitting.page.findChildren(Drawing))
    assert not sitting.page.findChildren(SeriesTable)
    sitting.press("Show the table")
    assert sitting.page.findChildren(SeriesTable)


def most_shown(sitting: AtDesk) -> int:
    """The most characters that one label or field of the page holds, in sight or as its name."""
    labels = [max(len(one.text()), len(one.accessibleName())) for one in sitting.page.findChildren(Body)]
    fields = [len(one.toPlainText()) for one in sitting.page.findChildren(PlainEditor)]
    names = [len(one.accessibleName()) for one in sitting.page.findChildren(QWidget)]
    return max(*labels, *fields, *names)
