"""The recovery sheet on paper, as a PDF and as text; written for this account alone."""

import os
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from app.domain.errors import NotAllowed
from app.domain.written_dates import written

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


def save_text(path: Path, text: str) -> None:
    """Write the sheet as a text file; raises NotAllowed."""
    _write(path, text.encode())


def save_pdf(path: Path, groups: tuple[str, ...], folder: Path, day: date) -> None:
    """Write the sheet as a PDF; raises NotAllowed."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(kept)
    writer.setTitle(TITLE)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
    _paint(writer, groups, folder, day)
    _write(path, bytes(kept.data().data()))


def print_sheet(printer: QPrinter, groups: tuple[str, ...], folder: Path, day: date) -> None:
    """Put the sheet on paper."""
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


def _write(path: Path, content: bytes) -> None:
    try:
        place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(place, "wb") as out:
            path.chmod(0o600)
            out.write(content)
    except OSError as error:
        raise NotAllowed from error
