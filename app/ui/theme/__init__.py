"""How the window looks: colours, typefaces, sizes, and changing them while it is open."""

from typing import TYPE_CHECKING

from app.ui.lazily import lazily

if TYPE_CHECKING:
    from app.ui.theme.applied import (
        Appearance,
        LiveLook,
        apply_look,
        live,
        reduced_motion,
        system_look,
        tokens,
    )
    from app.ui.theme.colours import (
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
    from app.ui.theme.fonts import body_font, em, heading_font

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

# Loaded when first asked for: what colours and live looks need of Qt would hold up the unlock prompt.
_PLACES = {
    "body_font": "fonts",
    "em": "fonts",
    "heading_font": "fonts",
    "Appearance": "applied",
    "LiveLook": "applied",
    "apply_look": "applied",
    "live": "applied",
    "reduced_motion": "applied",
    "system_look": "applied",
    "tokens": "applied",
    "CARD_RADIUS": "colours",
    "CONTROL_RADIUS": "colours",
    "FOCUS_GAP": "colours",
    "FOCUS_WIDTH": "colours",
    "GRID": "colours",
    "LEAST_TARGET": "colours",
    "LOOKS": "colours",
    "QUICK_TARGET": "colours",
    "Look": "colours",
    "Tokens": "colours",
    "contrast": "colours",
}

__getattr__ = lazily(__name__, _PLACES, globals())
