"""A brief as a document: on A4 as PDF, or for the printer."""

from PySide6.QtGui import QFont, QPagedPaintDevice, QTextDocument

from app.domain.briefing import QUESTIONS_TITLE, Brief
from app.exporters.writing.brief import heading, origin
from app.ui.printing.pages import Turned, print_pages
from app.ui.printing.writer import POINTS, Writer, paged_pdf

_FOOT = "From my own journal"


def document_of(brief: Brief, family: str) -> QTextDocument:
    """The brief as a document; may be made on any thread."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    font = QFont(family)
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    writer = Writer(document, family)
    writer.text(origin(brief), quiet=True)
    writer.heading(brief.title, 1)
    if brief.front:
        writer.text(brief.front)
    for section in brief.sections:
        writer.heading(section.title, 2)
        for item in section.items:
            writer.heading(heading(item), 3)
            if item.note:
                writer.text(item.note, quiet=True)
            for text in item.texts:
                writer.text(text.label, quiet=True)
                writer.text(text.text)
    if brief.questions:
        writer.heading(QUESTIONS_TITLE, 2)
        for question in brief.questions:
            writer.text(f"• {question}")
    return document


def print_brief(brief: Brief, family: str, device: QPagedPaintDevice, turned: Turned) -> bool:
    """Paint the brief on paper or into a PDF; False where it was stopped."""
    return print_pages(document_of(brief, family), device, _FOOT, turned)


def pdf_of(brief: Brief, family: str, turned: Turned) -> bytes:
    """The brief as an A4 PDF with its fonts inside and its texts as text; raises Cancelled when stopped."""
    return paged_pdf(lambda writer: print_brief(brief, family, writer, turned), brief.title)
