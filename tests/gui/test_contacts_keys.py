"""Keys of a contact's own, and the end of a coaching with what is still with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.sharing import FileKind, Trust
from app.ui.contacts import PAGE
from app.ui.contacts.page import ContactsPage
from tests.fixtures.cheap import log
from tests.gui.sharing_pages import Shared
from tests.gui.stage import QUIET

pytestmark = QUIET


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    sitting = Shared(qtbot, tmp_path)
    yield sitting
    sitting.close()


def choose(sat: Shared, uid: str) -> None:
    assert isinstance(sat.view, ContactsPage)
    sat.view.mine.whom.set_value(uid)
    sat.view.mine.whom.changed.emit(uid)
    sat.settle()


def test_a_card_says_whose_keys_are_on_it(sat: Shared) -> None:
    mine, theirs = sat.journal.sharing.people, sat.coach.sharing.people
    mine.set_my_name("Dana")
    theirs.set_my_name("R. Iqbal")
    theirs.add(mine.my_card())  # the card for anybody
    uid = mine.add(theirs.my_card()).uid
    sat.show(PAGE)
    assert "has the same keys for you" in sat.texts()
    choose(sat, uid)
    assert "R. Iqbal knows you by the card you give to anybody." in sat.texts()
    sat.press("Make keys for R. Iqbal alone")
    assert isinstance(sat.view, ContactsPage)
    text = sat.view.mine.text.text()
    opened = sat.coach.desk.open(text)
    assert (opened.kind, opened.mine) == (FileKind.NEW_CARD, False)
    assert opened.trust is not Trust.CHANGED
    assert sat.journal.sharing.keys.has_own(uid)
    choose(sat, "")
    choose(sat, uid)
    assert "The keys on it are for R. Iqbal alone" in sat.texts()
    assert not sat.offers("Make keys for R. Iqbal alone")


def test_ending_says_how_many_files_are_still_with_them(sat: Shared) -> None:
    uid = sat.meet()
    sat.give(uid, log(sat.journal, "Hold the front door", decision="We waited"))
    sat.show(PAGE)
    sat.press("Change, or end: R. Iqbal")
    sat.press("End this coaching with R. Iqbal")
    assert sat.said[-1].startswith("This coaching has ended here. 1 file may still be with them")
    assert sat.journal.sharing.people.contact(uid).ended_on is not None
