"""The look the window has now, and how to change it while it is open."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.ui.theme.colours import LIGHT, LOOKS, Look, Tokens
from app.ui.theme.fonts import body_font
from app.ui.theme.style import BalconyStyle, palette_of, rules_of


@dataclass(frozen=True, slots=True)
class Appearance:
    """What was asked for; `look` may be `SYSTEM`."""

    look: Look = Look.SYSTEM
    text_size_percent: int = 100
    legible_font: bool = False
    reduced_motion: bool = False


class LiveLook(QObject):
    """The one look of this process. `changed` comes after palette, rules and font are set."""

    changed = Signal(object)  # Appearance

    def __init__(self) -> None:
        super().__init__()
        self.appearance = Appearance()
        self.tokens: Tokens = LIGHT
        self._style: BalconyStyle | None = None
        self._follows = False

    def apply(self, app: QApplication, appearance: Appearance) -> None:
        """Set style, palette, rules and font; again whenever wanted, and at no cost where nothing differs."""
        if self._style is None:
            self._style = BalconyStyle()
            app.setStyle(self._style)
        if not self._follows:
            self._follows = True
            app.styleHints().colorSchemeChanged.connect(self._system_changed)
            app.styleHints().accessibility().contrastPreferenceChanged.connect(self._system_changed)
        wanted = system_look(app) if appearance.look is Look.SYSTEM else appearance.look
        if (appearance, LOOKS[wanted]) == (self.appearance, self.tokens) and app.styleSheet():
            return
        self.appearance = appearance
        self.tokens = LOOKS[wanted]
        self._style.focus = self.tokens.focus
        self._style.edge = self.tokens.control_line
        app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, not appearance.reduced_motion)
        app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, not appearance.reduced_motion)
        app.setEffectEnabled(Qt.UIEffect.UI_AnimateTooltip, not appearance.reduced_motion)
        app.setFont(body_font(_size(appearance.text_size_percent), legible=appearance.legible_font))
        app.setPalette(palette_of(self.tokens))
        app.setStyleSheet(rules_of(self.tokens))
        self.changed.emit(appearance)

    def _system_changed(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and self.appearance.look is Look.SYSTEM:
            self.apply(app, self.appearance)


def system_look(app: QApplication) -> Look:
    """What the computer asks for; high contrast before dark before light."""
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Look.CONTRAST
    return Look.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Look.LIGHT


_live: list[LiveLook] = []


def live() -> LiveLook:
    """The look of this process; connect to its `changed` to follow it."""
    if not _live:
        _live.append(LiveLook())
    return _live[0]


def apply_look(
    app: QApplication,
    look: Look = Look.SYSTEM,
    text_size_percent: int = 100,
    *,
    legible_font: bool = False,
    reduced_motion: bool = False,
) -> None:
    """Give the whole application a look; callable again at any time."""
    live().apply(app, Appearance(look, _size(text_size_percent), legible_font, reduced_motion))


def tokens() -> Tokens:
    """The colours in use now."""
    return live().tokens


def reduced_motion() -> bool:
    """Whether nothing should move by itself."""
    return live().appearance.reduced_motion


def _size(percent: int) -> int:
    return max(100, min(200, percent))
