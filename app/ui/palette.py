"""Find a command: type a few letters, press Enter."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.ui.actions import Action
from app.ui.dialog import Dialog
from app.ui.menus import Commands
from app.ui.theme import GRID, LEAST_TARGET
from app.ui.widgets import Muted, TextLine, announce

_KEYS_TO_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


def fits(action: Action, typed: str) -> bool:
    """Whether every typed word begins or stands inside a word of the action."""
    name = action.text.casefold()
    return all(word in name for word in typed.casefold().split())


class Palette(Dialog):
    """Every action that can be chosen now. The focus stays in the field; arrows move in the list."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__("Find a command", "", parent)
        self._commands = commands
        self.line = TextLine("Type a few letters of what you want to do")
        self.line.changed.connect(self._narrow)
        self.line.entered.connect(self._choose)
        self.list = QListWidget()
        self.list.setAccessibleName("Commands")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(self._choose)
        self.none = Muted("No command has these letters. Try fewer.")
        for part in (self.line, self.list, self.none):
            self.column.addWidget(part)
        self._rest = QWidget()  # takes the room of the list while nothing is listed
        self.column.addWidget(self._rest, 1)
        self._narrow("")
        self.resize(self.width(), min(560, round(parent.window().height() * 0.85)))
        self.line.setFocus()

    def _narrow(self, typed: object) -> None:
        self.list.clear()
        for action in self._commands.choosable():
            if fits(action, str(typed)) and action.id != "commands":
                keys = [
                    QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText)
                    for one in action.shortcuts
                ]
                item = QListWidgetItem(f"{action.text}    {keys[0]}" if keys else action.text)
                item.setData(Qt.ItemDataRole.UserRole, action.id)
                item.setSizeHint(
                    QSize(0, max(LEAST_TARGET + GRID, self.list.fontMetrics().height() + 2 * GRID))
                )
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.none.setVisible(self.list.count() == 0)
        self._rest.setVisible(self.list.count() == 0)
        if typed:
            announce(self.list, f"{self.list.count()} commands" if self.list.count() else self.none.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS_TO_LIST and self.line.field.hasFocus():
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 8)
            row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
            self.list.setCurrentRow(row)
            if self.list.count():
                announce(self.list, self.list.item(row).text())
            return
        super().keyPressEvent(event)

    def _choose(self) -> None:
        if not self.list.count():
            return
        name = str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))
        self.accept()
        self._commands.do(name)
