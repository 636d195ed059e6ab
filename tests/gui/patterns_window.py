"""The page of patterns in a window, driven by names and keys as a person drives it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.preferences import Preferences
from app.services.journal import Journal
from app.ui.charts import ChartCanvas
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.patterns import PAGE
from app.ui.patterns.card import ChartCard
from app.ui.patterns.page import PatternsView
from app.ui.widgets import Body, Page
from tests.fixtures.cheap import log


def spoken_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


class PatternsWindow:
    """The page in a window, driven by names and keys as a person drives it."""

    def __init__(self, qtbot: QtBot, journal: Journal) -> None:
        self.qtbot = qtbot
        self.journal = journal
        self.desk = Desk(journal, Jobs(), Preferences())
        self.went: list[tuple[str, object]] = []
        self.desk.went.connect(self._went)
        view = PAGE.make(self.desk)
        assert isinstance(view, PatternsView)
        self.view = view
        self.host = QWidget()
        column = QVBoxLayout(self.host)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view.widget)
        self.host.resize(1000, 760)
        with qtbot.waitExposed(self.host):
            self.host.show()
        self.host.activateWindow()
        qtbot.waitUntil(self.host.isActiveWindow)
        self.view.arrive({})
        self.settle()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        stack = self.view.widget
        assert isinstance(stack, QStackedWidget)
        page = stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def arrive(self, **where: object) -> None:
        self.view.arrive(where)
        self.settle()

    def _went(self, page: str, where: object) -> None:
        self.went.append((page, where))

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.desk.jobs.is_busy and not self.view.is_drawing, timeout=20_000)
        for _ in range(3):  # what is made in one turn is shown in the next
            QApplication.processEvents()

    def texts(self) -> str:
        return "\n".join(
            label.accessibleName() for label in self.page.findChildren(Body) if label.isVisible()
        )

    def cards(self) -> list[str]:
        shown = [card for card in self.page.findChildren(ChartCard) if card.isVisible()]
        shown.sort(key=lambda card: card.mapTo(self.page, QPoint(0, 0)).y())
        return [card.accessibleName() for card in shown]

    def card(self, title: str) -> ChartCard:
        return next(card for card in self.page.findChildren(ChartCard) if card.accessibleName() == title)

    def named(self, name: str, within: QWidget | None = None) -> QAbstractButton:
        found = [
            one
            for one in (within or self.page).findChildren(QAbstractButton)
            if one.isVisible() and spoken_name(one) == name
        ]
        assert found, f"no button is called {name}"
        return found[0]

    def press(self, name: str) -> None:
        button = self.named(name)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)
        self.settle()

    def pick(self, name: str, choice: str) -> None:
        """Choose from a list as a person does."""
        box = next(
            one
            for one in self.page.findChildren(QComboBox)
            if one.isVisible() and one.accessibleName() == name
        )
        at = box.findText(choice)
        assert at >= 0, f"{name} does not offer {choice}"
        box.setCurrentIndex(at)
        box.activated.emit(at)
        self.settle()

    def offered(self, name: str) -> list[str]:
        box = next(
            one
            for one in self.page.findChildren(QComboBox)
            if one.isVisible() and one.accessibleName() == name
        )
        return [box.itemText(at) for at in range(box.count())]

    @property
    def focused_name(self) -> str:
        focused = QApplication.focusWidget()
        assert focused is not None
        return spoken_name(focused)

    def canvas(self, title: str) -> ChartCanvas:
        return next(one for one in self.card(title).findChildren(ChartCanvas) if one.isVisible())

    def hide(self, chart: str) -> None:
        self.do(lambda journal: journal.patterns.hide(chart))

    def log(self, title: str, **fields: object) -> None:
        self.do(lambda journal: log(journal, title, **fields))

    def do(self, act: Callable[[Journal], object]) -> None:
        self.desk.act(act, self.desk)
        self.settle()
