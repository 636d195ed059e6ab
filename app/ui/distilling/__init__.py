"""Distilling: what was learned from an old entry stays, the story goes; and the yearly list of the oldest."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.distilling.page import DistilPage

    return DistilPage(desk)


def _make_tidy(desk: Desk) -> PageView:
    from app.ui.distilling.tidy_page import TidyPage

    return TidyPage(desk)


PAGE = PageKind("distil", "Distil an entry", _make)
TIDY = PageKind("tidy", "Old entries", _make_tidy)
