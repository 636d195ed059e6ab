"""A page of writing in a window on a real journal, driven by names and keys as a person drives it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.entries import Entry, EntryId
from app.domain.listing import EntryFilter
from app.preferences import Preferences
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.forms import EntryForm
from app.ui.forms.picker import PromptPicker
from app.ui.jobs import Jobs
from app.ui.pages import PageKind
from app.ui.widgets import Body
from tests.gui.pages import widget_named

T = TypeVar("T")
CONTROL = Qt.KeyboardModifier.ControlModifier


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


class Room:
    """One page on one journal."""

    def __init__(self, qtbot: QtBot, journal: Journal, kind: PageKind, size: tuple[int, int] = (1240, 805)):
        self.qtbot, self.journal = qtbot, journal
        self.desk = Desk(journal, Jobs(), Preferences())
        self.went: list[tuple[str, dict[str, object]]] = []
        self.said: list[str] = []
        self.kept: list[object] = []
        self.went_back = 0
        self.desk.went.connect(lambda page, where: self.went.append((page, where)))
        self.desk.went_back.connect(self._went_back)
        self.desk.said.connect(self.said.append)
        self.desk.draft_kept.connect(self.kept.append)
        self.view = kind.make(self.desk)
        self.host = QWidget()
        column = QVBoxLayout(self.host)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view.widget)
        self.host.resize(*size)
        with qtbot.waitExposed(self.host):
            self.host.show()
        self.host.activateWindow()
        qtbot.waitUntil(self.host.isActiveWindow)

    def _went_back(self) -> None:
        self.went_back += 1

    def arrive(self, **where: object) -> None:
        self.view.arrive(where)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way and every part of the form is built."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.desk.jobs.is_busy, timeout=20_000)
            self.qtbot.waitUntil(self._all_built, timeout=20_000)
            QApplication.processEvents()

    def _all_built(self) -> bool:
        forms = all(one.built for one in self.host.findChildren(EntryForm) if one.isVisible())
        return forms and all(one.built for one in self.host.findChildren(PromptPicker) if one.isVisible())

    @property
    def form(self) -> EntryForm:
        return next(form for form in self.host.findChildren(EntryForm) if form.isVisible())

    # ---- keys and names

    @property
    def focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    @property
    def focused_name(self) -> str:
        return QAccessible.queryAccessibleInterface(self.focused).text(QAccessible.Text.Name)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key by way of the window, so that shortcuts see it."""
        handle = self.host.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)

    def tab_to(self, name: str, most: int = 120) -> None:
        """Press Tab until something of this name has the focus."""
        for _ in range(most):
            if self.focused_name.startswith(name):
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach “{name}”")

    def tab_stops(self, most: int = 400) -> list[str]:
        """What Tab reaches until it comes round."""
        start, names = self.focused, [self.focused_name]
        for _ in range(most):
            self.key(Qt.Key.Key_Tab)
            if self.focused is start:
                return names
            names.append(self.focused_name)
        raise AssertionError("Tab does not come round")

    def save(self) -> None:
        self.key(Qt.Key.Key_Return, CONTROL)
        self.settle()

    def named(self, name: str) -> QWidget:
        return widget_named(self.host, name)

    def press(self, name: str) -> None:
        widget = self.named(name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)
        self.settle()

    def fill(self, name: str, text: str) -> None:
        self.named(name).setFocus()
        self.type(text)

    def shows(self, text: str) -> bool:
        return text in self.texts()

    def texts(self) -> str:
        return "\n".join(one.accessibleName() for one in self.host.findChildren(Body) if one.isVisible())

    # ---- the journal

    def do(self, act: Callable[[Journal], T]) -> T:
        """Do something in the journal as another page would."""
        out: list[T] = []
        self.desk.act(act, self.desk, out.append)
        self.settle()
        return out[0]

    def draft(self, key: str) -> Mapping[str, object] | None:
        found = self.do(lambda journal: journal.drafts.of(key))
        return found.fields if found is not None else None

    def newest(self) -> Entry:
        return self.do(lambda journal: journal.entry(EntryId(max(one.id for one in journal.finding.page()))))

    def count(self) -> int:
        return self.do(lambda journal: journal.finding.count(EntryFilter()))

    def entry(self, entry_id: EntryId) -> Entry:
        return self.do(lambda journal: journal.entry(entry_id))

    def keep_now(self) -> None:
        """What the window does before it locks or closes."""
        self.desk.flush()

    def close(self) -> None:
        self.settle()
        self.host.close()
        self.desk.jobs.finish()
        self.journal.close(back_up=False)
        self.host.deleteLater()


def day_after(clock_day: date, days: int) -> date:
    return date.fromordinal(clock_day.toordinal() + days)
