"""Gives the window the look that this device's preferences ask for."""

from PySide6.QtWidgets import QApplication

from app.preferences import Preferences
from app.ui.theme import Look, apply_look


def apply_preferences(app: QApplication, preferences: Preferences) -> None:
    """Look, text size, typeface and movement."""
    apply_look(
        app,
        Look(preferences.theme),
        preferences.text_size,
        legible_font=preferences.legible_font,
        reduced_motion=bool(preferences.reduced_motion),
    )
