"""The hold in the real window: put on and lifted where an entry is read, and no promise of removal beside it."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from app.domain.entries import EntryId, Sensitivity
from app.services.journal import Journal
from app.ui.widgets import Body
from tests.gui.pages import House

T = TypeVar("T")


class Held:
    """The window, and one entry of the demo in it."""

    def __init__(self, house: House) -> None:
        self.house = house
        house.unlock()
        self.entry = self.ask(lambda journal: journal.finding.page(limit=1)[0].id)

    def ask(self, work: Callable[[Journal], T]) -> T:
        return self.house.journal.jobs.now(lambda: work(self.house.journal.opened.journal))

    def act(self, work: Callable[[Journal], object]) -> None:
        self.house.journal.desk.act(work, self.house.frame)
        self.house.settle()

    def press(self, name: str) -> None:
        self.house.press(name)
        self.house.rest()

    def texts(self) -> str:
        shown = [one for one in self.house.content.findChildren(Body) if one.isVisible()]
        return "\n".join(one.accessibleName() for one in shown)

    def is_held(self) -> bool:
        return self.ask(lambda journal: self.entry in journal.removal.holding.now().entries)


@pytest.fixture
def held(house: House) -> Held:
    return Held(house)


def _hold_an_answer(journal: Journal, entry: EntryId) -> None:
    """As an import leaves it: the mark stands on the answer itself."""
    with journal.file.untracked() as connection:
        connection.exec_driver_sql(
            "UPDATE answer SET marks = marks | 8 WHERE id = (SELECT min(id) FROM answer WHERE entry = ?)",
            (entry,),
        )


def test_an_entry_is_put_on_hold_and_let_go_of_on_its_page(held: Held) -> None:
    held.house.go("decision", {"entry": held.entry})
    held.press("Put this entry on hold")
    assert "This entry is on hold." in held.texts()
    assert held.is_held()
    held.press("Lift the hold")
    assert "Not on hold." in held.texts()
    assert not held.is_held()


def test_lifting_the_hold_reaches_the_entry_its_fields_and_an_answer_an_import_held(held: Held) -> None:
    entry = held.ask(
        lambda journal: next(
            one.id for one in journal.finding.page(limit=60) if journal.entry(one.id).answers
        )
    )
    held.entry = entry
    held.ask(lambda journal: _hold_an_answer(journal, entry))
    both = frozenset({Sensitivity.HOLD, Sensitivity.PRIVATE_ONLY})
    held.act(lambda journal: journal.writing.set_marks(entry, both))
    held.act(lambda journal: journal.writing.set_marks(entry, both, "context"))
    held.house.go("decision", {"entry": entry})
    held.press("Lift the hold")
    assert not held.is_held()
    found = held.ask(lambda journal: journal.entry(entry))
    assert not any(one.hold for one in found.answers)
    assert Sensitivity.PRIVATE_ONLY in found.marks
    assert found.field_marks["context"] == {Sensitivity.PRIVATE_ONLY}
    held.act(lambda journal: journal.undo())
    assert held.ask(lambda journal: any(one.hold for one in journal.entry(entry).answers))


def test_the_list_of_the_bin_promises_no_day_while_the_whole_journal_is_on_hold(held: Held) -> None:
    held.act(lambda journal: journal.writing.delete([held.entry]))
    held.house.go("journal", {"bin": True})
    held.house.rest()
    assert "In the bin until" in held.texts()
    held.act(lambda journal: journal.removal.holding.turn(on=True))
    held.house.rest()
    assert "In the bin as long as it is on hold." in held.texts()
    assert "In the bin until" not in held.texts()


def test_settings_name_what_is_on_hold_of_its_own_and_lead_there(held: Held) -> None:
    held.act(lambda journal: journal.removal.holding.put(held.entry, on=True))
    held.house.go("settings", {"section": "hold"})
    held.house.rest()
    assert "1 entry is on hold of its own:" in held.texts()
    title = held.ask(lambda journal: journal.entry(held.entry).title)
    held.press(f"Open: {title}")
    assert held.house.journal.window.shown == "decision"
    assert "This entry is on hold." in held.texts()


def test_an_entry_under_a_hold_of_the_whole_journal_leads_to_where_that_is_ended(held: Held) -> None:
    held.act(lambda journal: journal.removal.holding.turn(on=True))
    held.house.go("decision", {"entry": held.entry})
    assert "The whole journal is on hold, and this entry with it." in held.texts()
    held.press("The hold on the whole journal")
    assert held.house.journal.window.shown == "settings"
    assert held.house.journal.window.views["settings"].folds["hold"].is_unfolded  # type: ignore[attr-defined]


def test_taking_back_what_was_done_before_does_not_end_the_hold(held: Held) -> None:
    held.act(lambda journal: journal.writing.delete([held.entry]))
    held.house.go("settings", {"section": "hold"})
    held.press("Put the whole journal on hold")
    held.act(lambda journal: journal.undo())
    held.house.rest()
    assert held.ask(lambda journal: journal.entry(held.entry).deleted_at) is None
    assert "The journal is on hold." in held.texts()
