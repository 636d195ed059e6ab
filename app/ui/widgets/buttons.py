"""Buttons whose text wraps and whose focus ring stands outside the fill."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui.theme import CONTROL_RADIUS, GRID, LEAST_TARGET, QUICK_TARGET, Tokens, tokens
from app.ui.widgets.by_ear import PressedByEar
from app.ui.widgets.painting import RING, WRAPPED, draw_ring, longest_word, text_size


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of one state of a button; an empty colour draws nothing."""

    fill: str
    edge: str
    text: str


class PaintedButton(PressedByEar, QPushButton):
    """A push button painted by us. Space and Enter press it; it has no look of its own."""

    side_padding = 14
    bold = False
    underlined = False
    to_left = False

    def __init__(self, text: str, parent: QWidget | None = None, *, quick: bool = False) -> None:
        super().__init__(text, parent)
        self._target = QUICK_TARGET if quick else LEAST_TARGET
        self._hovered = False
        self._measured = ""
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.listen_for_toggles()

    def colours(self, _now: Tokens) -> Paint:
        """What to paint in the state the button is in."""
        return Paint("", "", tokens().ink)

    def label_font(self) -> QFont:
        """The font of the text."""
        font = QFont(self.font())
        if self.bold:
            font.setWeight(QFont.Weight.DemiBold)
        font.setUnderline(self.underlined)
        return font

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.label_font())
        width, _ = text_size(metrics, self.text(), 100_000)
        width += 2 * (self.side_padding + RING) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.label_font())
        width = longest_word(metrics, self.text()) + 2 * (self.side_padding + RING) + 2
        return QSize(width, self._target)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = self.text()
        if text != self._measured:
            self._measured, self._heights = text, {}
        if width not in self._heights:  # a page asks for the height at the same few widths many times over
            inside = width - 2 * (self.side_padding + RING)
            _, self._heights[width] = text_size(QFontMetrics(self.label_font()), text, inside)
        return max(self._target, self._heights[width] + 2 * (GRID - 1) + 2 * RING)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._heights = {}
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        super().leaveEvent(event)

    @property
    def hovered(self) -> bool:
        """Whether the pointer rests on it and it can be pressed."""
        return self._hovered and self.isEnabled()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint = self.colours(tokens())
        outer = QRectF(self.rect())
        fill = outer.adjusted(RING, RING, -RING, -RING)
        if paint.fill or paint.edge:
            edge = fill.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(QColor(paint.edge), 1) if paint.edge else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(QColor(paint.fill) if paint.fill else QColor(0, 0, 0, 0))
            painter.drawRoundedRect(edge, CONTROL_RADIUS, CONTROL_RADIUS)
        painter.setFont(self.label_font())
        painter.setPen(QColor(paint.text))
        padding = self.side_padding + RING
        across = Qt.AlignmentFlag.AlignLeft if self.to_left else Qt.AlignmentFlag.AlignHCenter
        inside = QRect(padding, 0, self.width() - 2 * padding, self.height())
        painter.drawText(inside, WRAPPED | int(across | Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            draw_ring(painter, outer)


class PrimaryButton(PaintedButton):
    """The one main button of a page."""

    bold = True

    def colours(self, now: Tokens) -> Paint:
        if not self.isEnabled():
            return Paint(now.hover, now.control_line, now.muted)
        fill = now.accent_pressed if self.isDown() or self.hovered else now.accent
        return Paint(fill, "", now.on_accent)


class QuietButton(PaintedButton):
    """Every other button."""

    def colours(self, now: Tokens) -> Paint:
        if not self.isEnabled():
            return Paint("", now.line, now.muted)
        fill = now.chosen if self.isDown() or self.isChecked() else now.hover if self.hovered else now.card
        return Paint(fill, now.control_line, now.ink)


class LinkButton(PaintedButton):
    """A small act that reads as a link."""

    side_padding = 4
    underlined = True
    to_left = True

    def colours(self, now: Tokens) -> Paint:
        if not self.isEnabled():
            return Paint("", "", now.muted)
        return Paint(now.hover if self.hovered or self.isDown() else "", "", now.link)


class NavButton(PaintedButton):
    """One place in the navigation, marked while it is the one shown. `badge` stands at the right, in words too.

    It is a plain button to a screen reader, which says of the one shown that it is; a checkable one
    would be read as a check box.
    """

    to_left = True

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.place = text
        self.is_here = False
        self.setMinimumHeight(LEAST_TARGET + 2 * RING)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_badge(self, badge: str, spoken: str = "") -> None:
        """Show a number beside the place; `spoken` says what it counts."""
        self.setText(f"{self.place}   {badge}" if badge else self.place)
        self.setAccessibleName(f"{self.place}, {spoken or badge}" if badge else self.place)

    def set_here(self, *, here: bool) -> None:
        """Mark it as the one shown, or not."""
        if here != self.is_here:
            self.is_here = here
            self.setAccessibleDescription("Shown now" if here else "")
            self.update()

    def colours(self, now: Tokens) -> Paint:
        if self.is_here:
            return Paint(now.accent, "", now.on_accent)
        return Paint(now.hover if self.hovered or self.isDown() else "", "", now.ink)
