"""The page of settings."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.settings.page import SettingsView

    return SettingsView(desk)


PAGE = PageKind("settings", "Settings", _make, "Ctrl+,")
