"""The journal page: found by any word, narrowed, kept, opened, deleted and brought back, however long it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.entries import Entry, EntryId, EntryKind, Sensitivity, Status
from app.domain.listing import Order
from app.services.journal import Journal
from app.storage.arriving import Arrivals
from app.storage.themes import all_themes
from app.ui.journal import PAGE
from app.ui.journal.asked import Choices, Filters, Wanted, as_text, choices_of, from_text
from app.ui.journal.fetching import MOST_AT_ONCE
from app.ui.journal.head import Head
from app.ui.journal.marked import beside_title, cut_left, found_in, unmarked
from app.ui.journal.page import JournalPage
from app.ui.journal.rows import Column
from app.ui.theme import Look, apply_look
from app.ui.widgets import Card
from tests.benchmarks.generator import Generator
from tests.fixtures.cheap import TODAY, log
from tests.gui.pages import names, tree
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET, spoken

pytestmark = QUIET

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Sat(Sitting):
    """A sitting at the journal page."""

    @property
    def journal_page(self) -> JournalPage:
        assert isinstance(self.view, JournalPage)
        return self.view

    def open_page(self, **where: object) -> None:
        self.show(PAGE, **where)

    @property
    def count(self) -> str:
        return self.journal_page.page.subtitle.accessibleName()

    def titles(self) -> list[str]:
        """The titles listed, as far as they are here."""
        rows = self.journal_page.rows
        found = [rows.entry_at(row) for row in range(rows.rowCount())]
        return [entry.title for entry in found if entry is not None]

    def search(self, text: str) -> None:
        """Type over what stands in the search box, and wait for what was found."""
        self.named("Search").setFocus()
        self.key(Key.Key_A, CONTROL)
        QTest.keyClicks(self.focused, text) if text else self.key(Key.Key_Delete)
        self.until(lambda: self.journal_page.rows.shown.wanted.text == text)
        self.settle()

    def to_row(self, row: int) -> None:
        """Down the list by arrows, from its top."""
        self.named("Entries").setFocus()
        self.key(Key.Key_Home, CONTROL)
        for _ in range(row):
            self.key(Key.Key_Down)

    def pick(self, name: str, words: str) -> None:
        """Choose from a list box by its arrow keys."""
        box = next(one for one in self.page.findChildren(QComboBox) if one.accessibleName() == name)
        box.setFocus()
        self.key(Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText() != words:
                QTest.keyClick(box, Key.Key_Down)
        self.settle()
        assert box.currentText() == words

    def entry(self, entry_id: EntryId) -> Entry:
        return self.desk.jobs.now(lambda: self.journal.entry(entry_id))

    def act(self, entry_ids: list[EntryId]) -> None:
        """Something is deleted from another page."""
        self.desk.act(lambda journal: journal.writing.delete(entry_ids), self.host)
        self.settle()

    def undo(self) -> None:
        self.desk.act(Journal.undo, self.host)
        self.settle()


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sat]:
    sitting = Sat(qtbot, tmp_path)
    yield sitting
    sitting.close()


def some(journal: Journal) -> dict[str, EntryId]:
    """A few entries of every kind and state."""
    day = TODAY
    return {
        "fund": log(
            journal, "Give each team a small fund", context="Money near the families helps.",
            expected="Fewer referrals bounce.", confidence=65, review_due=day + timedelta(days=30),
            themes=("budget",), decided_on=day, answers={"bd-position": 2},
        ),
        "wait": log(
            journal, "Wait for the audit", review_due=day - timedelta(days=10),
            decided_on=day - timedelta(days=40), themes=("SEND",),
        ),
        "open": log(journal, "Move the hub", undecided=True, decided_on=day - timedelta(days=5)),
        "note": log(
            journal, "What the inspector asked", kind=EntryKind.REFLECTION,
            context="She asked about teams and the fund.", decided_on=day - timedelta(days=3),
        ),
    }  # fmt: skip


def fill(journal: Journal, decisions: int) -> None:
    """A long journal, made up."""
    with journal.file.read() as connection:
        themes = all_themes(connection)
    numbers = {theme.name.casefold(): int(theme.id) for theme in themes}
    at = datetime(2026, 6, 30, 18, tzinfo=UTC)
    with journal.file.write("Make up a journal", at) as act:
        arrivals = Arrivals(act.uow, journal.file.words, "balcony", at)
        for whole in Generator(Random(1), themes).entries(decisions):
            arrivals.add_whole(whole, numbers)
        arrivals.finish()


# ---- listed


def test_every_entry_is_listed_newest_first_and_counted(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    assert sat.titles() == [
        "Give each team a small fund", "What the inspector asked", "Move the hub", "Wait for the audit",
    ]  # fmt: skip
    assert sat.count == "4 entries. Newest first."


def test_a_row_says_day_title_how_sure_and_when_to_look_again(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    rows = sat.journal_page.rows
    shown = [rows.index(0, column).data() for column in Column]
    assert shown == ["30 Jun 2026", "Give each team a small fund", "budget", "65%", "30 Jul 2026"]
    heard = [rows.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in Column]
    assert heard[Column.SURE] == "65%, likely"
    assert heard[Column.AGAIN] == "to look at again on 30 July 2026"
    assert rows.index(1, Column.TITLE).data(Qt.ItemDataRole.AccessibleTextRole).endswith("reflection")
    assert [rows.index(row, Column.AGAIN).data() for row in (2, 3)] == ["To decide", "Waiting"]


def test_an_empty_journal_says_what_will_be_here_and_offers_to_log(sat: Sat) -> None:
    sat.open_page()
    assert "as soon as you save one" in sat.texts()
    assert not sat.offers("New decision")
    sat.press("Log a decision")
    assert sat.went == [("today", {"start": "decision"})]


def test_markup_in_a_title_stays_plain_letters(sat: Sat) -> None:
    log(sat.journal, "<b>Hold</b> the <img src=x> door")
    sat.open_page()
    assert sat.titles() == ["<b>Hold</b> the <img src=x> door"]
    sat.until(lambda: "<b>Hold</b> the <img src=x> door" in sat.texts())


# ---- searched


def test_typing_finds_entries_by_any_word_of_them(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    assert sat.is_at(sat.named("Search"))
    sat.search("referrals")
    assert sat.titles() == ["Give each team a small fund"]
    assert sat.count == "1 entry found."
    sat.search("team")
    assert sat.count == "2 entries found. Newest first."
    sat.key(Key.Key_Escape)
    sat.until(lambda: len(sat.titles()) == 4)


def test_a_passage_that_was_found_is_heard_with_its_row_and_gets_a_line(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    table = sat.journal_page.table
    plain = table.rowHeight(0)
    sat.search("families")
    heard = sat.journal_page.rows.index(0, Column.TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Money near the families helps" in heard
    assert "\x02" not in heard
    assert table.rowHeight(0) > plain * 1.4
    sat.search("")
    assert table.rowHeight(0) == plain


def test_an_older_search_that_comes_late_is_dropped(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    shown: list[str] = []
    sat.journal_page.list.came.connect(lambda rows: shown.append(rows.wanted.text))
    for text in ("team", "audit", "fund"):
        sat.journal_page.list.show(Wanted(text))
    sat.settle()
    assert shown == ["fund"]


def test_the_count_is_spoken_once_typing_rests(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    with spoken() as heard:
        sat.search("team")
        sat.search("teams")
        sat.search("audit")
        sat.until(lambda: bool(heard))
    assert heard == ["1 entry found."]


def test_what_could_not_be_used_of_a_search_is_said(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.search("team status:soon")
    assert "Left out, because it could not be used: status:soon." in sat.texts()
    assert "A status is to-decide, open, due, waiting, reviewed or let-go." in sat.texts()
    sat.search("theme:moon")
    assert "No theme is called “moon”, so nothing is found." in sat.texts()
    sat.search("team")
    assert "could not be used" not in sat.texts()


def test_a_word_to_leave_out_needs_no_word_to_look_for(sat: Sat) -> None:
    log(sat.journal, "Keep the hub open")
    log(sat.journal, "Close the pool")
    sat.open_page()
    sat.search("-pool")
    assert sat.titles() == ["Keep the hub open"]
    assert "leave out" not in sat.texts()


def test_nothing_found_says_what_was_looked_for_and_clears_it(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.search("walrus")
    assert "Nothing was found for “walrus”." in sat.texts()
    sat.press("Clear the search and all filters")
    assert len(sat.titles()) == 4
    assert sat.is_at(sat.named("Search"))


def test_down_leads_from_the_search_into_the_list_and_up_leads_back(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.key(Key.Key_Down)
    assert sat.is_at(sat.named("Entries"))
    sat.key(Key.Key_Up)
    assert sat.is_at(sat.named("Search"))


def test_search_words_are_marked_where_they_stand_whole_or_begun() -> None:
    assert found_in("Café teams: a TEAM's café", ("cafe", "team")) == ((0, 4), (14, 4), (21, 4))
    assert found_in("Placement of places", ("plac",), typing="plac") == ((0, 9), (13, 6))
    assert found_in("Cafe\u0301 at noon", ("cafe",)) == ((0, 5),)
    assert unmarked("…the \x02small\x03\nfund for \x02small\x03") == (
        "…the small fund for small", ((5, 5), (20, 5)),
    )  # fmt: skip


def test_a_passage_begins_near_its_found_word() -> None:
    text, ranges = cut_left("one two three four five six seven", ((24, 3),), 10)
    assert text[ranges[0][0] : sum(ranges[0])] == "six"
    assert text.startswith("…")
    assert text[1:].split()[0] in {"four", "five"}


# ---- narrowed


def test_filters_narrow_the_list_and_each_chip_takes_its_own_away(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.press("Filters")
    sat.pick("Kind", "Decisions")
    assert len(sat.titles()) == 3
    sat.pick("Status of decisions", "Waiting to be looked at again")
    assert sat.titles() == ["Wait for the audit"]
    assert {"Take this filter away: Decisions", "Clear all filters"} <= set(names(sat.page))
    sat.press("Take this filter away: Waiting to be looked at again")
    assert len(sat.titles()) == 3
    sat.press("Take this filter away: Decisions")
    assert len(sat.titles()) == 4
    assert sat.is_at(sat.named("Search"))


def test_a_framework_lists_the_entries_that_answered_its_questions(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.press("Filters")
    framework = sat.desk.jobs.now(lambda: _framework_of(sat.journal, "bd-position"))
    sat.pick("Framework", framework)
    assert sat.titles() == ["Give each team a small fund"]


def _framework_of(journal: Journal, prompt_id: str) -> str:
    library = journal.prompts.now().library
    prompt = library.prompt(prompt_id)
    assert prompt is not None
    framework = library.framework(prompt.framework)
    assert framework is not None
    return framework.name


def test_days_and_words_narrow_together(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.press("Filters")
    sat.type_into("From this day on", "20 June 2026")
    sat.key(Key.Key_Tab)
    assert len(sat.titles()) == 3
    sat.search("team")
    sat.type_into("Up to this day", "29 June 2026")
    sat.key(Key.Key_Tab)
    assert sat.titles() == ["What the inspector asked"]
    assert {"Take this filter away: From 20 June 2026", "Take this filter away: Up to 29 June 2026"} <= set(
        names(sat.page)
    )


def test_the_list_comes_by_title_or_by_the_day_to_look_again(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.press("Filters")
    sat.pick("Order", "By title")
    assert sat.titles()[0] == "Give each team a small fund"
    assert sat.count == "4 entries. By title."
    sat.pick("Order", "By the day to look again")
    assert sat.titles()[:2] == ["Wait for the audit", "Give each team a small fund"]
    sat.search("team")
    assert "While you search for words, the newest come first." in sat.texts()


def test_a_header_orders_the_list_and_pressed_again_turns_it_round(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    header = sat.journal_page.table.horizontalHeader()
    header.sectionClicked.emit(Column.DATE)
    sat.settle()
    assert sat.titles()[0] == "Wait for the audit"
    header.sectionClicked.emit(Column.DATE)
    sat.settle()
    assert sat.titles()[-1] == "Wait for the audit"


# ---- kept


def test_a_search_is_kept_with_its_filters_chosen_again_and_forgotten(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.press("Filters")
    sat.pick("Theme", "budget")
    sat.search("team")
    sat.press("Saved searches")
    sat.type_into("Keep this search as", "Team money")
    sat.press("Keep this search")
    assert "The search was kept." in sat.said
    sat.search("")
    sat.press("Take this filter away: Theme: budget")
    assert len(sat.titles()) == 4
    sat.press("Search again: Team money")
    assert sat.titles() == ["Give each team a small fund"]
    assert "Take this filter away: Theme: budget" in names(sat.page)
    sat.press("Forget the search Team money")
    assert not sat.offers("Search again: Team money")
    sat.undo()
    assert sat.offers("Search again: Team money")


def test_a_search_without_a_name_is_refused_beside_the_field(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.press("Saved searches")
    assert "first; then it can be kept" in sat.texts()
    sat.search("team")
    sat.press("Keep this search")
    assert "A saved search needs a name." in sat.texts()


def test_a_search_as_text_gives_the_same_search_back(sat: Sat) -> None:
    choices = sat.desk.jobs.now(lambda: choices_of(sat.journal))
    budget = choices.theme_called("Budget")
    for framework in choices.frameworks:
        filters = Filters(framework.id, budget, EntryKind.WEEKLY, Status.WAITING)
        wanted = Wanted('small "kind:decision talk" -fund', filters)
        assert from_text(as_text(wanted, choices), choices) == wanted
    days = from_text("after:2026-03 before:2026-04-01 fund", Choices())
    assert (days.filters.span.first, days.filters.span.last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert from_text('theme:"moon" fund', choices).text == 'theme:"moon" fund'


def test_other_pages_hand_in_words_and_themes(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page(text="team kind:reflection")
    assert sat.titles() == ["What the inspector asked"]
    assert "Take this filter away: Reflections" in names(sat.page)
    sat.arrive(theme="SEND")
    assert sat.titles() == ["Wait for the audit"]


# ---- chosen


def test_the_chosen_entry_stands_beside_the_list_with_its_first_words(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.until(lambda: "Money near the families helps." in sat.texts())
    assert "To look at again on 30 July 2026" in sat.texts()
    assert "Themes: budget" in sat.texts()
    sat.to_row(1)
    sat.until(lambda: "She asked about teams and the fund." in sat.texts())
    assert "Money near the families helps." not in sat.texts()


def test_the_preview_never_asks_to_choose_while_a_row_is_chosen(sat: Sat) -> None:
    log(sat.journal, "Keep the hub open")
    said: list[str] = []
    sat.open_page()
    preview = sat.journal_page.preview
    assert "Choose an entry" not in sat.texts()
    preview.show_nothing()
    assert "Choose an entry" in sat.texts()
    sat.journal_page.list.came.connect(lambda _rows: said.append(sat.texts()))
    sat.journal_page.list.renew()
    sat.until(lambda: bool(said))
    sat.until(lambda: "Choose an entry" not in sat.texts())


def test_enter_opens_the_chosen_entry(sat: Sat) -> None:
    ids = some(sat.journal)
    sat.open_page()
    sat.to_row(1)
    sat.key(Key.Key_Return)
    assert sat.went == [("decision", {"entry": ids["note"]})]


def test_back_from_an_entry_the_list_stands_as_it_was_left(sat: Sat) -> None:
    some(sat.journal)
    where: dict[str, object] = {"text": "fund"}
    sat.open_page()
    sat.view.arrive(where)
    sat.settle()
    sat.search("team")
    sat.to_row(1)
    sat.key(Key.Key_Return)
    sat.view.arrive(where)
    sat.settle()
    assert sat.journal_page.head.search.text() == "team"
    assert sat.journal_page.table.current_row() == 1
    assert sat.is_at(sat.named("Entries"))


def test_control_f_leads_to_the_search_box_from_anywhere_on_the_page(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.to_row(2)
    sat.arrive(search=True)
    assert sat.is_at(sat.named("Search"))


# ---- deleted, and brought back


def test_delete_moves_an_entry_to_the_bin_and_undo_brings_it_back(sat: Sat) -> None:
    ids = some(sat.journal)
    sat.open_page()
    sat.to_row(1)
    sat.key(Key.Key_Delete)
    assert len(sat.titles()) == 3
    assert sat.entry(ids["note"]).deleted_at is not None
    assert sat.said == ["1 entry moved to the bin. Ctrl+Z brings it back."]
    assert sat.journal_page.table.current_row() == 1
    assert sat.is_at(sat.named("Entries"))
    sat.undo()
    assert len(sat.titles()) == 4


def test_several_are_chosen_with_shift_and_deleted_as_one_step(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.to_row(0)
    sat.key(Key.Key_Down, SHIFT)
    sat.key(Key.Key_Down, SHIFT)
    sat.until(lambda: "3 entries chosen" in sat.texts())
    sat.key(Key.Key_Delete)
    assert sat.titles() == ["Wait for the audit"]
    sat.undo()
    assert len(sat.titles()) == 4


def test_what_is_on_hold_is_deleted_only_after_a_warning(sat: Sat) -> None:
    ids = some(sat.journal)
    sat.journal.writing.set_marks(ids["note"], {Sensitivity.HOLD}, "context")
    sat.open_page()
    sat.to_row(1)
    sat.key(Key.Key_Delete)
    assert "may be an offence" in sat.texts()
    sat.key(Key.Key_Space)
    assert sat.entry(ids["note"]).deleted_at is None
    assert sat.is_at(sat.named("Entries"))
    sat.key(Key.Key_Delete)
    sat.press("Delete all the same")
    assert sat.entry(ids["note"]).deleted_at is not None


def test_many_at_once_are_asked_about_and_far_too_many_refused(sat: Sat) -> None:
    fill(sat.journal, 600)
    sat.open_page()
    total = sat.journal_page.rows.rowCount()
    sat.to_row(0)
    sat.key(Key.Key_A, CONTROL)
    sat.key(Key.Key_Delete)
    assert f"{MOST_AT_ONCE} entries at once" in sat.said[-1]
    sat.to_row(0)
    for _ in range(8):
        sat.key(Key.Key_PageDown, SHIFT)
    chosen = sat.journal_page.table.chosen_count()
    assert 20 < chosen <= MOST_AT_ONCE
    sat.key(Key.Key_Delete)
    assert f"Delete {chosen} entries?" in sat.texts()
    sat.press(f"Move {chosen} entries to the bin")
    assert sat.journal_page.rows.rowCount() == total - chosen


def test_rows_that_were_never_shown_are_deleted_with_the_others(sat: Sat) -> None:
    fill(sat.journal, 300)
    sat.open_page()
    total = sat.journal_page.rows.rowCount()
    expected = [one.id for one in sat.desk.jobs.now(lambda: sat.journal.finding.page(limit=300))][:280]
    table = sat.journal_page.table
    table.go_to_row(0)
    table.setSelection(
        table.visualRect(table.model().index(0, 1)), table.selectionCommand(table.currentIndex())
    )
    selection = table.selectionModel()
    chosen = selection.selection()
    chosen.select(table.model().index(0, 0), table.model().index(279, len(Column) - 1))
    selection.select(chosen, selection.SelectionFlag.ClearAndSelect)
    assert sat.journal_page.rows.entry_at(279) is None
    table.setFocus()
    sat.key(Key.Key_Delete)
    sat.press("Move 280 entries to the bin")
    assert sat.journal_page.rows.rowCount() == total - 280
    assert all(sat.entry(one).deleted_at is not None for one in expected)


def test_the_bin_names_no_day_for_what_is_on_hold(sat: Sat) -> None:
    held = some(sat.journal)["note"]
    sat.journal.writing.set_marks(held, [Sensitivity.HOLD])
    sat.journal.writing.delete([held])
    sat.open_page(bin=True)
    sat.until(lambda: "In the bin as long as it is on hold." in sat.texts())
    assert "In the bin until" not in sat.texts()


def test_the_bin_says_thirty_days_and_puts_back_and_no_key_erases(sat: Sat) -> None:
    ids = some(sat.journal)
    sat.journal.writing.delete([ids["note"], ids["wait"]])
    sat.open_page(bin=True)
    assert sat.titles() == ["What the inspector asked", "Wait for the audit"]
    assert "stays here for 30 days" in sat.count
    sat.until(lambda: "In the bin until 30 July 2026." in sat.texts())
    assert not sat.offers("Delete")
    assert not sat.offers("New decision")
    sat.to_row(0)
    sat.key(Key.Key_Delete)
    assert len(sat.titles()) == 2
    sat.press("Put back")
    assert sat.entry(ids["note"]).deleted_at is None
    assert sat.titles() == ["Wait for the audit"]
    sat.press("Back to the journal")
    assert sat.went[-1] == ("journal", {})
    sat.arrive()
    assert len(sat.titles()) == 3


def test_the_focus_goes_on_to_the_button_when_the_list_becomes_empty(sat: Sat) -> None:
    log(sat.journal, "The only one")
    sat.open_page()
    sat.to_row(0)
    sat.key(Key.Key_Delete)
    assert sat.is_at(sat.named("Log a decision"))


def test_an_empty_bin_says_so(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.press("Bin")
    assert sat.went == [("journal", {"bin": True})]
    sat.arrive(bin=True)
    assert "The bin is empty." in sat.texts()


# ---- changed elsewhere


def test_a_change_elsewhere_keeps_the_chosen_row_and_the_place(sat: Sat) -> None:
    fill(sat.journal, 300)
    sat.open_page()
    page = sat.journal_page
    page.table.setFocus()
    page.table.go_to_row(120)
    sat.settle()
    sat.until(lambda: page.rows.entry_at(120) is not None)
    kept = page.rows.entry_at(120)
    assert kept is not None
    gone = sat.desk.jobs.now(lambda: sat.journal.finding.page(limit=1)[0].id)
    before = page.table.rowViewportPosition(120)
    sat.act([gone])
    assert page.table.current_row() == 119
    assert page.rows.entry_at(119) == kept
    assert page.table.rowViewportPosition(119) == before
    sat.undo()
    assert page.table.current_row() == 120
    assert page.table.rowViewportPosition(120) == before


# ---- long


def test_a_long_journal_is_fetched_only_where_it_is_looked_at(sat: Sat) -> None:
    fill(sat.journal, 2000)
    sat.open_page()
    page = sat.journal_page
    total = page.rows.rowCount()
    assert total > 2000
    assert page.rows.entry_at(1000) is None
    page.table.setFocus()
    sat.key(Key.Key_End, CONTROL)
    sat.until(lambda: page.rows.entry_at(total - 1) is not None)
    assert page.rows.entry_at(1000) is None
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    sat.until(lambda: page.rows.entry_at(page.table.rows_in_view()[1]) is not None)
    wanted = sat.desk.jobs.now(lambda: sat.journal.finding.page(limit=total))
    loaded = [(row, page.rows.entry_at(row)) for row in range(total) if page.rows.entry_at(row)]
    assert len(loaded) < 600
    assert all(entry == wanted[row] for row, entry in loaded)


def test_found_entries_are_paged_too(sat: Sat) -> None:
    fill(sat.journal, 2000)
    sat.open_page()
    sat.search("the")
    page = sat.journal_page
    total = page.rows.rowCount()
    assert total > 1000
    page.table.setFocus()
    sat.key(Key.Key_End, CONTROL)
    sat.until(lambda: page.rows.entry_at(total - 1) is not None)
    last = page.rows.entry_at(total - 1)
    assert last is not None
    assert last.snippet


def test_a_letter_typed_in_the_list_asks_for_no_row(sat: Sat) -> None:
    fill(sat.journal, 300)
    sat.open_page()
    sat.to_row(0)
    asked: list[int] = []
    sat.journal_page.rows.missing.connect(lambda: asked.append(1))
    QTest.keyClicks(sat.focused, "week")
    sat.settle()
    assert not asked
    assert sat.journal_page.table.current_row() == 0


# ---- seen, heard and reached


@pytest.mark.parametrize(("width", "height"), [(1240, 805), (911, 512)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_scrolls_sideways(sat: Sat, width: int, height: int, percent: int) -> None:
    some(sat.journal)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_look(app, Look.LIGHT, percent)
    sat.host.resize(width - 176, height)
    sat.open_page()
    sat.press("Filters")
    page = sat.journal_page
    assert page.page.horizontalScrollBar().maximum() == 0
    assert page.table.horizontalScrollBar().maximum() == 0
    assert page.table.columnWidth(Column.TITLE) > page.table.columnWidth(Column.DATE)
    assert page.table.viewport().height() >= 4 * page.table.rowHeight(0)
    for widget in page.page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            right = widget.mapTo(sat.host, widget.rect().topRight()).x()
            assert right < sat.host.width(), widget.accessibleName()


def test_columns_give_way_where_there_is_little_room(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    table = sat.journal_page.table

    def shown() -> list[Column]:
        return [column for column in Column if not table.isColumnHidden(column)]

    sat.host.resize(1700, 800)
    sat.until(lambda: len(shown()) == 5)
    sat.host.resize(420, 800)
    sat.until(lambda: shown() == [Column.DATE, Column.TITLE])


def test_tab_goes_round_the_page_in_reading_order(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.until(lambda: "Money near the families helps." in sat.texts())
    sat.press("Filters")
    sat.pick("Kind", "Decisions")
    order = [
        "New decision", "Search", "Filters (1)", "Saved searches", "Bin", "Any framework", "Any theme",
        "Decisions", "From this day on", "Up to this day", "Newest first", "Take this filter away: Decisions", "Entries",
        "Open", "Delete",
    ]  # fmt: skip
    sat.until(lambda: [name for name in sat.tab_names() if name in order] == order)
    assert sorted(sat.tab_names(back=True)) == sorted(sat.tab_names())


def test_everything_that_takes_the_focus_has_a_name(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.press("Filters")
    assert [str(node) for node in tree(sat.page) if node.focusable and not node.name] == []
    sat.press("Saved searches")
    assert [str(node) for node in tree(sat.page) if node.focusable and not node.name] == []


def test_the_list_is_a_table_whose_cells_can_be_heard(sat: Sat) -> None:
    some(sat.journal)
    sat.host.resize(1700, 800)
    sat.open_page()
    nodes = [node for node in tree(sat.page) if node.name == "Entries"]
    assert nodes[0].role == QAccessible.Role.Table
    assert {"Give each team a small fund", "65%, likely", "no themes"} <= set(names(sat.page))


def test_orders_have_words() -> None:
    from app.ui.journal.row_words import ORDERS

    assert set(ORDERS) == set(Order)


def test_the_ring_of_a_row_that_was_left_is_wiped_whole(sat: Sat) -> None:
    some(sat.journal)
    sat.open_page()
    sat.to_row(1)
    table = sat.journal_page.table
    left = table.current_rect().translated(0, -table.viewport().y())
    renewed = _Renewed(table.viewport())
    sat.key(Key.Key_Down, SHIFT)
    sat.settle()
    assert all(renewed.region.contains(QPoint(x, left.center().y())) for x in range(0, left.width() - 4, 3))


class _Renewed(QObject):
    """What is painted anew of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_a_row_is_not_heard_to_say_its_title_twice() -> None:
    assert beside_title("Move two \x02hubs\x03", "Move two hubs into schools") == ("", ())
    assert beside_title("The \x02hubs\x03 are full", "Move two hubs into schools")[0] == "The hubs are full"


def test_what_is_folded_away_goes_with_its_page(qtbot: QtBot) -> None:
    before = set(map(id, QApplication.topLevelWidgets()))
    head = Head(date(2026, 6, 30))
    after = [one for one in QApplication.topLevelWidgets() if id(one) not in before]
    panels = [one for one in after if isinstance(one, Card)]
    assert len(panels) == 2
    head.deleteLater()
    qtbot.waitUntil(lambda: not any(isValid(panel) for panel in panels))
