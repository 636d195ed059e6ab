"""Fusion with our own focus ring, and the few style rules that Qt's palette cannot say."""

from string import Template

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QStyleOptionComplex, QWidget

from app.ui.theme.colours import CARD_RADIUS, CONTROL_RADIUS, LIGHT, Tokens

_BOXES = {QStyle.ComplexControl.CC_SpinBox, QStyle.ComplexControl.CC_ComboBox}


class BalconyStyle(QProxyStyle):
    """Fusion, with a focus frame in the focus colour instead of a dotted line."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self.focus = LIGHT.focus
        self.edge = LIGHT.control_line

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element != QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, CONTROL_RADIUS, CONTROL_RADIUS)
        painter.restore()

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawComplexControl(control, option, painter, widget)
        if control not in _BOXES:
            return
        # Fusion derives its edges from the ground; on a black one they cannot be seen.
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.focus if focused else self.edge), 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = 1 if focused else 0.5
        painter.drawRoundedRect(QRectF(option.rect).adjusted(half, half, -half, -half), 2, 2)
        painter.restore()


def palette_of(tokens: Tokens) -> QPalette:
    """Every role Fusion draws with; disabled text is muted, never fainter."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.paper,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.field,
        roles.AlternateBase: tokens.paper,
        roles.Text: tokens.ink,
        roles.Button: tokens.button,
        roles.ButtonText: tokens.ink,
        roles.BrightText: tokens.on_accent,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.Link: tokens.link,
        roles.LinkVisited: tokens.link,
        roles.ToolTipBase: tokens.card,
        roles.ToolTipText: tokens.ink,
        roles.PlaceholderText: tokens.muted,
        roles.Light: tokens.card,
        roles.Midlight: tokens.hover,
        roles.Mid: tokens.line,
        roles.Dark: tokens.control_line,
        roles.Shadow: tokens.line,
        roles.Accent: tokens.accent,
    }
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(tokens.line))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.HighlightedText, QColor(tokens.ink))
    return palette


_RULES = Template("""
QFrame#card { background: $card; border: 1px solid $line; border-radius: ${card_radius}px; }
QFrame#side { background: $side; border: none; border-right: 1px solid $line; }
QLineEdit, QPlainTextEdit {
  background: $field; color: $ink; border: 1px solid $control_line; border-radius: ${radius}px;
  placeholder-text-color: $muted;
  padding: 5px 8px; selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $focus; padding: 4px 7px; }
QPlainTextEdit:focus { padding: 3px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border: 2px solid $problem; padding: 4px 7px; }
QPlainTextEdit[problem="true"] { padding: 3px; }
QLineEdit[problem="true"]:focus, QPlainTextEdit[problem="true"]:focus { border: 2px solid $focus; }
QPlainTextEdit#read-only { background: transparent; border: 1px solid transparent; }
QPlainTextEdit#read-only:focus { border: 2px solid $focus; padding: 3px; }
QSpinBox QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: none; padding: 0; }
QScrollArea, QScrollArea > QWidget > QWidget#column { background: transparent; border: none; }
QToolTip { background: $card; color: $ink; border: 1px solid $control_line; padding: 4px; }
""")


def rules_of(tokens: Tokens) -> str:
    """The style sheet: cards, side and text fields only (sliders and spin boxes break under one)."""
    return _RULES.substitute(
        card=tokens.card,
        side=tokens.side,
        line=tokens.line,
        field=tokens.field,
        ink=tokens.ink,
        muted=tokens.muted,
        control_line=tokens.control_line,
        accent=tokens.accent,
        on_accent=tokens.on_accent,
        focus=tokens.focus,
        problem=tokens.problem,
        card_radius=CARD_RADIUS,
        radius=CONTROL_RADIUS,
    )
