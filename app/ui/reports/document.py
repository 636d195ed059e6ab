"""A report as a document: on A4 as PDF, or for the printer. Pictures are painted as lines and letters."""

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPainter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)

from app.patterns.report import SELF_REPORTED, Report, Section
from app.patterns.series import Picture, Table
from app.ui.printing.pages import Turned, print_pages
from app.ui.printing.writer import PLAIN, POINTS, Writer, paged_pdf, paper_font
from app.ui.reports.drawings import paint_picture, picture_size

_SCREEN_DPI = 96
_LEAST_WIDTH = 300
_FEW_COLUMNS = 3
_FEW_LETTERS = 45
_MOST_COLUMNS = 8
_NAMES_PERCENT = 25.0
_COVER_BLOCKS = 4
_PICTURE = QTextFormat.ObjectTypes.UserObject.value + 1
_NUMBER = QTextFormat.Property.UserProperty.value + 1
OBJECT = "\ufffc"
"""The character an object stands for in a text."""


class _Pictures(QPyTextObject):
    """Paints the pictures of a report where they stand in the text."""

    def __init__(self, pictures: list[Picture], family: str, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures, self._family = pictures, family

    def intrinsicSize(self, document: QTextDocument, _at: int, shape: QTextFormat) -> QSizeF:
        scale = _scale(document)
        width = max(document.pageSize().width() / scale - 2, _LEAST_WIDTH)  # asked before there is a page too
        size = picture_size(self._pictures[shape.intProperty(_NUMBER)], self._family, width)
        return QSizeF(size.width() * scale, size.height() * scale)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, _at: int, shape: QTextFormat
    ) -> None:
        scale = _scale(document)
        room = QRectF(rect)
        painter.save()
        painter.translate(room.topLeft())
        painter.scale(scale, scale)
        size = (room.size() / scale).toSize()
        paint_picture(painter, self._pictures[shape.intProperty(_NUMBER)], size, self._family)
        painter.restore()


def _scale(document: QTextDocument) -> float:
    device = document.documentLayout().paintDevice()
    return device.logicalDpiX() / _SCREEN_DPI if device is not None else 1.0


def document_of(report: Report, family: str) -> QTextDocument:
    """The report as a document; may be made on any thread."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setLayoutEnabled(False)  # until it is whole: laid out at every cell, a table takes seconds
    font = paper_font(family)
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    pictures = [picture for section in report.sections for picture in section.pictures]
    layout = document.documentLayout()
    layout.registerHandler(_PICTURE, _Pictures(pictures, family, layout))
    writer = Writer(document, family)
    writer.text(f"{SELF_REPORTED} {PLAIN}", quiet=True)
    writer.heading(report.title, 1)
    if report.cover:
        writer.text(report.cover)
    writer.text(report.origin, quiet=True)
    place = 0
    for section in report.sections:
        _write_section(writer, document, section, family, place)
        place += len(section.pictures)
    writer.heading("How to read this", 2)
    writer.text(report.caveat)
    document.setLayoutEnabled(True)
    return document


def _write_section(
    writer: Writer, document: QTextDocument, section: Section, family: str, place: int
) -> None:
    # A chart with a picture begins a page, so that its words, its picture and its table stand together.
    writer.heading(
        section.title, 2, new_page=bool(section.pictures) and document.blockCount() > _COVER_BLOCKS
    )
    writer.text(section.question, quiet=True)
    writer.text(section.sentence)
    for number in range(place, place + len(section.pictures)):
        _write_picture(document, number)
    writer.text(section.count, quiet=True)
    _write_table(document, section.table, family)
    for note in section.notes:
        writer.text(note, quiet=True)
    if section.beside is not None:
        writer.heading(section.beside.title, 3)
        for text in section.beside.words:
            writer.text(text)
        if section.beside.table is not None:
            _write_table(document, section.beside.table, family)
    if section.lines:
        writer.heading(section.lines_title, 3)
        for line in section.lines:
            writer.text(line.on, quiet=True)
            writer.text(line.text)
    writer.text(f"{SELF_REPORTED} Where it comes from: {section.source}.", quiet=True)


def _end(document: QTextDocument) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor


def _write_picture(document: QTextDocument, number: int) -> None:
    shape = QTextCharFormat()
    shape.setObjectType(_PICTURE)
    shape.setProperty(_NUMBER, number)
    cursor = _end(document)
    cursor.insertBlock(QTextBlockFormat())  # a block like the one before would stretch the picture's line
    cursor.insertText(OBJECT, shape)


def _write_table(document: QTextDocument, shown: Table, family: str) -> None:
    """A table whose first row stands again at the top of each page it goes on to; a wide one part by part."""
    headers, rows = shown.headers, shown.rows
    for columns in _parts_of(len(headers)):
        cells = [tuple(row[at] for at in columns) for row in (headers, *rows)]
        _write_part(document, cells, family, share_width=len(headers) > _MOST_COLUMNS)


def _parts_of(columns: int) -> list[list[int]]:
    """Which columns stand together: a page takes eight; of more, each part begins with the first again."""
    if columns <= _MOST_COLUMNS:
        return [list(range(columns))]
    parts = -(-(columns - 1) // (_MOST_COLUMNS - 1))
    size = -(-(columns - 1) // parts)
    return [[0, *range(start, min(start + size, columns))] for start in range(1, columns, size)]


def _write_part(
    document: QTextDocument, rows: list[tuple[str, ...]], family: str, *, share_width: bool
) -> None:
    across = len(rows[0])
    look = QTextTableFormat()
    look.setHeaderRowCount(1)
    look.setBorder(0)
    look.setCellPadding(3)
    look.setCellSpacing(0)
    look.setTopMargin(4)
    look.setBottomMargin(6)
    percent = QTextLength.Type.PercentageLength
    is_wide = across > _FEW_COLUMNS or sum(map(len, rows[0])) > _FEW_LETTERS
    look.setWidth(QTextLength(percent, 100 if is_wide else 70))
    if share_width:  # else one long heading takes the room of the names; parts of one table line up
        each = (100 - _NAMES_PERCENT) / (_MOST_COLUMNS - 1)
        names = 100 - each * (across - 1)
        look.setColumnWidthConstraints(
            [QTextLength(percent, names), *[QTextLength(percent, each)] * (across - 1)]
        )
    cursor = _end(document)
    cursor.insertBlock(QTextBlockFormat())
    table = cursor.insertTable(len(rows), across, look)
    for down, cells in enumerate(rows):
        font = paper_font(family)
        font.setPointSizeF(9)
        font.setWeight(QFont.Weight.DemiBold if down == 0 else QFont.Weight.Normal)
        letters = QTextCharFormat()
        letters.setFont(font)
        for at, cell in enumerate(cells):
            table.cellAt(down, at).firstCursorPosition().insertText(cell, letters)


def pdf_of(report: Report, family: str, turned: Turned = lambda _page, _of: True) -> bytes:
    """The report as an A4 PDF with its fonts inside and its texts as text; raises Cancelled when stopped.

    Qt writes no tags into a PDF, so that the web page is the form for a screen reader.
    """
    return paged_pdf(lambda writer: print_report(report, family, writer, turned), report.title)


def print_report(
    report: Report, family: str, device: QPagedPaintDevice, turned: Turned = lambda _page, _of: True
) -> bool:
    """Paint the report on paper or into a PDF; False where it was stopped."""
    return print_pages(document_of(report, family), device, SELF_REPORTED, turned)
