"""Says that Caps Lock is on while a secret is typed."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, Qt

from app.ui.widgets import TextLine

WORDS = "Caps Lock is on."


class CapsLock(QObject):
    """Watches a field. Qt does not tell the state of the key; a letter typed against Shift does."""

    def __init__(self, line: TextLine, usual_hint: str = "") -> None:
        super().__init__(line)
        self._line = line
        self._usual_hint = usual_hint
        self.is_on = False
        line.field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._see(event)
        return False

    def _see(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._say(on=not self.is_on)
            return
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._say(on=letter.isupper() != shifted)

    def _say(self, *, on: bool) -> None:
        if on != self.is_on:
            self.is_on = on
            self._line.set_hint(WORDS if on else self._usual_hint)
