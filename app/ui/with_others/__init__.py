"""With others: what a coach sent back, what was agreed to be done, and rounds with another leader."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.with_others.page import WithOthersPage

    return WithOthersPage(desk)


PAGE = PageKind("with-others", "With others", _make, "Ctrl+8", optional=True)
