"""An entry as a document to print: plain blocks, never HTML, so that a person's words stay words."""

from dataclasses import dataclass

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
)

from app.ui.decision.sheet import Part, Section, Sheet

PLAIN = "This page is not locked: anyone who has it can read it."
_POINTS = 10.5
_SIZES = {1: 18.0, 2: 13.0, 3: 10.5}
_DPI = 300
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes on paper, in which typeface, and the line at its top that says where it comes from."""

    sheet: Sheet
    family: str
    origin: str
    facts: tuple[str, ...] = ()


class Writer:
    """Writes blocks to a document, one below the other."""

    def __init__(self, document: QTextDocument, family: str) -> None:
        self._cursor = QTextCursor(document)
        self._family = family
        self._first = True

    def heading(self, text: str, level: int) -> None:
        """A heading of level 1 (the title), 2 (a section) or 3 (a question)."""
        block = QTextBlockFormat()
        block.setHeadingLevel(level)
        block.setTopMargin({1: 0, 2: 16, 3: 9}[level])
        block.setBottomMargin(3)
        block.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_Auto)
        self._block(text, block, self._letters(_SIZES[level], bold=True))

    def text(self, text: str, *, quiet: bool = False, indent: int = 0) -> None:
        """A person's words, line by line, or a quiet line of ours."""
        for line in text.splitlines() or [""]:
            block = QTextBlockFormat()
            block.setLineHeight(125, _PROPORTIONAL)
            block.setIndent(indent)
            block.setBottomMargin(2)
            self._block(line, block, self._letters(_POINTS - 1.5 if quiet else _POINTS))

    def _letters(self, points: float, *, bold: bool = False) -> QTextCharFormat:
        font = QFont(self._family)
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        letters = QTextCharFormat()
        letters.setFont(font)
        return letters

    def _block(self, text: str, block: QTextBlockFormat, letters: QTextCharFormat) -> None:
        if self._first:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(letters)
        else:
            self._cursor.insertBlock(block, letters)
        self._first = False
        self._cursor.insertText(text, letters)


def document_of(paper: Paper) -> QTextDocument:
    """The document; may be made on any thread."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    font = QFont(paper.family)
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    writer = Writer(document, paper.family)
    sheet = paper.sheet
    writer.text(f"{paper.origin} {PLAIN}", quiet=True)
    writer.heading(sheet.title or sheet.kind, 1)
    writer.text(f"{sheet.kind}, {sheet.when}", quiet=True)
    for fact in paper.facts:
        writer.text(fact, quiet=True)
    for section in sheet.sections():
        _write_section(writer, section)
    return document


def _write_section(writer: Writer, section: Section) -> None:
    writer.heading(section.title, 2)
    if section.note:
        writer.text(section.note, quiet=True)
    for part in section.parts:
        _write_part(writer, part)
    if section.source:
        writer.text(f"The questions come from: {section.source}", quiet=True)


def _write_part(writer: Writer, part: Part) -> None:
    if part.label:
        writer.heading(part.label, 3)
    for option in part.listed:
        writer.text(f"• {option}" if len(part.listed) > 1 else option)
    if part.step is not None:
        low, high = part.step.ends
        writer.text(part.step.words)
        writer.text(f"On a scale of seven steps from “{low}” to “{high}”.", quiet=True)
    if part.text:
        writer.text(f"In own words: {part.text}" if part.listed else part.text)
    for note in part.notes:
        writer.text(note, quiet=True)


def pdf_of(paper: Paper) -> bytes:
    """The document as an A4 PDF with its fonts inside; its properties say nothing of the entry."""
    _events = (
        QEventLoop()
    )  # laying text out starts timers, which a thread of Python's cannot have without one
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("From a journal")
    writer.setCreator("Balcony")
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(210, 297), QPageSize.Unit.Millimeter, "A4"),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
    )
    document_of(paper).print_(writer)
    buffer.close()
    return bytes(buffer.data().data())
