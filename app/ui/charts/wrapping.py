"""Breaking a name into few lines at its words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF


def broken(metrics: QFontMetricsF, text: str, width: float, most: int) -> list[str]:
    """Up to `most` lines no wider than `width`; what does not fit is cut with an ellipsis."""
    if most <= 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    words = text.split()
    for taken in range(1, len(words)):
        if metrics.horizontalAdvance(" ".join(words[: taken + 1])) > width:
            first = metrics.elidedText(" ".join(words[:taken]), Qt.TextElideMode.ElideRight, width)
            return [first, *broken(metrics, " ".join(words[taken:]), width, most - 1)]
    return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]


def is_whole(lines: list[str], text: str) -> bool:
    """Whether broken lines still say the whole text."""
    return " ".join(lines) == " ".join(text.split())
