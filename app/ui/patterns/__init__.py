"""The page of patterns."""

from app.ui.pages import PageKind
from app.ui.patterns.page import PatternsView

PAGE = PageKind("patterns", "Patterns", PatternsView, "Ctrl+4")
