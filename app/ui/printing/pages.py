"""A document page by page onto paper or into a PDF, with a line at the foot of each page."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QPagedPaintDevice, QPainter, QTextDocument

_MARGIN_MM = 20.0
_FOOT_MM = 10.0
_FOOT_POINTS = 8.0
_MM_AN_INCH = 25.4

Turned = Callable[[int, int], bool]
"""Called before each page with its number and how many there are; False stops."""


def print_pages(
    document: QTextDocument, device: QPagedPaintDevice, foot: str, turned: Turned = lambda _page, _of: True
) -> bool:
    """Paint every page; False where it was stopped. The document is laid out anew for the device."""
    painter = QPainter(device)
    unit = device.logicalDpiX() / _MM_AN_INCH
    margin = _MARGIN_MM * unit
    paper = QSizeF(device.width(), device.height())
    room = QRectF(margin, margin, paper.width() - 2 * margin, paper.height() - 2 * margin - _FOOT_MM * unit)
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    document.setPageSize(room.size())
    pages = document.pageCount()
    for page in range(pages):
        if not turned(page, pages):
            painter.end()
            return False
        if page:
            device.newPage()
        _paint_page(painter, document, room, page)
        _paint_foot(painter, QRectF(margin, room.bottom(), room.width(), _FOOT_MM * unit), foot, page, pages)
    painter.end()
    return True


def _paint_page(painter: QPainter, document: QTextDocument, room: QRectF, page: int) -> None:
    painter.save()
    painter.translate(room.topLeft() - QPointF(0, page * room.height()))
    shown = QRectF(0, page * room.height(), room.width(), room.height())
    painter.setClipRect(shown)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = shown
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(painter: QPainter, room: QRectF, foot: str, page: int, pages: int) -> None:
    font = QFont(painter.font())
    font.setPointSizeF(_FOOT_POINTS)
    painter.save()
    painter.setFont(font)
    metrics = painter.fontMetrics()
    number = f"Page {page + 1} of {pages}"
    line = room.bottom() - metrics.descent()
    painter.drawText(QPointF(room.left(), line), foot)
    painter.drawText(QPointF(room.right() - metrics.horizontalAdvance(number), line), number)
    painter.restore()
