"""Today: the quick log, what is ready to look again, and what is offered."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.today.page import TodayPage

    return TodayPage(desk)


PAGE = PageKind("today", "Today", _make, "Ctrl+1")
