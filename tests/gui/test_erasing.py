"""Erasing in the real window: what goes is named first, a word is typed, what is on hold is kept, and backups are asked."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryDraft, EntryId, EntryKind
from app.domain.errors import NoSuchEntry
from app.services.journal import Journal
from app.storage import looking_into
from app.ui.erasing.page import ErasePage
from app.ui.redacting.removed_view import RemovedView
from tests.gui.pages import House
from tests.gui.removing import Taking

WORD = "Type “erase” to confirm"


@pytest.fixture
def taking(house: House) -> Taking:
    return Taking(house)


def some(journal: Journal, count: int = 1) -> tuple[EntryId, ...]:
    drafts = [
        EntryDraft(EntryKind.DECISION, f"Canary {at}", "kept apart", "d", "e", 60) for at in range(count)
    ]
    return tuple(journal.writing.log(one).entry_id for one in drafts)


def is_there(taking: Taking, entry: EntryId) -> bool:
    def look(journal: Journal) -> bool:
        try:
            journal.entry(entry)
        except NoSuchEntry:
            return False
        return True

    return taking.ask(look)


def erase(taking: Taking, button: str) -> None:
    taking.type_into(WORD, "erase")
    taking.press(button)


def test_an_entry_is_erased_from_its_page_after_a_preview_and_a_word(taking: Taking) -> None:
    (entry,) = taking.ask(some)
    taking.ask(lambda journal: journal.care.back_up())
    taking.go("decision", entry=entry)
    taking.press("Erase it for good…")
    assert taking.shown == "erase"
    assert "• Canary 0" in taking.texts()
    assert "What this cannot reach" in taking.texts()
    taking.press("Erase this entry for good")
    assert "That is not the word that confirms this." in taking.texts()
    assert is_there(taking, entry)
    erase(taking, "Erase this entry for good")
    assert not is_there(taking, entry)
    assert "1 entry was erased." in taking.texts()
    assert "Canary 0" not in taking.texts()
    assert "1 was looked into: 1 still holds it." in taking.texts()
    taking.press("Done")
    assert taking.shown == "journal"
    assert taking.ask(lambda journal: journal.undo()) is None


def test_what_is_chosen_in_the_list_is_erased_but_what_is_on_hold_is_left_out(taking: Taking) -> None:
    entries = taking.ask(lambda journal: some(journal, 3))
    taking.act(lambda journal: journal.removal.holding.put(entries[1], on=True))
    taking.go("journal", text="Canary")
    taking.house.qtbot.waitUntil(lambda: "3 entries found" in taking.texts())
    table = taking.named("Entries")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    taking.house.rest()
    taking.press("Erase for good…")
    assert "1 of them is on hold and is left out." in taking.texts()
    assert "• Canary 1" not in taking.texts()
    erase(taking, "Erase 2 entries for good")
    assert [is_there(taking, one) for one in entries] == [False, True, False]
    assert "2 entries were erased." in taking.texts()
    assert "1 of them is on hold and is left out." in taking.texts()


def test_one_on_hold_is_erased_only_after_the_sentence_and_leaving_keeps_it(taking: Taking) -> None:
    (entry,) = taking.ask(some)
    taking.act(lambda journal: journal.removal.holding.put(entry, on=True))
    taking.go("decision", entry=entry)
    taking.press("Erase it for good…")
    assert "may be an offence" in taking.texts()
    assert not taking.offers("Erase this entry for good")
    taking.press("Leave it as it is")
    assert taking.shown == "decision"
    taking.press("Erase it for good…")
    taking.press("Go on all the same")
    erase(taking, "Erase this entry for good")
    assert not is_there(taking, entry)


def test_several_under_a_hold_of_the_whole_journal_are_all_left(taking: Taking) -> None:
    entries = taking.ask(lambda journal: some(journal, 2))
    taking.act(lambda journal: journal.removal.holding.turn(on=True))
    taking.go("erase", entries=entries)
    assert "All of these are on hold, so none of them is erased." in taking.texts()
    assert not taking.offers("Erase 2 entries for good")
    assert all(is_there(taking, one) for one in entries)


def test_what_lies_in_the_bin_is_erased_from_its_page_and_from_the_list_there(taking: Taking) -> None:
    first, second = taking.ask(lambda journal: some(journal, 2))
    taking.act(lambda journal: journal.writing.delete([first, second]))
    taking.go("decision", entry=first)
    assert not taking.offers("Distil it…")
    taking.press("Erase it for good…")
    erase(taking, "Erase this entry for good")
    taking.press("Done")
    taking.go("journal", bin=True)
    taking.press("Erase for good…")
    erase(taking, "Erase this entry for good")
    assert not is_there(taking, first)
    assert not is_there(taking, second)


def test_no_other_page_shows_what_was_erased_and_back_leads_nowhere(taking: Taking) -> None:
    (entry,) = taking.ask(some)
    taking.go("settings", section="hold")
    taking.go("decision", entry=entry)
    taking.press("Erase it for good…")
    erase(taking, "Erase this entry for good")
    window = taking.house.journal.window
    window.back()
    taking.house.rest()
    assert taking.shown == "erase"
    taking.go("journal")
    assert "40 entries." in taking.texts()
    assert "Canary" not in taking.texts()
    assert taking.house.frame.findChildren(RemovedView)
    taking.act(some)  # whatever is written next, no page that is gone looks at it
    taking.house.rest()
    assert "41 entries." in taking.texts()


@pytest.mark.parametrize(
    ("page", "section"),
    [("distil", "Distil"), ("tidy", "Distil"), ("erase", "Erase"), ("erase-journal", "Erase")],
)
def test_help_on_a_page_that_removes_begins_with_what_it_does(
    taking: Taking, page: str, section: str
) -> None:
    entry = taking.ask(lambda journal: some(journal)[0])
    taking.go(page, **({"entry": entry} if page == "distil" else {"entries": (entry,)}))
    taking.house.keys(Qt.Key.Key_F1)
    taking.house.rest()
    assert taking.shown == "help"
    lines = taking.texts().splitlines()
    assert lines[lines.index("Removing words") + 1] == section


def test_an_entry_that_is_not_there_any_more_leads_to_the_journal(taking: Taking) -> None:
    taking.go("erase", entries=(987654,))
    taking.press("Open the journal")
    assert taking.shown == "journal"


def erased(taking: Taking, *entries: EntryId) -> None:
    """Erased from the list's way there."""
    taking.go("erase", entries=entries)
    (button,) = {"Erase this entry for good", f"Erase {len(entries)} entries for good"} & {
        getattr(one, "text", str)() for one in taking.house.content.findChildren(QWidget) if one.isVisible()
    }
    erase(taking, button)


def test_help_and_the_sharing_log_lead_back_to_how_it_went(taking: Taking) -> None:
    (entry,) = taking.ask(some)
    taking.ask(lambda journal: journal.care.back_up())
    erased(taking, entry)
    for page in ("help", "sharing-log"):
        taking.go(page)
        taking.house.journal.window.back()
        taking.house.rest()
        assert taking.shown == "erase"
        assert "1 entry was erased." in taking.texts()
        assert taking.offers("Make a new backup and remove these")


def test_nothing_of_an_earlier_erasure_is_told_with_the_next(taking: Taking) -> None:
    first, second, third = taking.ask(lambda journal: some(journal, 3))
    taking.act(lambda journal: journal.removal.holding.put(second, on=True))
    taking.go("erase", entries=(first, second))
    erase(taking, "Erase 1 entry for good")
    assert "1 of them is on hold and is left out." in taking.texts()
    erased(taking, third)
    assert "1 entry was erased." in taking.texts()
    assert "is left out" not in taking.texts()


def test_what_was_looked_into_for_one_erasure_is_never_told_of_the_next(
    taking: Taking, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = taking.ask(lambda journal: some(journal, 2))
    taking.ask(lambda journal: journal.care.back_up())
    begun, goes_on, ended = threading.Event(), threading.Event(), threading.Event()

    def holds(*_: object) -> bool:
        if begun.is_set():
            return True
        begun.set()
        assert goes_on.wait(20)
        ended.set()
        return False

    monkeypatch.setattr(looking_into, "holds", holds)
    taking.go("erase", entries=(first,))
    taking.type_into(WORD, "erase")
    taking.house.press("Erase this entry for good")
    taking.house.qtbot.waitUntil(begun.is_set, timeout=20_000)
    window = taking.house.journal.window
    taking.house.qtbot.waitUntil(lambda: not window.is_forgetting, timeout=20_000)
    window.go("erase", {"entries": (second,)})
    view = window.views["erase"]
    assert isinstance(view, ErasePage)
    taking.house.qtbot.waitUntil(lambda: view.preview is not None)
    taking.house.type_into(WORD, "erase")
    taking.house.press("Erase this entry for good")
    taking.house.qtbot.waitUntil(lambda: view.result.isVisible() and not view.result.backups.is_busy)
    goes_on.set()
    taking.house.settle()
    assert ended.is_set()
    assert "1 was looked into: 1 still holds it." in taking.texts()
