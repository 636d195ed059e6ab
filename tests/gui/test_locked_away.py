"""K4: the journal locks in time whatever the reason, and nothing of it is left in the window; a cover leaves nothing either."""

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)

from app.domain.errors import DiskFull
from app.paths import Places
from app.preferences import LOCK_MINUTES
from app.services.journal import Journal
from app.ui.clipboard import put
from app.ui.cover import Closing, Cover
from app.ui.dialog import Dialog
from app.ui.door.door import Door
from app.ui.door.unlock import Unlock
from app.ui.jobs import Job
from app.ui.locking import Idle
from app.ui.open_journal import OpenJournal
from app.ui.widgets import announce
from tests.gui.pages import PASSPHRASE, House, cheap_vault, names
from tests.gui.stage import QUIET, spoken

pytestmark = QUIET
CANARY = "Quokka lighthouse marmalade"
COVERED = "Wombat windmill chutney"
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
AT_MOST = 2
"""Seconds."""


class Hours:
    """Seconds of a quiet time and of a sleep, which pass when they are told to."""

    def __init__(self, journal: OpenJournal) -> None:
        self.quiet = self.slept = 0.0
        self._journal = journal
        journal.idle._seconds = lambda: self.quiet
        journal.idle._slept = lambda: self.slept
        journal.idle.resume()

    def minutes_pass(self) -> None:
        self.quiet += 60 * self._journal.desk.preferences.lock_after_minutes

    def computer_sleeps(self) -> None:
        self.slept += 90
        self.quiet += 90

    def computer_sleeps_long(self) -> None:
        self.quiet += 9 * 3600


Cause = Callable[[OpenJournal, Hours], None]
CAUSES: dict[str, Cause] = {
    "a quiet time": lambda _journal, hours: hours.minutes_pass(),
    "sleep or a locked screen, as it is told": lambda journal, _hours: journal.system.left.emit(),
    "a sleep seen afterwards": lambda _journal, hours: hours.computer_sleeps(),
    "a clock that jumped": lambda _journal, hours: hours.computer_sleeps_long(),
}


# ---- what is looked at


def texts_of(widget: QWidget) -> Iterator[str]:
    """Every word that a widget holds."""
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName())
    yield from (widget.accessibleDescription(), widget.statusTip(), widget.whatsThis())
    for name in ("text", "toPlainText", "placeholderText", "title", "currentText"):
        ask = getattr(widget, name, None)
        if callable(ask):
            yield str(ask())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


def spoken_tree(interface: QAccessibleInterface | None) -> Iterator[str]:
    """Every word that a screen reader finds, shown or not."""
    if interface is None or not interface.isValid():
        return
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(part)
    for at in range(interface.childCount()):
        yield from spoken_tree(interface.child(at))


def left_anywhere() -> list[str]:
    """Where the words still stand."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    found = [
        f"{type(one).__name__}: {text}"
        for one in app.allWidgets()
        for text in texts_of(one)
        if CANARY in text
    ]
    found += [
        f"spoken: {text}" for text in spoken_tree(QAccessible.queryAccessibleInterface(app)) if CANARY in text
    ]
    found += [f"title: {w.title()}" for w in app.topLevelWindows() if CANARY in w.title()]
    found += ["clipboard"] if CANARY in QGuiApplication.clipboard().text() else []
    return found


def undoable() -> list[str]:
    """Fields in which typing could be taken back."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    areas = (one for one in app.allWidgets() if isinstance(one, QPlainTextEdit))
    lines = (one for one in app.allWidgets() if isinstance(one, QLineEdit))
    return [one.toPlainText() for one in areas if one.document().isUndoAvailable()] + [
        one.text() for one in lines if one.isUndoAvailable()
    ]


@pytest.fixture
def clipboard_is_ours(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform of these tests does not tell whose a clipboard is."""
    monkeypatch.setattr(QGuiApplication.clipboard(), "ownsClipboard", lambda: True)


def write_everywhere(house: House) -> None:
    """Type the words into a form that is not saved and into the search, and copy them."""
    page = house.go("write")
    fields = [*page.findChildren(QPlainTextEdit)[:3], *page.findChildren(QLineEdit)[:2]]
    for field in fields:
        QTest.keyClicks(field, CANARY)
    QTest.keyClicks(house.go("journal").findChildren(QLineEdit)[0], CANARY)
    put(CANARY)
    house.settle()


def is_hidden(house: House) -> bool:
    """Whether the window shows nothing of the journal any more."""
    return isinstance(house.frame.centralWidget(), Closing | Door)


@pytest.mark.parametrize("cause", CAUSES)
def test_the_journal_locks_within_two_seconds_and_nothing_is_left_in_the_window(
    cause: str, house: House, clipboard_is_ours: None
) -> None:
    for _ in range(5):  # five times for each of four reasons
        journal = house.unlock()
        write_everywhere(house)
        assert len(left_anywhere()) >= 4, "the looking itself must find the words"
        assert undoable()
        hours = Hours(journal)
        CAUSES[cause](journal, hours)
        for _ in range(AT_MOST):
            hours.quiet += 1
            journal.idle.look()  # once a second by itself
        assert is_hidden(house)
        house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
        assert isinstance(house.page, Unlock)
        del journal, hours
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert left_anywhere() == []
        assert undoable() == []
        assert {w.title() for w in QApplication.topLevelWindows() if w.isVisible()} == {"Balcony"}


def test_the_clock_is_looked_at_each_second(qapp: QApplication) -> None:
    idle = Idle(5)
    assert idle._timer.isActive()
    assert idle._timer.interval() <= 1000


@pytest.mark.parametrize("minutes", [LOCK_MINUTES.start, 5, LOCK_MINUTES.stop - 1])
def test_a_minute_before_the_end_it_warns_whatever_the_quiet_time(minutes: int, qapp: QApplication) -> None:
    now = [0.0]
    idle = Idle(minutes, seconds=lambda: now[0], slept=lambda: 0.0)
    heard: list[tuple[str, float]] = []
    idle.warned.connect(lambda seconds: heard.append((f"warned {seconds}", now[0])))
    idle.passed.connect(lambda: heard.append(("passed", now[0])))
    while len(heard) < 2:
        now[0] += 1
        idle.look()
    assert heard == [("warned 60", 60 * minutes - 60), ("passed", 60 * minutes)]


def test_the_wall_clock_set_back_does_not_keep_the_journal_open(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    now = [500.0]
    idle = Idle(2, seconds=lambda: now[0], slept=lambda: 0.0)
    heard: list[bool] = []
    idle.passed.connect(lambda: heard.append(True))
    now[0] += 120
    idle.look()
    assert heard == [True]


# ---- work under way


def test_work_that_takes_its_time_is_covered_at_once_and_then_waited_for(house: House) -> None:
    journal = house.unlock()
    titles = {line.title for line in journal.jobs.now(journal.opened.journal.finding.page)}
    go_on, ended = threading.Event(), threading.Event()

    def long(_journal: Journal) -> None:
        go_on.wait(20)
        ended.set()

    journal.desk.act(long, house.frame)
    begun = time.monotonic()
    journal.lock()
    assert time.monotonic() - begun < AT_MOST
    assert is_hidden(house)
    assert not titles & set(names(house.frame))
    assert house.session.journal is not None
    go_on.set()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert ended.is_set()


def test_work_that_can_be_cancelled_is_cancelled(house: House) -> None:
    journal = house.unlock()
    asked: list[bool] = []

    def long(_journal: Journal, job: Job) -> None:
        asked.append(job.stop.wait(20))

    journal.desk.long(long, house.frame, print, progressed=print, failed=print)
    journal.lock()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=15_000)
    assert asked == [True]


def test_a_form_that_cannot_tell_what_was_typed_does_not_keep_the_journal_from_being_locked(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = house.unlock()
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind.__name__))
    owner = QWidget(house.frame)

    def broken() -> Callable[[Journal], object]:
        raise ValueError

    def breaks(_journal: Journal) -> object:
        raise ZeroDivisionError

    def keep(journal: Journal) -> object:
        return journal.drafts.keep("decision:new", {"title": "Half a thought"})

    for pending in (broken, lambda: breaks, lambda: keep):
        journal.desk.flush_with(owner, pending)
    places = journal.opened.places
    journal.lock()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert told == ["ValueError", "ZeroDivisionError"]
    again = cheap_vault(places).unlock(PASSPHRASE)
    draft = again.drafts.of("decision:new")
    again.close(back_up=False)
    assert draft is not None


@pytest.mark.parametrize(
    ("page", "where", "field"),
    [
        ("today", {}, "What did you decide, in a line?"),
        ("decision", {"entry": 1}, "What do you think now?"),
    ],
)
def test_typing_that_could_not_be_kept_on_locking_is_kept_by_the_next_lock(
    house: House, demo_places: Places, page: str, where: dict[str, object], field: str
) -> None:
    journal = house.unlock()
    house.go(page, where)
    house.rest()
    if page == "decision":
        house.press("Add a later thought")
        house.rest()
    house.type_into(field, "Kept in the end")
    with patch("app.storage.journal_file.engine.writing", side_effect=DiskFull):
        journal.lock()
        house.settle()
    assert house.content.accessibleName() == "Balcony is covered"
    journal.lock()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    again = cheap_vault(demo_places).unlock(PASSPHRASE)
    drafts = again.drafts.all()
    again.close(back_up=False)
    assert "Kept in the end" in str([draft.fields for draft in drafts.values()])


def test_typing_that_could_not_be_kept_while_it_rested_is_kept_by_the_lock(
    house: House, demo_places: Places
) -> None:
    journal = house.unlock()
    house.go("decision", {"entry": 1})
    house.rest()
    house.press("Add a later thought")
    house.rest()
    with patch("app.storage.journal_file.engine.writing", side_effect=DiskFull):
        house.type_into("What do you think now?", "Kept in the end")
        house.qtbot.waitUntil(lambda: DiskFull.message in " ".join(names(house.frame)))
        house.settle()
    journal.lock()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    again = cheap_vault(demo_places).unlock(PASSPHRASE)
    drafts = again.drafts.all()
    again.close(back_up=False)
    assert "Kept in the end" in str([draft.fields for draft in drafts.values()])


def test_words_that_cannot_be_kept_go_back_under_the_cover_that_was_there(house: House) -> None:
    journal = house.unlock()

    def refuse(_journal: Journal) -> None:
        raise DiskFull

    journal.desk.flush_with(QWidget(house.frame), lambda: refuse)
    journal.turn_cover()
    journal.lock()
    house.settle()
    assert isinstance(house.content, Cover)
    assert {action.id for action in journal.commands.choosable()} == {"lock.now", "window.close", "cover"}
    journal.turn_cover()
    house.settle()
    assert DiskFull.message in names(house.frame)


# ---- a cover


def words_shown() -> list[str]:
    """What is on the screen or in the tree of a screen reader, over every window of the program."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return [
        text
        for window in app.topLevelWidgets()
        if window.isVisible()
        for one in (window, *window.findChildren(QWidget))
        if one.isVisible()
        for text in texts_of(one)
    ] + [text for text in spoken_tree(QAccessible.queryAccessibleInterface(app)) if text]


def over_the_window(kind: str, house: House) -> QWidget | None:
    """Open something with the words over the window."""
    frame = house.frame
    match kind:
        case "dialog":
            dialog = Dialog(COVERED, COVERED, frame)
            dialog.open()
            return dialog
        case "menu":
            menu = QMenu(frame)
            menu.addAction(COVERED)
            menu.popup(frame.mapToGlobal(QPoint(20, 20)))
            return menu
        case "list":
            box = QComboBox(house.journal.window)
            box.addItems([COVERED, "another"])
            box.show()
            box.showPopup()
            return box
        case _:
            QToolTip.showText(frame.mapToGlobal(QPoint(20, 20)), COVERED, frame)
            return None


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")
@pytest.mark.parametrize("kind", ["dialog", "menu", "list", "tip"])
def test_a_cover_hides_what_lies_over_the_window_too(kind: str, house: House) -> None:
    house.unlock()
    opened = over_the_window(kind, house)
    house.qtbot.waitUntil(lambda: any(COVERED in text for text in words_shown()))
    house.journal.turn_cover()
    house.settle()
    assert house.content.accessibleName() == "Balcony is covered"
    assert [text for text in words_shown() if COVERED in text] == []
    assert QApplication.activePopupWidget() is None
    assert opened is None or not shiboken6.isValid(opened) or not opened.isVisible()


def test_one_key_covers_everything_and_the_same_key_shows_it_again(house: House) -> None:
    journal = house.unlock()
    titles = {line.title for line in journal.jobs.now(journal.opened.journal.finding.page)}
    house.go("journal")
    assert titles & set(words_shown())
    house.keys(Qt.Key.Key_H, CTRL | SHIFT)
    assert not titles & set(words_shown())
    assert not any(title in text for title in titles for text in words_shown())
    house.keys(Qt.Key.Key_H, CTRL | SHIFT)
    house.settle()
    assert titles & set(words_shown())


def test_the_title_of_a_covered_window_names_no_page_that_work_leads_to(house: House) -> None:
    journal = house.unlock()
    journal.turn_cover()
    journal.desk.go("contacts")
    assert house.frame.windowTitle() == "Balcony"
    journal.turn_cover()
    house.settle()
    assert house.frame.windowTitle().startswith("Contacts")


def test_a_dialog_that_work_opens_beneath_a_cover_is_not_shown(house: House) -> None:
    journal = house.unlock()
    journal.turn_cover()
    ended: list[int] = []
    dialog = Dialog(COVERED, COVERED, journal.window)
    dialog.finished.connect(ended.append)
    dialog.open()
    house.settle()
    assert len(ended) == 1
    assert [text for text in words_shown() if COVERED in text] == []


def test_nothing_of_a_page_is_spoken_beneath_a_cover(house: House) -> None:
    journal = house.unlock()
    journal.turn_cover()
    with spoken() as heard:
        journal.desk.say(COVERED)
        announce(journal.window.stack, COVERED)
    assert heard == []


def test_the_menu_names_nothing_that_was_done_while_the_window_is_covered(house: House) -> None:
    journal = house.unlock()
    journal.commands.set_text("undo", f"Undo: {COVERED}")
    assert any(COVERED in text for text in words_shown())
    journal.turn_cover()
    journal.commands.set_text("redo", f"Redo: {COVERED}")
    assert [text for text in words_shown() if COVERED in text] == []
    journal.turn_cover()
    assert journal.commands.shown["undo"].text() == f"Undo: {COVERED}"


def test_the_warning_stands_on_the_cover_too_and_any_key_takes_it_away(house: House) -> None:
    journal = house.unlock()
    journal.turn_cover()
    hours = Hours(journal)
    hours.quiet += 60 * journal.desk.preferences.lock_after_minutes - 60
    with spoken() as heard:
        journal.idle.look()
    assert "Balcony locks within 60 seconds" in names(house.frame)
    assert any("locks within 60 seconds" in text for text in heard)
    house.keys(Qt.Key.Key_Shift)
    house.settle()
    assert "Balcony locks within 60 seconds" not in names(house.frame)
    hours.quiet += 60
    journal.idle.look()
    assert not is_hidden(house)
    assert isinstance(house.content, Cover)


def test_a_warning_that_went_with_its_cover_is_taken_back_all_the_same(house: House) -> None:
    journal = house.unlock()
    journal.turn_cover()
    journal.idle.warned.emit(60)
    journal.turn_cover()
    house.settle()
    journal.idle.used.emit()
    assert "Balcony locks within 60 seconds" not in names(house.frame)
