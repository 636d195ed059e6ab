"""The recovery sheet on paper, as a PDF and as text; written for this account alone."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from app.domain.written_dates import written
from app.storage.files import file_errors, write_whole

TITLE = "Balcony: recovery sheet"
LINES = (
    "This code opens the journal when the passphrase is forgotten, and lets a new one be chosen.",
    "Keep this sheet away from the computer and out of reach of others.",
    "Whoever has this sheet and the journal file can read everything in it.",
)


def paper_of(groups: tuple[str, ...], folder: Path, day: date) -> str:
    """The sheet as text."""
    numbered = [f"{at:2}.  {group}" for at, group in enumerate(groups, 1)]
    return "\n".join(
        [TITLE, "", *numbered, "", *LINES, "", f"Journal in {folder}", f"Made on {written(day)}", ""]
    )


def save(path: Path, groups: tuple[str, ...], folder: Path, day: date) -> None:
    """Write the sheet, as a PDF or as text by its name; raises JournalError. Any thread may."""
    is_pdf = path.suffix.lower() == ".pdf"
    content = _pdf_of(groups, folder, day) if is_pdf else paper_of(groups, folder, day).encode()
    with file_errors():
        write_whole(path, content)


def _pdf_of(groups: tuple[str, ...], folder: Path, day: date) -> bytes:
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(kept)
    writer.setTitle(TITLE)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
    _paint(writer, groups, folder, day)
    return bytes(kept.data().data())


def print_sheet(printer: QPrinter, groups: tuple[str, ...], folder: Path, day: date) -> None:
    """Put the sheet on paper; any thread may."""
    _paint(printer, groups, folder, day)


def _paint(device: QPdfWriter | QPrinter, groups: tuple[str, ...], folder: Path, day: date) -> None:
    painter = QPainter(device)
    width, unit = float(device.width()), device.logicalDpiY() / 72
    top = 0.0

    def line(text: str, points: float, after: float, *, bold: bool = False, spaced: bool = False) -> None:
        nonlocal top
        font = QFont(painter.font())
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 120 if spaced else 100)
        painter.setFont(font)
        room = QRectF(0, top, width, 1000 * unit)
        used = painter.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)
        top += used.height() + after * unit

    line(TITLE, 20, 24, bold=True)
    for at, group in enumerate(groups, 1):
        line(f"{at}.   {group}", 16, 6, spaced=True)
    line("", 8, 12)
    for words in LINES:
        line(words, 11, 6)
    line("", 8, 12)
    line(f"Journal in {folder}", 9, 3)
    line(f"Made on {written(day)}", 9, 0)
    painter.end()
