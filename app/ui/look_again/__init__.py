"""Coming back to decisions."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.look_again.page import LookAgainPage

    return LookAgainPage(desk)


PAGE = PageKind("look-again", "Look again", _make, "Ctrl+3")
