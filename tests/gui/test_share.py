"""Share: nothing is ticked, the exact words are read first, and what leaves is what was read."""

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.entries import Sensitivity
from app.sharing.files import open_file
from app.ui.share import PAGE
from app.ui.share.putting import Lock
from app.ui.widgets import CheckChoice
from tests.fixtures.cheap import TODAY, log
from tests.gui.sharing_pages import Shared
from tests.gui.stage import QUIET

pytestmark = QUIET
READ = "I have read these words"


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    sitting = Shared(qtbot, tmp_path)
    yield sitting
    sitting.close()


def to_reading(sat: Shared, *ticks: str) -> None:
    for tick in ticks:
        sat.tick(tick)
    sat.press("Next: for whom")
    sat.press("Next: read the words")
    sat.settle()


def to_lock(sat: Shared) -> None:
    sat.press(READ)
    sat.press("Next: lock and save")


def test_nothing_is_ticked_and_an_entry_ticks_its_title_only(sat: Shared) -> None:
    log(sat.journal, "Hold the front door", context="About the door", decision="Because it was open")
    sat.show(PAGE)
    assert not any(one.isChecked() for one in sat.page.findChildren(CheckChoice))
    assert "Nothing is ticked yet" in sat.texts()
    sat.tick("Hold the front door")
    assert "1 field from 1 entry" in sat.texts()
    assert sat.named("Title: Hold the front door").isChecked()  # type: ignore[attr-defined]
    assert "Because it was open" in sat.texts()
    sat.press("What I chose and why: Hold the front door")
    assert "2 fields from 1 entry" in sat.texts()


def test_what_is_marked_never_share_is_not_offered(sat: Shared) -> None:
    log(sat.journal, "Keep this here", marks=frozenset({Sensitivity.PRIVATE_ONLY}))
    sat.show(PAGE)
    assert not any("Keep this here" in name for name in sat.ticks())


def test_the_same_of_every_entry_is_shown_before_it_is_ticked(sat: Shared) -> None:
    for title in ("One", "Two", "Three"):
        log(sat.journal, title, expected=f"Much of {title}")
    sat.show(PAGE)
    sat.press("Tick the same of every entry in this list")
    sat.press("Title")
    sat.press("What I expected")
    sat.press("Show what this would tick")
    assert "Title and what I expected for these 3: 6 fields more. Nothing of it is ticked yet." in sat.texts()
    assert "Nothing is ticked yet" in sat.texts()
    sat.press("Tick these")
    assert "6 fields from 3 entries" in sat.texts()


def test_the_preview_is_what_the_recipient_decrypts(sat: Shared, tmp_path: Path) -> None:
    uid = sat.meet()
    log(sat.journal, "Hold the front door", decision="Because it was open", expected="A calmer week")
    sat.show(PAGE, contact=uid)
    to_reading(sat, "Hold the front door", "What I chose and why")
    view = sat.share.reading.words.view
    assert view is not None
    assert "Because it was open" in sat.texts()
    assert "A calmer week" not in sat.texts()
    to_lock(sat)
    path = tmp_path / "out.balcony"
    sat.write_at("Where to save it", str(path))
    sat.press("Save the file")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    opened = sat.coach.desk.open(path.read_bytes())
    assert opened.share == view
    assert "You cannot unsend a file." in sat.texts()
    logged = sat.journal.sharing.log.all()
    assert [one.fingerprint for one in logged] == [opened.fingerprint]
    assert sat.journal.sharing.log.copy(view.bundle_id) == view


def test_it_cannot_be_locked_before_the_words_were_read(sat: Shared) -> None:
    uid = sat.meet()
    log(sat.journal, "Hold the front door")
    sat.show(PAGE, contact=uid)
    to_reading(sat, "Hold the front door")
    sat.press("Next: lock and save")
    assert f"Read the words first, then tick “{READ}”." in sat.texts()
    assert not sat.journal.sharing.log.all()


def test_each_warning_wants_a_word_and_identical_ones_are_told_once(sat: Shared) -> None:
    uid = sat.meet()
    for title in ("One", "Two"):
        log(sat.journal, title, decision="I rang Mr Okafor about it")
    sat.show(PAGE, contact=uid)
    to_reading(sat, "· One", "What I chose and why: One", "· Two", "What I chose and why: Two")
    assert "“Mr Okafor” (2 times)" in sat.texts()
    sat.press("Next: lock and save")
    assert "Decide first about what was noticed: 1 left." in sat.texts()
    sat.press("Other words for “Mr Okafor”")
    sat.type_into("Instead of “Mr Okafor”", "a partner")
    sat.press("Use these words")
    assert sat.reads("I rang a partner about it")
    assert not sat.reads("Mr Okafor about")
    view = sat.share.reading.words.view
    assert view is not None
    assert {each.value for one in view.entries for each in one.fields if each.field_id == "decision"} == {
        "I rang a partner about it"
    }
    sat.press("Take it back: “Mr Okafor” became “a partner”")
    sat.press("Leave “Mr Okafor”")
    assert "Everything noticed is decided" in sat.texts()
    to_lock(sat)
    assert sat.offers("Save the file")


def test_words_changed_after_reading_have_to_be_read_again(sat: Shared) -> None:
    uid = sat.meet()
    log(sat.journal, "One", decision="I rang Mr Okafor")
    sat.show(PAGE, contact=uid)
    to_reading(sat, "· One", "What I chose and why: One")
    sat.press(READ)
    sat.press("Remove it: “Mr Okafor”")
    assert not sat.share.reading.read.isChecked()
    assert "I rang [removed]" in sat.texts()


def test_a_name_is_kept_for_this_person_and_another_time_too(sat: Shared) -> None:
    uid = sat.meet()
    log(sat.journal, "One", decision="I rang Mr Okafor")
    sat.show(PAGE, contact=uid)
    to_reading(sat, "· One", "What I chose and why: One")
    sat.press("Other words for “Mr Okafor”")
    sat.type_into("Instead of “Mr Okafor”", "Partner A")
    sat.press("Keep these words for this name whenever I share with them")
    sat.press("Use these words")
    assert "I rang Partner A" in sat.texts()
    assert dict(sat.journal.sharing.other_words.of(uid)) == {"Mr Okafor": "Partner A"}


def test_family_proceedings_stop_before_the_words(sat: Shared) -> None:
    uid = sat.meet()
    log(sat.journal, "One", decision="A hard day", marks=frozenset({Sensitivity.COURT_RELATED}))
    sat.show(PAGE, contact=uid)
    to_reading(sat, "· One")
    assert (
        "Information from family proceedings may be unlawful to pass on, even without names." in sat.texts()
    )
    assert not sat.offers("Next: lock and save")
    sat.press("Go on to the words")
    assert "Tick first that you have checked." in sat.texts()
    sat.press("I have checked with legal that this may be passed on")
    sat.press("Go on to the words")
    assert sat.offers(READ)


def test_somebody_new_gets_six_words_to_be_told_by_telephone(sat: Shared, tmp_path: Path) -> None:
    log(sat.journal, "Hold the front door")
    sat.show(PAGE)
    sat.tick("Hold the front door")
    sat.press("Next: for whom")
    sat.type_into("Your own name, as they know you", "Dana")
    sat.type_into("Their name or initials", "R. I.")
    sat.press("Next: read the words")
    sat.settle()
    to_lock(sat)
    words = sat.share.locking.words.text()
    assert len(words.split()) == 6
    path = tmp_path / "out.balcony"
    sat.write_at("Where to save it", str(path))
    sat.press("Save the file")
    opened = open_file(path.read_bytes(), [], words, known={}, seen=lambda _: False)
    assert opened.share == sat.share.reading.words.view
    assert opened.reply_token is not None


def test_plain_holds_the_same_words_and_is_a_choice_of_its_own(sat: Shared, tmp_path: Path) -> None:
    uid = sat.meet()
    log(sat.journal, "Hold the front door")
    sat.show(PAGE, contact=uid)
    to_reading(sat, "Hold the front door")
    view = sat.share.reading.words.view
    to_lock(sat)
    sat.press("Plain, I will protect it myself")
    sealed = sat.share.making.sealed
    assert sealed is not None
    assert sealed.is_plain
    assert sealed.view == view
    path = tmp_path / "out.html"
    sat.write_at("Where to save it", str(path))
    sat.press("Save the file")
    assert b"Hold the front door" in path.read_bytes()
    assert sat.journal.sharing.log.all()[0].is_plain


def test_text_for_an_e_mail_opens_at_the_other_end(sat: Shared) -> None:
    uid = sat.meet()
    log(sat.journal, "Hold the front door")
    sat.show(PAGE, contact=uid)
    to_reading(sat, "Hold the front door")
    to_lock(sat)
    sat.press("Give me text to paste into an e-mail")
    text = sat.share.locking.done.text
    opened = sat.coach.desk.open(text)
    assert opened.share == sat.share.reading.words.view
    assert len(sat.journal.sharing.log.all()) == 1


def test_only_what_is_new_since_the_last_share_is_offered(sat: Shared) -> None:
    uid = sat.meet()
    log(sat.journal, "Old", decided_on=TODAY - timedelta(days=3))
    sat.show(PAGE, contact=uid)
    to_reading(sat, "Old")
    to_lock(sat)
    sat.press("Give me text to paste into an e-mail")
    sat.press("Share something else")
    sat.clock.pass_by(hours=48)
    log(sat.journal, "Fresh")
    sat.share.filters.since.set_value(uid)
    sat.share.filters.since.changed.emit(uid)
    sat.settle()
    entries = [name for name in sat.ticks() if " · " in name]
    assert any("Fresh" in name for name in entries)
    assert not any("Old" in name for name in entries)


def test_many_decisions_come_a_few_at_a_time(sat: Shared) -> None:
    for number in range(20):
        log(sat.journal, f"Decision {number}")
    sat.show(PAGE)
    assert sat.share.entries.shown == 8
    sat.press("Show more entries (12 left)")
    assert sat.share.entries.shown == 20
    assert not sat.offers("Show more entries (0 left)")


def test_a_change_of_lock_keeps_the_words_that_were_read(sat: Shared) -> None:
    uid = sat.meet()
    log(sat.journal, "Hold the front door")
    sat.show(PAGE, contact=uid)
    to_reading(sat, "Hold the front door")
    before = sat.share.making.sealed
    to_lock(sat)
    sat.press("With six words to tell them")
    after = sat.share.making.sealed
    assert before is not None
    assert after is not None
    assert after.data != before.data
    assert after.view == before.view
    assert sat.share.locking.lock.value() == Lock.WORDS.value
