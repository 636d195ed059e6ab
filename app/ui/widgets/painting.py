"""Measuring and painting wrapped text, focus rings and ticks, shared by every painted control."""

from html import escape

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from app.ui.theme import CONTROL_RADIUS, FOCUS_GAP, FOCUS_WIDTH, tokens

RING = FOCUS_GAP + FOCUS_WIDTH
"""What every painted control leaves free around its fill for the focus ring."""

_TALL = 100_000
_LONGEST_UNBROKEN = 24
_ZERO_WIDTH_SPACE = "\u200b"
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic)


def tip_of(text: str) -> str:
    """A text for a tip. Qt takes one for markup that looks like it, and would fetch the pictures it names."""
    return f"<p>{escape(text)}</p>" if {"<", "&"} & {*text} else text


def text_size(metrics: QFontMetrics, text: str, width: int) -> tuple[int, int]:
    """Width and height of a text wrapped at words within a width."""
    box = metrics.boundingRect(QRect(0, 0, max(1, width), _TALL), WRAPPED, text)
    return box.width(), box.height()


def longest_word(metrics: QFontMetrics, text: str) -> int:
    """The width that the longest word needs."""
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0)


def breakable(text: str) -> str:
    """The text with places to break inside very long words, so that none is ever cut off."""
    if all(len(word) <= _LONGEST_UNBROKEN for word in text.split()):
        return text
    parts = []
    for word in text.split(" "):
        chunks = [word[at : at + _LONGEST_UNBROKEN] for at in range(0, len(word), _LONGEST_UNBROKEN)]
        parts.append(_ZERO_WIDTH_SPACE.join(chunks) if chunks else word)
    return " ".join(parts)


def plain_label(text: str) -> str:
    """A button text in which `&` is a letter, not a shortcut."""
    return text.replace("&", "&&")


def draw_ring(painter: QPainter, outer: QRectF, radius: float = CONTROL_RADIUS + RING) -> None:
    """The focus ring, along the outer edge of a control."""
    painter.setPen(QPen(QColor(tokens().focus), FOCUS_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = FOCUS_WIDTH / 2
    painter.drawRoundedRect(outer.adjusted(half, half, -half, -half), radius, radius)


def draw_tick(painter: QPainter, box: QRectF, colour: str) -> None:
    """A tick inside a box."""
    pen = QPen(QColor(colour), max(1.6, box.width() / 8))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    at = [(0.22, 0.52), (0.42, 0.72), (0.78, 0.28)]
    points = [QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in at]
    painter.drawPolyline(QPolygonF(points))
