"""Messages in place: a banner, and what an empty page says."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.errors import JournalError
from app.ui.theme import GRID, em, tokens
from app.ui.widgets.accessible import Group, announce
from app.ui.widgets.buttons import PrimaryButton, QuietButton
from app.ui.widgets.labels import Body, Heading
from app.ui.widgets.layouts import Flow
from app.ui.widgets.page import Page, column_of


class BannerKind(StrEnum):
    """How a banner begins; each has a shape of its own."""

    NOTE = "Please note"
    CAUTION = "Take care"
    PROBLEM = "Something went wrong"


_LETTERS = {BannerKind.NOTE: "i", BannerKind.CAUTION: "!", BannerKind.PROBLEM: "×"}


def _colour(kind: BannerKind) -> str:
    now = tokens()
    colours = {BannerKind.NOTE: now.accent, BannerKind.CAUTION: now.caution}
    return colours.get(kind, now.problem)


class Sign(QWidget):
    """A circle, a triangle or an eight-sided plate with its letter."""

    def __init__(self, kind: BannerKind) -> None:
        super().__init__()
        self.kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = max(24, round(1.7 * em(self)))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if box.isEmpty():
            return  # painted once before its page is laid out: a letter of no size is a warning of Qt's
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(_colour(self.kind)), 2))
        if self.kind is BannerKind.NOTE:
            painter.drawEllipse(box)
        elif self.kind is BannerKind.CAUTION:
            top = QPointF(box.center().x(), box.top())
            painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
        else:
            at = [(0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3)]
            corners = [QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in at]
            painter.drawPolygon(QPolygonF(corners))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(max(1, round(box.height() * 0.6)))
        painter.setFont(font)
        lower = box.translated(0, box.height() * 0.12 if self.kind is BannerKind.CAUTION else 0)
        painter.drawText(lower, int(Qt.AlignmentFlag.AlignCenter), _LETTERS[self.kind])


class Banner(Group):
    """A message in the page, told by words and shape, with the button that mends it. `acted` when that is pressed."""

    acted = Signal()

    def __init__(
        self,
        text: str,
        kind: BannerKind = BannerKind.NOTE,
        action: str = "",
        parent: QWidget | None = None,
        *,
        title: str = "",
    ) -> None:
        super().__init__(title or kind.value, parent)
        self._kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID + 4)
        row.setSpacing(GRID + 4)
        row.addWidget(Sign(kind), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        row.addLayout(words, 1)
        self._title = Heading(title or kind.value, 3)
        self._text = Body(text)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self.button = QuietButton(action)
        self.button.clicked.connect(self.acted)
        self._actions = Flow(self.button)
        words.addWidget(self._actions)
        self._actions.setVisible(bool(action))

    def set_text(self, text: str, action: str | None = None) -> None:
        """Say something else, and speak it; `action` None leaves the button."""
        self._text.setText(text)
        if action is not None:
            self.button.setText(action)
            self._actions.setVisible(bool(action))
        self.speak()

    def speak(self) -> None:
        """Say it aloud: one that is put above a page is read by nobody who listens, unless it speaks."""
        announce(self, f"{self._title.accessibleName()}. {self._text.accessibleName()}")

    def tell(self, error: JournalError, page: Page | None = None) -> None:
        """Say what happened and what to do; with the `page` it stands on, bring it into view."""
        self.show()
        self.set_text(str(error))
        if page is not None:
            page.scroll_to(self)

    def add_action(self, button: QWidget) -> None:
        """Put another button beside the first."""
        self._actions.add(button)
        self._actions.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens().card))
        painter.setPen(QPen(QColor(_colour(self._kind)), 1.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), GRID, GRID)


class EmptyState(QFrame):
    """What will appear here and when, with one button. `acted` when that is pressed."""

    acted = Signal()

    def __init__(self, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        column = column_of(self, margin=3 * GRID, spacing=2 * GRID)
        self.sentence = Body(sentence)
        column.addWidget(self.sentence)
        self.button = PrimaryButton(action)
        self.button.clicked.connect(self.acted)
        self._row = Flow(self.button)
        column.addWidget(self._row)
        self._row.setVisible(bool(action))

    def set_words(self, sentence: str, action: str = "") -> None:
        """Another sentence and button."""
        self.sentence.setText(sentence)
        self.button.setText(action)
        self._row.setVisible(bool(action))
