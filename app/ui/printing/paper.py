"""An entry as a document to print: plain blocks, never HTML, so that a person's words stay words."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from app.ui.decision.sheet import Part, Section, Sheet
from app.ui.printing.writer import PLAIN, POINTS, Writer, laying_out, pdf_bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes on paper, in which typeface, and the line at its top that says where it comes from."""

    sheet: Sheet
    family: str
    origin: str
    facts: tuple[str, ...] = ()


def document_of(paper: Paper) -> QTextDocument:
    """The document; may be made on any thread."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    font = QFont(paper.family)
    font.setPointSizeF(POINTS)
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


def print_paper(paper: Paper, printer: QPrinter) -> None:
    """Put the document on paper; any thread may."""
    with laying_out():
        document_of(paper).print_(printer)


def pdf_of(paper: Paper) -> bytes:
    """The document as an A4 PDF with its fonts inside; its properties say nothing of the entry."""
    return pdf_bytes(lambda writer: document_of(paper).print_(writer), "From a journal")
