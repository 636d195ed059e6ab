"""Contacts, opening what others send, and what was shared before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.domain.entries import ReviewDraft
from app.domain.sharing import SUFFIX, new_id
from app.services.demo_desk import lay_on_desk
from app.sharing.cards import card_text
from app.sharing.keys import card, new_identity
from app.ui.coach import PAGE as DESK
from app.ui.coach.alone import ONLY
from app.ui.contacts import PAGE as CONTACTS
from app.ui.contacts.my_card import Squares
from app.ui.decision import PAGE as DECISION
from app.ui.opening import PAGE as OPEN_FILE
from app.ui.opening.dropping import Dropping, what_is_dropped
from app.ui.pages import PageKind
from app.ui.share import AGREEMENT, CPD, LOG, PAGE, SPONSOR
from app.ui.widgets import Body, PlainEditor
from tests.fixtures.cheap import log
from tests.fixtures.pairs import learned_together
from tests.gui.sharing_pages import Shared
from tests.gui.stage import QUIET

pytestmark = QUIET
WORDS = "gravel teapot lantern orbit meadow fiddle"


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    sitting = Shared(qtbot, tmp_path)
    yield sitting
    sitting.close()


# ---- contacts


def test_a_card_is_made_once_there_is_a_name(sat: Shared) -> None:
    sat.show(CONTACTS)
    assert not sat.offers("Copy the text")
    sat.type_into("Your name, as they know you", "Dana")
    sat.press("Use this name")
    sat.press("Copy the text")
    assert QApplication.clipboard().text() == card_text(sat.journal.sharing.people.my_card())
    sat.press("Show it as a picture for a telephone")
    [squares] = sat.page.findChildren(Squares)
    assert squares.isVisible()
    assert squares.grab().toImage().pixelColor(1, 1).lightness() == 255


def test_a_pasted_card_is_looked_at_before_it_is_kept_and_six_words_confirm_it(sat: Shared) -> None:
    sat.journal.sharing.people.set_my_name("Dana")
    sat.coach.sharing.people.set_my_name("R. Iqbal")
    sat.show(CONTACTS)
    sat.named("Paste their card here").setPlainText(card_text(sat.card_of_coach()))  # type: ignore[attr-defined]
    sat.press("Look at this card")
    assert "This card says that it belongs to R. Iqbal. It is new here." in sat.texts()
    assert not sat.journal.sharing.people.contacts()
    sat.press("Keep this card")
    assert "you have not compared the six words with them yet" in sat.texts()
    sat.press("Compare the six words: R. Iqbal")
    [found] = sat.journal.sharing.people.contacts()
    assert " · ".join(sat.journal.sharing.people.words_with(found.uid)) in sat.texts()
    sat.press("The words are the same: R. Iqbal")
    assert sat.journal.sharing.people.contact(found.uid).confirmed_on == sat.clock.today()
    assert "The six words were compared on 30 June 2026." in sat.texts()


def test_words_that_differ_are_a_stop(sat: Shared) -> None:
    uid = sat.meet(confirmed=False)
    sat.show(CONTACTS)
    sat.press("Compare the six words: R. Iqbal")
    sat.press("The words differ: R. Iqbal")
    assert sat.journal.sharing.people.contact(uid).confirmed_on is None
    assert "Stop: somebody may stand between you" in sat.texts()


def test_other_keys_under_a_known_name_are_a_stop_in_words(sat: Shared) -> None:
    uid = sat.meet()
    before = sat.journal.sharing.people.contact(uid)
    sat.show(CONTACTS)
    forged = card_text(card(new_identity(), "R. Iqbal"))
    sat.named("Paste their card here").setPlainText(forged)  # type: ignore[attr-defined]
    sat.press("Look at this card")
    assert "Stop: these are other keys than theirs" in sat.texts()
    assert not sat.offers("Keep this card")
    assert sat.journal.sharing.people.contact(uid) == before


def test_a_name_has_other_words_for_one_person(sat: Shared) -> None:
    uid = sat.meet()
    sat.show(CONTACTS)
    sat.press("Change, or end: R. Iqbal")
    sat.type_into("A name or a place", "Oakfield")
    sat.type_into("The words instead", "the home")
    sat.press("Keep these words for R. Iqbal")
    assert dict(sat.journal.sharing.other_words.of(uid)) == {"Oakfield": "the home"}
    sat.press("Take it off: Oakfield")
    assert not sat.journal.sharing.other_words.of(uid)


def test_a_coaching_ends_and_is_taken_up_again(sat: Shared) -> None:
    uid = sat.meet()
    sat.show(CONTACTS)
    sat.press("Change, or end: R. Iqbal")
    assert "this is what the journal cannot do for you" in sat.texts()
    sat.press("End this coaching with R. Iqbal")
    assert sat.journal.sharing.people.contact(uid).ended_on == sat.clock.today()
    sat.press("Take it up again with R. Iqbal")
    assert sat.journal.sharing.people.contact(uid).ended_on is None


# ---- opening


def opened_with(sat: Shared, path: Path) -> str:
    sat.arrive(path=str(path))
    sat.settle()
    return sat.texts()


def write(sat: Shared, name: str, data: bytes) -> Path:
    path = sat.folder / f"{name}{SUFFIX}"
    path.write_bytes(data)
    return path


def test_a_share_goes_to_the_desk_a_reply_to_its_preview_and_a_card_to_the_contacts(sat: Shared) -> None:
    uid = sat.meet()
    data = sat.give(uid, log(sat.journal, "One", decision="Hold it open"))
    reply = sat.reply_to(data)
    theirs = sat.coach.sharing
    entry = log(sat.coach, "Theirs")
    [leader] = theirs.people.contacts()
    from app.domain.choosing import Ticks
    from app.domain.composing import ShareWish

    wish = ShareWish(ticks=Ticks().tick(entry, "title"), to=leader.uid)
    back = theirs.seal(theirs.compose(wish)).data
    sat.show(OPEN_FILE)
    opened_with(sat, write(sat, "reply", reply))
    opened_with(sat, write(sat, "share", back))
    opened_with(sat, write(sat, "card", card_text(card(new_identity(), "Somebody")).encode()))
    assert [page for page, _ in sat.went] == ["reply", "desk", "contacts"]


def test_six_files_are_refused_in_six_ways_in_place(sat: Shared) -> None:
    uid = sat.meet()
    entry = log(sat.journal, "One", decision="Hold it open")
    data = sat.give(uid, entry)
    sat.coach.desk.keep(sat.coach.desk.open(data))
    from app.sharing.files import seal_share

    stranger = new_identity()
    share = sat.coach.desk.bundles(sat.coach.sharing.people.contacts()[0].uid)[0].bundle
    elsewhere = seal_share(share, stranger, [card(new_identity(), "Else")])
    locked = seal_share(share, stranger, WORDS)
    mine = sat.journal.sharing.people.my_card(uid)
    known_name = seal_share(
        share.__class__(**{f: getattr(share, f) for f in share.__slots__} | {"from_name": "R. Iqbal"}),
        stranger,
        [mine],
    )
    twice = seal_share(replace(share, from_name="Somebody", bundle_id=new_id()), new_identity(), [mine])
    sat.journal.desk.keep(sat.journal.desk.open(twice))
    files = {
        "for somebody else": elsewhere,
        "damaged on its way": data[: len(data) // 2],
        "opened here before": twice,
        "not a file or text that Balcony made": b"Dear all, the minutes are attached.",
        "not with the key you confirmed": known_name,
    }
    sat.show(OPEN_FILE)
    for words, content in files.items():
        assert words in opened_with(sat, write(sat, "one", content)), words
    opened_with(sat, write(sat, "two", locked))
    assert "Type the words the sender told you." in sat.texts()
    sat.type_into("The six words they told you", "not these at all")
    sat.press("Open it")
    assert "That passphrase does not open this file." in sat.texts()
    assert not sat.went


def test_a_locked_share_opens_with_its_words_and_a_pasted_text_does_too(sat: Shared) -> None:
    sat.coach.sharing.people.set_my_name("R. Iqbal")
    sat.journal.sharing.people.set_my_name("Dana")
    from app.sharing.armour import to_text
    from app.sharing.files import seal_share

    uid = sat.meet()
    sat.give(uid, log(sat.journal, "One", decision="Hold it open"))
    share = sat.journal.sharing.log.copy(sat.journal.sharing.log.all()[0].uid)
    text = to_text(seal_share(share, new_identity(), WORDS))
    sat.show(OPEN_FILE)
    sat.arrive(text=text)
    sat.settle()
    sat.type_into("The six words they told you", WORDS)
    sat.key(Qt.Key.Key_Return)
    assert [page for page, _ in sat.went] == ["desk"]


def test_a_long_text_is_counted_and_can_be_taken_away(sat: Shared) -> None:
    sat.show(OPEN_FILE)
    sat.arrive(text="\n".join(["-----BEGIN AGE ENCRYPTED FILE-----", *["abcd" * 16] * 200]))
    sat.settle()
    assert "A text of 201 lines is here." in sat.texts()
    assert "This file was damaged on its way" in sat.texts()
    sat.press("Take it away")
    assert sat.offers("Or paste the whole text here")


def test_a_long_paste_is_counted_without_being_laid_out(sat: Shared) -> None:
    sat.show(OPEN_FILE)
    field = sat.named("Or paste the whole text here")
    assert isinstance(field, PlainEditor)
    pasted = QMimeData()
    pasted.setText("\n".join(["-----BEGIN AGE ENCRYPTED FILE-----", *["abcd" * 16] * 200]))
    held: list[int] = []
    field.textChanged.connect(lambda: held.append(len(field.toPlainText())))
    field.insertFromMimeData(pasted)
    assert max(held, default=0) == 0
    assert "A text of 201 lines is here." in sat.texts()
    sat.press("Open it")
    assert "This file was damaged on its way" in sat.texts()


def test_more_than_is_ever_opened_is_refused_as_it_is_pasted(
    sat: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.opening.page.LARGEST_FILE", 10_000)
    sat.show(OPEN_FILE)
    pasted = QMimeData()
    pasted.setText("a" * 10_001)
    field = sat.named("Or paste the whole text here")
    assert isinstance(field, PlainEditor)
    field.insertFromMimeData(pasted)
    assert "This file is larger than Balcony opens from others." in sat.texts()
    assert field.isVisible()


def test_a_long_text_among_the_contacts_is_opened_where_everything_is(sat: Shared) -> None:
    sat.show(CONTACTS)
    field = sat.named("Paste their card here")
    assert isinstance(field, PlainEditor)
    pasted = QMimeData()
    pasted.setText("a" * 30_000)
    field.insertFromMimeData(pasted)
    assert sat.went == [("open-file", {"text": "a" * 30_000})]


def test_a_text_in_place_of_a_file_name_is_no_file(sat: Shared) -> None:
    sat.show(OPEN_FILE)
    sat.arrive(path="abcd" * 1000)
    sat.settle()
    assert "There is no file of that name." in sat.texts()


def test_a_file_dropped_anywhere_is_taken_before_any_field_sees_it(sat: Shared) -> None:
    sat.show(OPEN_FILE)
    handle = sat.host.windowHandle()
    assert handle is not None
    dropping = Dropping(handle, sat.host)
    found: list[object] = []
    dropping.dropped.connect(found.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/one.balcony")])
    event = QDropEvent(
        QPoint(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop,
    )  # fmt: skip
    QApplication.sendEvent(handle, event)
    assert found == [{"path": "/tmp/one.balcony"}]


def test_ordinary_text_is_left_to_the_field_it_is_dropped_on() -> None:
    ordinary, ours = QMimeData(), QMimeData()
    ordinary.setText("Just a sentence")
    ours.setText("-----BEGIN AGE ENCRYPTED FILE-----\nabc")
    assert what_is_dropped(ordinary) is None
    assert what_is_dropped(ours) == {"text": ours.text()}


# ---- what left before, and pages for others


def test_the_log_says_when_to_whom_and_how_much_and_shows_the_exact_copy(sat: Shared) -> None:
    uid = sat.meet()
    sat.give(uid, log(sat.journal, "One", decision="Hold it open"))
    [logged] = sat.journal.sharing.log.all()
    sat.show(LOG)
    assert "30 June 2026, for R. Iqbal" in sat.texts()
    assert "2 fields from 1 entry." in sat.texts()
    assert "Hold it open" not in sat.texts()
    sat.press("Read the exact copy of 30 June 2026, for R. Iqbal")
    assert "Hold it open" in sat.texts()
    assert logged.fingerprint in sat.texts()
    sat.press("I asked them to delete it: 30 June 2026, R. Iqbal")
    assert "You asked them to delete it on 30 June 2026." in sat.texts()
    assert sat.journal.sharing.log.all()[0].asked_to_delete_on == sat.clock.today()


def test_an_empty_log_says_what_will_stand_here(sat: Shared) -> None:
    sat.show(LOG)
    assert "Nothing was shared from this journal yet." in sat.texts()


def test_an_agreement_begins_with_words_and_is_kept_as_changed(sat: Shared) -> None:
    uid = sat.meet()
    sat.show(AGREEMENT, contact=uid)
    assert "Not agreed yet." in sat.texts()
    sat.write_at("How long it is kept", "Until Easter")
    sat.press("We agreed on this")
    kept = sat.journal.sharing.agreements.with_contact(uid)
    assert kept is not None
    assert kept.agreement.how_long == "Until Easter"
    assert kept.agreement.who_else.startswith("No one.")
    assert sat.went_back == 1


def test_the_sponsor_page_holds_what_was_typed_and_nothing_else(sat: Shared, tmp_path: Path) -> None:
    log(sat.journal, "One", decision="Hold it open")
    sat.show(SPONSOR)
    sat.type_into("Meetings held", "Six of six")
    sat.settle()
    path = tmp_path / "page.html"
    sat.view.out.path.set_text(str(path))  # type: ignore[attr-defined]
    sat.press("Write it")
    text = path.read_text("utf-8")
    assert "Six of six" in text
    assert "One" not in text
    assert "Hold it open" not in text


def test_a_cpd_draft_is_offered_only_once_it_was_wanted(sat: Shared) -> None:
    entry = log(sat.journal, "One", context="Never this", expected="A calmer week")
    sat.journal.reviews.save(entry, ReviewDraft(learned="Ask sooner"))
    sat.show(DECISION, entry=entry)
    assert not sat.offers("CPD draft")
    sat.journal.sharing.pages.set_cpd(on=True)
    sat.arrive(entry=entry)
    sat.press("CPD draft")
    assert sat.went[-1] == ("cpd", {"entry": entry})
    sat.page.hide()
    sat.show(CPD, entry=entry)
    sat.press("Copy the draft")
    copied = QApplication.clipboard().text()
    assert "Ask sooner" in copied
    assert "Never this" not in copied
    assert "Standard 4: 4.6, 4.7" in copied


def test_while_cpd_drafts_are_off_their_page_leads_to_where_they_are_turned_on(sat: Shared) -> None:
    entry = log(sat.journal, "One")
    sat.journal.reviews.save(entry, ReviewDraft(learned="Ask sooner"))
    sat.show(CPD, entry=entry)
    assert "Something went wrong" not in sat.texts()
    assert not sat.offers("Copy the draft")
    sat.press("Open Settings")
    assert sat.went[-1] == ("settings", {"section": "cpd"})
    sat.journal.sharing.pages.set_cpd(on=True)
    sat.arrive(entry=entry)
    assert sat.offers("Copy the draft")
    assert not sat.offers("Open Settings")


def test_a_pair_round_is_attached_to_a_cpd_draft_at_a_press(sat: Shared) -> None:
    entry = log(sat.journal, "One")
    sat.journal.reviews.save(entry, ReviewDraft(learned="Ask sooner"))
    sat.journal.sharing.pages.set_cpd(on=True)
    learned_together(sat.journal, "We both ask too late.")
    sat.show(CPD, entry=entry)
    sat.press("Put in what we learned: Whose call it was")
    sat.press("Copy the draft")
    copied = QApplication.clipboard().text()
    assert "What I learned from discussing it\nWe both ask too late." in copied
    assert "Standard 4: 4.2, 4.6, 4.7" in copied
    assert "Whose call" not in copied


# ---- one leader only


@pytest.mark.parametrize("kind", [CONTACTS, PAGE, LOG, DESK])
def test_while_one_leader_is_shown_alone_no_page_names_another(sat: Shared, kind: PageKind) -> None:
    for name in ("Ash", "Cedar"):
        lay_on_desk(sat.journal, name)
    ash, cedar = (
        next(one for one in sat.journal.desk.leaders() if one.name == name) for name in ("Ash", "Cedar")
    )
    sat.give(cedar.contact, log(sat.journal, "One", decision="Hold it open"))
    sat.show(kind)
    assert "Cedar" in said_anywhere(sat)
    sat.page.hide()
    sat.journal.lists.note(ONLY, ash.contact)
    sat.show(kind)
    assert "Cedar" not in said_anywhere(sat)


def said_anywhere(sat: Shared) -> str:
    """Every word on the page, folded away or in a list to choose from too."""
    labels = [label.accessibleName() for label in sat.page.findChildren(Body)]
    lists = [box.itemText(at) for box in sat.page.findChildren(QComboBox) for at in range(box.count())]
    return "\n".join((*labels, *lists))
