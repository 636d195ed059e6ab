"""What is typed on the pages of sharing is kept as every other typing is, and put back after a lock or a crash."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.entries import Happened, ReviewDraft, Sensitivity
from app.ui.pages import PageKind
from app.ui.share import AGREEMENT, CPD, PAGE, SPONSOR
from app.ui.widgets import CheckChoice
from tests.fixtures.cheap import log
from tests.gui.sharing_pages import Shared
from tests.gui.stage import QUIET

pytestmark = QUIET
NOTE = "What I would like from you"
PUT_BACK = "Put back what you were writing"


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    sitting = Shared(qtbot, tmp_path)
    yield sitting
    sitting.close()


def locked(sat: Shared, kind: PageKind, **where: object) -> None:
    """Lock, which keeps every draft, and come back to a page made anew."""
    sat.desk.flush()
    sat.view.widget.hide()
    sat.show(kind, **where)


def text_at(sat: Shared, name: str) -> str:
    field = sat.named(name)
    return str(field.toPlainText() if hasattr(field, "toPlainText") else field.text())  # type: ignore[attr-defined]


def begun(sat: Shared) -> None:
    log(sat.journal, "Hold the front door", decision="Because it was open")
    sat.show(PAGE)
    sat.tick("Hold the front door")
    sat.press("What I chose and why: Hold the front door")
    sat.press("Next: for whom")
    sat.type_into("Your own name, as they know you", "Dana")
    sat.type_into("Their name or initials", "R. I.")
    sat.type_into(NOTE, "Where am I too fast?")
    sat.press("As seasons")


def test_a_share_that_was_begun_is_put_back_after_a_lock(sat: Shared) -> None:
    begun(sat)
    locked(sat, PAGE)
    assert PUT_BACK in sat.texts()
    assert "2 fields from 1 entry" in sat.texts()
    sat.press("Next: for whom")
    assert text_at(sat, NOTE) == "Where am I too fast?"
    assert text_at(sat, "Their name or initials") == "R. I."
    assert text_at(sat, "Your own name, as they know you") == "Dana"
    assert sat.share.why.days.value() == "season"


def test_typing_is_kept_within_seconds_without_a_lock(sat: Shared) -> None:
    begun(sat)
    sat.until(lambda: sat.journal.drafts.of("share:new") is not None)


def test_what_was_marked_since_is_not_ticked_again(sat: Shared) -> None:
    begun(sat)
    (entry,) = [one.entry.entry_id for one in sat.share.entries.rows]
    sat.journal.writing.set_marks(entry, [Sensitivity.PRIVATE_ONLY], "decision")
    locked(sat, PAGE)
    assert "1 field from 1 entry" in sat.texts()


def test_a_share_begun_afresh_has_nothing_ticked_and_can_be_brought_back(sat: Shared) -> None:
    begun(sat)
    locked(sat, PAGE)
    sat.press("Start afresh")
    assert "Nothing is ticked yet" in sat.texts()
    assert not any(one.isChecked() for one in sat.page.findChildren(CheckChoice))
    locked(sat, PAGE)
    assert "Nothing is ticked yet" in sat.texts()
    sat.press("Bring it back")
    assert "2 fields from 1 entry" in sat.texts()
    sat.press("Next: for whom")
    assert text_at(sat, NOTE) == "Where am I too fast?"


def test_nothing_is_kept_of_a_share_that_left(sat: Shared, tmp_path: Path) -> None:
    begun(sat)
    sat.press("Next: read the words")
    sat.press("I have read these words")
    sat.press("Next: lock and save")
    sat.write_at("Where to save it", str(tmp_path / "x.balcony"))
    sat.press("Save the file")
    sat.desk.flush()
    assert sat.journal.drafts.of("share:new") is None
    assert "They are shown only now:" in sat.texts()
    sat.press("Share something else")
    sat.press("Next: for whom")
    assert text_at(sat, NOTE) == ""
    locked(sat, PAGE)
    assert PUT_BACK not in sat.texts()


def test_an_agreement_being_typed_is_put_back_until_it_is_agreed(sat: Shared) -> None:
    uid = sat.meet()
    sat.show(AGREEMENT, contact=uid)
    sat.write_at("What it is for", "To think ahead.")
    locked(sat, AGREEMENT, contact=uid)
    assert text_at(sat, "What it is for") == "To think ahead."
    assert PUT_BACK in sat.texts()
    sat.press("Start afresh")
    assert text_at(sat, "What it is for") != "To think ahead."
    sat.press("Bring it back")
    sat.press("We agreed on this")
    sat.desk.flush()
    kept = sat.journal.sharing.agreements.with_contact(uid)
    assert kept is not None
    assert kept.agreement.purpose == "To think ahead."
    assert sat.journal.drafts.all() == {}


def test_typing_in_an_agreement_survives_a_look_at_another_page(sat: Shared) -> None:
    uid = sat.meet()
    sat.show(AGREEMENT, contact=uid)
    sat.write_at("What it is for", "To think ahead.")
    assert sat.view.may_leave()
    sat.arrive(contact=uid)
    assert text_at(sat, "What it is for") == "To think ahead."


def test_a_page_for_a_sponsor_is_put_back(sat: Shared) -> None:
    sat.show(SPONSOR)
    sat.type_into("Meetings held", "Three")
    locked(sat, SPONSOR)
    assert text_at(sat, "Meetings held") == "Three"
    sat.press("Start afresh")
    assert text_at(sat, "Meetings held") == ""


def test_a_cpd_draft_keeps_what_was_added(sat: Shared) -> None:
    sat.journal.sharing.pages.set_cpd(on=True)
    entry_id = log(sat.journal, "Hold the front door")
    sat.journal.reviews.save(entry_id, ReviewDraft(Happened.YES, "It did", 1, 1, "Ask sooner"))
    sat.show(CPD, entry=entry_id)
    sat.type_into("What it did to my practice", "I ask sooner.")
    locked(sat, CPD, entry=entry_id)
    assert text_at(sat, "What it did to my practice") == "I ask sooner."
    assert text_at(sat, "What I learned") == "Ask sooner"
