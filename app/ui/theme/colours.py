"""The colours of the three looks, and how their contrast is measured; no Qt here."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How the window is coloured; `SYSTEM` follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


GRID = 8
"""All distances are multiples or halves of this many pixels."""
CARD_RADIUS = 8
CONTROL_RADIUS = 5
HEADING_SIZES = {1: 1.75, 2: 1.15, 3: 1.0}
"""Heading level to size, as a multiple of the text size."""
FOCUS_GAP = 2
FOCUS_WIDTH = 2
LEAST_TARGET = 24
QUICK_TARGET = 44


@dataclass(frozen=True, slots=True)
class Tokens:
    """One look. Colours are `#RRGGBB`; `tones` are a chart's accent, neutral, warm and pale."""

    look: Look
    paper: str
    side: str
    """Behind the navigation and the status bar."""
    card: str
    field: str
    button: str
    """The face of Qt's own buttons, boxes and scroll bars."""
    ink: str
    muted: str
    line: str
    """Edges of cards and grid lines: decoration, never the only sign of something."""
    control_line: str
    """Edges of fields and buttons."""
    accent: str
    on_accent: str
    accent_pressed: str
    hover: str
    chosen: str
    """Behind a chosen row or word, with ink on it."""
    focus: str
    link: str
    caution: str
    problem: str
    tones: tuple[str, str, str, str]


LIGHT = Tokens(
    look=Look.LIGHT,
    paper="#F6F5F1",
    side="#EFEDE6",
    card="#FFFFFF",
    field="#FFFFFF",
    button="#FFFFFF",
    ink="#1F2933",
    muted="#55606B",
    line="#D3D0C7",
    control_line="#6F7882",
    accent="#1F5F6B",
    on_accent="#FFFFFF",
    accent_pressed="#174A54",
    hover="#ECEAE3",
    chosen="#DCEAEC",
    focus="#B34700",
    link="#1F5F6B",
    caution="#8A4B00",
    problem="#96281B",
    tones=("#1F5F6B", "#7B8691", "#A8571A", "#74999F"),
)

DARK = Tokens(
    look=Look.DARK,
    paper="#171B1F",
    side="#12161A",
    card="#20262B",
    field="#171B1F",
    button="#4A545C",
    ink="#ECEAE4",
    muted="#B3BAC0",
    line="#3A434A",
    control_line="#87929B",
    accent="#7CC4D0",
    on_accent="#0E1E22",
    accent_pressed="#A3DAE3",
    hover="#2C343A",
    chosen="#274249",
    focus="#FFA561",
    link="#8ED0DB",
    caution="#F2B36B",
    problem="#F5A097",
    tones=("#6DB6C3", "#8A95A0", "#D98E4F", "#B9D5DA"),
)

CONTRAST = Tokens(
    look=Look.CONTRAST,
    paper="#000000",
    side="#000000",
    card="#000000",
    field="#000000",
    button="#5A5A5A",
    ink="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    control_line="#FFFFFF",
    accent="#FFEB3B",
    on_accent="#000000",
    accent_pressed="#FFF6A3",
    hover="#2B2B2B",
    chosen="#3A3600",
    focus="#00E5FF",
    link="#FFEB3B",
    caution="#FFEB3B",
    problem="#FFB4AB",
    tones=("#FFEB3B", "#BDBDBD", "#FF9E40", "#FFFFFF"),
)

LOOKS = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
