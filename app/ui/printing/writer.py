"""Writing blocks to a document for paper, and the document as a PDF."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.domain.errors import Cancelled
from app.domain.plain import not_locked

PLAIN = not_locked("page")
POINTS = 10.5
_SIZES = {1: 18.0, 2: 13.0, 3: 10.5}
_DPI = 300
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def paper_font(family: str) -> QFont:
    """The letters of everything on paper.

    Shapes that change with their neighbours, as a bracket before a figure, have no letter to copy from a PDF.
    """
    font = QFont(family)
    font.setFeature(QFont.Tag("calt"), 0)
    return font


class Writer:
    """Writes blocks to a document, one below the other."""

    def __init__(self, document: QTextDocument, family: str) -> None:
        self._document = document
        self._family = family
        self._first = True

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """A heading of level 1 (the title), 2 (a section) or 3 (a question)."""
        block = QTextBlockFormat()
        block.setHeadingLevel(level)
        block.setTopMargin({1: 0, 2: 16, 3: 9}[level])
        block.setBottomMargin(3)
        always, auto = (
            QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore,
            QTextFormat.PageBreakFlag.PageBreak_Auto,
        )
        block.setPageBreakPolicy(always if new_page else auto)
        self._block(text, block, self._letters(_SIZES[level], bold=True))

    def text(self, text: str, *, quiet: bool = False) -> None:
        """A person's words, line by line, or a quiet line of ours."""
        for line in text.splitlines() or [""]:
            block = QTextBlockFormat()
            block.setLineHeight(125, _PROPORTIONAL)
            block.setBottomMargin(2)
            self._block(line, block, self._letters(POINTS - 1.5 if quiet else POINTS))

    def _letters(self, points: float, *, bold: bool = False) -> QTextCharFormat:
        font = paper_font(self._family)
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        letters = QTextCharFormat()
        letters.setFont(font)
        return letters

    def _block(self, text: str, block: QTextBlockFormat, letters: QTextCharFormat) -> None:
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)  # tables and pictures may stand in between
        if self._first:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(letters)
        else:
            cursor.insertBlock(block, letters)
        self._first = False
        cursor.insertText(text, letters)


def pdf_bytes(write: Callable[[QPdfWriter], object], title: str) -> bytes:
    """What `write` writes as an A4 PDF with its fonts inside; `title` is its only property. Any thread may."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Balcony")
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(210, 297), QPageSize.Unit.Millimeter, "A4"),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
    )
    with laying_out():
        write(writer)
    buffer.close()
    return bytes(buffer.data().data())


def paged_pdf(write: Callable[[QPdfWriter], bool], title: str) -> bytes:
    """As `pdf_bytes`, of what says whether it came to its end; raises Cancelled where it was stopped."""
    finished = False

    def noted(writer: QPdfWriter) -> None:
        nonlocal finished
        finished = write(writer)

    made = pdf_bytes(noted, title)
    if not finished:
        raise Cancelled
    return made


@contextmanager
def laying_out() -> Iterator[None]:
    """Lay text out on any thread: that starts timers, which a thread of Python's cannot have without a loop."""
    events = QEventLoop()
    yield
    del events
