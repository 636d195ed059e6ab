"""Getting ready for a meeting: what is new since the last one, and the questions to ask."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.brief.page import BriefPage

    return BriefPage(desk)


PAGE = PageKind("brief", "Get ready for a meeting", _make)
