"""The journal page: every entry in a list, searched and narrowed, with what is chosen beside it."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.journal.page import JournalPage

    return JournalPage(desk)


PAGE = PageKind("journal", "Journal", _make, "Ctrl+2")
