"""Taking words out and swapping a name, through the whole window: gone from the file, and from all that is shown."""

import threading

import pytest
from PySide6.QtCore import QMimeData

from app.domain.entries import EntryId
from app.domain.removing import HELD_SENTENCE, RemovalPreview
from app.services.journal import Journal
from app.services.redacting.redacting import Redacting
from tests.gui.pages import widget_named
from tests.gui.removing_house import CANARY, Removing
from tests.gui.stage import QUIET, spoken

pytestmark = [QUIET, pytest.mark.timeout(180)]


def test_leaving_everything_as_it_is_changes_nothing(removing: Removing) -> None:
    entry = removing.write()
    removing.look_for(CANARY)
    removing.press("Leave everything as it is")
    assert removing.in_the_file()
    assert CANARY in removing.context(entry)
    assert removing.page.seen is None
    assert removing.page.ask.isVisible()


def test_another_word_is_refused_calmly_and_nothing_goes(removing: Removing) -> None:
    removing.write()
    removing.look_for(CANARY)
    removing.confirm("delete", "Take it out for good")
    line = removing.seen.typed.line
    assert "That is not the word that confirms this. Type “remove”. Nothing was removed." in removing.reads()
    assert line.field.hasFocus()
    assert line.has_problem
    assert removing.in_the_file()
    removing.confirm("Remove ", "Take it out for good")
    assert not removing.in_the_file()


def test_an_unticked_place_keeps_the_words(removing: Removing) -> None:
    kept, gone = removing.write("Kept as it is"), removing.write("Taken out")
    removing.look_for(CANARY)
    removing.press("Kept as it is")
    removing.confirm("remove", "Take it out for good")
    assert CANARY in removing.context(kept)
    assert removing.context(gone) == "We met about the [removed] matter, and I said little."
    assert "The words are gone: once, in 1 entry." in removing.reads()


def test_where_nothing_is_ticked_nothing_can_be_done(removing: Removing) -> None:
    removing.write()
    removing.write("Another")
    removing.look_for(CANARY)
    removing.press("Tick none")
    assert not removing.seen.typed.do.isEnabled()
    removing.press("Tick all")
    assert removing.seen.typed.do.isEnabled()


def test_words_that_stand_nowhere_are_told_and_there_is_nothing_to_confirm(removing: Removing) -> None:
    removing.look_for("nowhere at all indeed")
    assert "This does not stand anywhere in the journal." in removing.reads()
    assert not removing.seen.typed.isVisible()
    removing.press("Look for something else")
    assert removing.page.ask.isVisible()


def test_what_was_found_is_spoken(removing: Removing) -> None:
    removing.write()
    with spoken() as heard:
        removing.look_for(CANARY)
        removing.house.rest()
    assert "It stands once, in 1 entry." in heard


def test_the_sentence_of_a_hold_is_spoken_before_anything_on_hold_is_taken_out(removing: Removing) -> None:
    held = removing.write()
    removing.hold(held)
    with spoken() as heard:
        removing.house.go("take-out", {"entry": held, "text": CANARY})
        removing.house.rest()
    assert any(HELD_SENTENCE in said for said in heard)


def test_what_was_asked_before_is_not_shown_on_the_page_begun_anew(
    removing: Removing, monkeypatch: pytest.MonkeyPatch
) -> None:
    removing.write()
    other = removing.write("Another", "Nothing of the kind.")
    begun, goes_on, real = threading.Event(), threading.Event(), Redacting.look

    def slow(self: Redacting, passage: str, entry: EntryId | None = None) -> RemovalPreview:
        begun.set()
        assert goes_on.wait(20)
        return real(self, passage, entry)

    monkeypatch.setattr(Redacting, "look", slow)
    removing.house.journal.commands.do("words.take-out")
    removing.house.settle()
    removing.type_into("The words, as they stand", CANARY)
    removing.house.press("Look where this stands")
    removing.house.qtbot.waitUntil(begun.is_set)
    window = removing.house.journal.window
    window.go("today")
    window.go("take-out", {"entry": other})
    goes_on.set()
    removing.house.settle()
    assert removing.page.seen is None
    assert removing.page.ask.isVisible()
    assert removing.page.ask.look.isEnabled()
    assert CANARY not in removing.reads()


def test_words_too_short_for_a_whole_journal_are_told_beneath_the_field(removing: Removing) -> None:
    removing.look_for("to")
    assert "too short to be removed from the whole journal" in removing.reads()
    assert removing.page.seen is None


def test_what_is_on_hold_is_named_left_as_it_is_and_told_at_the_end(removing: Removing) -> None:
    held, gone = removing.write("A held matter"), removing.write("A free matter")
    removing.hold(held)
    removing.look_for(CANARY)
    assert "You marked this as possibly needed" in removing.reads()
    assert "on hold, stays as it is" in removing.reads()
    removing.confirm("remove", "Take it out for good")
    assert "1 place on hold was left as it was." in removing.reads()
    assert CANARY in removing.context(held)
    assert CANARY not in removing.context(gone)


def test_one_held_entry_goes_only_after_the_sentence_and_going_on_all_the_same(removing: Removing) -> None:
    held = removing.write("A held matter")
    removing.hold(held)
    removing.house.go("take-out", {"entry": held, "text": CANARY})
    assert removing.seen.held.button.hasFocus()
    assert not removing.seen.typed.do.isEnabled()
    removing.press("Go on all the same")
    removing.confirm("remove", "Take it out for good")
    assert CANARY not in removing.context(held)


def test_leaving_a_held_entry_as_it_is_changes_nothing(removing: Removing) -> None:
    held = removing.write("A held matter")
    removing.hold(held)
    removing.house.go("take-out", {"entry": held, "text": CANARY})
    removing.press("Leave it as it is")
    assert removing.page.seen is None
    assert CANARY in removing.context(held)


def test_a_whole_journal_on_hold_lets_nothing_be_taken_out(removing: Removing) -> None:
    entry = removing.write()
    removing.house.step.jobs.now(lambda: removing.journal.removal.holding.turn(on=True))
    removing.look_for(CANARY)
    assert "All of it is on hold, and stays as it is." in removing.reads()
    assert not removing.seen.typed.do.isEnabled()
    assert CANARY in removing.context(entry)


def test_a_whole_text_goes_with_its_earlier_versions(removing: Removing) -> None:
    entry = removing.write()
    removing.house.go("take-out", {"entry": entry})
    removing.press("Or a whole text of this entry")
    removing.press("Take out the whole of: What was going on")
    assert "The whole text" in removing.reads()
    removing.confirm("remove", "Take it out for good")
    removing.house.rest()
    assert removing.context(entry) == "[removed]"
    assert not removing.in_the_file()
    assert removing.in_the_window() == []


def test_a_name_is_swapped_for_a_role_after_its_own_word(removing: Removing) -> None:
    entry = removing.write("Supervision", "Quillon said no. Quillon’s reasons stood. Quillons stay.")
    removing.house.journal.commands.do("name.swap")
    removing.house.settle()
    removing.type_into("The name", "Quillon")
    removing.type_into("The role in its place", "a senior partner")
    removing.press("Look where this stands")
    assert "It stands twice, in 1 entry." in removing.reads()
    removing.confirm("remove", "Swap it for good")
    assert "Type “swap”" in removing.reads()
    removing.seen.typed.line.field.clear()
    removing.confirm("swap", "Swap it for good")
    assert (
        removing.context(entry)
        == "A senior partner said no. A senior partner’s reasons stood. Quillons stay."
    )
    assert "The role stands in the place of the name now: twice, in 1 entry." in removing.reads()
    removing.house.rest()
    assert removing.in_the_window("Quillon") == []


def test_a_role_that_holds_the_name_is_refused_beneath_its_field(removing: Removing) -> None:
    removing.house.go("swap-name")
    removing.type_into("The name", "Quillon")
    removing.type_into("The role in its place", "the Quillon person")
    removing.press("Look where this stands")
    assert "The role still holds the name." in removing.reads()
    assert removing.page.ask.role.field.hasFocus()  # type: ignore[attr-defined]


def test_what_is_read_first_has_the_focus_and_leads_to_the_last_step(removing: Removing) -> None:
    removing.write()
    removing.look_for(CANARY)
    removing.house.rest()
    assert removing.seen.on.hasFocus()
    assert removing.page.page.verticalScrollBar().value() == 0
    removing.press("To the last step")
    assert removing.seen.typed.line.field.hasFocus()
    removing.confirm("remove", "Take it out for good")
    assert removing.told.finish.hasFocus()


def test_a_long_list_of_places_is_shown_by_thirty_and_keeps_each_tick(removing: Removing) -> None:
    for number in range(70):
        removing.write(f"Matter {number}")
    removing.look_for(CANARY)
    assert "It stands 70 times, in 70 entries." in removing.reads()
    removing.press("Matter 0 · ")
    removing.press("The next 30")
    assert "31 to 60 of 70" in removing.reads()
    removing.press("The next 10")
    removing.press("The 30 before")
    removing.press("The 30 before")
    assert not widget_named(removing.page.widget, "Matter 0 · ").isChecked()  # type: ignore[attr-defined]
    places = removing.seen.places
    assert places is not None
    assert len(places.chosen) == 69
    removing.press("Tick none")
    assert not places.chosen
    removing.press("Tick all")
    assert places.is_everything


def test_a_noted_name_is_offered_with_its_role_and_goes_from_the_list_of_names_too(
    removing: Removing,
) -> None:
    entry = removing.write("Supervision", "Zephirine said no.")

    def note(journal: Journal) -> None:
        contact = journal.sharing.people.add_by_name("Rowan")
        journal.sharing.other_words.set(contact.uid, "Zephirine", "a senior partner")

    removing.house.step.jobs.now(lambda: note(removing.journal))
    removing.house.go("swap-name", {"whole": True})
    removing.press("Zephirine: a senior partner")
    removing.press("Look where this stands")
    removing.confirm("swap", "Swap it for good")
    removing.house.rest()
    assert removing.context(entry) == "A senior partner said no."
    assert not removing.in_the_file("Zephirine")
    assert removing.in_the_window("Zephirine") == []


def test_a_passage_too_long_to_be_pasted_is_told_and_not_put_in(removing: Removing) -> None:
    removing.house.go("take-out", {"whole": True})
    data = QMimeData()
    data.setText("word " * 5_000)
    field = removing.page.ask.words.field  # type: ignore[attr-defined]
    field.insertFromMimeData(data)
    assert "That is longer than 20,000 letters and was not put in." in removing.reads()
    assert not field.toPlainText()
