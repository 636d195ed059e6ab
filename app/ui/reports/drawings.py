"""One picture as a file: SVG for a page, PNG for a slide. Both are drawn light, whatever the window looks like."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.patterns.report import SELF_REPORTED
from app.patterns.series import Picture
from app.ui.charts.draw import draw, preferred_height
from app.ui.printing.writer import paper_font
from app.ui.theme.colours import LIGHT

WIDTH: Final = 720
"""How wide a picture is drawn, in units of the screen; PNG doubles it."""
_MARGIN = 12
_PIXELS = 14
_SCALE = 2
_WRAPPED = Qt.TextFlag.TextWordWrap


def report_font(family: str) -> QFont:
    """The letters of pictures that leave: in pixels, so that they keep their size on every device."""
    font = paper_font(family)
    font.setPixelSize(_PIXELS)
    return font


def picture_size(picture: Picture, family: str, width: float = WIDTH) -> QSize:
    """How large a picture is with its margin."""
    height = preferred_height(picture, width - 2 * _MARGIN, report_font(family))
    return QSize(round(width), round(height) + 2 * _MARGIN)


def paint_picture(painter: QPainter, picture: Picture, size: QSize, family: str) -> None:
    """Paint a picture with its margin from the painter's origin, in units of the screen."""
    room = QRectF(_MARGIN, _MARGIN, size.width() - 2 * _MARGIN, size.height() - 2 * _MARGIN)
    draw(painter, room, picture, LIGHT, report_font(family))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture that stands alone: what it is above it; its range, its number and what it is not below."""

    title: str
    picture: Picture
    foot: str
    family: str

    @property
    def size(self) -> QSize:
        """How large it is, in units of the screen."""
        height = picture_size(self.picture, self.family).height() + _title_height(self) + _foot_height(self)
        return QSize(WIDTH, height)

    def paint(self, painter: QPainter) -> None:
        """Paint it whole from the painter's origin."""
        painter.fillRect(0, 0, self.size.width(), self.size.height(), QColor(LIGHT.card))
        top, inside = _title_height(self), WIDTH - 2 * _MARGIN
        painter.setPen(QColor(LIGHT.ink))
        painter.setFont(_title_font(self.family))
        painter.drawText(QRectF(_MARGIN, _MARGIN, inside, top), _WRAPPED, self.title)
        painter.save()
        painter.translate(0, top)
        inner = picture_size(self.picture, self.family)
        paint_picture(painter, self.picture, inner, self.family)
        painter.restore()
        painter.setPen(QColor(LIGHT.muted))
        painter.setFont(_foot_font(self.family))
        below = QRectF(_MARGIN, top + inner.height(), inside, _foot_height(self))
        painter.drawText(below, _WRAPPED, self.foot)


def _title_font(family: str) -> QFont:
    font = report_font(family)
    font.setPixelSize(_PIXELS + 3)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _foot_font(family: str) -> QFont:
    font = report_font(family)
    font.setPixelSize(_PIXELS - 2)
    return font


def _title_height(sheet: Sheet) -> int:
    return _wrapped_height(_title_font(sheet.family), sheet.title) + _MARGIN


def _foot_height(sheet: Sheet) -> int:
    return _wrapped_height(_foot_font(sheet.family), sheet.foot) + _MARGIN


def _wrapped_height(font: QFont, text: str) -> int:
    room = QRectF(0, 0, WIDTH - 2 * _MARGIN, 10_000)
    return math.ceil(QFontMetricsF(font).boundingRect(room, _WRAPPED, text).height())


def svg_of(sheet: Sheet) -> bytes:
    """A picture as an SVG document that says what it is; texts stay texts."""
    return _svg(sheet.size, sheet.title, sheet.paint)


def svg_element(picture: Picture, family: str) -> str:
    """A picture as an SVG element to stand inside a page that says what it is: no prologue, no title of its own."""
    return svg_column((picture,), family)


def svg_column(pictures: Sequence[Picture], family: str) -> str:
    """Pictures one below the other as one such element; each says above itself what it is."""
    sizes = [picture_size(one, family) for one in pictures]

    def paint(painter: QPainter) -> None:
        for picture, size in zip(pictures, sizes, strict=True):
            paint_picture(painter, picture, size, family)
            painter.translate(0, size.height())

    whole = QSize(max(size.width() for size in sizes), sum(size.height() for size in sizes))
    text = _svg(whole, "", paint).decode()
    return text[text.index("<svg") :].replace("<title></title>", "")


def _svg(size: QSize, title: str, paint: Callable[[QPainter], None]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(title)
    generator.setDescription(SELF_REPORTED)
    painter = QPainter(generator)
    paint(painter)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def png_of(sheet: Sheet) -> bytes:
    """A picture as a PNG at twice its size, on white."""
    image = QImage(sheet.size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    sheet.paint(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(buffer.data().data())
