"""The pages of the window, in the order of the navigation: a page is added by its line here."""

from app.ui.door.recovery import PAGE as RECOVERY_SHEET
from app.ui.help import PAGE as HELP
from app.ui.pages import PageKind
from app.ui.patterns import PAGE as PATTERNS
from app.ui.settings import PAGE as SETTINGS

PAGES: tuple[PageKind, ...] = (PATTERNS, SETTINGS, RECOVERY_SHEET, HELP)
