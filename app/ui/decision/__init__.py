"""Reading one entry of any kind."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.decision.page import DecisionPage

    return DecisionPage(desk)


PAGE = PageKind("decision", "Entry", _make)
