"""The unlocked window: places, the way back, problems, and what it never says."""

import gc
import weakref
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull, JournalError
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.errors import Mistakes, stack_of
from app.ui.help.page import HelpSheet
from app.ui.navigation import Navigation
from app.ui.open_journal import OpenJournal
from app.ui.pages import PageKind
from app.ui.registry import PAGES
from app.ui.window import JournalWindow
from tests.gui.pages import House, names, tree, widget_named
from tests.gui.stage import QUIET, spoken

pytestmark = QUIET
CTRL = Qt.KeyboardModifier.ControlModifier
SECRET = "Zebra crossing for the placement panel"


@pytest.fixture
def journal(house: House) -> OpenJournal:
    return house.unlock()


class PlainView(QObject):
    """A page with one button, to watch the window with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        self.button = QPushButton("Do it")
        column.addWidget(self.button)
        self.arrived: list[Mapping[str, object]] = []
        self.stays = False

    def arrive(self, where: Mapping[str, object]) -> None:
        self.arrived.append(where)
        self.button.setFocus()

    def may_leave(self) -> bool:
        return not self.stays


ONE = PageKind("one", "One", PlainView, "Ctrl+1")
TWO = PageKind("two", "Two", PlainView, "Ctrl+2")
DEEP = PageKind("deep", "Deep", PlainView)


@pytest.fixture
def window(journal: OpenJournal) -> JournalWindow:
    return JournalWindow(journal.desk, (ONE, TWO, DEEP))


def view(window: JournalWindow, page: str) -> PlainView:
    made = window.views[page]
    assert isinstance(made, PlainView)
    return made


def test_pages_are_made_once_and_told_where_they_are(window: JournalWindow) -> None:
    window.go("one")
    window.go("deep", {"entry": 7})
    window.go("one", {"text": "x"})
    assert view(window, "one").arrived == [{}, {"text": "x"}]
    assert view(window, "deep").arrived == [{"entry": 7}]


def test_back_leads_through_the_pages_as_they_were(window: JournalWindow) -> None:
    window.go("one", {"text": "x"})
    window.go("deep", {"entry": 7})
    window.go("two")
    window.back()
    assert (window.shown, view(window, "deep").arrived[-1]) == ("deep", {"entry": 7})
    window.back()
    assert (window.shown, view(window, "one").arrived[-1]) == ("one", {"text": "x"})
    window.back()
    assert window.shown == "one"


def test_a_page_may_keep_the_person_and_the_navigation_shows_where_they_are(window: JournalWindow) -> None:
    window.go("one")
    view(window, "one").stays = True
    window.navigation.buttons["two"].click()
    assert window.shown == "one"
    assert window.navigation.buttons["one"].is_here
    assert not window.navigation.buttons["two"].is_here


def test_only_pages_with_a_key_stand_in_the_navigation(window: JournalWindow) -> None:
    assert list(window.navigation.buttons) == ["one", "two"]


def test_every_page_of_the_registry_opens_and_names_itself_in_the_title(
    house: House, journal: OpenJournal
) -> None:
    for kind in PAGES:
        house.go(kind.id)
        assert house.frame.windowTitle() == f"{kind.title} – Balcony demo"


def test_the_title_and_the_status_line_never_say_words_of_an_entry(
    house: House, journal: OpenJournal
) -> None:
    def rename_all(journal: Journal) -> list[str]:
        return [line.title for line in journal.finding.page(limit=200)]

    titles = journal.jobs.now(lambda: rename_all(journal.opened.journal))
    assert len(titles) > 10
    for page in journal.window.kinds:
        house.go(page)
        said = " ".join([house.frame.windowTitle(), *names(journal.window.status)])
        assert [title for title in titles if title in said] == []


def test_the_badge_counts_what_is_ready_in_words_too(journal: OpenJournal, qtbot: QtBot) -> None:
    navigation = Navigation((PageKind("look-again", "Look again", PlainView, "Ctrl+3"),))
    qtbot.addWidget(navigation)
    navigation.set_badge("look-again", "3", "3 ready to look at again")
    button = navigation.buttons["look-again"]
    assert "3" in button.text()
    assert button.accessibleName() == "Look again, 3 ready to look at again"
    navigation.set_badge("look-again", "", "")
    assert button.accessibleName() == "Look again"


def test_places_move_above_the_page_where_the_window_is_narrow(house: House, journal: OpenJournal) -> None:
    navigation, stack = journal.window.navigation, journal.window.stack
    house.frame.resize(1240, 805)
    house.settle()
    assert navigation.geometry().right() <= stack.mapTo(journal.window, stack.rect().topLeft()).x()
    house.frame.resize(700, 512)
    house.settle()
    assert navigation.geometry().bottom() <= stack.mapTo(journal.window, stack.rect().topLeft()).y()


def test_a_problem_without_a_place_of_its_own_is_said_above_the_page_with_what_to_do(
    house: House, journal: OpenJournal
) -> None:
    def fill_disk(_journal: Journal) -> None:
        raise DiskFull

    with spoken() as heard:
        journal.desk.act(fill_disk, house.frame)
        house.settle()
    said = names(journal.window)
    assert DiskFull.message in said
    assert DiskFull.advice in said
    assert any(DiskFull.advice in text for text in heard)
    house.press("Put this away")
    assert DiskFull.message not in names(journal.window)


def test_f6_goes_through_the_parts_of_the_window_and_comes_round(house: House, journal: OpenJournal) -> None:
    house.go("help")
    parts = journal.window.parts()

    def part() -> int:
        focused = QApplication.focusWidget()
        return next((n for n, one in enumerate(parts) if focused and one.isAncestorOf(focused)), -1)

    seen = [part()]
    for _ in range(len(parts)):
        house.keys(Qt.Key.Key_F6)
        seen.append(part())
    assert seen[0] == seen[-1]
    assert set(seen) == set(range(len(parts)))


def test_f1_opens_the_help_of_the_page_and_alt_left_leads_back(house: House, journal: OpenJournal) -> None:
    house.go("recovery-sheet")
    house.keys(Qt.Key.Key_F1)
    house.settle()
    assert journal.window.shown == "help"
    house.keys(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    house.settle()
    assert journal.window.shown == "recovery-sheet"


def test_f1_on_patterns_opens_how_to_read_them(house: House, journal: OpenJournal) -> None:
    house.go("patterns")
    house.keys(Qt.Key.Key_F1)
    house.settle()
    assert journal.window.shown == "help"
    told = names(journal.window.views["help"].widget)
    assert any(one.startswith("Patterns counts what you wrote down.") for one in told)


def test_a_draft_that_was_kept_is_shown_with_its_time_and_not_spoken(
    house: House, journal: OpenJournal
) -> None:
    from datetime import UTC, datetime

    at = datetime(2026, 6, 30, 14, 32, tzinfo=UTC)
    with spoken() as heard:
        journal.desk.draft_kept.emit(at)
    assert f"Draft kept at {at.astimezone():%H:%M}" in names(journal.window.status)
    assert heard == []


def test_a_backup_made_by_hand_is_told_in_the_status_line(house: House, journal: OpenJournal) -> None:
    assert "No backup yet" in names(journal.window.status)
    journal.commands.do("backup.make")
    house.settle()
    assert any(name.startswith("Last verified backup: ") for name in names(journal.window.status))


# ---- cover


def test_a_cover_leaves_nothing_of_the_journal_in_the_window_or_its_tree(
    house: House, journal: OpenJournal
) -> None:
    house.go("help")
    before = {node.name for node in tree(house.frame)}
    house.keys(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    house.settle()
    content = house.content
    assert names(content)[0] == "Balcony is covered"
    assert house.frame.windowTitle() == "Balcony"
    under = {id(widget) for widget in journal.window.findChildren(QWidget)}
    assert not {id(widget) for widget in house.frame.findChildren(QWidget)} & under
    assert journal.window.windowHandle() is None
    assert not journal.window.isVisible()
    house.keys(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    house.settle()
    assert {node.name for node in tree(house.frame)} == before


def test_under_a_cover_only_a_few_actions_can_be_chosen(house: House, journal: OpenJournal) -> None:
    journal.turn_cover()
    assert {action.id for action in journal.commands.choosable()} == {"lock.now", "window.close", "cover"}


# ---- dialogs and mistakes


def test_a_dialog_is_gone_when_it_is_closed(house: House) -> None:
    dialog = Dialog("A question", "Yes or no?", house.frame)
    alive = weakref.ref(dialog)
    dialog.open()
    dialog.reject()
    del dialog
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert alive() is None or not house.frame.findChildren(Dialog)


def broken(words: str) -> None:
    raise ValueError(words)


def notice(mistakes: Mistakes, words: str) -> None:
    try:
        broken(words)
    except ValueError as error:
        mistakes.notice(type(error), error.__traceback__)


def test_a_mistake_is_told_once_with_versions_and_stack_and_no_words_of_the_journal(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    mistakes = Mistakes(house.frame)
    for _ in range(5):
        notice(mistakes, SECRET)
    house.qtbot.waitUntil(lambda: bool(house.frame.findChildren(Dialog)))
    dialogs = house.frame.findChildren(Dialog)
    assert len(dialogs) == 1
    shown = widget_named(dialogs[0], "Where it happened").toPlainText()  # type: ignore[attr-defined]
    assert "builtins.ValueError" in shown
    assert "in broken" in shown
    assert "Python 3." in shown
    told = capsys.readouterr().err
    assert SECRET not in shown + told + " ".join(names(dialogs[0]))
    assert told.count("in broken") == 1


def test_a_stack_holds_files_and_lines_without_the_place_of_the_program() -> None:
    try:
        broken(SECRET)
    except ValueError as error:
        said = stack_of(type(error), error.__traceback__)
    assert "test_window.py:" in said
    assert "/" not in said


def test_a_problem_in_a_thread_reaches_the_window(house: House, journal: OpenJournal) -> None:
    heard: list[JournalError] = []
    journal.jobs.problem.connect(lambda error, _owner: heard.append(error))

    def refuse(_journal: Journal) -> None:
        raise DiskFull

    journal.desk.read(refuse, print, house.frame)
    house.settle()
    assert [type(error) for error in heard] == [DiskFull]


def test_the_window_keeps_its_size_for_next_time(house: House, journal: OpenJournal) -> None:
    from app.preferences import load_preferences

    house.frame.resize(QSize(1000, 700))
    house.session._keep_size()
    assert load_preferences(house.step.places.preferences).window == (1000, 700)


@pytest.mark.parametrize("page", ["journal", "patterns"])
def test_the_pages_gone_to_most_are_ready_before_they_are_asked_for(house: House, page: str) -> None:
    """Making it takes most of the time of a first visit, which would be felt."""
    journal = house.unlock()
    house.settle()
    window = journal.window
    house.qtbot.waitUntil(lambda: page in window.views, timeout=5_000)
    assert window.shown == "today"
    ready = window.views[page]
    assert not ready.widget.isVisible()
    window.go(page)
    assert window.views[page] is ready
    assert ready.widget.isVisible()


def test_the_help_page_that_is_shown_is_saved_as_a_web_page(
    house: House, journal: OpenJournal, tmp_path: Path
) -> None:
    sheet = house.go("help", {"topic": "software-facts"})
    assert isinstance(sheet, HelpSheet)
    assert isinstance(widget_named(sheet, "Save this page…"), QPushButton)
    said: list[str] = []
    journal.desk.said.connect(said.append)
    sheet.save_to(str(tmp_path / "facts.html"))
    house.settle()
    assert "<h1>Software facts for IT</h1>" in (tmp_path / "facts.html").read_text("utf-8")
    sheet.save_to(str(tmp_path / "nowhere" / "facts.html"))
    house.settle()
    assert len(said) == 2
    assert said[0] == "The help page was saved as a web page."
    assert said[1] != said[0]
    assert not (tmp_path / "nowhere").exists()
