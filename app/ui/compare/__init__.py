"""Two sides beside each other: a round that was opened, two shared entries, or an own entry then and now."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.compare.page import ComparePage

    return ComparePage(desk)


PAGE = PageKind("round-compare", "Side by side", _make)
