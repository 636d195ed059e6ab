"""The page of patterns."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.patterns.page import PatternsView

    return PatternsView(desk)


PAGE = PageKind("patterns", "Patterns", _make, "Ctrl+4")
