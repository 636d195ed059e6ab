"""Small cares of sharing: nothing is written over, each want is said beside its field, no warning is left unseen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.entries import Sensitivity
from app.ui.share import PAGE
from tests.fixtures.cheap import TODAY, log
from tests.gui.sharing_pages import Shared
from tests.gui.stage import QUIET

pytestmark = QUIET
NAMES = ("Okafor", "Harding", "Bramley", "Castellanos", "Iqbal", "Poole", "Draycott", "Fenwick", "Oduya")


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    sitting = Shared(qtbot, tmp_path)
    yield sitting
    sitting.close()


def to_lock(sat: Shared, title: str = "Hold the front door") -> None:
    sat.tick(title)
    sat.press("Next: for whom")
    sat.press("Next: read the words")
    sat.press("I have read these words")
    sat.press("Next: lock and save")


def test_a_file_that_is_there_is_replaced_only_when_that_was_ticked(sat: Shared, tmp_path: Path) -> None:
    log(sat.journal, "Hold the front door")
    sat.show(PAGE, contact=sat.meet())
    to_lock(sat)
    path = tmp_path / "report.docx"
    path.write_text("Something else")
    sat.write_at("Where to save it", str(path))
    sat.press("Save the file")
    assert path.read_text() == "Something else"
    assert "There is already a file of that name." in sat.texts()
    assert sat.journal.sharing.log.all() == ()
    sat.press("Replace what is there")
    sat.press("Save the file")
    assert path.read_bytes().startswith(b"age-encryption.org")


def test_a_folder_takes_the_file_under_its_own_name(sat: Shared, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    log(sat.journal, "Hold the front door")
    sat.show(PAGE, contact=sat.meet())
    to_lock(sat)
    sat.write_at("Where to save it", str(folder))
    sat.press("Save the file")
    assert [one.suffix for one in folder.iterdir()] == [".balcony"]


def test_a_name_that_is_missing_is_asked_for_beside_its_field(sat: Shared) -> None:
    log(sat.journal, "Hold the front door")
    sat.journal.sharing.people.set_my_name("Dana")
    sat.show(PAGE)
    sat.tick("Hold the front door")
    sat.press("Next: for whom")
    sat.press("Next: read the words")
    line = sat.share.whom.label
    assert sat.is_at(line.field)
    assert "Nobody is named." in line.field.accessibleDescription()
    assert not sat.share.trouble.isVisible()
    sat.type_into("Their name or initials", "R.")
    assert line.field.accessibleDescription() == ""


def test_a_name_somebody_has_already_means_them(sat: Shared) -> None:
    sat.meet("R. Iqbal")
    log(sat.journal, "Hold the front door")
    sat.show(PAGE)
    sat.tick("Hold the front door")
    sat.press("Next: for whom")
    sat.type_into("Their name or initials", "r. iqbal")
    assert "The file will open with R. Iqbal’s keys only." in sat.texts()
    sat.press("Next: read the words")
    sat.press("I have read these words")
    sat.press("Next: lock and save")
    assert sat.share.locking.lock.value() == "card"
    assert len(sat.journal.sharing.people.contacts()) == 1


def test_a_share_read_and_never_saved_makes_nobody_a_contact(sat: Shared) -> None:
    log(sat.journal, "Hold the front door")
    sat.journal.sharing.people.set_my_name("Dana")
    sat.show(PAGE)
    sat.tick("Hold the front door")
    sat.press("Next: for whom")
    sat.type_into("Their name or initials", "R.")
    sat.press("Next: read the words")
    sat.press("I have read these words")
    sat.press("Next: lock and save")
    assert sat.journal.sharing.people.contacts() == ()


def test_what_was_marked_after_it_was_read_does_not_leave(sat: Shared, tmp_path: Path) -> None:
    entry_id = log(sat.journal, "Hold the front door")
    sat.show(PAGE, contact=sat.meet())
    to_lock(sat)
    sat.journal.writing.set_marks(entry_id, [Sensitivity.PRIVATE_ONLY])
    sat.write_at("Where to save it", str(tmp_path / "x.balcony"))
    sat.press("Save the file")
    assert "Something ticked cannot be shared" in sat.texts()
    assert not (tmp_path / "x.balcony").exists()


def test_a_share_begins_with_an_entry_ticked_and_its_fields_shown(sat: Shared) -> None:
    wanted = log(sat.journal, "Hold the front door", decision="Because it was open", decided_on=TODAY)
    for number in range(12):
        log(sat.journal, f"Decision {number}")
    hidden = log(sat.journal, "Keep this here", marks=frozenset({Sensitivity.PRIVATE_ONLY}))
    sat.show(PAGE, entry=wanted)
    assert "1 field from 1 entry" in sat.texts()
    assert sat.named("Title: Hold the front door").isChecked()  # type: ignore[attr-defined]
    assert not sat.named("What I chose and why: Hold the front door").isChecked()  # type: ignore[attr-defined]
    sat.press("Show more entries (5 left)")
    assert sat.share.entries.shown == 13
    sat.arrive(entry=hidden)
    assert "Something ticked cannot be shared" in sat.texts()
    assert "1 field from 1 entry" in sat.texts()


def test_only_warnings_that_were_told_are_left_together(sat: Shared) -> None:
    told = " ".join(f"I rang Mr {name} about it." for name in NAMES)
    many = " ".join(f"I rang Mr Quill{one}{other} then." for one in "aeiouy" for other in "lmnrst")
    log(sat.journal, "Two", decision=many)
    log(sat.journal, "One", decision=told)
    sat.show(PAGE, contact=sat.meet())
    sat.tick("· One")
    sat.press("What I chose and why: One")
    sat.press("Next: for whom")
    sat.press("Next: read the words")
    texts = sat.texts()
    assert "Noticed in these words: 9 to decide" in texts
    assert all(f"“Mr {name}”" in texts for name in NAMES)
    sat.press("Leave these 9: Names")
    assert "Everything noticed is decided" in sat.texts()
    sat.press("Choose again")
    sat.tick("· Two")
    sat.press("What I chose and why: Two")
    sat.press("Next: for whom")
    sat.press("Next: read the words")
    waiting = len(sat.share.reading.warnings.undecided)
    assert waiting > 30
    sat.press("Leave these 30: Names")
    assert len(sat.share.reading.warnings.undecided) == waiting - 30
