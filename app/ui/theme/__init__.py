"""How the window looks: colours, typefaces, sizes, and changing them while it is open."""

from app.ui.theme.fonts import body_font, em, heading_font
from app.ui.theme.live import (
    Appearance,
    LiveLook,
    apply_look,
    live,
    reduced_motion,
    system_look,
    tokens,
)
from app.ui.theme.tokens import (
    CARD_RADIUS,
    CONTROL_RADIUS,
    FOCUS_GAP,
    FOCUS_WIDTH,
    GRID,
    LEAST_TARGET,
    LOOKS,
    QUICK_TARGET,
    Look,
    Tokens,
    contrast,
)

__all__ = [
    "CARD_RADIUS",
    "CONTROL_RADIUS",
    "FOCUS_GAP",
    "FOCUS_WIDTH",
    "GRID",
    "LEAST_TARGET",
    "LOOKS",
    "QUICK_TARGET",
    "Appearance",
    "LiveLook",
    "Look",
    "Tokens",
    "apply_look",
    "body_font",
    "contrast",
    "em",
    "heading_font",
    "live",
    "reduced_motion",
    "system_look",
    "tokens",
]
