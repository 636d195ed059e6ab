"""Charts on their way out: as pictures, as a document on paper, and what a person ticks before."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.reports.page import ReportPage

    return ReportPage(desk)


PAGE = PageKind("report", "Take charts out", _make)
