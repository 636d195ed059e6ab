"""A shown window with a field before and after the widget under test, driven by keys as a person drives it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Look, apply_look
from app.ui.widgets import announcer

# The offscreen platform says this of every window with a least size.
QUIET = pytest.mark.qt_log_ignore("propagateSizeHints")


class Stage:
    """Holds the window; a widget without a Python owner is gone at once."""

    def __init__(self, qtbot: QtBot, widget: QWidget, *, width: int = 800, percent: int = 100) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_look(app, Look.LIGHT, percent)
        self.qtbot = qtbot
        self.widget = widget
        self.window = QWidget()
        self.before, self.after = QLineEdit(), QLineEdit()
        self.before.setAccessibleName("before")
        self.after.setAccessibleName("after")
        column = QVBoxLayout(self.window)
        for part in (self.before, widget, self.after):
            column.addWidget(part)
        column.addStretch(1)
        self.window.resize(width, 700)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.before.setFocus()
        qtbot.waitUntil(self.before.hasFocus)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Keys go to whatever has the focus."""
        for key in keys:
            QTest.keyClick(self.focused, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        where = at if at is not None else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def focused_name(self) -> str:
        return QAccessible.queryAccessibleInterface(self.focused).text(QAccessible.Text.Name)

    def tab_names(self) -> list[str]:
        """What Tab reaches, from the field before to the field after."""
        self.before.setFocus()
        names: list[str] = []
        while True:
            self.press(Qt.Key.Key_Tab)
            if self.focused is self.after or len(names) > 200:
                return names
            names.append(self.focused_name)


@contextmanager
def spoken() -> Iterator[list[str]]:
    """What is announced meanwhile."""
    heard: list[str] = []
    announcer().announced.connect(heard.append)
    yield heard
    announcer().announced.disconnect(heard.append)
