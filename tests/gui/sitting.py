"""One page at a desk over a real journal, driven by names and keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.preferences import Preferences
from app.services.journal import Journal
from app.ui.coach.in_turns import InTurns
from app.ui.decision.sheet_view import SheetView
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.look_again.review_form import ReviewForm
from app.ui.pages import PageKind
from app.ui.theme import Look, apply_look
from app.ui.widgets import Body, announcer
from app.ui.widgets.reading_order import stops_in
from tests.fixtures.cheap import TODAY, new_journal
from tests.fixtures.clock import MovedClock
from tests.gui.pages import widget_named


class Sitting:
    """A journal, a clock to move, and one page in a window. `went` are the pages asked for."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_look(app, Look.LIGHT, 100)
        self.qtbot = qtbot
        self.clock = MovedClock(TODAY)
        self.journal: Journal = new_journal(folder / "j", self.clock)
        self.desk = Desk(self.journal, Jobs(), Preferences())
        self.went: list[tuple[str, object]] = []
        self.said: list[str] = []
        self.went_back = 0
        self.desk.went.connect(self._went)
        self.desk.went_back.connect(self._back)
        self.desk.said.connect(self.said.append)
        self.host = QWidget()
        column = QVBoxLayout(self.host)
        column.setContentsMargins(0, 0, 0, 0)
        self.host.resize(1000, 760)

    def show(self, kind: PageKind, **where: object) -> object:
        """Make the page, show it and arrive there."""
        self.view = kind.make(self.desk)
        layout = self.host.layout()
        assert layout is not None
        layout.addWidget(self.view.widget)
        with self.qtbot.waitExposed(self.host):
            self.host.show()
        self.host.activateWindow()
        self.qtbot.waitUntil(self.host.isActiveWindow)
        self.arrive(**where)
        return self.view

    def arrive(self, **where: object) -> None:
        self.view.arrive(where)
        self.settle()

    def _went(self, page: str, where: object) -> None:
        self.went.append((page, where))

    def _back(self) -> None:
        self.went_back += 1

    def settle(self) -> None:
        """Wait until no work is under way and what arrived is laid out."""
        for _ in range(4):
            self.qtbot.waitUntil(self._is_still, timeout=20_000)
            QApplication.processEvents()

    def _is_still(self) -> bool:
        sheets = any(one.is_building for one in self.host.findChildren(SheetView))
        forms = any(one.is_building for one in self.host.findChildren(ReviewForm))
        turns = any(one.is_building for one in self.host.findChildren(InTurns))
        return not (sheets or forms or turns or self.desk.jobs.is_busy)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=20_000)

    # ---- what is on the page

    @property
    def page(self) -> QWidget:
        return self.view.widget

    def texts(self) -> str:
        """Everything that can be read now."""
        labels = [label for label in self.page.findChildren(Body) if label.isVisible()]
        return "\n".join(label.accessibleName() for label in labels)

    def named(self, name: str) -> QWidget:
        return widget_named(self.page, name)

    def offers(self, name: str) -> bool:
        """Whether a control of exactly this name can be seen."""
        return any(
            (widget.isVisible() and widget.accessibleName() == name) or getattr(widget, "text", str)() == name
            for widget in self.page.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        )

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def is_at(self, widget: QWidget) -> bool:
        """Whether the focus is there."""
        return QApplication.focusWidget() is widget

    def tab_names(self, *, back: bool = False) -> list[str]:
        """What Tab reaches, once round, from the first stop of the page; or Shift+Tab."""
        first = next(stops for stops in stops_in(self.page_column) if reached(stops))
        first.setFocus()
        names = [spoken_name(first)]
        modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
        for _ in range(300):
            QTest.keyClick(self.focused, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, modifier)
            if self.focused is first:
                return names
            names.append(spoken_name(self.focused))
        raise AssertionError(f"Tab does not come back to {spoken_name(first)}: {names[:60]}")

    @property
    def page_column(self) -> QWidget:
        assert isinstance(self.page, QScrollArea)
        column = self.page.widget()
        assert column is not None
        return column

    # ---- what a person does

    def press(self, name: str) -> None:
        """Go to a control by its name and press Space."""
        widget = self.named(name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)
        self.settle()

    def type_into(self, name: str, text: str) -> None:
        field = self.named(name)
        field.setFocus()
        QTest.keyClicks(field, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key to whatever has the focus, by way of the window, so that shortcuts see it."""
        handle = self.host.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        self.settle()

    def close(self) -> None:
        self.settle()
        self.desk.jobs.now(lambda: self.journal.close(back_up=False))
        self.desk.jobs.finish()
        self.host.close()
        self.host.deleteLater()


def reached(widget: QWidget) -> bool:
    """Whether Tab stops there now."""
    return (
        widget.isVisible()
        and widget.focusProxy() is None
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
    )


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def heard() -> list[str]:
    """What is announced from now on."""
    said: list[str] = []
    announcer().announced.connect(said.append)
    return said
