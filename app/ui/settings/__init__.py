"""The page of settings."""

from app.ui.pages import PageKind
from app.ui.settings.page import SettingsView

PAGE = PageKind("settings", "Settings", SettingsView, "Ctrl+,")
