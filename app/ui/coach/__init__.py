"""The coach's desk: what leaders shared with whoever writes this journal, what is said about it, what goes back."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.coach.page import CoachPage

    return CoachPage(desk)


PAGE = PageKind("desk", "Coach's desk", _make, "Ctrl+6", optional=True)
