"""The two bundled typefaces and the sizes set from them."""

import sys
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import bundled
from app.ui.theme.colours import HEADING_SIZES

# One point is 1/72 inch on macOS and 1/96 elsewhere, so the same sight size needs another number.
BASE_POINTS = 13.5 if sys.platform == "darwin" else 10.5

_FOLDERS = {False: "inter", True: "atkinson-hyperlegible-next"}
_families: dict[bool, str] = {}


def family(*, legible: bool) -> str:
    """The bundled family, loaded once; the application's own where the files are missing."""
    if legible not in _families:
        folder = bundled("resources") / "fonts" / _FOLDERS[legible]
        found: list[str] = []
        for face in sorted(folder.glob("*.ttf")):
            found += _added(face)
        # Medium and semi-bold faces may name themselves a family of their own; the shortest is the parent.
        _families[legible] = min(found, key=len) if found else QApplication.font().family()
    return _families[legible]


def reading_font(percent: int, *, legible: bool) -> QFont:
    """The text font from the two faces that the first paint needs; `body_font` loads the others."""
    if legible in _families:
        return body_font(percent, legible=legible)
    folder = bundled("resources") / "fonts" / _FOLDERS[legible]
    faces = [face for ending in ("400Regular", "600SemiBold") for face in folder.glob(f"*_{ending}.ttf")]
    names = [name for face in faces for name in _added(face)]
    font = QFont(names[0]) if names else QApplication.font()
    font.setPointSizeF(BASE_POINTS * percent / 100)
    return font


def _added(face: Path) -> list[str]:
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(face)))


def body_font(percent: int, *, legible: bool) -> QFont:
    """The text font at 100 to 200 per cent."""
    font = QFont(family(legible=legible))
    font.setPointSizeF(BASE_POINTS * percent / 100)
    return font


def heading_font(level: int) -> QFont:
    """A heading of level 1 (page), 2 (card) or 3 (question), from the text font."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * HEADING_SIZES[level])
    font.setWeight(QFont.Weight.DemiBold)
    return font


def em(widget: QWidget | None = None) -> float:
    """The height of the text size in pixels; all widths named in em are multiples of this."""
    font = widget.font() if widget is not None else QApplication.font()
    pixels = QFontMetricsF(font).fontDpi() * font.pointSizeF() / 72
    return pixels if pixels > 0 else float(font.pixelSize())
