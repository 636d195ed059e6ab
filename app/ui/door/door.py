"""The door as a widget: one page at a time."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.paths import Places
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep


class Door(QWidget):
    """Shows one page; what was typed on the page before is gone with it."""

    def __init__(self, step: Doorstep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.page = self._made(step.first_page())
        self._column.addWidget(self.page)
        self._next = DoorPage.UNLOCK
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self._close)
        step.turned.connect(self.turn)
        step.moved.connect(self._moved)

    def _close(self) -> None:
        self.window().close()

    def turn(self, to: DoorPage) -> None:
        """Show another page, once the press that asked for it is over."""
        self._next = to
        QTimer.singleShot(0, self, self._turn)

    def _turn(self) -> None:
        before, self.page = self.page, self._made(self._next)
        self._column.addWidget(self.page)
        before.hide()
        self._column.removeWidget(before)
        before.setParent(None)
        before.deleteLater()
        self.page.show()
        self.page.begin()

    def _moved(self, _places: Places) -> None:
        self.turn(self.step.first_page())

    def _made(self, which: DoorPage) -> DoorSheet:
        match which:
            case DoorPage.UNLOCK:
                from app.ui.door.unlock import Unlock

                return Unlock(self.step)
            case DoorPage.CODE:
                from app.ui.door.code import UseCode

                return UseCode(self.step)
            case DoorPage.RESTORE:
                from app.ui.door.restore import Restore

                return Restore(self.step)
            case DoorPage.RESTORE_ONE:
                from app.ui.door.restore_one import RestoreOne

                return RestoreOne(self.step)
            case DoorPage.KEYS:
                from app.ui.door.take_keys import TakeKeys

                return TakeKeys(self.step)
            case DoorPage.RESCUE:
                from app.ui.door.rescue import Rescue

                return Rescue(self.step)
            case DoorPage.MAKE:
                from app.ui.door.make import Make

                return Make(self.step)
            case DoorPage.DEMO:
                from app.ui.door.demo import LookRound

                return LookRound(self.step)
            case DoorPage.AGAIN:
                from app.ui.moving.again import WriteAgain

                return WriteAgain(self.step)
            case DoorPage.FIRST:
                from app.ui.door.first import First

                return First(self.step)
