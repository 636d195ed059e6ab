"""Wrapped plain-text labels: headings, text and quiet text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme import Tokens, em, heading_font, live, tokens
from app.ui.widgets.accessible import describe_as, role_of
from app.ui.widgets.painting import breakable

_WIDEST_HINT_EM = 44


class Body(QLabel):
    """Text that wraps; never rich text, whatever it contains."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, selectable: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def sizeHint(self) -> QSize:
        """One line up to 44 em; Qt's own guess wraps short texts early."""
        line = self.fontMetrics().size(0, self.text()).width() + 2 * self.margin() + 2
        width = min(line, round(_WIDEST_HINT_EM * em(self)))
        return QSize(width, self.heightForWidth(width))

    def setText(self, text: str) -> None:
        """Show a text; long unbroken words may break, a screen reader gets them whole."""
        super().setText(breakable(text))
        self.setAccessibleName(text)


class Muted(Body):
    """Quieter text: dates, hints, captions."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, selectable: bool = False) -> None:
        super().__init__(text, parent, selectable=selectable)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)


class Heading(Body):
    """A heading of level 1 (the page), 2 (a card) or 3 (a question)."""

    def __init__(self, text: str = "", level: int = 2, parent: QWidget | None = None) -> None:
        self.level = level
        super().__init__(text, parent)
        self._resize()
        live().changed.connect(self._resize)

    def _resize(self) -> None:
        self.setFont(heading_font(self.level))


class Told(Body):
    """A line that tells of a problem or asks for care, in words first and colour second."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, problem: bool = True) -> None:
        super().__init__(text, parent)
        self._problem = problem
        self._recolour()
        live().changed.connect(self._recolour)

    def _recolour(self) -> None:
        now: Tokens = tokens()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, now.problem if self._problem else now.caution)
        self.setPalette(palette)


describe_as(Heading, role_of(QAccessible.Role.Heading))
