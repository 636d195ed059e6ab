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


_COLOURS = {
    # light, dark, with the strongest contrast
    "paper": ("#F6F5F1", "#171B1F", "#000000"),
    "side": ("#EFEDE6", "#12161A", "#000000"),
    "card": ("#FFFFFF", "#20262B", "#000000"),
    "field": ("#FFFFFF", "#171B1F", "#000000"),
    "button": ("#FFFFFF", "#4A545C", "#5A5A5A"),
    "ink": ("#1F2933", "#ECEAE4", "#FFFFFF"),
    "muted": ("#55606B", "#B3BAC0", "#FFFFFF"),
    "line": ("#D3D0C7", "#3A434A", "#FFFFFF"),
    "control_line": ("#6F7882", "#87929B", "#FFFFFF"),
    "accent": ("#1F5F6B", "#7CC4D0", "#FFEB3B"),
    "on_accent": ("#FFFFFF", "#0E1E22", "#000000"),
    "accent_pressed": ("#174A54", "#A3DAE3", "#FFF6A3"),
    "hover": ("#ECEAE3", "#2C343A", "#2B2B2B"),
    "chosen": ("#DCEAEC", "#274249", "#3A3600"),
    "focus": ("#B34700", "#FFA561", "#00E5FF"),
    "link": ("#1F5F6B", "#8ED0DB", "#FFEB3B"),
    "caution": ("#8A4B00", "#F2B36B", "#FFEB3B"),
    "problem": ("#96281B", "#F5A097", "#FFB4AB"),
}
_TONES = (
    ("#1F5F6B", "#7B8691", "#A8571A", "#74999F"),
    ("#6DB6C3", "#8A95A0", "#D98E4F", "#B9D5DA"),
    ("#FFEB3B", "#BDBDBD", "#FF9E40", "#FFFFFF"),
)


def _tokens(look: Look, at: int) -> Tokens:
    return Tokens(look=look, tones=_TONES[at], **{name: looks[at] for name, looks in _COLOURS.items()})


LIGHT = _tokens(Look.LIGHT, 0)
DARK = _tokens(Look.DARK, 1)
CONTRAST = _tokens(Look.CONTRAST, 2)

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
