"""The unlock prompt as it is painted first: plain Qt widgets in the colours of the look, nothing else loaded.

Our own widgets, the actions and the pages take three times as long to load as Qt itself. So this is
shown and can be typed into at once; `app.ui.start.complete` puts the whole unlock page in its place
and moves over what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.preferences import Preferences
from app.ui.theme.colours import CARD_RADIUS, CONTROL_RADIUS, GRID, LOOKS, QUICK_TARGET, Look, Tokens
from app.ui.theme.fonts import em, heading_font, reading_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

TITLE: Final = "Balcony"
SUBTITLE: Final = "Your journal is locked."
LABEL: Final = "Passphrase"
UNLOCK: Final = "Unlock"
WIDEST_EM: Final = 44
ABOVE_EM: Final = 3
_ROOM_FOR_TICK_EM: Final = 2.6
"""Leaves the button where the whole page has it, below its tick."""
_AFTER_PAINT_MS: Final = 15
"""Long enough for the painted picture to reach the screen before loading takes the processor."""

_RULES: Final = """
QFrame#prompt { background: $paper; border: none; }
QFrame#card { background: $card; border: 1px solid $line; border-radius: $card_radiuspx; }
QLabel { color: $ink; background: transparent; border: none; }
QLabel#quiet { color: $muted; }
QLineEdit {
  background: $field; color: $ink; border: 1px solid $control_line; border-radius: $radiuspx; padding: 5px 8px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus { border: 2px solid $focus; padding: 4px 7px; }
QPushButton {
  background: $accent; color: $on_accent; border: none; border-radius: $radiuspx;
  margin: 4px; padding: 7px 14px; font-weight: 600;
}
"""


def look_of(preferences: Preferences) -> Tokens:
    """The colours asked for; the system's light or dark is read off its palette, which asks no more of Qt."""
    if preferences.theme != "system":
        return LOOKS[Look(preferences.theme)]
    is_dark = QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return LOOKS[Look.DARK if is_dark else Look.LIGHT]


def rules_of(now: Tokens) -> str:
    """The style sheet of the prompt."""
    rules = _RULES.replace("$card_radius", str(CARD_RADIUS)).replace("$radius", str(CONTROL_RADIUS))
    for name in sorted(Tokens.__slots__, key=len, reverse=True):
        rules = rules.replace(f"${name}", str(getattr(now, name)))
    return rules


class Prompt(QFrame):
    """Can be typed into. `asked` says that Enter or the button was already pressed."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = False
        self._after_paint: Callable[[], object] | None = None
        self._was_painted = False
        self.setObjectName("prompt")
        self.setAccessibleName(TITLE)
        QApplication.setFont(reading_font(preferences.text_size, legible=preferences.legible_font))
        now = look_of(preferences)
        self.setStyleSheet(rules_of(now))
        across = QHBoxLayout(self)
        across.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        column = QWidget()
        column.setMaximumWidth(round(WIDEST_EM * em()))
        across.addStretch(1)
        across.addWidget(column, 1000)
        across.addStretch(1)
        self.field = QLineEdit()
        self._fill(column)
        self.field.setFocus()

    def _fill(self, column: QWidget) -> None:
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addSpacing(round(ABOVE_EM * em()))
        title, quiet, label = QLabel(TITLE), QLabel(SUBTITLE), QLabel(LABEL)
        title.setFont(heading_font(1))
        quiet.setObjectName("quiet")
        label.setBuddy(self.field)
        card = QFrame()
        card.setObjectName("card")
        down.addWidget(title)
        down.addWidget(quiet)
        down.addSpacing(2 * GRID)
        down.addWidget(card)
        down.addStretch(1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID // 2)
        self.field.setAccessibleName(LABEL)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMinimumHeight(QUICK_TARGET)
        self.field.returnPressed.connect(self._ask)
        button = QPushButton(UNLOCK)
        button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        inside.addWidget(label)
        inside.addWidget(self.field)
        inside.addSpacing(round(_ROOM_FOR_TICK_EM * em()))
        inside.addLayout(row)

    def _ask(self) -> None:
        self.asked = True

    def when_painted(self, do: Callable[[], object]) -> None:
        """Do something once a person can see the prompt."""
        self._after_paint = do

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(_AFTER_PAINT_MS, self, self._painted)

    def _painted(self) -> None:
        if self._after_paint is not None:
            self._after_paint()
