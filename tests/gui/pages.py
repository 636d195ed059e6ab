"""A whole window on a journal of its own, and its accessibility tree as pages are read by ear."""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.compose import packs
from app.paths import Places
from app.preferences import Preferences
from app.services.clock import Clock, FixedClock
from app.services.demo import make_demo
from app.services.journal import Journal
from app.services.ledger import Done
from app.services.vault import Vault
from app.storage.keys import KdfPolicy
from app.ui.door.door import Door
from app.ui.door.page import DoorSheet
from app.ui.door.restore_one import RestoreOne
from app.ui.door.step import Doorstep
from app.ui.door.unlock import Unlock
from app.ui.open_journal import OpenJournal
from app.ui.session import Session
from app.ui.start import build_unlock_window, complete
from app.ui.stillness import moves_soon, places

CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=8, floor_iterations=1)
DAY = date(2026, 6, 30)
STILL = 12
"""How many turns of the loop in a row must find everything in its place, and nothing set to move soon."""
PASSPHRASE = "gravel teapot lantern orbit meadow fiddle"


def cheap_vault(places: Places, clock: Clock | None = None) -> Vault:
    """The way into a folder, with key derivation that takes no time."""
    return Vault(places, clock or FixedClock(DAY), packs, CHEAP)


def make_template(folder: Path) -> Places:
    """The demo journal as dated, closed."""
    places = Places(folder / "journal", folder / "settings")
    make_demo(cheap_vault(places), PASSPHRASE, as_dated=True).close(back_up=False)
    return places


def copy_of(template: Places, folder: Path) -> Places:
    """A journal of its own for one test."""
    places = Places(folder / "journal", folder / "settings")
    shutil.copytree(template.data_dir, places.data_dir)
    places.make()
    return places


class House:
    """The window of one sitting, shown off the screen."""

    def __init__(
        self,
        qtbot: QtBot,
        places: Places,
        preferences: Preferences | None = None,
        start_again: Callable[[object], None] | None = None,
    ) -> None:
        self.qtbot = qtbot
        self._is_closed = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        preferences = preferences or Preferences(theme="light")
        self.step = Doorstep(places, cheap_vault, FixedClock(DAY))
        self.frame = build_unlock_window(app, self.step, preferences)
        complete(app, self.frame, self.step, preferences)
        self.session = Session(self.frame, self.step, preferences, start_again=start_again)
        with qtbot.waitExposed(self.frame):
            self.frame.show()
        self.frame.activateWindow()
        self.page.begin()

    @property
    def content(self) -> QWidget:
        """What the window holds."""
        content = self.frame.centralWidget()
        assert content is not None
        return content

    # ---- the door

    @property
    def door(self) -> Door:
        door = self.frame.centralWidget()
        assert isinstance(door, Door)
        return door

    @property
    def page(self) -> DoorSheet:
        """The page of the door."""
        return self.door.page

    def turned_to(self, kind: type[DoorSheet]) -> None:
        self.qtbot.waitUntil(lambda: isinstance(self.page, kind))

    def unlock(self, passphrase: str = PASSPHRASE) -> OpenJournal:
        """Type the passphrase and wait for the first page."""
        self.type_into("Passphrase", passphrase)
        self.press("Unlock")
        return self.entered()

    def entered(self) -> OpenJournal:
        self.qtbot.waitUntil(lambda: self.session.journal is not None, timeout=20_000)
        self.settle()
        return self.journal

    @property
    def journal(self) -> OpenJournal:
        assert self.session.journal is not None
        return self.session.journal

    def restore_chosen(self, passphrase: str = PASSPHRASE) -> list[str]:
        """Look into the backup that was chosen, and restore it; what was said before the last button."""
        self.turned_to(RestoreOne)
        self.type_into("Passphrase of the backup", passphrase)
        self.press("Look into it")
        self.qtbot.waitUntil(lambda: "Restore it" in names(self.frame))
        said = names(self.frame)
        self.press("Restore it")
        self.turned_to(Unlock)
        return said

    # ---- by name, as a person who hears the window finds things

    def press(self, name: str) -> None:
        widget = widget_named(self.frame, name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)

    def type_into(self, name: str, text: str) -> None:
        field = widget_named(self.frame, name)
        field.setFocus()
        QTest.keyClicks(field, text)

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key to whatever has the focus, by way of the window, so that shortcuts and the idle lock see it."""
        handle = self.frame.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)

    def go(self, page: str, where: Mapping[str, object] | None = None) -> QWidget:
        """Show a page and wait until everything on it has arrived."""
        self.journal.window.go(page, where or {})
        self.settle()
        return self.journal.window.views[page].widget

    def settle(self) -> None:
        """Wait until no work is under way and what arrived is laid out."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.session.step.jobs.is_busy, timeout=20_000)
            QApplication.processEvents()

    def rest(self) -> None:
        """Wait until nothing moves any more: some pages build what is far down a little at a time."""
        self.settle()
        seen: list[int] = []
        until = time.monotonic() + 20
        while len(seen) <= STILL or len(set(seen[-STILL:])) > 1:
            assert time.monotonic() < until, "the page does not come to rest"
            self.qtbot.wait(1)
            if self.session.step.jobs.is_busy or moves_soon(self._shown()):
                seen.clear()
            else:
                seen.append(places(self._shown()))

    def _shown(self) -> QWidget:
        """What can be seen to move: pages made earlier stand still behind it, and there are thousands of parts."""
        journal = self.session.journal
        page = journal.window.stack.currentWidget() if journal is not None else None
        return page or self.content

    def close(self) -> None:
        """End without a backup; the files belong to the test."""
        if self._is_closed:
            return
        self._is_closed = True
        self.frame.may_close = None
        if self.session.journal is not None:
            journal = self.session.journal
            self.settle()
            journal.idle.stop()
            journal.jobs.now(lambda: journal.opened.journal.close(back_up=False))
            journal.jobs.finish()
        else:
            self.session.step.leave()
        self.frame.close()
        for lying in self.frame._under:  # under a cover it has no window that would take it along
            if isValid(lying):
                lying.deleteLater()
        self.frame.deleteLater()


def remove_one(house: House) -> None:
    """Put the newest entry in the bin: something to undo and to back up."""

    def work(journal: Journal) -> Done:
        return journal.writing.delete([journal.finding.page(limit=1)[0].id])

    house.journal.desk.act(work, house.frame)
    house.settle()


# ---- the accessibility tree


@dataclass(frozen=True)
class Node:
    """One thing a screen reader finds."""

    name: str
    role: QAccessible.Role
    rect: QRect
    focusable: bool
    interface: QAccessibleInterface
    path: str

    def __str__(self) -> str:
        return f"{self.role.name} “{self.name}” in {self.path} at {self.rect.getRect()}"


def tree(root: QWidget) -> Iterator[Node]:
    """Everything a screen reader finds in a widget; what is not visible is left out."""
    yield from _walk(QAccessible.queryAccessibleInterface(root), root.accessibleName() or type(root).__name__)


def _walk(interface: QAccessibleInterface, path: str) -> Iterator[Node]:
    state = interface.state()
    if state.invisible:
        return
    name = interface.text(QAccessible.Text.Name)
    yield Node(name, interface.role(), interface.rect(), bool(state.focusable), interface, path)
    for at in range(interface.childCount()):
        child = interface.child(at)
        if child is not None and child.isValid():
            yield from _walk(child, f"{path} › {name}" if name else path)


def names(root: QWidget) -> list[str]:
    """What a screen reader reads, in order."""
    return [node.name for node in tree(root) if node.name]


def widget_named(root: QWidget, name: str) -> QWidget:
    """The visible, focusable widget of a name; a name that begins so is found too."""
    found = [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and _name_of(widget).startswith(name)
    ]
    exact = [widget for widget in found if _name_of(widget) == name]
    assert found, (
        f"nothing is called “{name}”; there is {sorted({n for n in map(_name_of, _all(root)) if n})}"
    )
    return (exact or found)[0]


def _all(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if widget.isVisible()]


def _name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""
