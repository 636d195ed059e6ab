"""One picture as a file: SVG for a page, PNG for a slide. Both are drawn light, whatever the window looks like."""

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.patterns.series import Picture
from app.ui.charts.draw import draw, preferred_height
from app.ui.theme.colours import LIGHT

WIDTH: Final = 720
"""How wide a picture is drawn, in units of the screen; PNG doubles it."""
_MARGIN = 12
_PIXELS = 14
_SCALE = 2


def report_font(family: str) -> QFont:
    """The letters of pictures that leave: in pixels, so that they keep their size on every device."""
    font = QFont(family)
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


def svg_of(picture: Picture, family: str, title: str) -> bytes:
    """A picture as an SVG document with its title inside; texts stay texts."""
    size = picture_size(picture, family)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(title)
    painter = QPainter(generator)
    paint_picture(painter, picture, size, family)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def svg_element(picture: Picture, family: str) -> str:
    """A picture as an SVG element to stand inside a page: no prologue, no title of its own."""
    text = svg_of(picture, family, "").decode()
    return text[text.index("<svg") :].replace("<title></title>", "")


def png_of(picture: Picture, family: str) -> bytes:
    """A picture as a PNG at twice its size, on white."""
    size = picture_size(picture, family)
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_picture(painter, picture, size, family)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(buffer.data().data())
