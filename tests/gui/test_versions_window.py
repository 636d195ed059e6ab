"""Earlier versions in the whole window: from the entry to its page, put back, undone, helped with, and back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId, EntryKind
from app.domain.listing import EntryFilter
from app.paths import Places
from app.services.demo_versions import mend_a_week
from app.services.journal import Journal
from app.ui.versions.page import VersionsPage
from tests.gui.pages import House


def mended_week(journal: Journal) -> EntryId:
    mend_a_week(journal)
    return journal.finding.page(EntryFilter(kinds=frozenset({EntryKind.WEEKLY})), limit=1)[0].id


def words(journal: Journal, entry_id: EntryId, prompt: str) -> object:
    answer = journal.entry(entry_id).answer(prompt)
    return None if answer is None else answer.value


def test_an_earlier_text_is_put_back_from_its_page_and_ctrl_z_takes_that_back(
    make_house: Callable[..., House], demo_places: Places
) -> None:
    house = make_house(demo_places)
    opened = house.unlock()
    journal = opened.opened.journal
    entry_id = opened.jobs.now(lambda: mended_week(journal))
    house.go("decision", {"entry": entry_id})
    house.rest()
    links = [one for one in house.content.findChildren(QWidget) if one.isVisible()]
    name = next(
        one.accessibleName() for one in links if one.accessibleName().startswith("Earlier versions: ")
    )
    house.press(name)
    house.rest()
    assert opened.window.shown == "versions"
    page = opened.window.views["versions"]
    assert isinstance(page, VersionsPage)
    prompt, version = page._text, page._version
    assert version is not None
    before = opened.jobs.now(lambda: words(journal, entry_id, prompt))
    house.press("Put this text back")
    house.rest()
    assert opened.jobs.now(lambda: words(journal, entry_id, prompt)) == version.text != before
    house.keys(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.rest()
    assert opened.jobs.now(lambda: words(journal, entry_id, prompt)) == before
    house.keys(Qt.Key.Key_F1)
    house.rest()
    assert opened.window.shown == "help"
    opened.window.back()
    opened.window.back()
    assert opened.window.shown == "decision"
