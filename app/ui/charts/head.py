"""What stands above every picture: its title and its legend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.ui.charts.pen import ChartPen

_MOST_LINES = 2
Swatch = Callable[[ChartPen, QRectF], None]


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A sign and what it stands for."""

    label: str
    swatch: Swatch
    width_em: float = 1.0


def head_height(pen: ChartPen, width: float, title: str, legend: Sequence[LegendItem]) -> float:
    """How much height title and legend take."""
    lines = _lines(pen, width, legend)
    height = pen.em * 1.35 * len(pen.lines(title, width, 2, bold=True)) + pen.em * 0.15 if title else 0.0
    return height + sum(_height(pen, width, line) for line in lines) + (pen.em * 0.5 if lines else 0.0)


def draw_head(pen: ChartPen, rect: QRectF, title: str, legend: Sequence[LegendItem]) -> float:
    """Paint title and legend at the top of a rectangle; where the picture may begin."""
    top = rect.top()
    if title:
        lines = len(pen.lines(title, rect.width(), 2, bold=True))
        pen.block(QRectF(rect.left(), top, rect.width(), pen.em * 1.3 * lines), title, bold=True)
        top += pen.em * (1.35 * lines + 0.15)
    for line in _lines(pen, rect.width(), legend):
        left = rect.left()
        for item in line:
            sign = QRectF(left, top + pen.em * 0.2, pen.em * item.width_em, pen.em * 0.9)
            if pen.painter is not None:
                item.swatch(pen, sign)
            words_left = sign.right() + pen.em * 0.4
            room = min(pen.width(item.label), rect.right() - words_left)
            height = _height(pen, rect.width(), line) - pen.em * 0.1
            pen.block(QRectF(words_left, top, room, height), item.label, most=_MOST_LINES)
            left = words_left + room + pen.em
        top += _height(pen, rect.width(), line)
    return top + (pen.em * 0.5 if legend else 0.0)


def _height(pen: ChartPen, width: float, line: Sequence[LegendItem]) -> float:
    """A line is as tall as its words; only one that stands alone can be too long for it."""
    room = width - pen.em * (line[0].width_em + 0.4)
    return pen.em * (len(pen.lines(line[0].label, room + 1, _MOST_LINES)) + 0.4)


def _lines(pen: ChartPen, width: float, legend: Sequence[LegendItem]) -> list[list[LegendItem]]:
    lines: list[list[LegendItem]] = []
    free = -1.0
    for item in legend:
        wanted = pen.em * (item.width_em + 1.4) + pen.width(item.label)
        if wanted - pen.em > free or not lines:
            lines.append([])
            free = width
        lines[-1].append(item)
        free -= wanted
    return lines
