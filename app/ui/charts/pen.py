"""Measuring and painting for every chart form, in units of the text height, on whatever a painter paints on."""

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.patterns.series import Category, Hatch, Mark
from app.ui.charts.wrapping import broken
from app.ui.theme.colours import LEAST_TARGET, Tokens

LEAST_HIT_EM = 0.6
_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter

# The outline of a dot by its hatch, in half dot sizes; the others are round.
_CORNERS: dict[Hatch, tuple[tuple[float, float], ...]] = {
    Hatch.STRIPES: ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    Hatch.DOTS: ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    Hatch.CROSS: ((0, -1), (1, 0.9), (-1, 0.9)),
}


@dataclass(frozen=True, slots=True)
class MarkShape:
    """A mark where it was drawn. `group` and `place` say where it stands among the others, for the arrow keys."""

    rect: QRectF
    mark: Mark
    label: str
    group: int = 0
    place: int = 0

    @property
    def hit(self) -> QRectF:
        """Where a press may fall: 24 px each way where the mark is smaller. Of two, the nearer mark is meant."""
        across = max(0.0, LEAST_TARGET - self.rect.width()) / 2
        down = max(0.0, LEAST_TARGET - self.rect.height()) / 2
        return self.rect.adjusted(-across, -down, across, down)


@dataclass(frozen=True, slots=True)
class TextShape:
    """A text where it was drawn; `text` is whole even where the picture shows it cut."""

    rect: QRectF
    text: str


@dataclass(slots=True)
class Drawn:
    """Everything that was drawn and can be asked about.

    `crossed` says that groups are rows and places columns, so that the arrow keys walk both ways.
    """

    marks: list[MarkShape] = field(default_factory=list)
    texts: list[TextShape] = field(default_factory=list)
    crossed: bool = False


class ChartPen:
    """A painter that knows the look and remembers what it drew. Without a painter it only measures."""

    def __init__(self, tokens: Tokens, font: QFont, painter: QPainter | None = None) -> None:
        self.tokens = tokens
        self.font = font
        self.painter = painter
        self.drawn = Drawn()
        self._widths: dict[tuple[str, bool], float] = {}
        self.metrics = self._metrics(font)
        self._em = self.metrics.height()
        # Lines keep their weight beside the letters where a device has many dots to the inch.
        self.dot_size = self.metrics.height() / QFontMetricsF(font).height() if painter is not None else 1.0
        self.bold = QFont(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.bold_metrics = self._metrics(self.bold)

    @property
    def em(self) -> float:
        """The height of a line of text."""
        return self._em

    def width(self, text: str, *, bold: bool = False) -> float:
        """How wide a text is in one line."""
        found = self._widths.get((text, bold))
        if found is None:
            found = (self.bold_metrics if bold else self.metrics).horizontalAdvance(text) + 1
            self._widths[text, bold] = found
        return found

    def text(
        self,
        rect: QRectF,
        text: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = False,
        muted: bool = False,
        colour: str = "",
    ) -> None:
        """One line of text in the middle of a rectangle's height, cut with an ellipsis where it is too long."""
        metrics = self.bold_metrics if bold else self.metrics
        shown = text
        if self.width(text, bold=bold) > rect.width() + 1:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
        box = self._line_box(rect, self.width(shown, bold=bold), align)
        self.drawn.texts.append(TextShape(box, text))
        self._write(box, metrics, shown, bold=bold, colour=colour or self._ink(muted=muted))

    def lines(self, text: str, width: float, most: int = 2, *, bold: bool = False) -> list[str]:
        """A text broken at its words to a width, the last line cut where it is still too long."""
        return broken(self.bold_metrics if bold else self.metrics, text, width, most)

    def block(
        self,
        rect: QRectF,
        text: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        most: int = 2,
        bold: bool = False,
        muted: bool = False,
    ) -> None:
        """A text of a few lines in the middle of a rectangle's height; told of as one."""
        metrics = self.bold_metrics if bold else self.metrics
        shown = self.lines(text, rect.width() + 1, most, bold=bold)
        top = rect.center().y() - len(shown) * metrics.height() / 2
        whole = QRectF()
        for at, line in enumerate(shown):
            place = QRectF(rect.left(), top + at * metrics.height(), rect.width(), metrics.height())
            box = self._line_box(place, self.width(line, bold=bold), align)
            whole = whole.united(box)
            self._write(box, metrics, line, bold=bold, colour=self._ink(muted=muted))
        self.drawn.texts.append(TextShape(whole, text))

    def _ink(self, *, muted: bool) -> str:
        return self.tokens.muted if muted else self.tokens.ink

    def _line_box(self, rect: QRectF, wanted: float, align: Qt.AlignmentFlag) -> QRectF:
        width = min(wanted, rect.width())
        left = rect.left()
        if align == _RIGHT:
            left = rect.right() - width
        elif align == _CENTRE:
            left = rect.center().x() - width / 2
        return QRectF(left, rect.center().y() - self.em / 2, width, self.em)

    def _write(self, box: QRectF, metrics: QFontMetricsF, shown: str, *, bold: bool, colour: str) -> None:
        if self.painter is None:
            return
        self.painter.setFont(self.bold if bold else self.font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), shown)

    def line(self, one: QPointF, other: QPointF, *, strong: bool = False, dashed: bool = False) -> None:
        """An axis (`strong`), a guide (`dashed`) or a grid line."""
        if self.painter is None:
            return
        colour = self.tokens.control_line if strong or dashed else self.tokens.line
        pen = QPen(QColor(colour), (1.2 if strong or dashed else 1) * self.dot_size)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        self.painter.drawLine(one, other)

    def stroke(
        self, one: QPointF, other: QPointF, colour: str, width: float, dashes: tuple[float, ...] = ()
    ) -> None:
        """A line that carries meaning; `dashes` in line widths."""
        if self.painter is not None:
            pen = QPen(QColor(colour), width * self.dot_size)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes:
                pen.setDashPattern(dashes)
            self.painter.setPen(pen)
            self.painter.drawLine(one, other)

    def plain(self, rect: QRectF, colour: str, edge: str = "") -> None:
        """A rectangle in a colour of its own."""
        if self.painter is not None:
            self.painter.setPen(QPen(QColor(edge), self.dot_size) if edge else QPen(Qt.PenStyle.NoPen))
            self.painter.setBrush(QColor(colour))
            self.painter.drawRect(rect)

    def tone(self, category: Category | None) -> str:
        """The colour of a category."""
        tones = self.tokens.tones
        return tones[category.tone % len(tones)] if category is not None else tones[0]

    def fill(self, rect: QRectF, category: Category | None) -> None:
        """A rectangle in a category's colour and hatch."""
        if self.painter is None or rect.isEmpty():
            return
        hatch = category.hatch if category is not None else Hatch.SOLID
        tone = self.tone(category)
        edge = 0.75 * self.dot_size
        inside = rect.adjusted(edge, edge, -edge, -edge)
        self.painter.setPen(QPen(QColor(tone), 1.5 * self.dot_size))
        self.painter.setBrush(QColor(self.tokens.card if hatch is Hatch.HOLLOW else tone))
        self.painter.drawRect(inside if not inside.isEmpty() else rect)
        self._hatch(inside, hatch)

    def _hatch(self, rect: QRectF, hatch: Hatch) -> None:
        if self.painter is None:
            return
        step = self.em * 0.42
        paper = QColor(self.tokens.card)
        self.painter.setPen(QPen(paper, max(self.dot_size, self.em * 0.08)))
        if hatch in {Hatch.STRIPES, Hatch.CROSS}:
            self.painter.drawLines(slanted(rect, step, rising=True))
        if hatch is Hatch.CROSS:
            self.painter.drawLines(slanted(rect, step, rising=False))
        if hatch is Hatch.DOTS:
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(paper)
            radius = self.em * 0.075
            for point in dotted(rect, step, radius):
                self.painter.drawEllipse(point, radius, radius)

    def dot(self, middle: QPointF, size: float, category: Category | None, *, hollow: bool = False) -> None:
        """One thing as a dot; each hatch has a shape of its own."""
        if self.painter is None:
            return
        hatch = category.hatch if category is not None else Hatch.SOLID
        tone = QColor(self.tone(category))
        empty = hollow or hatch is Hatch.HOLLOW
        self.painter.setPen(QPen(tone, max(1.2 * self.dot_size, size * 0.14)))
        self.painter.setBrush(QColor(self.tokens.card) if empty else tone)
        half = size * 0.42
        corners = _CORNERS.get(hatch)
        if corners is None:
            self.painter.drawEllipse(middle, half, half)
            return
        points = [QPointF(middle.x() + x * half, middle.y() + y * half) for x, y in corners]
        self.painter.drawPolygon(QPolygonF(points))

    def number(self, middle: QPointF, text: str) -> None:
        """A number on a plate, readable on any hatch."""
        width = self.width(text) + self.em * 0.4
        plate = QRectF(middle.x() - width / 2, middle.y() - self.em * 0.5, width, self.em)
        if self.painter is not None:
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(QColor(self.tokens.card))
            self.painter.drawRoundedRect(plate, 3 * self.dot_size, 3 * self.dot_size)
        self.text(plate, text, Qt.AlignmentFlag.AlignHCenter)

    def mark(self, rect: QRectF, mark: Mark, group: int, place: int = 0) -> None:
        """Remember where a mark stands; thin ones are widened so that they can be hit."""
        least = self.em * LEAST_HIT_EM
        across, down = max(0.0, least - rect.width()) / 2, max(0.0, least - rect.height()) / 2
        self.drawn.marks.append(
            MarkShape(rect.adjusted(-across, -down, across, down), mark, mark.label, group, place)
        )

    def cell(self, rect: QRectF, mark: Mark, group: int, place: int) -> None:
        """Remember a mark that stands beside others on all sides and must not reach over them."""
        self.drawn.marks.append(MarkShape(rect, mark, mark.label, group, place))

    def _metrics(self, font: QFont) -> QFontMetricsF:
        device = self.painter.device() if self.painter is not None else None
        return QFontMetricsF(font, device) if device is not None else QFontMetricsF(font)


def slanted(rect: QRectF, step: float, *, rising: bool) -> list[QLineF]:
    """Lines at 45 degrees, cut at the rectangle (vector formats clip unreliably)."""
    lines: list[QLineF] = []
    width, height = rect.width(), rect.height()
    along = step
    while along < width + height:
        one = (min(along, width), max(0.0, along - width))
        other = (max(0.0, along - height), min(along, height))
        (x1, y1), (x2, y2) = one, other
        if not rising:
            x1, x2 = width - x1, width - x2
        lines.append(QLineF(rect.left() + x1, rect.top() + y1, rect.left() + x2, rect.top() + y2))
        along += step
    return lines


def dotted(rect: QRectF, step: float, radius: float) -> list[QPointF]:
    """Points of a grid inside a rectangle, every second row shifted."""
    points: list[QPointF] = []
    rows = max(1, int((rect.height() - 2 * radius) // step) + 1)
    top = rect.center().y() - (rows - 1) * step / 2
    for row in range(rows):
        shift = step / 2 if row % 2 else 0.0
        count = int((rect.width() - 2 * radius - shift) // step) + 1
        points += [
            QPointF(rect.left() + radius + shift + at * step, top + row * step) for at in range(max(0, count))
        ]
    return [point for point in points if radius <= point.y() - rect.top() <= rect.height() - radius]


def nice_step(most: float, ticks: int = 5) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives at most that many ticks; whole numbers."""
    if most <= ticks:
        return 1
    rough = most / ticks
    power = 10.0 ** math.floor(math.log10(rough))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough))


def plain_number(value: float) -> str:
    """A number without needless decimals: 12,345 or 2.5."""
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
